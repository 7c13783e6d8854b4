"""The outline of a report: which heading each sentence stands under."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import frozen

from perfeval.findings import Origin
from perfeval.formats.pages import Grid
from perfeval.formats.prose.paragraphs import Paragraph, sentences
from perfeval.formats.prose.words import WORDS, any_of

_LONGEST = 40
_STOP = re.compile(r"[。；：:]")
_STATED = re.compile(r"[，,、:：](?=[^，,]*\d)")
_TAIL = re.compile(any_of(WORDS["sections"]["tails"]) + "$")
_BRACKET = re.compile(r"\([^()]*\)")
_STRUCTURE = frozenset(WORDS["sections"]["structure"])
_CONCLUSION = re.compile(any_of(WORDS["sections"]["conclusion"]))


def _unquoted(name: str) -> str:
    return name[1:-1] if name[:1] in ("“", '"') and name[-1:] in ("”", '"') and len(name) > 2 else name


@frozen(eq=False)
class Section:
    """A heading and its place among the others."""

    level: int
    label: str
    """As printed, without its number: `预算管理情况（10分）`."""
    origin: Origin
    parent: Section | None = None

    @property
    def name(self) -> str:
        """What it is about: `预算管理`."""
        short = _unquoted(_TAIL.sub("", self.bare))
        return short if len(short) > 1 else self.bare

    @property
    def bare(self) -> str:
        """Its label without what stands in brackets."""
        bare = _BRACKET.sub("", self.label.translate(str.maketrans("（）", "()"))).strip("。：: 、")
        bare = _STATED.split(bare)[0] or bare
        return _unquoted(bare)

    @property
    def above(self) -> tuple[Section, ...]:
        """The headings above it, outermost first."""
        return (*self.parent.above, self.parent) if self.parent else ()

    @property
    def divides(self) -> bool:
        """Whether it only divides the report, as 绩效自评情况 does."""
        return self.bare in _STRUCTURE or self.level == 0

    @property
    def concludes(self) -> bool:
        """Whether the total stands under it."""
        return any(_CONCLUSION.search(one.label) for one in (self, *self.above))


@frozen(eq=False)
class Sentence:
    """A sentence and its place."""

    paragraph: Paragraph
    start: int
    end: int
    section: Section | None
    title: bool = False
    """Whether it is a heading's own words."""

    @property
    def plain(self) -> str:
        """Its text for matching."""
        return self.paragraph.plain[self.start : self.end]

    @property
    def text(self) -> str:
        """Its text as printed."""
        return self.paragraph.text[self.start : self.end]


def outline(elements: Iterable[Paragraph | Grid]) -> Iterator[Sentence]:
    """Every sentence with its heading, in reading order; footnotes and page numbers stand under none."""
    section: Section | None = None
    for paragraph in elements:
        if isinstance(paragraph, Grid):
            continue
        aside = paragraph.note or paragraph.page_number
        end = 0
        if paragraph.level is not None:
            end = _title_end(paragraph)
            section = _section(paragraph, end, section)
            yield Sentence(paragraph, 0, end, section, title=True)
        for start, stop in sentences(paragraph):
            if stop > end:
                yield Sentence(paragraph, max(start, end), stop, None if aside else section)


def _title_end(paragraph: Paragraph) -> int:
    """Where a heading's own words end: at its first stop, unless that comes late, or at the end."""
    stop = _STOP.search(paragraph.plain, paragraph.marker)
    end = stop.end() if stop else len(paragraph.text)
    return end if end - paragraph.marker <= _LONGEST else paragraph.marker


def _section(paragraph: Paragraph, end: int, before: Section | None) -> Section:
    level = paragraph.level or 0
    while before is not None and before.level >= level:
        before = before.parent
    label = paragraph.text[paragraph.marker : end].strip("。；：: ") or paragraph.text[paragraph.marker :][:_LONGEST]
    return Section(level, label, paragraph.origin(0), before)
