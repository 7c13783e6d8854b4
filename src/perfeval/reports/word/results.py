"""二、绩效自评情况: what it came to, and why, indicator by indicator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from perfeval.evaluation import Evaluation, Outcome, Reported, result_words
from perfeval.findings import Lang, Text, join
from perfeval.model import Grades
from perfeval.numbers import plain
from perfeval.reports.told import Node, nodes, paragraphs, text_of, unscored, word
from perfeval.reports.word.background import lines, opened, sentence
from perfeval.reports.word.blocks import Block, Line
from perfeval.reports.word.numbering import numbered
from perfeval.reports.word.words import said


def results(reported: Reported, lang: Lang) -> Iterator[Block]:
    """The conclusion, then a section for each part of the tree."""
    e = reported.evaluation
    yield Line("Heading2", numbered(2, 1, said("conclusion")[lang], lang))
    yield from lines([text[lang] for text in _conclusion(reported)])
    yield from lines(list(_open(reported, lang)))
    narrative: Mapping[str, str] = {} if reported.submission is None else reported.submission.narrative
    yield from lines(paragraphs([narrative.get("conclusion", "")]))
    n = 1
    for n, node in enumerate(nodes(e.groups, reported, lang), 2):
        title = text_of(node.outcome.label if node.leaf else said("analysis", label=node.outcome.label), lang)
        yield from _section(node, 2, n, title, narrative, lang)
    for end, label, outcomes in (
        ("end_bonus", word("bonus"), e.bonus),
        ("end_penalty", word("penalties"), e.penalties),
    ):
        if outcomes:
            n += 1
            yield Line("Heading2", numbered(2, n, label[lang], lang))
            for k, node in enumerate(nodes(outcomes, reported, lang), 1):
                yield from _section(node, 3, k, text_of(node.outcome.label, lang), narrative, lang, end)


def _conclusion(reported: Reported) -> Iterator[Text]:
    e = reported.evaluation
    who = {"entity": e.entity, "scheme": e.label, "year": e.year}
    if e.total is not None:
        parts = [said("concluded", **who, total=plain(e.total), full="—" if e.full is None else plain(e.full))]
        if e.grade is not None:
            parts.append(said("concluded_grade", grade=e.grade))
        if e.uncapped is not None:
            parts.append(said("concluded_capped", was=e.uncapped, caps=join(list(e.caps), "、", ", ")))
        yield join([*parts, said("concluded_stop")], "", "")
    else:
        yield said("no_total" if e.full is None else "open_total", **who)
        if e.full is not None and e.lower is not None and e.upper is not None:
            yield said("open_between", low=plain(e.lower), high=plain(e.upper), full=plain(e.full))
    if e.grade is None and e.possible_grades:
        grades = Text("、".join(e.possible_grades), ", ".join(e.possible_grades))
        yield said("open_grades", grades=grades)
    if reported.scheme is not None and reported.scheme.grades is not None:
        yield said("grades", grades=join(list(_edges(reported.scheme.grades)), "，", ", "))
    if reported.explained is not None and _is_worked_out(e):
        yield said("total_how", how=reported.explained.total)


def _is_worked_out(e: Evaluation) -> bool:
    """Whether the total is more than the sum of the scores."""
    if e.total is None:
        return False
    return bool(e.bonus or e.penalties) or any(o.status == "not_applicable" for o in e.outcomes())


def _edges(grades: Grades) -> Iterator[Text]:
    all_of = grades.grades
    for n, grade in enumerate(all_of):
        name = "grade_first" if not n else "grade_last" if n == len(all_of) - 1 else "grade_middle"
        yield said(name, grade=grade.id, low=plain(grade.low), above=plain(all_of[n - 1].low))


def _open(reported: Reported, lang: Lang) -> Iterator[str]:
    """What could not be scored, and why."""
    found = unscored(reported.evaluation)
    if not found:
        return
    yield said("open_ones", n=len(found))[lang]
    told = () if reported.explained is None else reported.explained.explanations
    reasons = {each.outcome.id: each.reasons for each in told}
    for n, outcome in enumerate(found, 1):
        points = "" if outcome.points is None else plain(outcome.points)
        text = (said("open_one", label=outcome.label, points=points) if points else outcome.label)[lang]
        why = join(list(reasons.get(outcome.id, ())), "；", "; ")[lang]
        text += ("：" if lang == "zh" else ": ") + why if why else ""
        yield numbered(3, n, sentence(text, lang), lang)


def _section(
    node: Node, level: int, n: int, title: str, narrative: Mapping[str, str], lang: Lang, end: str = "end_scored"
) -> Iterator[Block]:
    """A heading, what was written, why it scored so, its points and score, and what stands below it."""
    yield Line(f"Heading{min(level, 4)}", numbered(level, n, title, lang))
    yield from lines(paragraphs([narrative.get(node.outcome.id, "")]))
    yield from _why(node, ending(node, end)[lang], lang)
    for k, child in enumerate(node.children, 1):
        yield from _section(child, level + 1, k, text_of(child.outcome.label, lang), narrative, lang, end)


def _why(node: Node, end: str, lang: Lang) -> Iterator[Block]:
    """What was looked at, the lines of the explanation as sentences, what is doubtful in it, and how it ends."""
    space = "" if lang == "zh" else " "
    if node.aspects:
        yield Line("BodyText", said("looked_at", aspects=join(list(node.aspects), "；", "; "))[lang])
    sure = [line for line in node.lines if line.status is None]
    told = [sentence(opened(str(line)), lang) for line in sure]
    doubtful = [line.said for line in node.lines if line.status not in (None, "published")]
    notes = [said("doubtful", bases=("；" if lang == "zh" else "; ").join(doubtful))[lang]] if doubtful else []
    mark = "：" if lang == "zh" else ": "
    notes += [sentence(opened(f"{word('changed')[lang]}{mark}{change[lang]}"), lang) for change in node.changes]
    if not notes:
        yield Line("BodyText", space.join((*told, end)))
        return
    yield from lines([space.join(told)] if told else [])
    yield from (Line("Note", note) for note in notes)
    yield Line("BodyText", end)


def ending(node: Node, scored: str = "end_scored") -> Text:
    """How every indicator ends: its points, and its score or what it has instead."""
    o = node.outcome
    points = None if o.points is None else plain(o.points)
    if o.status == "not_applicable":
        return said("end_not_applicable", result=_result(o))
    if o.level is not None:
        return said("end_level", level=o.level)
    if points is None:
        return said("end_no_points", result=_result(o))
    if o.score is None:
        return said("end_other", points=points, result=_result(o))
    if node.status == "zero":
        return said("end_zero", points=points)
    name = scored if node.leaf else "end_group" if scored == "end_scored" else scored
    return said(name, points=points, score=plain(o.score))


def _result(o: Outcome) -> Text:
    return Text(result_words(o, "zh"), result_words(o, "en"))


def flat(found: Sequence[Node], depth: int = 0) -> Iterator[tuple[Node, int]]:
    """Every node with how deep it stands, parents first."""
    for node in found:
        yield node, depth
        yield from flat(node.children, depth + 1)
