"""From marks to a total with its bounds, under each policy for what does not apply, and to a grade."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce

import polars as pl
from attrs import frozen

from perfeval.evaluation import Plan
from perfeval.model import Grades, NotApplicable
from perfeval.tables import rationals
from perfeval.tables.columns import Column, Scope
from perfeval.tables.flags import any_of, not_
from perfeval.tables.lowering import Lowering
from perfeval.tables.marks import Mark
from perfeval.tables.points import total_unit
from perfeval.tables.values import Flag, Nothing
from perfeval.tables.wholes import Whole, combined, constant, dtype_of, width_of


@frozen(eq=False)
class Totals:
    """The total between two bounds, in units of `marks.total_unit`; certain where nothing is open."""

    lower: Whole
    upper: Whole
    certain: Flag
    none: Flag
    """Whether nothing applies, so that there is no total at all."""


def totalled(
    plan: Plan,
    scope: Scope,
    policy: NotApplicable,
    tree: Sequence[Mark],
    bonus: Sequence[Mark],
    penalties: Sequence[Mark],
) -> Totals:
    """The totals of a scheme that has one; `redistribute` is nothing for columns where something does not apply."""
    unit, places = total_unit(plan), 10**plan.places
    low = _sum(scope, [mark.score for mark in tree]).times(unit // places)
    more = _sum(scope, [mark.more for mark in tree])
    high = combined(scope, "+", low, more)
    lost = _lost(plan, scope, tree, unit)
    none: Flag = False
    if lost is not None:
        none = scope.bind(_all([mark.absent for mark in tree]), lost.parents, nullable=False)
        low, high = (_scaled(plan, scope, policy, edge, lost, unit) for edge in (low, high))
    lower = _with(plan, scope, low, bonus, penalties, unit, best=False)
    upper = _with(plan, scope, high, bonus, penalties, unit, best=True)
    certain = not_(scope, any_of(scope, [mark.unscored for mark in (*tree, *bonus, *penalties)]))
    return Totals(lower, upper, certain, none)


def _all(flags: Sequence[Flag]) -> pl.Expr:
    return pl.all_horizontal([pl.lit(f) if isinstance(f, bool) else f.expr for f in flags])


def _sum(scope: Scope, parts: Sequence[Whole]) -> Whole:
    known = [p for p in parts if p.column is not None]
    start = constant(sum(p.factor for p in parts if p.column is None))
    return reduce(lambda a, b: combined(scope, "+", a, b), known, start)


def _lost(plan: Plan, scope: Scope, tree: Sequence[Mark], unit: int) -> Whole | None:
    """The points of what does not apply; None where everything does."""
    full = {leaf.id: leaf.full for leaf in plan.leaves()}
    parts = []
    for mark in tree:
        points = int(Fraction(full[mark.id] or 0) * unit)
        if mark.absent is True:
            parts.append(constant(points))
        elif isinstance(mark.absent, Column):
            flag = scope.bind(mark.absent.expr.cast(pl.Int64), (mark.absent,))
            parts.append(Whole(points, flag, 0, points))
    return _sum(scope, parts) if parts else None


def _scaled(plan: Plan, scope: Scope, policy: NotApplicable, total: Whole, lost: Whole, unit: int) -> Whole:
    """A total under a policy for the points that are lost."""
    if policy in ("none", "redistribute"):
        return total
    if policy == "full":
        return combined(scope, "+", total, lost)
    full = int(Fraction(plan.full) * unit)
    applicable = combined(scope, "-", constant(full), lost)
    places = 10**plan.places
    share = rationals.divided(
        scope, rationals.Rational(total, constant(1)), rationals.Rational(applicable, constant(1))
    )
    units = rationals.multiplied(scope, share, rationals.of(Fraction(plan.full) * places))
    whole = rationals.rounded(scope, units, plan.rounding).times(unit // places)
    if lost.column is None:
        return whole if lost.factor else total
    width = max(whole.needs(), total.needs())
    expr = pl.when(lost.at(lost.needs()) == 0).then(total.at(width)).otherwise(whole.at(width))
    column = scope.bind(expr, (*lost.parents, *total.parents, *whole.parents))
    return Whole(1, column, min(whole.low, total.low), max(whole.high, total.high), width)


def _with(
    plan: Plan, scope: Scope, total: Whole, bonus: Sequence[Mark], penalties: Sequence[Mark], unit: int, *, best: bool
) -> Whole:
    """The total with what stands outside the full marks."""
    if not bonus and not penalties:
        return total
    places = 10**plan.places
    for op, marks, most in (("+", bonus, best), ("-", penalties, not best)):
        for mark in marks:
            total = combined(scope, op, total, mark.score.times(unit // places))
            if most:
                total = combined(scope, op, total, mark.more)
    if plan.most is None:
        return total
    limit = int(Fraction(plan.most) * unit)
    applies = not_(scope, _none_apply(scope, (*bonus, *penalties)))
    if applies is False:
        return total
    width = max(total.needs(), width_of(-limit, limit))
    found = total.at(width)
    over = found > limit if applies is True else (found > limit) & applies.expr
    parents = (*total.parents, *((applies,) if isinstance(applies, Column) else ()))
    column = scope.bind(pl.when(over).then(pl.lit(limit, dtype=dtype_of(width))).otherwise(found), parents)
    return Whole(1, column, total.low, total.high, width)


def _none_apply(scope: Scope, marks: Sequence[Mark]) -> Flag:
    if not any(isinstance(mark.absent, Column) for mark in marks):
        return all(mark.absent is True for mark in marks)
    columns = [mark.absent for mark in marks if isinstance(mark.absent, Column)]
    return scope.bind(_all([mark.absent for mark in marks]), columns, nullable=False)


@frozen(eq=False)
class Graded:
    """The grade as a place from the best, null while it is not certain, and whether each is still possible."""

    rank: Column
    uncapped: Column | None
    possible: tuple[Column, ...] = ()


def graded(plan: Plan, lowering: Lowering, totals: Totals, *, bounds: bool) -> Graded:
    """The grade of a total under caps; an unknown cap leaves it unknown unless it could not lower it."""
    assert plan.grades is not None
    scope, grades = lowering.scope(None), plan.grades
    low = _rank(scope, grades, totals.lower, total_unit(plan))
    sure, unsure = _capped(plan, lowering, grades)
    after = _at_least(low.expr, sure)
    parents: list[Column] = [low, *(c for c, _ in sure if isinstance(c, Column))]
    expr = after
    for flag, worst in unsure:
        expr = pl.when(flag.expr & (pl.lit(worst, dtype=pl.Int8) > after)).then(None).otherwise(expr)
        parents.append(flag)
    parents += [held for held in (totals.certain, totals.none) if isinstance(held, Column)]
    rank = scope.bind(_where_certain(totals, expr).cast(pl.Int8), parents, nullable=True)
    before: Column | None = None
    if sure:
        lowered = _where_certain(totals, pl.when(low.expr < after).then(low.expr))
        before = scope.bind(lowered, parents, nullable=True)
    possible = _possible(plan, scope, totals, low, sure, unsure, grades) if bounds else ()
    return Graded(rank, before, possible)


def _where_certain(totals: Totals, found: pl.Expr) -> pl.Expr:
    """A value where there is a total and nothing of it is open."""
    if totals.certain is False or totals.none is True:
        return pl.lit(None, dtype=pl.Int8)
    if isinstance(totals.certain, Column):
        found = pl.when(totals.certain.expr).then(found)
    return pl.when(~totals.none.expr).then(found) if isinstance(totals.none, Column) else found


Caps = list[tuple[Flag, int]]


def _capped(plan: Plan, lowering: Lowering, grades: Grades) -> tuple[Caps, list[tuple[Column, int]]]:
    """The caps that hold, and those of which nobody knows, each with the best grade that it leaves."""
    scope = lowering.scope(None)
    sure: Caps = []
    unsure: list[tuple[Column, int]] = []
    for cap in plan.caps:
        rank, held = grades.rank(cap.grade), lowering.flag(cap.when)
        if isinstance(held, Nothing):
            always = scope.bind(pl.lit(True), (), nullable=False)
            unsure.append((always, rank))
        elif isinstance(held, bool):
            if held:
                sure.append((True, rank))
        elif held.nullable:
            sure.append((scope.bind(held.expr.fill_null(value=False), (held,), nullable=False), rank))
            unsure.append((scope.bind(held.expr.is_null(), (held,), nullable=False), rank))
        else:
            sure.append((held, rank))
    return sure, unsure


def _rank(scope: Scope, grades: Grades, total: Whole, unit: int) -> Column:
    """The place of a total's grade from the best."""
    found = total.at(total.needs())
    below = [Fraction(g.low) * unit for g in grades.grades[:-1]]
    expr = pl.lit(len(below), dtype=pl.Int8)
    for rank, edge in reversed(list(enumerate(below))):
        reached = found >= -(-edge.numerator // edge.denominator)
        expr = pl.when(reached).then(pl.lit(rank, dtype=pl.Int8)).otherwise(expr)
    return scope.bind(expr, total.parents, nullable=False)


def _at_least(rank: pl.Expr, caps: Caps) -> pl.Expr:
    """A place from the best, no better than the caps that hold leave it."""
    for held, cap in caps:
        lower = pl.lit(cap, dtype=pl.Int8)
        binding = rank < lower if isinstance(held, bool) else held.expr & (rank < lower)
        rank = pl.when(binding).then(lower).otherwise(rank)
    return rank


def _possible(
    plan: Plan,
    scope: Scope,
    totals: Totals,
    low: Column,
    sure: Caps,
    unsure: Sequence[tuple[Column, int]],
    grades: Grades,
) -> tuple[Column, ...]:
    high = _rank(scope, grades, totals.upper, total_unit(plan))
    held = [c for c, _ in sure if isinstance(c, Column)]
    worst = scope.bind(_at_least(low.expr, sure), (low, *held), nullable=False)
    best = scope.bind(_at_least(high.expr, sure), (high, *held), nullable=False)
    found = []
    for rank in range(len(grades.grades)):
        expr = (best.expr <= rank) & (worst.expr >= rank)
        doubts = [flag for flag, cap in unsure if cap == rank]
        for flag in doubts:
            expr = expr | (flag.expr & (best.expr < rank))
        parents = [best, worst, *doubts]
        if isinstance(totals.none, Column):
            expr, parents = expr & ~totals.none.expr, [*parents, totals.none]
        found.append(scope.bind(expr, parents, nullable=False))
    return tuple(found)
