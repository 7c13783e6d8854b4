"""One page of a PDF: its ruled tables with merged cells, and the lines around them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import Any

from attrs import evolve, frozen

from perfeval.findings import Origin
from perfeval.formats.pages.cells import Block, Cell, Grid, Line
from perfeval.formats.pages.places import address, placed
from perfeval.formats.pages.ruleless import Box, Piece, aligned, pieces
from perfeval.formats.pages.wrapping import joined, legible

_SAME_EDGE = 2.5
"""Edges that are closer than this, in points, are one."""
_PAGE_NUMBER = re.compile(r"[-—–－\s第共页/(),，（）\d]*")


@frozen
class Printed:
    """A page that was read."""

    blocks: tuple[Block, ...]
    ends: tuple[tuple[float, float], ...] = ()
    """The left and the right end of each of its tables."""

    def after(self, previous: Printed | None) -> tuple[Block, ...]:
        """Its blocks, the first table marked where it goes on from the page before."""
        if previous is None or not self.ends or not previous.ends:
            return self.blocks
        start = next(n for n, block in enumerate(self.blocks) if isinstance(block, Grid))
        last = max(n for n, block in enumerate(previous.blocks) if isinstance(block, Grid))
        apart = _telling(previous.blocks[last + 1 :], self.blocks) or _telling(self.blocks[:start], previous.blocks)
        same = all(abs(a - b) <= 2 * _SAME_EDGE for a, b in zip(previous.ends[-1], self.ends[0], strict=True))
        table = self.blocks[start]
        if apart or not same or not isinstance(table, Grid):
            return self.blocks
        return (*self.blocks[:start], evolve(table, continues=True), *self.blocks[start + 1 :])


def _telling(blocks: Iterable[Block], others: Iterable[Block]) -> bool:
    """Whether a line says more than a page number or what is printed on every page."""
    running = {block.text for block in others if isinstance(block, Line)}
    return any(
        isinstance(block, Grid) or not (_PAGE_NUMBER.fullmatch(block.text) or block.text in running) for block in blocks
    )


@frozen
class _Ruled:
    """A ruled table: its edges and the boxes of its cells."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    boxes: tuple[Box, ...]

    def place(self, box: Box) -> tuple[int, int, int, int]:
        """Row, column, height and width of a box."""
        left, top, right, bottom = box
        row, column = _nearest(self.rows, top), _nearest(self.columns, left)
        return row, column, max(_nearest(self.rows, bottom) - row, 1), max(_nearest(self.columns, right) - column, 1)


def read_page(page: Any, origin: Origin, tables: int) -> Printed:
    """What is printed on a page.

    Args:
        page: a page of pdfplumber.
        origin: its file and number.
        tables: how many tables there are on the pages before.
    """
    found: list[tuple[float, Block]] = []
    ends: list[tuple[float, float]] = []
    taken: list[Box] = []
    for table in sorted(page.find_tables(), key=lambda t: (t.bbox[1], t.bbox[0])):
        if len(table.cells) > 1:
            grid = _grid(_ruled(table.cells), page.chars, origin, tables + len(ends) + 1)
            found.append((table.bbox[1], grid))
            ends.append((table.bbox[0], table.bbox[2]))
            taken.append(table.bbox)
    rest = page.filter(lambda o: o["object_type"] == "char" and not any(_inside(o, box) for box in taken))
    lines = [line for line in rest.extract_text_lines(return_chars=True) if legible(line["text"]).strip()]
    if not taken:
        rows = [pieces(line) for line in lines]
        for run in aligned(rows):
            name = f"表{tables + len(ends) + 1}"
            found.append((lines[run.start]["top"], _ruleless(rows[run.start : run.stop], run.columns, origin, name)))
            ends.append((run.columns[0][0], run.columns[-1][1]))
            lines[run.start : run.stop] = [None] * (run.stop - run.start)
    for n, line in enumerate(lines, start=1):
        if line is not None:
            found.append((line["top"], Line(legible(line["text"]).strip(), evolve(origin, line=n))))
    return Printed(tuple(block for _, block in sorted(found, key=lambda f: f[0])), tuple(ends))


def _ruled(boxes: Iterable[Box]) -> _Ruled:
    boxes = tuple(boxes)
    return _Ruled(_edges(x for box in boxes for x in box[::2]), _edges(y for box in boxes for y in box[1::2]), boxes)


def _edges(found: Iterable[float]) -> tuple[float, ...]:
    edges: list[float] = []
    for edge in sorted(found):
        if not edges or edge - edges[-1] > _SAME_EDGE:
            edges.append(edge)
    return tuple(edges)


def _nearest(edges: tuple[float, ...], place: float) -> int:
    return min(range(len(edges)), key=lambda n: abs(edges[n] - place))


def _grid(table: _Ruled, chars: list[Any], origin: Origin, number: int) -> Grid:
    from pdfplumber.utils.text import extract_text

    name = f"表{number}"
    places = [table.place(box) for box in table.boxes]
    owner = {
        (r, c): n
        for n, (row, column, height, width) in enumerate(places)
        for r in range(row, row + height)
        for c in range(column, column + width)
    }
    shares: list[list[Any]] = [[] for _ in table.boxes]
    for char in chars:
        x, y = _middle(char)
        place = bisect_right(table.rows, y) - 1, bisect_right(table.columns, x) - 1
        if place in owner:
            shares[owner[place]].append(char)
    cells = (
        Cell(
            joined(extract_text(share)) if share else "",
            Origin(origin.file, name, address(row, column), origin.page),
            row=row,
            column=column,
            height=height,
            width=width,
        )
        for (row, column, height, width), share in zip(places, shares, strict=True)
    )
    return placed(name, cells, len(table.rows) - 1, len(table.columns) - 1, origin)


def _ruleless(
    rows: list[tuple[Piece, ...]], columns: tuple[tuple[float, float], ...], origin: Origin, name: str
) -> Grid:
    """A table without rules, each piece of a line in its column."""
    cells = []
    for r, row in enumerate(rows):
        for piece in row:
            over = [c for c, (left, right) in enumerate(columns) if piece.left < right and left < piece.right]
            where = Origin(origin.file, name, address(r, over[0]), origin.page)
            cells.append(Cell(joined(piece.text), where, row=r, column=over[0], width=over[-1] - over[0] + 1))
    return placed(name, cells, len(rows), len(columns), origin)


def _middle(char: Any) -> tuple[float, float]:
    return (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2


def _inside(char: Any, box: Box) -> bool:
    x, y = _middle(char)
    return bool(box[0] <= x < box[2] and box[1] <= y < box[3])
