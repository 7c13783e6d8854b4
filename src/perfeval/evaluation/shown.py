"""An evaluation as a prompt and a notebook show it: the total and the grade first, then where they come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from perfeval.evaluation.outcome import Evaluation, Outcome
from perfeval.evaluation.wording import not_applicable_because
from perfeval.findings import Lang, Text, say
from perfeval.findings.listing import findings_below
from perfeval.findings.markup import Head, Markup, Row, folded, opening, shown, table, tag
from perfeval.findings.showing import line, page
from perfeval.findings.visible import brief
from perfeval.numbers import plain

_HEADS = (
    (Text("指标", "indicator"), False),
    (Text("分值", "points"), True),
    (Text("得分", "score"), True),
    (Text("说明", "why"), False),
)
_BONUS = Text("加分", "Bonus")
_PENALTIES = Text("减分", "Penalties")
_CHANGES = Text("改动", "Changes to the scheme")
_NO_BOUNDS = Text("总分未定", "no total yet")
_NO_TOTAL = Text("本方案不计总分", "this scheme has no total")
_INCOMPLETE = Text("不完整", "incomplete")
_UNSCORED = Text("未计分", "not scored")
_NOT_APPLICABLE = Text("不适用", "not applicable")
_ZERO = Text("按零分计", "counted as zero")


@line.register(Evaluation)
def evaluation_line(e: Evaluation) -> str:
    """An evaluation in one line."""
    return f"<Evaluation {brief(e.entity)} {e.year} by {brief(e.scheme)}: {result_line(e)}>"


def result_line(e: Evaluation) -> str:
    """The total and the grade, or the bounds of what is still possible."""
    of = "" if e.full is None else f" of {plain(e.full)}"
    if e.total is not None:
        return f"{plain(e.total)}{of}{'' if e.grade is None else f', {brief(e.grade)}'}"
    if e.lower is not None and e.upper is not None:
        return f"incomplete, {plain(e.lower)} to {plain(e.upper)}{of}"
    return "no total" if e.complete else "incomplete"


@page.register(Evaluation)
def evaluation_html(
    e: Evaluation, lang: Lang, why: Callable[[Outcome], str] | None = None, total: Text | None = None
) -> str:
    """An evaluation for a notebook.

    Args:
        e: the evaluation.
        lang: the language.
        why: what to say of an outcome; by default why it has no result.
        total: how the total came about.
    """
    why = why or _reasons(e, lang)
    rows = [*_rows(e.groups, 0, lang, why)]
    for title, outcomes in ((_BONUS, e.bonus), (_PENALTIES, e.penalties)):
        if outcomes:
            rows += [Row((title[lang], "", "", ""), 0, group=True), *_rows(outcomes, 1, lang, why)]
    changes = [tag("li", change.sentence[lang]) for change in e.overrides]
    return shown(
        lang,
        tag("p", *_result(e, lang)),
        tag("p", tag("strong", e.entity), f" · {e.year} · {e.label[lang]} ", tag("code", e.scheme)),
        tag("p", total[lang]) if total else "",
        *_missing(e, lang),
        table([Head(head[lang], number) for head, number in _HEADS], rows),
        opening(f"{_CHANGES[lang]} {len(changes)}", tag("ul", *changes)) if changes else "",
        findings_below(e.findings, lang),
    )


def _result(e: Evaluation, lang: Lang) -> Iterator[str]:
    """The total and the grade, or what is still possible."""
    if e.total is not None:
        yield tag("b", plain(e.total))
    elif e.lower is not None and e.upper is not None:
        yield tag("b", f"{plain(e.lower)}–{plain(e.upper)}")
    else:
        yield (_NO_TOTAL if e.full is None else _NO_BOUNDS)[lang]
    if e.full is not None and e.lower is not None:
        yield say("（满分 {full}）", " of {full}", full=plain(e.full))[lang]
    if not e.complete:
        yield f" · {_INCOMPLETE[lang]}"
    if e.grade is not None:
        was = say("（原为 {was}）", " (was {was})", was=e.uncapped)[lang] if e.uncapped is not None else ""
        yield from (" · ", tag("b", e.grade), was)
    elif e.possible_grades:
        grades = ("、" if lang == "zh" else ", ").join(e.possible_grades)
        yield say(" · 可能的等级：{grades}", " · grades still possible: {grades}", grades=grades)[lang]


def _missing(e: Evaluation, lang: Lang) -> Iterator[Markup]:
    unscored = [o for o in e.indicators() if o.status == "unscored"]
    if unscored:
        names = ("、" if lang == "zh" else ", ").join(o.label[lang] for o in unscored)
        told = say("未计分 {n} 项：{names}", "not scored ({n}): {names}", n=len(unscored), names=names)
        yield tag("p", folded(told[lang]))


def _rows(outcomes: Iterable[Outcome], depth: int, lang: Lang, why: Callable[[Outcome], str]) -> Iterator[Row]:
    for o in outcomes:
        points = "" if o.points is None else plain(o.points)
        yield Row((folded(o.label[lang]), points, _came_to(o), why(o)), depth, group=bool(o.children))
        yield from _rows(o.children, depth + 1, lang, why)


def _came_to(o: Outcome) -> str:
    if o.status != "scored":
        return "—"
    return plain(o.score) if o.score is not None else o.level or "—"


def _reasons(e: Evaluation, lang: Lang) -> Callable[[Outcome], str]:
    """Why outcomes have no result, in the words of the evaluation's findings."""
    said = {finding.location: finding.message[lang] for finding in reversed(e.findings)}

    def why(o: Outcome) -> str:
        if o.status == "not_applicable":
            head, listed = _NOT_APPLICABLE, [not_applicable_because(o, lang)]
        else:
            head = _ZERO if o.status == "scored" else _UNSCORED
            listed = [said.get(r.place) or said.get(f"facts.{r.place}") or f"{r.code} {r.place}" for r in o.reasons]
        told = ("；" if lang == "zh" else "; ").join(filter(None, listed))
        if o.status == "scored" and not told:
            return ""
        return folded(f"{head[lang]}{('：' if lang == 'zh' else ': ') + told if told else ''}")

    return why
