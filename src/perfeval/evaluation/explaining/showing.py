"""Figures as a reader expects them: percentages, marks out of 100, money in the unit it was written in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from fractions import Fraction
from typing import Any

from perfeval.expressions import Const, Expr, Field, Parameter
from perfeval.findings import NumberError, Text, say
from perfeval.model import BudgetLine, Input, Project, Submission
from perfeval.numbers import MONEY_UNITS, Money, plain

_INDEX = re.compile(r"\[\d+\]")
_FULLY = 6
"""Decimals up to which a figure is shown in full."""
_UNITS: int = 10**_FULLY
_ROUGHLY = 2
_CUT = 4
_YES, _NO = Text("是", "yes"), Text("否", "no")


def in_full(value: Fraction) -> bool:
    """Whether the figure has few enough decimals to be shown in full."""
    return _UNITS % value.denominator == 0


def number(value: Fraction) -> str:
    """A figure in full, or rounded half up to two decimals."""
    return plain(value, _FULLY if in_full(value) else _ROUGHLY)


def whole(value: Fraction) -> str:
    """A figure with all its decimals, as it was handed in; cut where they never end."""
    try:
        return plain(value)
    except ValueError:
        return cut(value)


def cut(value: Fraction) -> str:
    """A figure in full, or its first four decimals and an ellipsis."""
    if in_full(value):
        return plain(value, _FULLY)
    scaled = abs(value.numerator) * 10**_CUT // value.denominator
    sign = "-" if value < 0 else ""
    return f"{sign}{scaled // 10**_CUT}.{scaled % 10**_CUT:0{_CUT}d}…"


class Shower:
    """Shows the figures of one submission."""

    def __init__(self, submission: Submission, inputs: Mapping[str, Input]) -> None:
        """Take the submission for its unit of money (without one, the smallest written), and the declared inputs."""
        self.inputs = inputs
        self.unit = submission.money_unit or _written_in(submission, inputs)
        self.scale = MONEY_UNITS[self.unit]
        self.sources = [
            (place, _INDEX.sub("", place).removeprefix("facts."), s) for place, s in submission.sources.items()
        ]

    def full(self, node: Expr, value: Any, digits: Callable[[Fraction], str] = number) -> Text:
        """A value with its unit."""
        if not isinstance(value, Fraction):
            return self.other(value)
        kind, shown = node.type.kind, digits(self._written(node, value))
        if kind == "money":
            return Text(f"{shown} {self.unit}")
        if kind == "ratio":
            return Text(f"{shown}%") if self._marks(node) is None else say("{value} 分", "{value}", value=shown)
        if kind == "points":
            return say("{value} 分", "{value} points", value=shown)
        return Text(f"{shown} {node.type.unit}" if kind == "quantity" and node.type.unit else shown)

    def given(self, node: Expr, value: Any) -> Text:
        """A value with its unit and all its decimals."""
        return self.full(node, value, whole)

    def bare(self, node: Expr, value: Any) -> Text:
        """A value to be put into a working: no unit but the percent sign."""
        if not isinstance(value, Fraction):
            return self.other(value)
        kind = node.type.kind
        if kind == "money":
            return Text(cut(value / self.scale))
        return Text(f"{cut(value * 100)}%" if kind == "ratio" else cut(value))

    def exact(self, node: Expr, value: Any) -> bool:
        """Whether `full` shows all of the value."""
        if not isinstance(value, Fraction):
            return True
        return in_full(self._written(node, value))

    def other(self, value: Any) -> Text:
        """A flag, text or date."""
        if isinstance(value, bool):
            return _YES if value else _NO
        return Text(value.isoformat() if isinstance(value, date) else str(value))

    def constant(self, node: Const | Parameter) -> Text:
        """A constant or parameter with its unit."""
        value = node.value.value if isinstance(node, Parameter) else node.value
        return self.given(node, value)

    def _written(self, node: Expr, value: Fraction) -> Fraction:
        """The number before the unit."""
        if node.type.kind == "money":
            return value / self.scale
        return value * (self._marks(node) or 100) if node.type.kind == "ratio" else value

    def _marks(self, node: Expr) -> Fraction | None:
        declared = self.inputs.get(node.path) if isinstance(node, Field) else None
        return None if declared is None or declared.out_of is None else Fraction(declared.out_of)


def _written_in(submission: Submission, inputs: Mapping[str, Input]) -> str:
    """The smallest unit that an amount is written in, so that none becomes a long decimal."""
    return min(set(_units(submission, inputs)), key=MONEY_UNITS.__getitem__, default="元")


def _units(submission: Submission, inputs: Mapping[str, Input]) -> Iterator[str]:
    lines: tuple[BudgetLine | Project, ...] = (*submission.budget.lines, *(submission.projects or ()))
    for row in lines:
        yield from (m.unit for m in (row.original, row.adjusted, row.actual) if m is not None)
    for path, fact in submission.facts.items():
        rows = fact if isinstance(fact, tuple) else ({"": fact},)
        for place, value in ((f"{path}.{name}".rstrip("."), value) for row in rows for name, value in row.items()):
            if place in inputs and inputs[place].kind == "money":
                with suppress(NumberError):  # a fact that cannot be read has its own finding
                    yield Money.read(value).unit if not isinstance(value, Money) else value.unit
