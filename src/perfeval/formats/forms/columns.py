"""The columns of a block: what each holds, and what that is beside the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from attrs import evolve, frozen

from perfeval.formats.forms.lexicon import table
from perfeval.formats.pages import Cell

Block = Literal["funds", "indicators", "goals", "list"]

MONEY = ("previous", "original", "adjusted", "actual")
"""The roles of columns whose amounts are read."""
MONEY_LIKE = frozenset((*MONEY, "budget", "received", "amount"))
"""The roles by which a header is one of money."""
LEVELS = frozenset(("level1", "level2", "level3", "level4", "levels"))
"""The roles of columns of names, outermost first."""
_ONCE = frozenset((*MONEY_LIKE, "rate", "score", "reviewed", "target", "first_target", "relation", "unit", *LEVELS))


@frozen
class Column:
    """A column of a block: what it holds and which places of a row it takes."""

    role: str
    """A role of `headers.toml`; empty for a header that is not in it."""
    places: tuple[int, ...]
    unit: str = ""
    """The unit of money in its header, or `%`."""
    year: int = 0
    """The year in its header, 0 for none: `2021年决算数`."""

    def cells(self, row: Sequence[Cell]) -> tuple[Cell, ...]:
        """The cells of a row that are in it and show anything, each once."""
        return tuple(cell for cell in distinct(row[place] for place in self.places) if cell.text.strip())

    def place(self, row: Sequence[Cell]) -> Cell:
        """Where the column is in a row, blank or not."""
        return row[self.places[0]]


def distinct(cells: Iterator[Cell]) -> tuple[Cell, ...]:
    """Cells in their order, a merged one once."""
    return tuple({id(cell): cell for cell in cells}.values())


def resolved(block: Block, columns: Iterator[Column]) -> tuple[Column, ...]:
    """Roles that depend on what else there is, and each role of one figure a row once."""
    listed = _latest_target(_of_this_year(_right_of_levels(block, list(columns))))
    for rule in table("headers")["stands_for"]:
        roles = {column.role for column in listed}
        if rule["role"] in roles and not roles & set(rule["unless"]):
            first = next(n for n, column in enumerate(listed) if column.role == rule["role"])
            listed[first] = evolve(listed[first], role=rule["takes"])
    seen: set[str] = set()
    for n, column in enumerate(listed):
        if column.role in seen and column.role in _ONCE:
            listed[n] = evolve(column, role="")
        seen.add(column.role)
    return tuple(listed)


def _right_of_levels(block: Block, columns: list[Column]) -> list[Column]:
    """The heading of the whole block beside the levels (年度绩效指标完成情况) is no column of values."""
    first = next((n for n, column in enumerate(columns) if column.role in LEVELS), 0)
    if block != "indicators":
        return columns
    return [evolve(c, role="") if n < first and c.role in _ONCE else c for n, c in enumerate(columns)]


def _latest_target(columns: list[Column]) -> list[Column]:
    """Of a target and the same adjusted during the year the adjusted one counts."""
    takes = {"adjusted_target": "target"}
    if any(column.role == "adjusted_target" for column in columns):
        takes["target"] = "first_target"
    return [evolve(column, role=takes.get(column.role, column.role)) for column in columns]


def _of_this_year(columns: list[Column]) -> list[Column]:
    """Final accounts of an earlier year than others of the same table are those of the year before."""
    last = max((column.year for column in columns if column.role in MONEY_LIKE), default=0)
    return [
        evolve(column, role="previous") if column.role == "actual" and 0 < column.year < last else column
        for column in columns
    ]
