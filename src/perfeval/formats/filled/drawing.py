"""A form as an XLSX workbook: to be filled in on a screen or printed on A4."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from perfeval.findings import Text
from perfeval.formats.filled import styles
from perfeval.formats.filled.blueprint import HIDDEN, Column, Place, Rows, Single
from perfeval.formats.filled.cells import Typed
from perfeval.formats.filled.choosing import Chosen, rule
from perfeval.formats.filled.codec import to_rows
from perfeval.formats.filled.filling import FilledForm
from perfeval.formats.filled.gathering import gathered
from perfeval.formats.filled.layout import MORE
from perfeval.formats.filled.sheets import Ask, Sheet, printable
from perfeval.formats.filled.spacing import heights
from perfeval.formats.filled.styles import Styles
from perfeval.formats.pages.needing import needed

_FEWEST_ROWS = 15
_FEWEST_BELOW = 8  # under other questions on the first sheet
_SPARE_ROWS = 5
_RULED_ROWS = 2000
_WHAT_MORE = Text(
    "单元格放不下的内容，按 JSON 写在这里；一般不用改动。",
    "What no cell can hold, written as JSON; there is seldom a reason to change it.",
)
_MORE_HEADS = (Text("编号", "no."), Text("数据项", "value"), Text("内容（JSON）", "content (JSON)"))
_PAGE = "&L&8 {title}&R&8 &P / &N"


def drawn(form: FilledForm, title: str) -> bytes:
    """The workbook.

    Raises:
        UsageError: the extra `excel` is not installed (I205).
    """
    with needed("xlsxwriter", "excel"):
        import xlsxwriter  # type: ignore[import-untyped]
    into = BytesIO()
    # What is typed stays what was typed: no formula, link or number is made of a text.
    typed = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(into, typed) as book:
        book.set_properties({"title": title[:200], "author": "perfeval", "created": styles.CREATED})
        _Drawing(book, form, title).run()
    return into.getvalue()


class _Drawing:
    def __init__(self, book: Any, form: FilledForm, title: str) -> None:
        self.book, self.form = book, form
        self.title = title.replace("&", "&&")[:100]
        self.styles = Styles(book)
        self.results = _results(form)

    def run(self) -> None:
        pages = [(sheet, self.book.add_worksheet(sheet.name)) for sheet in self.form.sheets]
        more = self.book.add_worksheet(MORE[self.form.lang]) if self.form.more else None
        hidden = self.book.add_worksheet(HIDDEN)
        self.chosen = Chosen(hidden, HIDDEN)
        for sheet, page in pages:
            self.sheet(sheet, page)
        if more is not None:
            self.more(more)
        for row, (name, value) in enumerate(to_rows(self.form.blueprint)):
            hidden.write_string(row, 0, name)
            hidden.write_string(row, 1, value)
        hidden.very_hidden()
        hidden.protect()
        pages[0][1].activate()

    def sheet(self, sheet: Sheet, page: Any) -> None:
        for n, width in enumerate(sheet.widths):
            page.set_column(n, n, width, self.styles.plain)
        for printed in sheet.printed:
            style = self.styles.printed[printed.style]
            page.write_string(printed.row, printed.column, printed.text, style)
        page.set_default_row(styles.ROW)
        for row, height in heights(sheet, self.form.typed).items():
            page.set_row(row, height)
        for single, ask in sheet.singles:
            self.single(page, single, ask)
        for rows, asks in sheet.rows:
            self.rows(page, sheet, rows, asks)
        for total, formula in sheet.sums:
            result = self.results.get(total.place)
            cached = "" if result is None else float(result)
            page.write_formula(total.place.row, total.place.column, formula, self.styles.sum, cached)
        self.paper(sheet, page)

    def single(self, page: Any, single: Single, ask: Ask) -> None:
        at = single.place
        self.value(page, at, self.form.typed.get(at), ask)
        if found := rule(ask, self.chosen, self.form.lang):
            page.data_validation(at.row, at.column, at.row, at.column, found)

    def rows(self, page: Any, sheet: Sheet, rows: Rows, asks: tuple[Ask, ...]) -> None:
        """The cells of a table: some with borders, all below without, but to be filled in just so."""
        filled = [at.row for at in self.form.typed if at.sheet == rows.sheet and at.row > rows.head]
        numbered = rows.columns[0].column > 0
        fewest = _FEWEST_ROWS if numbered else _FEWEST_BELOW
        last = max(rows.head + fewest, max(filled, default=0) + _SPARE_ROWS)
        for row in range(rows.head + 1, last + 1):
            if numbered:
                page.write_number(row, 0, row - rows.head, self.styles.number)
            for column, ask in zip(rows.columns, asks, strict=True):
                self.value(page, Place(rows.sheet, row, column.column), self.typed(rows, row, column), ask)
        for column, ask in zip(rows.columns, asks, strict=True):
            if numbered:
                page.set_column(column.column, column.column, ask.width, self.styles.open(ask))
            if found := rule(ask, self.chosen, self.form.lang):
                page.data_validation(rows.head + 1, column.column, _RULED_ROWS, column.column, found)

    def typed(self, rows: Rows, row: int, column: Column) -> Typed | None:
        return self.form.typed.get(Place(rows.sheet, row, column.column))

    def value(self, page: Any, at: Place, typed: Typed | None, ask: Ask) -> None:
        """A cell to fill in, with what is filled in already."""
        style = self.styles.cell(ask, typed)
        if typed is None:
            page.write_blank(at.row, at.column, None, style)
        elif isinstance(typed, str):
            page.write_string(at.row, at.column, typed, style)
        elif isinstance(typed, date):
            page.write_datetime(at.row, at.column, typed, style)
        elif isinstance(typed, Decimal):
            page.write_number(at.row, at.column, float(typed), style)

    def more(self, page: Any) -> None:
        """What no cell can hold."""
        lang = self.form.lang
        page.set_column(0, 0, 8, self.styles.plain)
        page.set_column(1, 1, 30, self.styles.plain)
        page.set_column(2, 2, 90, self.styles.plain)
        page.write_string(0, 0, MORE[lang], self.styles.printed["title"])
        page.write_string(1, 0, _WHAT_MORE[lang], self.styles.printed["note"])
        for n, head in enumerate(_MORE_HEADS):
            page.write_string(2, n, head[lang], self.styles.printed["head"])
        for n, (long, label, parts) in enumerate(self.form.more, start=1):
            page.write_number(long.place.row, 0, n, self.styles.number)
            page.write_string(long.place.row, 1, printable(label)[:200], self.styles.printed["inner"])
            for m, part in enumerate(parts):
                page.write_string(long.place.row + m, 2, part, self.styles.text)
        page.protect("", styles.ALLOWED)

    def paper(self, sheet: Sheet, page: Any) -> None:
        """Protection, what stays in sight, and how it is printed."""
        page.protect("", styles.ALLOWED)
        if sheet.frozen != (0, 0):
            page.freeze_panes(*sheet.frozen)
            page.repeat_rows(sheet.frozen[0] - 1)
        page.set_paper(9)
        if sheet.landscape:
            page.set_landscape()
        page.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)
        page.fit_to_pages(1, 0)
        page.center_horizontally()
        page.hide_gridlines(2)
        page.set_footer(_PAGE.format(title=self.title))


def _results(form: FilledForm) -> Mapping[Place, Decimal]:
    """What the sums come to, as a reader computes them."""
    found = gathered(form.blueprint, form.cells())
    results = {}
    for total in form.blueprint.sums:
        if total.path:
            at: Any = found.document
            for step in total.path:
                at = at.get(step) if isinstance(at, dict) else None
        else:
            own = found.document.get("judgements", {}).get(total.parts[0][1], {}).get("deductions") or []
            points = [each["points"] for each in own if isinstance(each.get("points"), Decimal)]
            at = sum(points, Decimal(0)) if points else None
        if isinstance(at, Decimal):
            results[total.place] = at
    return results
