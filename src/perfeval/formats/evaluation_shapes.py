"""How the values of an evaluation stand in JSON: every number is a text, so that nobody's reader rounds it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from perfeval.evaluation import Outcome
from perfeval.findings import NumberError, Text
from perfeval.formats.misfits import Misfits, unknown_keys, within, wrong
from perfeval.formats.scalars import plain_schema, read_words
from perfeval.formats.shapes import Shape, Shapes
from perfeval.formats.structuring import converter_of, read_text
from perfeval.numbers import ratio_text, read_ratio
from perfeval.numbers.limits import not_a_number

_DECIMAL: Final = r"-?[0-9]{1,2000}(\.[0-9]{1,2000})?(E[+-]?[0-9]{1,4})?"
_HEX: Final = r"(-?)0x([0-9a-f]+)/0x([0-9a-f]*[1-9a-f][0-9a-f]*)"
_RATIO: Final = rf"^(-?[0-9]+(\.[0-9]+|/[0-9]+)?|{_HEX})$"


def read_decimal(value: Any) -> Decimal:
    """A decimal from its text, with the exponent that it was written with."""
    if not re.fullmatch(_DECIMAL, read_text(value)):
        raise not_a_number(value)
    return Decimal(value)


def read_share(value: Any) -> Fraction:
    """A fraction from its text: a decimal, `n/d`, or for monsters `0x…/0x…`."""
    monster = re.fullmatch(_HEX, read_text(value))
    if monster is None:
        return read_ratio(value)
    return Fraction(int(monster[1] + monster[2], 16), int(monster[3], 16))


def write_share(value: Fraction) -> str:
    """The exact text of a fraction; hexadecimal where it has thousands of digits, which Python refuses to print."""
    try:
        return ratio_text(value)
    except NumberError:
        return f"{value.numerator:#x}/{value.denominator:#x}"


def read_measure(value: Any) -> Any:
    """A measure: a flag, or a table whose key tells what its text is: number, text or date; nothing where unknown."""
    if value is None or isinstance(value, bool):
        return value
    if not isinstance(value, dict) or len(value) != 1:
        raise wrong(Text('{"number": "0.985"} 这样的表', 'a table like {"number": "0.985"}'), value)
    ((kind, text),) = value.items()
    if kind not in _KINDS:
        raise Misfits(unknown_keys([kind], _KINDS))
    return within(kind, _KINDS[kind], text)


def write_measure(value: Any) -> Any:
    """What `read_measure` reads."""
    if isinstance(value, Fraction):
        return {"number": write_share(value)}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    return {"text": value} if isinstance(value, str) else value


def _date(value: Any) -> date:
    try:
        return date.fromisoformat(read_text(value))
    except ValueError:
        raise wrong(Text("2021-12-31 这样的日期", "a date like 2021-12-31"), value) from None


_KINDS: Mapping[str, Callable[[Any], Any]] = {"number": read_share, "text": read_text, "date": _date}


def _write_words(value: Text) -> dict[str, str]:
    return {"zh": value.zh, "en": value.en}


_TEXT = {"type": "string"}
_BOTH = {"type": "object", "properties": {"zh": _TEXT, "en": _TEXT}, "additionalProperties": False}
_MEASURE = {
    "anyOf": [
        {"type": ["boolean", "null"]},
        *(
            {"type": "object", "properties": {kind: _TEXT}, "required": [kind], "additionalProperties": False}
            for kind in _KINDS
        ),
    ]
}

SHAPES: Shapes = {
    Decimal: Shape(read_decimal, plain_schema({"type": "string", "pattern": f"^{_DECIMAL}$"}), str),
    Fraction: Shape(read_share, plain_schema({"type": "string", "pattern": _RATIO}), write_share),
    Text: Shape(read_words, plain_schema(_BOTH), _write_words),
    (Outcome, "measure"): Shape(read_measure, plain_schema(_MEASURE), write_measure),
}
CONVERTER = converter_of(SHAPES)
"""For evaluations."""
