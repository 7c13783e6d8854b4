"""The budget as a worksheet: every line in its stages, and whether the parts of each add up to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from perfeval.findings import Text, join
from perfeval.model import STAGES, Budget, BudgetLine, Submission
from perfeval.numbers import Money, exact_sum, round_places
from perfeval.reports.sheets import Entry, Workbook
from perfeval.reports.told import amount, budget_rows, money_unit, visible, word

_WIDTHS = (34, 16, 16, 18, 14, 40)
"""Of the columns of both tables, which stand below each other."""


def budget_sheet(book: Workbook, submission: Submission) -> None:
    """The lines with how much of each was spent; below them the sums."""
    unit, sheet = money_unit(submission), book.sheet(word("budget")[book.lang])
    book.put(sheet, 0, 0, word("budget_unit", unit=unit), book.looks.plain)
    names = [word("budget_line"), *STAGES.values(), word("execution")]
    columns = list(zip(names, _WIDTHS, strict=False))
    rows = budget_rows(submission.budget, unit)
    told = ([_indented(row.label[book.lang], row.depth), *map(_given, row.amounts), None] for row in rows)
    first = 2
    end = book.table(sheet, 1, columns, told)
    if end - first == len(rows):  # each line in a row of its own: none had a name too long for a cell
        for n, line in enumerate(submission.budget.lines, start=first):
            if (rate := _rate(line)) is not None:
                book.percent(sheet, n, len(columns) - 1, rate)
    _checks(book, sheet, end + 1, list(budget_checks(submission.budget, unit)))


def _indented(label: str, depth: int) -> str:
    return "\u3000" * depth + visible(label)


def _given(amount: str) -> Entry:
    return None if amount == "—" else Decimal(amount)


def _rate(line: BudgetLine) -> Decimal | None:
    """Actual over adjusted; None where either is not given, and where nothing was to be spent."""
    if line.actual is None or line.adjusted is None or not line.adjusted.yuan:
        return None
    return round_places(Fraction(line.actual.yuan) / Fraction(line.adjusted.yuan), 4)


def budget_checks(budget: Budget, unit: str) -> Iterator[list[Entry]]:
    """For each line with parts and each stage: what is stated, what the parts add up to, and whether they agree.

    Example:
        >>> from perfeval.model import Budget, BudgetLine
        >>> from perfeval.reports.score_table.funds import budget_checks
        >>> budget = Budget([BudgetLine("total", "3元", "3元"), BudgetLine("basic", "3元", "2元")])
        >>> [str(row[-1].en) for row in budget_checks(budget, "元")]
        ['agrees', 'differs']
    """
    for line in budget.lines:
        for stage, name in STAGES.items() if (parts := budget.parts(line.id)) else ():
            figures = [(part, _amount(part, stage, unit)) for part in (line, *parts)]
            if all(figure is None for _, figure in figures):
                continue
            yield [line.label or Text(line.id), name, *_compared(figures)]


def _amount(line: BudgetLine, stage: str, unit: str) -> Decimal | None:
    money: Money | None = getattr(line, stage)
    return None if money is None else Decimal(amount(money, unit))


def _compared(figures: Sequence[tuple[BudgetLine, Decimal | None]]) -> list[Entry]:
    stated, *parts = (figure for _, figure in figures)
    given = [part for part in parts if part is not None]
    if stated is None or len(given) < len(parts):
        empty = join((line.label or Text(line.id) for line, figure in figures if figure is None), "、", ", ")
        return [stated, None, None, word("not_checked", missing=empty)]
    total = exact_sum(given)
    apart = exact_sum([stated, total.copy_negate()])
    return [stated, total, apart, word("differs" if apart else "agrees")]


def _checks(book: Workbook, sheet: Any, row: int, checks: Sequence[Sequence[Entry]]) -> None:
    if not checks:
        return
    names = ("budget_line", "stage_column", "stated_column", "parts_column", "difference_column", "verdict_column")
    book.put(sheet, row, 0, word("checks"), book.looks.title)
    for n, name in enumerate(names):
        book.put(sheet, row + 1, n, word(name), book.looks.head)
    sheet.set_column(len(names) - 1, len(names) - 1, _WIDTHS[-1])
    line = row + 2
    for check in checks:
        line = book.row(sheet, line, check, _WIDTHS)
