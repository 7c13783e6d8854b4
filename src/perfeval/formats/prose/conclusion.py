"""The grade that a report gives itself."""

from __future__ import annotations

import re
from collections.abc import Iterable

from perfeval.formats.prose.outline import Sentence
from perfeval.formats.prose.words import WORDS, any_of
from perfeval.model import Figure

_LEVELS = any_of(WORDS["grades"]["levels"])
_WORDS = any_of(WORDS["grades"]["words"])
_GRADE = re.compile(
    rf"{_WORDS}(?:评定|评|确定|认定)?(?:为|是|属于|达到|[:：])?[“\"‘「]?({_LEVELS})(?=[”\"’」，。；、级等档)\d]|$)|"
    rf"(?:评为|评定为|属于|列为|定为|为)[“\"‘「]({_LEVELS})[”\"’」](?:等级|等次|档|级)?"
)
_SCALE = re.compile(r"[≥≤<>]|\d\D{0,6}[-—~至]\s?\d|以上|以下|\(含")


def grade(sentences: Iterable[Sentence]) -> Figure | None:
    """The first grade stated in the section of the conclusion, else in the report; a scale of grades is none."""
    found: list[tuple[bool, Figure]] = []
    for sentence in sentences:
        match = None if _SCALE.search(sentence.plain) else _GRADE.search(sentence.plain)
        if match:
            level = 1 if match[1] else 2
            at = sentence.start + match.start(level)
            concludes = sentence.section is not None and sentence.section.concludes
            found.append((not concludes, Figure("grade", match[level], origin=sentence.paragraph.origin(at))))
    return min(found, key=lambda pair: pair[0])[1] if found else None
