"""Where the file of a submission differs from the classes of the model: budget, targets, facts, judgements."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from attrs import evolve

from perfeval.findings import PerfevalError, Text, kind
from perfeval.formats.misfits import Fault, Misfits, gathered, not_an_option, unnamed, wrong
from perfeval.formats.paths import Path
from perfeval.formats.scalars import NUMERIC, PLAIN, SCALARS, plain_schema, read_degree, read_number, under_name
from perfeval.formats.shapes import Schemas, Shape, Shapes
from perfeval.formats.structuring import converter_of, read_table, read_text
from perfeval.formats.targets import plain_target, read_relation
from perfeval.model import LINES, OF_WHICH, PARTS, Budget, BudgetLine, Fact, Judgement, Row, Scalar, Submission, Target
from perfeval.numbers import MONEY_UNITS, Money

_SCALAR = Text("数字、文字、true、false 或日期", "a number, a text, true, false or a date")


def read_budget(value: Any) -> Budget:
    """Lines by id, in the order of the file."""
    table = read_table(value)
    lines = gathered(((id, (id, line)) for id, line in table.items()), _read_line)
    return unnamed("budget", Budget, tuple(lines))


def _read_line(given: tuple[str, Any]) -> BudgetLine:
    id, value = given
    line: BudgetLine = PLAIN.structure(under_name(value, BudgetLine, "id", id), BudgetLine)
    return evolve(line, part_of=line.part_of or None, of_which=line.of_which or None)


def write_budget(budget: Budget) -> dict[str, Any]:
    """Lines by id; what the vocabulary says of a line is left out."""
    return {line.id: _write_line(line) for line in budget.lines}


def _write_line(line: BudgetLine) -> dict[str, Any]:
    table: dict[str, Any] = PLAIN.unstructure(line)
    del table["id"]
    for name, usual in (("part_of", PARTS), ("of_which", OF_WHICH)):
        table.pop(name, None)
        if (link := getattr(line, name)) != usual.get(line.id):
            table[name] = link or ""
    table.pop("label", None)
    if line.label != LINES.get(line.id, Text()):
        table["label"] = PLAIN.unstructure(line.label)
    return table


def read_facts(value: Any) -> dict[str, Fact]:
    """Facts by dotted path: nested tables are flattened, a list of tables is a table with rows."""
    return _flat(read_table(value), _fact)


def _flat(table: dict[str, Any], read: Callable[[Any], Any]) -> dict[str, Any]:
    facts: dict[str, Any] = {}

    def take(leaf: tuple[Path, Any]) -> None:
        path = ".".join(map(str, leaf[0]))
        if path in facts:
            raise Misfits([((), kind("I105").at("", key=path[:80]))])
        facts[path] = read(leaf[1])

    gathered(((leaf[0], leaf) for leaf in _leaves(table, ())), take)
    return facts


def _leaves(table: dict[str, Any], way: Path) -> Iterator[tuple[Path, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _leaves(value, (*way, key))
        elif value is not None:  # JSON: null is the same as not given
            yield (*way, key), value


def _fact(value: Any) -> Fact:
    if not isinstance(value, list):
        return _scalar(value)
    return tuple(gathered(enumerate(value), lambda row: _flat(read_table(row), _scalar)))


def _scalar(value: Any) -> Scalar:
    if isinstance(value, list | datetime) or not isinstance(value, bool | str | int | Decimal | float | date):
        raise wrong(_SCALAR, value)
    return value if isinstance(value, bool | str | date) else read_number(value)


def write_facts(facts: Mapping[str, Fact]) -> dict[str, Any]:
    """Facts by their paths; an amount of money as text with its unit."""
    return {path: [_row(row) for row in f] if isinstance(f, tuple) else _plain(f) for path, f in facts.items()}


def _row(row: Row) -> dict[str, Any]:
    return {name: _plain(value) for name, value in row.items()}


def _plain(value: Scalar) -> Any:
    return value.text if isinstance(value, Money) else value


def read_judgement(value: Any) -> Judgement:
    """A table, or a number that stands for points."""
    table = value if isinstance(value, dict) else {"points": _points(value)}
    made: Judgement = PLAIN.structure(table, Judgement)
    given = [name for name in ("points", "deductions", "level") if getattr(made, name) is not None]
    if len(given) > 1:  # said here too, beside all other faults of the file
        detail = Text(f"同时给了 {' 与 '.join(given)}", f"{' and '.join(given)} are given together")
        raise Misfits([((), kind("I114").at("", detail=detail))])
    return made


def _points(value: Any) -> Decimal:
    try:
        return read_number(value)
    except PerfevalError as error:
        advice = Text(
            '只写数字表示得分；等级写成 { level = "A" }', 'a bare number is points; write a level as { level = "A" }'
        )
        raise Misfits(((), evolve(finding, advice=advice)) for finding in error.findings) from None


def write_judgement(judgement: Judgement) -> Any:
    """A number where there are only points, otherwise a table."""
    table: dict[str, Any] = PLAIN.unstructure(judgement)
    return table["points"] if table.keys() == {"points"} else table


def read_target(value: Any) -> Target:
    """A table whose figures may be written as people write them."""
    faults: list[Fault] = []
    table = read_table(value)
    try:
        table = plain_target(table)
    except Misfits as error:
        faults = error.faults
        table = {key: part for key, part in table.items() if key not in ("target", "actual")}
    try:
        made: Target = TARGETS.structure(table, Target)
    except Misfits as error:
        faults += error.faults
    if faults:
        raise Misfits(faults)
    return made


def read_money_unit(value: Any) -> str:
    """A unit of money."""
    if read_text(value) and value not in MONEY_UNITS:
        raise Misfits([((), not_an_option(value, MONEY_UNITS))])
    return str(value)


def facts_schema(schemas: Schemas) -> dict[str, Any]:
    """Facts by path, tables within tables and lists of rows."""
    plain = {"type": ["string", "number", "boolean", "null"]}

    def row(own: dict[str, Any]) -> dict[str, Any]:
        return {"type": "object", "additionalProperties": {"anyOf": [plain, own]}}

    def facts(own: dict[str, Any]) -> dict[str, Any]:
        rows = {"type": "array", "items": schemas.named("row", row)}
        return {"type": "object", "additionalProperties": {"anyOf": [plain, rows, own]}}

    return schemas.named("facts", facts)


_TARGETS: Shapes = {
    **SCALARS,
    (Target, "relation"): Shape(read_relation, plain_schema({"type": "string"})),
    (Target, "degree"): Shape(read_degree, plain_schema(NUMERIC)),
}
TARGETS = converter_of(_TARGETS)

SHAPES: Shapes = {
    **_TARGETS,
    Budget: Shape(
        read_budget,
        lambda schemas: {"type": "object", "additionalProperties": schemas.table(BudgetLine, "id")},
        write_budget,
    ),
    Judgement: Shape(read_judgement, lambda schemas: {"anyOf": [NUMERIC, schemas.table(Judgement)]}, write_judgement),
    Target: Shape(read_target, lambda schemas: schemas.table(Target)),
    (Submission, "facts"): Shape(read_facts, facts_schema, write_facts),
    (Submission, "money_unit"): Shape(read_money_unit, plain_schema({"enum": list(MONEY_UNITS)})),
}
CONVERTER = converter_of(SHAPES)
"""For whole submissions."""
