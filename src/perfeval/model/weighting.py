"""A weighting: a function from a scheme to points by indicator, with an explanation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen

from perfeval.expressions import suggestion
from perfeval.findings import SchemeError, Text, kind, text
from perfeval.model.scheme import Scheme
from perfeval.numbers import apportion


@frozen
class Assignment:
    """The points that a weighting assigns, and why."""

    points: Mapping[str, Decimal]
    """Points by indicator; together exactly the full marks."""
    explanation: Text = field(default=Text(), converter=text)
    """How they came about."""


@frozen
class Weighting:
    """A named way to assign points before evaluation.

    Example:
        >>> from perfeval.model import EQUAL
        >>> EQUAL.id
        'equal'
    """

    id: str
    """Its name."""
    label: Text = field(converter=text)
    """What people call it."""
    assign: Callable[[Scheme], Assignment]
    """The function."""


def by_weights(scheme: Scheme, weights: Mapping[str, Fraction], explanation: Text | str = "") -> Assignment:
    """Points in proportion to weights, by largest remainder in tree order, exactly the full marks.

    Raises:
        SchemeError: a weight for what is no indicator of the scheme.
        ValueError: weights that are negative or all zero.
    """
    leaves = [leaf.id for leaf in scheme.leaves()]
    unknown = [i for i in weights if i not in leaves]
    if unknown:
        raise SchemeError([kind("D107").at(f"weights.{i}", id=i, near=suggestion(i, leaves)) for i in unknown])
    points = apportion([weights.get(i, Fraction(0)) for i in leaves], scheme.full, scheme.places)
    return Assignment(dict(zip(leaves, points, strict=True)), text(explanation))


def weighted(scheme: Scheme, weighting: Weighting) -> Scheme:
    """The scheme with the points that a weighting assigns, recorded as overrides."""
    return scheme.with_points(weighting.assign(scheme).points)


def _equal(scheme: Scheme) -> Assignment:
    same = {leaf.id: Fraction(1) for leaf in scheme.leaves()}
    return by_weights(scheme, same, Text("各指标分值相等", "the same points for every indicator"))


EQUAL = Weighting("equal", Text("等权", "equal weights"), _equal)
