"""From a total to a grade: edges, caps, and what is still possible."""

from __future__ import annotations

from decimal import Decimal

from attrs import frozen

from perfeval.findings import Text
from perfeval.model import Grades

Held = tuple[bool | None, str, Text]
"""A cap: whether its condition holds (None: unknown), its grade, its label."""


@frozen
class Graded:
    """A grade with what led to it; `grade` is None while it is not certain."""

    grade: str | None
    uncapped: str | None
    applied: tuple[Text, ...]
    possible: tuple[str, ...]
    doubtful: tuple[tuple[str, Text], ...]


def graded(grades: Grades, total: Decimal | None, lower: Decimal, upper: Decimal, caps: list[Held]) -> Graded:
    """The grade of a total under caps.

    An unknown cap leaves the grade unknown unless it could not lower it.
    """
    names = [g.id for g in grades.grades]
    best, worst = grades.rank(grades.of(upper).id), grades.rank(grades.of(lower).id)
    reached = range(best, worst + 1)
    sure = max((grades.rank(grade) for held, grade, _ in caps if held is True), default=0)
    unsure = [(grades.rank(grade), grade, label) for held, grade, label in caps if held is None]
    ranks = {max(rank, sure) for rank in reached}
    doubtful = tuple((grade, label) for rank, grade, label in unsure if rank > min(ranks))
    ranks |= {max(rank, doubt) for doubt, _, _ in unsure for rank in ranks}
    possible = tuple(names[rank] for rank in sorted(ranks))
    before = None if total is None else grades.of(total).id
    lowered = before is not None and grades.rank(before) < sure
    applied = tuple(
        label
        for held, grade, label in caps
        if held is True and before is not None and grades.rank(grade) > grades.rank(before)
    )
    grade = possible[0] if total is not None and len(possible) == 1 else None
    return Graded(grade, before if lowered else None, applied, possible, doubtful)
