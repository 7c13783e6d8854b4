"""Spreadsheets of LibreOffice and WPS (.ods): their own part holds the text shown, which no library hands out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from xml.etree import ElementTree

from attrs import define, field

from perfeval.findings import Finding, FormatError, Origin, Text, kind
from perfeval.formats.pages.apart import read_apart
from perfeval.formats.pages.archives import LARGE, Archive
from perfeval.formats.pages.cells import Document, Grid
from perfeval.formats.pages.places import MOST_PLACES, address
from perfeval.formats.pages.sheets import SheetCell, hidden, sheet_grid
from perfeval.formats.pages.showing import Shown, exact, unfolded
from perfeval.formats.pages.wrapping import joined

SPREADSHEET = Text("ODS 电子表格", "an ODS spreadsheet")
MEDIA_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_OFFICE, _TABLE, _WORDS, _CALC = (
    f"{{urn:{name}}}"
    for name in (
        "oasis:names:tc:opendocument:xmlns:office:1.0",
        "oasis:names:tc:opendocument:xmlns:table:1.0",
        "oasis:names:tc:opendocument:xmlns:text:1.0",
        "org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
    )
)
_GROUPS = {f"{_TABLE}{name}" for name in ("table-row-group", "table-rows", "table-header-rows")}
_SHOWN_NUMBER = re.compile(r"\d(?:[\d,，]*\d)?(?:\.(\d+))?")
_ERROR = re.compile(r"#[A-Z/0!?]+|Err:\d+")


def read_ods(data: bytes, file: str) -> Document:
    """A spreadsheet as grids.

    Raises:
        FormatError: it cannot be opened, or not safely (I302, I303, I306, I307).
    """
    archive = Archive(data, file, SPREADSHEET)
    return read_apart("ods", data, file) if archive.size > LARGE else spreadsheet(data, file)


def spreadsheet(data: bytes, file: str) -> Document:
    """The same in this process, however large it is."""
    archive = Archive(data, file, SPREADSHEET)
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise FormatError(kind("I302").at("", origin=Origin(file)))
    try:
        root = ElementTree.fromstring(archive.xml("content.xml"))
    except ElementTree.ParseError as error:
        raise archive.damaged(error) from error
    grids: list[Grid] = []
    findings: list[Finding] = []
    room = MOST_PLACES
    body = root.find(f"{_OFFICE}body/{_OFFICE}spreadsheet")
    for table in () if body is None else body.iterfind(f"{_TABLE}table"):
        sheet = _Sheet(file, table.get(f"{_TABLE}name", ""))
        sheet.walk(table)
        grid = sheet_grid(file, sheet.name, sheet.cells, sheet.merged, room)
        findings += sheet.findings
        if grid is not None:
            room -= len(grid.rows) * len(grid.rows[0])
            grids.append(grid)
            findings += hidden(file, sheet.name, False, sheet.hidden_rows, ())
    return Document(file, tuple(grids), tuple(findings))


@define
class _Sheet:
    """A table while it is walked through."""

    file: str
    name: str
    cells: list[SheetCell] = field(factory=list)
    merged: dict[tuple[int, int], tuple[int, int]] = field(factory=dict)
    findings: list[Finding] = field(factory=list)
    hidden_rows: list[int] = field(factory=list)
    row: int = 0

    def walk(self, parent: ElementTree.Element) -> None:
        """Take the rows of a table or of a group of rows."""
        for child in parent:
            if child.tag in _GROUPS:
                self.walk(child)
            elif child.tag == f"{_TABLE}table-row":
                times = _times(child, "rows")
                filled = self._fill(child)
                if filled and child.get(f"{_TABLE}visibility") in ("collapse", "filter"):
                    self.hidden_rows += range(self.row, self.row + min(times, MOST_PLACES))
                self.row += 1
                for _ in range(min(times - 1, MOST_PLACES) if filled else 0):
                    if len(self.cells) > MOST_PLACES:
                        break  # the grid is refused
                    self._fill(child)
                    self.row += 1
                self.row += 0 if filled else times - 1

    def _fill(self, row: ElementTree.Element) -> bool:
        """Add the cells of a row; whether it has any."""
        column, before = 0, len(self.cells)
        for cell in row:
            if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                continue
            times = _times(cell, "columns")
            what = self._shown(cell, column) if cell.tag == f"{_TABLE}table-cell" else None
            if what is not None:
                high, wide = _span(cell, "rows"), _span(cell, "columns")
                for n in range(min(times, MOST_PLACES - len(self.cells) + 1)):
                    self.cells.append(SheetCell(self.row, column + n, what))
                    if high > 1 or wide > 1:
                        self.merged[self.row, column + n] = (self.row + high - 1, column + n + wide - 1)
            column += times
        return len(self.cells) > before

    def _shown(self, cell: ElementTree.Element, column: int) -> Shown | None:
        text = joined("\n".join(_text(p) for p in cell.iterfind(f"{_WORDS}p")))
        formula = cell.get(f"{_TABLE}formula", "")
        sort = cell.get(f"{_OFFICE}value-type", "")
        origin = Origin(self.file, self.name, address(self.row, column))
        if formula and not sort and not text:
            self.findings.append(kind("I308").at("", origin=origin, formula=formula.removeprefix("of:")[:80]))
            return Shown("")
        if cell.get(f"{_CALC}value-type") == "error" or (formula and _ERROR.fullmatch(text)):
            self.findings.append(kind("I309").at("", origin=origin, found=text))
            return Shown(text)
        if not text:
            return None
        if sort not in ("float", "percentage", "currency"):
            return Shown(text)
        return _number(text, cell.get(f"{_OFFICE}value", ""), "%" in text)


def _number(text: str, value: str, percent: bool) -> Shown:
    """A typed number: its text as shown, its value to 15 digits."""
    printed = _SHOWN_NUMBER.search(text)
    try:
        number = exact(float(value)) if "e" in value.lower() or len(value) > 15 else Decimal(value)
    except (InvalidOperation, ValueError, OverflowError):
        return Shown(text)
    if number is None or printed is None or not number.is_finite():
        return Shown(text)
    return Shown(text, unfolded(number.scaleb(2 if percent else 0)), len(printed[1] or ""))


def _times(element: ElementTree.Element, what: str) -> int:
    return _positive(element.get(f"{_TABLE}number-{what}-repeated", "1"))


def _span(element: ElementTree.Element, what: str) -> int:
    return _positive(element.get(f"{_TABLE}number-{what}-spanned", "1"))


def _positive(number: str) -> int:
    return int(number) if number.isascii() and number.isdigit() and len(number) < 8 and int(number) else 1


def _text(element: ElementTree.Element) -> str:
    return "".join(_parts(element))


def _parts(element: ElementTree.Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{_WORDS}s":
            yield " " * min(_positive(child.get(f"{_WORDS}c", "1")), 100)
        elif child.tag == f"{_WORDS}tab":
            yield "\t"
        elif child.tag == f"{_WORDS}line-break":
            yield "\n"
        elif child.tag != f"{_OFFICE}annotation":
            yield from _parts(child)
        yield child.tail or ""
