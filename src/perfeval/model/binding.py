"""An indicator's own figures put into its rules."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from perfeval.expressions import AWARDED, FULL, MEASURE, Const, Expr, Field, Parameter, Type, bind
from perfeval.findings import say
from perfeval.model.indicators import Indicator, Leaf, OpenGroup


@frozen
class Bound:
    """An indicator's rules with its own points and judgement in them; still in the author's functions."""

    points: Expr | None
    """A parameter `points.<id>`, a column of row points, or None on an ordinal scale."""
    measure: Expr | None
    """The measure."""
    scoring: Expr
    """The scoring, with the measure in it."""


def points_of(leaf: Leaf) -> Expr | None:
    """The node that stands for full marks: constant normally, a column when a study varies it."""
    if isinstance(leaf, OpenGroup):
        return leaf.row_points
    if leaf.points is None:
        return None
    label = say("{label}分值", "points of {label}", label=leaf.label)
    return Parameter(f"points.{leaf.id}", Const(Fraction(leaf.points), "points"), label)


def awarded(indicator: Indicator) -> Field:
    """The judgement of an indicator: points within its full marks, or a level of its scale."""
    path = f"judgements.{indicator.id}"
    if indicator.scale is not None:
        label = say("{label}评定等级", "judged level of {label}", label=indicator.label)
        scale = Type("level", options=indicator.scale.levels)
        return Field(path, scale, label, missing=indicator.scale.missing)
    label = say("{label}评定得分", "judged score of {label}", label=indicator.label)
    high = None if indicator.points is None else Fraction(indicator.points)
    return Field(path, Type("points"), label, Fraction(0), high)


def bound(leaf: Leaf) -> Bound:
    """The leaf's rules, ready to be lowered.

    Raises:
        RuleError: a rule asks for what the leaf does not have, or does not fit its measure.
    """
    points = points_of(leaf)
    judgement = awarded(leaf) if isinstance(leaf, Indicator) else None
    measure = None if leaf.measure is None else bind(leaf.measure, {FULL: points, AWARDED: judgement})
    scoring = bind(leaf.scoring, {MEASURE: measure, FULL: points, AWARDED: judgement})
    return Bound(points, measure, scoring)
