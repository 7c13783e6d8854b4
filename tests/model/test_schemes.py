"""A scheme as a value: what is laid over it is recorded, what it says is in its digest."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve, fields
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.model.foshan import FOSHAN, SATISFACTION, SPENDING_FULL, THE

from perfeval.expressions import Parameter, Source, linear, parse, proportional
from perfeval.findings import NumberError, SchemeError, Text
from perfeval.model import (
    Cap,
    Grade,
    Grades,
    Group,
    Indicator,
    Input,
    NoCombination,
    OpenGroup,
    Ordinal,
    Override,
    Scheme,
    WeakestLink,
    doubts,
    full_marks,
    names,
    points_of,
    walk_tree,
)
from perfeval.model.canonical import plain_of
from perfeval.model.weighed import Weighed


def codes(make: Callable[[], Any]) -> list[tuple[str, str]]:
    with pytest.raises(SchemeError) as error:
        make()
    return [(f.code, f.location) for f in error.value.findings]


# the tree


def test_nodes_and_leaves_in_the_printed_order() -> None:
    plus = Indicator("plus", "加分", 2)
    scheme = evolve(FOSHAN, bonus=[plus], penalties=[Indicator("minus", "扣分", 1)])
    assert [n.id for n in scheme.nodes()] == [
        *("management", "budgeting", "performance", "finance", "project_management", "assets"),
        *("effectiveness", "key_tasks", "project_goals", "spending", "benefit", "satisfaction"),
        *("plus", "minus"),
    ]
    assert [n.id for n in scheme.leaves()] == [n.id for n in walk_tree(scheme.groups) if not isinstance(n, Group)]
    assert len(list(scheme.leaves())) == 10
    assert scheme.node("plus") is plus
    assert full_marks(scheme.groups[0]) == 50
    assert full_marks(Indicator("x", "x", scale=Ordinal("AB"))) == 0


def test_an_unknown_node_is_answered_with_the_nearest() -> None:
    with pytest.raises(SchemeError) as error:
        FOSHAN.node("spendng")
    (finding,) = error.value.findings
    assert finding.code == "D107"
    assert "spending" in finding.advice.en


def test_names_are_the_standard_ones_and_its_own() -> None:
    assert "satisfaction" in FOSHAN.names
    assert "spending_full" in FOSHAN.names
    assert "budget.total.actual" in FOSHAN.names
    assert FOSHAN.figures["satisfaction"] is SATISFACTION
    assert "spending_full" not in FOSHAN.figures


def test_points_are_a_node_of_their_own() -> None:
    spending = FOSHAN.node("spending")
    assert isinstance(spending, Indicator)
    assert points_of(spending).name == "points.spending"  # type: ignore[union-attr]
    assert points_of(Indicator("x", "x", scale=Ordinal("AB"))) is None
    the = names()
    row = OpenGroup(
        "x",
        "x",
        5,
        rows="targets",
        where=the["targets.group"].equals("x"),
        row_points=the["targets.points"],
        scoring=proportional(the["targets.degree"]),
    )
    assert points_of(row) == the["targets.points"]


# other parameters


def test_a_parameter_is_changed_wherever_it_stands() -> None:
    veto = Cap(THE.satisfaction < SPENDING_FULL, "差", "否决")
    plus = Indicator("plus", "加分", 2, measure=THE.satisfaction, scoring=linear(full=SPENDING_FULL))
    waived = Indicator("waived", "x", 1, not_applicable_when=THE.satisfaction > SPENDING_FULL)
    scheme = evolve(FOSHAN, caps=[veto], bonus=[plus], penalties=[waived])
    other = scheme.with_parameters(spending_full="90%")
    new = Parameter("spending_full", "90%")
    assert other.parameters[0] == new
    assert other.parameters[0].source.status == "assumed"  # type: ignore[union-attr]
    assert other.parameters[0].source != SPENDING_FULL.source
    assert other.parameters[0].label == SPENDING_FULL.label
    assert other.node("spending").scoring == linear(full=new)  # type: ignore[union-attr]
    assert other.node("plus").scoring == linear(full=new)  # type: ignore[union-attr]
    assert other.node("waived").not_applicable_when == (THE.satisfaction > new)  # type: ignore[union-attr]
    assert other.caps[0].when == (THE.satisfaction < new)
    assert other.overrides == (Override("parameter", "spending_full", "95%", "90%"),)
    assert other.node("satisfaction") == scheme.node("satisfaction")


def test_the_original_stays() -> None:
    before = FOSHAN.digest
    other = FOSHAN.with_parameters({"spending_full": "90%"}, satisfaction_full="96%")
    assert [o.name for o in other.overrides] == ["spending_full", "satisfaction_full"]
    assert FOSHAN.overrides == ()
    assert FOSHAN.parameters[0] == SPENDING_FULL
    assert FOSHAN.digest == before != other.digest
    again = other.with_parameters(spending_full="80%")
    assert again.overrides[2:] == (Override("parameter", "spending_full", "90%", "80%"),)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"spendng_full": "90%", "nothing": 1}, [("D202", "parameters"), ("D202", "parameters")]),
        ({"spending_full": 95}, [("I103", "parameters.spending_full")]),
        ({"spending_full": "0.95"}, [("I103", "parameters.spending_full")]),
        ({"spending_full": 0.95}, [("I108", "parameters.spending_full")]),
        ({"spending_full": "9" * 40}, [("I107", "parameters.spending_full")]),
        (
            {"spending_full": "9万元", "satisfaction_full": True},
            [("I103", "parameters.spending_full"), ("I103", "parameters.satisfaction_full")],
        ),
    ],
)
def test_parameters_that_are_not_there_or_do_not_fit(changes: dict[str, Any], expected: list[Any]) -> None:
    assert codes(lambda: FOSHAN.with_parameters(changes)) == expected


def test_an_unknown_parameter_is_answered_with_the_nearest() -> None:
    with pytest.raises(SchemeError) as error:
        FOSHAN.with_parameters(spendng_full="90%")
    assert "spending_full" in error.value.findings[0].advice.en


def test_a_value_that_its_rule_refuses() -> None:
    assert codes(lambda: FOSHAN.with_parameters(spending_full="0%")) == [("D206", "parameters")]


# other points


def test_points_are_changed_and_the_groups_with_them() -> None:
    other = FOSHAN.with_points({"spending": "12.5", "budgeting": Decimal("7.5")})
    assert [g.points for g in other.groups] == [Decimal("47.5"), Decimal("52.5")]
    assert other.full == 100
    assert other.overrides == (
        Override("points", "spending", "10", "12.5"),
        Override("points", "budgeting", "10", "7.5"),
    )
    assert FOSHAN.node("spending").points == 10
    assert other.digest != FOSHAN.digest
    assert FOSHAN.with_points({}) == FOSHAN


def test_a_group_without_printed_points_stays_without() -> None:
    scheme = Scheme(id="t", label="t", groups=[Group("g", "g", [Indicator("a", "a", 60), Indicator("b", "b", 40)])])
    assert scheme.with_points({"a": 50, "b": 50}).groups[0].points is None


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ({"spending": 11}, [("D102", "full")]),
        ({"spendng": 10, "management": 50}, [("D107", "points.spendng"), ("D107", "points.management")]),
        ({"spending": 0, "benefit": 25}, [("D106", "indicators.spending")]),
        ({"spending": -5, "benefit": 30}, [("D106", "indicators.spending")]),
    ],
)
def test_points_that_do_not_fit(points: dict[str, Any], expected: list[Any]) -> None:
    assert codes(lambda: FOSHAN.with_points(points)) == expected


def test_a_float_is_no_points() -> None:
    with pytest.raises(NumberError) as error:
        FOSHAN.with_points({"spending": 10.0})
    assert [f.code for f in error.value.findings] == ["I108"]


def test_a_scale_cannot_be_given_points() -> None:
    scheme = Scheme(id="t", label="t", groups=[Indicator("a", "a", scale=Ordinal("AB"))], combine=NoCombination())
    assert codes(lambda: scheme.with_points({"a": 5})) == [("D106", "indicators.a")]


# the digest


def rewritten(scheme: Scheme, id: str, **changes: Any) -> Scheme:
    def walk(node: Any) -> Any:
        if node.id == id:
            return evolve(node, **changes)
        return evolve(node, children=[walk(c) for c in node.children]) if isinstance(node, Group) else node

    return evolve(scheme, groups=[walk(n) for n in scheme.groups])


def ordinal(**changes: Any) -> Scheme:
    usual = {
        "scale": Ordinal(["D", "D+", "C"]),
        "combine": WeakestLink(),
        "inner": Ordinal("DC", missing="D*", missing_counts_as="D"),
    }
    said = {**usual, **changes}
    return Scheme(
        id="ordinal",
        label="x",
        combine=NoCombination(),
        groups=[
            Group(
                "g",
                "g",
                [Indicator("a", "a", scale=said["inner"]), Indicator("b", "b", scale=said["inner"])],
                combine=said["combine"],
                scale=said["scale"],
            )
        ],
    )


NEW_LINE = Parameter("spending_full", "95%", Text("支出率满分线", "full-marks line of the spending rate"))
CHANGES: dict[str, list[Scheme]] = {
    "id": [evolve(FOSHAN, id="foshan-2022")],
    "label": [evolve(FOSHAN, label="x"), evolve(FOSHAN, label=Text("部门整体支出绩效自评表", "sheet"))],
    "edition": [evolve(FOSHAN, edition="2022")],
    "kind": [evolve(FOSHAN, kind="project")],
    "full": [ordinal(), evolve(ordinal(), full=99)],
    "combine": [evolve(FOSHAN, combine=NoCombination(), grades=None)],
    "grades": [
        evolve(FOSHAN, grades=None),
        evolve(FOSHAN, grades=Grades({"优": 91, "良": 80, "中": 60, "差": 0})),
        evolve(FOSHAN, grades=Grades([Grade("优", 90, "excellent"), Grade("差", 0)])),
    ],
    "caps": [
        evolve(FOSHAN, caps=[Cap(parse("true", THE), "差", "否决")]),
        evolve(FOSHAN, caps=[Cap(parse("false", THE), "差", "否决")]),
        evolve(FOSHAN, caps=[Cap(parse("false", THE), "中", "否决")]),
        evolve(FOSHAN, caps=[Cap(parse("false", THE), "中", "否决", Source("x"))]),
    ],
    "bonus": [evolve(FOSHAN, bonus=[Indicator("plus", "加分", 2)])],
    "penalties": [evolve(FOSHAN, penalties=[Indicator("plus", "加分", 2)])],
    "most": [evolve(FOSHAN, most=100), evolve(FOSHAN, most=102)],
    "inputs": [
        evolve(FOSHAN, inputs=[evolve(SATISFACTION, **change)])
        for change in (
            {"label": "x"},
            {"low": "0.1"},
            {"high": "0.9"},
            {"out_of": None},
            {"out_of": 10},
            {"source": Source("x")},
        )
    ]
    + [
        evolve(FOSHAN, inputs=[SATISFACTION, Input("q", "quantity", unit="人")]),
        evolve(FOSHAN, inputs=[SATISFACTION, Input("q", "quantity", unit="项")]),
        evolve(FOSHAN, inputs=[SATISFACTION, Input("q", "text", options=["a"])]),
        evolve(FOSHAN, inputs=[SATISFACTION, Input("q", "flag", default=False)]),
        evolve(FOSHAN, inputs=[SATISFACTION, Input("q", "flag", default=True)]),
        evolve(FOSHAN, inputs=[SATISFACTION, Input("q.a", "flag", table="q")]),
        evolve(FOSHAN, inputs=[SATISFACTION, Input("q.a", "flag", table="q", table_label="x")]),
    ],
    "parameters": [
        FOSHAN.with_parameters(spending_full="94%"),
        evolve(FOSHAN, parameters=[NEW_LINE, FOSHAN.parameters[1]]),
        evolve(FOSHAN, parameters=[evolve(NEW_LINE, label="x"), FOSHAN.parameters[1]]),
        evolve(FOSHAN, parameters=[*FOSHAN.parameters, Parameter("idle", 1)]),
        evolve(FOSHAN, parameters=[*FOSHAN.parameters, Parameter("idle", "1元")]),
    ],
    "not_applicable": [evolve(FOSHAN, not_applicable=p) for p in ("full", "none", "redistribute")],
    "on_missing": [evolve(FOSHAN, on_missing="zero")],
    "places": [evolve(FOSHAN, places=1)],
    "rounding": [evolve(FOSHAN, rounding="down")],
    "source": [evolve(FOSHAN, source=Source("x")), evolve(FOSHAN, source=Source("x", "assumed"))],
    "overrides": [evolve(FOSHAN, overrides=[Override("points", "a", "1", "2")])],
    "weighting": [
        evolve(FOSHAN, weighting=Weighed("equal", "等权")),
        evolve(FOSHAN, weighting=Weighed("equal", "等权", "why")),
    ],
    "groups": [
        FOSHAN.with_points({"spending": 11, "benefit": 14}),
        evolve(FOSHAN, groups=FOSHAN.groups[::-1]),
        rewritten(FOSHAN, "management", points=None),
        rewritten(FOSHAN, "management", label="x"),
        rewritten(FOSHAN, "management", source=Source("x")),
        rewritten(FOSHAN, "spending", label="x"),
        rewritten(FOSHAN, "spending", measured_as="x"),
        rewritten(FOSHAN, "spending", aspects=["x"]),
        rewritten(FOSHAN, "spending", better="higher"),
        rewritten(FOSHAN, "spending", better="lower"),
        rewritten(FOSHAN, "spending", source=Source("x")),
        rewritten(FOSHAN, "spending", measure=THE["satisfaction"]),
        rewritten(FOSHAN, "spending", scoring=linear(full=SPENDING_FULL, zero="60%")),
        rewritten(FOSHAN, "spending", scoring=linear(full="95%")),
        rewritten(FOSHAN, "spending", scoring=proportional()),
        rewritten(FOSHAN, "spending", not_applicable_when=parse("budget.total.adjusted = 0", THE)),
        ordinal(scale=Ordinal(["D", "D+", "C", "C+"])),
        ordinal(combine=WeakestLink(plus=False)),
        ordinal(combine=NoCombination()),
        ordinal(inner=Ordinal("DC")),
        ordinal(inner=Ordinal("DC", missing="N", missing_counts_as="C")),
    ],
}


def test_a_change_of_anything_changes_the_digest() -> None:
    assert set(CHANGES) == {a.name for a in fields(Scheme) if a.init and a.eq}
    schemes = [FOSHAN, *(scheme for changed in CHANGES.values() for scheme in changed)]
    assert len({scheme.digest for scheme in schemes}) == len(schemes)
    assert all(len(scheme.digest) == 64 for scheme in schemes)


def test_equal_schemes_have_equal_digests() -> None:
    the = FOSHAN.names
    texts = rewritten(FOSHAN, "spending", measure=parse("budget.total.actual  / budget.total.adjusted", the))
    texts = rewritten(texts, "spending", scoring=parse("linear( full = spending_full, zero = 0 )", the))
    texts = rewritten(texts, "spending", points="10.00")
    texts = evolve(texts, full=Decimal("1E+2"))
    assert texts == FOSHAN
    assert texts.digest == FOSHAN.digest
    assert hash(texts) == hash(FOSHAN)


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(10)))
def test_points_moved_about_differ_unless_they_are_back(order: list[int]) -> None:
    leaves = [leaf.id for leaf in FOSHAN.leaves()]
    points = [leaf.points for leaf in FOSHAN.leaves()]
    moved = FOSHAN.with_points({leaves[i]: points[order[i]] for i in range(10)})
    assert moved.full == sum(leaf.points or 0 for leaf in moved.leaves())
    plain = evolve(moved, overrides=())
    assert (plain.digest == FOSHAN.digest) == (plain == FOSHAN)


def test_canonical_values() -> None:
    told = plain_of((date(2021, 12, 31), Fraction(1, 3), Decimal("10.00"), THE.satisfaction, None, True))
    assert told == ["2021-12-31", "1/3", "10", "satisfaction", None, True]


# doubts


def test_what_is_doubtful_is_told_and_not_refused() -> None:
    assert doubts(FOSHAN) == ()
    scheme = evolve(
        FOSHAN,
        parameters=[*FOSHAN.parameters, Parameter("idle", 1)],
        inputs=[SATISFACTION, Input("idle2", "money")],
        bonus=[Indicator("plus", "加分", 2, scoring=parse("points(2)", THE))],
        penalties=[Indicator("minus", "扣分", 2, scoring=parse("100%", THE))],
        caps=[Cap(parse("satisfaction < 1%", THE), "差", "否决")],
    )
    assert [(f.code, f.location) for f in doubts(scheme)] == [
        ("D301", "parameters.idle"),
        ("D304", "parameters.idle"),
        ("D302", "inputs.idle2"),
        ("D303", "indicators.plus"),
        ("D303", "indicators.minus"),
    ]


def test_the_shipped_scheme_of_foshan() -> None:
    shipped = pytest.importorskip("perfeval.schemes.foshan_2021").SCHEME
    assert shipped.id == "foshan-2021"
    assert [(leaf.id, leaf.points) for leaf in shipped.leaves()] == [(i.id, i.points) for i in FOSHAN.leaves()]
    assert [g.points for g in shipped.groups] == [50, 50]
    assert [(g.id, g.low) for g in shipped.grades.grades] == [(g.id, g.low) for g in FOSHAN.grades.grades]  # type: ignore[union-attr]
    assert shipped.node("spending").scoring == FOSHAN.node("spending").scoring  # type: ignore[union-attr]
    assert {p.source.status for p in shipped.parameters} == {"assumed"}
    assert doubts(shipped) == ()


def test_a_measure_that_its_scoring_does_not_use_is_doubtful() -> None:
    rate = parse("budget.total.actual / budget.total.adjusted", THE)
    whole = parse("choose(budget.total.actual <= 9元, 0%, 100%)", THE)

    def told(**rules: Any) -> list[tuple[str, str]]:
        made = Scheme(id="s", label="s", groups=[Indicator("x", "x", 100, measure=rate, **rules)])
        return [(f.code, f.location) for f in doubts(made)]

    assert told() == [("D305", "indicators.x")]
    assert told(scoring=linear(full="95%")) == []
    assert told(scoring=whole) == []


@pytest.mark.parametrize(
    ("scoring", "against"),
    [
        ("bands(at_most={5%: 100, 10%: 60}, otherwise=0)", "higher"),
        ("bands(at_least={95%: 100}, otherwise=0)", "lower"),
        ("deduct(above=100%, each=1%, off=2)", "higher"),
        ("linear(full=budget.total.original / budget.total.adjusted)", "lower"),
        ("linear(full=95%, zero=budget.total.original / budget.total.adjusted)", None),  # which way, nobody can tell
        ("bands(at_most={5%: 60, 10%: 100}, otherwise=0)", None),  # goes both ways: only the contract finds that
        ("judged()", None),  # the measure does not count, which is another doubt
    ],
)
@pytest.mark.parametrize("better", ["higher", "lower", None])
def test_a_scoring_against_the_declared_direction_is_doubtful(scoring: str, against: str, better: Any) -> None:
    rate = parse("budget.total.actual / budget.total.adjusted", THE)
    leaf = Indicator("x", "x", 100, measure=rate, scoring=parse(scoring, THE), better=better)
    found = [f.code for f in doubts(Scheme(id="s", label="s", groups=[leaf])) if f.code != "D305"]
    assert found == (["D307"] if better is not None and better == against else [])
