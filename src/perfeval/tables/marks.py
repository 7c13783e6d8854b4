"""What each indicator and open group comes to: its score, whether it applies, and what is still open."""

from __future__ import annotations

from fractions import Fraction

import polars as pl
from attrs import frozen

from perfeval.evaluation import Plan, PlannedIndicator, PlannedRows
from perfeval.expressions import Expr, Field, bounds, walk
from perfeval.tables import rationals
from perfeval.tables.columns import Column, Scope
from perfeval.tables.lowering import NOTHING, Flag, Lowering, Nothing, Plain
from perfeval.tables.points import total_unit
from perfeval.tables.rationals import Rational
from perfeval.tables.wholes import Whole, WidthError, combined, constant, dtype_of, wide_enough, width_of


@frozen(eq=False)
class Mark:
    """An indicator, or an open group, of every entity.

    `score` counts units of the scheme's places, 0 where there is none; `more` is what could still be added.
    """

    id: str
    score: Whole
    more: Whole
    absent: Flag
    """Whether it does not apply."""
    unknown: Flag
    """Whether it has no result of its own, whatever the policy makes of that; never where it does not apply."""
    unscored: Flag
    """Whether it stays without a result."""
    perhaps: Flag = False
    """Whether nobody knows if it applies."""
    share: Rational | Nothing = NOTHING
    level: Plain | Nothing = NOTHING
    sums: OpenSums | None = None
    """Of an open group, what its rows come to."""


