"""Walking over a rule, and rebuilding it with some nodes replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from attrs import evolve

from perfeval.expressions.nodes import Expr, names_of


def walk(rule: Expr) -> Iterator[Expr]:
    """The node and all below it, parents first.

    Example:
        >>> from perfeval.expressions import lift, walk
        >>> len(list(walk(lift(1) + lift(2))))
        3
    """
    yield rule
    for child in rule.children():
        yield from walk(child)


def replace(rule: Expr, new: Callable[[Expr], Expr | None]) -> Expr:
    """The same rule with nodes replaced where `new` gives another; types are checked again on the way up.

    Raises:
        RuleError: a rebuilt node no longer makes sense.
    """
    put = new(rule)
    if put is not None:
        return put
    before = {name: getattr(rule, name) for name in names_of(type(rule))}
    after = {name: _replaced(value, new) for name, value in before.items()}
    changed = {name: value for name, value in after.items() if value is not before[name]}
    return evolve(rule, **changed) if changed else rule


def _replaced(value: Any, new: Callable[[Expr], Expr | None]) -> Any:
    if isinstance(value, Expr):
        return replace(value, new)
    if isinstance(value, tuple):
        items = tuple(_replaced(item, new) for item in value)
        return value if all(a is b for a, b in zip(items, value, strict=True)) else items
    return value
