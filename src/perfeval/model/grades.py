"""Grades by inclusive lower edges, and caps on the grade."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

from attrs import field, frozen

from perfeval.expressions import Expr, Source
from perfeval.findings import SchemeError, Text, kind, say, text
from perfeval.numbers import exact, plain


@frozen
class Grade:
    """One grade and its inclusive lower edge."""

    id: str
    """What is printed: 优."""
    low: Decimal = field(converter=exact)
    """The lowest total that earns it."""
    label: Text = field(default=Text(), converter=text)
    """The grade in words, where the id is not enough."""


def _grades(value: Any) -> tuple[Grade, ...]:
    items = (Grade(k, v) for k, v in value.items()) if isinstance(value, Mapping) else value
    return tuple(items)


@frozen
class Grades:
    """Grades from the best down; the last starts at 0, the first is open at the top.

    Raises:
        SchemeError: edges that do not fall, or a range that no grade covers.

    Example:
        >>> from decimal import Decimal
        >>> from perfeval.model import Grades
        >>> Grades({"优": 90, "良": 80, "中": 60, "差": 0}).of(Decimal("89.99")).id
        '良'
    """

    grades: tuple[Grade, ...] = field(converter=_grades)
    """From the best down."""

    def __attrs_post_init__(self) -> None:
        ids = [g.id for g in self.grades]
        faults = []
        if not self.grades:
            faults.append(Text("没有等级", "there are no grades"))
        elif self.grades[-1].low != 0:
            last, low = self.grades[-1].id, plain(self.grades[-1].low)
            faults.append(
                Text(f"最后一级“{last}”从 {low} 开始，不是从 0", f'the last grade "{last}" starts at {low}, not at 0')
            )
        faults += [
            say(
                "“{b}”的下限 {low} 排在“{a}”的 {high} 之后，没有降低",
                'the edge {low} of "{b}" stands after {high} of "{a}" and is not lower',
                a=a.id,
                b=b.id,
                high=plain(a.low),
                low=plain(b.low),
            )
            for a, b in pairwise(self.grades)
            if a.low <= b.low
        ]
        if len(set(ids)) < len(ids):
            faults.append(Text("等级名称重复", "a grade stands twice"))
        if faults:
            raise SchemeError([kind("D104").at("grades", detail=fault) for fault in faults])

    def of(self, total: Decimal) -> Grade:
        """The grade of a total; below 0 the lowest."""
        return next((g for g in self.grades if total >= g.low), self.grades[-1])

    def rank(self, id: str) -> int:
        """The place from the best, 0 first."""
        return next(i for i, g in enumerate(self.grades) if g.id == id)


@frozen
class Cap:
    """一票否决: while `when` holds, the grade is at most `grade`."""

    when: Expr
    """The condition."""
    grade: str
    """The best grade that is still possible."""
    label: Text = field(converter=text)
    """Why."""
    source: Source | None = None
    """Where that is laid down."""
