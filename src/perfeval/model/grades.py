"""Grades by inclusive lower edges, and caps on the grade."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

from attrs import field, frozen

from perfeval.expressions import Expr, Source
from perfeval.findings import SchemeError, Text, kind, text
from perfeval.numbers import exact


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
        lows = [g.low for g in self.grades]
        ids = [g.id for g in self.grades]
        faults = []
        if not lows or lows[-1] != 0:
            faults.append(Text("最后一级不从 0 开始", "the last grade does not start at 0"))
        if any(a <= b for a, b in pairwise(lows)):
            faults.append(Text("下限没有从高到低", "the edges do not fall"))
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
