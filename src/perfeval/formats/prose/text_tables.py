"""Tables that came as lines of text: a line of column heads, then lines that end in as many figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve, frozen

from perfeval.formats.pages import Block, Cell, Document, Grid, Line
from perfeval.formats.prose.plain import close_up, plain, width
from perfeval.formats.prose.words import WORDS, any_of

_HEAD = re.compile(r"(?:(?:19|20)\d\d年度?)?" + any_of(word for words in WORDS["columns"].values() for word in words))
_FIGURE = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?%?|[-—–/]{1,2}")
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、")
_YEAR = re.compile(r"20\d\d年(?:度)?")
_LABEL = 30


@frozen
class _Read:
    rows: tuple[tuple[Cell, ...], ...]
    end: int


def with_tables(document: Document) -> Document:
    """The document with every table of text lines as a grid."""
    blocks: list[Block] = []
    at = 0
    while at < len(document.blocks):
        read = _table(document.blocks, at)
        if read:
            blocks.append(Grid(f"表{sum(isinstance(b, Grid) for b in blocks) + 1}", read.rows))
            at = read.end
        else:
            blocks.append(document.blocks[at])
            at += 1
    return evolve(document, blocks=tuple(blocks))


def _table(blocks: Sequence[Block], at: int) -> _Read | None:
    head = blocks[at]
    heads = _heads(head)
    if not isinstance(head, Line) or len(heads) < 3:
        return None
    rows, last, label = [_cells(_without_year(heads), head, 0)], at + 1, ""
    for n in range(at + 1, len(blocks)):
        line = blocks[n]
        if not isinstance(line, Line):
            break
        if not line.text.strip():
            continue
        row = _row(line, len(heads) - 1, label)
        if row:
            rows.append(_cells(row, line, len(rows)))
            last, label = n + 1, ""
        elif not label and _begins_label(blocks, n, len(heads) - 1):
            label = close_up(line.text)
        else:
            break
    return _Read(tuple(rows), last) if len(rows) > 2 else None


def _heads(block: Block) -> tuple[str, ...]:
    """The heads of the columns, that of the labels first; none where it is no such line."""
    if not isinstance(block, Line) or re.search("[。；]", block.text):
        return ()
    tokens = block.text.split()
    if len(tokens) > 2 and sum(bool(_HEAD.search(token)) for token in tokens) > 1 and not _HEAD.match(tokens[0]):
        return tuple(tokens)
    text = close_up(block.text)
    found = list(_HEAD.finditer(text))
    packed = (
        len(found) > 1 and found[-1].end() == len(text) and text[found[0].start() :] == "".join(m[0] for m in found)
    )
    return (text[: found[0].start()], *(m[0] for m in found)) if packed and width(text) < 60 else ()


def _without_year(heads: Sequence[str]) -> tuple[str, ...]:
    """The heads without the year in front, where all amounts are of one year."""
    years = {found[0] for head in heads if (found := _YEAR.match(head))}
    return tuple(_YEAR.sub("", head) if len(years) == 1 else head for head in heads)


def _row(line: Line, figures: int, label: str) -> tuple[str, ...]:
    """The label and figures of a row, none where the line is no row."""
    tokens = line.text.split()
    tail = tokens[-figures:]
    named = label + "".join(tokens[:-figures])
    if len(tail) < figures or not named or not all(_FIGURE.fullmatch(plain(token)) for token in tail):
        return ()
    return (named, *tail) if width(named) <= 2 * _LABEL and "。" not in named else ()


def _begins_label(blocks: Sequence[Block], at: int, figures: int) -> bool:
    """Whether the line is the first part of a label that the next one ends."""
    line = blocks[at]
    after = next((b for b in blocks[at + 1 :] if not isinstance(b, Line) or b.text.strip()), None)
    if not isinstance(line, Line) or not isinstance(after, Line) or width(line.text) > _LABEL:
        return False
    row = _row(after, figures, "")
    return bool(row) and not _NUMBERED.match(row[0]) and not re.search(r"[。：:\d]", line.text)


def _cells(texts: Sequence[str], line: Line, row: int) -> tuple[Cell, ...]:
    return tuple(Cell(text, line.origin, row=row, column=column) for column, text in enumerate(texts))
