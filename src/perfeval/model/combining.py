"""How a group's children become the group's result, and the ordinal scales that some of them use."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations_with_replacement
from typing import Any

from attrs import field, frozen

from perfeval.findings import SchemeError, Text, kind
from perfeval.model.collections import listed


@frozen
class Ordinal:
    """Levels instead of points, lowest first.

    `missing` is the level given where information is lacking (PEFA's D*), `missing_counts_as` the level it counts as
    when groups combine. On such a scale they replace `on_missing`.

    Raises:
        SchemeError: no levels, one twice, or a level for missing information that counts as none of them.

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

    def __attrs_post_init__(self) -> None:
        faults = []
        if not self.levels or len(set(self.levels)) < len(self.levels):
            faults.append(Text("等级标度是空的，或有重复", "a scale has no level, or one twice"))
        counted = self.missing_counts_as or self.missing
        if counted is not None and (self.missing is None or counted not in self.levels):
            faults.append(Text("missing 没有对应标度里的等级", "missing counts as no level of the scale"))
        if faults:
            advice = Text("补全或改正定义", "complete or mend it")
            raise SchemeError([kind("D106").at("scale", detail=fault, advice=advice) for fault in faults])

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

    def gap(self, scale: Ordinal) -> tuple[str, ...] | None:
        """The first combination of the sizes in the table that has no row, None where there is none.

        It is met after as many steps as there are rows, however many combinations a scale has.
        """
        known = {tuple(sorted(row)) for row, _ in self.rows}
        sizes = sorted({len(row) for row, _ in self.rows})
        every = (c for n in sizes for c in combinations_with_replacement(scale.levels, n))
        return next((c for c in every if tuple(sorted(c)) not in known), None)


@frozen
class NoCombination:
    """The children stand for themselves; the group has no result."""


Combine = Sum | WeakestLink | AveragingTable | NoCombination
