"""What a template of a bureau's own can name: plain texts, and lists and tables of them; the names stay as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from perfeval.evaluation import Evaluation, Reported
from perfeval.findings import Lang, Text
from perfeval.model import LINES, STAGES, BudgetLine, Entity, Submission
from perfeval.numbers import plain
from perfeval.reports.told import (
    Node,
    amount,
    budget_rows,
    identity,
    money_unit,
    nodes,
    paragraphs,
    sources,
    text_of,
    visible,
    words_in,
)
from perfeval.reports.word.background import reached, wanted
from perfeval.reports.word.results import ending, flat
from perfeval.reports.word.words import said

Context = Mapping[str, Any]
_NONE = "—"
_STATES = {None: "task_unknown", True: "task_done", False: "task_open"}


@cache
def template_names() -> Mapping[str, Text]:
    """Every name of the context with what it is; `x[].y` is a field of each row of the list `x`.

    Example:
        >>> from perfeval.reports.word.context import template_names
        >>> template_names()["entity"].en
        'who is evaluated'
    """
    return words_in(Path(__file__).with_name("context.toml"))


def template_context(reported: Reported, lang: Lang) -> Context:
    """The names of a template with their values; what is not known is "—" or an empty list.

    Args:
        reported: the evaluation; without its submission what was handed in is empty.
        lang: the language.
    """
    e, submission = reported.evaluation, reported.submission
    groups = nodes(e.groups, reported, lang)
    bonus, penalties = nodes(e.bonus, reported, lang), nodes(e.penalties, reported, lang)
    narrative = {} if submission is None else submission.narrative
    one = {
        node.outcome.id: _node(node, narrative, lang, end)
        for tree, end in ((groups, "end_scored"), (bonus, "end_bonus"), (penalties, "end_penalty"))
        for node, _ in flat(tree)
    }
    leaves = [node for node, _ in flat(groups) if node.leaf]
    return {
        **_result(e, reported, lang),
        **_handed_in(submission, e, lang),
        "groups": [one[node.outcome.id] for node in groups],
        "indicators": [one[node.outcome.id] for node in leaves],
        "bonus": [one[node.outcome.id] for node in bonus],
        "penalties": [one[node.outcome.id] for node in penalties],
        "by": one,
        "unscored": [one[node.outcome.id] for node in leaves if node.outcome.status == "unscored"],
        "sources": [
            {"status": s.words[lang], "title": visible(s.title), "link": visible(s.link), "used": _texts(s.used, lang)}
            for s in sources(reported)
        ],
    }


def _result(e: Evaluation, reported: Reported, lang: Lang) -> dict[str, Any]:
    """What it came to, what was found, and what made it."""
    return {
        "entity": visible(e.entity),
        "year": str(e.year),
        "scheme": text_of(e.label, lang),
        "edition": visible(e.edition),
        "complete": e.complete,
        "explained": reported.explained is not None,
        "submitted": reported.submission is not None,
        "full": _figure(e.full),
        "total": _figure(e.total),
        "lower": _figure(e.lower),
        "upper": _figure(e.upper),
        "grade": visible(e.grade or _NONE),
        "grade_before_caps": visible(e.uncapped or e.grade or _NONE),
        "caps": _texts(e.caps, lang),
        "possible_grades": _texts(e.possible_grades, lang),
        "how": "" if reported.explained is None else text_of(reported.explained.total, lang),
        "changes": _texts((change.sentence for change in e.overrides), lang),
        "findings": [
            {"code": f.code, "message": text_of(f.message, lang), "advice": text_of(f.advice, lang),
             "place": visible(f.location)}
            for f in e.findings
        ],
        "identity": [{"name": name[lang], "value": text_of(value, lang)} for name, value in identity(e) if value],
    }  # fmt: skip


def _handed_in(submission: Submission | None, e: Evaluation, lang: Lang) -> dict[str, Any]:
    """What was handed in; all of it is there, and empty, where nothing was."""
    own = submission or Submission(entity=Entity(""), year=e.year)
    unit = money_unit(own)
    texts = {**own.profile, **own.narrative}
    known = {outcome.id for outcome in e.outcomes()}
    return {
        "kind": "" if submission is None else own.kind,
        "functions": visible(own.profile.get("functions", "")),
        "sections": visible(own.profile.get("sections", "")),
        "in_post": _figure(own.staff.in_post),
        "establishment": _figure(own.staff.establishment),
        "employees": _figure(own.staff.employees),
        "unit": unit,
        "budget": [
            {"label": text_of(row.label, lang), "depth": str(row.depth), **dict(zip(STAGES, row.amounts, strict=True))}
            for row in budget_rows(own.budget, unit)
        ],
        "amounts": {id: _amounts(own.budget.line(id), unit) for id in (*LINES, *(x.id for x in own.budget.lines))},
        "execution_rate": _rate(own.budget.line("total")),
        "tasks": [{"name": visible(t.name), "state": said(_STATES[t.done])[lang]} for t in own.tasks or ()],
        "targets": _targets(own, e, lang),
        "problems": [visible(text) for text in paragraphs(own.problems)],
        "improvements": [visible(text) for text in paragraphs(own.improvements)],
        "texts": [
            {"name": visible(name), "paragraphs": [visible(part) for part in paragraphs([text])]}
            for name, text in texts.items()
            if name not in known
        ],
    }


def _node(node: Node, narrative: Mapping[str, str], lang: Lang, end: str) -> dict[str, Any]:
    o = node.outcome
    return {
        "id": o.id,
        "label": text_of(o.label, lang),
        "points": _figure(o.points),
        "score": visible(o.level or _figure(o.score)),
        "share": f"{node.share}%" if node.share else _NONE,
        "result": visible(node.result),
        "status": o.status,
        "doubtful": node.doubtful,
        "narrative": [visible(part) for part in paragraphs([narrative.get(o.id, "")])],
        "lines": [{"label": line.label, "said": visible(line.said)} for line in node.lines],
        "aspects": _texts(node.aspects, lang),
        "changes": _texts(node.changes, lang),
        "ending": text_of(ending(node, end), lang),
        "children": [_node(child, narrative, lang, end) for child in node.children],
    }


def _targets(own: Submission, e: Evaluation, lang: Lang) -> list[dict[str, str]]:
    outcomes = {outcome.id: outcome for outcome in e.outcomes()}
    rows = []
    for n, target in enumerate(own.targets or ()):
        found = outcomes.get(f"{target.group}[{n}]")
        above = outcomes.get(target.group or "")
        rows.append({
            "name": visible(target.name),
            "group": _NONE if above is None else text_of(above.label, lang),
            "kind": visible(target.kind or ""),
            "target": visible(wanted(target)),
            "actual": text_of(reached(target), lang),
            "points": _figure(target.points),
            "score": _figure(None if found is None else found.score),
            "reason": visible(target.reason),
        })  # fmt: skip
    return rows


def _amounts(line: BudgetLine | None, unit: str) -> dict[str, str]:
    told = {stage: None if line is None else getattr(line, stage) for stage in STAGES}
    return {stage: _NONE if money is None else amount(money, unit) for stage, money in told.items()}


def _rate(total: BudgetLine | None) -> str:
    """Actual over adjusted, in per cent to two decimals."""
    if total is None or total.actual is None or total.adjusted is None or not total.adjusted.yuan:
        return _NONE
    return f"{plain(Fraction(total.actual.yuan) / Fraction(total.adjusted.yuan) * 100, 2)}%"


def _figure(value: Any) -> str:
    return _NONE if value is None else plain(value)


def _texts(values: Iterable[Text | str], lang: Lang) -> list[str]:
    return [text_of(value, lang) for value in values]
