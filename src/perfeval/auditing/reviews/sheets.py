"""The checks of a review over published sheets that print reviewed scores beside their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Final

from perfeval.auditing.checks import Audited, Check
from perfeval.auditing.reviews.checks import empty, grade_change, unexplained, unproved, wrong_share
from perfeval.auditing.reviews.rows import ReviewRow
from perfeval.findings import Finding, Text, kind
from perfeval.model import Figure, IndicatorRow, Sheet
from perfeval.numbers import exact_sum, round_places


def review_rows(sheet: Sheet) -> tuple[ReviewRow, ...]:
    """The rows of a sheet under review; none where it has no reviewed scores.

    A form whose column of reviewed scores is empty from top to bottom has not been reviewed yet.
    """
    if not any(row.reviewed is not None and row.reviewed.value is not None for row in sheet.indicators):
        return ()
    return tuple(_row(row) for row in sheet.indicators if row.points is not None or row.score is not None)


def _row(row: IndicatorRow) -> ReviewRow:
    figure = row.reviewed
    return ReviewRow(
        path=f"{row.path}.reviewed",
        label=Text(row.label),
        full=_printed(row.points),
        own=_printed(row.score),
        reviewed=_printed(figure),
        empty=(figure is None or figure.blank) and _printed(row.score) is not None,
        said=(row.remark,),
        origin=row.origin if figure is None else figure.origin,
    )


def _printed(figure: Figure | None) -> Decimal | None:
    """The figure with the decimals that are shown."""
    if figure is None or figure.exact is None or figure.unit == "%":
        return None
    return round_places(figure.exact, figure.places)


def _each(look: Callable[[ReviewRow], Iterable[Finding]]) -> Callable[[Audited], Iterable[Finding]]:
    return lambda audited: (finding for row in review_rows(audited.sheet) for finding in look(row))


def _grades(audited: Audited) -> Iterator[Finding]:
    """Both totals, where the rows under review make up the whole of the stated one."""
    rows = review_rows(audited.sheet)
    grades = None if audited.scheme is None else audited.scheme.grades
    own = [row.own for row in rows if row.own is not None]
    reviewed = [row.reviewed for row in rows if row.reviewed is not None]
    total = audited.sheet.total
    if grades is None or total is None or len(rows) != len(audited.sheet.indicators):
        return
    if not len(rows) == len(own) == len(reviewed) or exact_sum(own) != total.value:
        return
    sums = [exact_sum(scores) for scores in (own, reviewed)]
    before, after = ((each, grades.of(each).id) for each in sums)
    yield from grade_change(before, after)


REVIEWS: Final = (
    Check(id="review-reason", kinds=[kind("R401"), kind("R405")], run=_each(unexplained)),
    Check(id="review-share", kinds=[kind("R402")], run=_each(wrong_share)),
    Check(id="review-evidence", kinds=[kind("R403")], run=_each(unproved)),
    Check(id="review-empty", kinds=[kind("R404")], run=_each(empty)),
    Check(id="review-grade", kinds=[kind("R406")], run=_grades),
)
"""The checks of published reviews."""
