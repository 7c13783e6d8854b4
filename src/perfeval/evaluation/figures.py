"""Figures as the engine reads them: typed, in base units, within their bounds, or missing with a reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import fields

from perfeval.evaluation.awards import Award
from perfeval.evaluation.missing import Missing, missing
from perfeval.expressions import Field
from perfeval.findings import NumberError
from perfeval.model import Input, Judgement, Staff, Submission
from perfeval.numbers import MONEY_UNITS, Money, exact, exact_sum, fraction

Value = Fraction | bool | str | date
Known = Value | Missing


class Frame:
    """One submission while it is evaluated: what closures are called with; never shared between threads.

    `measure` holds the value of the measure while its scoring runs, so that it is computed once.
    """

    __slots__ = ("awards", "measure", "submission")

    def __init__(self, submission: Submission, awards: Mapping[str, Award] | None = None) -> None:
        """Open a frame for a submission, and what a reviewer gives by the ids of indicators and rows."""
        self.submission = submission
        self.awards = awards
        self.measure: Any = None


Reader = Callable[[Frame, "int | None"], Known]

_TABLES = ("projects", "tasks", "targets")
_STAFF = frozenset(a.name for a in fields(Staff))


def rows_of(submission: Submission, table: str) -> Sequence[Any] | None:
    """The rows of a table, None where the table was not given."""
    if table in _TABLES:
        rows: Sequence[Any] | None = getattr(submission, table)
        return rows
    found = submission.facts.get(table)
    return found if isinstance(found, tuple) else None


def reader(figure: Field, declared: Input | None) -> Reader:
    """A function that reads one figure from a submission, for a row where the figure has row scope."""
    path = figure.path
    if path.startswith("judgements."):
        return _judgement(path.removeprefix("judgements."), figure)
    assert declared is not None, path  # soundness: every figure of a rule is declared
    raw = raw_of(declared.path, declared.table)
    typed = _typed(declared)
    default = declared.default

    def read(frame: Frame, row: int | None) -> Known:
        value = raw(frame.submission, row)
        if value is None or value == "":
            return missing("not_given", path, row) if default is None else default
        found = typed(value, frame.submission)
        return missing(found, path, row) if found.__class__ is _Fault else found

    return read


class _Fault(str):
    """The code of a value that cannot be used."""

    __slots__ = ()


_UNREADABLE, _OUTSIDE = _Fault("unreadable"), _Fault("out_of_bounds")


def raw_of(path: str, table: str | None) -> Callable[[Submission, int | None], Any]:
    """A function that takes a figure out of a submission as it stands there; None where it is not given."""
    head, _, rest = path.partition(".")
    if table is not None:
        return _column(table, path.removeprefix(f"{table}."))
    if head == "budget" and rest.count(".") == 1:
        line, stage = rest.split(".")
        return lambda s, row: None if (found := s.budget.line(line)) is None else getattr(found, stage, None)
    if head == "staff" and rest in _STAFF:
        return lambda s, row: getattr(s.staff, rest, None)
    return lambda s, row: s.facts.get(path)


def _column(table: str, name: str) -> Callable[[Submission, int | None], Any]:
    if table in _TABLES:
        return lambda s, row: getattr(getattr(s, table)[row], name, None)
    return lambda s, row: s.facts[table][row].get(name)  # type: ignore[index,union-attr]


def _typed(declared: Input) -> Callable[[Any, Submission], Value | _Fault]:
    kind, options = declared.kind, declared.options
    if kind == "flag":
        return lambda value, s: value if isinstance(value, bool) else _UNREADABLE
    if kind == "date":
        return _date
    if kind in ("text", "level"):
        return lambda value, s: (
            _UNREADABLE if not isinstance(value, str) else value if not options or value in options else _OUTSIDE
        )
    number = _money if kind == "money" else _ratio(declared.out_of) if kind == "ratio" else _number
    low, high = declared.low, declared.high

    def read(value: Any, submission: Submission) -> Value | _Fault:
        if value.__class__ is bool:
            return _UNREADABLE
        try:
            found = number(value, submission)
        except NumberError:
            return _UNREADABLE
        return _OUTSIDE if outside(found, low, high) else found

    return read


def outside(value: Fraction, low: Fraction | None, high: Fraction | None) -> bool:
    """Whether a value leaves its bounds; in integers, since comparing fractions is slow."""
    n, d = value.numerator, value.denominator
    return (low is not None and n * low.denominator < low.numerator * d) or (
        high is not None and n * high.denominator > high.numerator * d
    )


def _of_decimal(value: Decimal) -> Fraction:
    return Fraction(*value.as_integer_ratio())


def dated(value: Any) -> date | None:
    """A date, or its ISO text, since JSON has no dates; None for anything else."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def _date(value: Any, submission: Submission) -> date | _Fault:
    return _UNREADABLE if (found := dated(value)) is None else found


def _number(value: Any, submission: Submission) -> Fraction:
    return _of_decimal(value if value.__class__ is Decimal else exact(value))


def _money(value: Any, submission: Submission) -> Fraction:
    money = value if value.__class__ is Money else Money.read(value, submission.money_unit or None)
    n, d = money.amount.as_integer_ratio()
    return Fraction(n * MONEY_UNITS[money.unit], d)


def _ratio(out_of: Decimal | None) -> Callable[[Any, Submission], Fraction]:
    whole, parts = (1, 1) if out_of is None else out_of.as_integer_ratio()

    def read(value: Any, submission: Submission) -> Fraction:
        if isinstance(value, str) and value.strip()[-1:] in "%％‰":
            return fraction(value)
        n, d = (value if value.__class__ is Decimal else exact(value)).as_integer_ratio()
        return Fraction(n * parts, d * whole)

    return read


def _judgement(id: str, figure: Field) -> Reader:
    path, low, high, levels = figure.path, figure.low, figure.high, figure.declared.options

    def read(frame: Frame, row: int | None) -> Known:
        given = frame.submission.judgements.get(id)
        if given is None:
            return missing("not_given", path)
        if levels:
            if given.level is None or given.level == figure.missing:
                return missing("not_given", path)
            return given.level if given.level in levels else missing("out_of_bounds", path)
        points = awarded(given, high)
        if points is None:
            return missing("not_given", path)
        return missing("out_of_bounds", path) if outside(points, low, high) else points

    return read


def awarded(given: Judgement, full: Fraction | None) -> Fraction | None:
    """Points given, or the full marks less the deductions."""
    if given.points is not None:
        return _of_decimal(given.points)
    if given.deductions is None or full is None:
        return None
    return full - Fraction(exact_sum(d.points for d in given.deductions))
