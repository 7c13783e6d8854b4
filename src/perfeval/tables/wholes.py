"""Integer columns with a proof of their width: polars wraps silently, so no value may leave its type."""

from __future__ import annotations

from collections.abc import Iterable
from math import gcd

import polars as pl
from attrs import evolve, frozen

from perfeval.tables.columns import Column, Scope


class WidthError(Exception):
    """A value that cannot be proved to fit 128 bits, or that integers cannot hold; the record engine takes it."""


WIDTHS: tuple[tuple[int, type[pl.DataType]], ...] = ((64, pl.Int64), (128, pl.Int128))


def width_of(low: int, high: int) -> int:
    """The bits that every integer between two bounds fits in.

    Raises:
        WidthError: more than 128.
    """
    for width, _ in WIDTHS:
        if -(2 ** (width - 1)) <= low and high < 2 ** (width - 1):
            return width
    raise WidthError


def dtype_of(width: int) -> type[pl.DataType]:
    """The polars type of a width."""
    return pl.Int64 if width == 64 else pl.Int128


@frozen(eq=False)
class Whole:
    """`factor` × `column`, between `low` and `high`; without a column the constant `factor`.

    Constant factors stay outside until a column is needed, so that they cancel before any arithmetic.
    """

    factor: int
    column: Column | None
    low: int
    high: int
    width: int = 64

    @property
    def parents(self) -> tuple[Column, ...]:
        """The columns it is made from."""
        return () if self.column is None else (self.column,)

    @property
    def nullable(self) -> bool:
        """Whether it may be null."""
        return self.column is not None and self.column.nullable

    def needs(self) -> int:
        """The width of factor × column, and of the column."""
        return max(self.width, width_of(self.low, self.high))

    def at(self, width: int) -> pl.Expr:
        """The value in a width."""
        dtype = dtype_of(width)
        if self.column is None:
            return pl.lit(self.factor, dtype=dtype)
        found = self.column.expr.cast(dtype) if width > self.width else self.column.expr
        return found if self.factor == 1 else found * pl.lit(self.factor, dtype=dtype)

    def times(self, factor: int) -> Whole:
        """The value times a constant."""
        low, high = sorted((self.low * factor, self.high * factor))
        return Whole(self.factor * factor, self.column if factor else None, low, high, self.width)

    def over(self, divisor: int) -> Whole:
        """The value divided by a constant that divides its factor."""
        low, high = sorted((self.low // divisor, self.high // divisor))
        return Whole(self.factor // divisor, self.column, low, high, self.width)

    def within(self, low: int, high: int) -> Whole:
        """The same value, known to lie between bounds."""
        return evolve(self, low=max(self.low, low), high=max(self.low, low, min(self.high, high)))


def constant(value: int) -> Whole:
    """A constant."""
    return Whole(value, None, value, value)


def wide_enough(values: Iterable[Whole], *bounds: int) -> int:
    """The width that holds the values themselves and further bounds."""
    edges = list(bounds) or [0]
    return max(width_of(min(edges), max(edges)), *(v.needs() for v in values))


def product(scope: Scope, a: Whole, b: Whole) -> Whole:
    """The product of two."""
    if a.column is None:
        return b.times(a.factor)
    if b.column is None:
        return a.times(b.factor)
    edges = [x * y for x in (a.low, a.high) for y in (b.low, b.high)]
    low, high, factor = min(edges), max(edges), a.factor * b.factor
    edge = max(map(abs, edges)) // abs(factor) + 1  # of the columns alone
    width = max(a.width, b.width, width_of(-edge, edge))
    bare = evolve(a, factor=1).at(width) * evolve(b, factor=1).at(width)
    return Whole(factor, scope.bind(bare, (a.column, b.column)), low, high, width)


def combined(scope: Scope, op: str, a: Whole, b: Whole) -> Whole:
    """The sum of two, or their difference."""
    b = b if op == "+" else b.times(-1)
    if a.column is None and b.column is None:
        return constant(a.factor + b.factor)
    if a.column is None and a.factor == 0:
        return b
    if b.column is None and b.factor == 0:
        return a
    common = gcd(a.factor, b.factor)
    left, right = a.over(common), b.over(common)
    low, high = left.low + right.low, left.high + right.high
    width = wide_enough((left, right), low, high)
    column = scope.bind(left.at(width) + right.at(width), (*a.parents, *b.parents))
    return Whole(common, column, low * common, high * common, width)


def negated_where(scope: Scope, value: Whole, sign: Whole) -> Whole:
    """The value with the sign of another; null where that is 0."""
    width = max(value.needs(), width_of(-value.high, -value.low))
    way, found = sign.at(sign.needs()), value.at(width)
    expr = pl.when(way > 0).then(found).when(way < 0).then(found * -1)
    edge = max(abs(value.low), abs(value.high))
    return Whole(1, scope.bind(expr, (*value.parents, *sign.parents), nullable=True), -edge, edge, width)


def absolute(scope: Scope, value: Whole) -> Whole:
    """The size of a value that is not 0, or where nobody asks."""
    edge = max(abs(value.low), abs(value.high), 1)
    width = wide_enough((value,), -edge, edge)
    found = value.at(width)
    size = pl.when(found < 0).then(found * -1).otherwise(found)
    return Whole(1, scope.bind(size, value.parents), 1, edge, width)
