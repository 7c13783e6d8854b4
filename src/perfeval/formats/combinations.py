"""How groups combine, as files write it: a word, or a table with one key."""

from __future__ import annotations

from typing import Any

from perfeval.findings import Text
from perfeval.formats.misfits import Misfits, gathered, not_an_option, within, wrong
from perfeval.formats.rules import named_table
from perfeval.formats.scalars import PLAIN
from perfeval.formats.shapes import Schemas, Shape
from perfeval.formats.structuring import read_list, read_table, read_text
from perfeval.model import AveragingTable, Combine, NoCombination, Sum, WeakestLink

_COMBINATIONS = ("sum", "none", "weakest_link", "averaging")


def read_combine(value: Any) -> Combine:
    """`sum`, `none`, `weakest_link`, `{weakest_link = {plus = false}}`, `{averaging = {"D D" = "D"}}` or its name."""
    word, more = next(iter(value.items())) if isinstance(value, dict) and len(value) == 1 else (value, {})
    if read_text(word) not in _COMBINATIONS or (word == "averaging" and not more) or (word in ("sum", "none") and more):
        raise Misfits([((), not_an_option(word, _COMBINATIONS))])
    if word == "averaging":
        return AveragingTable(within(word, lambda part: _averages(_written(part)), more))
    if word == "weakest_link":
        return within(word, lambda table: PLAIN.structure(table, WeakestLink), more)
    return Sum() if word == "sum" else NoCombination()


def _written(value: Any) -> Any:
    """The table itself, or the one that is named."""
    return named_table(value) if isinstance(value, str) else value


def _averages(value: Any) -> list[tuple[tuple[str, ...], str]]:
    if isinstance(value, list):
        return gathered(enumerate(value), _average)
    results = gathered(read_table(value).items(), read_text)
    return [(tuple(levels.split()), result) for levels, result in zip(value, results, strict=True)]


def _average(value: Any) -> tuple[tuple[str, ...], str]:
    if not isinstance(value, list) or len(value) != 2:
        raise wrong(Text('[["D", "C"], "D+"] 这样的一对', 'a pair like [["D", "C"], "D+"]'), value)
    levels, result = gathered(enumerate(value), lambda part: part if part is value[0] else read_text(part))
    return tuple(within(0, lambda part: gathered(enumerate(read_list(part)), read_text), levels)), result


def write_combine(combine: Combine) -> Any:
    """The shortest of the forms that are read."""
    match combine:
        case Sum():
            return "sum"
        case NoCombination():
            return "none"
        case WeakestLink(plus=plus):
            return "weakest_link" if plus else {"weakest_link": {"plus": False}}
        case AveragingTable(rows=rows):
            table = {" ".join(levels): result for levels, result in rows}
            short = AveragingTable(table) == combine
            return {"averaging": table if short else [[list(levels), result] for levels, result in rows]}


def _combine_schema(schemas: Schemas) -> dict[str, Any]:
    named = {"type": "string"}
    averages = {"anyOf": [{"type": "object", "additionalProperties": {"type": "string"}}, {"type": "array"}, named]}
    forms = {"weakest_link": schemas.table(WeakestLink), "averaging": averages}
    tables = [
        {"type": "object", "properties": {k: v}, "required": [k], "additionalProperties": False}
        for k, v in forms.items()
    ]
    return {"anyOf": [{"enum": ["sum", "none", "weakest_link"]}, *tables]}


COMBINE = Shape(read_combine, _combine_schema, write_combine)
