"""R401 to R405 on single rows: worked cases as data, and what holds for any."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from perfeval.auditing import ReviewRow, Taken, row_findings
from perfeval.auditing.reviews.shares import shares_named
from perfeval.findings import Text
from perfeval.model import REVIEW_REASONS, ReviewReason
from perfeval.numbers import fraction, round_places

CASES = tomllib.loads((Path(__file__).parent / "rows.toml").read_text(encoding="utf-8"))["row"]


def row(**told):
    scores = {"full": "10", "own": "10", "reviewed": "", **{k: v for k, v in told.items() if k != "name"}}
    decimals = {k: Decimal(scores[k]) if scores.get(k) else None for k in ("full", "own", "reviewed", "ruled")}
    taken = [
        Taken(Decimal(t["points"]) if "points" in t else None, fraction(t["share"])) for t in told.get("taken", ())
    ]
    return ReviewRow(
        path="here",
        label=Text("到馆人次"),
        **decimals,
        empty=told.get("empty", False),
        codes=tuple(told.get("reasons", ())),
        taken=tuple(taken),
        said=told.get("said", ()),
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_row(case):
    assert [finding.code for finding in row_findings(row(**case))] == case.get("codes", [])


def test_a_finding_says_both_figures():
    (found,) = row_findings(row(reviewed="6", said=["扣30%"]))
    assert (found.location, found.severity, found.stated, found.expected) == ("here", "error", "30%", "40%")
    assert "到馆人次" in found.message.en


def test_severities():
    found = [
        *row_findings(row(reviewed="7")),
        *row_findings(row(own="8", reviewed="9")),
        *row_findings(row(empty=True)),
        *row_findings(row(reviewed="4", reasons=["no-evidence"])),
    ]
    assert [(f.code, f.severity) for f in found] == [
        ("R401", "error"),
        ("R405", "warning"),
        ("R404", "error"),
        ("R403", "error"),
    ]


def test_a_reason_of_ones_own_may_leave_nothing_too():
    mine = ReviewReason("no-file", "无档案", nothing_left=True)
    left = row(reviewed="4", reasons=["no-file"])
    assert [f.code for f in row_findings(left, (*REVIEW_REASONS, mine))] == ["R403"]
    assert list(row_findings(left)) == []


def test_the_standards_are_fourteen_and_have_both_languages():
    assert len({reason.code for reason in REVIEW_REASONS}) == 14
    assert all(reason.label.zh and reason.label.en for reason in REVIEW_REASONS)
    by_code = {reason.code: reason for reason in REVIEW_REASONS}
    assert by_code["not-verifiable"].percent == (1, Fraction(3, 5), Fraction(3, 10))
    assert [r.code for r in REVIEW_REASONS if r.nothing_left] == ["no-evidence"]


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("扣30%", ["30%"]),
        ("扣减30.5%", ["30.5%"]),
        ("核减该指标得分的 60 %", ["60%"]),
        ("按规定扣除分值的30%", ["30%"]),
        ("未扣30%", []),
        ("扣分", []),
        ("扣3分，占30%", []),
        ("完成80%，扣20%", ["20%"]),
        ("took 30% of the points", ["30%"]),
        ("30% off", ["30%"]),
        ("扣130%", []),
        ("", []),
    ],
)
def test_shares_in_words(text, shares):
    assert shares_named(text) == tuple(map(fraction, shares))


POINTS = st.integers(1, 50).map(Decimal)
PERCENT = st.integers(0, 100)


@settings(deadline=None)
@given(full=POINTS, percent=PERCENT, places=st.integers(0, 2))
def test_what_is_computed_exactly_always_agrees(full, percent, places):
    """In words or in its field, and however few decimals are printed."""
    share = Fraction(percent, 100)
    left = round_places(Fraction(full) * (1 - share), places)
    assert not any(f.code == "R402" for f in row_findings(row_of(full, left, said=[f"扣{percent}%"])))
    taken = round_places(Fraction(full) * share, 2)
    structured = row_of(full, full - taken, taken=(Taken(taken, share),), codes=("irrelevant",))
    assert not any(f.code == "R402" for f in row_findings(structured))


@settings(deadline=None)
@given(full=POINTS, percent=PERCENT, other=PERCENT)
def test_another_share_of_the_points_never_agrees(full, percent, other):
    assume(percent != other)
    taken = round_places(Fraction(full) * Fraction(other, 100), 2)
    structured = row_of(full, full - taken, taken=(Taken(taken, Fraction(percent, 100)),), codes=("irrelevant",))
    assert [f.code for f in row_findings(structured)] == ["R402"]
    words = row_of(full, full - taken, said=[f"扣{percent}%"])
    assert [f.code for f in row_findings(words)] == ["R402"]


def row_of(full, reviewed, **more):
    return ReviewRow(path="", label=Text("x"), full=full, own=full, reviewed=reviewed, **more)
