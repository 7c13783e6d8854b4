"""A review as a prompt and a notebook show it: both totals first, then the rows, then what is wrong with the review."""

from __future__ import annotations

from decimal import Decimal

from perfeval.auditing.reviews.results import ReviewedRow, ReviewResult
from perfeval.evaluation import Evaluation
from perfeval.findings import Lang, Text, say
from perfeval.findings.listing import findings_below
from perfeval.findings.markup import Head, Row, folded, shown, table, tag
from perfeval.findings.showing import line, page
from perfeval.findings.visible import brief
from perfeval.numbers import plain

_HEADS = (
    (Text("指标", "indicator"), False),
    (Text("分值", "points"), True),
    (Text("自评得分", "self score"), True),
    (Text("复核得分", "reviewed score"), True),
    (Text("偏差", "deviation"), True),
    (Text("理由", "reasons"), False),
)


@line.register(ReviewResult)
def review_line(result: ReviewResult) -> str:
    """A review in one line."""
    own, found = result.own, len(result.findings)
    came_to = f"{_total(own)} -> {_total(result.reviewed)}"
    return f"<ReviewResult {brief(own.entity)} {own.year} by {brief(own.scheme)}: {came_to}, {found} findings>"


@page.register(ReviewResult)
def review_html(result: ReviewResult, lang: Lang) -> str:
    """A review for a notebook."""
    own, reviewed = result.own, result.reviewed
    own_words, reviewed_words = Text("自评", "self-evaluation")[lang], Text("复核", "review")[lang]
    change = "" if result.change is None else say("，相差 {by}", ", {by}", by=_signed(result.change))[lang]
    by = say("复核人 {who}", "reviewed by {who}", who=result.review.reviewer)[lang]
    return shown(
        lang,
        tag("p", own_words, " ", tag("b", _total(own)), f" → {reviewed_words} ", tag("b", _total(reviewed)), change),
        tag("p", tag("strong", own.entity), f" · {own.year} · {own.label[lang]} · {by}"),
        table(
            [Head(head[lang], number) for head, number in _HEADS],
            (_row(result, row, lang) for row in result.rows),
        ),
        findings_below(result.findings, lang),
    )


def _row(result: ReviewResult, row: ReviewedRow, lang: Lang) -> Row:
    codes = (f"{code} {result.reason_label(code)[lang]}" for code in row.codes)
    why = ("；" if lang == "zh" else "; ").join(filter(None, (*codes, row.remark)))
    return Row(
        (
            folded(row.label[lang]),
            _shown(row.points, None),
            _shown(row.own_score, row.own_level),
            _shown(row.reviewed_score, row.reviewed_level),
            "" if not row.deviation else _signed(row.deviation),
            folded(why),
        )
    )


def _total(e: Evaluation) -> str:
    total = "—" if e.total is None else plain(e.total)
    return total if e.grade is None else f"{total} {brief(e.grade)}"


def _shown(score: Decimal | None, level: str | None) -> str:
    return plain(score) if score is not None else level or "—"


def _signed(value: Decimal) -> str:
    return f"+{plain(value)}" if value > 0 else plain(value)
