"""Submissions as tables: the way from single files to a province, and how the engines are held against each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl

from perfeval.findings import NumberError
from perfeval.model import Submission
from perfeval.numbers import Money, exact, exact_sum, fraction, to_decimal
from perfeval.tables.needing import Needed, Needs
from perfeval.tables.preparing import Tables
from perfeval.tables.readings import UNREADABLE

KEY = "entity"
_TABLES = ("projects", "tasks", "targets")


def framed(submissions: Sequence[Submission], needs: Needs) -> Tables:
    """The tables that say what submissions say; entities are numbered from 0, amounts of money are in yuan.

    Example:
        >>> from perfeval.evaluation import plan
        >>> from perfeval.model import Entity, Indicator, Judgement, Scheme, Submission
        >>> from perfeval.tables import framed, needs
        >>> toy = Scheme(id="toy", label="示例", groups=[Indicator("work", "工作", 100)])
        >>> own = Submission(entity=Entity("某局"), year=2024, judgements={"work": Judgement("87.5")})
        >>> framed([own], needs(plan(toy))).entities.row(0)
        (0, Decimal('87.5'))
    """
    entities = [pl.Series(KEY, range(len(submissions)), dtype=pl.Int64)]
    for needed in needs.of(None):
        entities += _columns(needed, [(_single(needed, s), s) for s in submissions])
    for node in needs.nodes:
        flags = [node in s.not_applicable for s in submissions]
        if any(flags):
            entities.append(pl.Series(f"not_applicable.{node}", flags))
    children: dict[str, pl.DataFrame] = {}
    for table in needs.tables:
        given = [_rows(s, table) for s in submissions]
        if any(rows is not None for rows in given):
            children[table] = _child(table, given, submissions, needs)
            if any(rows is None for rows in given):
                entities.append(pl.Series(f"{table}.given", [rows is not None for rows in given]))
    return Tables(pl.DataFrame(entities), children, (KEY,), {})


def _rows(submission: Submission, table: str) -> Sequence[Any] | None:
    found = getattr(submission, table) if table in _TABLES else submission.facts.get(table)
    return found if isinstance(found, tuple) else None


def _child(
    table: str, given: Sequence[Sequence[Any] | None], submissions: Sequence[Submission], needs: Needs
) -> pl.DataFrame:
    owners = [n for n, rows in enumerate(given) for _ in rows or ()]
    listed = [(row, submissions[n]) for n, rows in enumerate(given) for row in rows or ()]
    columns = [pl.Series(KEY, owners, dtype=pl.Int64)]
    for needed in needs.of(table):
        read = _column(table, needed.name)
        columns += _columns(needed, [(read(row), s) for row, s in listed])
    return pl.DataFrame(columns)


def _column(table: str, name: str) -> Callable[[Any], Any]:
    if table in _TABLES:
        return lambda row: getattr(row, name, None)
    return lambda row: row.get(name)


def _single(needed: Needed, s: Submission) -> Any:
    """What a submission says of a figure, as it stands there."""
    head, _, rest = needed.path.partition(".")
    if head == "judgements":
        return _judged(needed, s, rest)
    if head == "budget" and rest.count(".") == 1:
        line, stage = rest.split(".")
        found = s.budget.line(line)
        return None if found is None else getattr(found, stage, None)
    if head == "staff" and hasattr(s.staff, rest):
        return getattr(s.staff, rest)
    return s.facts.get(needed.path)


def _judged(needed: Needed, s: Submission, id: str) -> Any:
    given = s.judgements.get(id)
    if given is None:
        return None
    if needed.options:
        return given.level
    if given.points is not None:
        return given.points
    if given.deductions is None or needed.high is None:
        return None
    taken = exact_sum(d.points for d in given.deductions)
    return exact_sum((Decimal(needed.high.numerator) / Decimal(needed.high.denominator), taken.copy_negate()))


def _columns(needed: Needed, values: Sequence[tuple[Any, Submission]]) -> list[pl.Series]:
    """A column with its faults, where there are any."""
    read = _reader(needed)
    found, faults = [], []
    for value, submission in values:
        usable: Any = None
        fault = 0
        if value is not None and value != "":
            usable = read(value, submission)
            fault = UNREADABLE if usable is None else 0
        found.append(usable)
        faults.append(fault)
    columns = [_series(needed, found)]
    if any(faults):
        columns.append(pl.Series(f"{needed.name}?", faults, dtype=pl.UInt8))
    return columns


def _series(needed: Needed, values: Sequence[Any]) -> pl.Series:
    if all(value is None for value in values):
        return pl.Series(needed.name, values, dtype=pl.Null)
    if needed.held in ("number", "money", "ratio"):
        numbers = [v for v in values if v is not None]
        places = max(max(-int(v.as_tuple().exponent), 0) for v in numbers)
        digits = max(len(v.as_tuple().digits) + max(int(v.as_tuple().exponent), 0) for v in numbers)
        if digits + places > 38:
            return pl.Series(needed.name, [None if v is None else f"{v:f}" for v in values], dtype=pl.String)
        return pl.Series(needed.name, values, dtype=pl.Decimal(38, places))
    return pl.Series(needed.name, values, dtype=_TYPES[needed.held])


_TYPES: dict[str, type[pl.DataType]] = {"flag": pl.Boolean, "text": pl.String, "date": pl.Date}


def _reader(needed: Needed) -> Callable[[Any, Submission], Any]:
    """Reads a value as its column holds it; None for what cannot be read."""
    if needed.held == "ratio":
        whole = Decimal(1) if needed.out_of is None else Decimal(needed.out_of.numerator) / needed.out_of.denominator
        return lambda value, s: _ratio(value, whole)
    return _READ[needed.held]


def _number(value: Any, submission: Submission | None = None) -> Decimal | None:
    if isinstance(value, bool):
        return None
    try:
        return value if isinstance(value, Decimal) else exact(value)
    except NumberError:
        return None


def _ratio(value: Any, whole: Decimal) -> Decimal | None:
    if not isinstance(value, str) or value.strip()[-1:] not in "%％‰":
        return _number(value)
    try:
        return to_decimal(fraction(value) * Fraction(whole))
    except NumberError:
        return None


def _money(value: Any, submission: Submission) -> Decimal | None:
    if isinstance(value, bool):
        return None
    try:
        money = value if isinstance(value, Money) else Money.read(value, submission.money_unit or None)
    except NumberError:
        return None
    return money.yuan


def _flag(value: Any, submission: Submission) -> bool | None:
    return value if isinstance(value, bool) else None


def _text(value: Any, submission: Submission) -> str | None:
    return value if isinstance(value, str) else None


def _date(value: Any, submission: Submission) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


_READ: dict[str, Callable[[Any, Submission], Any]] = {
    "number": _number,
    "money": _money,
    "flag": _flag,
    "text": _text,
    "date": _date,
}
