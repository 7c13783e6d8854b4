"""What a sheet comes to: by rule where inputs were read, as printed elsewhere."""

from decimal import Decimal

import pytest
from attrs import evolve
from tests.audit.printing import funds, reading, row, sheet

import perfeval
from perfeval.auditing import SCORES, audit_reading, recompute
from perfeval.auditing.marks import marked
from perfeval.auditing.ruling import Ruler
from perfeval.expressions import Source, linear
from perfeval.model import Sheet

FORMS = perfeval.scheme("mof-2020-project")
FOSHAN = perfeval.scheme("foshan-2021")
TOTAL = "年度资金总额"
BY_RULE = ["部门预算资金支出率得分", "公众或服务对象满意度"]


def foshan(**changes: str) -> Sheet:
    """The published report in short, with some scores changed."""
    scores = {
        "预算管理情况": "10",
        "绩效管理": "8",
        "财务管理": "19",
        "项目管理": "8",
        "资产管理": "5",
        "重点工作完成率": "10",
        "项目绩效目标完成率": "9.85",
        "部门预算资金支出率得分": "10",
        "社会经济生态效益": "15",
        "公众或服务对象满意度": "5",
    }
    points = {**scores, "项目绩效目标完成率": "10"}
    actual = {"公众或服务对象满意度": "96.37分"}
    rows = [
        row(label, "", points=points[label], score=changes.get(label, score), actual=actual.get(label, ""))
        for label, score in scores.items()
    ]
    return sheet(
        funds("合计", line="total", original="854.53", adjusted="922.01", actual="884.78"),
        *rows,
        total="99.85",
        grade="优",
        kind="department",
        layout="report",
    )


def test_the_report_of_foshan_comes_to_what_it_states():
    """Judged indicators as printed, the spending rate and satisfaction by their rules."""
    found = recompute(foshan(), FOSHAN, named=True)
    assert (found.total, found.grade) == (Decimal("99.85"), "优")
    by_rule = [r.label for r in found.rows if r.basis == "rule"]
    assert by_rule == BY_RULE
    assert audit_reading(reading(foshan()), SCORES, FOSHAN, named=True).findings == ()


@pytest.mark.parametrize(
    "label", ["预算管理情况", "项目绩效目标完成率", "部门预算资金支出率得分", "公众或服务对象满意度"]
)
def test_a_score_that_is_changed_is_caught(label: str):
    """By its rule or by the sum; a rule that rests on an assumption only warns, and names it."""
    findings = audit_reading(reading(foshan(**{label: "4.5"})), SCORES, FOSHAN, named=True).findings
    assert "S202" in {f.code for f in findings}
    ruled = [(f.severity, "满分线" in f.message.zh) for f in findings if f.code == "S204"]
    assert ruled == ([("warning", True)] if label in BY_RULE else [])


def test_a_rule_on_published_parameters_is_an_error():
    """The same rule, its parameter from another source."""
    published = {p.name: evolve(p, source=Source("文号", "published")) for p in FOSHAN.parameters}
    spending = FOSHAN.node("spending")
    effectiveness = FOSHAN.node("effectiveness")
    firm = evolve(spending, scoring=linear(full=published["spending_full"]))
    children = [firm if child is spending else child for child in effectiveness.children]
    groups = [evolve(g, children=children) if g is effectiveness else g for g in FOSHAN.groups]
    scheme = evolve(FOSHAN, groups=groups, parameters=[published["spending_full"], FOSHAN.parameters[1]])
    for held, severity in ((FOSHAN, "warning"), (scheme, "error")):
        found = audit_reading(reading(foshan(**{BY_RULE[0]: "9"})), SCORES, held, named=True).findings
        assert [f.severity for f in found if f.code == "S204"] == [severity]


def test_points_that_are_changed_are_held_against_the_scheme():
    """The whole, and the level-1 group."""
    form = foshan()
    rows = [r if r.label != "财务管理" else row("财务管理", "", points="20", score="19") for r in form.indicators]
    findings = audit_reading(reading(evolve(form, indicators=rows)), SCORES, FOSHAN, named=True).findings
    assert [(f.code, f.location) for f in findings] == [("S201", "total.points"), ("S201", "groups[管理效率].points")]


def test_an_indicator_of_the_scheme_that_is_not_printed_leaves_no_total():
    """Nobody knows what it would have."""
    form = foshan()
    short = evolve(form, indicators=form.indicators[1:])
    assert recompute(short, FOSHAN, named=True).total is None
    assert [leaf.id for leaf in Ruler(short, FOSHAN, marked(short), named=True).unmatched] == ["budgeting"]


def test_a_local_split_is_scored_with_the_points_that_are_printed():
    """20 points for the execution rate, a group of rows that is not complete."""
    form = sheet(
        funds(TOTAL, line="total", adjusted="100", actual="85.5", points="20", score="17.1"),
        row("达标率", target="≥90%", actual="45%", points="30", score="20"),
        row("政策知晓", "社会效益指标", target="有效", actual="有效", points="10", score="9"),
        row("未评", points="10"),
    )
    found = recompute(form, FORMS)
    assert [(r.basis, r.score, r.exact) for r in found.rows] == [
        ("rule", Decimal("17.10"), Decimal("17.1")),
        ("rule", Decimal("15.00"), 15),
        ("printed", Decimal(9), None),
        ("none", None, None),
    ]
    assert found.total is None
    assert found.row("indicators[达标率]") is found.rows[1]
    assert found.row("indicators[nothing]") is None


def test_full_marks_other_than_the_scheme_s_have_no_grade():
    """110 points are graded by nobody; 100 are."""
    rows = [row(label, points="50", score="45") for label in "ab"]
    assert recompute(sheet(*rows), FORMS).grade == "优"
    assert recompute(sheet(*rows, row("c", points="10", score="9")), FORMS).grade is None


def test_a_sheet_of_funds_alone_has_no_total():
    """The rest of it is somewhere else."""
    form = sheet(funds(TOTAL, line="total", adjusted="1", actual="1", points="10", score="10"))
    assert recompute(form, FORMS).total is None


def test_a_merged_score_stands_for_all_its_rows():
    """It counts once, as printed."""
    rows = [
        row("a", target="≥1个", actual="1个", points="5", score="9", shares="ab"),
        row("b", target="≥1个", actual="1个", points="5", shares="ab"),
    ]
    found = recompute(sheet(*rows), FORMS)
    assert [(r.basis, r.points, r.score) for r in found.rows] == [("printed", Decimal(10), Decimal(9))]
