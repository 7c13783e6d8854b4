"""Core nodes to closures: the record engine's arithmetic, exact and with unknown carried along."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from perfeval.evaluation.figures import Frame, reader, rows_of
from perfeval.evaluation.missing import Missing, missing
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
from perfeval.model import Input
from perfeval.numbers import round_to_step

Compute = Callable[[Frame, "int | None"], Any]
_ORDER: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
}
_ADD: Mapping[str, Callable[[Any, Any], Any]] = {"+": operator.add, "-": operator.sub, "*": operator.mul}


class Compiler:
    """Compiles the rules of one plan; equal subtrees are compiled once.

    A closure takes the frame of the submission and the row (None outside a table) and returns a Fraction, bool, str,
    date or `Missing`.
    """

    def __init__(self, inputs: Mapping[str, Input], rows: Compiler | None = None) -> None:
        """Take the declared inputs by path; `rows` compiles what stands inside a total, in place of this one."""
        self.inputs = inputs
        self.rows = rows or self
        self.made: dict[Expr, Compute] = {}

    def __call__(self, rule: Expr) -> Compute:
        """The closure of a core rule."""
        found = self.made.get(rule)
        if found is None:
            found = self.made[rule] = self.compiled(rule)
        return found

    def scoring(self, rule: Expr, measure: Expr | None) -> Compute:
        """The closure of a scoring that takes its measure from the frame instead of computing it again.

        Inside a total the measure is computed, since there it speaks of every row.
        """
        if measure is None:
            return self(rule)
        inner = Compiler(self.inputs, rows=self)
        inner.made = {measure: lambda f, row: f.measure}
        return inner(rule)

    def compiled(self, rule: Expr) -> Compute:
        """The closure of one node over the closures of its parts."""
        match rule:
            case Const(value=value) | Parameter(value=Const(value=value)):
                return lambda f, row: value
            case Field():
                return reader(rule, self.inputs.get(rule.path))
            case Arithmetic():
                return self.arithmetic(rule)
            case Compare():
                return self.compare(rule)
            case Extreme():
                return self.extreme(rule)
            case Logic(op=op, left=left, right=right):
                return _logic(op == "or", self(left), self(right))
            case Not(value=value):
                return _each(operator.not_, self(value))
            case Choose():
                return _choose(self(rule.when), self(rule.then), self(rule.otherwise))
            case Round(value=value, to=Const(value=Fraction() as step), mode=mode):
                return _each(lambda found: round_to_step(found, step, mode), self(value))
            case Total():
                return _total(rule.table, self.rows(rule.value), self.rows(rule.where), constant(rule.value))
            case IsMissing(value=value):
                inner = self(value)
                return lambda f, row: inner(f, row).__class__ is Missing
            case Unknown(reason=reason, place=place):
                return lambda f, row: missing(reason, place, row)
        raise TypeError(f"{type(rule).__name__} is not a core node")

    def arithmetic(self, rule: Arithmetic) -> Compute:
        """The four operations; constants are worked out once, and adding or taking off 0 is left out."""
        a, b = constant(rule.left), constant(rule.right)
        if rule.op == "/":
            return self.quotient(rule) if a is None or not b else _always(a / b)
        if a is not None and b is not None:
            return _always(_ADD[rule.op](a, b))
        if b == 0 and rule.op != "*":
            return self(rule.left)
        return _strict(_ADD[rule.op], self(rule.left), self(rule.right))

    def extreme(self, rule: Extreme) -> Compute:
        """The smaller or greater side; against a constant, compared in integers."""
        sign = 1 if rule.op == "max" else -1
        for edge, other in ((rule.left, rule.right), (rule.right, rule.left)):
            limit = constant(edge)
            if limit is not None and constant(other) is None:
                return _limited(sign, limit, self(other))
        choose: Callable[..., Any] = min if rule.op == "min" else max
        if rule.type.kind == "level":
            levels = rule.type.options
            return _strict(lambda a, b: choose(a, b, key=levels.index), self(rule.left), self(rule.right))
        return _strict(choose, self(rule.left), self(rule.right))

    def quotient(self, rule: Arithmetic) -> Compute:
        """Division; a zero denominator is unknown, named by the denominator's text."""
        left, right, place = self(rule.left), self(rule.right), render(rule.right)

        def divide(f: Frame, row: int | None) -> Any:
            a, b = left(f, row), right(f, row)
            if a.__class__ is Missing:
                return a | b
            if b.__class__ is Missing:
                return b
            return a / b if b else missing("zero_denominator", place, row)

        return divide

    def compare(self, rule: Compare) -> Compute:
        """Comparison; levels by their place on the scale."""
        if rule.op == "=":
            return _strict(operator.eq, self(rule.left), self(rule.right))
        return _strict(_ORDER[rule.op], *self.ordered(rule.left, rule.right))

    def ordered(self, left: Expr, right: Expr) -> tuple[Compute, Compute]:
        """Both sides as values with an order."""
        scale = next((e.type.options for e in (left, right) if e.type.kind == "level"), None)
        if scale is None:
            return self(left), self(right)
        place = {level: n for n, level in enumerate(scale)}
        return _each(place.__getitem__, self(left)), _each(place.__getitem__, self(right))


