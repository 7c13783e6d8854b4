"""Whatever is wrong with data is found at once, with its place, and said so that it can be mended."""

from decimal import Decimal

import pytest
from tests.studies.toys import FLAT, TREE, VALUES, judged

from perfeval.findings import PerfevalError, UsageError, WeightingError
from perfeval.model import (
    EQUAL,
    Indicator,
    NoCombination,
    Ordinal,
    Scheme,
    Weighting,
    by_weights,
    weighted,
)
from perfeval.studies import (
    AHP,
    CRITIC,
    DEVIATION,
    ENTROPY,
    FIXED,
    WEIGHTINGS,
    ahp_weights,
    critic_weights,
    deviation_weights,
    entropy_weights,
    fixed_weights,
    scores_of,
)

TABLES = [entropy_weights, critic_weights, deviation_weights]
LEVELS = Scheme(
    id="levels-2024",
    label="等级",
    groups=[Indicator("a", "a", scale=Ordinal(("D", "C", "B", "A")))],
    combine=NoCombination(),
)


@pytest.mark.parametrize("method", TABLES)
@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ([1, 2.0], [("I108", "values.b[1]")]),
        (["x", Decimal("NaN")], [("I106", "values.b[0]"), ("I106", "values.b[1]")]),
        ([float("nan"), float("inf")], [("I106", "values.b[0]"), ("I106", "values.b[1]")]),
        ([None, True], [("I106", "values.b[0]"), ("I106", "values.b[1]")]),
        (["1/0", "1e40"], [("I106", "values.b[0]"), ("I107", "values.b[1]")]),
        ("12", [("I103", "values.b")]),
        (7, [("I103", "values.b")]),
        ([1], [("D405", "values.b")]),
        ([], [("D405", "values.b")]),
        ([1, 2, 3], [("D405", "values.b")]),
        ([3, "3.00"], [("D406", "values.b")]),
    ],
)
def test_columns(found, method, column, expected):
    assert found(method, {"a": [1, 2], "b": column}) == expected


@pytest.mark.parametrize("method", TABLES)
def test_a_table_that_is_none(found, method):
    assert found(method, [[1, 2]]) == [("I103", "values")]


def test_every_mistake_of_a_table_at_once(found):
    values = {"a": [1, "x", 3], "b": [2, 2, 2], "c": [1, 2], "d": ["0", -1, "0.5"]}
    assert found(entropy_weights, values) == [
        ("D405", "values.c"),
        ("I106", "values.a[1]"),
        ("D406", "values.b"),
        ("D407", "values.d[0]"),
        ("D407", "values.d[1]"),
    ]


def test_a_constant_column_is_named_with_its_figure():
    with pytest.raises(WeightingError) as caught:
        deviation_weights({"a": [1, 2], "b": ["95%", "0.95"]})
    assert caught.value.render("en").startswith('D406 values.b: "b" is 0.95 for every entity. the data cannot tell')
    assert "所有单位的“b”都是 0.95" in caught.value.render("zh")


@pytest.mark.parametrize("method", [critic_weights, deviation_weights])
def test_zeros_and_negative_figures_are_fine_where_columns_are_normalised(method):
    assert method({"a": [0, 1, 2], "b": [3, 0, -1]})


def test_columns_that_all_rise_and_fall_together(found):
    together = {"a": [1, 2, 4], "b": [10, 20, 40], "c": ["0.1", "0.2", "0.4"]}
    assert found(critic_weights, together) == [("D410", "values")]
    assert critic_weights({"a": [1, 2, 4]}) == {"a": 1}


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ({"a": -1, "b": 0, "c": "2"}, [("D408", "weights.a"), ("D408", "weights.b")]),
        ({"a": 0.5, "b": "x", "c": [1]}, [("I108", "weights.a"), ("I106", "weights.b"), ("I106", "weights.c")]),
        ([1, 2], [("I103", "weights")]),
    ],
)
def test_fixed_weights(found, weights, expected):
    assert found(fixed_weights, weights) == expected


