"""A target and what was reached, in one unit and with the relation between them: what a rule can be asked about."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from operator import eq, ge, le
from pathlib import Path
from typing import Any, Literal

from attrs import frozen

from perfeval.model.sheet import Figure, IndicatorRow
from perfeval.numbers import RATIO_SIGNS, Relation, to_decimal

Direction = Literal[">=", "<=", "="]
_ASIDE = re.compile(r"[(（][^()（）]*[)）]")
_TAIL = re.compile(r"(情况|得分)$")
_DATE = re.compile(
    r"(19|20)\d\d\s*[年.\-/]|^\D{0,6}\d{1,2}\s*月(?!份?内)|\d{1,2}\s*月\s*(\d{1,2}\s*[日号]|底|末|初|前)"
)
TIMES = frozenset({"clock", "days", "workdays", "months", "years"})
"""Kinds of units of time."""
_UNKNOWN = ("", Fraction(1))
_MET: Mapping[str, Callable[[Decimal, Decimal], bool]] = {">=": ge, "<=": le, "=": eq}
_STRICT: Mapping[Relation, Relation] = {">": ">=", "<": "<="}


@frozen
class Compared:
    """A target and an actual value as numbers that can be held against each other."""

    relation: Direction
    """At least, at most, or exactly."""
    target: Decimal
    """年度指标值; a percentage as a ratio."""
    actual: tuple[Decimal, ...]
    """实际完成值 in the unit of the target: more than one where a missing percent sign leaves two readings."""
    printed: bool
    """Whether the relation is printed; otherwise the name of the indicator told it."""

    @property
    def met(self) -> tuple[bool, ...]:
        """Whether the target is met, for each reading of the actual value."""
        return tuple(_MET[self.relation](actual, self.target) for actual in self.actual)


def compared(row: IndicatorRow) -> Compared | None:
    """The target and the actual value of a row, None where they are not two numbers that can be compared.

    A target without a sign is at least, unless the name says that less is better (控制率, 变动率, a cost in money). An
    actual value with a sign of its own ("≥266米") only repeats a target: nothing was measured.

    Example:
        >>> from decimal import Decimal
        >>> from perfeval.model import Figure, IndicatorRow
        >>> from perfeval.model.comparable import compared
        >>> target = Figure("t", "≥90%", Decimal(90), 0, "%", relation=">=")
        >>> row = IndicatorRow(path="i", label="合格率", target=target, actual=Figure("a", "85%", Decimal(85), 0, "%"))
        >>> compared(row)
        Compared(relation='>=', target=Decimal('0.9'), actual=(Decimal('0.85'),), printed=True)
    """
    target, actual = row.target, row.actual
    if not is_quantity(target) or not is_quantity(actual):
        return None
    assert target is not None
    assert actual is not None
    if actual.relation not in ("", "="):
        return None
    relation = _STRICT.get(target.relation, target.relation)
    pair = _in_one_unit(target, actual)
    if pair is None or (relation != target.relation and pair[0] in pair[1]):
        return None  # different units, or exactly on a strict edge
    direction: Any = relation or _direction(row, pair[0])
    if not direction and pair[0] not in pair[1]:
        return None  # nothing tells which way it counts
    return Compared(direction or "=", to_decimal(pair[0]), tuple(map(to_decimal, pair[1])), bool(target.relation))


def is_quantity(figure: Figure | None) -> bool:
    """Whether a figure is a number, and not a date."""
    return figure is not None and not figure.blank and figure.value is not None and not _DATE.search(figure.raw)


def _direction(row: IndicatorRow, target: Fraction) -> Relation:
    """Which way a target without a sign counts, by the indicator's name and kind; empty where nothing tells."""
    name, words = named(row.label), _directions()
    if name.endswith(tuple(words["more"]["ends"])):
        return ">="
    if name.endswith(tuple(words["less"]["ends"])):
        return "<="
    measures = "" if row.target is None else dimension(row.target.unit)
    if row.kind == "timeliness" and measures in TIMES:
        return "<="
    if row.kind == "cost" and (measures == "money" or is_cost(row)):
        paid_in_full = any(word in row.label for word in words["more"]["costs"])
        return "<=" if measures == "money" and not paid_in_full else ""
    return ">=" if target else ""


def is_cost(row: IndicatorRow) -> bool:
    """Whether the name of an indicator speaks of a cost, and not of saving or of a standard that is paid."""
    words = _directions()
    name = row.label
    return any(w in name for w in words["less"]["costs"]) and not any(w in name for w in words["more"]["costs"])


def named(label: str) -> str:
    """The name of an indicator without brackets and without 情况 or 得分 at its end.

    Example:
        >>> from perfeval.model.comparable import named
        >>> named("预算管理情况"), named("公用经费控制率（%）")
        ('预算管理', '公用经费控制率')
    """
    short = re.sub(r"\s", "", _ASIDE.sub("", label))
    return _TAIL.sub("", short) or short


def dimension(unit: str) -> str:
    """What a unit measures: `ratio`, `money`, `length` ..., `counting`; empty where it is not known."""
    found = _units()[0].get(canonical(unit))
    return "" if found is None else found[0]


def canonical(unit: str) -> str:
    """The usual spelling of a unit."""
    return _units()[1].get(unit, unit)


def _in_one_unit(target: Figure, actual: Figure) -> tuple[Fraction, tuple[Fraction, ...]] | None:
    """The target, and what the actual value may be in the same unit; None where the units cannot be converted."""
    assert target.value is not None
    assert actual.value is not None
    ours, theirs = canonical(target.unit), canonical(actual.unit)
    aim, value = Fraction(target.value), Fraction(actual.value)
    if ours in RATIO_SIGNS:
        aim /= RATIO_SIGNS[ours]
        if theirs in RATIO_SIGNS:
            return aim, (value / RATIO_SIGNS[theirs],)
        return None if theirs else (aim, tuple(dict.fromkeys((value / RATIO_SIGNS[ours], value))))
    if ours == theirs or not theirs:
        return aim, (value,)
    if not ours:
        return (
            (aim, (value / RATIO_SIGNS[theirs],))
            if theirs in RATIO_SIGNS and aim <= 1
            else None
            if theirs in RATIO_SIGNS
            else (aim, (value,))
        )
    (kind, to), (other, scale) = _units()[0].get(ours, _UNKNOWN), _units()[0].get(theirs, _UNKNOWN)
    return (aim * to, (value * scale,)) if kind == other and kind not in ("", "counting") else None


@cache
def _units() -> tuple[Mapping[str, tuple[str, Fraction]], Mapping[str, str]]:
    data = tomllib.loads(Path(__file__).with_name("units.toml").read_text(encoding="utf-8"))
    known = {unit: (kind, Fraction(f)) for kind, units in data["factors"].items() for unit, f in units.items()}
    counted = {unit: ("counting", Fraction(1)) for unit in data["counting"]["units"]}
    return {**counted, **known}, data["same"]


@cache
def _directions() -> Mapping[str, Any]:
    data: Mapping[str, Any] = tomllib.loads(Path(__file__).with_name("directions.toml").read_text(encoding="utf-8"))
    return data