def constant(rule: Expr) -> Fraction | None:
    """The number of a constant or parameter, None for anything else."""
    value = rule.value.value if isinstance(rule, Parameter) else rule.value if isinstance(rule, Const) else None
    return value if isinstance(value, Fraction) else None


def _always(value: Fraction) -> Compute:
    return lambda f, row: value


def _limited(sign: int, limit: Fraction, inner: Compute) -> Compute:
    """max(limit, inner) for sign 1, min for -1."""
    n, d = sign * limit.numerator, limit.denominator

    def run(f: Frame, row: int | None) -> Any:
        found = inner(f, row)
        if found.__class__ is Missing:
            return found
        return limit if sign * found.numerator * d < n * found.denominator else found

    return run


def _strict(combine: Callable[[Any, Any], Any], left: Compute, right: Compute) -> Compute:
    def run(f: Frame, row: int | None) -> Any:
        a, b = left(f, row), right(f, row)
        if a.__class__ is Missing:
            return a | b
        if b.__class__ is Missing:
            return b
        return combine(a, b)

    return run


def _each(change: Callable[[Any], Any], inner: Compute) -> Compute:
    def run(f: Frame, row: int | None) -> Any:
        found = inner(f, row)
        return found if found.__class__ is Missing else change(found)

    return run


def _logic(settled: bool, left: Compute, right: Compute) -> Compute:
    """Kleene: `or` is settled by a true side, `and` by a false one, whatever the other is."""

    def run(f: Frame, row: int | None) -> Any:
        a, b = left(f, row), right(f, row)
        if a is settled or b is settled:
            return settled
        if a.__class__ is Missing:
            return a | b
        return b

    return run


def _choose(when: Compute, then: Compute, otherwise: Compute) -> Compute:
    def run(f: Frame, row: int | None) -> Any:
        held = when(f, row)
        if held is True:
            return then(f, row)
        return held if held.__class__ is Missing else otherwise(f, row)

    return run


def _total(table: str, value: Compute, where: Compute, each: Fraction | None) -> Compute:
    """A sum over rows; where every row adds the same constant, the rows are counted."""

    def run(f: Frame, row: int | None) -> Any:
        rows = rows_of(f.submission, table)
        if rows is None:
            return missing("not_given", table)
        total, count, gone = _NONE, 0, None
        for n in range(len(rows)):
            kept = where(f, n)
            if kept is False:
                continue
            if kept.__class__ is Missing:
                gone = kept if gone is None else gone | kept
            elif each is not None:
                count += 1
            elif (found := value(f, n)).__class__ is Missing:
                gone = found if gone is None else gone | found
            else:
                total = total + found if total else found
        if gone is not None:
            return gone
        return total if each is None else each * count

    return run


_NONE = Fraction(0)
