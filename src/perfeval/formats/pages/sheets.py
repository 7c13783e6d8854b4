"""What worksheets of every program have in common: cells with true addresses, trimmed borders, hidden parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from attrs import frozen

from perfeval.findings import Finding, FormatError, Origin, Text, kind, say
from perfeval.formats.pages.cells import Cell, Grid
from perfeval.formats.pages.places import address, letters, placed
from perfeval.formats.pages.showing import Shown

_WIDEST, _HIGHEST = 256, 2_000
"""A merged cell that reaches further beyond all others says nothing about the table's size."""


@frozen
class SheetCell:
    """A cell that shows something, its place from 0."""

    row: int
    column: int
    what: Shown


def sheet_grid(
    file: str, name: str, found: Sequence[SheetCell], merged: Mapping[tuple[int, int], tuple[int, int]], room: int
) -> Grid | None:
    """The grid of a worksheet without its blank borders, None where nothing is on it.

    Args:
        file: the file's name.
        name: the worksheet's.
        found: its cells.
        merged: the last place of each merged range by its first one, from 0.
        room: how many places it may have.

    Raises:
        FormatError: it has more (I306).
    """
    if not found:
        return None
    ends = [merged.get((cell.row, cell.column), (cell.row, cell.column)) for cell in found]
    top, left = min(cell.row for cell in found), min(cell.column for cell in found)
    last_row, last_column = max(cell.row for cell in found), max(cell.column for cell in found)
    bottom = max([last_row, *(row for row, _ in ends if row - last_row <= _HIGHEST)])
    right = max([last_column, *(column for _, column in ends if column - last_column <= _WIDEST)])
    height, width = bottom - top + 1, right - left + 1
    if height * width > room:
        raise FormatError(
            kind("I306").at(
                "",
                origin=Origin(file, name, address(last_row, last_column)),
                detail=say(
                    "工作表“{name}”用到 {n} 行 {m} 列",
                    'the worksheet "{name}" uses {n} rows and {m} columns',
                    name=name,
                    n=height,
                    m=width,
                ),
            )
        )
    cells = (
        Cell(
            cell.what.text,
            Origin(file, name, address(cell.row, cell.column)),
            row=cell.row - top,
            column=cell.column - left,
            height=end[0] - cell.row + 1,
            width=end[1] - cell.column + 1,
            number=cell.what.number,
            places=cell.what.places,
        )
        for cell, end in zip(found, ends, strict=True)
    )
    return placed(name, cells, height, width, Origin(file), top, left)


def hidden(file: str, name: str, sheet: bool, rows: Iterable[int], columns: Iterable[int]) -> list[Finding]:
    """What of a worksheet nobody sees who opens it; rows and columns from 0."""
    what: list[Text] = []
    if sheet:
        what.append(Text("工作表", "the worksheet is"))
    if shown := _spans(rows, lambda n: str(n + 1)):
        what.append(say("第 {rows} 行", "rows {rows} are", rows=shown))
    if shown := _spans(columns, letters):
        what.append(say("第 {columns} 列", "columns {columns} are", columns=shown))
    return [kind("I310").at("", origin=Origin(file, name), what=part) for part in what]


def _spans(numbers: Iterable[int], name: Callable[[int], str]) -> str:
    """`3-5, 9` for 2, 3, 4, 8."""
    spans: list[list[int]] = []
    for number in sorted(numbers):
        if spans and spans[-1][1] >= number - 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(name(a) if a == b else f"{name(a)}-{name(b)}" for a, b in spans[:20])
