"""JSON texts as exact values, and exact values as JSON texts: decimals, never floats."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from attrs import frozen

from perfeval.findings import Finding, FormatError, Origin, kind, say
from perfeval.formats.json_hints import hint
from perfeval.numbers.limits import MAX_TEXT, too_large


@frozen
class Refused:
    """Stands where a number was too long to be held; whoever walks the document knows the path."""

    finding: Finding


class Repeated(dict[str, Any]):
    """A table in which keys stand twice."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        """Keep the last value of each key."""
        super().__init__(pairs)
        self.twice = [key for key, times in Counter(key for key, _ in pairs).items() if times > 1]


def load_json(text: str) -> Any:
    """The document that a JSON text holds, with `Decimal` for every number that is not whole.

    `Refused` and `Repeated` mark what cannot be taken; NaN and infinities come out as decimals and are left to
    whoever checks the values.

    Raises:
        FormatError: the text is no JSON, or nests too deeply (I101).

    Example:
        >>> from perfeval.formats.json_text import load_json
        >>> load_json('{"rate": 0.958, "year": 2021}')
        {'rate': Decimal('0.958'), 'year': 2021}
    """
    try:
        return json.loads(
            text, parse_float=_decimal, parse_int=_whole, parse_constant=Decimal, object_pairs_hook=_table
        )
    except json.JSONDecodeError as error:
        detail = hint(error.msg, text, error.pos)
        origin = Origin(line=error.lineno, column=error.colno)
    except RecursionError:
        detail, origin = say("嵌套太深", "nested too deeply"), Origin()
    raise FormatError(kind("I101").at("", origin=origin, detail=detail))


def _decimal(number: str) -> Decimal | Refused:
    try:
        return _refused() if len(number) > MAX_TEXT else Decimal(number)
    except InvalidOperation:  # an exponent of 19 digits and more
        return _refused()


def _whole(number: str) -> int | Refused:
    return _refused() if len(number) > MAX_TEXT else int(number)


def _refused() -> Refused:
    return Refused(too_large().findings[0])


def _table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    return table if len(table) == len(pairs) else Repeated(pairs)


def dump_json(value: Any) -> str:
    """A plain value as JSON text, indented, with every decimal as exactly its digits and dates as text.

    Example:
        >>> from decimal import Decimal
        >>> from perfeval.formats.json_text import dump_json
        >>> print(dump_json({"rate": Decimal("0.9580"), "ids": []}), end="")
        {
          "rate": 0.9580,
          "ids": []
        }
    """
    return "".join(_pieces(value, "\n")) + "\n"


def _pieces(value: Any, newline: str) -> Iterator[str]:
    if isinstance(value, dict):
        items = ((f"{_scalar(key)}: ", item) for key, item in value.items())
        yield from _enclosed("{", items, "}", newline)
    elif isinstance(value, list):
        yield from _enclosed("[", (("", item) for item in value), "]", newline)
    else:
        yield _scalar(value)


def _enclosed(opening: str, items: Iterable[tuple[str, Any]], closing: str, newline: str) -> Iterator[str]:
    sign, inner = opening, newline + "  "
    for lead, item in items:
        yield f"{sign}{inner}{lead}"
        yield from _pieces(item, inner)
        sign = ","
    yield opening + closing if sign == opening else newline + closing


def _scalar(value: Any) -> str:
    if isinstance(value, Decimal):
        return str(value)
    return json.dumps(value.isoformat() if isinstance(value, date) else value, ensure_ascii=False)
