"""Flags over columns: a constant where all rows are alike, else a column that is never null."""

from __future__ import annotations

import polars as pl

from perfeval.tables.columns import Column, Scope
from perfeval.tables.values import Flag
from perfeval.tables.wholes import Whole, constant, dtype_of


def is_null(scope: Scope, whole: Whole) -> Flag:
    """Whether a number is unknown."""
    return False if whole.column is None else is_null_column(scope, whole.column)


def is_null_column(scope: Scope, column: Column) -> Flag:
    """Whether a column is null."""
    return scope.bind(column.expr.is_null(), (column,), nullable=False) if column.nullable else False


def any_of(scope: Scope, flags: list[Flag]) -> Flag:
    """Whether any flag holds; none of them is ever null."""
    if any(flag is True for flag in flags):
        return True
    columns = [flag for flag in flags if isinstance(flag, Column)]
    if len(columns) < 2:
        return columns[0] if columns else False
    return scope.bind(pl.any_horizontal([c.expr for c in columns]), columns, nullable=False)


def not_(scope: Scope, flag: Flag) -> Flag:
    """Whether a flag does not hold."""
    return scope.bind(~flag.expr, (flag,), nullable=False) if isinstance(flag, Column) else not flag


def but_not(scope: Scope, flag: Flag, other: Flag) -> Flag:
    """Whether a flag holds and another does not."""
    if flag is False or other is True:
        return False
    if other is False:
        return flag
    assert isinstance(other, Column)
    if flag is True:
        return not_(scope, other)
    return scope.bind(flag.expr & ~other.expr, (flag, other), nullable=False)


def zero_where(scope: Scope, flag: Flag, whole: Whole) -> Whole:
    """A number, 0 where a flag holds; there it may be null."""
    if flag is True:
        return constant(0)
    if flag is False:
        return whole
    width = whole.needs()
    expr = pl.when(flag.expr).then(pl.lit(0, dtype=dtype_of(width))).otherwise(whole.at(width))
    column = scope.bind(expr, (flag, *whole.parents), nullable=False)
    return Whole(1, column, min(0, whole.low), max(0, whole.high), width)
