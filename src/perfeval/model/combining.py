"""How a group's children become the group's result, and the ordinal scales that some of them use."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations_with_replacement
from typing import Any

from attrs import field, frozen

from perfeval.model.collections import listed


@frozen
class Ordinal:
    """Levels instead of points, lowest first.

    `missing` is the level given where information is lacking (PEFA's D*), `missing_counts_as` the level it counts as
    when groups combine. On such a scale they replace `on_missing`.

    Example:
        >>> from perfeval.model import Ordinal
        >>> Ordinal(("D", "C", "B", "A"), missing="D*", missing_counts_as="D").counted("D*")
        'D'
    """

    levels: tuple[str, ...] = field(converter=listed)
    """Lowest first."""
    missing: str | None = None
    """The level for missing information."""
    missing_counts_as: str | None = None
    """Which level that counts as."""

    def counted(self, level: str) -> str:
        """The level that takes part when children combine."""
        return self.missing_counts_as or level if level == self.missing else level


@frozen
class Sum:
    """The exact sum of the children's rounded scores."""


@frozen
class WeakestLink:
    """The lowest level among the children; with `plus`, "+" is added where another child is higher (PEFA M1)."""

    plus: bool = True
    """Whether "+" marks a group with a higher child."""


def _table(value: Any) -> tuple[tuple[tuple[str, ...], str], ...]:
    items = value.items() if isinstance(value, Mapping) else value
    return tuple((tuple(k.split()) if isinstance(k, str) else tuple(k), v) for k, v in items)


@frozen
class AveragingTable:
    """The children's levels looked up, in any order, in a printed table (PEFA M2).

    Example:
        >>> from perfeval.model import AveragingTable
        >>> AveragingTable({"D D": "D", "D C": "D+"}).rows[1]
        (('D', 'C'), 'D+')
    """

    rows: tuple[tuple[tuple[str, ...], str], ...] = field(converter=_table)
    """Levels, and the level they make."""

    def lookup(self, levels: tuple[str, ...]) -> str | None:
        """The level that these make together, None where the table does not say."""
        wanted = sorted(levels)
        return next((result for row, result in self.rows if sorted(row) == wanted), None)

    def gaps(self, scale: Ordinal) -> list[tuple[str, ...]]:
        """Combinations of the sizes in the table that have no row."""
        sizes = sorted({len(row) for row, _ in self.rows})
        every = (c for n in sizes for c in combinations_with_replacement(scale.levels, n))
        return [c for c in every if self.lookup(c) is None]


@frozen
class NoCombination:
    """The children stand for themselves; the group has no result."""


Combine = Sum | WeakestLink | AveragingTable | NoCombination
