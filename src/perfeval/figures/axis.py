"""Axes in exact numbers: where ticks stand, and where a value lies."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from attrs import field, frozen

from perfeval.figures.colours import LINE, SOFT
from perfeval.figures.marks import Mark, Stroke, Words
from perfeval.numbers import plain

Value = Fraction | Decimal | int


def step(span: Fraction, about: int = 5) -> Fraction:
    """A round step (1, 2 or 5 times a power of ten) that divides a span into some `about` parts.

    Example:
        >>> from fractions import Fraction
        >>> from perfeval.figures.axis import step
        >>> str(step(Fraction(38))), str(step(Fraction(1)))
        ('10', '1/5')
    """
    wanted = span / about
    power = Fraction(1)
    while power * 10 <= wanted:
        power *= 10
    while power > wanted:
        power /= 10
    return next((n * power for n in (1, 2, 5) if n * power >= wanted), 10 * power)


@frozen
class Axis:
    """Values from `low` to `high` along points from `start` to `end`."""

    low: Fraction
    high: Fraction
    start: Fraction = field(converter=Fraction)
    end: Fraction = field(converter=Fraction)
    step: Fraction = field(kw_only=True)

    def at(self, value: Value) -> Fraction:
        """Where a value lies; what is beyond the ends lies at them."""
        held = min(max(Fraction(value), self.low), self.high)
        return self.start + (held - self.low) / (self.high - self.low) * (self.end - self.start)

    def ticks(self) -> tuple[Fraction, ...]:
        """The round values from the lowest to the highest."""
        first, last = ceil(self.low / self.step), floor(self.high / self.step)
        return tuple(n * self.step for n in range(first, last + 1))


def axis(values: Iterable[Value], start: Fraction | int, end: Fraction | int, *, most: Value | None = None) -> Axis:
    """An axis that holds all values, from one round number to another.

    Args:
        values: what has to be on it.
        start: where it begins, in points.
        end: where it ends.
        most: the highest value that anything can have, full marks; the axis ends there where nothing is beyond it.
    """
    held = [Fraction(v) for v in values]
    low, high = min(held), max(held)
    if most is not None and high <= most:
        high = Fraction(most)
    span = high - low if high > low else Fraction(10)
    by = step(span)
    low = floor(low / by) * by
    if most is None or high != Fraction(most):
        high = ceil(high / by) * by
    if low == high:
        low -= by
    return Axis(low, high, Fraction(start), Fraction(end), step=by)


def grid(axis: Axis, top: Fraction | int, bottom: Fraction | int, sign: str = "") -> list[Mark]:
    """Upright lines at the ticks of a level axis, with their values below."""
    marks: list[Mark] = []
    for tick in axis.ticks():
        at = axis.at(tick)
        marks.append(Stroke(at, top, at, bottom, LINE, Fraction(1, 2)))
        marks.append(Words(at, bottom + 11, plain(tick) + sign, 8, SOFT, "middle"))
    return marks
