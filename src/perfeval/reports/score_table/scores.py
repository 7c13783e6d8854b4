"""The score table as official ones have it: groups beside their indicators, subtotals, the total and the grade last."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from perfeval.evaluation import Evaluation, Reported
from perfeval.findings import Text
from perfeval.numbers import round_places
from perfeval.reports.score_table.why import COLON, Notes, grade_notes, open_notes
from perfeval.reports.sheets import Entry, Workbook
from perfeval.reports.told import Node, extras, nodes, visible, word

_LETTERS = 300
"""How much of a text this sheet shows; the next sheets have all of it."""
_Told = tuple[Decimal | None, Decimal | str | None, Fraction | None, Sequence[str]]
"""Points, score or level, share, notes."""
_NUMERALS = "一二三四五六七八九十"
_HEAD = 2
_GROUP, _INDICATOR, _NUMBER, _NOTE = 18, 30, 10, 52


def score_sheet(book: Workbook, reported: Reported) -> None:
    """The first worksheet: what was evaluated, the table, the total."""
    e, lang = reported.evaluation, book.lang
    groups = nodes(e.groups, reported, lang)
    outside = extras(reported, lang)
    deep = max([_depth(groups), *(1 + _depth(extra) for _, extra in outside)])
    table = ScoreTable(book, deep, Notes(reported, lang))
    table.head(e)
    row = _HEAD + 1
    for group in groups:
        row = table.node(group, row, 0)
    for title, extra in outside:
        first = row
        for node in extra:
            row = table.node(node, row, 1)
        table.label(first, row - 1, 0, 0, title, book.looks.strong)
    table.total(row, e)


def _depth(found: Sequence[Node]) -> int:
    return max((1 if node.leaf else 1 + _depth(node.children) for node in found), default=1)


class ScoreTable:
    """The table under the pen: columns for the levels of the tree, then points, score, share and notes."""

    def __init__(self, book: Workbook, deep: int, notes: Notes) -> None:
        """Take the workbook, how many levels there are, and what stands beside a score."""
        self.book, self.deep, self.notes = book, deep, notes
        self.sheet = book.sheet(word("score_table")[book.lang])
        self.widths = [*[_GROUP] * (deep - 1), _INDICATOR, *[_NUMBER] * 3, _NOTE]

    def head(self, e: Evaluation) -> None:
        """Title, whose it is, and the names of the columns, which stay in sight and on every page."""
        book, lang = self.book, self.book.lang
        book.put(self.sheet, 0, 0, _short(e.label[lang]), book.looks.title)
        whose = f"{word('entity')[lang]}{COLON[lang]}{_short(e.entity)}"
        self.label(1, 1, 0, self.deep - 1, Text(whose), book.looks.plain)
        when = f"{word('year_column')[lang]}{COLON[lang]}{e.year}"
        self.label(1, 1, self.deep, self.deep + 3, Text(when), book.looks.plain)
        book.fit(self.sheet, 1, [whose], [sum(self.widths[: self.deep])])
        titles = [word("points_column"), word("score_column"), word("share_column"), word("note_column")]
        names = [*(_level(n) for n in range(self.deep - 1)), word("indicator_column"), *titles]
        for n, (name, width) in enumerate(zip(names, self.widths, strict=True)):
            book.put(self.sheet, _HEAD, n, name, book.looks.head)
            self.sheet.set_column(n, n, width)
        self.sheet.freeze_panes(_HEAD + 1, 0)
        self.sheet.repeat_rows(_HEAD)

    def node(self, node: Node, row: int, column: int) -> int:
        """An indicator, or a group beside its rows with its subtotal below them; the number of the next row."""
        last, label = self.deep - 1, node.outcome.label
        if node.leaf:
            self.label(row, row, column, last, label, self.book.looks.text)
            self.figures(row, node, self.book.looks.text, column)
            return row + 1
        end = row
        for child in node.children:
            end = self.node(child, end, column + 1)
        strong = self.book.looks.strong
        self.label(row, end, column, column, label, self.book.looks.group)
        self.label(end, end, column + 1, last, word("subtotal"), strong)
        self.figures(end, node, strong, column)
        return end + 1

    def label(self, top: int, bottom: int, left: int, right: int, said: Text, look: Any) -> None:
        """A name in one cell over several."""
        if (top, left) != (bottom, right):
            self.sheet.merge_range(top, left, bottom, right, "", look)
        self.book.put(self.sheet, top, left, _short(said[self.book.lang]), look)

    def figures(self, row: int, node: Node, look: Any, column: int) -> None:
        """Points, score or level, share, notes; what is not known stays empty."""
        outcome = node.outcome
        result = outcome.score if outcome.score is not None else outcome.level
        notes = self._figures(row, (outcome.points, result, node.part, self.notes(node)), look)
        if node.leaf:
            name = _short(outcome.label[self.book.lang])
            self.book.fit(self.sheet, row, [name, notes], [sum(self.widths[column : self.deep]), _NOTE])

    def total(self, row: int, e: Evaluation) -> None:
        """The total and the grade; of an incomplete evaluation what is still possible."""
        lang, strong = self.book.lang, self.book.looks.strong
        open = [word("no_total")[lang]] if e.full is None else open_notes(e, lang)
        rows: list[tuple[str, _Told]] = [
            ("total", (e.full, e.total, e.share, open)),
            ("grade", (None, e.grade, None, grade_notes(e, lang))),
        ]
        for n, (name, told) in enumerate(rows, start=row):
            self.label(n, n, 0, self.deep - 1, word(name), strong)
            self.book.fit(self.sheet, n, [self._figures(n, told, strong)], [_NOTE])

    def _figures(self, row: int, told: _Told, look: Any) -> str:
        points, result, part, notes = told
        shown = _short("\n".join(notes))
        looks = [look, self.book.looks.level if isinstance(result, str) else look, look, look]
        values: list[Entry] = [points, result, None, shown]
        for n, (value, its) in enumerate(zip(values, looks, strict=True), start=self.deep):
            self.book.put(self.sheet, row, n, value, its)
        if part is not None:
            self.book.percent(self.sheet, row, self.deep + 2, round_places(part, 4), look)
        return shown


def _level(n: int) -> Text:
    numeral = _NUMERALS[n] if n < len(_NUMERALS) else str(n + 1)
    return Text(word("level_column", n=numeral).zh, word("level_column", n=n + 1).en)


def _short(text: str) -> str:
    lines = "\n".join(visible(line) for line in text.split("\n"))
    return lines if len(lines) <= _LETTERS else f"{lines[: _LETTERS - 1]}…"
