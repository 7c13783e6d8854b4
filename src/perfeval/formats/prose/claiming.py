"""Claims out of the numbers of sentences that are neither points nor scores."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import evolve

from perfeval.formats.prose.indicators import Told
from perfeval.formats.prose.numerals import Number
from perfeval.formats.prose.outline import Sentence
from perfeval.formats.prose.subjects import Subjects, subject
from perfeval.formats.prose.words import WORDS, any_of
from perfeval.model import Claim, Loose

_ENDS = re.compile("^(?:其中|[，、：:的])+|(?:为|是|达到|达|共计|共|合计|约|的|[:：])+$")
_SHARE_OF_POINTS = re.compile(any_of(WORDS["rates"]["score"]) + "(?:为|达到|达)?$")
_ROLE = re.compile(any_of([*WORDS["scores"]["score"], *WORDS["scores"]["points"], *WORDS["scores"]["deduction"]]))
_SATISFIED = re.compile("满意[度率]")


def claim(number: Number, sentence: Sentence, path: str, about: str) -> Claim:
    """What a number of a sentence states."""
    words = _ENDS.sub("", subject(number, sentence)) or _before(number, sentence)
    if _ROLE.fullmatch(words) and sentence.section is not None:
        words = sentence.section.name + words
    return Claim(figure=number.figure(path), subject=words, about=about, sentence=sentence.text.strip())


def _before(number: Number, sentence: Sentence) -> str:
    """The clause before, for a number that stands at the beginning of its own."""
    clauses = [c for c in re.split("[，,；;：:()]", sentence.plain[: number.start - sentence.start]) if c.strip()]
    return _ENDS.sub("", clauses[-1]) if clauses else ""


def about(number: Number, sentence: Sentence, subjects: Subjects, told: Told) -> str:
    """The path that a number describes, empty where it is not sure."""
    if number.kind in ("rate", "money") and (path := subjects.about(number, sentence)):
        return path
    row = told.row_of(sentence.section)
    if row is None or number.vague or number.kind not in ("rate", "score"):
        return ""
    words = subject(number, sentence)
    if _SHARE_OF_POINTS.search(words):
        return f"{row.path}.score / {row.path}.points"
    named = _ENDS.sub("", words) == row.label
    satisfied = _SATISFIED.search(row.label) and (number.kind == "score" or _SATISFIED.search(words))
    return f"{row.path}.actual" if named or satisfied else ""


def one_value_each(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Under one indicator several groups may be asked (患者满意度, 职工满意度): then none of them is its value."""
    listed = list(claims)
    asked: dict[str, set[str]] = {}
    for one in listed:
        if one.about.endswith("].actual"):
            asked.setdefault(one.about, set()).add(one.subject)
    for one in listed:
        several = len(asked.get(one.about, ())) > 1 and f"[{one.subject}]" not in one.about
        yield evolve(one, about="") if several and one.about.startswith("indicators[") else one


def with_actuals(told: Told, claims: Iterable[Claim]) -> None:
    """Give indicators the value that a sentence under their heading states: 满意度96.37分."""
    stated = {one.about: one.figure for one in reversed(list(claims)) if one.about.endswith("].actual")}
    for key, row in told.rows.items():
        figure = stated.get(f"{row.path}.actual")
        if figure is not None and row.actual is None:
            told.rows[key] = evolve(row, actual=evolve(figure, path=f"{row.path}.actual"))


def loose(number: Number, rule: str) -> Loose:
    """A number that is bound to nothing, with the rule that passes over it."""
    return Loose(number.raw, number.origin, rule)
