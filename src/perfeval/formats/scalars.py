"""How single values are written in files: numbers, money, texts in two languages, sources of both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import fields

from perfeval.findings import LANGUAGES, Text
from perfeval.formats.misfits import NUMBER, TEXT, Misfits, gathered, unknown_keys, wrong
from perfeval.formats.shapes import Schemas, Shape, Shapes
from perfeval.formats.structuring import converter_of, read_table, read_text
from perfeval.numbers import Money, exact, fraction, ratio_text, read_ratio, to_decimal

_MONEY_UNIT: ContextVar[str] = ContextVar("money_unit", default="")


@contextmanager
def money_in(unit: str) -> Iterator[None]:
    """Inside, amounts without a unit are in this one; amounts in it are written without."""
    token = _MONEY_UNIT.set(unit)
    try:
        yield
    finally:
        _MONEY_UNIT.reset(token)


def read_number(value: Any) -> Decimal:
    """An exact decimal, from a number or from a text such as `1,200.00`."""
    if isinstance(value, dict | list):
        raise wrong(NUMBER, value)
    return exact(value)


def read_fraction(value: Any) -> Fraction:
    """An exact fraction, from a number or a text: `95%`, `1/3`."""
    if isinstance(value, dict | list):
        raise wrong(NUMBER, value)
    return read_ratio(value) if isinstance(value, str) and "/" in value else fraction(value)


def write_fraction(value: Fraction) -> Decimal | str:
    """A decimal where it ends and a number can hold it, otherwise `n/d`."""
    try:
        return exact(to_decimal(value))
    except ValueError:
        text = ratio_text(value)
        return text if "/" in text else f"{value.numerator}/{value.denominator}"


def read_money(value: Any) -> Money:
    """An amount, in its own unit or in that of the file."""
    if isinstance(value, dict | list):
        raise wrong(NUMBER, value)
    return Money.read(value, _MONEY_UNIT.get() or None)


def write_money(value: Money) -> Decimal | str:
    """A bare amount in the unit of the file, otherwise a text with its unit."""
    return value.amount if value.unit == _MONEY_UNIT.get() else value.text


def read_words(value: Any) -> Text:
    """A text that reads the same in both languages, or a table with `zh` and `en`."""
    if isinstance(value, str):
        return Text(value)
    if not isinstance(value, dict):
        raise wrong(TEXT, value)
    faults = unknown_keys([key for key in value if key not in LANGUAGES], LANGUAGES)
    if faults:
        raise Misfits(faults)
    return Text(*gathered(((lang, value.get(lang, "")) for lang in LANGUAGES), read_text))


def write_words(value: Text) -> str | dict[str, str]:
    """A plain text where only the Chinese is given, otherwise a table."""
    return {k: v for k in LANGUAGES if (v := getattr(value, k))} if value.en else value.zh


def read_degree(value: Any) -> Decimal:
    """A ratio: `85%` or 0.85."""
    if isinstance(value, dict | list):
        raise wrong(NUMBER, value)
    return to_decimal(fraction(value))


def under_name(value: Any, cls: type, key: str, name: str) -> dict[str, Any]:
    """The table of something that is told by the table's own name, with the name in it."""
    table = read_table(value)
    if key in table:
        raise Misfits(unknown_keys([key], [a.name for a in fields(cls) if a.name != key]))
    return {**table, key: name}


def plain_schema(schema: dict[str, Any]) -> Callable[[Schemas], dict[str, Any]]:
    """A JSON Schema that needs no other."""
    return lambda _: dict(schema)


NUMERIC: dict[str, Any] = {"type": ["number", "string"]}
_WORDS: dict[str, Any] = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {language: {"type": "string"} for language in LANGUAGES},
            "additionalProperties": False,
        },
    ]
}

SCALARS: Shapes = {
    Decimal: Shape(read_number, plain_schema(NUMERIC)),
    Fraction: Shape(read_fraction, plain_schema(NUMERIC), write_fraction),
    Money: Shape(read_money, plain_schema(NUMERIC), write_money),
    Text: Shape(read_words, plain_schema(_WORDS), write_words),
}
PLAIN = converter_of(SCALARS)
"""For classes that are written as they are declared."""
