"""Paragraphs out of the lines of a page: joined where a line is full, apart where it is not."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence

from attrs import evolve, field, frozen

from perfeval.findings import Origin
from perfeval.formats.pages import Document, Grid, Line
from perfeval.formats.prose.plain import apart, close_up, plain, width

_STOPS = "。！？；：:;!?】"
_WHOLE = re.compile(r"(?:\)|情况|分析|结论|问题|措施|建议|任务|目标|职能|职责|设置|说明)$")
_SENTENCE = re.compile(r"[^。！？；;]{1,800}\d*[。！？；;]*[”」)]*|[。！？；;]+[”」)]*")
_MOST_LINES = 200
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


@frozen(eq=False)
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

    @property
    def number(self) -> str:
        """The number in front of a footnote."""
        return self.plain[: self.marker].strip("[]")

    def origin(self, at: int) -> Origin:
        """The place of the line that the character stands on."""
        return self.starts[max(0, bisect_right(self.starts, at, key=lambda s: s[0]) - 1)][1]


def is_page_number(text: str) -> bool:
    """Whether a line is nothing but the number of a page: `- 3 -`, `第 3 页`."""
    return bool(_PAGE.fullmatch(plain(text.strip())))


def paragraphs(document: Document) -> tuple[Paragraph | Grid, ...]:
    """The document as paragraphs and tables, in reading order."""
    lines = [line for line in document.lines if line.text.strip()]
    blanks_count = 2 * (len(document.lines) - len(lines)) < len(lines)
    full = _full_width([width(close_up(line.text)) for line in lines])
    found: list[list[Paragraph] | Grid] = []
    last: list[Paragraph] | None = None
    for block in document.blocks:
        if isinstance(block, Grid):
            found.append(block)
            last = None
        elif not block.text.strip():
            last = None if blanks_count else last
        else:
            piece = _of_line(block, found)
            if piece.page_number or piece.note:
                found.append([piece])
            elif piece.level is None and last and _runs_on(last, full):
                last.append(piece)
            else:
                last = [piece]
                found.append(last)
    notes = {one[0].number for one in found if isinstance(one, list) and one[0].note}
    return tuple(one if isinstance(one, Grid) else _joined(one, notes) for one in found)


def _full_width(widths: Sequence[int]) -> int:
    """From how many columns on a line may run on: four fifths of what the long lines have."""
    ordered = sorted(widths)
    return max(24, ordered[len(ordered) * 9 // 10] * 8 // 10) if ordered else 0


def _runs_on(pieces: Sequence[Paragraph], full: int) -> bool:
    first, last = pieces[0], pieces[-1]
    if first is last and first.level is not None and "。" not in first.text and _WHOLE.search(first.plain):
        return False
    return len(pieces) < _MOST_LINES and width(last.text) >= full and last.text[-1] not in _STOPS


def _of_line(line: Line, found: Sequence[list[Paragraph] | Grid]) -> Paragraph:
    stripped = plain(line.text.strip())
    text = close_up(line.text)
    starts = ((0, line.origin),)
    if is_page_number(line.text):
        return Paragraph(text, starts, page_number=True)
    if (note := _FOOTNOTE.match(stripped)) and (note[1] is None or note[1] in _notes(found)):
        return Paragraph(text, starts, note=True, marker=len(note[0].strip()))
    if dotted := _DOTTED.match(stripped):
        return Paragraph(text, starts, level=2 + dotted[0].count("."), marker=len(dotted[0]))
    for level, pattern in _LEVELS:
        if marker := pattern.match(plain(text)):
            return Paragraph(text, starts, level=level, marker=marker.end())
    return Paragraph(text, starts)


def _notes(found: Sequence[list[Paragraph] | Grid]) -> frozenset[str]:
    """The numbers of footnotes that the text has asked for so far, as far back as a page reaches."""
    near = [piece for one in found[-40:] if isinstance(one, list) for piece in one if not piece.note]
    return frozenset(mark[1] for piece in near for mark in _MARK.finditer(piece.plain))


def _joined(pieces: Sequence[Paragraph], notes: Container[str]) -> Paragraph:
    """One paragraph of its lines, with the marks of footnotes that there are."""
    texts: list[str] = []
    starts: list[tuple[int, Origin]] = []
    at = 0
    for piece in pieces:
        before = texts[-1][-1] if texts else ""
        gap = " " if before.isalpha() and piece.text[0].isalpha() and apart(before, piece.text[0]) else ""
        texts.append(gap + piece.text)
        starts.append((at + len(gap), piece.starts[0][1]))
        at += len(texts[-1])
    whole = evolve(pieces[0], text="".join(texts), starts=tuple(starts))
    marks = () if whole.note else tuple(m.start() for m in _MARK.finditer(whole.plain) if m[1] in notes)
    return evolve(whole, marks=marks) if marks else whole


def sentences(paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    """The start and end of each sentence; one that does not end is cut, never within a number."""
    return (found.span() for found in _SENTENCE.finditer(paragraph.plain))
