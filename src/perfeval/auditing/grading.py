"""Check S207: the grade is that of the total."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from perfeval.auditing.checks import Audited, Check
from perfeval.auditing.marks import printed
from perfeval.auditing.words import grade_id
from perfeval.findings import Finding, kind
from perfeval.model import Grades


def grade_of_total(a: Audited) -> Iterator[Finding]:
    """S207: held against the scheme's grades; where the form's full marks differ, its share of them counts as well."""
    total, stated = printed(a.sheet.total), printed(a.sheet.grade)
    if total is None or total.value is None or stated is None or a.scheme is None or a.scheme.grades is None:
        return
    grades = a.scheme.grades
    grade = grade_id(stated.raw, tuple(g.id for g in grades.grades))
    expected = grades.of(total.value).id
    if grade is None or grade in (expected, _scaled(total.value, a, grades)):
        return
    yield kind("S207").at(stated.path, origin=stated.origin, stated=stated.raw, expected=expected, total=total.raw)


def _scaled(total: Decimal, a: Audited, grades: Grades) -> str | None:
    """The grade of the total as a share of the full marks that the form prints."""
    points = printed(a.sheet.points)
    if a.scheme is None or points is None or not points.value or points.value == a.scheme.full:
        return None
    return grades.of(total * a.scheme.full / points.value).id


GRADING = Check(id="grade", kinds=[kind("S207")], run=grade_of_total, follows=["S202", "S210"])
"""The check."""
