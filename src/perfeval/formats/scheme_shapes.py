"""Where the file of a scheme differs from the classes of the model: nodes, combinations, grades, declarations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from attrs import evolve, fields, frozen

from perfeval.expressions import Const, Expr, Parameter, Source, lift
from perfeval.findings import PerfevalError, Text, kind, say
from perfeval.formats.misfits import Misfits, TABLE, gathered, not_an_option, unknown_keys, wrong
from perfeval.formats.rules import name_of, named_scale, read_rule, write_rule
from perfeval.formats.scalars import NUMERIC, SCALARS, plain_schema, read_fraction, write_fraction
from perfeval.formats.structuring import Shape, Shapes, converter_of, read_list, read_table, read_text, read_whole
from perfeval.model import (
    AveragingTable,
    Combine,
    Grade,
    Grades,
    Group,
    Indicator,
    Input,
    NoCombination,
    Node,
    OpenGroup,
    Ordinal,
    Scheme,
    Sum,
    WeakestLink,
)

ConstKind = Literal["number", "ratio", "points", "money", "quantity", "text", "flag", "level", "date"]
_NUMERIC = ("number", "ratio", "points", "money", "quantity")


# --- nodes -----------------------------------------------------------------------------------------------------------


def read_node(value: Any) -> Node:
    """A group where there are `children`, an open group where there are `rows`, otherwise an indicator."""
    table = read_table(value)
    cls = Group if "children" in table else OpenGroup if "rows" in table else Indicator
    made: Node = CONVERTER.structure(table, cls)
    return made


def read_scale(value: Any) -> Ordinal:
    """The name of a scale, or the scale itself."""
    if isinstance(value, str):
        return named_scale(value)
    made: Ordinal = PLAIN.structure(value, Ordinal)
    return made


_COMBINATIONS = ("sum", "none", "weakest_link", "averaging")


def read_combine(value: Any) -> Combine:
    """`sum`, `none`, `weakest_link`, `{weakest_link = {plus = false}}` or `{averaging = {"D D" = "D"}}`."""
    word, more = (next(iter(value.items())) if isinstance(value, dict) and len(value) == 1 else (value, {}))
    if read_text(word) not in _COMBINATIONS or (word == "averaging" and not more) or (word in ("sum", "none") and more):
        raise Misfits([((), not_an_option(word, _COMBINATIONS))])
    if word == "averaging":
        return AveragingTable(gathered([(word, lambda: _averages(more))])[0])
    if word == "weakest_link":
        return gathered([(word, lambda: PLAIN.structure(more, WeakestLink))])[0]
    return Sum() if word == "sum" else NoCombination()


def _averages(value: Any) -> list[tuple[tuple[str, ...], str]]:
    if isinstance(value, list):
        pairs = [(n, read_list(pair)) for n, pair in enumerate(value)]
        return gathered((n, lambda pair=pair: _average(pair)) for n, pair in pairs)
    return gathered((key, lambda k=key, v=v: (tuple(k.split()), read_text(v))) for key, v in read_table(value).items())


def _average(pair: list[Any]) -> tuple[tuple[str, ...], str]:
    if len(pair) != 2:
        raise wrong(Text('[["D", "C"], "D+"] 这样的一对', 'a pair like [["D", "C"], "D+"]'), pair)
    return tuple(gathered((n, lambda s=s: read_text(s)) for n, s in enumerate(read_list(pair[0])))), read_text(pair[1])


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


# --- grades ----------------------------------------------------------------------------------------------------------


def read_grades(value: Any) -> Grades:
    """A list of grades, or a table of lower edges."""
    if isinstance(value, dict):
        entries = [(id, {"id": id, "low": low}) for id, low in value.items()]
    else:
        entries = list(enumerate(read_list(value)))
    grades = gathered((step, lambda entry=entry: PLAIN.structure(entry, Grade)) for step, entry in entries)
    try:
        return Grades(tuple(grades))
    except PerfevalError as error:
        raise type(error)(evolve(f, location="") for f in error.findings) from None


def write_grades(grades: Grades) -> list[Any]:
    """A list of tables, best first."""
    return [PLAIN.unstructure(grade) for grade in grades.grades]


# --- inputs and parameters -------------------------------------------------------------------------------------------


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
    return tuple(made for _, made in _at(entries(value), lambda way, entry: read_input(".".join(way), entry)))


def read_input(path: str, value: Any) -> Input:
    """One input under its path."""
    made: Input = PLAIN.structure(_named(value, Input, "path", path), Input)
    return made


def read_parameters(value: Any) -> tuple[Parameter, ...]:
    """Parameters by name."""
    found = (((name,), entry) for name, entry in read_table(value).items())
    return tuple(made for _, made in _at(found, lambda way, entry: read_parameter(way[0], entry)))


def _at(found: Iterable[tuple[tuple[str, ...], Any]], read: Any) -> list[tuple[tuple[str, ...], Any]]:
    made: list[tuple[tuple[str, ...], Any]] = []
    faults = []
    for way, entry in found:
        try:
            made.append((way, gathered([("", lambda way=way, entry=entry: read(way, entry))])[0]))
        except Misfits as error:
            faults += [((*way, *path[1:]), finding) for path, finding in error.faults]
    if faults:
        raise Misfits(faults)
    return made


def _named(value: Any, cls: type, key: str, name: str) -> dict[str, Any]:
    table = read_table(value)
    if key in table:
        raise Misfits(unknown_keys([key], [a.name for a in fields(cls) if a.name != key]))
    return {**table, key: name}


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
    const = gathered([("value", lambda: read_constant(entry.value, entry.kind))])[0]
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
    fits = {"flag": bool, "date": date}.get(of, str)
    if not isinstance(value, fits):
        raise wrong(Text(f"{of} 类型的值", f"a value of the kind {of}"), value)
    return Const(value, of)


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


# --- the whole -------------------------------------------------------------------------------------------------------


def _places(value: Any) -> int:
    if not 0 <= read_whole(value) <= 6:
        raise Misfits([((), kind("I113").at("", found=value, low=0, high=6))])
    return int(value)


def _combine_schema(of: Any) -> dict[str, Any]:
    averages = {"anyOf": [{"type": "object", "additionalProperties": {"type": "string"}}, {"type": "array"}]}
    forms = {"weakest_link": of(WeakestLink), "averaging": averages}
    tables = [
        {"type": "object", "properties": {k: v}, "required": [k], "additionalProperties": False} for k, v in forms.items()
    ]
    return {"anyOf": [{"enum": ["sum", "none", "weakest_link"]}, *tables]}


_FIELDS: Shapes = {
    **SCALARS,
    Expr: Shape(read_rule, write_rule, plain_schema({"type": "string"})),
    (Scheme, "places"): Shape(_places, lambda v: v, plain_schema({"type": "integer", "minimum": 0, "maximum": 6})),
}
PLAIN = converter_of(_FIELDS)

SHAPES: Shapes = {
    **_FIELDS,
    Node: Shape(read_node, lambda node: CONVERTER.unstructure(node), lambda of: {"anyOf": [of(Group), of(OpenGroup), of(Indicator)]}),
}
CONVERTER = converter_of(SHAPES)
