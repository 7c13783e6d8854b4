"""What of a sheet carries points and scores, each once: the execution row, and the indicators."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from attrs import frozen

from perfeval.auditing.words import is_execution_rate
from perfeval.model import Figure, FundsRow, Heading, IndicatorRow, Sheet


@frozen
class Marked:
    """An indicator as it is scored: a row, the rows beside one merged score cell, or the execution row."""

    path: str
    label: str
    points: tuple[Figure, ...]
    """The full marks printed, one for each row that prints them."""
    score: Figure | None
    rows: tuple[IndicatorRow, ...] = ()
    """None for the execution row."""

    @property
    def full(self) -> Decimal | None:
        """The full marks, None where none are printed or one of them cannot be read."""
        values = [figure.value for figure in self.points]
        known = [value for value in values if value is not None]
        return sum(known, Decimal(0)) if values and len(known) == len(values) else None

    @property
    def bonus(self) -> bool:
        """Whether it stands outside the full marks."""
        return any(row.bonus for row in self.rows)

    @property
    def value(self) -> Decimal | None:
        """The score printed."""
        return None if self.score is None else self.score.value


def printed(figure: Figure | None) -> Figure | None:
    """The figure, None where nothing is printed."""
    return None if figure is None or figure.blank else figure


def grand_total(sheet: Sheet) -> FundsRow | None:
    """The row of all funds: the total line, or the one top row that others are a part of."""
    totals = [row for row in sheet.funds if row.line == "total"]
    if totals:
        return totals[0]
    tops = [row for row in sheet.funds if not row.within]
    above = {row.within for row in sheet.funds}
    with_parts = [row for row in tops if row.path in above]
    found = with_parts if with_parts else tops
    return found[0] if len(found) == 1 else None


def execution_row(sheet: Sheet) -> FundsRow | None:
    """The row of the funds block that carries the points of the execution rate."""
    total = grand_total(sheet)
    marked = [row for row in sheet.funds if printed(row.points) or printed(row.score)]
    return total if total in marked or not marked else marked[0]


def execution(sheet: Sheet) -> Marked | None:
    """The execution row as it is scored, None where it has neither points nor a score."""
    row = execution_row(sheet)
    if row is None:
        return None
    points, score = printed(row.points), printed(row.score)
    return None if points is None and score is None else Marked(row.path, row.label, _some(points), score)


def marked(sheet: Sheet) -> tuple[Marked, ...]:
    """All that is scored on a sheet, in the printed order, with the execution row first.

    Where the indicators list the execution rate with the same points or score, it counts there.
    """
    first, rows = execution(sheet), tuple(indicators(sheet.indicators))
    if first is None or any(is_execution_rate(item.label) and _again(first, item) for item in rows):
        return rows
    return (first, *rows)


def _again(first: Marked, item: Marked) -> bool:
    """Whether an indicator has the points of the execution row, or its score where that prints no points."""
    return item.full == first.full if first.points else item.value == first.value


def indicators(rows: tuple[IndicatorRow, ...]) -> Iterator[Marked]:
    """The rows as they are scored: those that share a score cell together."""
    by_path = {row.path: row for row in rows}
    done: set[str] = set()
    for row in rows:
        if row.path in done:
            continue
        together = tuple(by_path[p] for p in row.shares_score if p in by_path) or (row,)
        together = together if row in together else (row, *together)
        done.update(each.path for each in together)
        points = tuple(found for each in together if (found := printed(each.points)) is not None)
        scores = [found for each in together if (found := printed(each.score)) is not None]
        yield Marked(row.path, row.label, points, scores[0] if scores else None, together)


def _some(figure: Figure | None) -> tuple[Figure, ...]:
    return () if figure is None else (figure,)


def headings(sheet: Sheet) -> tuple[tuple[Heading, tuple[Marked, ...]], ...]:
    """The headings over the indicators, each once, with what is scored below it."""
    found: dict[str, tuple[Heading, list[Marked]]] = {}
    for item in indicators(sheet.indicators):
        for heading in item.rows[0].headings:
            found.setdefault(heading.path, (heading, []))[1].append(item)
    return tuple((heading, tuple(items)) for heading, items in found.values())
