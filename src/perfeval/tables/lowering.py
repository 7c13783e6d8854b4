"""Core nodes to columns: numbers as fractions of integers, flags that may be null, texts and dates."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import polars as pl
from attrs import evolve

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
)
from perfeval.tables import rationals
from perfeval.tables.columns import Column, Scope
from perfeval.tables.figures import Domain
from perfeval.tables.rationals import Rational
from perfeval.tables.summing import total
from perfeval.tables.values import NOTHING, Flag, Lowered, Nothing, Plain
from perfeval.tables.wholes import constant


class Lowering:
    """Lowers the rules of a plan over one domain; equal rules become one column."""

    def __init__(self, domain: Domain) -> None:
        """Take what is known of the columns."""
        self.domain = domain
        self.scopes: dict[str | None, Scope] = {None: Scope(None)}
        self._made: dict[tuple[Expr, str | None], Lowered] = {}

    def scope(self, table: str | None) -> Scope:
        """The scope of a table's rows, or of the entities."""
        return self.scopes.setdefault(table, Scope(table))

    def value(self, rule: Expr, table: str | None = None) -> Lowered:
        """A rule in a scope; what speaks of the entity is repeated for its rows."""
        key = (rule, table)
        if key not in self._made:
            if table is not None and rule.type.table is None:
                self._made[key] = self._spread(self.value(rule), table)
            else:
                self._made[key] = self._lowered(rule, table)
        return self._made[key]

    def number(self, rule: Expr, table: str | None = None) -> Rational | Nothing:
        """A numeric rule."""
        found = self.value(rule, table)
        assert isinstance(found, Rational | Nothing)
        return found

    def flag(self, rule: Expr, table: str | None = None) -> Flag | Nothing:
        """A rule that holds or not."""
        found = self.value(rule, table)
        assert isinstance(found, bool | Column | Nothing)
        return found

    def known(self, found: Lowered) -> tuple[pl.Expr, tuple[Column, ...]] | bool:
        """Whether a value is known: for all rows alike, or as an expression."""
        if isinstance(found, Nothing):
            return False
        column = found.n.column if isinstance(found, Rational) else found if isinstance(found, Column) else None
        column = found.column if isinstance(found, Plain) else column
        if column is None or not column.nullable:
            return True
        return column.expr.is_not_null(), (column,)

    def _spread(self, found: Lowered, table: str) -> Lowered:
        over = self.scope(table).spread_over
        if isinstance(found, Column):
            return over(found)
        if isinstance(found, Plain) and found.column is not None:
            return evolve(found, column=over(found.column))
        if isinstance(found, Rational):
            n, d = (w if w.column is None else evolve(w, column=over(w.column)) for w in (found.n, found.d))
            return Rational(n, d)
        return found

    def _lowered(self, rule: Expr, table: str | None) -> Lowered:
        scope = self.scope(table)
        match rule:
            case Parameter(value=value):
                return self.value(value, table)
            case Const(value=value):
                if isinstance(value, Fraction):
                    return rationals.of(value)
                return value if isinstance(value, bool) else Plain(value)
            case Unknown():
                return NOTHING
            case Field(path=path):
                return self._figure(path)
            case Arithmetic(op=op):
                return self._arithmetic(scope, op, self.number(rule.left, table), self.number(rule.right, table))
            case Compare():
                return self._compared(rule, scope, table)
            case Extreme():
                return self._extreme(rule, scope, table)
            case Logic(op=op):
                return self._logic(scope, op, self.flag(rule.left, table), self.flag(rule.right, table))
            case Not(value=value):
                return self._negated(scope, self.flag(value, table))
            case Choose():
                return self._chosen(rule, scope, table)
            case Round(value=value, to=Const(value=Fraction() as step), mode=mode):
                return _to_step(scope, self.number(value, table), step, mode)
            case Total():
                return total(self, rule)
            case IsMissing(value=value):
                return self._missing(scope, self.value(value, table))
        raise TypeError(f"{type(rule).__name__} is not a core node")

    def _figure(self, path: str) -> Lowered:
        figure = self.domain.figures[path]
        match figure.sort:
            case "absent":
                return NOTHING
            case "number":
                return figure.rational()
            case "flag":
                return figure.column
        return Plain(None, figure.column)

    def _arithmetic(self, scope: Scope, op: str, x: Rational | Nothing, y: Rational | Nothing) -> Lowered:
        if isinstance(x, Nothing) or isinstance(y, Nothing):
            return NOTHING
        if op in "+-":
            return rationals.added(scope, op, x, y)
        if op == "*":
            found = rationals.multiplied(scope, x, y)
            return _unknown_with(scope, found, x, y)
        if y.value == 0:
            return NOTHING
        return rationals.divided(scope, x, y)

    def _compared(self, rule: Compare, scope: Scope, table: str | None) -> Lowered:
        a, b = self.value(rule.left, table), self.value(rule.right, table)
        if isinstance(a, Nothing) or isinstance(b, Nothing):
            return NOTHING
        if isinstance(a, Rational) and isinstance(b, Rational):
            if a.value is not None and b.value is not None:
                return bool(pl.select(rationals.compared(scope, rule.op, a, b)[0]).item())
            expr, parents = rationals.compared(scope, rule.op, a, b)
            return scope.bind(expr, parents)
        if not isinstance(a, Plain) or not isinstance(b, Plain):
            return self._flags_equal(scope, a, b)
        levels = next((e.type.options for e in (rule.left, rule.right) if e.type.kind == "level"), None)
        one, two = (x.expr if levels is None or rule.op == "=" else _ranked(x, levels) for x in (a, b))
        if a.column is None and b.column is None:
            return bool(pl.select(rationals._COMPARED[rule.op](one, two)).item())
        return scope.bind(rationals._COMPARED[rule.op](one, two), (*a.parents, *b.parents))

    def _flags_equal(self, scope: Scope, a: Lowered, b: Lowered) -> Lowered:
        if isinstance(a, bool) and isinstance(b, bool):
            return a is b
        exprs = [pl.lit(f) if isinstance(f, bool) else f.expr for f in (a, b) if isinstance(f, bool | Column)]
        return scope.bind(exprs[0] == exprs[1], [f for f in (a, b) if isinstance(f, Column)])

    def _extreme(self, rule: Extreme, scope: Scope, table: str | None) -> Lowered:
        a, b = self.value(rule.left, table), self.value(rule.right, table)
        if isinstance(a, Nothing) or isinstance(b, Nothing):
            return NOTHING
        if isinstance(a, Rational) and isinstance(b, Rational):
            return rationals.extreme(scope, rule.op, a, b)
        assert isinstance(a, Plain)
        assert isinstance(b, Plain)
        levels = rule.type.options if rule.type.kind == "level" else None
        one, two = (x.expr if levels is None else _ranked(x, levels) for x in (a, b))
        first = one <= two if rule.op == "min" else one >= two
        taken = pl.when(first).then(a.expr).when(~first).then(b.expr)
        return Plain(None, scope.bind(taken, (*a.parents, *b.parents)))

    def _logic(self, scope: Scope, op: str, a: Flag | Nothing, b: Flag | Nothing) -> Lowered:
        settled = op == "or"
        for one, other in ((a, b), (b, a)):
            if one is settled:
                return settled
            if one is (not settled):
                return other
        if isinstance(a, Nothing) or isinstance(b, Nothing):
            one = b if isinstance(a, Nothing) else a
            if isinstance(one, Nothing):
                return NOTHING
            assert isinstance(one, Column)
            held = one.expr if settled else ~one.expr
            return scope.bind(pl.when(held).then(pl.lit(settled)), (one,), nullable=True)
        assert isinstance(a, Column)
        assert isinstance(b, Column)
        return scope.bind(a.expr | b.expr if settled else a.expr & b.expr, (a, b))

    def _negated(self, scope: Scope, found: Flag | Nothing) -> Lowered:
        if isinstance(found, Column):
            return scope.bind(~found.expr, (found,))
        return found if isinstance(found, Nothing) else not found

    def _chosen(self, rule: Choose, scope: Scope, table: str | None) -> Lowered:
        when = self.flag(rule.when, table)
        if isinstance(when, Nothing):
            return NOTHING
        if isinstance(when, bool):
            return self.value(rule.then if when else rule.otherwise, table)
        a, b = self.value(rule.then, table), self.value(rule.otherwise, table)
        if isinstance(a, Nothing) and isinstance(b, Nothing):
            return NOTHING
        if isinstance(a, Nothing) or isinstance(b, Nothing):
            kept, flag = (b, ~when.expr) if isinstance(a, Nothing) else (a, when.expr)
            return _kept(scope, kept, flag, when)
        if isinstance(a, Rational) and isinstance(b, Rational):
            return rationals.chosen(scope, when, a, b)
        one, two = (pl.lit(x) if isinstance(x, bool) else x.expr for x in (a, b))  # type: ignore[union-attr]
        taken = pl.when(when.expr).then(one).when(~when.expr).then(two)
        parents = [c for x in (a, b) for c in ((x,) if isinstance(x, Column) else getattr(x, "parents", ()))]
        column = scope.bind(taken, (when, *parents))
        return Plain(None, column) if isinstance(a, Plain) else column

    def _missing(self, scope: Scope, found: Lowered) -> Lowered:
        known = self.known(found)
        if isinstance(known, bool):
            return not known
        return scope.bind(~known[0], known[1], nullable=False)


