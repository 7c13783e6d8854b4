"""Weightings laid over schemes: the points, what is recorded, said, saved and read back."""

import json
from decimal import Decimal
from fractions import Fraction

import pytest
from tests.studies.toys import FLAT, OWN, TREE, VALUES, judged

import perfeval
from perfeval.evaluation import evaluate, explain, plan, plan_json, read_plan
from perfeval.formats import evaluation_json, read_evaluation, read_scheme, scheme_json, scheme_toml
from perfeval.model import EQUAL, weighted
from perfeval.plugins import default_host
from perfeval.studies import AHP, CRITIC, DEVIATION, ENTROPY, FIXED, critic_weights, scores_of

PAIR = [[1, 2], ["1/2", 1]]
TRIPLE = [[1, 2, 4], ["1/2", 1, 2], ["1/4", "1/2", 1]]
HIERARCHY = {
    "judgements": [
        {"compared": ["outputs", "inputs", "alone"], "matrix": TRIPLE},
        {"compared": ["budget", "staff"], "matrix": PAIR},
        {"compared": ["quantity", "quality", "cost"], "matrix": TRIPLE},
    ]
}
SCHOOL = [
    [1, 4, 3, 1, 3, 4],
    ["1/4", 1, 7, 3, "1/5", 1],
    ["1/3", "1/7", 1, "1/5", "1/5", "1/6"],
    [1, "1/3", 5, 1, 1, "1/3"],
    ["1/3", 5, 5, 1, 1, 3],
    ["1/4", 1, 6, 3, "1/3", 1],
]
ALL = ["budget", "staff", "quantity", "quality", "cost", "public"]


def points(scheme):
    return {leaf.id: str(leaf.points) for leaf in scheme.leaves()}


def test_equal():
    made = weighted(TREE, EQUAL)
    assert points(made)["budget"] == "16.67"
    assert made.weighting.weights["cost"] == "0.1" + "6" * 48 + "7"


def test_fixed():
    made = weighted(FLAT, FIXED, {"weights": {"a": 3, "b": "2", "c": "1/2"}})
    assert points(made) == {"a": "54.55", "b": "36.36", "c": "9.09"}
    assert made.weighting.weights["c"] == "0.0" + "90" * 24 + "91"


def test_ahp_group_by_group():
    made = weighted(TREE, AHP, HIERARCHY)
    outputs, inputs, alone = (Fraction(n, 7) for n in (4, 2, 1))
    exact = {
        "budget": inputs * Fraction(2, 3),
        "staff": inputs / 3,
        "quantity": outputs * Fraction(4, 7),
        "quality": outputs * Fraction(2, 7),
        "cost": outputs / 7,
        "public": alone,
    }
    assert points(made) == {i: str(round(Decimal(100 * float(w)), 2)) for i, w in exact.items()}
    assert made.weighting.details["outputs.eigenvalue"] == "3"
    assert made.weighting.details["consistency_ratio"] == "0"
    assert "matrices: 3" in made.weighting.explanation.en
    assert "at most 0, below 0.1" in made.weighting.explanation.en


def test_ahp_over_all_indicators():
    data = {"judgements": [{"compared": ALL, "matrix": SCHOOL}], "allow_inconsistent": True}
    made = weighted(TREE, AHP, data)
    assert sum(leaf.points for leaf in made.leaves()) == 100
    assert points(made)["budget"] == "32.08"
    assert made.weighting.details["consistency_ratio"].startswith("0.2290113")
    assert "consistency ratio 0.229, not below 0.1: inconsistent" in made.weighting.explanation.en


@pytest.mark.parametrize("weighting", [ENTROPY, CRITIC, DEVIATION])
def test_from_a_table(weighting):
    made = weighted(FLAT, weighting, {"values": VALUES})
    assert sum(leaf.points for leaf in made.leaves()) == 100
    assert made.weighting.id == weighting.id
    assert "5" in made.weighting.explanation.zh
    assert made.weighting.details["entities"] == "5"
    assert abs(sum(map(Fraction, made.weighting.weights.values())) - 1) < Fraction(1, 10**48)
    weights = map(Fraction, made.weighting.weights.values())
    given = [Fraction(leaf.points) for leaf in made.leaves()]
    assert all(abs(100 * w - p) < Fraction("0.01") for w, p in zip(weights, given, strict=True))


