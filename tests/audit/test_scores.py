"""Checks S, each on a sheet that fires it and on neighbours that must not."""

import pytest
from tests.audit.printing import funds, heading, reading, row, sheet

import perfeval
from perfeval.auditing import SCORES, audit_reading
from perfeval.findings import Origin
from perfeval.model import Loose, Sheet

TOTAL = "年度资金总额"
FORMS = perfeval.scheme("mof-2020-project")


def codes(form: Sheet, code: str) -> list[str]:
    """Where a code was reported."""
    return [f.location for f in audit_reading(reading(form), SCORES, FORMS).findings if f.code == code]


def done(
    label: str = "出勤率", *, target: str = "≥90%", actual: str = "95%", points: str = "10", score: str = "10", **more
):
    return row(label, target=target, actual=actual, points=points, score=score, **more)


def spent(adjusted: str = "100", actual: str = "100", points: str = "10", score: str = "10", **more):
    return funds(TOTAL, line="total", adjusted=adjusted, actual=actual, points=points, score=score, **more)


def at(label: str, column: str) -> str:
    return f"indicators[{label}].{column}"


OUTPUTS = heading("产出指标", points="30")
JUDGED = heading("管理", score="15")
REASONS = ("target", "actual", "points", "score", "reason")
AB = ("a", "b")

FIRES = [
    ("S201", "total.points", sheet(spent(), done(), points="30")),
    ("S201", "total.points", sheet(spent(), done(), done("b", points=""), points="10")),
    ("S201", "groups[产出指标].points", sheet(done(headings=[OUTPUTS]), done("b", headings=[OUTPUTS]))),
    ("S202", "total.score", sheet(spent(), done(), total="30")),
    ("S202", "total.score", sheet(done(points="90", score="90"), total="100.5")),
    ("S202", "total.score", sheet(done(points="90", score="80"), total="79")),
    ("S202", "total.score", sheet(done(points="100", score="90"), total="95")),
    ("S201", "total.points", sheet(done(points="80", score="80"), points="90")),
    ("S202", "total.score", sheet(spent(), done(score="10"), done("b", score=""), total="35")),
    ("S202", "total.score", sheet(spent(), done(score="10"), done("b", score=""), total="15")),
    ("S202", "groups[管理].score", sheet(done("a", headings=[JUDGED]), done("b", headings=[JUDGED]))),
    ("S203", at("a", "score"), sheet(done("a", points="5", score="5.5"))),
    ("S203", at("a", "score"), sheet(done("a", points="5", score="-1"))),
    ("S203", at("a", "score"), sheet(done("a", points="", score="-1"))),
    ("S203", f"funds[{TOTAL}].score", sheet(spent(score="12"))),
    ("S204", f"funds[{TOTAL}].score", sheet(spent(actual="85", score="10"))),
    ("S204", f"funds[{TOTAL}].score", sheet(spent(points="100", score="10"))),
    ("S204", at("a", "score"), sheet(done("a", actual="45%", score="10"))),
    ("S204", at("a", "score"), sheet(done("a", actual="45%", score="5.1"))),
    ("S204", at("a", "score"), sheet(done("a", target="38508人", actual="22584人", points="2", score="1.9"))),
    ("S204", at("政府采购执行率", "score"), sheet(done("政府采购执行率", target="100%", actual="72.74%", score="10"))),
    ("S204", at("预算执行率", "score"), sheet(done("预算执行率", target="", actual="100%", score="9"))),
    ("S204", at("预算执行率", "score"), sheet(spent(actual="50", score="5"), done("预算执行率", target="", actual=""))),
    ("S204", at("a", "score"), sheet(done("a", target="=0次", actual="2次", score="5"))),
    ("S204", at("公里", "score"), sheet(done("公里", target="5公里", actual="4000米", score="10"))),
    ("S204", at("生均补助标准", "score"), sheet(done("生均补助标准", under="成本指标", target="≥9元", actual="6元"))),
    ("S205", at("a", "score"), sheet(done("a", score="7"))),
    ("S205", at("火灾", "score"), sheet(done("火灾", target="0起", actual="0起", score="7"))),
    ("S205", at("公用经费控制率", "score"), sheet(done("公用经费控制率", target="100%", actual="97%", score="7"))),
    ("S206", at("a", "reason"), sheet(done("a", score="7"), columns=REASONS)),
    ("S206", at("a", "reason"), sheet(done("a", score="7", reason="无"), columns=REASONS)),
    ("S206", at("a", "reason"), sheet(done("a", actual="50%", points="", score=""), columns=REASONS)),
    ("S207", "grade", sheet(total="84.47", grade="优")),
    ("S207", "grade", sheet(total="89.99", grade="优秀")),
    ("S207", "grade", sheet(total="95", grade="“良好”等次")),
    (
        "S208",
        "funds[其中：财政拨款].points",
        sheet(spent(), funds("其中：财政拨款", within=TOTAL, points="10", score="10")),
    ),
    ("S208", "funds[其中：财政拨款].score", sheet(spent(), funds("其中：财政拨款", within=TOTAL, score="10"))),
    ("S209", at("a", "actual"), sheet(done("a", target="≥100人", actual="130人"))),
    ("S209", at("a", "actual"), sheet(done("a", target="6次", actual="150次", reason="—"))),
    ("S210", "total.score", sheet(done(), points="100", total="102")),
    ("S210", "total.score", sheet(done(), total="102")),
    ("S211", f"funds[{TOTAL}].score", sheet(spent(score=""), columns=["target", "actual"])),
    ("S211", at("b", "score"), sheet(done("a"), done("b", score=""))),
    ("S211", at("b", "points"), sheet(done("a"), done("b", points=""))),
]

