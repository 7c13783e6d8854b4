"""Why a value is unknown: for each reason that a rule can have, a flag that says whether it has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce

import polars as pl

from perfeval.expressions import (
    Arithmetic,
    Choose,
    Compare,
    Const,
    Expr,
    Extreme,
    Field,
    IsMissing,
    Logic,
    Not,
    Parameter,
    Round,
    Total,
    Unknown,
    render,
)
from perfeval.tables.columns import Column, Scope
from perfeval.tables.figures import FAULTS
from perfeval.tables.lowering import Lowering
from perfeval.tables.rationals import Rational
from perfeval.tables.values import Flag, Nothing

Why = tuple[str, str]
"""A code and the path it points at."""

Held = bool | Column
Reasons = Mapping[Why, Held]
"""The reasons that a value can have; a flag is never null, and never the constant False."""


class Explaining:
    """Finds the reasons of the rules that a lowering lowered."""

    def __init__(self, lowering: Lowering) -> None:
        """Take the values that the reasons speak of."""
        self.lowering = lowering
        self._made: dict[tuple[Expr, str | None], Reasons] = {}

    def of(self, rule: Expr, table: str | None = None) -> Reasons:
        """The reasons of a rule in a scope."""
        key = (rule, table)
        if key not in self._made:
            if table is not None and rule.type.table is None:
                over = self.lowering.scope(table).spread_over
                self._made[key] = {
                    why: over(held) if isinstance(held, Column) else held for why, held in self.of(rule).items()
                }
            else:
                self._made[key] = self._of(rule, table)
        return self._made[key]

    def _of(self, rule: Expr, table: str | None) -> Reasons:
        scope = self.lowering.scope(table)
        match rule:
            case Const() | IsMissing():
                return {}
            case Parameter(name=name, value=value):
                return {} if name in self.lowering.domain.figures else self.of(value, table)
            case Unknown(reason=reason, place=place):
                return {(reason, place): True}
            case Field(path=path):
                return self.figure(path, scope)
            case Arithmetic(op="/"):
                return self._quotient(rule, scope, table)
            case Arithmetic() | Compare() | Extreme():
                return either(scope, self.of(rule.left, table), self.of(rule.right, table))
            case Not(value=value) | Round(value=value):
                return self.of(value, table)
            case Logic():
                both = either(scope, self.of(rule.left, table), self.of(rule.right, table))
                return self._where_unknown(scope, both, self.lowering.value(rule, table))
            case Choose():
                return self._chosen(rule, scope, table)
            case Total():
                return self._total(rule)
        raise TypeError(f"{type(rule).__name__} is not a core node")

    def figure(self, path: str, scope: Scope) -> Reasons:
        """The reasons of a figure that was submitted."""
        figure = self.lowering.domain.figures[path]
        if figure.sort == "absent":
            return {("not_given", path): True}
        if not figure.nullable:
            return {}
        null = figure.column.expr.is_null()
        if not figure.faulty:
            return {("not_given", path): scope.bind(null, (figure.column,), nullable=False)}
        faults = figure.faults
        return {
            (code, path): scope.bind(null & (faults.expr == n), (figure.column, faults), nullable=False)
            for n, code in enumerate(FAULTS)
        }

    def _quotient(self, rule: Arithmetic, scope: Scope, table: str | None) -> Reasons:
        found = either(scope, self.of(rule.left, table), self.of(rule.right, table))
        x, y = self.lowering.number(rule.left, table), self.lowering.number(rule.right, table)
        if isinstance(x, Nothing) or isinstance(y, Nothing) or not y.n.low <= 0 <= y.n.high:
            return found
        zero: Held = True
        if y.n.column is not None:
            none = (y.n.at(y.n.needs()) == 0).fill_null(value=False)
            zero = scope.bind(none, y.n.parents, nullable=False)
        why = ("zero_denominator", render(rule.right))
        return either(scope, found, {why: both(scope, zero, _known(scope, x))})

    def _where_unknown(self, scope: Scope, reasons: Reasons, value: object) -> Reasons:
        if isinstance(value, Nothing):
            return reasons
        if not isinstance(value, Column) or not value.nullable:
            return {}
        unknown = scope.bind(value.expr.is_null(), (value,), nullable=False)
        return {why: both(scope, held, unknown) for why, held in reasons.items()}

    def _chosen(self, rule: Choose, scope: Scope, table: str | None) -> Reasons:
        found = self.of(rule.when, table)
        when = self.lowering.flag(rule.when, table)
        if isinstance(when, Nothing):
            return found
        if isinstance(when, bool):
            return either(scope, found, self.of(rule.then if when else rule.otherwise, table))
        taken, left = (scope.bind(f.fill_null(value=False), (when,), nullable=False) for f in (when.expr, ~when.expr))
        then = {why: both(scope, held, taken) for why, held in self.of(rule.then, table).items()}
        otherwise = {why: both(scope, held, left) for why, held in self.of(rule.otherwise, table).items()}
        return either(scope, found, then, otherwise)

    def _total(self, rule: Total) -> Reasons:
        table = rule.table
        given = self.lowering.domain.given[table]
        absent = ("not_given", table)
        if given is False:
            return {absent: True}
        entities = self.lowering.scope(None)
        found = self.over_rows(table, self.rows(rule.value, rule.where, table))
        if given is True:
            return found
        flag = Column(f"{table}.given")
        found = {why: both(entities, held, flag) for why, held in found.items()}
        return either(entities, found, {absent: entities.bind(~flag.expr, (flag,), nullable=False)})

    def rows(self, value: Expr, where: Expr, table: str) -> Reasons:
        """The reasons of each row: those of the filter, and of the value where the row is kept."""
        scope, kept = self.lowering.scope(table), self.lowering.flag(where, table)
        return either(scope, self.of(where, table), self.kept(self.of(value, table), kept, table))

    def kept(self, reasons: Reasons, kept: Flag | Nothing, table: str) -> Reasons:
        """Reasons that count for the rows that are kept alone."""
        if kept is True:
            return reasons
        if not isinstance(kept, Column):
            return {}
        scope = self.lowering.scope(table)
        sure = scope.bind(kept.expr.fill_null(value=False), (kept,), nullable=False)
        return {why: both(scope, held, sure) for why, held in reasons.items()}

    def over_rows(self, table: str, reasons: Reasons) -> Reasons:
        """The reasons that any row of an entity has."""
        rows, entities = self.lowering.scope(table), self.lowering.scope(None)
        found: dict[Why, Held] = {}
        for why, held in reasons.items():
            if isinstance(held, Column):
                count = rows.summed(held.expr.cast(pl.Int64), (held,))
            else:
                count = Column(f"{table}.rows", 1)
            found[why] = entities.bind(count.expr > 0, (count,), nullable=False)
        return found


def either(scope: Scope, *parts: Reasons) -> Reasons:
    """The reasons of any part."""
    flags: dict[Why, list[Held]] = {}
    for part in parts:
        for why, held in part.items():
            flags.setdefault(why, []).append(held)
    return {why: _any(scope, held) for why, held in flags.items()}


def _any(scope: Scope, flags: Iterable[Held]) -> Held:
    columns = list(dict.fromkeys(flags))
    if any(flag is True for flag in columns):
        return True
    found = [flag for flag in columns if isinstance(flag, Column)]
    if len(found) == 1:
        return found[0]
    return scope.bind(reduce(lambda a, b: a | b, (c.expr for c in found)), found, nullable=False)


def both(scope: Scope, one: Held, other: Held) -> Held:
    """Whether both flags hold."""
    if isinstance(one, bool) or isinstance(other, bool):
        return other if one is True else one
    return scope.bind(one.expr & other.expr, (one, other), nullable=False)


def _known(scope: Scope, found: Rational) -> Held:
    if found.n.column is None or not found.nullable:
        return True
    return scope.bind(found.n.column.expr.is_not_null(), (found.n.column,), nullable=False)
