"""From a reading to a submission: strict, every fault at once, and evaluating it gives what is printed."""

from decimal import Decimal

import pytest
from attrs import evolve
from tests.audit.printing import funds, reading, row, sheet

import perfeval
from perfeval.findings import SubmissionError
from perfeval.model import Reading

FORMS = perfeval.scheme("mof-2020-project")
FOSHAN = perfeval.scheme("foshan-2021")
WHO = {"entity": "某图书馆", "year": 2023, "kind": "project", "project": "免费开放"}
SPENT = funds("年度资金总额", line="total", original="90", adjusted="100", actual="85.5")


def faults(read: Reading, scheme=None, **which: int) -> list[tuple[str, str]]:
    """What stands in the way, by code and place."""
    with pytest.raises(SubmissionError) as raised:
        read.to_submission(scheme, **which)
    return sorted((f.code, f.location) for f in raised.value.findings)


def test_a_project_sheet_is_evaluated_as_it_is_printed():
    """Targets met and missed, percentages without a sign, a qualitative one by its printed score."""
    form = sheet(
        SPENT,
        row("开放天数", target="≥300天", actual="310天", points="20", score="20"),
        row("达标率", "质量指标", target="100%", actual="90", points="20", score="18"),
        row("成本", "成本指标", target="≤100万元", actual="855000元", points="10", score="10"),
        row("影响", "社会效益指标", target="持续有效", actual="有效", points="30", score="23"),
        row("读者满意度", "满意度指标", target="≥95%", actual="0.95", points="10", score="10"),
        **WHO,
    )
    made = reading(form).to_submission(FORMS)
    assert (made.entity.name, made.year, made.scheme, made.profile["project"]) == (
        "某图书馆",
        2023,
        "mof-2020-project",
        "免费开放",
    )
    found = perfeval.evaluate(made, FORMS)
    assert found.total == Decimal("8.55") + 20 + 18 + 10 + 23 + 10
    assert found["benefits"].score == Decimal("23.00")


def test_every_fault_of_a_project_sheet_is_told_at_once():
    """Each with its place."""
    form = sheet(
        funds("年度资金总额", line="total", adjusted="见附件", actual="-3"),
        funds("其中：财政拨款", within="年度资金总额", adjusted="3"),
        row("a", target="≥300天", actual="完成", points="20", score="20"),
        row("b", target="≥300天", actual="", points="", score="20"),
        row("c", target="100%", actual="1000件", points="两分", score="20"),
        row("d", "", target="有效", actual="有效", points="10", score="11"),
        row("e", target="有效", actual="有效", points="10"),
        money_unit="",
    )
    assert faults(reading(form)) == [
        ("I104", "entity"),
        ("I104", "indicators[b].actual"),
        ("I104", "indicators[b].points"),
        ("I104", "indicators[e].score"),
        ("I104", "year"),
        ("I106", "funds[年度资金总额].adjusted"),
        ("I106", "indicators[a].actual"),
        ("I106", "indicators[c].points"),
        ("I110", "funds[其中：财政拨款].adjusted"),
        ("I111", "indicators[d].group"),
        ("I113", "funds[年度资金总额].actual"),
        ("I113", "indicators[d].score"),
        ("I114", "indicators[c].actual"),
    ]
    assert faults(reading(sheet(SPENT, **WHO))) == [("I104", "indicators")]


def test_a_department_s_sheet_becomes_judgements_of_its_scheme():
    """Measured indicators are left to their rules; satisfaction brings its fact."""
    scores = {leaf.label.zh: leaf.points for leaf in FOSHAN.leaves()}
    rows = [row(label, "", points=str(points), score=str(points)) for label, points in scores.items()]
    rows[-1] = row(rows[-1].label, "", points="5", score="5", actual="96.37分")
    form = sheet(SPENT, *rows, **{**WHO, "kind": "department"})
    made = reading(form).to_submission(FOSHAN)
    assert set(made.judgements) == {"budgeting", "performance", "finance", "project_management", "assets", "benefit"}
    assert made.facts["satisfaction"] == Decimal("96.37")
    found = perfeval.evaluate(made, FOSHAN)
    assert found["satisfaction"].score == Decimal("5.00")
    assert found["spending"].score == Decimal("9.00")
    strange = evolve(form, indicators=[*rows[1:], row("预算的管理", "", points="10", score="10")])
    assert faults(reading(strange), FOSHAN) == [("I104", "indicators[预算管理]"), ("I115", "indicators[预算的管理]")]
    assert faults(reading(form)) == [("I104", "scheme")]


def test_one_of_several_sheets_has_to_be_named():
    """By its number, from 0."""
    one = sheet(SPENT, row("a", target="≥1个", actual="1个", points="50", score="50"), **WHO)
    two = evolve(one, entity="另一家")
    assert reading(one, two).to_submission(sheet=1).entity.name == "另一家"
    assert faults(reading(one, two)) == [("I114", "sheets")]
    assert faults(reading(one, two), sheet=2) == [("I115", "sheets")]
    assert faults(reading()) == [("I104", "sheets")]
