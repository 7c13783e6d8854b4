"""Why each outcome came out as it did: beside its score in short, on a sheet of its own in full."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from perfeval.evaluation import Evaluation, Explanation, Outcome, Reported, result_words
from perfeval.findings import Lang, Text, join
from perfeval.numbers import plain
from perfeval.reports.sheets import Entry
from perfeval.reports.told import Node, nodes, unscored, visible, word

COLON: Mapping[Lang, str] = {"zh": "：", "en": ": "}


class Notes:
    """What stands beside a score: why there is none, what the evaluator said, what marks it."""

    def __init__(self, reported: Reported, lang: Lang) -> None:
        """Take what is reported, and the language of the notes."""
        told = () if reported.explained is None else reported.explained.explanations
        self._told: dict[str, Explanation] = {e.outcome.id: e for e in told}
        self._evaluation, self._lang = reported.evaluation, lang

    def __call__(self, node: Node) -> list[str]:
        """The notes of an outcome."""
        outcome, found = node.outcome, self._told.get(node.outcome.id)
        said = [result_words(outcome, self._lang)] if outcome.status != "scored" else []
        if found is not None:
            said += [reason[self._lang] for reason in (*found.reasons, *found.remarks)]
        else:
            said += [reason[self._lang] for reason in _reasons(outcome, self._evaluation)]
        marks = {"zero": node.status == "zero", "doubtful": node.doubtful, "changed": bool(node.changes)}
        return [visible(note) for note in (*said, *(word(m)[self._lang] for m, holds in marks.items() if holds))]


def _reasons(outcome: Outcome, evaluation: Evaluation) -> list[Text]:
    """Why it has no result, as the findings have it: of an evaluation that was saved nothing else is there."""
    places = {reason.place for reason in outcome.reasons}
    return [finding.message for finding in evaluation.findings if finding.location in places]


def open_notes(e: Evaluation, lang: Lang) -> list[str]:
    """What keeps the total open, and between which bounds it lies; nothing of a complete evaluation."""
    if e.complete:
        return []
    said = [word("incomplete" if e.full is not None else "not_complete")[lang]]
    if e.lower is not None and e.upper is not None:
        said.append(word("score_range", low=plain(e.lower), high=plain(e.upper))[lang])
    if missing := unscored(e):
        labels = ("、" if lang == "zh" else ", ").join(visible(o.label[lang]) for o in missing)
        said.append(f"{word('open_points', n=len(missing))[lang]}{'' if lang == 'zh' else ' '}{labels}")
    return said


def grade_notes(e: Evaluation, lang: Lang) -> list[str]:
    """The grade before a cap; the grades still possible where there is none."""
    if e.uncapped is not None:
        return [word("capped", was=e.uncapped)[lang]]
    if e.grade is None and e.possible_grades:
        return [f"{word('possible_grades')[lang]}{COLON[lang]}{' · '.join(e.possible_grades)}"]
    return []


def explanation_rows(reported: Reported, lang: Lang) -> Iterator[tuple[bool, Sequence[Entry]]]:
    """Outcome, item and content of every line of every explanation, and whether an explanation starts there."""
    e, notes = reported.evaluation, Notes(reported, lang)
    for node in nodes((*e.groups, *e.bonus, *e.penalties), reported, lang):
        yield from _rows(node, notes, lang)
    if reported.explained is None:
        yield True, [None, None, word("no_explanations")]
    elif reported.explained.total:
        yield True, [word("total"), word("result"), reported.explained.total]


def _rows(node: Node, notes: Notes, lang: Lang) -> Iterator[tuple[bool, Sequence[Entry]]]:
    label, points = node.outcome.label, node.outcome.points
    yield True, [label, word("result"), node.result if points is None else f"{node.result} / {plain(points)}"]
    told: list[tuple[Text | str, Text | str]] = [(line.label, line.said) for line in node.lines]
    if not node.lines:
        told += [(word("note_column"), note) for note in notes(node)]
    if node.aspects:
        told.append((word("looked_at"), join(node.aspects, "；", "; ")))
    told += [(word("changed"), change) for change in node.changes]
    yield from ((False, [label, item, said]) for item, said in told)
    for child in node.children:
        yield from _rows(child, notes, lang)
