"""Every number in a paragraph, with its unit and the words that make it more or less than a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from attrs import frozen

from perfeval.findings import Origin
from perfeval.formats.prose.paragraphs import Paragraph
from perfeval.formats.prose.words import MONEY, RATES, WORDS, any_of
from perfeval.model import Figure
from perfeval.numbers import Relation

Kind = Literal["rate", "money", "score", "count", "bare"]

_UNITS = WORDS["units"]
_NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.(\d+))?")
_SCORE = "分(?![之别管析解局类配布工公支项散批钟])"
_MONEY = any_of([*_UNITS["rate"], *_UNITS["foreign"], *_UNITS["money"]])
_UNIT = re.compile(rf" ?([余多来])?({_MONEY}|{_SCORE}|{any_of(_UNITS['counts'])})?")
_RELATIONS = WORDS["relations"]
_BEFORE = re.compile(f"({any_of(_RELATIONS['before'])})(?:达到|达|了|为)?$")
_AFTER = re.compile(any_of(_RELATIONS["after"]))
_VAGUE_BEFORE = re.compile(any_of(_RELATIONS["vague_before"]) + "$")
_VAGUE_AFTER = re.compile(any_of(_RELATIONS["vague_after"]))
_NEGATIVE = re.compile(r"(?:^|[为是达到降至:： (，、])-$")


@frozen(eq=False)
class Number:
    """A number and what belongs to it."""

    paragraph: Paragraph
    start: int
    """Where what is printed of it begins: 超过90% at 超."""
    digits: int
    """Where its digits begin."""
    end: int
    """Behind its unit and what follows it."""
    value: Decimal
    places: int
    unit: str
    relation: Relation = ""
    vague: bool = False
    """Whether it is only about so much: 约, 余, 左右."""

    @property
    def kind(self) -> Kind:
        """What sort of figure its unit makes it."""
        if self.unit in RATES:
            return "rate"
        if self.unit in MONEY:
            return "money"
        return "score" if self.unit == "分" else "count" if self.unit else "bare"

    @property
    def raw(self) -> str:
        """As printed, with its unit."""
        return self.paragraph.text[self.start : self.end]

    @property
    def origin(self) -> Origin:
        """The place of its first digit."""
        return self.paragraph.origin(self.digits)

    def figure(self, path: str) -> Figure:
        """The number as the figure of a path."""
        return Figure(path, self.raw, self.value, self.places, self.unit, self.origin, self.relation)


def numbers(paragraph: Paragraph) -> Iterator[Number]:
    """Every number of a paragraph, in order; each digit belongs to one of them.

    Example:
        >>> from perfeval.findings import Origin
        >>> from perfeval.formats.prose.numerals import numbers
        >>> from perfeval.formats.prose.paragraphs import Paragraph
        >>> found = list(numbers(Paragraph("结案率超过90%，走访90余家", ((0, Origin()),))))
        >>> [(n.raw, n.kind, n.relation, n.vague) for n in found]
        [('超过90%', 'rate', '>', False), ('90余家', 'count', '', True)]
    """
    text = paragraph.plain
    last = 0
    for found in _NUMBER.finditer(text):
        before, start = text[last : found.start()], found.start()
        value = Decimal(found[0].replace(",", ""))
        if _NEGATIVE.search(text[max(0, start - 2) : start]):
            value, start = -value, start - 1
        relation = _BEFORE.search(before)
        vague = _VAGUE_BEFORE.search(before)
        unit = _UNIT.match(text, found.end())
        assert unit is not None  # it may be empty
        end = unit.end() if unit[1] or unit[2] else found.end()
        after = _AFTER.match(text, end)
        behind = _VAGUE_AFTER.match(text, end)
        sign: Relation = (
            _RELATIONS["before"][relation[1]] if relation else _RELATIONS["after"][after[0]] if after else ""
        )
        last = max(end, after.end() if after else 0, behind.end() if behind else 0)
        start = min([start, *(found.start() - len(m[0]) for m in (relation, vague) if m)])
        yield Number(
            paragraph,
            start,
            found.start(),
            last,
            value,
            len(found[1] or ""),
            unit[2] or "",
            sign,
            bool(vague or unit[1] or behind),
        )
