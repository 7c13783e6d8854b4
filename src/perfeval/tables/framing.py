"""Submissions as tables: the way from single files to a province, and how the engines are held against each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl

from perfeval.evaluation.figures import awarded, dated, raw_of, rows_of
from perfeval.findings import NumberError
from perfeval.model import Judgement, Submission
from perfeval.numbers import Money, exact, fraction, to_decimal
from perfeval.tables.faulted import UNREADABLE
from perfeval.tables.needing import Needed, Needs
from perfeval.tables.preparing import Tables

KEY = "entity"


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
        single = _single(needed)
        entities += _columns(needed, [(single(s), s) for s in submissions])
    for node in needs.nodes:
        flags = [node in s.not_applicable for s in submissions]
        if any(flags):
            entities.append(pl.Series(f"not_applicable.{node}", flags))
    children: dict[str, pl.DataFrame] = {}
    for table in needs.tables:
        given = [rows_of(s, table) for s in submissions]
        if any(rows is not None for rows in given):
            children[table] = _child(table, given, submissions, needs)
            if any(rows is None for rows in given):
                entities.append(pl.Series(f"{table}.given", [rows is not None for rows in given]))
    return Tables(pl.DataFrame(entities), children, (KEY,), {})


def _child(
    table: str, given: Sequence[Sequence[Any] | None], submissions: Sequence[Submission], needs: Needs
) -> pl.DataFrame:
    places = [(n, row) for n, rows in enumerate(given) for row in range(len(rows or ()))]
    columns = [pl.Series(KEY, [n for n, _ in places], dtype=pl.Int64)]
    for needed in needs.of(table):
        raw = raw_of(needed.path, table)
        columns += _columns(needed, [(raw(submissions[n], row), submissions[n]) for n, row in places])
    return pl.DataFrame(columns)


def _single(needed: Needed) -> Callable[[Submission], Any]:
    """Takes what a submission says of a figure, as it stands there."""
    head, _, id = needed.path.partition(".")
    if head == "judgements":
        return lambda s: _judged(needed, s.judgements.get(id))
    raw = raw_of(needed.path, None)
    return lambda s: raw(s, None)


def _judged(needed: Needed, given: Judgement | None) -> Any:
    if given is None or needed.options:
        return None if given is None else given.level
    points = awarded(given, needed.high)
    return None if points is None else to_decimal(points)


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


_READ: dict[str, Callable[[Any, Submission], Any]] = {
    "number": _number,
    "money": _money,
    "flag": _flag,
    "text": _text,
    "date": lambda value, submission: dated(value),
}
