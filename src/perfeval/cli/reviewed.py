"""What a review came to, as people read it: both totals, indicator by indicator, what is wrong with the review."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from perfeval.auditing import ReviewedRow, ReviewResult
from perfeval.cli.screen import Column, Row, Screen
from perfeval.cli.told import listed
from perfeval.evaluation import Evaluation
from perfeval.findings import SEVERITY_WORDS, Lang, Text, join, say
from perfeval.numbers import plain

_COLUMNS = (
    (Text("指标", "indicator"), False, False),
    (Text("分值", "points"), True, True),
    (Text("自评", "self"), True, True),
    (Text("复核", "review"), True, True),
    (Text("偏差", "change"), True, True),
    (Text("理由", "reason"), False, False),
)
_TOTAL = Text("合计", "total")


def review_text(result: ReviewResult, lang: Lang, screen: Screen) -> str:
    """A whole review."""
    head = "".join(f"{screen.line(line[lang])}\n" for line in _head(result))
    columns = [Column(title[lang], right, whole) for title, right, whole in _COLUMNS]
    scores = (_decimal(e.total) for e in (result.own, result.reviewed))
    full = "" if result.own.full is None else plain(result.own.full)
    total = [_TOTAL[lang], full, *scores, signed(result.change), ""]
    table = screen.table(columns, [_row(row, result, lang) for row in result.rows], total)
    conclusion = "".join(f"{screen.styled(line[lang], style)}\n" for line, style in _conclusion(result))
    return "\n".join(part for part in (head, table, conclusion, listed(result.findings, lang, screen)) if part)


def _head(result: ReviewResult) -> Iterator[Text]:
    yield say("{entity}，{year} 年", "{entity}, {year}", entity=result.own.entity, year=result.own.year)
    yield say("方案 {id}：{label}", "scheme {id}: {label}", id=result.own.scheme, label=result.own.label)
    day = "" if result.review.date is None else result.review.date.isoformat()
    when = say("，{day}", ", {day}", day=day) if day else Text()
    yield say("复核人：{who}{when}", "reviewer: {who}{when}", who=result.review.reviewer, when=when)


def _row(row: ReviewedRow, result: ReviewResult, lang: Lang) -> Row:
    own = row.own_level or _decimal(row.own_score)
    after = row.reviewed_level or _decimal(row.reviewed_score)
    reasons = [result.reason_label(code) for code in row.codes]
    why = join([*reasons, *([Text(row.remark)] if row.remark else [])], "；", "; ")
    style = "yellow" if row.reviewed_score is None and row.reviewed_level is None else "" if row.changed else "dim"
    return Row((row.label[lang], _decimal(row.points), own, after, signed(row.deviation), why[lang]), style)


def _conclusion(result: ReviewResult) -> Iterator[tuple[Text, str]]:
    if result.own.full is not None:
        yield say("自评：{came}", "self-evaluation: {came}", came=_came_to(result.own)), ""
        yield say("复核：{came}", "review: {came}", came=_came_to(result.reviewed)), "bold"
    if result.grade_changed:
        yield (
            say(
                "等级由“{own}”变为“{after}”",
                'the grade changes from "{own}" to "{after}"',
                own=result.own.grade,
                after=result.reviewed.grade,
            ),
            "yellow",
        )
    counts = (
        say("{what} {n} 个", "{n} {what}", what=SEVERITY_WORDS[severity], n=n)
        for severity, n in result.counts.items()
        if n
    )
    if result.findings:
        yield say("复核中的问题：{counts}", "in the review: {counts}", counts=join(counts, "，", ", ")), ""


def _came_to(evaluation: Evaluation) -> Text:
    grades = join((Text(grade) for grade in evaluation.possible_grades), "、", ", ")
    if evaluation.total is not None:
        grade = grades if evaluation.grade is None else Text(evaluation.grade)
        return say("{total} 分，{grade}", "{total}, {grade}", total=plain(evaluation.total), grade=grade or Text("—"))
    if evaluation.lower is None or evaluation.upper is None:
        return Text("没有总分", "no total")
    return say(
        "总分未定，在 {low} 至 {high} 之间，可能的等级：{grades}",
        "no total yet, between {low} and {high}, possible grades: {grades}",
        low=plain(evaluation.lower),
        high=plain(evaluation.upper),
        grades=grades,
    )


def _decimal(value: Decimal | None) -> str:
    return "—" if value is None else plain(value)


def signed(value: Decimal | None) -> str:
    """A change with its sign; nothing where nothing changed."""
    if value is None:
        return "—"
    return "" if not value else f"{'+' if value > 0 else ''}{plain(value)}"
