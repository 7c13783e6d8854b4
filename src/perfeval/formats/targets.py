"""Targets as people write them: `≥735人次` in one text becomes relation, value and unit."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from perfeval.findings import PerfevalError, kind, say
from perfeval.formats.misfits import Fault, Misfits, below, faults_of, gathered, not_an_option
from perfeval.formats.structuring import read_text
from perfeval.model.vocabulary import RELATIONS
from perfeval.numbers import MONEY_UNITS, Money, Written, normalise, shift
from perfeval.numbers.limits import held, not_a_number
from perfeval.numbers.relations import split_relation
from perfeval.numbers.units import unit_power
from perfeval.numbers.written import read_printed


def plain_target(table: dict[str, Any]) -> dict[str, Any]:
    """The table of a target with its figures split; what is not a text stays for the checks of values.

    Raises:
        Misfits: no number, or a relation or unit that contradicts the one given beside it.

    Example:
        >>> from perfeval.formats.targets import plain_target
        >>> plain_target({"name": "受益人次", "target": "≥735人次", "actual": "760人次"})
        {'name': '受益人次', 'target': Decimal('735'), 'actual': Decimal('760'), 'relation': '>=', 'unit': '人次'}
    """
    found, faults = dict(table), []
    figures: dict[str, Written] = {}
    for name in ("target", "actual"):
        try:
            if isinstance(table.get(name), str):
                figures[name] = _figure(name, table[name])
        except (Misfits, PerfevalError) as error:
            faults += below((name,), faults_of(error))
    faults += _relate(found, figures)
    faults += _unify(found, figures)
    if faults:
        raise Misfits(faults)
    return found


def read_relation(value: Any) -> str:
    """`>=`, `<=` or `=`, from any of the signs and words for them."""
    text = read_text(value)
    relation, rest = split_relation(normalise(text))
    if relation not in RELATIONS or rest:
        raise Misfits([((), not_an_option(text, RELATIONS))])
    return relation


def _figure(name: str, text: str) -> Written:
    figure = read_printed(text)
    if name == "actual" and figure.relation:
        raise not_a_number(text)
    return figure


def _relate(found: dict[str, Any], figures: dict[str, Written]) -> list[Fault]:
    """Take the relation from the target's text."""
    written = figures["target"].relation if "target" in figures else ""
    given = found.get("relation")
    if not written:
        return []
    if written not in RELATIONS:
        return [(("target",), not_an_option(written, RELATIONS))]
    if isinstance(given, str) and split_relation(normalise(given)) not in ((written, ""), ("", "")):
        detail = say(
            "目标值里写的是 {a}，relation 写的是 {b}", "the target says {a}, relation says {b}", a=written, b=given
        )
        return [(("target",), kind("I114").at("", detail=detail))]
    found["relation"] = given or written
    return []


def _unify(found: dict[str, Any], figures: dict[str, Written]) -> list[Fault]:
    """Bring both figures to one unit: the one given, else the first that was written."""
    unit = found.get("unit") or next((f.unit for f in figures.values() if f.unit), "")
    if not isinstance(unit, str):  # said elsewhere
        found.update((name, figure.value) for name, figure in figures.items())
        return []
    try:
        values = gathered(figures.items(), lambda figure: _in_unit(figure, unit))
    except Misfits as error:
        return error.faults
    found.update(zip(figures, values, strict=True))
    if unit:
        found["unit"] = unit
    return []


def _in_unit(figure: Written, unit: str) -> Decimal:
    """The figure in a unit.

    Raises:
        Misfits: its own unit is another one.
        NumberError: it cannot be held in that unit.
    """
    if figure.unit in ("", unit):
        return figure.value
    if figure.unit in MONEY_UNITS and unit in MONEY_UNITS:
        scale = len(str(MONEY_UNITS[unit])) - 1
        return held(shift(Money(figure.value, figure.unit).yuan, -scale))
    own, other = unit_power(figure.unit), unit_power(unit)
    if own[1] != other[1]:
        detail = say("这里的单位是 {a}，另一处是 {b}", "the unit is {a} here and {b} there", a=figure.unit, b=unit)
        raise Misfits([((), kind("I114").at("", detail=detail))])
    return held(shift(figure.value, own[0] - other[0]))
