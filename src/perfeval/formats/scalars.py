"""How single values are written in files: numbers, money, texts in two languages, sources of both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from fractions import Fraction
from typing import Any

from perfeval.findings import Text
from perfeval.formats.misfits import NUMBER, TEXT, Misfits, gathered, unknown_keys, wrong
from perfeval.formats.structuring import Shape, read_text
from perfeval.numbers import Money, exact, fraction, ratio_text, read_ratio, to_decimal

_MONEY_UNIT: ContextVar[str] = ContextVar("money_unit", default="")
_LANGUAGES = ("zh", "en")


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
    faults = unknown_keys([key for key in value if key not in _LANGUAGES], _LANGUAGES)
    if faults:
        raise Misfits(faults)
    parts = [(lang, lambda lang=lang: read_text(value.get(lang, ""))) for lang in _LANGUAGES]
    return Text(*gathered(parts))


def write_words(value: Text) -> str | dict[str, str]:
    """A plain text where only the Chinese is given, otherwise a table."""
    return {k: v for k in _LANGUAGES if (v := getattr(value, k))} if value.en else value.zh


def read_degree(value: Any) -> Decimal:
    """A ratio: `85%` or 0.85."""
    if isinstance(value, dict | list):
        raise wrong(NUMBER, value)
    return to_decimal(fraction(value))


Schema = Callable[[Callable[[Any], dict[str, Any]]], dict[str, Any]]


def plain_schema(schema: dict[str, Any]) -> Schema:
    """A JSON Schema that needs no other."""
    return lambda _: dict(schema)


NUMERIC = {"type": ["number", "string"]}
WORDS = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {"zh": {"type": "string"}, "en": {"type": "string"}},
            "additionalProperties": False,
        },
    ]
}

NUMBERS = Shape(read_number, lambda value: value, plain_schema(NUMERIC))
RATIOS = Shape(read_fraction, write_fraction, plain_schema(NUMERIC))
AMOUNTS = Shape(read_money, write_money, plain_schema(NUMERIC))
BILINGUAL = Shape(read_words, write_words, plain_schema(WORDS))
SCALARS: dict[Any, Shape] = {Decimal: NUMBERS, Fraction: RATIOS, Money: AMOUNTS, Text: BILINGUAL}