BONUS = row("加分项", "", bonus=True, points="2", score="2")
QUIET = [
    ("S201", sheet(spent(), done(), points="20")),
    ("S201", sheet(spent(), done(), done("b", points=""), points="30")),
    ("S201", sheet(spent(), points="100")),
    ("S201", sheet(spent(), done(points=""), points="100")),
    ("S201", sheet(spent(), done(), BONUS, points="20")),
    ("S201", sheet(spent(), funds("其中：财政拨款", within=TOTAL, points="10", score="10"), done(), points="20")),
    ("S201", sheet(*(done(label, headings=[OUTPUTS]) for label in "abc"))),
    ("S201", sheet(*(done(label, headings=[heading("产出")]) for label in "ab"))),
    ("S202", sheet(spent(), done(), total="20")),
    ("S202", sheet(done(points="90", score="90"), points="100", total="99")),
    ("S201", sheet(done(points="90", score="90"), points="100", total="99")),
    ("S202", sheet(spent(), done("预算执行率", target="", actual="100%"), done("b"), points="20", total="20")),
    ("S201", sheet(spent(), done("预算执行率", target="", actual="100%"), done("b"), points="20", total="20")),
    ("S202", sheet(spent(), done(), BONUS, total="22")),
    ("S202", sheet(spent(), done(), done("b", score=""), total="25")),
    ("S202", sheet(spent(), done(), done("b", points="", score=""), total="95")),
    ("S202", sheet(total="84.47")),
    ("S202", sheet(done(score=""), total="84.47")),
    ("S202", sheet(done("a", shares=AB), done("b", score="", shares=AB), total="10")),
    ("S203", sheet(done("a", points="5", score="5"))),
    ("S203", sheet(done("a", points="", score="50"))),
    (
        "S203",
        sheet(done("a", points="5", shares=AB, score="10"), done("b", points="5", score="", shares=AB)),
    ),
    ("S204", sheet(spent(actual="85", score="8.5"))),
    ("S204", sheet(spent(actual="84.96", score="8.5"))),
    ("S204", sheet(spent(actual="120", score="10"))),
    ("S204", sheet(spent(adjusted="0", actual="0", score="10"))),
    ("S204", sheet(spent(adjusted="", actual="85", score="10"))),
    ("S204", sheet(done("a", actual="45%", score="5"))),
    ("S204", sheet(done("a", target="38508人", actual="37442人", points="3", score="3"))),
    ("S204", sheet(done("a", target="≤30万元", actual="31万元", score="2"))),
    ("S204", sheet(done("财政供养人员控制率", target="100%", actual="92%", score="10"))),
    ("S204", sheet(done("财政供养人员控制率", target="100%", actual="104%", score="3"))),
    ("S204", sheet(done("项目总成本", under="成本指标", target="20万元", actual="18万元", score="10"))),
    ("S204", sheet(done("a", target="≥95%", actual="95", score="10"))),
    ("S204", sheet(done("a", target="≥95%", actual="1", score="10"))),
    ("S204", sheet(done("a", target="≥95%", actual="0.475", score="5"))),
    ("S204", sheet(done("a", target="≥266米", actual="≥266米", score="3"))),
    ("S204", sheet(done("a", target="100%", actual="1000件", score="3"))),
    ("S204", sheet(done("a", target="2021年12月", actual="2021年11月", score="3"))),
    ("S204", sheet(done("a", target="有效", actual="有效", score="3"))),
    ("S204", sheet(done("a", target=">5次", actual="5次", score="10"))),
    ("S204", sheet(done("a", score="7"))),  # S205
    ("S204", sheet(done("办理", under="时效指标", target="30天", actual="25天", score="10"))),
    ("S204", sheet(done("办理", under="时效指标", target="30天", actual="35天", score="10"))),
    ("S204", sheet(done("设备", under="成本指标", target="20万元", actual="18万元", score="10"))),
    ("S204", sheet(done("生均补助标准", under="成本指标", target="1000元", actual="900元", score="10"))),
    ("S204", sheet(done("成本占比", under="成本指标", target="50%", actual="40%", score="10"))),
    ("S204", sheet(done("重大森林火灾", target="0起", actual="2起", score="10"))),
    ("S204", sheet(done("重大森林火灾", target="0起", actual="0起", score="10"))),
    ("S204", sheet(done("a", shares=AB, actual="45%"), done("b", score="", shares=AB))),
    ("S205", sheet(done("a", score="7", reason="资料不全"))),
    ("S205", sheet(done("a", actual="80%", score="7"))),
    ("S205", sheet(done("a", score="10"))),
    ("S205", sheet(done("a", target="良好", actual="良好", score="7"))),
    ("S206", sheet(done("a", score="7"))),
    ("S206", sheet(done("a", score="7", reason="资料不全"), columns=REASONS)),
    ("S206", sheet(done("a"), columns=REASONS)),
    ("S207", sheet(total="84.47", grade="良")),
    ("S207", sheet(total="90", grade="优秀")),
    ("S207", sheet(total="84.47", grade="Ａ级")),
    ("S207", sheet(total="84.47", grade="")),
    ("S207", sheet(total="110", grade="优", points="120")),
    ("S207", sheet(total="100", grade="良", points="120")),
    ("S208", sheet(spent(), funds("其中：财政拨款", within=TOTAL, points="6", score="6"))),
    ("S208", sheet(spent(score="0"), funds("其中：财政拨款", within=TOTAL, score="0"))),
    ("S208", sheet(spent(), funds("上年结转", score="10"))),
    ("S209", sheet(done("a", target="≥100人", actual="129人"))),
    ("S209", sheet(done("a", target="≥100人", actual="150人", reason="需求增加"))),
    ("S209", sheet(done("a", target="≤100人", actual="150人"))),
    ("S209", sheet(done("a", target="≥95%", actual="95"))),
    ("S209", sheet(done("a", target="0起", actual="2起"))),
    ("S210", sheet(done(), points="100", total="100")),
    ("S210", sheet(done(), BONUS, points="100", total="102")),
    ("S210", sheet(done(), row("创新", headings=[heading("加分项")]), points="100", total="102")),
    ("S210", sheet(spent(points="60"), done(points="60"), total="110")),
    ("S211", sheet(done("a", score=""), done("b", score=""))),
    ("S211", sheet(spent(score=""), done("a", score=""))),
    ("S211", sheet(done("a", points=""), done("b", points=""))),
    ("S211", sheet(done("a", shares=AB), done("b", score="", shares=AB))),
    ("S211", sheet(done("a"), row("未填"))),
]


