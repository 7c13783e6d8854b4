"""The tables of a report, bound as forms are: its budget, and the table of scores that many have at their end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import field, frozen

from perfeval.findings import Origin
from perfeval.formats import forms
from perfeval.formats.pages import Block, Document, Grid, Line
from perfeval.formats.prose.paragraphs import is_page_number
from perfeval.formats.prose.plain import close_up, plain
from perfeval.formats.prose.words import any_of
from perfeval.model import Figure, IndicatorRow, Loose, Reading, Sheet
from perfeval.numbers import MONEY_UNITS

_UNIT = re.compile(rf"单位[:：]?({any_of(MONEY_UNITS)})")
_SHORT = 60
_KNOWN = frozenset({"total", "basic", "project"})


@frozen
class Annexes:
    """What the tables of a report hold."""

    budget: Sheet = field(factory=Sheet)
    """The sheet with the budget."""
    scores: Sheet = field(factory=Sheet)
    """The sheet with indicators and their scores."""
    ignored: tuple[Loose, ...] = ()
    unread: tuple[Loose, ...] = ()

    @property
    def rows(self) -> tuple[IndicatorRow, ...]:
        """The indicators of the table of scores."""
        return self.scores.indicators


def annexes(document: Document) -> Annexes:
    """Bind the first budget and the first table of scores; the numbers of other tables are unread."""
    budget, scores = Sheet(), Sheet()
    ignored: list[Loose] = []
    unread: list[Loose] = []
    for blocks in _tables(document):
        reading = forms.bind(Document(document.file, blocks))
        sheet = next((one for one in reading.sheets if one.funds or one.indicators), None)
        if sheet is not None and not budget.funds and any(row.line in _KNOWN for row in sheet.funds):
            budget = sheet
            scores = sheet if sheet.indicators and not scores.indicators else scores
        elif sheet is not None and not scores.indicators and _scored(sheet):
            scores = sheet
        else:
            unread += _numbers(blocks)
            continue
        ignored += reading.ignored
        unread += reading.unread + tuple(_left_over(reading, sheet))
    return Annexes(budget, scores, tuple(ignored), tuple(unread))


def _tables(document: Document) -> Iterator[tuple[Block, ...]]:
    """Each table, with the line above it that says in what unit its amounts are, and what goes on overleaf."""
    unit: tuple[Line, ...] = ()
    table: tuple[Block, ...] = ()
    for block in document.blocks:
        if isinstance(block, Grid):
            table = (*(table or unit), block)
            unit = ()
            continue
        if is_page_number(block.text) or not block.text.strip():
            continue
        if table:
            yield table
            table = ()
        found = _UNIT.search(plain(close_up(block.text))) if len(block.text) < _SHORT else None
        unit = (Line(f"单位：{found[1]}", block.origin),) if found else unit
    if table:
        yield table


def _scored(sheet: Sheet) -> bool:
    """Whether it is a table of scores: at least two indicators with points or a score."""
    return sum(bool(row.points or row.score) for row in sheet.indicators) > 1


def _numbers(blocks: Sequence[Block]) -> Iterator[Loose]:
    cells = (cell for grid in blocks if isinstance(grid, Grid) for cell in grid.cells())
    return (Loose(cell.text, cell.origin) for cell in cells if re.search(r"\d", cell.text))


def _left_over(reading: Reading, taken: Sheet) -> Iterator[Loose]:
    """The figures of other sheets that a table came to."""
    others = [sheet for sheet in reading.sheets if sheet is not taken]
    for sheet in others:
        for figure in figures_in(sheet):
            yield Loose(figure.raw, figure.origin)


def figures_in(sheet: Sheet) -> Iterator[Figure]:
    """The figures with numbers of a sheet's rows."""
    for row in (*sheet.funds, *sheet.indicators):
        for name in ("previous", "original", "adjusted", "actual", "rate", "target", "points", "score"):
            figure = getattr(row, name, None)
            if isinstance(figure, Figure) and figure.origin != Origin() and re.search(r"\d", figure.raw):
                yield figure
