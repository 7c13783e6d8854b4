"""The levels above the rows of an indicator block, whether merged, filled down or left blank."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, evolve, field

from perfeval.formats.forms.labels import order, plain, points_in, spaceless
from perfeval.formats.forms.lexicon import lexicon
from perfeval.formats.pages import Cell
from perfeval.model import Figure, Heading
from perfeval.numbers import read_written


@define
class Headings:
    """Every heading of a sheet by its path; a heading that comes again (on the next page) is the same one."""

    found: dict[str, Heading] = field(factory=dict)

    def chain(self, cells: Sequence[Cell]) -> tuple[Heading, ...]:
        """The headings that some cells are, outermost first."""
        path = "groups"
        chain = []
        for depth, cell in enumerate(cells):
            fresh = heading(cell, path, depth)
            path = fresh.path
            known = self.found.setdefault(path, fresh)
            if known.points is None and fresh.points is not None:
                known = self.found[path] = evolve(known, points=fresh.points)
            chain.append(known)
        return tuple(chain)

    def give(self, path: str, points: Figure | None, score: Figure | None) -> None:
        """A heading's points and score as a row or column of its own prints them; what its label declares stands."""
        known = self.found[path]
        self.found[path] = evolve(known, points=known.points or points, score=known.score or score)

    def latest(self, chain: Sequence[Heading]) -> tuple[Heading, ...]:
        """The headings of a row with all that was read of them since."""
        return tuple(self.found[one.path] for one in chain)


def heading(cell: Cell, above: str, depth: int) -> Heading:
    """A cell as a heading.

    Example:
        >>> from perfeval.formats.forms.headings import heading
        >>> from perfeval.formats.pages import Cell
        >>> found = heading(Cell("产出指标（50分）"), "groups", 0)
        >>> found.path, found.points.value
        ('groups[产出指标]', Decimal('50'))
    """
    label = spaceless(cell.text)
    declared, rest = points_in(order(label)[1])
    name = rest if declared else order(label)[1]
    path = f"{above}[{name}]" if not depth else f"{above}.{name}"
    points = None
    if declared:
        written = read_written(declared)
        points = Figure(f"{path}.points", declared, written.value, written.places, "", cell.origin)
    return Heading(path, label, name, points, None, cell.origin)


def group_of(chain: Sequence[Heading]) -> str:
    """What the headings say in the words of the standard: `outputs` and the like."""
    words = lexicon("names", "groups")
    return next((found for one in chain if (found := words.find(plain(one.name)))), "")


def kind_of(chain: Sequence[Heading]) -> str:
    """What the innermost heading says in the words of the standard, empty where it says several at once."""
    words = lexicon("names", "indicator_kinds")
    for one in reversed(chain):
        kinds = words.all(plain(one.name))
        if kinds:
            return kinds[0] if len(kinds) == 1 or kinds[0] in ("satisfaction", "cost") else ""
    return ""