@pytest.mark.parametrize(("code", "place", "form"), FIRES)
def test_a_contradiction_is_reported_at_its_figure(code: str, place: str, form: Sheet):
    """Once, and at the figure that is wrong."""
    assert codes(form, code) == [place]


@pytest.mark.parametrize(("code", "form"), QUIET)
def test_what_only_nearly_contradicts_is_left_alone(code: str, form: Sheet):
    """Printed precision, blanks, merged cells, cases without a rule."""
    assert codes(form, code) == []


def test_points_that_could_not_be_bound_are_not_missed():
    """What is missing stands in an unread cell, so the reader missed it, not the form."""
    form = sheet(done(), points="20", total="20")
    unread = [Loose("10", Origin(cell="F6")), Loose("表", Origin(cell="F7"))]
    assert {f.code for f in audit_reading(reading(form), SCORES, FORMS).findings} >= {"S201", "S202"}
    assert not audit_reading(reading(form, unread=unread), SCORES, FORMS).findings


def test_a_wrong_total_says_what_it_follows_from():
    """S202 because of a score beyond its marks."""
    form = sheet(done("a", score="12"), done("b"), total="20")
    found = {f.code: f for f in audit_reading(reading(form), SCORES, FORMS).findings}
    assert found["S202"].because == ("indicators[a].score",)


def test_without_a_scheme_nothing_is_held_against_rules_or_grades():
    """Only what the sheet itself declares is left."""
    form = sheet(spent(actual="85"), done(actual="45%"), total="70", grade="优")
    assert [f.code for f in audit_reading(reading(form), SCORES).findings] == ["S202"]
