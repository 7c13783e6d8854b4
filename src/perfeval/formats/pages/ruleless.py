"""Tables that no lines rule, 三线表 among them: figures that stand one below the other, line after line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from attrs import frozen

from perfeval.formats.pages.wrapping import legible

Box = tuple[float, float, float, float]
"""Left, top, right and bottom of a place on a page, in points from the upper left."""
_FIGURE = re.compile(r"[<>≥≤=＝]?[-+−]?[\d,，]*\d(?:\.\d+)?[%％‰分]?|[-—－/]+")
_GAP = 0.9
"""How wide, in letters, the gap is that parts two columns."""
_FEWEST_LINES, _FEWEST_COLUMNS, _FEWEST_FIGURES = 3, 3, 2


@frozen
class Piece:
    """A part of a line with wide gaps at both sides."""

    text: str
    left: float
    right: float

    @property
    def figure(self) -> bool:
        """Whether it is a number."""
        return _FIGURE.fullmatch(self.text) is not None


@frozen
class Run:
    """Lines that are the rows of a table."""

    start: int
    stop: int
    columns: tuple[tuple[float, float], ...]


def pieces(line: Any) -> tuple[Piece, ...]:
    """A line of pdfplumber, cut at its wide gaps."""
    found: list[list[Any]] = []
    for char in sorted((c for c in line["chars"] if not c["text"].isspace()), key=lambda c: c["x0"]):
        if found and char["x0"] - found[-1][-1]["x1"] <= _GAP * max(char["size"], 1):
            found[-1].append(char)
        else:
            found.append([char])
    return tuple(
        Piece(legible("".join(c["text"] for c in part)), part[0]["x0"], max(c["x1"] for c in part)) for part in found
    )


def aligned(rows: Sequence[tuple[Piece, ...]]) -> Iterator[Run]:
    """The runs of lines that make a table: several figures in each, all in columns of their own."""
    start = 0
    while start < len(rows):
        stop = start
        while stop < len(rows) and len(rows[stop]) >= _FEWEST_COLUMNS:
            stop += 1
        columns = _columns(rows[start:stop])
        figured = [sum(piece.figure for piece in row) >= _FEWEST_FIGURES for row in rows[start:stop]]
        if sum(figured) >= _FEWEST_LINES and sum(figured) * 2 > len(figured) and len(columns) >= _FEWEST_COLUMNS:
            yield Run(start, stop, columns)
        start = max(stop, start + 1)


def _columns(rows: Sequence[tuple[Piece, ...]]) -> tuple[tuple[float, float], ...]:
    """The columns of the rows: what stands one below the other; none where two pieces of a row would share one."""
    columns: list[tuple[float, float]] = []
    for left, right in sorted((piece.left, piece.right) for row in rows for piece in row):
        if columns and left < columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], right)
        else:
            columns.append((left, right))
    for row in rows:
        held = [next(n for n, (left, right) in enumerate(columns) if left <= p.left <= right) for p in row]
        if len(held) != len(set(held)):
            return ()
    return tuple(columns)
