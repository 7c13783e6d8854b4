"""Where things stand in a picture: exact figures as per cents of its width, so that text keeps its size anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import frozen

from perfeval.evaluation import Evaluation
from perfeval.findings import Text
from perfeval.model import STAGES, Budget, Grades
from perfeval.numbers import Money, plain
from perfeval.reports.told import amount

_PLACES = 3
_BARS = Fraction(64)
"""How much of the width the longest bar of a budget takes; its amount stands right of it."""
_LETTERS = 20
"""How much of a name a picture shows; the table beside it shows all of it."""


def percent(part: Fraction) -> str:
    """A part of the whole width, held within it.

    Example:
        >>> from fractions import Fraction
        >>> from perfeval.reports.page.geometry import percent
        >>> percent(Fraction(1, 3)), percent(Fraction(3, 2))
        ('33.333%', '100%')
    """
    return f"{plain(min(max(part, Fraction(0)), Fraction(1)) * 100, _PLACES)}%"


@frozen
class Edge:
    """A grade on the scale: where it starts, and where its name stands."""

    grade: str
    low: str
    x: str
    middle: str


@frozen
class Scale:
    """The total between the edges of the grades."""

    edges: tuple[Edge, ...]
    at: str
    """Where the total stands, or the lowest that is possible."""
    width: str
    """How far the totals that are still possible reach; empty where there is one."""


def scale(evaluation: Evaluation, grades: Grades | None) -> Scale | None:
    """The scale of a total; None where there is nothing to show."""
    low = evaluation.total if evaluation.total is not None else evaluation.lower
    high = evaluation.total if evaluation.total is not None else evaluation.upper
    if not evaluation.full or low is None or high is None:
        return None
    full = Fraction(evaluation.full)
    at, end = (min(max(Fraction(v) / full, Fraction(0)), Fraction(1)) for v in (low, high))
    width = "" if evaluation.total is not None else percent(end - at)
    return Scale(tuple(_edges(grades, full)), percent(at), width)


def _edges(grades: Grades | None, full: Fraction) -> Iterator[Edge]:
    above = Fraction(1)
    for grade in grades.grades if grades is not None else ():
        low = min(Fraction(grade.low) / full, Fraction(1))
        yield Edge(_short(grade.id, 6), plain(grade.low), percent(low), percent((low + above) / 2))
        above = low


@frozen
class Bar:
    """One stage of a line of the budget."""

    stage: str
    width: str
    beside: str
    """Where its amount stands."""
    amount: str
    y: int


@frozen
class Bars:
    """A line of the budget."""

    label: Text
    y: int
    bars: tuple[Bar, ...]


@frozen
class BudgetPicture:
    """The stages of the main lines of a budget."""

    rows: tuple[Bars, ...]
    height: int
    unit: str


_LINE, _STEP, _GAP = 26, 20, 16


def budget_picture(budget: Budget, unit: str) -> BudgetPicture | None:
    """The picture of a budget; None where no line has an amount above 0."""
    shown = [line for line in budget.lines if line.part_of in (None, "total") and line.of_which is None]
    amounts = [[getattr(line, stage) for stage in STAGES] for line in shown]
    most = max((m.yuan for row in amounts for m in row if m is not None), default=None)
    if not most or most < 0:
        return None
    rows, y = [], 0
    for line, row in zip(shown, amounts, strict=True):
        if not any(m is not None and m.yuan for m in row):
            continue
        bars = tuple(_bars(row, Fraction(most), unit, y + _LINE))
        rows.append(Bars(shortened(line.label or Text(line.id)), y + 14, bars))
        y += _LINE + _STEP * len(bars) + _GAP
    return BudgetPicture(tuple(rows), y - _GAP, unit)


def _bars(row: Sequence[Money | None], most: Fraction, unit: str, y: int) -> Iterator[Bar]:
    given = [(stage, money) for stage, money in zip(STAGES, row, strict=True) if money is not None]
    for n, (stage, money) in enumerate(given):
        part = max(Fraction(money.yuan) / most, Fraction(0)) * _BARS / 100
        yield Bar(stage, percent(part), percent(part + Fraction(1, 100)), amount(money, unit), y + _STEP * n)


def shortened(label: Text) -> Text:
    """A name as a picture can hold it."""
    return Text(_short(label["zh"], _LETTERS), _short(label["en"], 2 * _LETTERS))


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
