"""Interval analysis: between which bounds a rule's value is proved to lie."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from attrs import frozen

from perfeval.expressions.forms import Choose, Extreme, Round, Total, Unknown
from perfeval.expressions.functions.function import Function
from perfeval.expressions.nodes import Arithmetic, Const, Expr
from perfeval.expressions.references import Field, Parameter
from perfeval.expressions.types import short
from perfeval.numbers import round_to_step

Edge = Fraction | None


@frozen
class Interval:
    """A closed interval; None is no bound on that side. `empty` is the interval of a value that never is.

    Example:
        >>> from fractions import Fraction
        >>> from perfeval.expressions import Interval
        >>> Interval(Fraction(0), None).within(Fraction(0), Fraction(1))
        False
    """

    low: Edge = None
    high: Edge = None
    empty: bool = False

    def within(self, low: Fraction, high: Fraction) -> bool:
        """Whether all of it lies between two bounds."""
        return self.empty or (self.low is not None and self.high is not None and low <= self.low and self.high <= high)

    def __str__(self) -> str:
        low = "-∞" if self.low is None else short(self.low)
        return f"{low}..{'∞' if self.high is None else short(self.high)}"


EMPTY = Interval(empty=True)


def bounds(rule: Expr) -> Interval:
    """The interval that a numeric rule lies in, from the declared bounds of its figures; sound, not always tight.

    Example:
        >>> from perfeval.expressions import bounds, lift
        >>> str(bounds(lift("95%") + lift("5%")))
        '1..1'
    """
    match rule:
        case Const(value=value):
            return Interval(value, value) if isinstance(value, Fraction) else Interval()
        case Parameter(value=value):
            return bounds(value)
        case Field(low=low, high=high):
            return Interval(low, high)
        case Function():
            return bounds(rule.lower())
        case Unknown():
            return EMPTY
        case Choose(then=then, otherwise=otherwise):
            return _hull(bounds(then), bounds(otherwise))
        case Extreme(op=op, left=left, right=right):
            return _extreme(op, bounds(left), bounds(right))
        case Arithmetic(op=op, left=left, right=right):
            return _arithmetic(op, bounds(left), bounds(right))
        case Round(value=value, to=Const(value=Fraction() as step), mode=mode):
            inner = bounds(value)
            low, high = (None if e is None else round_to_step(e, step, mode) for e in (inner.low, inner.high))
            return Interval(low, high, inner.empty)
        case Total(value=value):
            return _total(bounds(value))
    return Interval()


def _hull(a: Interval, b: Interval) -> Interval:
    if a.empty or b.empty:
        return b if a.empty else a
    return Interval(
        None if a.low is None or b.low is None else min(a.low, b.low),
        None if a.high is None or b.high is None else max(a.high, b.high),
    )


def _extreme(op: str, a: Interval, b: Interval) -> Interval:
    if a.empty or b.empty:
        return EMPTY
    if op == "min":
        return Interval(None if a.low is None or b.low is None else min(a.low, b.low), _least(a.high, b.high))
    flipped = _extreme("min", _negated(a), _negated(b))
    return _negated(flipped)


def _least(a: Edge, b: Edge) -> Edge:
    return b if a is None else a if b is None else min(a, b)


def _negated(a: Interval) -> Interval:
    return Interval(None if a.high is None else -a.high, None if a.low is None else -a.low, a.empty)


def _arithmetic(op: str, a: Interval, b: Interval) -> Interval:
    if a.empty or b.empty:
        return EMPTY
    match op:
        case "+":
            return Interval(
                None if a.low is None or b.low is None else a.low + b.low,
                None if a.high is None or b.high is None else a.high + b.high,
            )
        case "-":
            return _arithmetic("+", a, _negated(b))
        case "*":
            return _product(a, b)
    return _quotient(a, b)


def _product(a: Interval, b: Interval) -> Interval:
    edges = (a.low, a.high, b.low, b.high)
    if None not in edges:
        return _span(x * y for x in (a.low, a.high) for y in (b.low, b.high) if x is not None and y is not None)
    if a.low is not None and a.low >= 0 and b.low is not None and b.low >= 0:
        high = None if a.high is None or b.high is None else a.high * b.high
        return Interval(a.low * b.low, high)
    return Interval()


def _quotient(a: Interval, b: Interval) -> Interval:
    if b.low is None or b.low < 0:
        return Interval()
    if b.low > 0:
        inverse = Interval(Fraction(0) if b.high is None else 1 / b.high, 1 / b.low)
        return _product(a, inverse)
    if a.low is not None and a.low >= 0:
        return Interval(Fraction(0) if b.high is None or b.high == 0 else a.low / b.high, None)
    if a.high is not None and a.high <= 0:
        return _negated(_quotient(_negated(a), b))
    return Interval()


def _span(values: Iterable[Fraction]) -> Interval:
    found = list(values)
    return Interval(min(found), max(found))


def _total(a: Interval) -> Interval:
    low = Fraction(0) if a.low is not None and a.low >= 0 else None
    high = Fraction(0) if a.high is not None and a.high <= 0 else None
    return Interval(low, high)
