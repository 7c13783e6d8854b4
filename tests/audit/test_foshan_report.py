"""The published report of Foshan: its two contradictions are found, nothing else is, no bound figure can change."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.audit.bound import bound

from perfeval.api.auditing import audit
from perfeval.auditing.described import figures
from perfeval.findings import Finding
from perfeval.formats.pages.opening import open_document
from perfeval.formats.prose import bind
from perfeval.model import Figure, Reading

pytestmark = pytest.mark.slow

REPORT = Path(__file__).parent.parent / "formats/prose/foshan-hmt-office-2021.txt"
TEXT = REPORT.read_text(encoding="utf-8")
GRADES = ("优", "良", "中", "差")


def read(text: str) -> Reading:
    return bind(open_document(text.encode(), REPORT.name))


def audited(reading: Reading, scheme: str | None = "foshan-2021") -> tuple[Finding, ...]:
    return tuple(f for f in audit(reading, scheme).findings if f.severity in ("error", "warning"))


READING = read(TEXT)
HELD = {one.path: one for one in bound(READING) if one.by not in ("", "claim")}


@cache
def known() -> frozenset[tuple[str, str]]:
    return frozenset((f.code, f.location) for f in audited(READING))


@pytest.mark.parametrize("scheme", [None, "foshan-2021"])
def test_both_contradictions_are_found_and_nothing_else(scheme: str | None):
    found = audited(READING, scheme)
    assert [(f.code, f.stated, f.expected, f.origin.line if f.origin else None) for f in found] == [
        ("C501", "95.8%", "95.96%", 566),
        ("C501", "85.18%", "68.35%", 605),
    ]


def test_it_comes_to_the_total_and_grade_that_it_states():
    came_to = audit(READING, "foshan-2021").recomputed[0]
    assert (came_to.total, came_to.grade) == (Decimal("99.85"), "优")


def test_every_figure_that_the_domain_binds_is_bound():
    by = [one.by for one in HELD.values()]
    counted = {kind: by.count(kind) for kind in set(by)}
    assert counted == {"sum": 24, "points": 10, "score": 10, "total": 1, "grade": 1}


def changed(figure: Figure, new: str) -> Reading:
    """The report with one figure changed, and no other."""
    assert figure.origin.line is not None
    lines = TEXT.split("\n")
    line = lines[figure.origin.line - 1]
    old = figure.raw if figure.value is None else re.search(r"[\d.,]+", figure.raw)[0]  # type: ignore[index]
    for found in re.finditer(rf"(?<![\d.]){re.escape(old)}(?![\d.])", line):
        lines[figure.origin.line - 1] = line[: found.start()] + new + line[found.end() :]
        reading = read("\n".join(lines))
        now = figures(reading.sheets[0]).get(figure.path)
        if now is not None and now.raw.startswith(new):
            return reading
    raise AssertionError(f"{figure.path} was not changed")


def assert_caught(path: str, new: str) -> None:
    reading = changed(HELD[path].figure, new)
    new_ones = {(f.code, f.location) for f in audited(reading)} - known()
    assert new_ones, f"{path} changed to {new}, and nobody noticed"


@pytest.mark.parametrize("path", [path for path, one in HELD.items() if one.by != "grade"])
@pytest.mark.parametrize("by", ["-0.01", "7"])
def test_a_changed_figure_is_caught(path: str, by: str):
    value = HELD[path].figure.value
    assert value is not None
    assert_caught(path, str(abs(value + Decimal(by))))


@given(data=st.data())
@settings(max_examples=20, deadline=None)
def test_any_change_of_any_figure_is_caught(data: st.DataObject):
    path = data.draw(st.sampled_from(sorted(path for path, one in HELD.items() if one.by != "grade")))
    old = HELD[path].figure.value
    value = data.draw(st.decimals(0, 2000, places=2).filter(lambda d: d != old))
    assert_caught(path, str(value))


@pytest.mark.parametrize("grade", GRADES[1:])
def test_a_changed_grade_is_caught(grade: str):
    assert_caught("grade", grade)


def test_a_mended_report_has_no_fault():
    mended = TEXT.replace("95.8%", "95.96%").replace("85.18%", "68.35%")
    assert audited(read(mended)) == ()


@pytest.mark.parametrize(("old", "new"), [("95.8%", "96%"), ("95.8%", "96.0%"), ("884.78万元", "884.8万元")])
def test_a_coarser_figure_agrees_at_its_own_precision(old: str, new: str):
    mended = TEXT.replace("95.8%", "95.96%").replace("85.18%", "68.35%")
    assert audited(read(mended.replace(old if old in mended else "95.96%", new))) == ()


@given(st.integers(0, 10000))
@settings(max_examples=10, deadline=None)
def test_the_stated_rate_is_an_error_unless_it_is_what_the_table_gives(hundredths: int):
    rate = Decimal(hundredths) / 100
    found = audited(read(TEXT.replace("85.18%", f"{rate:.2f}%")))
    right = round(Fraction(Decimal("59.6")) / Fraction(Decimal("87.2")) * 10000)
    assert (len(found) == 1) == (hundredths == right)
