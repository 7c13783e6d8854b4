"""Workbooks of Excel and WPS (.xlsx, .xlsm), through openpyxl."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from perfeval.findings import Finding, Origin, Text, kind, say
from perfeval.formats.pages.apart import read_apart
from perfeval.formats.pages.archives import LARGE, Archive
from perfeval.formats.pages.builtin_formats import CHINESE
from perfeval.formats.pages.cells import Document, Grid
from perfeval.formats.pages.needing import needed
from perfeval.formats.pages.places import MOST_PLACES, address
from perfeval.formats.pages.sheets import SheetCell, hidden, sheet_grid
from perfeval.formats.pages.showing import Shown, shown
from perfeval.formats.pages.wrapping import joined

WORKBOOK = Text("Excel 工作簿", "an Excel workbook")
_MOST_CELLS = 2 * MOST_PLACES  # blank ones with a border among them
_MOST_MERGED = 20_000
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]{0,200}?ref=[\"']([A-Z]+)(\d+):([A-Z]+)(\d+)")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_CONSTANT = re.compile(r"=\s*([-+]?\d{1,15}(?:\.\d{1,15})?)(%|[\u4e00-\u9fff]{0,8})\s*")
_STALE = re.compile(rb"<(?:\w+:)?calcPr\b[^<>]{0,500}\bfullCalcOnLoad=[\"'](?:1|true)")


def read_xlsx(data: bytes, file: str) -> Document:
    """A workbook as grids, one a worksheet that holds anything.

    Raises:
        FormatError: it cannot be opened, or not safely (I302, I303, I306, I307).
        UsageError: the extra `excel` is not installed (I205).
    """
    archive = Archive(data, file, WORKBOOK)
    return read_apart("xlsx", data, file) if archive.size > LARGE else workbook(data, file)


def workbook(data: bytes, file: str) -> Document:
    """The same in this process, however large it is."""
    archive = Archive(data, file, WORKBOOK)
    formulas, cells = False, 0
    for name, part in archive.checked():
        if name.startswith("xl/worksheets/"):
            _refuse_wild_merges(archive, part)
            cells += part.count(b"<c ") + part.count(b"<c>")
            if cells > _MOST_CELLS:
                raise archive.too_large(say("超过 {n} 个单元格", "more than {n} cells", n=_MOST_CELLS))
            formulas = formulas or _FORMULA.search(part) is not None
    stale = formulas and _STALE.search(archive.read("xl/workbook.xml")) is not None
    book = _loaded(archive, data, data_only=True)
    written = _loaded(archive, data, data_only=False) if formulas else None
    findings: list[Finding] = []
    if any(name.lower().endswith("vbaproject.bin") for name in archive.names):
        findings.append(kind("I311").at("", origin=Origin(file)))
    grids: list[Grid] = []
    room = MOST_PLACES
    for sheet in book.worksheets:
        found = list(_cells(file, sheet, written, stale, findings))
        merged = {(r.min_row - 1, r.min_col - 1): (r.max_row - 1, r.max_col - 1) for r in sheet.merged_cells.ranges}
        grid = sheet_grid(file, sheet.title, found, merged, room)
        if grid is not None:
            room -= len(grid.rows) * len(grid.rows[0])
            grids.append(grid)
            findings += hidden(file, sheet.title, sheet.sheet_state != "visible", *_hidden(sheet))
    return Document(file, tuple(grids), tuple(findings))


def _loaded(archive: Archive, data: bytes, *, data_only: bool) -> Any:
    with needed("openpyxl", "excel"):
        import openpyxl  # type: ignore[import-untyped]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that it drops
            return openpyxl.load_workbook(io.BytesIO(data), data_only=data_only, keep_links=False)
    except MemoryError:
        raise
    except Exception as error:  # whatever a broken workbook makes of its parser
        raise archive.damaged(error) from error


def _refuse_wild_merges(archive: Archive, part: bytes) -> None:
    area = 0
    for count, match in enumerate(_MERGE.finditer(part), start=1):
        left, top, right, bottom = match.groups()
        area += (int(bottom) - int(top) + 1) * (_column(right) - _column(left) + 1)
        if count > _MOST_MERGED or area > MOST_PLACES:
            raise archive.too_large(
                say(
                    "合并的单元格超过 {most} 个",
                    "more than {most} cells are merged",
                    most=_MOST_MERGED if count > _MOST_MERGED else MOST_PLACES,
                )
            )


def _column(name: bytes) -> int:
    number = 0
    for letter in name[:7]:
        number = number * 26 + letter - 64
    return number


def _cells(file: str, sheet: Any, written: Any, stale: bool, findings: list[Finding]) -> Iterator[SheetCell]:
    """What each cell shows that shows anything."""
    formulas = written[sheet.title]._cells if written is not None and sheet.title in written.sheetnames else {}
    formats: dict[int, str] = {}
    inner = {
        (row, column)
        for r in sheet.merged_cells.ranges
        for row in range(r.min_row, r.max_row + 1)
        for column in range(r.min_col, r.max_col + 1)
        if (row, column) != (r.min_row, r.min_col)
    }
    for row, column in sorted(sheet._cells.keys() | formulas.keys()):  # a walk over all places would never end
        if (row, column) in inner:
            continue
        cell = sheet._cells.get((row, column))
        value = None if cell is None else cell.value
        formula = formulas.get((row, column))
        if formula is not None and formula.data_type == "f" and _uncomputed(cell, stale):
            if constant := _CONSTANT.fullmatch(str(formula.value)):
                yield SheetCell(row - 1, column - 1, _constant(constant))
                continue
            origin = Origin(file, sheet.title, address(row - 1, column - 1))
            said = str(getattr(formula.value, "text", formula.value))[:80]
            findings.append(kind("I308").at("", origin=origin, formula=said))
            yield SheetCell(row - 1, column - 1, Shown(""))
        elif cell is not None and value is not None:
            style = cell._style.numFmtId
            if style not in formats:
                formats[style] = CHINESE.get(style) or cell.number_format
            what = shown(value, formats[style])
            text = joined(what.text)
            if cell.data_type == "e":
                origin = Origin(file, sheet.title, address(row - 1, column - 1))
                findings.append(kind("I309").at("", origin=origin, found=text))
            if text:
                yield SheetCell(row - 1, column - 1, Shown(text, what.number, what.places))


def _uncomputed(cell: Any, stale: bool) -> bool:
    """Whether a formula has no result: who cannot compute leaves none, or 0 and the wish to compute on opening."""
    if cell is None or cell.value is None:
        return cell is None or cell.data_type != "str"  # a formula that came to an empty text has a result
    return stale and cell.value == 0 and not isinstance(cell.value, bool)


def _constant(written: re.Match[str]) -> Shown:
    """A target such as `=100%` or `=0件`, which a program took for a formula."""
    number, unit = written.groups()
    if unit not in ("", "%"):
        return Shown(number + unit)
    return Shown(number + unit, Decimal(number), len(number.partition(".")[2]))


def _hidden(sheet: Any) -> tuple[list[int], list[int]]:
    """The rows and columns that are hidden, from 0."""
    rows = [row - 1 for row, dimension in sheet.row_dimensions.items() if dimension.hidden and row <= sheet.max_row]
    columns = [
        column - 1
        for dimension in sheet.column_dimensions.values()
        if dimension.hidden
        for column in range(dimension.min or 1, min(dimension.max or 1, sheet.max_column) + 1)
    ]
    return rows, columns
