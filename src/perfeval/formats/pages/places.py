"""Rows of cells from cells that know their places: merged ones in each of theirs, blank ones where nothing is."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from perfeval.findings import Origin
from perfeval.formats.pages.cells import Cell, Grid

MOST_PLACES = 300_000
"""The most cells that a file may come to, blank ones counted."""


def letters(column: int) -> str:
    """The name of a column counted from 0.

    Example:
        >>> from perfeval.formats.pages.places import letters
        >>> letters(0), letters(25), letters(26), letters(16383)
        ('A', 'Z', 'AA', 'XFD')
    """
    name, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        name = chr(65 + letter) + name
    return name


def column_of(name: str) -> int:
    """The column that letters name, from 0; the other way round than `letters`."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number - 1


def address(row: int, column: int) -> str:
    """The name of a cell counted from 0, `D6`."""
    return f"{letters(column)}{row + 1}"


def placed(
    name: str,
    cells: Iterable[Cell],
    height: int,
    width: int,
    origin: Origin,
    top: int = 0,
    left: int = 0,
    *,
    continues: bool = False,
) -> Grid:
    """The grid of cells.

    Args:
        name: its name.
        cells: those that hold something, each with its place in the grid; of two at one place the first stays.
        height: how many rows it has; what reaches further is cut.
        width: how many columns it has.
        origin: what all origins have in common: file, sheet, page.
        top: the row of the first row in its file, from 0.
        left: the column of the first column in its file, from 0.
        continues: whether it goes on from the table before it.
    """
    rows: list[list[Cell | None]] = [[None] * width for _ in range(height)]
    for cell in cells:
        if cell.row >= height or cell.column >= width or rows[cell.row][cell.column] is not None:
            continue
        if cell.height > 1 or cell.width > 1:
            cell = _fitted(cell, rows, height, width)
            for r in range(cell.row, cell.row + cell.height):
                rows[r][cell.column : cell.column + cell.width] = [cell] * cell.width
        else:
            rows[cell.row][cell.column] = cell
    names = [letters(left + c) for c in range(width)]
    return Grid(
        name,
        tuple(
            tuple(
                cell or Cell("", Origin(origin.file, name, f"{names[c]}{top + r + 1}", origin.page), row=r, column=c)
                for c, cell in enumerate(row)
            )
            for r, row in enumerate(rows)
        ),
        continues=continues,
    )


def _fitted(cell: Cell, rows: list[list[Cell | None]], height: int, width: int) -> Cell:
    """The cell cut to the grid and to the places that are still free; a block all the same."""
    high, wide = min(cell.height, height - cell.row), min(cell.width, width - cell.column)
    free = 1
    while free < wide and rows[cell.row][cell.column + free] is None:
        free += 1
    down = 1
    while down < high and not any(rows[cell.row + down][cell.column : cell.column + free]):
        down += 1
    return cell if (down, free) == (cell.height, cell.width) else evolve(cell, height=down, width=free)
