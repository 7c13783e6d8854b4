"""Facts of a sheet: a label, and what stands beside it or behind its colon."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import frozen

from perfeval.formats.forms.labels import plain, points_in, spaceless, without_notes
from perfeval.formats.forms.lexicon import Lexicon, lexicon
from perfeval.formats.pages import Cell, Line
from perfeval.numbers import normalise

_INLINE = re.compile(r"([^\s:;,。、]{1,24}):\s*")
_OPENED = re.compile(r"\(([^()\s]{2,8})\):?\s*(\S{1,4})")
_ONE = frozenset(("project", "supervisor", "entity", "year", "grade", "money_unit", "phone", "date", "person"))
_ORDER = re.compile(r"^(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十]+\)|\d{1,2}[.、])")


@frozen
class Fact:
    """A fact as printed."""

    name: str
    """`project`, `grade`, `total`, or the rule by which it is passed over."""
    label: str
    """The label it stands behind."""
    cells: tuple[Cell | Line, ...]
    """Where its value is, the label's own cell for one behind a colon."""
    text: str
    """The value's text."""
    passed: bool = False
    """Whether it is no figure that anybody checks."""


def key(text: str) -> tuple[str, bool]:
    """The fact that a label announces, empty for none; and whether it is one to be passed over.

    Example:
        >>> from perfeval.formats.forms.facts import key
        >>> key("部门（单位）名称："), key("联系电话"), key("数量指标")
        (('entity', False), ('phone', True), ('', False))
    """
    if len(text) > 40:
        return "", False
    label = plain(text).rstrip(":")
    bare = without_notes(_ORDER.sub("", label)).rstrip(":")
    for words, name, passed in _WORDS:
        if found := words.find(label) or words.find(bare):
            return name or found, passed
    return "", False


def facts_in(cells: Sequence[Cell]) -> Iterator[Fact]:
    """The facts in a row of cells, which are those that show anything.

    Example:
        >>> from perfeval.formats.forms.facts import facts_in
        >>> from perfeval.formats.pages import Cell
        >>> [(fact.name, fact.text) for fact in facts_in([Cell("主管部门"), Cell("县水利局"), Cell("单位：万元")])]
        [('supervisor', '县水利局'), ('money_unit', '万元')]
    """
    position = 0
    while position < len(cells):
        cell = cells[position]
        name, passed = key(cell.text)
        position += 1
        if not name:
            yield from facts_inside(cell)
            continue
        values: list[Cell] = []
        most = 1 if name in _ONE else len(cells)
        while position < len(cells) and len(values) < most and not _announces(cells[position].text):
            values.append(cells[position])
            position += 1
        yield Fact(name, spaceless(cell.text), tuple(values), "".join(v.text.strip() for v in values), passed)


def facts_inside(cell: Cell | Line) -> Iterator[Fact]:
    """The facts of one text, each behind a colon: `填报单位：县水利局　单位：万元`."""
    text = normalise(cell.text)
    if (opened := _OPENED.fullmatch(text)) and key(opened[1])[0] == "grade":
        yield Fact("grade", spaceless(opened[1]), (cell,), opened[2])
        return
    found = [match for match in _INLINE.finditer(text) if key(_unopened(match[1]))[0]]
    ends = [match.start() for match in found[1:]] + [len(text)]
    for match, end in zip(found, ends, strict=False):
        label = _unopened(match[1])
        name, passed = key(label)
        value = text[match.end() : end].strip(" ;,。")
        value = value.removesuffix(")") if label != match[1] else value
        yield Fact(name, spaceless(label), (cell,), value, passed)


def _unopened(label: str) -> str:
    """A label without the bracket that opens before it and closes behind its value: （单位：万元）."""
    return label.removeprefix("(") if label.count("(") > label.count(")") else label


def points_of_total(label: str) -> str:
    """The points that a total's label declares: 100 of `总分（100分）`."""
    return points_in(label)[0]


def _announces(text: str) -> bool:
    begins = _INLINE.match(normalise(text))
    return bool(key(text)[0] or (begins and key(begins[1])[0]))


_WORDS: tuple[tuple[Lexicon, str, bool], ...] = (
    (lexicon("names", "total_rows"), "total", False),
    (lexicon("names", "facts"), "", False),
    (lexicon("names", "passed"), "", True),
)
