"""Checks S: points and scores within their bounds, by their rules, printed once."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from perfeval.auditing.agreeing import agrees, told
from perfeval.auditing.checks import Audited, Check
from perfeval.auditing.explaining import EXPLAINING
from perfeval.auditing.grading import GRADING
from perfeval.auditing.marks import Marked, execution, grand_total, indicators, marked, printed
from perfeval.auditing.sums import SUMS
from perfeval.auditing.words import table
from perfeval.findings import Finding, Text, kind
from perfeval.model import Sheet
from perfeval.numbers import exact_sum, plain


def within_full_marks(a: Audited) -> Iterator[Finding]:
    """S203: a score lies between zero and its full marks."""
    for item in marked(a.sheet):
        row = a.recomputed.row(item.path)
        full = item.full if row is None or row.points is None else row.points
        if item.score is None or item.value is None:
            continue
        if _outside(item.value, full, item.bonus):
            shown = "—" if full is None else plain(full)
            yield kind("S203").at(
                item.score.path, origin=item.score.origin, stated=item.score.raw, expected=shown, label=item.label
            )


def _outside(score: Decimal, full: Decimal | None, bonus: bool) -> bool:
    """Whether a score is beyond its bounds; what is taken off outside the full marks (扣分项) is negative."""
    if bonus and full is None:
        return False
    low, high = sorted((Decimal(0), full)) if bonus and full is not None else (Decimal(0), full)
    return score < low or (high is not None and score > high)


def printed_twice(a: Audited) -> Iterator[Finding]:
    """S208: the points of the execution rate stand on the total row only."""
    total = grand_total(a.sheet)
    if total is None:
        return
    parts = {total.path}
    for row in a.sheet.funds:
        if row.within not in parts or row.path in parts:
            continue
        parts.add(row.path)
        for own, above in ((printed(row.points), printed(total.points)), (printed(row.score), printed(total.score))):
            if own is not None and above is not None and own.value and own.value == above.value:
                yield kind("S208").at(own.path, origin=own.origin, stated=own.raw, label=row.label, total=total.label)
                break


def total_within_full_marks(a: Audited) -> Iterator[Finding]:
    """S210: only a bonus lifts a total above the full marks."""
    total, declared = printed(a.sheet.total), printed(a.sheet.points)
    if total is None or total.value is None or _has_bonus(a.sheet):
        return
    known = [item.full for item in marked(a.sheet) if item.full is not None]
    least = [exact_sum(known), *([a.scheme.full] if a.scheme is not None else [])]
    if any(item.full is None and item.value for item in marked(a.sheet)):
        return  # what is scored without points comes on top of those that are printed
    full = declared.value if declared is not None and declared.value is not None else max(least) if a.scheme else None
    if full is not None and total.value > full:
        yield kind("S210").at(total.path, origin=total.origin, stated=total.raw, expected=plain(full))


def _has_bonus(sheet: Sheet) -> bool:
    words = table()["bonus"]["words"]
    labels = [label for row in sheet.indicators for label in (row.label, *(h.label for h in row.headings))]
    return any(row.bonus for row in sheet.indicators) or any(word in label for label in labels for word in words)


def nothing_missing(a: Audited) -> Iterator[Finding]:
    """S211: a row that has the rest has its score and its full marks too."""
    items = list(indicators(a.sheet.indicators))
    scored = any(item.score is not None for item in items)
    pointed = any(item.points for item in items)
    first = execution(a.sheet)
    if first is not None and first.score is None and (scored or "score" not in a.sheet.columns):
        yield _missing(first, "score")
    for item in items:
        if item.score is None and item.points and scored and "score" in a.sheet.columns:
            yield _missing(item, "score")
        if item.score is not None and not item.points and pointed and "points" in a.sheet.columns:
            yield _missing(item, "points")


def _missing(item: Marked, column: str) -> Finding:
    beside = item.points[0] if item.points else item.score
    what = Text("得分", "score") if column == "score" else Text("分值", "full marks")
    return kind("S211").at(
        f"{item.path}.{column}", origin=None if beside is None else beside.origin, label=item.label, what=what
    )


def follow_rules(a: Audited) -> Iterator[Finding]:
    """S204: a score is what its rule gives for the figures printed beside it."""
    for item in marked(a.sheet):
        row = a.recomputed.row(item.path)
        if (
            row is None
            or row.exact is None
            or item.score is None
            or item.value is None
            or agrees(item.score, row.exact)
        ):
            continue
        if row.met and row.points is not None and row.exact == row.points and item.value < row.points:
            continue  # S205: the target is met, so a reason may explain it
        names = [parameter.label or Text(parameter.name) for parameter in row.assumed]
        assumed = Text(
            "".join(f"；其中{name['zh']}暂定，未见出处" for name in names),
            "".join(f"; {name['en']} is assumed" for name in names),
        )
        yield kind("S204").at(
            item.score.path,
            origin=item.score.origin,
            stated=item.score.raw,
            expected=told(row.exact, max(item.score.places, 2)),
            severity="warning" if row.assumed else None,
            label=item.label,
            why=row.why,
            assumed=assumed,
        )


SCORES = (
    *SUMS,
    Check(id="score-bounds", kinds=[kind("S203")], run=within_full_marks),
    Check(id="score-rules", kinds=[kind("S204")], run=follow_rules, follows=["B102", "B105", "B108", "S203"]),
    *EXPLAINING,
    GRADING,
    Check(id="points-twice", kinds=[kind("S208")], run=printed_twice),
    Check(
        id="total-bounds", kinds=[kind("S210")], run=total_within_full_marks, follows=["S201", "S202", "S203", "S208"]
    ),
    Check(id="marks-missing", kinds=[kind("S211")], run=nothing_missing),
)
"""The checks of points, scores and grades."""
