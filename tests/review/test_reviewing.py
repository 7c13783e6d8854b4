"""A review laid over a self-evaluation: scores, totals, grades, and what does not fit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.review.reviewed import LIBRARY, OFFICE, OWN, SCHEMES, SEEN

import perfeval
from perfeval.auditing import review
from perfeval.findings import SubmissionError
from perfeval.model import (
    Deduction,
    Entity,
    Indicator,
    Judgement,
    OpenGroup,
    Review,
    ReviewReason,
    Scheme,
    Submission,
    Target,
)
from perfeval.model.correcting import corrected


def library(**told):
    return review(OWN[LIBRARY], Review(reviewer="某所", **told), SCHEMES[LIBRARY])


def office(**told):
    return review(OWN[OFFICE], Review(reviewer="某所", **told), SCHEMES[OFFICE])


def scores(result):
    return {row.id: row.reviewed_score for row in result.rows if row.deviation}


def codes(result):
    return [(f.code, f.location) for f in result.findings]


def faults(review, **told):
    with pytest.raises(SubmissionError) as caught:
        review(**told)
    return sorted((f.code, f.location) for f in caught.value.findings)


def test_nothing_said_nothing_changed():
    result = office()
    assert result.own == result.reviewed
    assert (result.change, result.grade_changed, result.findings) == (Decimal("0.00"), False, ())
    assert not any(row.changed for row in result.rows)


def test_the_published_example():
    result = perfeval.review(LIBRARY, SEEN)
    assert (result.own.total, result.reviewed.total) == (Decimal("94.11"), Decimal("83.97"))
    assert codes(result) == [("R402", "indicators.outputs[2]"), ("R406", "grade")]
    assert result.counts == {"error": 1, "warning": 0, "info": 1}
    row = next(row for row in result.rows if row.id == "outputs[1]")
    assert (row.deviation, row.codes, row.evidence) == (Decimal("-4.50"), ("some-goals-unmet",), ("底稿3",))
    assert row.group.zh == "产出指标"


def test_a_corrected_figure_goes_through_the_rule():
    result = office(facts={"budget.total.actual": "757.33"}, remarks={"spending": "核减"})
    assert scores(result) == {"spending": Decimal("8.65")}
    row = next(row for row in result.rows if row.id == "spending")
    assert (row.own_value.zh, row.reviewed_value.zh) == ("95.96%", "82.14%")
    assert result.findings == ()


def test_points_replace_what_a_rule_gives():
    result = office(judgements={"spending": Judgement(4, reason="虚列支出")})
    assert scores(result) == {"spending": Decimal("4.00")}


def test_deductions_go_off_the_rule_or_off_the_full_marks():
    off = Judgement(deductions=[Deduction(1, "a"), Deduction("0.5", "b")])
    result = library(judgements={"outputs[1]": off, "execution": off})
    assert scores(result) == {"outputs[1]": Decimal("12.71"), "execution": Decimal("8.00")}
    judged = evolve(OWN[OFFICE], judgements={**OWN[OFFICE].judgements, "finance": Judgement(15)})
    result = review(judged, Review(reviewer="某所", judgements={"finance": off}), SCHEMES[OFFICE])
    assert scores(result) == {"finance": Decimal("17.50")}  # 19 less 1.5, as for any judgement
    assert result.findings == ()


def test_more_than_there_is_takes_all():
    result = library(judgements={"execution": Judgement(deductions=[Deduction(10, code="no-evidence", share="100%")])})
    assert scores(result) == {"execution": Decimal("0.00")}
    assert codes(result) == [("R406", "grade")]


def test_deductions_on_a_corrected_value():
    """9.18 by the rule, 30 % of 10 points off."""
    off = Judgement(deductions=[Deduction(3, "扣30%", share="30%")])
    result = library(facts={"budget.total.actual": 90}, judgements={"execution": off})
    assert scores(result) == {"execution": Decimal("6.18")}
    assert result.findings == ()


def test_unrounded_marks_less_a_deduction_are_rounded_once():
    total = perfeval.names().budget.total
    rate = Indicator("rate", "率", 100, measure=total.actual / total.adjusted, scoring=perfeval.proportional())
    budget = perfeval.Budget([perfeval.BudgetLine("total", adjusted="3元", actual="2元")])
    own = Submission(entity=Entity("某局"), year=2024, budget=budget)
    off = Judgement(deductions=[Deduction("0.005", "x")])
    result = review(own, Review(reviewer="某所", judgements={"rate": off}), Scheme(id="toy", label="x", groups=[rate]))
    assert result.reviewed.total == Decimal("66.66")  # 66.6666… - 0.005 = 66.6616…


@pytest.mark.parametrize("key", ["outputs[0]", "开放天数", "开 放 天 数", "outputs[开放天数]"])
def test_a_row_by_id_or_by_name(key):
    assert scores(library(judgements={key: Judgement(15, reason="x")})) == {"outputs[0]": Decimal("15.00")}


@pytest.mark.parametrize("key", ["targets[0].actual", "targets[开放天数].actual", "targets[开 放天数].actual"])
@pytest.mark.parametrize("value", ["290天", "290", 290, Decimal("290.0")])
def test_a_reviewed_value_of_a_row(key, value):
    result = library(facts={key: value}, remarks={"开放天数": "x"})
    assert scores(result) == {"outputs[0]": Decimal("19.33")}
    assert next(row for row in result.rows if row.id == "outputs[0]").reviewed_value.zh.startswith("290")


def test_a_tier():
    facts = {"targets[资金按季拨付].tier": "partly", "targets[资金按季拨付].degree": "70%"}
    result = library(facts=facts, remarks={"资金按季拨付": "x"})
    assert scores(result) == {"outputs[2]": Decimal("10.50")}
    row = next(row for row in result.rows if row.id == "outputs[2]")
    assert (row.own_value.en, row.reviewed_value.en) == ("reached (95%)", "partly reached (70%)")


def test_what_is_not_filled_in_is_unknown_and_not_zero():
    result = library(judgements={"读者满意度": Judgement(reason="待补")})
    assert codes(result) == [("R404", "indicators.satisfaction[5]")]
    assert (result.reviewed.total, result.reviewed.complete, result.change, result.grade_changed) == (
        None,
        False,
        None,
        None,
    )
    assert (result.reviewed.lower, result.reviewed.upper) == (Decimal("84.11"), Decimal("94.11"))
    judged = office(judgements={"assets": Judgement()})
    assert codes(judged) == [("R404", "indicators.assets")]


def test_a_judgement_that_stands_gives_no_alarm():
    assert office(judgements={"assets": Judgement(5), "finance": Judgement(deductions=[])}).findings == ()


def test_reasons():
    found = codes(
        library(
            judgements={
                "开放天数": Judgement(10),
                "到馆人次": Judgement(19),
                "读者满意度": Judgement(3, code="no-evidence"),
            }
        )
    )
    assert found == [
        ("R401", "indicators.outputs[0]"),
        ("R405", "indicators.benefits[3]"),
        ("R403", "indicators.satisfaction[5]"),
        ("R406", "grade"),
    ]


def test_a_remark_is_a_reason_and_so_is_a_reviewed_value_that_is_told():
    assert library(judgements={"开放天数": Judgement(19)}, remarks={"outputs[0]": "台账缺页"}).findings == ()
    assert codes(library(facts={"targets[0].actual": 299})) == [("R401", "indicators.outputs[0]")]


def test_the_grade():
    result = library(judgements={"开放天数": Judgement(0, code="no-evidence")})
    assert codes(result) == [("R406", "grade")]
    (finding,) = result.findings
    assert (finding.severity, finding.stated, finding.expected) == ("info", "中", "优")
    assert result.grade_changed


def test_what_does_not_apply():
    result = office(not_applicable={"assets": "无资产"})
    row = next(row for row in result.rows if row.id == "assets")
    assert (row.own_score, row.reviewed_score, row.deviation, row.remark) == (Decimal("5.00"), None, None, "无资产")
    assert result.findings == ()
    assert result.reviewed["assets"].status == "not_applicable"
    excused = evolve(OWN[OFFICE], not_applicable={"assets": "无资产"})
    back = review(excused, Review(reviewer="某所", applicable={"assets": "有资产"}), SCHEMES[OFFICE])
    assert back.reviewed["assets"].score == Decimal("5.00")


def test_policies_hold_for_both():
    blank = evolve(OWN[OFFICE], judgements={})
    result = review(blank, Review(reviewer="某所"), SCHEMES[OFFICE], on_missing="zero")
    assert result.own.complete
    assert result.own.policies == result.reviewed.policies


def test_redistributed_points_take_the_awarded_share():
    result = review(
        OWN[OFFICE],
        Review(reviewer="某所", not_applicable={"finance": "x"}, judgements={"spending": Judgement(5, reason="x")}),
        SCHEMES[OFFICE],
        not_applicable="redistribute",
    )
    spending = result.reviewed["spending"]
    assert spending.score == (spending.points * Decimal("0.5")).quantize(Decimal("0.01"), "ROUND_HALF_UP")


def test_reasons_of_ones_own():
    mine = ReviewReason("late", "迟报")
    said = Review(reviewer="某所", judgements={"开放天数": Judgement(18, code="late")})
    assert perfeval.review(LIBRARY, said, reasons=[mine]).findings == ()
    assert perfeval.review(LIBRARY, said, reasons=[mine]).reason_label("late").zh == "迟报"
    assert faults(library, judgements=said.judgements) == [("I111", "judgements.开放天数.code")]


def test_everything_that_does_not_fit_at_once():
    assert faults(
        library,
        entity="别人",
        year=1999,
        scheme="foshan-2021",
        digest="0",
        facts={
            "satisfation": 1,
            "targets[没有].actual": 1,
            "targets[0].actual": "290小时",
            "targets[0].nothing": 1,
            "tasks[0].done": True,
            "budget.total.actul": 1,
            "budget.nothing.actual": 1,
            "budget.total.adjusted": "x",
            "staff.in_post": "x",
        },
        judgements={
            "开放": Judgement(1),
            "outputs": Judgement(1),
            "execution": Judgement(11),
            "到馆人次": Judgement(deductions=[Deduction(21), Deduction(-1)]),
            "读者满意度": Judgement(level="A"),
            "开放天数": Judgement(1, code="no-evidense"),
            "outputs[0]": Judgement(deductions=[Deduction(1, code="x")]),
        },
        remarks={"zz": "x"},
        not_applicable={"outputs[0]": "x", "execution": "x"},
        applicable={"zz": "x", "execution": "x"},
    ) == sorted(
        [
            *(("I114", name) for name in ("entity", "year", "scheme", "digest")),
            ("I115", "facts.satisfation"),
            ("I115", "facts.targets[没有].actual"),
            ("I114", "facts.targets[0].actual"),
            ("I115", "facts.targets[0].nothing"),
            ("I115", "facts.tasks[0].done"),
            ("I115", "facts.budget.total.actul"),
            ("I115", "facts.budget.nothing.actual"),
            ("I106", "facts.budget.total.adjusted"),
            ("I106", "facts.staff.in_post"),
            ("I115", "judgements.开放"),
            ("I115", "judgements.outputs"),
            ("I113", "judgements.execution.points"),
            ("I113", "judgements.到馆人次.deductions[0].points"),
            ("I113", "judgements.到馆人次.deductions[1].points"),
            ("I114", "judgements.读者满意度"),
            ("I111", "judgements.开放天数.code"),
            ("I105", "judgements.outputs[0]"),
            ("I111", "judgements.outputs[0].deductions[0].code"),
            ("I115", "remarks.zz"),
            ("I115", "not_applicable.outputs[0]"),
            ("I115", "applicable.zz"),
            ("I114", "applicable.execution"),
        ]
    )


def test_a_name_that_stands_twice_is_not_guessed():
    rows = [Target("同名", "outputs", points=25, relation=">=", target=1, actual=1) for _ in range(2)]
    own = evolve(OWN[LIBRARY], targets=[*rows, *(t for t in OWN[LIBRARY].targets if t.group != "outputs")])
    with pytest.raises(SubmissionError) as caught:
        review(
            own,
            Review(reviewer="某所", facts={"targets[同名].actual": 1}, judgements={"同名": Judgement(1)}),
            SCHEMES[LIBRARY],
        )
    assert [(f.code, f.location) for f in caught.value.findings] == [
        ("I105", "facts.targets[同名].actual"),
        ("I114", "judgements.同名"),
    ]


def test_a_share_has_to_be_a_share():
    with pytest.raises(SubmissionError) as caught:
        Review(
            reviewer="某所",
            judgements={
                "a": Judgement(1, share=30, deductions=None),
                "b": Judgement(deductions=[Deduction(1, share="-1%")]),
            },
        )
    assert [f.location for f in caught.value.findings] == ["judgements.a.share", "judgements.b.deductions[0].share"]


def test_levels_are_not_points():
    scheme = Scheme(
        id="levels",
        label="x",
        combine=perfeval.NoCombination(),
        groups=[Indicator("a", "甲", scale=perfeval.Ordinal(["D", "A"]))],
    )
    own = Submission(entity=Entity("某局"), year=2024, judgements={"a": Judgement(level="A")})
    with pytest.raises(SubmissionError) as caught:
        review(own, Review(reviewer="某所", judgements={"a": Judgement(3)}), scheme)
    assert [(f.code, f.location) for f in caught.value.findings] == [("I114", "judgements.a")]
    result = review(own, Review(reviewer="某所", judgements={"a": Judgement(level="D")}), scheme)
    assert (result.rows[0].reviewed_level, result.change) == ("D", None)


def test_rows_of_a_table_of_the_schemes_own():
    the = perfeval.names(
        [
            perfeval.Input("wells.rate", "ratio", "完好率", table="wells"),
            perfeval.Input("wells.name", "text", "井", table="wells"),
            perfeval.Input("wells.points", "points", "分值", low=0, table="wells"),
        ]
    )
    group = OpenGroup(
        "wells",
        "机井",
        100,
        rows="wells",
        where=the.wells.rate >= 0,
        row_points=the.wells.points,
        row_label=the.wells.name,
        measure=the.wells.rate,
        scoring=perfeval.proportional(),
    )
    scheme = Scheme(
        id="wells",
        label="机井",
        inputs=[
            perfeval.Input("wells.rate", "ratio", "完好率", table="wells", low=0, high=1),
            perfeval.Input("wells.name", "text", "井", table="wells"),
            perfeval.Input("wells.points", "points", "分值", low=0, table="wells"),
        ],
        groups=[group],
    )
    rows = [
        {"name": "东井", "rate": "80%", "points": Decimal(60)},
        {"name": "西井", "rate": "90%", "points": Decimal(40)},
    ]
    own = Submission(entity=Entity("某局"), year=2024, facts={"wells": tuple(rows)})
    result = review(own, Review(reviewer="某所", facts={"wells[西井].rate": "50%"}, remarks={"西井": "x"}), scheme)
    assert scores(result) == {"wells[1]": Decimal("20.00")}
    assert [row.reviewed_value.zh for row in result.rows] == ["80%", "50%"]


# corrected figures


def test_figures_by_their_paths():
    own = evolve(OWN[OFFICE], facts={**OWN[OFFICE].facts, "wells": ({"name": "东井", "rate": Decimal(1)},)})
    seen = corrected(
        own,
        {
            "budget.total.actual": 880,
            "budget.transfers_up.adjusted": "3元",
            "staff.in_post": 15,
            "projects[港澳台工作专项].self_score": 90,
            "projects[0].exempt": True,
            "projects[0].actual": "1.5万元",
            "tasks[4].done": False,
            "wells[0].rate": Decimal("0.5"),
            "satisfaction": 90,
        },
    )
    assert seen.budget.line("total").actual.text == "880万元"
    assert seen.budget.line("transfers_up").adjusted.text == "3元"
    assert seen.staff.in_post == 15
    assert (seen.projects[0].self_score, seen.projects[0].exempt, seen.projects[0].actual.text) == (90, True, "1.5万元")
    assert (seen.tasks[4].done, seen.tasks[0].done) == (False, True)
    assert seen.facts["wells"] == ({"name": "东井", "rate": Decimal("0.5")},)
    assert seen.facts["satisfaction"] == 90
    assert own.tasks[4].done is True


def test_a_line_that_was_not_given_is_added():
    own = evolve(OWN[LIBRARY], budget=perfeval.Budget())
    assert corrected(own, {"budget.total.actual": "1万元"}).budget.line("total").actual.text == "1万元"


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("tasks[0].done", "是", "I103"),
        ("tasks[0].name", Decimal(1), "I103"),
        ("tasks[9].done", True, "I115"),
        ("staff.nobody", 1, "I115"),
        ("projects[0].nothing", 1, "I115"),
        ("budget.total.never", 1, "I115"),
    ],
)
def test_figures_that_cannot_be_corrected(path, value, code):
    with pytest.raises(SubmissionError) as caught:
        corrected(OWN[OFFICE], {path: value})
    assert [(f.code, f.location) for f in caught.value.findings] == [(code, f"facts.{path}")]


# what holds for any review


@settings(deadline=None)
@given(
    given=st.dictionaries(
        st.sampled_from(["execution", *(f"outputs[{n}]" for n in range(3)), "benefits[3]"]), st.integers(0, 1000)
    )
)
def test_scores_that_are_given_are_the_scores(given):
    said = {id: Judgement(Decimal(n) / 100, reason="x") for id, n in given.items()}
    result = library(judgements=said)
    after = {row.id: row.reviewed_score for row in result.rows}
    own = {row.id: row.own_score for row in result.rows}
    assert all(after[id] == (said[id].points if id in said else own[id]) for id in after)
    assert result.reviewed.total == sum(after.values())
    assert result.change == sum(row.deviation for row in result.rows)
    assert {f.code for f in result.findings} <= {"R406"}


@settings(deadline=None)
@given(off=st.integers(1, 3000), full=st.sampled_from(["execution", "outputs[0]", "benefits[3]"]))
def test_a_deduction_lowers_by_itself_or_to_nothing(off, full):
    points = next(row.points for row in library().rows if row.id == full)
    taken = min(Decimal(off) / 100, points)
    result = library(judgements={full: Judgement(deductions=[Deduction(taken, "x")])})
    row = next(row for row in result.rows if row.id == full)
    assert row.reviewed_score == max(row.own_score - taken, Decimal(0))
