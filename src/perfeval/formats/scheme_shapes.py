"""Where the file of a scheme differs from the classes of the model: nodes, scales, grades, rules."""

from __future__ import annotations

from typing import Any

from perfeval.expressions import Expr
from perfeval.findings import kind
from perfeval.formats.combinations import COMBINE
from perfeval.formats.declarations import INPUTS, PARAMETERS
from perfeval.formats.misfits import Misfits, gathered, unnamed
from perfeval.formats.rules import name_of, named_scale, read_rule, write_rule
from perfeval.formats.scalars import NUMERIC, PLAIN, SCALARS, plain_schema
from perfeval.formats.shapes import Schemas, Shape, Shapes
from perfeval.formats.structuring import converter_of, read_list, read_table, read_whole
from perfeval.model import Combine, Grade, Grades, Group, Indicator, Node, OpenGroup, Ordinal, Scheme


def read_node(value: Any) -> Node:
    """A group where there are `children`, an open group where there are `rows`, otherwise an indicator."""
    table = read_table(value)
    cls: type[Node] = Group if "children" in table else OpenGroup if "rows" in table else Indicator
    made: Node = CONVERTER.structure(table, cls)
    return made


def _node_schema(schemas: Schemas) -> dict[str, Any]:
    return {"anyOf": [schemas.table(cls) for cls in (Group, OpenGroup, Indicator)]}


def read_scale(value: Any) -> Ordinal:
    """The name of a scale, or the scale itself."""
    return named_scale(value) if isinstance(value, str) else read_ordinal(value)


def read_ordinal(value: Any) -> Ordinal:
    """A scale written out."""
    made: Ordinal = unnamed("scale", lambda table: PLAIN.structure(table, Ordinal), value)
    return made


def _scale_schema(schemas: Schemas) -> dict[str, Any]:
    return {"anyOf": [{"type": "string"}, schemas.table(Ordinal)]}


def read_grades(value: Any) -> Grades:
    """A list of grades, or a table of lower edges."""
    if isinstance(value, dict):
        given = [(id, {"id": id, "low": low}) for id, low in value.items()]
    else:
        given = list(enumerate(read_list(value)))
    grades = gathered(given, lambda entry: PLAIN.structure(entry, Grade))
    return unnamed("grades", Grades, tuple(grades))


def write_grades(grades: Grades) -> list[Any]:
    """A list of tables, best first."""
    return [PLAIN.unstructure(grade) for grade in grades.grades]


def _grades_schema(schemas: Schemas) -> dict[str, Any]:
    edges = {"type": "object", "additionalProperties": NUMERIC}
    return {"anyOf": [{"type": "array", "items": schemas.table(Grade)}, edges]}


def read_places(value: Any) -> int:
    """Decimals of a score."""
    if not 0 <= read_whole(value) <= _MOST_PLACES:
        raise Misfits([((), kind("I113").at("", found=value, low=0, high=_MOST_PLACES))])
    return int(value)


_MOST_PLACES = 6
_PLACES = {"type": "integer", "minimum": 0, "maximum": _MOST_PLACES}

SHAPES: Shapes = {
    **SCALARS,
    Expr: Shape(read_rule, plain_schema({"type": "string"}), write_rule),
    Node: Shape(read_node, _node_schema),
    Combine: COMBINE,
    Ordinal: Shape(read_scale, _scale_schema, name_of),
    Grades: Shape(read_grades, _grades_schema, write_grades),
    (Scheme, "inputs"): INPUTS,
    (Scheme, "parameters"): PARAMETERS,
    (Scheme, "places"): Shape(read_places, plain_schema(_PLACES)),
}
CONVERTER = converter_of(SHAPES)
"""For whole schemes."""
