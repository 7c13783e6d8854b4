"""JSON Schemas of the three formats, made from the classes and shapes that reading and writing go by."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from attrs import NOTHING, fields

from perfeval.evaluation import Evaluation, Outcome
from perfeval.expressions import suggestion
from perfeval.findings import LANGUAGES, Finding, Text, UsageError, kind
from perfeval.formats import evaluation_shapes, scheme_shapes, submission_shapes
from perfeval.formats.evaluations import EVALUATION, RECORDED
from perfeval.formats.json_text import dump_json
from perfeval.formats.scheme_facts import specialised
from perfeval.formats.schemes import SCHEME
from perfeval.formats.structuring import Shapes
from perfeval.formats.submissions import SUBMISSION
from perfeval.model import Ordinal, Scheme, Submission

SCHEMAS: Final = ("submission", "scheme", "evaluation")
"""The names of the JSON Schemas."""

_PLAIN: Mapping[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    Any: {},
}


def schema(name: str, scheme: Scheme | None = None) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a format.

    Args:
        name: `submission`, `scheme` or `evaluation`.
        scheme: for `submission`: ask for the facts and judgements of this scheme.

    Raises:
        UsageError: another name.

    Example:
        >>> from perfeval.formats import schema
        >>> schema("submission")["properties"]["format"]
        {'const': 'perfeval.submission/1'}
    """
    if name not in SCHEMAS:
        what = Text("模式", "JSON Schema")
        raise UsageError(kind("I115").at("", name=name, what=what, near=suggestion(name, SCHEMAS)))
    made = {"submission": _submission, "scheme": _scheme, "evaluation": _evaluation}[name]()
    return made if scheme is None or name != "submission" else specialised(made, scheme)


def write_schemas(folder: Path) -> None:
    """Write the schemas that are shipped, after a change of a class or shape."""
    for name in SCHEMAS:
        (folder / f"{name}.json").write_text(dump_json(schema(name)), encoding="utf-8")


def _submission() -> dict[str, Any]:
    return _Generator(submission_shapes.SHAPES).root(Submission, SUBMISSION)


def _scheme() -> dict[str, Any]:
    generator = _Generator(scheme_shapes.SHAPES)
    scales = {"type": "object", "additionalProperties": generator.table(Ordinal)}
    return generator.root(Scheme, SCHEME, scales=scales)


def _evaluation() -> dict[str, Any]:
    generator = _Generator(evaluation_shapes.SHAPES)
    recorded = {name: generator.of(get_type_hints(Evaluation)[name]) for name in RECORDED}
    return generator.root(
        Evaluation,
        EVALUATION,
        lang={"enum": list(LANGUAGES)},
        label=_PLAIN[str],
        indicators={"type": "array", "items": _indicator(generator)},
        findings={"type": "array", "items": _finding(generator)},
        record=_closed(recorded, RECORDED),
    )


def _indicator(generator: _Generator) -> dict[str, Any]:
    hints = get_type_hints(Outcome)
    same = {name: generator.of(hints[name]) for name in ("id", "group", "points", "share", "score", "level", "status")}
    reason = _closed({"code": _PLAIN[str], "place": _PLAIN[str]}, ("code", "place"))
    told = {
        "label": _PLAIN[str],
        "measure": {"type": ["string", "boolean", "null"]},
        "note": _PLAIN[str],
        "reasons": {"type": "array", "items": reason},
    }
    return _closed(same | told, (*same, *told))


def _finding(generator: _Generator) -> dict[str, Any]:
    generator.table(Finding)
    full = generator.defs["Finding"]
    return {**full, "properties": full["properties"] | {"message": _PLAIN[str], "advice": _PLAIN[str]}}


def _closed(properties: Mapping[str, Any], required: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
    }


class _Generator:
    """Walks classes and shapes; a class becomes a definition that is referred to."""

    def __init__(self, shapes: Shapes) -> None:
        self.shapes = shapes
        self.defs: dict[str, dict[str, Any]] = {}

    def of(self, hint: Any) -> dict[str, Any]:
        """The schema of a type as files write it."""
        if (shape := self.shapes.get(hint)) is not None:
            return shape.schema(self)
        if hint in _PLAIN:
            return _PLAIN[hint]
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
        return {"description": summary, **_closed(properties, [a.name for a in listed if a.default is NOTHING])}


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
