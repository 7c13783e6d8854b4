"""A form that a submission was filled into is read back as the same submission."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.evaluation.generating import case
from tests.formats.test_round_trips import submissions as wild_submissions

import perfeval
from perfeval.expressions import Source
from perfeval.formats import read_submission, submission_document, submission_toml
from perfeval.formats.filled import form, read_form
from perfeval.formats.filled.filling import filled_form
from perfeval.formats.filled.gathering import gathered
from perfeval.formats.submissions import structured
from perfeval.model import (
    Budget,
    BudgetLine,
    Deduction,
    Entity,
    Evidence,
    Grades,
    Indicator,
    Input,
    Judgement,
    Project,
    Scheme,
    Submission,
    Target,
    Task,
)
from perfeval.testing import submissions

pytestmark = pytest.mark.slow

FOSHAN = perfeval.scheme("foshan-2021")
PROJECT = perfeval.scheme("mof-2020-project")
EVERYTHING = Scheme(
    id="every-2024",
    label="各类数据",
    groups=[Indicator("work", "工作", 60), Indicator("more", "工作", 40)],
    grades=Grades({"合格": 0}),
    inputs=[
        Input("figure", "number", "数", low=0, high=10),
        Input("rate", "ratio", "比率", low=0, high=1),
        Input("survey", "ratio", "满意度", low=0, high=1, out_of=100),
        Input("third", "number", "三分之一", low=Fraction(1, 3)),
        Input("paid", "money", "金额", low=0),
        Input("people", "quantity", "人数", unit="人"),
        Input("where", "text", "地点"),
        Input("grade", "text", "等次", options=["一", "二"]),
        Input("open", "flag", "公开"),
        Input("tier", "level", "档", options=["低", "高"]),
        Input("since", "date", "日期"),
        Input("visits.name", "text", "名称", table="visits", table_label="走访[一]"),
        Input("visits.paid", "money", "费用", table="visits"),
        Input("visits.day", "date", "日期", table="visits"),
        Input("visits.open", "flag", "公开", table="visits"),
        Input("others.name", "text", "名称", table="others", table_label="走访[一]"),
    ],
)
FACTS = {
    "figure": Decimal("1.50"),
    "rate": Decimal("0.958"),
    "survey": Decimal("96.37"),
    "paid": Decimal("12.5"),
    "people": Decimal(16),
    "where": "=1+1",
    "grade": "一",
    "open": False,
    "tier": "高",
    "since": date(2024, 6, 30),
}
OWN = Submission(entity=Entity("某局"), year=2024, scheme="every-2024", money_unit="万元", facts=FACTS)

few = settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


many = settings(few, max_examples=50)


def through_cells(scheme: Scheme, submission: Submission, lang: str = "zh") -> Submission:
    """The same without drawing and opening the workbook, which takes a hundred times as long."""
    document = submission_document(submission, classified=True)
    filled = filled_form(scheme, document, lang)  # type: ignore[arg-type]
    read = gathered(filled.blueprint, filled.cells())
    assert read.faults == []
    return structured(read.document)


def back(scheme: Scheme, submission: Submission, lang: str = "zh") -> Submission:
    return read_form(form(scheme, submission, lang=lang, classified=True))  # type: ignore[arg-type]


WAYS = [pytest.param(through_cells, many, id="cells"), pytest.param(back, few, id="workbook")]


@pytest.mark.parametrize("scheme", [FOSHAN, PROJECT], ids=["foshan", "project"])
@pytest.mark.parametrize(("way", "often"), WAYS)
def test_what_a_scheme_may_meet(scheme, way, often):
    @often
    @given(submissions(scheme), st.sampled_from(["zh", "en"]))
    def check(submission, lang):
        found = way(scheme, submission, lang)
        assert found == submission
        assert read_submission(submission_toml(found, classified=True)) == submission

    check()


@pytest.mark.parametrize(("way", "often"), WAYS)
def test_generated_schemes(way, often):
    @often
    @given(st.integers(0, 10**6))
    def check(seed):
        scheme, made = case(seed, many=1)
        # An amount of money among the facts comes back as the text it is written as, as from every file.
        assert way(scheme, made[0]) == read_submission(submission_toml(made[0], classified=True))

    check()


@pytest.mark.parametrize("scheme", [FOSHAN, PROJECT, EVERYTHING], ids=["foshan", "project", "every"])
@pytest.mark.parametrize(("way", "often"), WAYS)
def test_whatever_a_submission_can_hold(scheme, way, often):
    @often
    @given(wild_submissions)
    def check(submission):
        assert way(scheme, submission) == submission

    check()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_kind_of_input_in_its_own_cell(lang):
    rows = ({"name": "甲", "paid": Decimal("0.5"), "day": date(2024, 1, 2), "open": True}, {"name": "乙"})
    whole = evolve(OWN, facts={**FACTS, "visits": rows, "others": ()})
    assert back(EVERYTHING, whole, lang) == whole
    assert "more" not in sheets(form(EVERYTHING, whole, lang=lang))


def sheets(data: bytes) -> list[str]:
    from io import BytesIO

    import openpyxl

    return [name.lower().replace("其他内容", "more") for name in openpyxl.load_workbook(BytesIO(data)).sheetnames]


@pytest.mark.parametrize(
    "label",
    ["\x08", "a\rb", "\x1b[31m", "\ufffe", "\t", " ", "\n", "\u3000", "_x0008_", "=1+1", "长" * 40_000],
    ids=lambda label: ascii(label)[:12],
)
def test_a_line_of_the_budget_with_any_label(label):
    """The label stands beside its cells, and is looked at before they are read."""
    whole = evolve(OWN, budget=Budget([BudgetLine("own", "1万元", label=label)]))
    assert back(EVERYTHING, whole) == whole


ENTRIES: list[dict[str, Any]] = [
    {"tasks": ()},
    {"tasks": None, "projects": (), "targets": ()},
    {"facts": {**FACTS, "visits": ()}},
    {"facts": {"rate": "95.8%", "paid": "12元", "people": "一万"}},
    {"facts": {"open": "是", "grade": "三", "since": "2024-01-01", "figure": True}},
    {"facts": {"since": date(1899, 1, 1), "unknown.path": date(1899, 1, 1), "unknown": ({"a": Decimal(1)}, {})}},
    {"facts": {"figure": Decimal("1234567890.1234567890123"), "people": Decimal("1E+20")}},
    {"judgements": {"work": Judgement(deductions=())}},
    {
        "judgements": {
            "work": Judgement(deductions=[Deduction("1.50", "迟报", share=Fraction(1, 3)), Deduction(2, evidence="A1")])
        }
    },
    {
        "judgements": {
            "work": Judgement(points="9.50", evidence=["A1", "A2"], code="K1", share="30%"),
            "more": Judgement(),
        }
    },
    {"judgements": {"gone": Judgement(deductions=[Deduction(1, "某")])}},
    {"not_applicable": {"work": "没有", "gone": "没有"}},
    {"narrative": {"work": "行一\n行二", "其他": "文"}, "profile": {"functions": "职能"}},
    {"sources": {"facts.rate": Source("推算", "inferred"), "tasks": Source("暂定", "assumed", "http://a")}},
    {"problems": ["一", "二"], "improvements": ["三"], "evidence": [Evidence("A1", "通知", "档案室")]},
    {"projects": [Project("甲", "1.50万元", "12元", None, "98.5", classified=True), Project("乙")]},
    {"tasks": [Task("甲", True, False), Task("乙")]},
    {
        "targets": [
            Target("人次", "outputs", "quantity", 10, ">=", 735, 760, "人次"),
            Target("面貌", tier="reached", degree="0.85"),
        ]
    },
    {
        "budget": Budget(
            [BudgetLine("capital"), BudgetLine("total", "1万元"), BudgetLine("own", label="预备", part_of="total")]
        )
    },
    {"budget": Budget([BudgetLine("personnel", "1元"), BudgetLine("operating", "2元"), BudgetLine("basic", "3元")])},
    {
        "budget": Budget(
            [BudgetLine("personnel", "1万元"), BudgetLine("operating", "2万元"), BudgetLine("basic", "4万元")]
        )
    },
    {"kind": "project", "scheme": "", "money_unit": ""},
]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: "-".join(entry))
@pytest.mark.parametrize("scheme", [EVERYTHING, PROJECT], ids=["every", "project"])
def test_entries_of_every_sort(scheme, entry):
    whole = evolve(OWN, **entry)
    found = through_cells(scheme, whole) if scheme is PROJECT else back(scheme, whole)
    assert found == whole
    assert (found.tasks, found.facts) == (whole.tasks, whole.facts)
