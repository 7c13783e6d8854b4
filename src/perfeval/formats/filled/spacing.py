"""How high rows have to be for what stands in them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from perfeval.formats.filled.blueprint import Place
from perfeval.formats.filled.cells import Typed
from perfeval.formats.filled.sheets import Sheet
from perfeval.formats.filled.styles import ROW

_LINE, _SPARE, _MOST = 14.5, 7.0, 400.0
_TITLE = 30.0


def heights(sheet: Sheet, typed: Mapping[Place, Typed]) -> dict[int, float]:
    """The height of each row that needs more than a line, in points."""
    texts = [(each.row, each.column, each.text) for each in sheet.printed if each.style not in ("title", "note")]
    texts += [
        (at.row, at.column, value) for at, value in typed.items() if at.sheet == sheet.name and isinstance(value, str)
    ]
    found = {0: _TITLE}
    for row, column, text in texts:
        width = sheet.widths[column] if column < len(sheet.widths) else 14
        high = _lines(text, width) * _LINE + _SPARE
        if high > max(ROW, found.get(row, 0)):
            found[row] = min(high, _MOST)
    return found


def _lines(text: str, width: int) -> int:
    """Lines in a column so wide; a Chinese character takes the room of two letters."""
    room = max(1, width - 1)
    return sum(max(1, -(-_width(line) // room)) for line in text.split("\n"))


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line)
