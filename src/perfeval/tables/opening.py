"""Open groups: what the rows of a table come to as indicators, and summed for their entity."""

from __future__ import annotations

from fractions import Fraction

import polars as pl
from attrs import frozen

from perfeval.evaluation import PlannedRows
from perfeval.tables import rationals
from perfeval.tables.columns import Column
from perfeval.tables.flags import is_null
from perfeval.tables.points import total_unit
from perfeval.tables.rationals import Rational
from perfeval.tables.shares import Sharing
from perfeval.tables.values import Flag, Nothing
from perfeval.tables.wholes import Whole, WidthError, constant, dtype_of, wide_enough, width_of


@frozen(eq=False)
class OpenSums:
    """An open group's rows, summed: whether they can be told, their scores, the points of those without one."""

    closed: Flag
    partly: Flag
    score: Whole
    open_points: Whole
    count: Column
    """How many rows it takes."""
    row: RowMarks
    points: Rational
    """The points of a row."""

    @classmethod
    def of(cls, sharing: Sharing, leaf: PlannedRows) -> OpenSums | None:
        """The sums of a group's rows; None where the table is given for nobody, or no row can be told."""
        lowering, table = sharing.lowering, leaf.table
        entities, rows = lowering.scope(None), lowering.scope(table)
        kept, points = lowering.flag(leaf.where, table), lowering.number(leaf.points, table)
        most = lowering.domain.most[table]
        if lowering.domain.given[table] is False or isinstance(kept, Nothing) or isinstance(points, Nothing):
            return None
        if kept is False or not most:
            return None
        row = RowMarks.of(sharing, leaf, kept, points)
        parents = row.parents
        scaled = rationals.multiplied(rows, points, rationals.of(Fraction(total_unit(sharing.plan))))
        if scaled.d.column is not None:
            raise WidthError
        count = rows.summed(row.kept.cast(pl.Int64), parents)
        bad = rows.summed(row.bad.cast(pl.Int64), parents)
        open_rows = rows.summed(row.open.cast(pl.Int64), parents)
        edge = most * max(abs(scaled.n.low), abs(scaled.n.high), 1)
        width = max(scaled.n.needs(), width_of(-edge, edge))
        worth = rows.summed(pl.when(row.kept).then(scaled.n.at(width)), (*parents, *scaled.n.parents))
        full = Fraction(leaf.full) * total_unit(sharing.plan) * scaled.d.factor
        wrong = (bad.expr > 0) | (count.expr == 0) | (worth.expr != pl.lit(int(full), dtype=dtype_of(width)))
        needed = [bad, count, worth]
        if lowering.domain.given[table] is None:
            flag = Column(f"{table}.given")
            wrong, needed = wrong | ~flag.expr, [*needed, flag]
        closed = entities.bind(wrong, needed, nullable=False)
        partly = entities.bind(open_rows.expr > 0, (open_rows,), nullable=False)
        limit = int(Fraction(leaf.full) * sharing.unit) + most
        score = rows.summed(pl.when(row.kept).then(row.score.at(64)), (*parents, *row.score.parents))
        left = rows.summed(pl.when(row.open).then(scaled.n.at(width)), (*parents, *scaled.n.parents))
        rest = Whole(1, entities.bind(left.expr // scaled.d.factor, (left,)), 0, int(full), width)
        return cls(closed, partly, Whole(1, score, 0, limit), rest, count, row, points)


@frozen(eq=False)
class RowMarks:
    """The rows of an open group as expressions over their columns."""

    kept: pl.Expr
    """Whether the group takes the row; false where nobody knows."""
    bad: pl.Expr
    """Whether the row keeps the group from being told: nobody knows if it is taken, or its points cannot be used."""
    open: pl.Expr
    """Whether the row is taken and has no score."""
    score: Whole
    share: Rational | Nothing
    parents: tuple[Column, ...]

    @classmethod
    def of(cls, sharing: Sharing, leaf: PlannedRows, kept: Flag, points: Rational) -> RowMarks:
        """The marks of the rows."""
        rows = sharing.lowering.scope(leaf.table)
        share = sharing.share(leaf.each, leaf.each.rule, points, leaf.table)
        flag = pl.lit(True) if not isinstance(kept, Column) else kept.expr
        sure = flag.fill_null(value=False) if isinstance(kept, Column) and kept.nullable else flag
        units = rationals.multiplied(rows, points, sharing.units)
        usable, parents = _usable(units)
        bad = sure & ~usable
        if isinstance(kept, Column) and kept.nullable:
            bad = flag.is_null() | bad
        if isinstance(share, Nothing):
            score, open_ = constant(0), sure
        else:
            score = rationals.rounded(rows, rationals.multiplied(rows, share, units), sharing.plan.rounding)
            null = is_null(rows, score)
            open_ = pl.lit(False) if null is False else sure & null.expr  # type: ignore[union-attr]
            parents = (*parents, *((null,) if isinstance(null, Column) else ()))
        parents = (*parents, *((kept,) if isinstance(kept, Column) else ()))
        return cls(sure, bad, open_, score, share, parents)


def _usable(units: Rational) -> tuple[pl.Expr, tuple[Column, ...]]:
    """Whether points are known, above 0, and whole units of the scheme's places."""
    width = wide_enough((units.n, units.d))
    n, d = units.n.at(width), units.d.at(width)
    found = n > 0
    if not (units.d.column is None and units.d.factor == 1):
        found = found & (n % d == 0)
    return found.fill_null(value=False) if units.n.nullable else found, units.parents
