"""An evaluation as people read it: a table of groups and indicators, the total and the grade, what was found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from perfeval.cli.screen import Column, Row, Screen
from perfeval.cli.told import listed
from perfeval.evaluation import Evaluation, Outcome
from perfeval.findings import Lang, Text, say
from perfeval.model.wording import NOT_APPLICABLE_WORDS
from perfeval.numbers import plain

_COLUMNS = (
    (Text("指标", "indicator"), False, False),
    (Text("标识", "id"), False, True),
    (Text("分值", "points"), True, True),
    (Text("得分", "score"), True, True),
    (Text("状态", "status"), False, True),
)
_STATUS = {
    "scored": Text("已计分", "scored"),
    "unscored": Text("未计分", "unscored"),
    "not_applicable": Text("不适用", "not applicable"),
    "zero": Text("按零分计", "counted as zero"),
}
_STYLE = {"unscored": "yellow", "zero": "yellow", "not_applicable": "dim"}


def evaluation_text(e: Evaluation, lang: Lang, screen: Screen) -> str:
    """A whole evaluation."""
    head = "".join(f"{screen.line(line[lang])}\n" for line in _head(e))
    columns = [Column(title[lang], right, whole) for title, right, whole in _COLUMNS]
    total = [] if e.full is None else [_TOTAL[lang], "", plain(e.full), _decimal(e.total), ""]
    table = screen.table(columns, list(_rows(e, lang)), total)
    conclusion = "".join(f"{screen.styled(line[lang], style)}\n" for line, style in _conclusion(e))
    found = listed(e.findings, lang, screen)
    return "\n".join(part for part in (head, table, conclusion, found) if part)


def _head(e: Evaluation) -> Iterator[Text]:
    yield say("{entity}，{year} 年", "{entity}, {year}", entity=e.entity, year=e.year)
    origin = say("（{origin}）", " ({origin})", origin=e.identity.plugin) if e.identity.plugin else Text()
    yield say("方案 {id}：{label}{origin}", "scheme {id}: {label}{origin}", id=e.scheme, label=e.label, origin=origin)
    if e.weighting is not None:
        label, why = e.weighting.label, e.weighting.explanation
        yield say("赋权：{label}，{why}", "weighting: {label}, {why}", label=label, why=why)
    for change in e.overrides:
        yield say("改动：{change}", "changed: {change}", change=change.sentence)


def _rows(e: Evaluation, lang: Lang) -> Iterator[Row]:
    for outcome in e.groups:
        yield from _tree(outcome, lang, 0)
    for title, extras in ((_BONUS, e.bonus), (_PENALTIES, e.penalties)):
        if extras:
            yield Row((title[lang], "", "", "", ""), "bold")
        for outcome in extras:
            yield from _tree(outcome, lang, 1)


_TOTAL = Text("合计", "total")
_BONUS = Text("加分", "bonus")
_PENALTIES = Text("减分", "penalties")


def _tree(outcome: Outcome, lang: Lang, depth: int) -> Iterator[Row]:
    status = "zero" if outcome.reasons and outcome.score is not None else outcome.status
    score = outcome.level if outcome.level is not None else _decimal(outcome.score)
    style = "bold" if outcome.kind in ("group", "open") else _STYLE.get(status, "")
    cells = (outcome.label[lang], outcome.id, _decimal(outcome.points), score, _STATUS[status][lang])
    yield Row(cells, style, depth)
    for child in outcome.children:
        yield from _tree(child, lang, depth + 1)


def _decimal(value: Decimal | None) -> str:
    return "—" if value is None else plain(value)


def _conclusion(e: Evaluation) -> Iterator[tuple[Text, str]]:
    """The total and the grade in words, and the choices that made them what they are."""
    if e.full is not None:
        yield _total(e, e.full)
    if e.uncapped is not None:
        for cap in e.caps:
            why = say("等级受限，原为 {was}：{cap}", "capped, it was {was}: {cap}", was=e.uncapped, cap=cap)
            yield why, "yellow"
    elif e.grade is None and e.total is not None and e.possible_grades:
        yield _possible(e.possible_grades), "yellow"
    if any(o.status == "not_applicable" for o in e.outcomes()):
        policy = NOT_APPLICABLE_WORDS[e.policies.not_applicable]
        yield say("不适用的分值：{policy}", "points that do not apply: {policy}", policy=policy), ""
    if e.policies.on_missing == "zero":
        yield Text("未能计分的指标按零分计入", "what could not be scored counts as zero"), "yellow"


def _total(e: Evaluation, full: Decimal) -> tuple[Text, str]:
    if e.total is not None:
        grade = say("，等级 {grade}", ", grade {grade}", grade=e.grade) if e.grade is not None else Text()
        parts = {"total": plain(e.total), "full": plain(full), "grade": grade}
        return say("总分 {total}（满分 {full}）{grade}", "total {total} of {full}{grade}", **parts), "bold"
    if e.lower is None or e.upper is None:
        return Text("没有总分", "no total"), "bold yellow"
    grades = say("；{possible}", "; {possible}", possible=_possible(e.possible_grades)) if e.possible_grades else Text()
    return say(
        "不完整，总分未定：在 {low} 至 {high} 之间{grades}",
        "incomplete, no total yet: between {low} and {high}{grades}",
        low=plain(e.lower),
        high=plain(e.upper),
        grades=grades,
    ), "bold yellow"


def _possible(grades: Sequence[str]) -> Text:
    listed = Text("、".join(grades), ", ".join(grades))
    return say("可能的等级：{grades}", "possible grades: {grades}", grades=listed)
