"""Worksheets as all workbooks here have them: headers that stay, widths, paper, and texts that never act."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from io import BytesIO
from typing import Any, Final

from attrs import frozen

from perfeval.findings import Lang, Text, UsageError, kind
from perfeval.findings.visible import block

_LONGEST: Final = 32_000
"""The most letters that a cell takes is 32,767."""
_DIGITS: Final = 15
_A4: Final = 9
Entry = str | Decimal | int | Text | None


@frozen
class Looks:
    """How cells look."""

    head: Any
    text: Any
    strong: Any
    number: Any
    title: Any
    bad: Any
    doubtful: Any


class Workbook:
    """A workbook under the pen."""

    def __init__(self, book: Any, lang: Lang) -> None:
        """Take xlsxwriter's book, and the language of what is written."""
        self.book, self.lang = book, lang
        self._numbers: dict[tuple[int, bool], Any] = {}
        wrapped = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#C8D0D8"}
        self.looks = Looks(
            head=book.add_format({**wrapped, "bold": True, "bg_color": "#E8EEF4", "valign": "vcenter"}),
            text=book.add_format(wrapped),
            strong=book.add_format({**wrapped, "bold": True}),
            number=book.add_format({**wrapped, "align": "right"}),
            title=book.add_format({"bold": True, "font_size": 14}),
            bad=book.add_format({**wrapped, "font_color": "#A61B1B"}),
            doubtful=book.add_format({**wrapped, "font_color": "#8A5A00"}),
        )

    def said(self, value: Entry) -> str:
        """A value as text in the workbook's language, with nothing in it that acts unseen."""
        if value is None:
            return ""
        text = value[self.lang] if isinstance(value, Text) else str(value)
        return block(text)[:_LONGEST]

    def put(self, sheet: Any, row: int, column: int, value: Entry, look: Any = None) -> None:
        """Write a cell: a number where a spreadsheet can hold it, anything else as text, never a formula."""
        if isinstance(value, int) or (isinstance(value, Decimal) and len(value.as_tuple().digits) <= _DIGITS):
            sheet.write_number(row, column, value, self._decimals(value, look))
        else:
            plain = format(value, "f") if isinstance(value, Decimal) else self.said(value)
            sheet.write_string(row, column, plain, look or self.looks.text)

    def _decimals(self, value: Decimal | int, look: Any) -> Any:
        """The look of a number with all its decimals."""
        places = max(0, -int(value.as_tuple().exponent)) if isinstance(value, Decimal) else 0
        locked = look is None or bool(look.locked)
        if (places, locked) not in self._numbers:
            asked = {"num_format": f"0.{'0' * places}" if places else "0", "align": "right", "valign": "top"}
            framed = {"border": 1, "border_color": "#C8D0D8", "locked": locked}
            self._numbers[places, locked] = self.book.add_format({**asked, **framed})
        return self._numbers[places, locked]

    def sheet(self, name: str, *, landscape: bool = True) -> Any:
        """A new worksheet, laid out for A4, as wide as the paper."""
        sheet = self.book.add_worksheet(name)
        sheet.set_paper(_A4)
        if landscape:
            sheet.set_landscape()
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C&P / &N")
        return sheet

    def table(self, sheet: Any, top: int, columns: Sequence[tuple[Text, int]], rows: Iterable[Sequence[Entry]]) -> int:
        """A table with its header, which stays in sight and on every page; the number of the row after it."""
        for n, (title, width) in enumerate(columns):
            sheet.write_string(top, n, self.said(title), self.looks.head)
            sheet.set_column(n, n, width)
        line = top
        for line, row in enumerate(rows, start=top + 1):
            for n, value in enumerate(row):
                self.put(sheet, line, n, value)
        sheet.freeze_panes(top + 1, 0)
        sheet.repeat_rows(top)
        return line + 1


@contextmanager
def workbook(into: BytesIO, lang: Lang) -> Iterator[Workbook]:
    """A workbook to write into bytes; texts in it stay texts.

    Raises:
        UsageError: the extra `excel` is not installed.
    """
    try:
        import xlsxwriter  # type: ignore[import-untyped]  # it comes without types
    except ModuleNotFoundError as error:
        raise UsageError(kind("I205").at("", what=error.name or "xlsxwriter", extra="excel")) from error
    typed = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(into, typed) as book:
        yield Workbook(book, lang)
