"""Workbooks of Excel up to 2003 (.xls), through python-calamine; what it passes over is read from their records."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from perfeval.findings import Finding, FormatError, Origin, PerfevalError, Text, kind, say
from perfeval.formats.pages.apart import read_apart
from perfeval.formats.pages.cells import Document, Grid
from perfeval.formats.pages.compound import Compound, contents
from perfeval.formats.pages.needing import needed
from perfeval.formats.pages.places import MOST_PLACES, address
from perfeval.formats.pages.sheets import SheetCell, hidden, sheet_grid
from perfeval.formats.pages.showing import Shown, shown
from perfeval.formats.pages.wrapping import joined
from perfeval.formats.pages.xls_records import SheetRecords, encrypted, sheet_records

OLD_WORKBOOK = Text("旧版 Excel 工作簿（.xls）", "a workbook of an old Excel (.xls)")


def read_xls(data: bytes, file: str) -> Document:
    """A workbook as grids; it is read in a process of its own.

    Raises:
        FormatError: it cannot be opened, has a password or is too large (I302, I303, I306).
        UsageError: the extra `excel` is not installed (I205).
    """
    return read_apart("xls", data, file)


def old_workbook(data: bytes, file: str) -> Document:
    """The same in this process."""
    with needed("python_calamine", "excel"):
        from python_calamine import CalamineWorkbook
    try:
        stream = Compound(data).stream(contents(data)["workbook"])
        if encrypted(stream):
            raise FormatError(kind("I302").at("", origin=Origin(file)))
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        beside = {sheet.name: sheet for sheet in sheet_records(stream)}
        return _document(book, beside, file)
    except (PerfevalError, MemoryError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # whatever a broken workbook makes of its parser, which panics outside Exception
        detail = str(error)[:200] or type(error).__name__
        raise FormatError(kind("I303").at("", origin=Origin(file), what=OLD_WORKBOOK, detail=detail)) from error


def _document(book: Any, beside: dict[str, SheetRecords], file: str) -> Document:
    grids: list[Grid] = []
    findings: list[Finding] = []
    room = MOST_PLACES
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        known = beside.get(name, SheetRecords(name))
        if sheet.total_height * sheet.total_width > 40 * MOST_PLACES:
            detail = say(
                "工作表“{name}”有 {n} 行", 'the worksheet "{name}" has {n} rows', name=name, n=sheet.total_height
            )
            raise FormatError(kind("I306").at("", origin=Origin(file), detail=detail))
        cells = list(_cells(sheet, known, file, findings))
        merged = {first: (last[0], last[1]) for first, last in sheet.merged_cell_ranges or ()}
        grid = sheet_grid(file, name, cells, merged, room)
        if grid is not None:
            room -= len(grid.rows) * len(grid.rows[0])
            grids.append(grid)
            findings += hidden(file, name, known.hidden, known.hidden_rows, known.hidden_columns)
    return Document(file, tuple(grids), tuple(findings))


def _cells(sheet: Any, known: SheetRecords, file: str, findings: list[Finding]) -> Iterator[SheetCell]:
    for place in sorted(known.uncomputed):
        origin = Origin(file, known.name, address(*place))
        findings.append(kind("I308").at("", origin=origin, formula=address(*place)))
    for place, error in sorted(known.errors.items()):
        origin = Origin(file, known.name, address(*place))
        findings.append(kind("I309").at("", origin=origin, found=error))
        yield SheetCell(*place, Shown(error))
    for row, values in enumerate(sheet.to_python(skip_empty_area=False)):
        for column, value in enumerate(values):
            if value == "" or (row, column) in known.errors:
                continue
            what = shown(value, known.formats.get((row, column), "General"))
            if text := joined(what.text):
                yield SheetCell(row, column, Shown(text, what.number, what.places))
