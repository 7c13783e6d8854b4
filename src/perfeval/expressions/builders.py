"""The core nodes under the names that rules use, for rules written in Python."""

from __future__ import annotations

from typing import Any

from perfeval.expressions.forms import Choose, Extreme, IsMissing, Round, Total, Unknown
from perfeval.expressions.nodes import TRUE, Expr, lift
from perfeval.expressions.types import misfit
from perfeval.findings import Text
from perfeval.numbers import Rounding


def choose(when: Expr, then: Any, otherwise: Any) -> Expr:
    """One of two branches; only the branch taken has to be known.

    Example:
        >>> from perfeval.expressions import choose, lift, render
        >>> render(choose(lift(1) < 2, "95%", 0))
        'choose(1 < 2, 95%, 0)'
    """
    return Choose(when, then, otherwise)


def total(value: Any, *, where: Any = TRUE, over: Any = None) -> Expr:
    """The sum of a column over the rows that `where` keeps; `over` names the table where the value does not.

    Raises:
        RuleError: nothing says which table's rows are meant.
    """
    value, where = lift(value), lift(where)
    if over is None:
        table = value.type.table or where.type.table
    else:
        table = over if isinstance(over, str) else lift(over).type.table
    if table is None:
        raise misfit(
            Text("total 需要某个表的一列", "total needs a column of a table"),
            Text("如 total(projects.actual)", "as in total(projects.actual)"),
        )
    return Total(table, value, where)


def is_missing(value: Expr) -> Expr:
    """Whether a value is unknown."""
    return IsMissing(value)


def unknown(reason: str, place: str = "") -> Expr:
    """A value that nothing gives, with the reason."""
    return Unknown(reason, place)


def round_to(value: Any, to: Any = 1, mode: Rounding = "half_up") -> Expr:
    """A value to a multiple of `to`; only where the printed form rounds."""
    return Round(value, to, mode)


def floor_to(value: Any, to: Any = 1) -> Expr:
    """A value down to a multiple of `to`."""
    return Round(value, to, "floor")


def min_of(first: Any, *others: Any) -> Expr:
    """The smallest of several."""
    return _fold("min", first, others)


def max_of(first: Any, *others: Any) -> Expr:
    """The greatest of several."""
    return _fold("max", first, others)


def _fold(op: Any, first: Any, others: tuple[Any, ...]) -> Expr:
    rule = lift(first)
    for other in others:
        rule = Extreme(op, rule, other)
    return rule
