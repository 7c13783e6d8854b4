"""Worksheets as all workbooks here have them: headers that stay, widths, paper, and texts that never act."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any, Final

from attrs import frozen

from perfeval.findings import Lang, Text, UsageError, kind
from perfeval.findings.visible import block
from perfeval.reports.row_heights import LINE, row_height

_LONGEST: Final = 32_000
"""The most letters that a cell takes is 32,767; one beyond the basic plane counts twice."""
_DIGITS: Final = 15
_A4: Final = 9
_CREATED: Final = datetime(2020, 1, 1)  # the same input is the same bytes
_FRAMED: Final = {"border": 1, "border_color": "#C8D0D8"}
_FONTS: Final[dict[Lang, dict[str, str]]] = {"zh": {"font_name": "宋体"}, "en": {}}
_NO_SIGNS: Final = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
_ESCAPES: Final = re.compile("(?<=_x)(?=[0-9A-Fa-f]{4}_)")
_ESCAPED_ONCE: Final = re.compile("_x[0-9A-Fa-f]{4}_x[0-9A-Fa-f]{4}_")
Entry = str | Decimal | int | Text | None


@frozen
class Looks:
    """How cells look."""

    head: Any
    text: Any
    strong: Any
    group: Any
    level: Any
    title: Any
    plain: Any
    bad: Any
    doubtful: Any


class Workbook:
    """A workbook under the pen."""

    def __init__(self, book: Any, lang: Lang) -> None:
        """Take xlsxwriter's book, and the language of what is written."""
        self.book, self.lang = book, lang
        self._numbers: dict[tuple[str, bool, bool], Any] = {}
        self._font = _FONTS[lang]
        wrapped = {**self._font, **_FRAMED, "text_wrap": True, "valign": "top"}
        text = {**wrapped, "align": "left", "indent": 1}  # an indent counts for texts that stand left
        self.looks = Looks(
            head=book.add_format(
                {**wrapped, "bold": True, "bg_color": "#E8EEF4", "align": "center", "valign": "vcenter"}
            ),
            text=book.add_format(text),
            strong=book.add_format({**text, "bold": True}),
            group=book.add_format({**text, "bold": True, "valign": "vcenter"}),
            level=book.add_format({**wrapped, "bold": True, "align": "right"}),
            title=book.add_format({**self._font, "bold": True, "font_size": 14}),
            plain=book.add_format({**self._font, "text_wrap": True, "valign": "top"}),
            bad=book.add_format({**text, "font_color": "#A61B1B"}),
            doubtful=book.add_format({**text, "font_color": "#8A5A00"}),
        )

    def said(self, value: Entry) -> str:
        """A value as text in the workbook's language, with nothing in it that acts unseen."""
        if value is None:
            return ""
        text = value[self.lang] if isinstance(value, Text) else str(value)
        return _NO_SIGNS.sub("\ufffd", block(text))

    def put(self, sheet: Any, row: int, column: int, value: Entry, look: Any = None) -> None:
        """Write a cell: a number where a spreadsheet can hold it, anything else as text, never a formula."""
        if isinstance(value, int) or (isinstance(value, Decimal) and len(value.as_tuple().digits) <= _DIGITS):
            places = max(0, -int(value.as_tuple().exponent)) if isinstance(value, Decimal) else 0
            asked = f"0.{'0' * places}" if places else "0"
            sheet.write_number(row, column, value, self._number(asked, look))
        else:
            plain = format(value, "f") if isinstance(value, Decimal) else self.said(value)
            self._text(sheet, row, column, pieces(plain)[0], look or self.looks.text)

    def percent(self, sheet: Any, row: int, column: int, value: Decimal, look: Any = None) -> None:
        """Write a share of at most four decimals as a percentage."""
        sheet.write_number(row, column, value, self._number("0.00%", look))

    def _number(self, asked: str, look: Any) -> Any:
        """The look of a number: with all its decimals, and as locked and as strong as the look of a text."""
        locked, bold = look is None or bool(look.locked), look is not None and bool(look.bold)
        if (asked, locked, bold) not in self._numbers:
            wanted = {"num_format": asked, "align": "right", "valign": "top", "bold": bold}
            self._numbers[asked, locked, bold] = self.book.add_format(
                {**self._font, **_FRAMED, **wanted, "locked": locked}
            )
        return self._numbers[asked, locked, bold]

    def _text(self, sheet: Any, row: int, column: int, text: str, look: Any) -> None:
        """Write a text as it is, nothing as an empty cell."""
        if not text:
            sheet.write_blank(row, column, None, look)
        elif (text.startswith("<r>") and text.endswith("</r>")) or _ESCAPED_ONCE.search(text):
            # xlsxwriter takes the one for its own markup and escapes only half of the other; in runs it does neither
            parts = [text[:1], *_ESCAPES.split(text[1:])]
            sheet.write_rich_string(row, column, *(each for part in parts for each in (look, part)), look)
        else:
            sheet.write_string(row, column, text, look)

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
        widths = [width for _, width in columns]
        for n, (title, width) in enumerate(columns):
            self.put(sheet, top, n, title, self.looks.head)
            sheet.set_column(n, n, width)
        self.fit(sheet, top, [title for title, _ in columns], widths)
        line = top + 1
        for row in rows:
            line = self.row(sheet, line, row, widths)
        sheet.freeze_panes(top + 1, 0)
        sheet.repeat_rows(top)
        return line

    def row(self, sheet: Any, line: int, values: Sequence[Entry], widths: Sequence[int], look: Any = None) -> int:
        """A row of a table; a text that is too long for its cell goes on in the row below. The number of the next."""
        told = [pieces(self.said(value)) if isinstance(value, str | Text) else [value] for value in values]
        height = max(map(len, told), default=1)
        for m in range(height):
            part = [parts[m] if m < len(parts) else None for parts in told]
            for n, value in enumerate(part):
                self.put(sheet, line + m, n, value, look)
            self.fit(sheet, line + m, part, widths)
        return line + height

    def fit(self, sheet: Any, line: int, values: Sequence[Entry], widths: Sequence[int]) -> None:
        """Make a row as high as its texts; one line is what it has anyway."""
        texts = [self.said(value) if isinstance(value, str | Text) else "" for value in values]
        if (height := row_height(texts, widths)) > LINE:
            sheet.set_row(line, height)


def pieces(text: str) -> list[str]:
    """A text as parts that a cell can hold.

    Example:
        >>> from perfeval.reports.sheets import pieces
        >>> [len(piece) for piece in pieces("x" * 50_000)]
        [32000, 18000]
    """
    most = _LONGEST if max(text, default="") <= "\uffff" else _LONGEST // 2
    return [text[n : n + most] for n in range(0, len(text), most)] or [""]


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
        book.set_properties({"created": _CREATED})
        yield Workbook(book, lang)
