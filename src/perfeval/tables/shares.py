"""得分率 from rules: proved to lie within 0..1, or held to it; and points as units."""

from __future__ import annotations

from fractions import Fraction

import polars as pl

from perfeval.evaluation import Plan, PlannedIndicator
from perfeval.expressions import Expr, Field, bounds, walk
from perfeval.tables import rationals
from perfeval.tables.columns import Scope
from perfeval.tables.lowering import Lowering
from perfeval.tables.points import total_unit
from perfeval.tables.rationals import Rational
from perfeval.tables.values import Nothing
from perfeval.tables.wholes import Whole, WidthError, wide_enough


class Sharing:
    """Lowers the rules of a plan's indicators to shares."""

    def __init__(self, plan: Plan, lowering: Lowering) -> None:
        """Take the plan and what its rules are lowered by."""
        self.plan = plan
        self.lowering = lowering
        self.unit = 10**plan.places
        self.inputs = {i.path: i for i in plan.inputs}

    @property
    def units(self) -> Rational:
        """How many units a point of a score has."""
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
        if most is None or not self._honest(rule):
            return False
        return bounds(rule).within(Fraction(0), most)

    def _honest(self, rule: Expr) -> bool:
        """Whether the figures of a rule claim the bounds that their inputs declare: values are held to those."""
        figures = (node for node in walk(rule) if isinstance(node, Field) and node.path in self.inputs)
        known = ((figure, self.inputs[figure.path]) for figure in figures)
        return all((figure.low, figure.high) == (declared.low, declared.high) for figure, declared in known)

    def whole_units(self, scope: Scope, points: Rational) -> Whole:
        """Points in units of the total."""
        found = rationals.multiplied(scope, points, rationals.of(Fraction(total_unit(self.plan))))
        return found.n  # over 1: the unit has places enough

    def whole_points(self, scope: Scope, points: Rational) -> pl.Expr:
        """The points of rows that can be told, in units of the total."""
        found = rationals.multiplied(scope, points, rationals.of(Fraction(total_unit(self.plan))))
        return found.n.at(found.n.needs()) // found.d.at(found.d.needs())