def test_details_lead_to_the_weights():
    found = weighted(FLAT, CRITIC, {"values": VALUES}).weighting
    parts = {i: Fraction(found.details[f"contrast.{i}"]) * Fraction(found.details[f"conflict.{i}"]) for i in "abc"}
    assert all(abs(parts[i] / sum(parts.values()) - Fraction(found.weights[i])) < Fraction(1, 10**48) for i in "abc")
    entropies = weighted(FLAT, ENTROPY, {"values": VALUES}).weighting.details
    assert Decimal(entropies["entropy.a"]).quantize(Decimal("1E-5")) == Decimal("0.99295")


def test_points_are_recorded_as_overrides_and_the_weighting_beside_them():
    made = weighted(FLAT, FIXED, {"weights": {"a": 1, "b": 1, "c": 2}}, origin="perfeval 0.1.0")
    found = evaluate(OWN, made)
    assert [(o.kind, o.name, o.was, o.now) for o in found.overrides] == [
        ("points", "a", "50", "25.00"),
        ("points", "b", "30", "25.00"),
        ("points", "c", "20", "50.00"),
    ]
    assert found.weighting == made.weighting
    assert (found.weighting.id, found.weighting.origin) == ("fixed", "perfeval 0.1.0")
    assert evaluate(OWN, FLAT).weighting is None


def test_explanations_say_which_weighting():
    told = explain(OWN, weighted(FLAT, ENTROPY, {"values": VALUES})).total
    assert "points assigned by entropy weights, from 5 entities by entropy" in told.en
    assert "%, b " in told.en
    assert "分值由“熵权法”分配，由 5 个单位的数据按熵权法得出" in told.zh


@pytest.mark.parametrize("data", [HIERARCHY])
def test_evaluations_are_read_back(data):
    found = evaluate(OWN, weighted(TREE, AHP, data))
    assert read_evaluation(evaluation_json(found)) == found
    told = json.loads(evaluation_json(found))["weighting"]
    assert told["id"] == "ahp"
    assert told["weights"]["public"] == found.weighting.weights["public"]
    assert json.loads(evaluation_json(evaluate(OWN, TREE)))["weighting"] is None


@pytest.mark.parametrize(("write", "syntax"), [(scheme_toml, "toml"), (scheme_json, "json")])
def test_schemes_are_read_back_with_their_weighting(write, syntax):
    made = weighted(TREE, AHP, HIERARCHY)
    read = read_scheme(write(made), syntax=syntax)
    assert read == made
    assert read.digest == made.digest != TREE.digest


def test_plans_travel_with_their_weighting():
    made = plan(weighted(TREE, AHP, HIERARCHY))
    assert read_plan(plan_json(made)) == made


def test_all_are_registered_through_the_hook():
    host = default_host()
    known = [weighting.id for weighting in host.weightings]
    assert known[:6] == ["equal", "fixed", "ahp", "entropy", "critic", "standard_deviation"]
    assert host.weightings.entry("critic").origin.startswith("perfeval ")


# by the functions that programs call

TOWN = ("examples/town-2024/office.toml", "examples/town-2024/scheme.toml")
WEIGHTS = """
format = "perfeval.weighting-data/1"
[weights]
budgeting = 20
spending = 20.5
outputs = 40
satisfaction = 19.5
"""


def test_by_name_with_data():
    scheme = perfeval.load_scheme(TOWN[1])
    weights = {leaf.id: leaf.points for leaf in scheme.leaves()}
    found = perfeval.evaluate(TOWN[0], scheme, weighting="fixed", weighting_data={"weights": weights})
    assert found.total == perfeval.evaluate(TOWN[0], scheme).total
    assert found.weighting.origin.startswith("perfeval ")


def test_data_from_a_file(tmp_path):
    path = tmp_path / "weights.toml"
    path.write_text(WEIGHTS)
    scheme = perfeval.load_scheme(TOWN[1])
    found = perfeval.evaluate(TOWN[0], scheme, weighting=FIXED, weighting_data=path)
    assert found.weighting.weights["spending"] == "0.205"
    assert found.weighting.origin == ""
    weights = {"budgeting": 20, "spending": 20.5, "outputs": 40, "satisfaction": 19.5}
    data = {"format": "perfeval.weighting-data/1", "weights": weights}
    json_path = tmp_path / "weights.json"
    json_path.write_text(json.dumps(data))
    assert perfeval.evaluate(TOWN[0], scheme, weighting=FIXED, weighting_data=str(json_path)).total == found.total


