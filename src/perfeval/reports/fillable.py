"""Workbooks to fill in: a sheet for each table, and one that explains the columns; needs the extra `excel`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any, Literal

from attrs import frozen

from perfeval.findings import Lang, Text, UsageError, kind
from perfeval.reports.content import Table

_ROWS = 10_000
"""How many rows of a sheet are checked as they are typed."""
_LETTERS = 255
"""The most that Excel takes for a list of choices."""


@frozen
class FillColumn:
    """A column to fill in."""

    name: str
    """What stands at its head."""
    held: Literal["number", "flag", "text", "date"]
    """What is typed there."""
    low: Decimal | None = None
    """The lowest number."""
    high: Decimal | None = None
    """The highest number."""
    options: tuple[str, ...] = ()
    """What a text can be."""


def fillable_workbook(sheets: Mapping[str, Sequence[FillColumn]], explanation: tuple[Text, Table], lang: Lang) -> bytes:
    """An empty XLSX workbook: the sheet that explains the columns first, then a sheet for each table.

    Args:
        sheets: the columns by the name of their sheet.
        explanation: the name of the first sheet, and its table.
        lang: the language of the explanation.

    Raises:
        UsageError: the extra `excel` is not installed.

    Example:
        >>> from perfeval.findings import Text
        >>> from perfeval.reports import FillColumn, fillable_workbook
        >>> from perfeval.reports.content import Column, Row, Table
        >>> words = Table([Column(Text("列", "column"))], [Row([Text("得分", "score")])])
        >>> sheets = {"entities": [FillColumn("score", "number")]}
        >>> fillable_workbook(sheets, (Text("说明", "columns"), words), "en")[:2]
        b'PK'
    """
    into = BytesIO()
    # What is typed stays what was typed: no formula, link or number is made of a text.
    typed = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with _xlsxwriter().Workbook(into, typed) as book:
        bold = book.add_format({"bold": True, "bg_color": "#E8EEF4", "bottom": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        title, table = explanation
        _explained(book.add_worksheet(title[lang]), table, lang, bold, wrapped)
        for name, columns in sheets.items():
            _sheet(book.add_worksheet(name[:31]), columns, bold)
    return into.getvalue()


def _xlsxwriter() -> Any:
    try:
        import xlsxwriter  # type: ignore[import-untyped]  # it comes without types
    except ModuleNotFoundError as error:
        raise UsageError(kind("I205").at("", what=error.name or "xlsxwriter", extra="excel")) from error
    return xlsxwriter


def _explained(sheet: Any, table: Table, lang: Lang, bold: Any, wrapped: Any) -> None:
    for n, column in enumerate(table.columns):
        sheet.write_string(0, n, column.title[lang], bold)
        longest = max((len(row.cells[n].words(lang)) for row in table.rows), default=0)
        sheet.set_column(n, n, min(max(longest + 4, 12), 48))
    for n, row in enumerate(table.rows, start=1):
        for m, cell in enumerate(row.cells):
            sheet.write_string(n, m, cell.words(lang), wrapped)
    sheet.freeze_panes(1, 0)


def _sheet(sheet: Any, columns: Sequence[FillColumn], bold: Any) -> None:
    for n, column in enumerate(columns):
        sheet.write_string(0, n, column.name, bold)
        sheet.set_column(n, n, max(len(column.name) + 4, 12))
        if rule := _rule(column):
            sheet.data_validation(1, n, _ROWS, n, {**rule, "error_type": "warning"})
    sheet.freeze_panes(1, 0)


def _rule(column: FillColumn) -> dict[str, Any]:
    """What Excel checks as a cell is typed; it warns and lets through, since perfeval checks again."""
    if column.options and len(",".join(column.options)) <= _LETTERS:
        return {"validate": "list", "source": list(column.options)}
    if column.held == "flag":
        return {"validate": "list", "source": ["是", "否"]}
    if column.held != "number":
        return {}
    if column.low is not None and column.high is not None:
        between = {"minimum": str(column.low), "maximum": str(column.high)}
        return {"validate": "decimal", "criteria": "between", **between}
    if column.low is not None:
        return {"validate": "decimal", "criteria": ">=", "value": str(column.low)}
    return {} if column.high is None else {"validate": "decimal", "criteria": "<=", "value": str(column.high)}
