"""Inputs and parameters as files write them: tables by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from attrs import frozen

from perfeval.expressions import Const, Parameter, Source, lift
from perfeval.findings import PerfevalError, Text
from perfeval.formats.misfits import FLAG, NUMBER, TEXT, gathered, within, wrong
from perfeval.formats.scalars import PLAIN, read_fraction, under_name, write_fraction
from perfeval.formats.shapes import Schemas, Shape
from perfeval.formats.structuring import read_table
from perfeval.model import Input

ConstKind = Literal["number", "ratio", "points", "money", "quantity", "text", "flag", "level", "date"]
_KINDS = {
    "flag": FLAG,
    "date": Text("日期", "a date"),
    "text": TEXT,
    "level": Text("等级名称", "the name of a level"),
    **dict.fromkeys(("number", "ratio", "points", "money", "quantity"), NUMBER),
}
_WRITTEN = {"date": Text("写作 2024-06-30", "write it 2024-06-30")}
_NUMERIC = ("number", "ratio", "points", "money", "quantity")


def entries(value: Any, way: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Inputs with the keys that lead to them; a table of tables without a `kind` is a part of their names."""
    for key, table in read_table(value).items():
        inner = (*way, key)
        parts = isinstance(table, dict) and table and all(isinstance(part, dict) for part in table.values())
        if parts and not _declares(table):
            yield from entries(table, inner)
        else:
            yield inner, table


def _declares(table: dict[str, Any]) -> bool:
    return "kind" in table and not isinstance(table["kind"], dict)


def read_inputs(value: Any) -> tuple[Input, ...]:
    """Inputs by path."""
    return tuple(
        gathered(((way, (".".join(way), entry)) for way, entry in entries(value)), lambda each: read_input(*each))
    )


def read_input(path: str, value: Any) -> Input:
    """One input under its path."""
    made: Input = PLAIN.structure(under_name(value, Input, "path", path), Input)
    return made


def read_parameters(value: Any) -> tuple[Parameter, ...]:
    """Parameters by name."""
    return tuple(
        gathered(
            ((name, (name, entry)) for name, entry in read_table(value).items()), lambda each: read_parameter(*each)
        )
    )


def write_inputs(inputs: Iterable[Input]) -> dict[str, Any]:
    """Inputs by path."""
    tables = [PLAIN.unstructure(i) for i in inputs]
    return {table["path"]: {k: v for k, v in table.items() if k != "path"} for table in tables}


@frozen
class ParameterEntry:
    """A named constant of a scheme: its value and where that comes from."""

    value: Any
    """The value: 95%, 7, 12.5万元, a text, true or a date."""
    kind: ConstKind | None = None
    """What the value is, where its text does not tell."""
    label: Text = Text()
    """What people call it."""
    source: Source | None = None
    """Where the value is laid down."""


def read_parameter(name: str, value: Any) -> Parameter:
    """One parameter under its name."""
    entry = PLAIN.structure(value, ParameterEntry)
    const = within("value", lambda given: read_constant(given, entry.kind), entry.value)
    return Parameter(name, const, entry.label, entry.source)


def read_constant(value: Any, of: ConstKind | None) -> Const:
    """A constant, of the kind named or of the kind that its text tells."""
    if isinstance(value, dict | list | datetime) or value is None:
        raise wrong(Text("一个值", "a value"), value)
    if of is None:
        made = lift(value)
        assert isinstance(made, Const)
        return made
    if of in _NUMERIC and not isinstance(value, bool):
        return Const(read_fraction(value), of)
    if of == "date" and isinstance(value, str):
        value = _date(value)
    fits: type = {"flag": bool, "date": date}.get(of, str)
    if not isinstance(value, fits):
        raise wrong(_KINDS[of], value, _WRITTEN.get(of))
    fitting: Any = value
    return Const(fitting, of)


def _date(value: str) -> Any:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return value


def write_parameters(parameters: Iterable[Parameter]) -> dict[str, Any]:
    """Parameters by name."""
    return {p.name: PLAIN.unstructure(ParameterEntry(*_told(p.value), p.label, p.source)) for p in parameters}


def _told(const: Const) -> tuple[Any, ConstKind | None]:
    """A plain value for a constant, and its kind where the value alone does not tell."""
    value = const.value
    if isinstance(value, Fraction):
        said: Any = write_fraction(value * 100 if const.kind == "ratio" else value)
        suffix = {"ratio": "%", "money": "元"}.get(const.kind, "")
        if isinstance(said, Decimal) and _reads(told := f"{said:f}{suffix}" if suffix else said, const):
            return told, None
        return write_fraction(value), const.kind
    return value, None if not isinstance(value, date) and _reads(value, const) else const.kind


def _reads(value: Any, const: Const) -> bool:
    try:
        return lift(value) == const
    except PerfevalError:
        return False


def _inputs_schema(schemas: Schemas) -> dict[str, Any]:
    entry = schemas.table(Input, "path")
    return schemas.named("inputs", lambda own: {"type": "object", "additionalProperties": {"anyOf": [entry, own]}})


def _parameters_schema(schemas: Schemas) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": schemas.table(ParameterEntry)}


INPUTS = Shape(read_inputs, _inputs_schema, write_inputs)
PARAMETERS = Shape(read_parameters, _parameters_schema, write_parameters)
