"""Totals over rows: sums of integers, counted where every row adds the same."""

from __future__ import annotations

from fractions import Fraction
from typing import Protocol

import polars as pl
from attrs import evolve

from perfeval.expressions import Expr, Total
from perfeval.tables import rationals
from perfeval.tables.columns import Column, Scope
from perfeval.tables.figures import Domain
from perfeval.tables.rationals import Rational
from perfeval.tables.values import NOTHING, Flag, Nothing
from perfeval.tables.wholes import Whole, WidthError, dtype_of, width_of


class Summable(Protocol):
    """What a sum needs of the lowering that it is part of."""

    domain: Domain

    def scope(self, table: str | None) -> Scope:
        """The scope of a table's rows, or of the entities."""

    def number(self, rule: Expr, table: str | None = None) -> Rational | Nothing:
        """A numeric rule."""

    def flag(self, rule: Expr, table: str | None = None) -> Flag | Nothing:
        """A rule that holds or not."""


def total(lowering: Summable, rule: Total) -> Rational | Nothing:
    """A sum over the rows that a filter keeps; unknown where one of those is, or whether it is kept."""
    table = rule.table
    given = lowering.domain.given[table]
    if given is False:
        return NOTHING
    kept, value = lowering.flag(rule.where, table), lowering.number(rule.value, table)
    found = _summed(lowering, table, kept, value)
    if given is True or isinstance(found, Nothing):
        return found
    flag = Column(f"{table}.given")
    return rationals.known_where(lowering.scope(None), found, flag.expr, (flag,))


def _summed(lowering: Summable, table: str, kept: Flag | Nothing, value: Rational | Nothing) -> Rational | Nothing:
    """The sum over the rows that are kept; unknown where one of those is, or whether it is kept."""
    rows, most = lowering.scope(table), lowering.domain.most[table]
    if most == 0 or kept is False:
        return rationals.of(Fraction(0))
    if isinstance(kept, Nothing):
        return _only_without(lowering, table, None)
    if isinstance(value, Nothing):
        return _only_without(lowering, table, kept)
    if value.d.column is not None:
        raise WidthError  # a sum of quotients: rounding none of them needs fractions of any size
    low, high = most * min(value.n.low, 0), most * max(value.n.high, 0)
    size = abs(value.n.factor) or 1
    width = width_of(min(low, -high) // size - 1, max(high, -low) // size + 1)
    bare = evolve(value.n, factor=1).at(max(width, value.n.width)) if value.n.column is not None else None
    counted = pl.lit(1, dtype=dtype_of(width)) if bare is None else bare
    parents = value.n.parents + ((kept,) if isinstance(kept, Column) else ())
    if isinstance(kept, Column):
        counted = pl.when(kept.expr).then(counted)
    elif bare is None:
        return _counted(table, value, low, high)
    column = rows.summed(counted, parents)
    whole = Whole(value.n.factor, column, low, high, max(width, value.n.width))
    found = Rational(whole, value.d)
    return _where_all_known(lowering, table, found, kept, value)


def _counted(table: str, value: Rational, low: int, high: int) -> Rational:
    """A constant for each row: the number of rows is known."""
    rows = Column(f"{table}.rows", 1)
    return Rational(Whole(value.n.factor, rows, low, high), value.d)


def _where_all_known(lowering: Summable, table: str, found: Rational, kept: Flag, value: Rational) -> Rational:
    doubt: pl.Expr | None = None
    parents: tuple[Column, ...] = ()
    if value.n.nullable and value.n.column is not None:
        doubt, parents = value.n.column.expr.is_null(), (value.n.column,)
        if isinstance(kept, Column):
            doubt, parents = kept.expr & doubt, (*parents, kept)
    if isinstance(kept, Column) and kept.nullable:
        unsure = kept.expr.is_null()
        doubt, parents = (unsure if doubt is None else unsure | doubt), (*parents, kept)
    if doubt is None:
        return found
    gone = lowering.scope(table).summed(doubt.cast(pl.Int64), parents)
    return rationals.known_where(lowering.scope(None), found, gone.expr == 0, (gone,))


def _only_without(lowering: Summable, table: str, kept: Flag | None) -> Rational:
    """0 where no row is kept, else unknown."""
    if isinstance(kept, Column):
        unsure = kept.expr.is_null() | kept.expr if kept.nullable else kept.expr
        rows = lowering.scope(table).summed(unsure.cast(pl.Int64), (kept,))
    else:
        rows = Column(f"{table}.rows", 1)
    return rationals.known_where(lowering.scope(None), rationals.of(Fraction(0)), rows.expr == 0, (rows,))
