"""Checks S205, S206, S209: lost points, missed and far exceeded targets have a reason beside them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from perfeval.auditing.agreeing import agrees, percent
from perfeval.auditing.checks import Audited, Check, Setting
from perfeval.auditing.marks import Marked, indicators
from perfeval.findings import Finding, Text, kind
from perfeval.model import Figure
from perfeval.model.comparable import compared
from perfeval.numbers import plain


def _unexplained(item: Marked) -> bool:
    """Whether no reason is given; a dash or 无 is none."""
    return all(Figure("", row.reason).blank for row in item.rows)


def taken_although_met(a: Audited) -> Iterator[Finding]:
    """S205: who meets a target has its points, or is told why not."""
    for item in indicators(a.sheet.indicators):
        row, score = a.recomputed.row(item.path), item.score
        if row is None or row.exact is None or row.points is None or score is None or item.value is None:
            continue
        if not row.met or row.exact != row.points or item.value >= row.points or agrees(score, row.exact):
            continue
        printed = item.rows[0]
        if _unexplained(item) and printed.target is not None and printed.actual is not None:
            yield kind("S205").at(
                score.path,
                origin=score.origin,
                stated=score.raw,
                expected=plain(row.points),
                label=item.label,
                target=printed.target.raw,
                actual=printed.actual.raw,
            )


def lost_without_reason(a: Audited) -> Iterator[Finding]:
    """S206: where the form asks for a reason, lost points and missed targets have one."""
    if "reason" not in a.sheet.columns:
        return
    for item in indicators(a.sheet.indicators):
        pairs = [compared(row) for row in item.rows]
        full = item.full
        lost = full is not None and item.value is not None and item.value < full
        missed = any(pair is not None and not any(pair.met) for pair in pairs)
        if (lost or missed) and _unexplained(item):
            what = Text("扣了分", "points were lost") if lost else Text("未达到目标", "its target was missed")
            yield kind("S206").at(f"{item.path}.reason", origin=item.rows[0].origin, label=item.label, what=what)


def far_above(a: Audited) -> Iterator[Finding]:
    """S209: a target that was far exceeded was set too low, or something explains it."""
    most = 1 + Fraction(a.settings["share"])
    for row in a.sheet.indicators:
        pair = compared(row)
        if pair is None or pair.relation == "<=" or pair.target <= 0 or not Figure("", row.reason).blank:
            continue
        share = min(Fraction(actual) / Fraction(pair.target) for actual in pair.actual)
        if share >= most and row.target is not None and row.actual is not None:
            yield kind("S209").at(
                row.actual.path,
                origin=row.actual.origin,
                stated=row.actual.raw,
                expected=row.target.raw,
                label=row.label,
                share=percent(share, 1),
            )


EXPLAINING = (
    Check(id="points-taken", kinds=[kind("S205")], run=taken_although_met),
    Check(id="reasons", kinds=[kind("S206")], run=lost_without_reason, follows=["S205"]),
    Check(
        id="far-above-target",
        kinds=[kind("S209")],
        run=far_above,
        settings=[Setting("share", Decimal("0.3"), Text("超过目标多少要说明", "excess that asks for a reason"))],
    ),
)
"""The checks of reasons."""
