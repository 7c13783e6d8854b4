"""The budget as rows of a table: every line in its three stages, in one unit."""

from __future__ import annotations

from attrs import frozen

from perfeval.findings import Text
from perfeval.model import STAGES, Budget, Submission
from perfeval.numbers import Money, plain


@frozen
class BudgetRow:
    """A line of the budget."""

    label: Text
    depth: int
    amounts: tuple[str, ...]


def budget_rows(budget: Budget, unit: str) -> tuple[BudgetRow, ...]:
    """All lines of a budget as rows of a table."""
    rows = []
    for line in budget.lines:
        above, depth = line.part_of or line.of_which, 0
        while above is not None and depth < 4:
            found = budget.line(above)
            above, depth = (None, depth) if found is None else (found.part_of or found.of_which, depth + 1)
        told = (getattr(line, stage) for stage in STAGES)
        rows.append(
            BudgetRow(line.label or Text(line.id), depth, tuple("—" if m is None else amount(m, unit) for m in told))
        )
    return tuple(rows)


def amount(money: Money, unit: str) -> str:
    """An amount as it was written, or in the unit of the page."""
    return plain(money.amount if money.unit == unit else money.in_unit(unit))


def money_unit(submission: Submission) -> str:
    """The unit that a submission states its amounts in, or that of its first amount."""
    amounts = (getattr(line, stage) for line in submission.budget.lines for stage in STAGES)
    return submission.money_unit or next((money.unit for money in amounts if money is not None), "元")
