"""An account of every cell with a number in it: bound, ignored by a named rule, or unread."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import chain, repeat

from perfeval.auditing.described import figures
from perfeval.findings import Text
from perfeval.formats.forms.labels import plain
from perfeval.formats.forms.lexicon import table
from perfeval.formats.pages import Cell, Document, Grid, Line
from perfeval.model import Loose, Sheet

_ANNEX = re.compile(r"(?:附件|附表|附|公开|表)[:：]?\d+(?:[-—.]\d+)*表?[:：]?")
_YEAR = re.compile(r"(?:19|20)\d\d\s*年")
_LETTERS = re.compile(r"[\u4e00-\u9fff]")
_STOPS = re.compile(r"(?<=[\u4e00-\u9fff）])[，；、！？。]|字以内|^\d[.、．](?!\d)")
_SENTENCE = re.compile(r".*[\u4e00-\u9fff].*。", re.DOTALL)
_FEW = 5

RULES: Mapping[str, Text] = {rule: Text(*words) for rule, words in table("names")["rules"].items()}
"""The rules by which a number is passed over, by name."""


class Ledger:
    """What became of the cells of a document. The first word on a cell stands, but for being bound."""

    def __init__(self, document: Document) -> None:
        """Open an account for a document."""
        self._document = document
        self._ends: dict[int, str] = {}

    def bind(self, cells: Iterable[Cell | Line]) -> None:
        """These became a figure, whose place is that of the first of them."""
        for end, cell in zip(chain(["bound"], repeat("part")), cells, strict=False):
            self._ends[id(cell)] = end

    def name(self, cells: Iterable[Cell | Line]) -> None:
        """These became the name of a row, or a heading."""
        for cell in cells:
            self._ends[id(cell)] = "naming"

    def ignore(self, rule: str, cells: Iterable[Cell | Line]) -> None:
        """These are passed over by a rule of `RULES`."""
        for cell in cells:
            self._ends.setdefault(id(cell), rule)

    def close(self, sheets: Iterable[Sheet]) -> tuple[tuple[Loose, ...], tuple[Loose, ...]]:
        """The cells with a number in them that were ignored, and those that nobody read.

        A cell counts as bound only where one of the sheets has a figure from it.
        """
        bound = {figure.origin for sheet in sheets for figure in figures(sheet).values()}
        ignored: list[Loose] = []
        unread: list[Loose] = []
        for block in self._document.blocks:
            for cell in block.cells() if isinstance(block, Grid) else (block,):
                if not numeric(cell):
                    continue
                end = self._ends.get(id(cell), "prose" if isinstance(cell, Line) else "")
                end = end or _of_itself(cell.text)
                if not end or (end == "bound" and cell.origin not in bound):
                    unread.append(Loose(cell.text, cell.origin))
                elif end != "bound":
                    ignored.append(Loose(cell.text, cell.origin, end))
        return tuple(ignored), tuple(unread)


def numeric(cell: Cell | Line) -> bool:
    """Whether a cell has a number in it, be it one digit."""
    return any(map(str.isdigit, cell.text)) or (isinstance(cell, Cell) and cell.number is not None)


def _of_itself(text: str) -> str:
    """The rule for a text that is plainly no figure, wherever it stands; empty for any other."""
    if _ANNEX.fullmatch(plain(text)):
        return "code"
    if not any(map(str.isdigit, _YEAR.sub("", text))):
        return "year"
    told = _SENTENCE.fullmatch(text) or (len(_LETTERS.findall(text)) > _FEW and _STOPS.search(text))
    return "text" if told else ""