class Marking:
    """Lowers the leaves of a plan."""

    def __init__(self, plan: Plan, lowering: Lowering, *, zero: bool) -> None:
        """Take the plan; with `zero`, what has no result counts as zero."""
        self.plan = plan
        self.lowering = lowering
        self.zero = zero
        self.unit = 10**plan.places
        self.entities = lowering.scope(None)
        self.inputs = {i.path: i for i in plan.inputs}
        self.varied = any(path.startswith(("parameters.", "points.")) for path in lowering.domain.figures)

    def leaf(self, leaf: PlannedIndicator | PlannedRows, above: tuple[str, ...] = ()) -> Mark:
        """The mark of a leaf below these groups."""
        if isinstance(leaf, PlannedRows):
            return self._rows(leaf, above)
        return self._levelled(leaf, above) if leaf.scale is not None else self._scored(leaf, above)

    def absent(self, id: str, above: tuple[str, ...]) -> Flag:
        """Whether a submission says that the node, or a group above it, does not apply."""
        figures = self.lowering.domain.figures
        said = [figures[name] for node in (id, *above) if (name := f"not_applicable.{node}") in figures]
        return any_of(self.entities, [figure.column for figure in said])

    def applies(self, leaf: PlannedIndicator, above: tuple[str, ...]) -> tuple[Flag, Flag]:
        """Whether it does not apply, and whether nobody knows."""
        said = self.absent(leaf.id, above)
        if leaf.not_applicable_when is None:
            return said, False
        when = self.lowering.flag(leaf.not_applicable_when)
        if isinstance(when, Nothing):
            return said, but_not(self.entities, True, said)
        if isinstance(when, bool):
            return (True, False) if when else (said, False)
        unsure: Flag = False
        if when.nullable:
            null = self.entities.bind(when.expr.is_null(), (when,), nullable=False)
            unsure = but_not(self.entities, null, said)
            when = self.entities.bind(when.expr.fill_null(value=False), (when,), nullable=False)
        return any_of(self.entities, [said, when]), unsure

    def _scored(self, leaf: PlannedIndicator, above: tuple[str, ...]) -> Mark:
        assert leaf.points is not None
        full = self.lowering.number(leaf.points)
        assert isinstance(full, Rational)
        absent, unsure = self.applies(leaf, above)
        share = self.share(leaf, leaf.rule, full, None)
        if isinstance(share, Nothing):
            unknown = but_not(self.entities, True, absent)
            return self._mark(leaf.id, constant(0), full, absent, unknown, unsure, share)
        units = rationals.multiplied(self.entities, share, rationals.multiplied(self.entities, full, self._units()))
        score = rationals.rounded(self.entities, units, self.plan.rounding)
        unknown = any_of(self.entities, [unsure, but_not(self.entities, is_null(self.entities, score), absent)])
        return self._mark(leaf.id, score, full, absent, unknown, unsure, share)

    def _units(self) -> Rational:
        return rationals.of(Fraction(self.unit))

    def share(self, leaf: PlannedIndicator, rule: Expr, full: Rational, table: str | None) -> Rational | Nothing:
        """得分率, unknown where it leaves 0..1."""
        scope = self.lowering.scope(table)
        found = self.lowering.number(rule, table)
        if isinstance(found, Nothing):
            return found
        share = rationals.divided(scope, found, full) if leaf.yields == "points" else found
        if self.proved(leaf, rule, share):
            return rationals.reduced(share.n, share.d, Fraction(0), Fraction(1))
        found = share
        if table is not None:
            raise WidthError  # the place of such a reason is a row: the record engine names it
        width = wide_enough((found.n, found.d))
        n, d = found.n.at(width), found.d.at(width)
        kept = rationals.known_where(scope, found, (n >= 0) & (n <= d), found.parents)
        return rationals.reduced(kept.n, kept.d, Fraction(0), Fraction(1))

    def proved(self, leaf: PlannedIndicator, rule: Expr, share: Rational) -> bool:
        """Whether a rule gives a share of 0..1 for whatever is submitted."""
        if share.low >= 0 and share.high <= 1:
            return True
        most = Fraction(1) if leaf.yields == "share" else None if leaf.full is None else Fraction(leaf.full)
        if self.varied or most is None or not self._honest(rule):
            return False
        return bounds(rule).within(Fraction(0), most)

    def _honest(self, rule: Expr) -> bool:
        """Whether the figures of a rule claim the bounds that their inputs declare: values are held to those."""
        figures = (node for node in walk(rule) if isinstance(node, Field) and node.path in self.inputs)
        known = ((figure, self.inputs[figure.path]) for figure in figures)
        return all((figure.low, figure.high) == (declared.low, declared.high) for figure, declared in known)

    def _mark(
        self,
        id: str,
        score: Whole,
        full: Rational,
        absent: Flag,
        unknown: Flag,
        perhaps: Flag,
        share: Rational | Nothing,
    ) -> Mark:
        gone = any_of(self.entities, [absent, unknown])
        unscored: Flag = False if self.zero else unknown
        more = self.whole_units(full)
        return Mark(
            id,
            zero_where(self.entities, gone, score),
            zero_where(self.entities, not_(self.entities, unscored), more),
            absent,
            unknown,
            unscored,
            perhaps,
            share,
        )

    def whole_units(self, points: Rational) -> Whole:
        """Points in units of the total."""
        found = rationals.multiplied(self.entities, points, rationals.of(Fraction(total_unit(self.plan))))
        return found.n  # over 1: the unit has places enough

    def whole_points(self, scope: Scope, points: Rational) -> pl.Expr:
        """The points of rows that can be told, in units of the total."""
        found = rationals.multiplied(scope, points, rationals.of(Fraction(total_unit(self.plan))))
        return found.n.at(found.n.needs()) // found.d.at(found.d.needs())

    def _levelled(self, leaf: PlannedIndicator, above: tuple[str, ...]) -> Mark:
        assert leaf.scale is not None
        absent, unsure = self.applies(leaf, above)
        level = self.lowering.value(leaf.rule)
        if isinstance(level, Nothing):
            unknown = but_not(self.entities, True, absent)
        else:
            assert isinstance(level, Plain)
            null = False if level.column is None else is_null_column(self.entities, level.column)
            unknown = any_of(self.entities, [unsure, but_not(self.entities, null, absent)])
        missing = leaf.scale.missing
        expr = pl.lit(None, dtype=pl.String) if isinstance(level, Nothing) else level.expr.cast(pl.String)
        parents = () if isinstance(level, Nothing) else level.parents
        if unknown is not False:
            flag = pl.lit(True) if unknown is True else unknown.expr
            expr = pl.when(flag).then(pl.lit(missing, dtype=pl.String)).otherwise(expr)
        if absent is not False:
            flag = pl.lit(True) if absent is True else absent.expr
            expr = pl.when(flag).then(pl.lit(None, dtype=pl.String)).otherwise(expr)
        column = self.entities.bind(expr, (*parents, *(f for f in (unknown, absent) if isinstance(f, Column))))
        unscored: Flag = unknown if missing is None else False
        none = constant(0)
        return Mark(leaf.id, none, none, absent, unknown, unscored, unsure, level=Plain(None, column))

    def _rows(self, leaf: PlannedRows, above: tuple[str, ...]) -> Mark:
        absent = self.absent(leaf.id, above)
        sums = OpenSums.of(self, leaf)
        full = rationals.of(Fraction(leaf.full))
        if sums is None:
            unknown = but_not(self.entities, True, absent)
            return self._mark(leaf.id, constant(0), full, absent, unknown, False, NOTHING)
        closed = but_not(self.entities, sums.closed, absent)
        partly = but_not(self.entities, sums.partly, any_of(self.entities, [absent, closed]))
        unknown = any_of(self.entities, [closed, partly])
        score = zero_where(self.entities, any_of(self.entities, [absent, closed]), sums.score)
        whole = zero_where(self.entities, not_(self.entities, closed), self.whole_units(full))
        rest = zero_where(self.entities, not_(self.entities, partly), sums.open_points)
        more = constant(0) if self.zero else combined(self.entities, "+", whole, rest)
        return Mark(leaf.id, score, more, absent, unknown, False if self.zero else unknown, sums=sums)


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
    def of(cls, marking: Marking, leaf: PlannedRows) -> OpenSums | None:
        """The sums of a group's rows; None where the table is given for nobody, or no row can be told."""
        lowering, table = marking.lowering, leaf.table
        entities, rows = marking.entities, lowering.scope(table)
        kept, points = lowering.flag(leaf.where, table), lowering.number(leaf.points, table)
        most = lowering.domain.most[table]
        if lowering.domain.given[table] is False or isinstance(kept, Nothing) or isinstance(points, Nothing):
            return None
        if kept is False or not most:
            return None
        row = RowMarks.of(marking, leaf, kept, points)
        parents = row.parents
        scaled = rationals.multiplied(rows, points, rationals.of(Fraction(total_unit(marking.plan))))
        if scaled.d.column is not None:
            raise WidthError
        count = rows.summed(row.kept.cast(pl.Int64), parents)
        bad = rows.summed(row.bad.cast(pl.Int64), parents)
        open_rows = rows.summed(row.open.cast(pl.Int64), parents)
        edge = most * max(abs(scaled.n.low), abs(scaled.n.high), 1)
        width = max(scaled.n.needs(), width_of(-edge, edge))
        worth = rows.summed(pl.when(row.kept).then(scaled.n.at(width)), (*parents, *scaled.n.parents))
        full = Fraction(leaf.full) * total_unit(marking.plan) * scaled.d.factor
        wrong = (bad.expr > 0) | (count.expr == 0) | (worth.expr != pl.lit(int(full), dtype=dtype_of(width)))
        needed = [bad, count, worth]
        if lowering.domain.given[table] is None:
            flag = Column(f"{table}.given")
            wrong, needed = wrong | ~flag.expr, [*needed, flag]
        closed = entities.bind(wrong, needed, nullable=False)
        partly = entities.bind(open_rows.expr > 0, (open_rows,), nullable=False)
        limit = int(Fraction(leaf.full) * marking.unit) + most
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
    def of(cls, marking: Marking, leaf: PlannedRows, kept: Flag, points: Rational) -> RowMarks:
        """The marks of the rows."""
        rows = marking.lowering.scope(leaf.table)
        share = marking.share(leaf.each, leaf.each.rule, points, leaf.table)
        flag = pl.lit(True) if not isinstance(kept, Column) else kept.expr
        sure = flag.fill_null(value=False) if isinstance(kept, Column) and kept.nullable else flag
        units = rationals.multiplied(rows, points, marking._units())
        usable, parents = _usable(units)
        bad = sure & ~usable
        if isinstance(kept, Column) and kept.nullable:
            bad = flag.is_null() | bad
        if isinstance(share, Nothing):
            score, open_ = constant(0), sure
        else:
            score = rationals.rounded(rows, rationals.multiplied(rows, share, units), marking.plan.rounding)
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
