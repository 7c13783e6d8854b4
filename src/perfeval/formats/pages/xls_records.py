"""The records of an .xls that python-calamine passes over: number formats, errors, what is hidden or encrypted."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import suppress

from attrs import define, field

from perfeval.formats.pages.builtin_formats import BUILTIN

_BOF, _EOF, _SHEET, _FORMAT, _XF, _FILEPASS, _ROW, _COLUMNS = 0x809, 0x0A, 0x85, 0x41E, 0xE0, 0x2F, 0x208, 0x7D
_RECALCULATION = 0x1C1
_CELLS = {0x203, 0x27E, 0xFD, 0x204, 0x06, 0x205, 0xD6}  # NUMBER, RK, LABELSST, LABEL, FORMULA, BOOLERR, RSTRING
_MULTIPLE, _FORMULA, _BOOLEAN_OR_ERROR = 0xBD, 0x06, 0x205
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


@define
class SheetRecords:
    """What is known of a worksheet beside its values; places are pairs of row and column from 0."""

    name: str
    hidden: bool = False
    formats: dict[tuple[int, int], str] = field(factory=dict)
    errors: dict[tuple[int, int], str] = field(factory=dict)
    uncomputed: list[tuple[int, int]] = field(factory=list)
    hidden_rows: list[int] = field(factory=list)
    hidden_columns: list[int] = field(factory=list)


def encrypted(stream: bytes) -> bool:
    """Whether a workbook needs a password."""
    return any(what == _FILEPASS for what, _ in _records(stream, 0))


def sheet_records(stream: bytes) -> list[SheetRecords]:
    """The worksheets of a workbook stream, as far as it can be followed."""
    own: dict[int, str] = {}
    formats: list[int] = []
    sheets: list[tuple[int, SheetRecords]] = []
    computed = False
    for what, data in _records(stream, 0):
        with suppress(struct.error, UnicodeDecodeError, IndexError):
            if what == _FORMAT:
                own[struct.unpack_from("<H", data)[0]] = _text(data[2:])
            elif what == _XF:
                formats.append(struct.unpack_from("<H", data, 2)[0])
            elif what == _SHEET:
                start, state, kind = struct.unpack_from("<IBB", data)
                if kind == 0:  # neither a chart nor macros
                    sheets.append((start, SheetRecords(_name(data[6:]), hidden=state & 3 != 0)))
            elif what == _RECALCULATION:
                computed = True
    names = [own.get(n) or BUILTIN.get(n, "General") for n in formats]
    for start, sheet in sheets:
        for what, data in _records(stream, start):
            with suppress(struct.error, IndexError):
                _note(what, data, sheet, names, computed)
    return [sheet for _, sheet in sheets]


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records of one part of a stream."""
    depth = 0
    while start + 4 <= len(stream):
        what, size = struct.unpack_from("<HH", stream, start)
        depth += (what == _BOF) - (what == _EOF)
        yield what, stream[start + 4 : start + 4 + size]
        if depth <= 0:
            return
        start += 4 + size


def _note(what: int, data: bytes, sheet: SheetRecords, formats: list[str], computed: bool) -> None:
    if what in _CELLS:
        row, column, style = struct.unpack_from("<HHH", data)
        sheet.formats[row, column] = formats[style]
        if what == _BOOLEAN_OR_ERROR and data[7]:
            sheet.errors[row, column] = _ERRORS.get(data[6], "#N/A")
        elif what == _FORMULA and data[12:14] == b"\xff\xff":
            if data[6] == 2:
                sheet.errors[row, column] = _ERRORS.get(data[8], "#N/A")
            elif data[6] == 3 and not computed:
                sheet.uncomputed.append((row, column))
    elif what == _MULTIPLE:
        row, first = struct.unpack_from("<HH", data)
        for n in range((len(data) - 6) // 6):
            sheet.formats[row, first + n] = formats[struct.unpack_from("<H", data, 4 + 6 * n)[0]]
    elif what == _ROW and struct.unpack_from("<H", data, 12)[0] & 0x20:
        sheet.hidden_rows.append(struct.unpack_from("<H", data)[0])
    elif what == _COLUMNS and struct.unpack_from("<H", data, 8)[0] & 1:
        first, last = struct.unpack_from("<HH", data)
        sheet.hidden_columns += range(first, min(last, 255) + 1)


def _text(data: bytes) -> str:
    """A text with two bytes of length, as BIFF8 has it."""
    length, wide = struct.unpack_from("<HB", data)
    return data[3 : 3 + 2 * length].decode("utf-16-le") if wide & 1 else data[3 : 3 + length].decode("latin-1")


def _name(data: bytes) -> str:
    length, wide = data[0], data[1]
    return data[2 : 2 + 2 * length].decode("utf-16-le") if wide & 1 else data[2 : 2 + length].decode("latin-1")
