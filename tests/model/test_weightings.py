"""Points from weights: exactly the full marks, in tree order, recorded."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.model.foshan import FOSHAN

from perfeval.findings import NumberError, Text, UsageError, WeightingError
from perfeval.model import (
    EQUAL,
    Assignment,
    Group,
    Indicator,
    NoCombination,
    OpenGroup,
    Ordinal,
    Scheme,
    Weighting,
    by_weights,
    names,
    weighted,
)

LEAVES = [leaf.id for leaf in FOSHAN.leaves()]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.fractions(Fraction(1, 5), 9, max_denominator=30), min_size=10, max_size=10))
def test_points_make_exactly_the_full_marks(weights: list[Fraction]) -> None:
    found = by_weights(FOSHAN, dict(zip(LEAVES, weights, strict=True)))
    assert list(found.points) == LEAVES
    assert sum(found.points.values()) == FOSHAN.full
    for weight, points in zip(weights, found.points.values(), strict=True):
        assert points.as_tuple().exponent == -2
        assert abs(Fraction(points) - 100 * weight / sum(weights)) < Fraction(1, 100)
    scheme = FOSHAN.with_points(found.points)
    assert scheme.full == 100
    assert sum((g.points or Decimal(0)) for g in scheme.groups) == 100


def test_remainders_go_in_tree_order() -> None:
    scheme = Scheme(id="t", label="t", groups=[Indicator(i, i, p) for i, p in zip("abc", (50, 30, 20), strict=True)])
    points = by_weights(scheme, {"c": Fraction(1), "a": Fraction(1), "b": Fraction(1)}).points
    assert points == {"a": Decimal("33.34"), "b": Decimal("33.33"), "c": Decimal("33.33")}


def test_equal_weights() -> None:
    found = weighted(FOSHAN, EQUAL)
    assert {leaf.points for leaf in found.leaves()} == {Decimal(10)}
    assert [o.name for o in found.overrides] == LEAVES
    assert found.weighting is not None
    assert found.weighting.id == "equal"
    assert found.weighting.weights == dict.fromkeys(LEAVES, "0.1")
    assert found.digest != FOSHAN.digest
    assert FOSHAN.weighting is None
    assert EQUAL.label.zh
    assert EQUAL.label.en


def test_a_weighting_of_ones_own() -> None:
    points = {leaf.id: leaf.points for leaf in FOSHAN.leaves()}
    half = {**points, "spending": Decimal(5), "benefit": Decimal(20)}
    own = Weighting("half", "减半", lambda scheme: Assignment(half, "half of it"))
    found = weighted(FOSHAN, own, origin="somebody 1.0")
    assert found.node("spending").points == 5
    assert found.weighting is not None
    assert (found.weighting.explanation, found.weighting.origin) == (Text("half of it"), "somebody 1.0")


def test_data_are_given_to_what_needs_them_and_to_nothing_else() -> None:
    asked = Weighting("asked", "问", lambda scheme, data: by_weights(scheme, data), needs="weights")
    found = weighted(FOSHAN, asked, dict.fromkeys(LEAVES, Fraction(2)))
    assert {leaf.points for leaf in found.leaves()} == {Decimal(10)}
    for weighting, data, code in ((asked, None, "D401"), (EQUAL, {}, "D402")):
        with pytest.raises(UsageError) as error:
            weighted(FOSHAN, weighting, data)
        assert [f.code for f in error.value.findings] == [code]


def test_an_open_group_is_weighed_like_an_indicator() -> None:
    the = names()
    outputs = OpenGroup(
        "outputs",
        "产出",
        60,
        rows="targets",
        where=the["targets.group"].equals("outputs"),
        row_points=the["targets.points"],
        scoring=the["targets.degree"],
    )
    scheme = Scheme(id="t", label="t", groups=[outputs, Group("g", "g", [Indicator("a", "a", 40)], points=40)])
    found = weighted(scheme, EQUAL)
    assert [g.points for g in found.groups] == [50, 50]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"spendng": Fraction(1)}, [("D107", "weights.spendng")]),
        ({"spending": None}, [("D404", "weights.spending")]),
        ({"spending": Fraction(-1)}, [("D408", "weights.spending")]),
        ({"spending": Fraction(0)}, [("D409", "weights.spending")]),
        ({"spending": Fraction(1, 10**9)}, [("D409", "weights.spending")]),
        (
            {"spending": None, "benefit": Fraction(-1), "management": Fraction(1)},
            [("D404", "weights.spending"), ("D107", "weights.management"), ("D408", "weights.benefit")],
        ),
    ],
)
def test_weights_that_cannot_be_used(changes: dict[str, Any], expected: list[Any]) -> None:
    weights = {k: v for k, v in {**dict.fromkeys(LEAVES, Fraction(1)), **changes}.items() if v is not None}
    with pytest.raises(WeightingError) as error:
        by_weights(FOSHAN, weights)
    assert [(f.code, f.location) for f in error.value.findings] == expected


def test_a_scheme_of_levels_has_nothing_to_weigh() -> None:
    scheme = Scheme(id="t", label="t", groups=[Indicator("a", "a", scale=Ordinal("AB"))], combine=NoCombination())
    with pytest.raises(WeightingError) as error:
        weighted(scheme, EQUAL)
    assert [f.code for f in error.value.findings] == ["D403"]


def test_all_weights_zero_and_floats() -> None:
    with pytest.raises(WeightingError) as error:
        by_weights(FOSHAN, dict.fromkeys(LEAVES, Fraction(0)))
    assert {f.code for f in error.value.findings} == {"D409"}
    with pytest.raises(NumberError) as inexact:
        by_weights(FOSHAN, dict.fromkeys(LEAVES, 0.1))  # type: ignore[arg-type]
    assert inexact.value.findings[0].code == "I108"
