"""Checks run one by one: order, links, silences, settings, and a check that raises."""

from decimal import Decimal

from attrs import evolve
from tests.audit.printing import funds, reading, row, sheet

import perfeval
from perfeval.auditing import BUDGET, SCORES, TARGETS, Check, Silence, audit_reading
from perfeval.findings import Origin, kind
from perfeval.model import Figure, Reading

FORMS = perfeval.scheme("mof-2020-project")
ALL = (*BUDGET, *SCORES, *TARGETS)
MARKS = {"points": "10", "score": "10"}
WRONG = sheet(
    funds(
        "年度资金总额", line="total", original="100", adjusted="130", actual="130", rate="90%", points="10", score="10"
    ),
    row("党建1.0", target="≥90%", actual="≥90%", points="10", score="12"),
    row("达标率", target="≥90%", actual="45%", points="10", score="10"),
    total="32",
    grade="优",
)


def test_findings_come_in_the_order_of_the_sheet():
    """Whatever the order of the checks."""
    found = audit_reading(reading(WRONG), ALL, FORMS).findings
    assert found == audit_reading(reading(WRONG), ALL[::-1], FORMS).findings
    assert [f.location for f in found] == [
        "funds[年度资金总额].rate",
        "funds[年度资金总额].adjusted",
        "indicators[党建1.0].score",
        "indicators[党建1.0].actual",
        "indicators[达标率].score",
        "grade",
    ]


def test_a_check_that_raises_is_a_finding_and_the_others_go_on():
    """What it found before it raised is kept."""

    def broken(audited):
        yield kind("B103").at("funds[x].actual", label="x")
        raise ZeroDivisionError("oh")

    result = audit_reading(reading(WRONG), (Check(id="broken", kinds=[kind("B103")], run=broken), *ALL), FORMS)
    codes = [f.code for f in result.findings]
    assert codes.count("B103") == 1
    assert codes.count("P112") == 1
    assert "B102" in codes


def test_a_silenced_finding_is_kept_apart_with_its_reason():
    """By code, and by file and row where they are given."""
    kept = audit_reading(
        reading(WRONG, file="2023/form.xlsx"),
        ALL,
        FORMS,
        silences=[
            Silence("B107", "年中追加，已批复", file="form.xlsx", location="funds[年度资金总额]"),
            Silence("B102", "另一份文件", file="other.xlsx"),
            Silence("S203", "另一行", location="indicators[达标率]"),
        ],
    )
    assert [(s.finding.code, s.reason) for s in kept.silenced] == [("B107", "年中追加，已批复")]
    assert {"B102", "S203"} <= {f.code for f in kept.findings}
    assert kept.worst == "error"


def test_a_setting_changes_when_a_check_fires():
    """B107 from 30 % on."""
    asked = {"B107": {"share": Decimal("0.3"), "unknown": Decimal(1)}}
    assert "B107" not in {f.code for f in audit_reading(reading(WRONG), ALL, FORMS, settings=asked).findings}


def test_what_could_not_be_read_comes_first():
    """The reader's own findings are part of the audit."""
    own = kind("I112").at("", detail="x", advice="y")
    assert audit_reading(reading(WRONG, findings=[own]), ALL, FORMS).findings[0] is own


def test_the_text_of_a_report_is_held_against_a_scheme_only_if_somebody_names_one():
    """A grade of a report needs the scheme's grades."""
    report = sheet(row("工作", points="100", score="70"), total="70", grade="优", layout="report")
    assert audit_reading(reading(report), SCORES, FORMS).findings == ()
    named = audit_reading(reading(report), SCORES, FORMS, named=True).findings
    assert "S207" in {f.code for f in named}


def test_a_finding_shows_where_its_figure_stands():
    """The cell goes with the finding."""
    place = Origin(file="a.xlsx", sheet="自评表", cell="H6")
    score = Figure("indicators[a].score", "12", Decimal(12), 0, origin=place)
    form = sheet(evolve(row("a", points="10"), score=score))
    assert audit_reading(Reading("a.xlsx", [form]), SCORES).findings[0].origin == place
