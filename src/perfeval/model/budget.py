"""A budget as lines with three stages, linked by "part of" and "of which"."""

from __future__ import annotations

from collections import Counter
from typing import Any

from attrs import Factory, field, frozen

from perfeval.findings import SubmissionError, Text, kind, text
from perfeval.model.collections import listed
from perfeval.model.vocabulary import LINES, OF_WHICH, PARTS
from perfeval.numbers import Money


def maybe_money(value: Any) -> Money | None:
    """An amount with its unit (`"12.5万元"`), or None."""
    return value if value is None or isinstance(value, Money) else Money.read(value)


def _of_line(table: Any) -> Any:
    return Factory(lambda line: table.get(line.id), takes_self=True)


@frozen
class BudgetLine:
    """One line of a budget: original, adjusted and actual, each None where it is not given.

    Example:
        >>> from perfeval.model import BudgetLine
        >>> line = BudgetLine("basic", "669.53万元", "834.81万元", "825.18万元")
        >>> line.part_of, line.actual.yuan
        ('total', Decimal('8251800'))
    """

    id: str
    """`total`, `basic`, `personnel` ..., or an id of the body's own."""
    original: Money | None = field(default=None, converter=maybe_money)
    """年初预算数."""
    adjusted: Money | None = field(default=None, converter=maybe_money)
    """调整（全年）预算数."""
    actual: Money | None = field(default=None, converter=maybe_money)
    """决算（全年执行）数."""
    label: Text = field(default=Factory(lambda line: LINES.get(line.id, Text()), takes_self=True), converter=text)
    """What the line is called."""
    part_of: str | None = field(default=_of_line(PARTS), kw_only=True)
    """The line that this one and its siblings add up to."""
    of_which: str | None = field(default=_of_line(OF_WHICH), kw_only=True)
    """The line that this one is shown under without adding up to it."""


@frozen
class Budget:
    """The lines of a budget; ids are unique and links lead to lines that exist, or to none.

    Raises:
        SubmissionError: an id stands twice, or a line is part of itself.
    """

    lines: tuple[BudgetLine, ...] = field(default=(), converter=listed)
    """All lines, in the printed order."""
    _by_id: dict[str, BudgetLine] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {line.id: line for line in self.lines})
        ids = Counter(line.id for line in self.lines)
        twice = sorted(id for id, times in ids.items() if times > 1)
        own = [line.id for line in self.lines if line.id in (line.part_of, line.of_which)]
        faults = [kind("I105").at(f"budget.{i}", key=i) for i in twice]
        detail = Text("一个科目不能是它自己的组成部分", "a line cannot be a part of itself")
        faults += [kind("I114").at(f"budget.{i}", detail=detail) for i in own]
        if faults:
            raise SubmissionError(faults)

    def line(self, id: str) -> BudgetLine | None:
        """The line with this id, None where there is none."""
        return self._by_id.get(id)

    def parts(self, id: str) -> tuple[BudgetLine, ...]:
        """The lines that add up to this one."""
        return tuple(line for line in self.lines if line.part_of == id)

    def of_which(self, id: str) -> tuple[BudgetLine, ...]:
        """The lines shown under this one as "of which"."""
        return tuple(line for line in self.lines if line.of_which == id)
