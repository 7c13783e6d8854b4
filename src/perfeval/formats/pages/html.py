"""Web pages, as portals save them under the name of a workbook (.xls): their tables, and the text between."""

from __future__ import annotations

import email
import email.policy
import re
from decimal import Decimal, InvalidOperation
from html.parser import HTMLParser
from typing import Any

from attrs import define, field

from perfeval.findings import FormatError, Origin, Text, kind, say
from perfeval.formats.pages.apart import read_apart
from perfeval.formats.pages.cells import Block, Cell, Document, Line
from perfeval.formats.pages.places import MOST_PLACES, address, placed
from perfeval.formats.pages.text import decoded
from perfeval.formats.pages.wrapping import joined

HTML = Text("网页", "a web page")
LARGE = 16 * 1024  # long enough to keep the parser of the standard library busy for minutes
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_SILENT = {"script", "style", "head", "template", "noscript"}
_BREAKING = {"p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table", "section", "article"}
_VOID = {"br", "hr", "img", "input", "meta", "link", "col", "wbr"}
_MOST_SPAN = 1_000
_DEEPEST = 60


def read_html(data: bytes, file: str) -> Document:
    """A web page, or one packed with its pictures (.mht), as tables and lines.

    Raises:
        FormatError: its encoding is not known (I304), or it is too large (I306).
    """
    return read_apart("html", data, file) if len(data) > LARGE else web_page(data, file)


def web_page(data: bytes, file: str) -> Document:
    """The same in this process, however large it is."""
    parser = _Tables(file)
    parser.feed(_page(data, file))
    parser.close()
    parser.finish()
    return Document(file, tuple(parser.blocks))


def _page(data: bytes, file: str) -> str:
    if data.lstrip()[:13].lower() == b"mime-version:":
        message = email.message_from_bytes(data.lstrip(), policy=email.policy.default)
        part = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
        data = b"" if part is None else bytes(part.get_payload(decode=True) or b"")
    named = _CHARSET.search(data[:4096])
    if named and named[1].lower() in (b"gb2312", b"gbk", b"gb18030"):
        return data.decode("gb18030", "replace")
    return decoded(data, file)


@define
class _Open:
    """A table that has begun and not ended."""

    cells: list[tuple[int, int, int, int, list[str], str]] = field(factory=list)
    taken: set[tuple[int, int]] = field(factory=set)
    row: int = -1
    column: int = 0
    cell: list[str] | None = None


class _Tables(HTMLParser):
    def __init__(self, file: str) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._file = file
        self._open: list[_Open] = []
        self._words: list[str] = []
        self._silent = 0
        self._tables = self._lines = 0
        self._room = MOST_PLACES

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A table, row or cell begins, or a line ends."""
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._line()
            self._open.append(_Open())
            if len(self._open) > _DEEPEST:
                raise self._too_large(say("表格嵌套超过 {n} 层", "tables nest deeper than {n}", n=_DEEPEST))
        elif self._open and tag == "tr":
            self._open[-1].row, self._open[-1].column, self._open[-1].cell = self._open[-1].row + 1, 0, None
        elif self._open and tag in ("td", "th"):
            self._cell(dict(attrs))
        elif tag in _BREAKING:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        """A table or cell ends, or a line."""
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif tag == "table" and self._open:
            self._close_table()
        elif self._open and tag in ("td", "th", "tr"):
            self._open[-1].cell = None
        elif tag in _BREAKING:
            self._break()

    def handle_data(self, data: str) -> None:
        """Text, of a cell or between tables."""
        if self._silent:
            return
        flat = re.sub(r"[ \t\r\n]+", " ", data)
        if not self._open:
            self._words.append(flat)
        elif self._open[-1].cell is not None:
            self._open[-1].cell.append(flat)

    def finish(self) -> None:
        """End what the page left open."""
        while self._open:
            self._close_table()
        self._line()

    def _cell(self, attributes: dict[str, str | None]) -> None:
        table = self._open[-1]
        table.row = max(table.row, 0)
        while (table.row, table.column) in table.taken:
            table.column += 1
        high, wide = _span(attributes.get("rowspan")), _span(attributes.get("colspan"))
        self._room -= high * wide
        if self._room < 0:
            raise self._too_large(say("表格超过 {n} 个位置", "tables of more than {n} places", n=MOST_PLACES))
        for r in range(high):
            table.taken.update((table.row + r, table.column + c) for c in range(wide))
        table.cell = []
        table.cells.append((table.row, table.column, high, wide, table.cell, attributes.get("x:num") or ""))
        table.column += wide

    def _close_table(self) -> None:
        table = self._open.pop()
        if not table.cells:
            return
        self._tables += 1
        name = f"表{self._tables}"
        height = max(row for row, *_ in table.cells) + 1
        width = max(column + wide for _, column, _, wide, *_ in table.cells)
        if height * width > MOST_PLACES:
            raise self._too_large(say("表格超过 {n} 个位置", "tables of more than {n} places", n=MOST_PLACES))
        cells = []
        for row, column, high, wide, words, number in table.cells:
            text = joined("".join(words).replace(" \n", "\n").replace("\n ", "\n"))
            typed = _typed(text, number)
            where = Origin(self._file, name, address(row, column))
            cells.append(Cell(text, where, row=row, column=column, height=high, width=wide, **typed))
        self.blocks.append(placed(name, cells, height, width, Origin(self._file)))

    def _break(self) -> None:
        if not self._open:
            self._line()
        elif self._open[-1].cell is not None:
            self._open[-1].cell.append("\n")

    def _line(self) -> None:
        if self._open:
            return
        if text := joined("".join(self._words)):
            self._lines += 1
            self.blocks.append(Line(text, Origin(self._file, line=self._lines)))
        self._words = []

    def _too_large(self, detail: Text) -> FormatError:
        return FormatError(kind("I306").at("", origin=Origin(self._file), detail=detail))


def _span(value: str | None) -> int:
    number = (value or "").strip()
    return min(max(int(number), 1), _MOST_SPAN) if number.isascii() and number.isdigit() and len(number) < 20 else 1


def _typed(text: str, number: str) -> dict[str, Any]:
    """The number that Excel wrote beside the text of a cell."""
    shown = re.search(r"\d(?:\.(\d+))?(?!.*\d)", text[-40:])
    try:
        value = Decimal(number[:40])
    except InvalidOperation:
        return {}
    if shown is None or not value.is_finite() or abs(value.adjusted()) > 40:
        return {}
    return {"number": value * 100 if "%" in text else value, "places": len(shown[1] or "")}