def test_mistakes_in_a_file_have_line_and_column(tmp_path):
    path = tmp_path / "weights.toml"
    path.write_text(WEIGHTS.replace("20.5", "-20.5").replace("outputs", "output"))
    with pytest.raises(perfeval.WeightingError) as caught:
        perfeval.evaluate(TOWN[0], perfeval.load_scheme(TOWN[1]), weighting="fixed", weighting_data=path)
    told = [(f.code, f.location, f.origin.line) for f in caught.value.findings]
    assert told == [("D404", "weights.outputs", 3), ("D408", "weights.spending", 5), ("D107", "weights.output", 6)]


def test_a_file_of_another_format(tmp_path):
    path = tmp_path / "weights.toml"
    path.write_text(WEIGHTS.replace("weighting-data", "scheme"))
    with pytest.raises(perfeval.FormatError) as caught:
        perfeval.evaluate(TOWN[0], perfeval.load_scheme(TOWN[1]), weighting="fixed", weighting_data=path)
    assert caught.value.findings[0].code == "I109"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"weighting": "fixed"}, "D401"),
        ({"weighting": "equal", "weighting_data": "no such file.toml"}, "D402"),
        ({"weighting_data": {}}, "D402"),
        ({"weighting": "fixd"}, "I115"),
    ],
)
def test_options_that_do_not_go_together(options, code):
    with pytest.raises(perfeval.UsageError) as caught:
        perfeval.evaluate(*TOWN[:1], perfeval.load_scheme(TOWN[1]), **options)
    assert [finding.code for finding in caught.value.findings] == [code]


def test_many_evaluations_are_weighed_once():
    scheme, calls = perfeval.load_scheme(TOWN[1]), []

    def assign(scheme):
        calls.append(scheme.id)
        return EQUAL.assign(scheme)

    weighting = perfeval.Weighting("counted", "计数", assign)
    made = list(perfeval.evaluate_many([TOWN[0]] * 3, scheme, weighting=weighting))
    assert [attempt.error for attempt in made] == [None] * 3
    assert calls == ["town-2024"]


def test_scores_of_evaluations_are_a_table():
    scheme = perfeval.scheme("foshan-2021")
    one = perfeval.evaluate("examples/foshan-2021/hmt-office.toml")
    table = scores_of([one, one])
    assert list(table) == [leaf.id for leaf in scheme.leaves()]
    assert table["spending"] == [one["spending"].score] * 2


def test_an_open_group_is_one_indicator():
    scheme = perfeval.load_scheme(TOWN[1])
    found = scores_of([perfeval.evaluate(TOWN[0], scheme)])
    assert list(found) == [leaf.id for leaf in scheme.leaves()]


def test_scores_lead_to_weights():
    table = scores_of([judged(a=40, b=30, c=10), judged(a=35, b=10, c=20), judged(a=50, b=20, c=15)])
    made = weighted(FLAT, CRITIC, {"values": table})
    expected = critic_weights(table)
    assert all(abs(Decimal(w) - expected[i]) < Decimal("1E-49") for i, w in made.weighting.weights.items())


def test_details_of_spread_by_hand():
    """0, 1/2, 1 deviates by √(1/6) around its mean, 1, 0, 0 by √(2/9)."""
    values = {"a": [10, 20, 30], "b": [5, 4, 4], "c": ["0.7", "0.9", "0.7"]}
    details = weighted(FLAT, DEVIATION, {"values": values}).weighting.details
    assert abs(Fraction(details["deviation.a"]) ** 2 - Fraction(1, 6)) < Fraction(1, 10**48)
    assert abs(Fraction(details["deviation.b"]) ** 2 - Fraction(2, 9)) < Fraction(1, 10**48)
    contrasts = weighted(FLAT, CRITIC, {"values": values}).weighting.details
    assert contrasts["contrast.c"] == details["deviation.c"]
