"""Family R: does each reviewed score have its reason, and do the points agree with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import chain
from typing import Any

from perfeval.auditing.reviews.rows import ReviewRow, Taken
from perfeval.auditing.reviews.shares import is_share, leaves_share, says_no_evidence, shares_named
from perfeval.findings import Finding, kind
from perfeval.model import REVIEW_REASONS, ReviewReason
from perfeval.numbers import exact_sum, plain


def row_findings(row: ReviewRow, reasons: Sequence[ReviewReason] = REVIEW_REASONS) -> Iterator[Finding]:
    """All that is wrong with one reviewed row.

    Example:
        >>> from decimal import Decimal
        >>> from perfeval.auditing import ReviewRow, row_findings
        >>> from perfeval.findings import Text
        >>> row = ReviewRow(path="", label=Text("到馆人次"), full=Decimal(10), own=Decimal(10), reviewed=Decimal(6))
        >>> [finding.code for finding in row_findings(row)]
        ['R401']
    """
    yield from empty(row)
    yield from unexplained(row)
    yield from wrong_share(row)
    yield from unproved(row, reasons)


def empty(row: ReviewRow) -> Iterator[Finding]:
    """R404: no score where there has to be one."""
    if row.empty:
        yield _found("R404", row)


def unexplained(row: ReviewRow) -> Iterator[Finding]:
    """R401 and R405: another score than the self-evaluation's, and no reason."""
    if row.own is None or row.reviewed is None or row.explained:
        return
    if row.reviewed < row.own:
        yield _found("R401", row, stated=plain(row.reviewed), expected=plain(row.own))
    elif row.reviewed > row.own:
        yield _found("R405", row, stated=plain(row.reviewed), expected=plain(row.own))


def wrong_share(row: ReviewRow) -> Iterator[Finding]:
    """R402: the share that is named, in its field or in words, is not what was taken."""
    found = [finding for taken in row.taken for finding in _structured(row, taken)]
    yield from found or _in_words(row)


def _structured(row: ReviewRow, taken: Taken) -> Iterator[Finding]:
    """The share in its field, against the points beside it or else against both scores."""
    if taken.share is None or row.full is None:
        return
    if taken.points is None:
        yield from _against_scores(row, [taken.share])
    elif not is_share(taken.points, taken.share, row.bases, row.places):
        yield _share(row, taken.share, taken.points)


def _in_words(row: ReviewRow) -> Iterator[Finding]:
    """The shares that are named in words: together they are what was taken, or one of them is."""
    named = list(dict.fromkeys(chain.from_iterable(shares_named(text) for text in row.said)))
    if not named or row.full is None:
        return
    shares = [*named, min(sum(named, Fraction(0)), Fraction(1))]
    points = [taken.points for taken in row.taken if taken.points is not None]
    if not points:
        yield from _against_scores(row, shares)
    elif not any(is_share(p, share, row.bases, row.places) for p in (*points, exact_sum(points)) for share in shares):
        yield _share(row, shares[-1], exact_sum(points))


def _against_scores(row: ReviewRow, shares: Sequence[Fraction]) -> Iterator[Finding]:
    """The points taken are told by both scores; one of the shares has to be theirs."""
    if row.reviewed is None or row.own is None:
        return
    if not any(leaves_share(row.reviewed, share, row.bases) for share in shares):
        yield _share(row, shares[-1], exact_sum((row.own, row.reviewed.copy_negate())))


def _share(row: ReviewRow, share: Fraction, taken: Decimal) -> Finding:
    assert row.full is not None
    actual = "—" if not row.full else f"{plain(Fraction(taken) / Fraction(row.full) * 100, 2)}%"
    said = f"{plain(share * 100, 6)}%"
    parts: dict[str, Any] = {"share": said, "full": plain(row.full), "taken": plain(taken), "actual": actual}
    return _found("R402", row, stated=said, expected=actual, **parts)


def unproved(row: ReviewRow, reasons: Sequence[ReviewReason] = REVIEW_REASONS) -> Iterator[Finding]:
    """R403: no evidence is the reason, and points were left."""
    if not row.reviewed or row.reviewed < 0:
        return
    nothing_left = {reason.code for reason in reasons if reason.nothing_left}
    if nothing_left.intersection(row.codes) or any(says_no_evidence(text) for text in row.said):
        yield _found("R403", row, stated=plain(row.reviewed), expected="0")


def grade_change(
    own: tuple[Decimal | None, str | None], reviewed: tuple[Decimal | None, str | None]
) -> Iterator[Finding]:
    """R406: both totals with their grades, where the grades differ."""
    before, after = own[1], reviewed[1]
    if own[0] is None or reviewed[0] is None or before is None or after is None or before == after:
        return
    parts: dict[str, Any] = {"own": plain(own[0]), "before": before, "reviewed": plain(reviewed[0]), "after": after}
    yield kind("R406").at("grade", stated=after, expected=before, **parts)


def _found(code: str, row: ReviewRow, *, stated: str = "", expected: str = "", **parts: Any) -> Finding:
    scores: dict[str, Any] = {"own": _printed(row.own), "reviewed": _printed(row.reviewed)}
    return kind(code).at(
        row.path, origin=row.origin, stated=stated, expected=expected, label=row.label, **(scores | parts)
    )


def _printed(score: Decimal | None) -> str:
    return "—" if score is None else plain(score)


def all_findings(rows: Iterable[ReviewRow], reasons: Sequence[ReviewReason] = REVIEW_REASONS) -> tuple[Finding, ...]:
    """The findings of all rows, in their order."""
    return tuple(chain.from_iterable(row_findings(row, reasons) for row in rows))
