"""A workbook as cells: those that a form's own map names, and nothing else."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from perfeval.findings import Finding, FormatError, Origin, Text, kind
from perfeval.formats.filled.blueprint import FORM, HIDDEN, MOST_ROWS, Blueprint, Place
from perfeval.formats.filled.cells import Typed, fifteen
from perfeval.formats.filled.codec import from_rows
from perfeval.formats.filled.gathering import Found
from perfeval.formats.pages.archives import Archive
from perfeval.formats.pages.needing import needed

WORKBOOK = Text("Excel 工作簿", "an Excel workbook")
_MOST_BYTES = 32 * 1024 * 1024
_MOST_COLUMNS = 200
_PLACES = re.compile(r"0\.(0+)(?:##)?$")


def is_form(data: bytes) -> bool:
    """Whether a file is a form of ours, filled in or not: told by its hidden sheet.

    Example:
        >>> from perfeval.formats.filled import is_form
        >>> is_form(b"PK")
        False
    """
    if data[:2] != b"PK":
        return False
    try:
        return HIDDEN.encode() in Archive(data, "", WORKBOOK).read("xl/workbook.xml")
    except FormatError:
        return False


def opened(data: bytes, file: str) -> tuple[Blueprint, dict[Place, Found], list[tuple[Place, Finding]]]:
    """The map of a form, its cells, and what is wrong with single cells.

    Raises:
        FormatError: it is broken, unsafe or too large (I302, I303, I306, I307), no form of ours (I109), or its map is
            gone (I411).
        UsageError: the extra `excel` is not installed (I205).
    """
    archive = Archive(data, file, WORKBOOK)
    if archive.size > _MOST_BYTES:
        raise archive.too_large(Text("填报表没有这么大", "no form is that large"))
    for _ in archive.checked():
        pass  # no part declares a document type
    written, shown = (_loaded(archive, data, data_only=only) for only in (False, True))
    plan = _plan(written, file)
    names = list(dict.fromkeys([*plan.sheets, *(long.place.sheet for long in plan.longs)]))
    missing = [name for name in names if name not in written.sheetnames]
    if missing:
        detail = Text(f"缺少工作表“{'”“'.join(missing)}”", f"without the sheet {', '.join(missing)}")
        raise FormatError(kind("I411").at("", origin=Origin(file), detail=detail))
    cells: dict[Place, Found] = {}
    faults: list[tuple[Place, Finding]] = []
    for name in names:
        results = {(row, column): cell for row, column, cell in _cells(shown[name])}
        for row, column, cell in _cells(written[name]):
            place = Place(name, row, column)
            found, fault = _found(cell, results.get((row, column)))
            cells[place] = found
            if fault is not None:
                faults.append((place, fault))
    return plan, cells, faults


def blueprint_of(data: bytes, file: str) -> Blueprint:
    """The map of a form alone.

    Raises:
        FormatError: as for `opened`.
    """
    return _plan(_loaded(Archive(data, file, WORKBOOK), data, data_only=False), file)


def _loaded(archive: Archive, data: bytes, *, data_only: bool) -> Any:
    with needed("openpyxl", "excel"):
        import openpyxl  # type: ignore[import-untyped]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that it drops
            return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=data_only, keep_links=False)
    except Exception as error:  # whatever a broken workbook makes of its parser
        raise archive.damaged(error) from error


def _plan(book: Any, file: str) -> Blueprint:
    rows = []
    if HIDDEN in book.sheetnames:
        filled = _filled(book[HIDDEN])
        for row in sorted({row for row, _ in filled}):
            rows.append((str(filled.get((row, 0), "")), str(filled.get((row, 1), ""))))
    format = dict(rows).get("format", "")
    if rows and format != FORM:
        raise FormatError(kind("I109").at("format", origin=Origin(file), found=format[:80], wanted=FORM))
    try:
        return from_rows(rows)
    except ValueError as error:
        detail = Text(f"隐藏的工作表 {HIDDEN} 已改动", f"the hidden sheet {HIDDEN} was changed")
        raise FormatError(kind("I411").at("", origin=Origin(file), detail=detail)) from error


def _filled(sheet: Any) -> dict[tuple[int, int], Any]:
    return {(row, column): cell.value for row, column, cell in _cells(sheet)}


def _cells(sheet: Any) -> Iterator[tuple[int, int, Any]]:
    """The cells that hold anything; the size that a sheet claims to have is not trusted."""
    sheet.reset_dimensions()
    for row in sheet.iter_rows(max_row=MOST_ROWS, max_col=_MOST_COLUMNS):
        for cell in row:
            if getattr(cell, "value", None) is not None:
                yield cell.row - 1, cell.column - 1, cell


def _found(cell: Any, result: Any) -> tuple[Found, Finding | None]:
    """What stands in a cell, and what is wrong with it."""
    formula = cell.data_type == "f"
    shown = result if formula else cell
    if formula and result is None:
        return Found(None, True), kind("I308").at("", formula=str(cell.value)[:80])
    if shown.data_type == "e":
        return Found(None, formula), kind("I309").at("", severity="error", found=str(shown.value)[:40])
    return Found(_typed(shown), formula), None


def _typed(cell: Any) -> Typed:
    value = cell.value
    if isinstance(value, datetime) and value.hour == value.minute == value.second == 0:
        return value.date()
    if isinstance(value, bool | str | date):
        return value
    if not isinstance(value, int | float):
        return str(value)
    number = fifteen(float(value)) if abs(value) < 10**300 else Decimal(value)
    places = _PLACES.search(cell.number_format or "")
    if places and -int(number.as_tuple().exponent) < len(places[1]):
        return number.quantize(Decimal(1).scaleb(-len(places[1]))) if abs(number) < 10**12 else number
    return number