def _unknown_with(scope: Scope, found: Rational, x: Rational, y: Rational) -> Rational:
    """A product with the constant 0 is 0, but unknown where the other side is."""
    if found.n.column is None and (x.nullable or y.nullable):
        other = x if x.nullable else y
        return rationals.known_where(scope, found, other.n.at(other.n.needs()).is_not_null(), other.n.parents)
    return found


def _to_step(scope: Scope, found: Rational | Nothing, step: Fraction, mode: Any) -> Lowered:
    if isinstance(found, Nothing):
        return NOTHING
    scaled = rationals.multiplied(scope, found, rationals.of(1 / step))
    whole = rationals.rounded(scope, scaled, mode)
    return rationals.reduced(whole.times(step.numerator), constant(step.denominator))


def _ranked(found: Plain, levels: tuple[str, ...]) -> pl.Expr:
    """A level as its place on the scale."""
    if found.column is None:
        return pl.lit(levels.index(found.value))
    return found.expr.replace_strict(list(levels), list(range(len(levels))), default=None, return_dtype=pl.Int64)


def _kept(scope: Scope, found: Lowered, flag: pl.Expr, when: Column) -> Lowered:
    """A value where a flag holds, else unknown."""
    if isinstance(found, Rational):
        return rationals.known_where(scope, found, flag, (when,))
    if isinstance(found, bool):
        return scope.bind(pl.when(flag).then(pl.lit(found)), (when,), nullable=True)
    if isinstance(found, Column):
        return scope.bind(pl.when(flag).then(found.expr), (when, found), nullable=True)
    assert isinstance(found, Plain)
    return Plain(None, scope.bind(pl.when(flag).then(found.expr), (when, *found.parents), nullable=True))
