"""From classes and shapes to JSON Schemas: the walk that reading takes, taken once more without values."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from attrs import NOTHING, fields

from perfeval.formats.shapes import Shapes

PLAIN: Mapping[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    Any: {},
}


def closed(properties: Mapping[str, Any], required: Iterable[str]) -> dict[str, Any]:
    """A table with these keys and no others."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
    }


class Generator:
    """Walks classes and shapes; a class becomes a definition that is referred to."""

    def __init__(self, shapes: Shapes) -> None:
        """Go by these shapes."""
        self.shapes = shapes
        self.defs: dict[str, dict[str, Any]] = {}

    def of(self, hint: Any) -> dict[str, Any]:
        """The schema of a type as files write it."""
        if (shape := self.shapes.get(hint)) is not None:
            return shape.schema(self)
        if hint in PLAIN:
            return PLAIN[hint]
        origin, parts = get_origin(hint), get_args(hint)
        if origin is Literal:
            return {"enum": list(parts)}
        if origin is tuple:
            return {"type": "array", "items": self.of(parts[0])}
        if origin is Mapping:
            return {"type": "object", "additionalProperties": self.of(parts[1])}
        if origin in (Union, UnionType):
            return _either([self.of(part) for part in parts])
        return self.table(hint)

    def table(self, cls: type, without: str = "") -> dict[str, Any]:
        """The schema of a class as a table of its fields, without one that is told by the table's name."""
        return self.named(cls.__name__, lambda _: self._fields(cls, without))

    def named(self, name: str, make: Callable[[dict[str, Any]], dict[str, Any]]) -> dict[str, Any]:
        """A reference to a schema that is made once and may refer to itself; `make` takes the reference."""
        reference = {"$ref": f"#/$defs/{name}"}
        if name not in self.defs:
            self.defs[name] = {}  # known from here on
            self.defs[name] = make(reference)
        return reference

    def root(self, cls: type, format: str, **extra: dict[str, Any]) -> dict[str, Any]:
        """The schema of a whole file."""
        own = self._fields(cls, "")
        properties = {"format": {"const": format}} | own["properties"] | extra
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": format,
            **own,
            "properties": properties,
            "required": ["format", *own["required"]],
            "$defs": dict(sorted(self.defs.items())),
        }

    def _fields(self, cls: type, without: str) -> dict[str, Any]:
        hints, told = get_type_hints(cls), _attribute_docs(cls)
        listed = [a for a in fields(cls) if a.init and a.name != without]
        properties: dict[str, Any] = {}
        for a in listed:
            shape = self.shapes.get((cls, a.name))
            made = self.of(hints[a.name]) if shape is None else shape.schema(self)
            properties[a.name] = {"description": told[a.name], **made} if a.name in told else made
        summary = (inspect.getdoc(cls) or "").split("\n\n")[0].replace("\n", " ")
        return {"description": summary, **closed(properties, [a.name for a in listed if a.default is NOTHING])}


def _either(options: list[dict[str, Any]]) -> dict[str, Any]:
    """One of several, in few words where each is only a type."""
    if all(option.keys() == {"type"} for option in options):
        types = [t for o in options for t in (o["type"] if isinstance(o["type"], list) else [o["type"]])]
        return {"type": list(dict.fromkeys(types))}
    return {"anyOf": options}


@cache
def _attribute_docs(cls: type) -> dict[str, str]:
    """The docstrings below the fields of a class; none where the source is not at hand."""
    try:
        (tree,) = ast.parse(textwrap.dedent(inspect.getsource(cls))).body
    except OSError:
        return {}
    assert isinstance(tree, ast.ClassDef)
    found: dict[str, str] = {}
    for field, doc in zip(tree.body, tree.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            match doc:
                case ast.Expr(value=ast.Constant(value=str(text))):
                    found[field.target.id] = " ".join(text.split())
    return found