@pytest.mark.parametrize(
    ("matrix", "expected"),
    [
        ([[1, 3], ["1/3", 1], [1, 1]], [("D412", "matrix"), ("D412", "matrix[0]")][:0]),
        ([[1, 3], ["1/3"]], [("D412", "matrix[1]")]),
        ([[1, 3], "13"], [("I103", "matrix[1]")]),
        ("13", [("I103", "matrix")]),
        ([[1, "x"], [0.5, 1]], [("I106", "matrix[0][1]"), ("I108", "matrix[1][0]")]),
        ([[1, 3], ["1/2", 1]], [("D414", "matrix[1][0]")]),
        ([[1, 3], ["0.3333", 1]], [("D414", "matrix[1][0]")]),
        ([[1, 10], ["1/10", 1]], [("D413", "matrix[0][1]"), ("D413", "matrix[1][0]")]),
        ([[2, 3], ["1/3", 1]], [("D413", "matrix[0][0]")]),
        ([[1, 0], [-3, 1]], [("D413", "matrix[0][1]"), ("D413", "matrix[1][0]")]),
        ([[0, 1], [1, 1]], [("D413", "matrix[0][0]")]),
        ([[1, 9, "1/9"], ["1/9", 1, 9], [9, "1/9", 1]], [("D415", "matrix")]),
        ([[1] * 16] * 16, [("D416", "matrix")]),
    ],
)
def test_matrices(found, matrix, expected):
    if not expected:
        expected = [("D412", f"matrix[{n}]") for n in range(3)]
    assert found(ahp_weights, matrix) == expected


def test_a_matrix_with_too_few_rows(found):
    assert found(ahp_weights, [[1, 3]], ("a", "b")) == [("D412", "matrix")]


def said(matrix):
    with pytest.raises(WeightingError) as caught:
        ahp_weights(matrix, "abcde"[: len(matrix)])
    return caught.value.render("en")


def test_inconsistent_judgements_name_the_one_to_look_at_first():
    matrix = [[1, 2, 4, 8], ["1/2", 1, 2, "1/4"], ["1/4", "1/2", 1, 2], ["1/8", 4, "1/2", 1]]  # but for b against d
    assert 'look first at "d" against "b": 4 is stated, all together make it about 1.2;' in said(matrix)
    assert "consistency ratio is 0.4" in said(matrix)
    assert 'look first at "c" against "a": 3 is stated' in said([[1, "1/2", "1/3"], [2, 1, "1/5"], [3, 5, 1]])
    turned_round = [
        [1, 4, 3, "1/5", 3],
        ["1/4", 1, "1/4", "1/4", "1/2"],
        ["1/3", 4, 1, 5, "1/3"],
        [5, 4, "1/5", 1, "1/4"],
        ["1/3", 2, 3, 4, 1],
    ]
    assert 'look first at "d" against "a": 5 is stated, all together make it about 1/1.1;' in said(turned_round)
    assert ahp_weights(matrix, allow_inconsistent=True).consistency_ratio > Decimal("0.1")


# with a scheme


def test_data_are_asked_for_and_refused(found):
    for weighting in WEIGHTINGS:
        with pytest.raises(UsageError) as caught:
            weighted(FLAT, weighting)
        assert caught.value.findings[0].code == "D401"
    assert found(weighted, FLAT, EQUAL, {}) == [("D402", "weighting_data")]


@pytest.mark.parametrize("weighting", [ENTROPY, CRITIC, DEVIATION, FIXED, AHP])
def test_data_of_another_shape(found, weighting):
    key = {"fixed": "weights", "ahp": "judgements"}.get(weighting.id, "values")
    assert found(weighted, FLAT, weighting, [1]) == [("I103", "")]
    assert found(weighted, FLAT, weighting, {}) == [("I104", key)]
    assert ("I103", key) in found(weighted, FLAT, weighting, {key: 3})
    assert found(weighted, FLAT, weighting, {"wieghts": 1}) == [("I104", key), ("I102", "wieghts")]


@pytest.mark.parametrize("weighting", [ENTROPY, CRITIC, DEVIATION])
def test_a_table_that_does_not_fit_the_scheme(found, weighting):
    values = {"a": VALUES["a"], "b": [1, 1, 1, 1, 1], "d": VALUES["c"]}
    expected = [("D406", "values.b"), ("D404", "values.c"), ("D107", "values.d")]
    assert found(weighted, FLAT, weighting, {"values": values}) == expected


