"""What each indicator and open group comes to: its score, whether it applies, and what is still open."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import polars as pl
from attrs import frozen

from perfeval.evaluation import Plan, PlannedIndicator, PlannedRows
from perfeval.tables import rationals
from perfeval.tables.columns import Column
from perfeval.tables.flags import any_of, but_not, is_null, is_null_column, not_, zero_where
from perfeval.tables.lowering import Lowering
from perfeval.tables.opening import OpenSums
from perfeval.tables.rationals import Rational
from perfeval.tables.shares import Sharing
from perfeval.tables.values import NOTHING, Flag, Nothing, Plain
from perfeval.tables.wholes import Whole, combined, constant


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
        self.sharing = Sharing(plan, lowering)
        self.entities = lowering.scope(None)
        self.worth: Mapping[str, Rational] = {}
        """Other points of indicators, where they depend on what applies to an entity."""
        self._applying: dict[str, tuple[Flag, Flag]] = {}

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
        if leaf.id not in self._applying:
            self._applying[leaf.id] = self._applies(leaf, above)
        return self._applying[leaf.id]

    def _applies(self, leaf: PlannedIndicator, above: tuple[str, ...]) -> tuple[Flag, Flag]:
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
        share = self.sharing.share(leaf, leaf.rule, full, None)
        full = self.worth.get(leaf.id, full)
        if isinstance(share, Nothing):
            unknown = but_not(self.entities, True, absent)
            return self._mark(leaf.id, constant(0), full, absent, unknown, unsure, share)
        units = rationals.multiplied(
            self.entities, share, rationals.multiplied(self.entities, full, self.sharing.units)
        )
        score = rationals.rounded(self.entities, units, self.plan.rounding)
        unknown = any_of(self.entities, [unsure, but_not(self.entities, is_null(self.entities, score), absent)])
        return self._mark(leaf.id, score, full, absent, unknown, unsure, share)

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
        more = self.sharing.whole_units(self.entities, full)
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
        sums = OpenSums.of(self.sharing, leaf)
        full = rationals.of(Fraction(leaf.full))
        if sums is None:
            unknown = but_not(self.entities, True, absent)
            return self._mark(leaf.id, constant(0), full, absent, unknown, False, NOTHING)
        closed = but_not(self.entities, sums.closed, absent)
        partly = but_not(self.entities, sums.partly, any_of(self.entities, [absent, closed]))
        unknown = any_of(self.entities, [closed, partly])
        score = zero_where(self.entities, any_of(self.entities, [absent, closed]), sums.score)
        whole = zero_where(self.entities, not_(self.entities, closed), self.sharing.whole_units(self.entities, full))
        rest = zero_where(self.entities, not_(self.entities, partly), sums.open_points)
        more = constant(0) if self.zero else combined(self.entities, "+", whole, rest)
        return Mark(leaf.id, score, more, absent, unknown, False if self.zero else unknown, sums=sums)
