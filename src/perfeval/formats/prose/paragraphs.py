"""Paragraphs out of the lines of a page: joined where a line is full, apart where it is not."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import evolve, field, frozen

from perfeval.findings import Origin
from perfeval.formats.pages import Document, Grid, Line
from perfeval.formats.prose.plain import apart, close_up, plain, width

_STOPS = "。！？；：:;!?】"
_WHOLE = re.compile(r"(?:\)|情况|分析|结论|问题|措施|建议|任务|目标|职能|职责|设置|说明)$")
_LEVELS = (
    (0, re.compile(r"第[一二三四五六七八九十]+(?:部分|章)[、:：]?")),
    (1, re.compile(r"[一二三四五六七八九十]{1,3}(?:、|\.(?!\d))")),
    (2, re.compile(r"\([一二三四五六七八九十]{1,3}\)[、.]?")),
    (3, re.compile(r"\d{1,2}(?:[.、](?!\d))")),
    (4, re.compile(r"\(\d{1,2}\)[、.]?|\d{1,2}\)")),
    (5, re.compile(r"[①-⑳][、.]?")),
)
_DOTTED = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,2}(?=\s+[\u4e00-\u9fff])(?!\s+(?:[万亿元分个人]))")
_PAGE = re.compile(r"(?:[-—–·]\s*)?\d{1,4}(?:\s*[-—–·])?|第\s*\d+\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?|\d+\s*/\s*\d+")
_FOOTNOTE = re.compile(r"(?:\[?(\d{1,2})\]?|[①-⑳])\s+(?=\D)")
_MARK = re.compile(r"(?<=[”\"」》\u4e00-\u9fff)])(\d{1,2})(?=[。，；、)]|$)")


@frozen
class Paragraph:
    """A paragraph, or a heading with what runs on behind it."""

    text: str
    """As printed, closed up over the ends of lines."""
    starts: tuple[tuple[int, Origin], ...]
    """Where each of its lines begins in the text."""
    level: int | None = None
    """How deep it is as a heading: 1 for 一、, 2 for （一）, 3 for 1．, 4 for （1）; None for text."""
    marker: int = 0
    """How many characters its number has."""
    note: bool = False
    """Whether it is a footnote."""
    page_number: bool = False
    """Whether it is the number of a page."""
    marks: tuple[int, ...] = ()
    """Where footnote marks stand in it."""
    plain: str = field(init=False, repr=False, eq=False)
    """The text for matching, character by character."""

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "plain", plain(self.text))

    def origin(self, at: int) -> Origin:
        """The place of the line that the character stands on."""
        return self.starts[max(0, bisect_right(self.starts, at, key=lambda s: s[0]) - 1)][1]


def paragraphs(document: Document) -> tuple[Paragraph | Grid, ...]:
    """The document as paragraphs and tables, in reading order."""
    lines = [line for line in document.lines if line.text.strip()]
    blanks_count = 2 * (len(document.lines) - len(lines)) < len(lines)
    full = _full_width([width(close_up(line.text)) for line in lines])
    found: list[Paragraph | Grid] = []
    open_at: int | None = None
    for block in document.blocks:
        if isinstance(block, Grid):
            found.append(block)
            open_at = None
        elif not block.text.strip():
            open_at = None if blanks_count or not lines else open_at
        else:
            made = _of_line(block, _notes(found))
            last = found[open_at] if open_at is not None else None
            if made.page_number or made.note:
                found.append(made)
            elif made.level is None and isinstance(last, Paragraph) and _runs_on(last, full):
                found[open_at or 0] = _joined(last, made)
            else:
                open_at = len(found)
                found.append(made)
    return tuple(_marked(one, found) if isinstance(one, Paragraph) else one for one in found)


def _full_width(widths: Sequence[int]) -> int:
    """From how many columns on a line may run on: four fifths of what the long lines have."""
    ordered = sorted(widths)
    return max(24, ordered[len(ordered) * 9 // 10] * 8 // 10) if ordered else 0


def _runs_on(paragraph: Paragraph, full: int) -> bool:
    last = paragraph.text[paragraph.starts[-1][0] :]
    heads = paragraph.level is not None and len(paragraph.starts) == 1
    if heads and "。" not in paragraph.text and _WHOLE.search(paragraph.plain):
        return False
    return width(last) >= full and paragraph.text[-1] not in _STOPS


def _of_line(line: Line, notes: frozenset[str]) -> Paragraph:
    stripped = plain(line.text.strip())
    text = close_up(line.text)
    starts = ((0, line.origin),)
    if _PAGE.fullmatch(stripped):
        return Paragraph(text, starts, page_number=True)
    if (note := _FOOTNOTE.match(stripped)) and (note[1] is None or note[1] in notes):
        return Paragraph(text, starts, note=True, marker=len(note[0].strip()))
    if dotted := _DOTTED.match(stripped):
        return Paragraph(text, starts, level=2 + dotted[0].count("."), marker=len(dotted[0]))
    for level, pattern in _LEVELS:
        if found := pattern.match(plain(text)):
            return Paragraph(text, starts, level=level, marker=found.end())
    return Paragraph(text, starts)


def _notes(found: Sequence[Paragraph | Grid]) -> frozenset[str]:
    """The numbers of footnotes that the text has asked for so far, as far back as a page reaches."""
    near = [one for one in found[-40:] if isinstance(one, Paragraph) and not one.note]
    return frozenset(mark[1] for one in near for mark in _MARK.finditer(one.plain))


def _joined(before: Paragraph, after: Paragraph) -> Paragraph:
    gap = " " if apart(before.text[-1], after.text[0]) and before.text[-1].isalpha() and after.text[0].isalpha() else ""
    at = len(before.text) + len(gap)
    starts = (*before.starts, *((at + start, origin) for start, origin in after.starts))
    return evolve(before, text=before.text + gap + after.text, starts=starts)


def _marked(paragraph: Paragraph, found: Sequence[Paragraph | Grid]) -> Paragraph:
    """The paragraph with the footnote marks in it, if there are footnotes with these numbers."""
    notes = {plain(n.text[: n.marker]).strip("[]") for n in found if isinstance(n, Paragraph) and n.note}
    marks = tuple(m.start() for m in _MARK.finditer(paragraph.plain) if m[1] in notes)
    return evolve(paragraph, marks=marks) if marks and not paragraph.note else paragraph


def sentences(paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    """The start and end of each sentence; a heading's own words are the first."""
    stops = [0, *(m.end() for m in re.finditer(r"[。！？；;]+[”」)]*", paragraph.plain)), len(paragraph.text)]
    return ((start, end) for start, end in pairwise(stops) if end > start)
