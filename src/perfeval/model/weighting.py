"""A weighting: a function from a scheme, and data where it needs some, to points by indicator with an explanation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Context, Decimal
from fractions import Fraction
from typing import Any, Final

from attrs import evolve, field, frozen

from perfeval.expressions import suggestion
from perfeval.findings import Finding, Text, UsageError, WeightingError, kind, say, text
from perfeval.model.collections import keyed
from perfeval.model.combining import Sum
from perfeval.model.scheme import Scheme
from perfeval.model.weighed import Weighed
from perfeval.numbers import apportion, fraction, plain

WEIGHT_DIGITS: Final = 50
"""The significant digits of a weight as it is recorded."""

_ROUNDED = Context(prec=WEIGHT_DIGITS)  # our own: the ambient context has 28 digits


@frozen
class Assignment:
    """The points that a weighting assigns, and why."""

    points: Mapping[str, Decimal] = field(converter=keyed)
    """Points by indicator; together exactly the full marks."""
    explanation: Text = field(default=Text(), converter=text)
    """How they came about."""
    weights: Mapping[str, str] = field(factory=dict, converter=keyed)
    """The weights behind them, decimals of up to 50 digits that add up to 1."""
    details: Mapping[str, str] = field(factory=dict, converter=keyed)
    """Figures on the way to them by name, such as a consistency ratio."""


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
    assign: Callable[..., Assignment]
    """The function: takes the scheme and, where the weighting `needs` data, the data."""
    needs: Text = field(default=Text(), converter=text)
    """What data it needs, in words; empty where it needs none."""


def by_weights(
    scheme: Scheme,
    weights: Mapping[str, Fraction | Decimal],
    explanation: Text | str = "",
    details: Mapping[str, Fraction | Decimal] | None = None,
) -> Assignment:
    """Points in proportion to weights, by largest remainder in tree order, exactly the full marks.

    Args:
        scheme: the scheme.
        weights: a weight for every indicator and open group, in any unit.
        explanation: how the weights came about.
        details: figures on the way to them, by name.

    Raises:
        NumberError: a weight that is no exact number, such as a float (I106, I108).
        WeightingError: a scheme without a total (D403), an indicator without a weight (D404) or with one too small for
            a point (D409), a weight for what is no indicator (D107), a negative weight (D408); all at once.

    Example:
        >>> from fractions import Fraction
        >>> from perfeval.model import Indicator, Scheme, by_weights
        >>> scheme = Scheme(id="toy", label="示例", groups=[Indicator("a", "甲", 50), Indicator("b", "乙", 50)])
        >>> found = by_weights(scheme, {"a": Fraction(2), "b": Fraction(1)})
        >>> found.points["a"], found.weights["b"]
        (Decimal('66.67'), '0.33333333333333333333333333333333333333333333333333')
    """
    leaves = [leaf.id for leaf in scheme.leaves()]
    faults = [*unassignable(scheme), *misnamed(scheme, weights, "weights")]
    exact = {i: Fraction(w) if isinstance(w, Decimal) else fraction(w) for i, w in weights.items()}
    faults += [kind("D408").at(f"weights.{i}", id=i, found=shown(weight)) for i, weight in exact.items() if weight < 0]
    if faults:
        raise WeightingError(faults)
    ordered = [exact[i] for i in leaves]
    whole = sum(ordered)
    points = dict.fromkeys(leaves, Decimal(0))
    if whole:
        points = dict(zip(leaves, apportion(ordered, scheme.full, scheme.places), strict=True))
    none = [i for i, given in points.items() if not given]
    if none:
        raise WeightingError(
            kind("D409").at(f"weights.{i}", id=i, found=shown(exact[i]), places=scheme.places) for i in none
        )
    shares = {i: weight_text(weight / whole) for i, weight in zip(leaves, ordered, strict=True)}
    told = {name: weight_text(value) for name, value in (details or {}).items()}
    return Assignment(points, text(explanation), shares, told)


def unassignable(scheme: Scheme) -> list[Finding]:
    """Why a scheme has no points to assign; nothing where it has."""
    levels = [leaf.id for leaf in scheme.leaves() if leaf.points is None]
    return [] if isinstance(scheme.combine, Sum) and not levels else [kind("D403").at("scheme", id=scheme.id)]


def misnamed(scheme: Scheme, given: Mapping[str, Any], at: str) -> list[Finding]:
    """Indicators that something keyed by indicator does not name (D404), and names of none (D107)."""
    leaves = [leaf.id for leaf in scheme.leaves()]
    absent = [kind("D404").at(f"{at}.{i}", id=i, at=at) for i in leaves if i not in given]
    return absent + [kind("D107").at(f"{at}.{i}", id=i, near=suggestion(i, leaves)) for i in given if i not in leaves]


def weight_text(value: Fraction | Decimal) -> str:
    """A weight as it is recorded: a plain decimal of at most 50 significant digits.

    Example:
        >>> from fractions import Fraction
        >>> from perfeval.model.weighting import weight_text
        >>> weight_text(Fraction(1, 8)), len(weight_text(Fraction(1, 3)))
        ('0.125', 52)
    """
    exact = Fraction(value)
    return plain(_ROUNDED.divide(Decimal(exact.numerator), Decimal(exact.denominator)))


def shown(value: Fraction) -> str:
    """A number in a message: short, and `…` where that is not all of it."""
    short = plain(value, 6)
    return short if Fraction(short) == value else f"{short}…"


def weighted(scheme: Scheme, weighting: Weighting, data: Any = None, *, origin: str = "") -> Scheme:
    """The scheme with the points that a weighting assigns, recorded as overrides, and the weighting with them.

    Args:
        scheme: the scheme.
        weighting: the weighting.
        data: what the weighting needs, None where it needs nothing.
        origin: the package and version that the weighting came from.

    Raises:
        UsageError: data that are needed and missing (D401), or given and not needed (D402).
        WeightingError: data that no weights can be derived from; every mistake at once.
    """
    if data is None and weighting.needs:
        raise UsageError(kind("D401").at("weighting", id=weighting.id, needs=weighting.needs))
    if data is not None and not weighting.needs:
        why = say("“{id}”不需要数据", '"{id}" needs none', id=weighting.id)
        raise UsageError(kind("D402").at("weighting_data", why=why))
    found = weighting.assign(scheme, data) if weighting.needs else weighting.assign(scheme)
    used = Weighed(weighting.id, weighting.label, found.explanation, found.weights, found.details, origin)
    return evolve(scheme.with_points(found.points), weighting=used)


def _equal(scheme: Scheme) -> Assignment:
    same = {leaf.id: Fraction(1) for leaf in scheme.leaves()}
    return by_weights(scheme, same, Text("各指标分值相等", "the same points for every indicator"))


EQUAL = Weighting("equal", Text("等权", "equal weights"), _equal)
