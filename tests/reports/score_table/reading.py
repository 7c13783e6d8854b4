"""A workbook read back: by openpyxl, by our own reader, and as the standard has it, from its parts."""

from __future__ import annotations

import re
from decimal import Decimal
from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl

from perfeval.formats.pages import open_document

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def book(data: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(data))


def rows(data: bytes, sheet: str) -> list[list[Any]]:
    """The values of a worksheet."""
    return [[cell.value for cell in row] for row in book(data)[sheet].iter_rows()]


def strings(data: bytes) -> list[str]:
    """Every shared string, its escapes taken back as ECMA-376 says."""
    with ZipFile(BytesIO(data)) as archive:
        root = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
    runs = ([t.text or "" for t in item.iter(f"{_MAIN}t")] for item in root.iter(f"{_MAIN}si"))
    return ["".join(_ESCAPED.sub(lambda m: chr(int(m[1], 16)), run) for run in each) for each in runs]


def formulas(data: bytes) -> int:
    with ZipFile(BytesIO(data)) as archive:
        parts = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/")]
    return sum(part.count(b"<f>") + part.count(b"<f ") + part.count(b"<hyperlink") for part in parts)


def down(data: bytes) -> str:
    """All texts, column by column, so that a text that goes on below is whole."""
    return "\0".join(
        "".join(str(cell.value) for cell in column if cell.value is not None)
        for sheet in book(data)
        for column in sheet.iter_cols()
    )


def number(value: Any) -> Decimal | None:
    """A cell as the number that it shows, at most 15 digits of it, or as the text that stands for one."""
    if value is None:
        return None
    return Decimal(value) if isinstance(value, str) else Decimal(format(Decimal(value), ".15g"))


def ours(data: bytes, sheet: str) -> list[list[Decimal | str | None]]:
    """The same by our own reader."""
    (grid,) = [g for g in open_document(data, "scores.xlsx").grids if g.name == sheet]
    return [[c.text if c.number is None else c.number for c in row] for row in grid.rows]
