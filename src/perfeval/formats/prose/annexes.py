"""The tables of a report: its budget, and the table of scores that many reports have at their end."""

from __future__ import annotations

from attrs import frozen

from perfeval.formats.pages import Document, Grid, Line
from perfeval.formats.prose.budget import Budget, budget, money_unit
from perfeval.model import IndicatorRow


@frozen
class Annexes:
    """What the tables of a report hold."""

    budget: Budget | None = None
    rows: tuple[IndicatorRow, ...] = ()
    bound: frozenset[int] = frozenset()
    """Which grids were bound, by their place among them."""


def annexes(document: Document) -> Annexes:
    """Bind the tables of a report."""
    found, unit, bound = None, "", set[int]()
    n = -1
    for block in document.blocks:
        if isinstance(block, Line):
            unit = money_unit(block.text) or unit
        elif isinstance(block, Grid):
            n += 1
            made = budget(block, unit) if found is None else None
            if made:
                found = made
                bound.add(n)
    return Annexes(found, (), frozenset(bound))
