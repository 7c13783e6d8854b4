"""The JSON Schema of a submission to one scheme: its facts with their types, its indicators by name."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from perfeval.expressions import Field, walk
from perfeval.formats.scalars import NUMERIC, write_fraction
from perfeval.model import Indicator, Input, Scheme, bound


def specialised(schema: dict[str, Any], scheme: Scheme) -> dict[str, Any]:
    """The schema of submissions with the scheme's own facts, judged indicators and nodes in it."""
    judged = {node.id: node for node in scheme.nodes() if isinstance(node, Indicator) and _is_judged(node)}
    nodes = {node.id: node for node in scheme.nodes()}
    properties = schema["properties"] | {
        "scheme": {"const": scheme.id},
        "facts": facts_schema(scheme),
        "judgements": _table({id: {**_titles(node), **_judgement(node)} for id, node in judged.items()}),
        "not_applicable": _table({id: {**_titles(node), "type": "string"} for id, node in nodes.items()}),
    }
    return {**schema, "title": f"{schema['title']} ({scheme.id})", "properties": properties}


def facts_schema(scheme: Scheme) -> dict[str, Any]:
    """The JSON Schema of the facts that a scheme asks for, under their dotted paths or in nested tables.

    Example:
        >>> from perfeval.formats.scheme_facts import facts_schema
        >>> from perfeval.model import Indicator, Input, Scheme
        >>> satisfied = Input("satisfaction", "ratio", "满意度", low=0, high=1, out_of=100)
        >>> scheme = Scheme(id="toy", label="示例", inputs=[satisfied], groups=[Indicator("work", "工作", 100)])
        >>> facts_schema(scheme)["properties"]["satisfaction"]
        {'title': '满意度', 'type': ['number', 'string'], 'minimum': 0, 'maximum': 100}
    """
    tables: dict[str, dict[str, Any]] = {}
    facts: dict[str, Any] = {}
    for i in scheme.inputs:
        if i.table is None:
            facts[i.path] = _fact(i)
        else:
            tables.setdefault(i.table, {})[i.path.removeprefix(f"{i.table}.")] = _fact(i)
    rows = {path: {"type": "array", "items": _nested(columns.items())} for path, columns in tables.items()}
    return _nested((facts | rows).items())


def _nested(leaves: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """A table that takes each path whole, or part by part."""
    listed = list(leaves)
    inner: dict[str, list[tuple[str, Any]]] = {}
    for path, schema in listed:
        head, dot, rest = path.partition(".")
        if dot:
            inner.setdefault(head, []).append((rest, schema))
    return _table({head: _nested(parts) for head, parts in inner.items()} | dict(listed))


def _table(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _titles(of: Any) -> dict[str, Any]:
    label = of.label
    return {k: v for k, v in (("title", label.zh), ("description", label.en)) if v}


def _fact(i: Input) -> dict[str, Any]:
    match i.kind:
        case "flag":
            return {**_titles(i), "type": "boolean"}
        case "date":
            return {**_titles(i), "type": "string", "format": "date"}
        case "text" | "level":
            return {**_titles(i), "type": "string", **({"enum": list(i.options)} if i.options else {})}
        case "money":
            return {**_titles(i), **NUMERIC}  # in a unit that the submission says
    scale = Fraction(1) if i.out_of is None else Fraction(i.out_of)
    edges = ((name, edge * scale) for name, edge in (("minimum", i.low), ("maximum", i.high)) if edge is not None)
    bounds = {name: edge for name, found in edges if not isinstance(edge := write_fraction(found), str)}
    return {**_titles(i), **NUMERIC, **{k: int(v) if v == int(v) else v for k, v in bounds.items()}}


def _is_judged(indicator: Indicator) -> bool:
    made = bound(indicator)
    rules = (rule for rule in (made.measure, made.scoring) if rule is not None)
    return any(isinstance(n, Field) and n.path.startswith("judgements.") for rule in rules for n in walk(rule))


def _judgement(indicator: Indicator) -> dict[str, Any]:
    if indicator.scale is None:
        return {"anyOf": [NUMERIC, {"$ref": "#/$defs/Judgement"}]}
    return {"$ref": "#/$defs/Judgement", "properties": {"level": {"enum": list(indicator.scale.levels)}}}
