"""Exact fractions over integer columns: a numerator that is null where the value is unknown, a positive denominator."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor, gcd, lcm

import polars as pl
from attrs import frozen

from perfeval.numbers import Rounding, round_units
from perfeval.tables.columns import Column, Scope
from perfeval.tables.wholes import (
    Whole,
    absolute,
    combined,
    constant,
    dtype_of,
    negated_where,
    product,
    wide_enough,
    width_of,
)


@frozen(eq=False)
class Rational:
    """n / d. Where n is null the value is unknown and d means nothing; elsewhere d > 0."""

    n: Whole
    d: Whole

    @property
    def low(self) -> Fraction:
        """A lower bound."""
        return Fraction(self.n.low, self.d.low if self.n.low < 0 else self.d.high)

    @property
    def high(self) -> Fraction:
        """An upper bound."""
        return Fraction(self.n.high, self.d.high if self.n.high < 0 else self.d.low)

    @property
    def value(self) -> Fraction | None:
        """The value of a constant."""
        if self.n.column is None and self.d.column is None:
            return Fraction(self.n.factor, self.d.factor)
        return None

    @property
    def parents(self) -> tuple[Column, ...]:
        """The columns it is made from."""
        return (*self.n.parents, *self.d.parents)

    @property
    def nullable(self) -> bool:
        """Whether it may be unknown."""
        return self.n.nullable


def of(value: Fraction) -> Rational:
    """A constant."""
    return Rational(constant(value.numerator), constant(value.denominator))


def reduced(n: Whole, d: Whole, low: Fraction | None = None, high: Fraction | None = None) -> Rational:
    """N / d without common constant factors, the value known to lie between bounds."""
    common = gcd(n.factor, d.factor) or 1
    n, d = n.over(common), d.over(common)
    d = d.within(1, max(d.high, 1))
    edges = (n.low, n.high)
    if low is not None:
        edges = (floor(min(low * d.low, low * d.high)), edges[1])
    if high is not None:
        edges = (edges[0], ceil(max(high * d.low, high * d.high)))
    return Rational(n.within(*edges), d)


def added(scope: Scope, op: str, x: Rational, y: Rational) -> Rational:
    """X + y or x - y."""
    a, b, d = _alike(scope, x, y)
    return reduced(combined(scope, op, a, b), d)


def multiplied(scope: Scope, x: Rational, y: Rational) -> Rational:
    """X × y."""
    return reduced(product(scope, x.n, y.n), product(scope, x.d, y.d))


def divided(scope: Scope, x: Rational, y: Rational) -> Rational:
    """X ÷ y; unknown where y is 0."""
    n, d = product(scope, x.n, y.d), product(scope, x.d, y.n)
    if y.n.low > 0 and not y.nullable:
        return reduced(n, d)
    if y.n.high < 0 and not y.nullable:
        return reduced(n.times(-1), d.times(-1))
    if y.n.low >= 0:
        zero = y.n.at(y.n.needs()) != 0
        width = n.needs()
        column = scope.bind(pl.when(zero).then(n.at(width)), (*n.parents, *y.n.parents), nullable=True)
        return reduced(Whole(1, column, n.low, n.high, width), d)
    return reduced(negated_where(scope, n, y.n), absolute(scope, d))


def _alike(scope: Scope, x: Rational, y: Rational) -> tuple[Whole, Whole, Whole]:
    """Both numerators over one denominator."""
    if x.d.column is None and y.d.column is None:
        d = lcm(x.d.factor, y.d.factor)
        return x.n.times(d // x.d.factor), y.n.times(d // y.d.factor), constant(d)
    if x.d.column is y.d.column:
        d = lcm(x.d.factor, y.d.factor)
        return x.n.times(d // x.d.factor), y.n.times(d // y.d.factor), x.d.times(d // x.d.factor)
    return product(scope, x.n, y.d), product(scope, y.n, x.d), product(scope, x.d, y.d)


_COMPARED: dict[str, Callable[[pl.Expr, pl.Expr], pl.Expr]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
}


def compared(scope: Scope, op: str, x: Rational, y: Rational) -> tuple[pl.Expr, tuple[Column, ...]]:
    """X op y as a flag that is null where either is unknown, with the columns it needs."""
    a, b, _ = _alike(scope, x, y)
    common = gcd(a.factor, b.factor) or 1
    a, b = a.over(common), b.over(common)
    width = wide_enough((a, b))
    return _COMPARED[op](a.at(width), b.at(width)), (*a.parents, *b.parents)


def extreme(scope: Scope, op: str, x: Rational, y: Rational) -> Rational:
    """The smaller or greater of two."""
    choose = min if op == "min" else max
    if x.value is not None and y.value is not None:
        return of(choose(x.value, y.value))
    low, high = choose(x.low, y.low), choose(x.high, y.high)
    if (x.high <= y.low and op == "min") or (x.low >= y.high and op == "max"):
        return x if not y.nullable else _known_with(scope, x, y)
    if (y.high <= x.low and op == "min") or (y.low >= x.high and op == "max"):
        return y if not x.nullable else _known_with(scope, y, x)
    x, y = (y, x) if y.nullable and not x.nullable else (x, y)  # a null comparison takes x
    a, b, d = _alike(scope, x, y)
    width = wide_enough((a, b))
    p, q = a.at(width), b.at(width)
    other = q < p if op == "min" else q > p
    expr = pl.when(other).then(q).otherwise(p)
    if y.nullable:
        expr = pl.when(q.is_not_null()).then(expr)
    column = scope.bind(expr, (*a.parents, *b.parents))
    whole = Whole(1, column, choose(a.low, b.low), choose(a.high, b.high), width)
    return reduced(whole, d, low, high)


def _known_with(scope: Scope, x: Rational, other: Rational) -> Rational:
    """x, unknown where the other is."""
    return known_where(scope, x, other.n.at(other.n.needs()).is_not_null(), other.n.parents)


def known_where(scope: Scope, x: Rational, flag: pl.Expr, parents: tuple[Column, ...]) -> Rational:
    """x, unknown where a flag does not hold."""
    width = x.n.needs()
    column = scope.bind(pl.when(flag).then(x.n.at(width)), (*x.n.parents, *parents), nullable=True)
    return Rational(Whole(1, column, x.n.low, x.n.high, width), x.d)


def chosen(scope: Scope, when: Column, x: Rational, y: Rational) -> Rational:
    """X where the flag holds, y where it does not, unknown where the flag is."""
    if x.d.column is None and y.d.column is None:
        common = lcm(x.d.factor, y.d.factor)
        d = constant(common)
        a, b = x.n.times(common // x.d.factor), y.n.times(common // y.d.factor)
    else:
        a, b = x.n, y.n
        d = _either(scope, when, x.d, y.d)
    return reduced(_either(scope, when, a, b), d, min(x.low, y.low), max(x.high, y.high))


def _either(scope: Scope, when: Column, a: Whole, b: Whole) -> Whole:
    common = gcd(a.factor, b.factor) or 1
    a, b = a.over(common), b.over(common)
    low, high = min(a.low, b.low), max(a.high, b.high)
    width = wide_enough((a, b))
    flag = when.expr
    taken = pl.when(flag).then(a.at(width))
    expr = taken.when(~flag).then(b.at(width)) if when.nullable else taken.otherwise(b.at(width))
    column = scope.bind(expr, (when, *a.parents, *b.parents))
    return Whole(common, column, low * common, high * common, width)


def _half_up(n: pl.Expr, d: pl.Expr) -> pl.Expr:
    return (n + n + d) // (d + d)


def _half_even(n: pl.Expr, d: pl.Expr) -> pl.Expr:
    whole = n // d
    rest = n - whole * d
    up = (rest + rest > d) | ((rest + rest == d) & (whole % 2 == 1))
    return pl.when(up).then(whole + 1).otherwise(whole)


def _floor(n: pl.Expr, d: pl.Expr) -> pl.Expr:
    return n // d


def _ceiling(n: pl.Expr, d: pl.Expr) -> pl.Expr:
    return (n * -1) // d * -1  # polars cannot negate 128 bits


_Quotient = Callable[[pl.Expr, pl.Expr], pl.Expr]
_BY_SIGN: dict[Rounding, tuple[_Quotient, _Quotient]] = {
    "half_up": (_half_up, lambda n, d: _half_up(n * -1, d) * -1),
    "half_even": (_half_even, _half_even),
    "down": (_floor, _ceiling),
    "up": (_ceiling, _floor),
    "floor": (_floor, _floor),
    "ceiling": (_ceiling, _ceiling),
}
"""How n / d becomes an integer for n ≥ 0, and for n ≤ 0; d > 0 and `//` goes down."""


def rounded(scope: Scope, x: Rational, mode: Rounding) -> Whole:
    """The value rounded to an integer."""
    if x.value is not None:
        return constant(round_units(x.value, mode))
    common = gcd(x.n.factor, x.d.factor) or 1
    n, d = x.n.over(common), x.d.over(common)
    d = d.within(1, d.high)
    low, high = floor(x.low), ceil(x.high)
    if d.column is None and d.factor == 1:
        return n.within(low, high)
    twice = max(abs(n.low), abs(n.high)) * 2 + d.high * 2
    width = wide_enough((n, d), -twice, twice)
    upper, lower = _BY_SIGN[mode]
    top, bottom = n.at(width), d.at(width)
    if n.low >= 0 or upper is lower:
        expr = upper(top, bottom)
    elif n.high <= 0:
        expr = lower(top, bottom)
    else:
        expr = pl.when(top >= 0).then(upper(top, bottom)).otherwise(lower(top, bottom))
    narrow = width_of(low, high)
    column = scope.bind(expr.cast(dtype_of(narrow)) if narrow < width else expr, (*n.parents, *d.parents))
    return Whole(1, column, low, high, narrow)