def test_fixed_weights_that_do_not_fit_the_scheme(found):
    weights = {"a": 1, "b": 0, "x": "0.5"}
    expected = [("D408", "weights.b"), ("D404", "weights.c"), ("D107", "weights.x")]
    assert found(weighted, FLAT, FIXED, {"weights": weights}) == expected


def test_a_weight_too_small_for_any_points(found):
    assert found(weighted, FLAT, FIXED, {"weights": {"a": 1, "b": 1, "c": "0.0000001"}}) == [("D409", "weights.c")]


def test_a_scheme_without_points(found):
    assert found(weighted, LEVELS, EQUAL) == [("D403", "scheme")]
    assert found(weighted, LEVELS, FIXED, {"weights": {"a": 0}}) == [("D403", "scheme"), ("D408", "weights.a")]


def test_weights_by_a_plugin(found):
    assert found(by_weights, FLAT, {"a": Decimal(1), "b": Decimal(-1), "d": Decimal(1)}) == [
        ("D404", "weights.c"),
        ("D107", "weights.d"),
        ("D408", "weights.b"),
    ]
    assert found(by_weights, FLAT, {"a": 1, "b": 0.5, "c": 1})[0][0] == "I108"
    assert found(by_weights, FLAT, dict.fromkeys("abc", Decimal(0))) == [("D409", f"weights.{i}") for i in "abc"]
    broken = Weighting("broken", "x", lambda scheme: by_weights(scheme, {}))
    assert [code for code, _ in found(weighted, FLAT, broken)] == ["D404"] * 3


PAIR = [[1, 2], ["1/2", 1]]
TRIPLE = [[1, 2, 4], ["1/2", 1, 2], ["1/4", "1/2", 1]]
TOP = {"compared": ["inputs", "outputs", "alone"], "matrix": TRIPLE}
INPUTS = {"compared": ["budget", "staff"], "matrix": PAIR}
OUTPUTS = {"compared": ["quantity", "quality", "cost"], "matrix": TRIPLE}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([TOP, INPUTS], [("D411", "judgements")]),
        ([], [("D411", "judgements")] * 3),
        ([TOP, INPUTS, OUTPUTS, OUTPUTS], [("D411", "judgements[3].compared")]),
        ([TOP, INPUTS, OUTPUTS | {"compared": "cost"}], [("I103", "judgements[2].compared")]),
        ([TOP, INPUTS, 3], [("I103", "judgements[2]")]),
        (
            [TOP, INPUTS, OUTPUTS | {"compared": ["quantity", "quality", "budget"]}],
            [("D411", "judgements[2].compared"), ("D411", "judgements")],
        ),
    ],
)
def test_judgements_that_do_not_fit_the_scheme(found, given, expected):
    assert found(weighted, TREE, AHP, {"judgements": given}) == expected


def test_each_mistake_of_judgements(found):
    compered = {"compered": ["cost"]}
    assert found(weighted, TREE, AHP, {"judgements": [TOP, INPUTS, compered], "allow_inconsistent": 1}) == [
        ("I103", "allow_inconsistent"),
        ("I104", "judgements[2].compared"),
        ("I104", "judgements[2].matrix"),
        ("I102", "judgements[2].compered"),
    ]
    twice = {"compared": ["cost", 7, "cost"], "matrix": TRIPLE}
    assert found(weighted, TREE, AHP, {"judgements": [TOP, INPUTS, twice]}) == [
        ("D107", "judgements[2].compared[1]"),
        ("I105", "judgements[2].compared[2]"),
    ]
    cycle = [[1, 9, "1/9"], ["1/9", 1, 9], [9, "1/9", 1]]
    both = [TOP, INPUTS | {"matrix": [[1, 2], [2, 1]]}, OUTPUTS | {"matrix": cycle}]
    assert found(weighted, TREE, AHP, {"judgements": both}) == [
        ("D414", "judgements[1].matrix[1][0]"),
        ("D415", "judgements[2].matrix"),
    ]


# tables from evaluations


def test_scores_that_are_missing(found):
    assert found(scores_of, [judged(a=1, b=2, c=3), judged(a=1, c=3)]) == [("D417", "evaluations[1].b")]


def test_mistakes_are_of_the_types_that_callers_catch():
    with pytest.raises(PerfevalError):
        entropy_weights({"a": [1, 1]})
    with pytest.raises(ValueError, match="D406"):
        entropy_weights({"a": [1, 1]})
