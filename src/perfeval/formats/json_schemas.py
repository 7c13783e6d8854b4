"""JSON Schemas of the formats, made from the classes and shapes that reading and writing go by."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, get_type_hints

from perfeval.evaluation import Evaluation, Outcome
from perfeval.expressions import suggestion
from perfeval.findings import LANGUAGES, Finding, Text, UsageError, kind
from perfeval.formats import evaluation_shapes, reviews, scheme_shapes, submission_shapes
from perfeval.formats.evaluations import EVALUATION, RECORDED
from perfeval.formats.json_text import dump_json
from perfeval.formats.reviews import REVIEW
from perfeval.formats.schema_making import PLAIN, Generator, closed
from perfeval.formats.scheme_facts import specialised
from perfeval.formats.schemes import SCHEME
from perfeval.formats.submissions import SUBMISSION
from perfeval.model import Ordinal, Review, Scheme, Submission

SCHEMAS: Final = ("submission", "scheme", "evaluation", "review")
"""The names of the JSON Schemas."""


def schema(name: str, scheme: Scheme | None = None) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a format.

    Args:
        name: `submission`, `scheme`, `evaluation` or `review`.
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
    made = {"submission": _submission, "scheme": _scheme, "evaluation": _evaluation, "review": _review}[name]()
    return made if scheme is None or name != "submission" else specialised(made, scheme)


def write_schemas(folder: Path) -> None:
    """Write the schemas that are shipped, after a change of a class or shape."""
    for name in SCHEMAS:
        (folder / f"{name}.json").write_text(dump_json(schema(name)), encoding="utf-8")


def _submission() -> dict[str, Any]:
    return Generator(submission_shapes.SHAPES).root(Submission, SUBMISSION)


def _review() -> dict[str, Any]:
    return Generator(reviews.SHAPES).root(Review, REVIEW)


def _scheme() -> dict[str, Any]:
    generator = Generator(scheme_shapes.SHAPES)
    scales = {"type": "object", "additionalProperties": generator.table(Ordinal)}
    rules = {"type": "object", "additionalProperties": {"type": "string"}}
    averaging = {"type": "object", "additionalProperties": {"anyOf": [{"type": "object"}, {"type": "array"}]}}
    whole = generator.root(Scheme, SCHEME, scales=scales, rules=rules, averaging=averaging)
    edition = _edition_keys(generator)
    return {
        **whole,
        "properties": whole["properties"] | edition,
        "required": ["format", "id"],
        "if": {"required": ["base"]},
        "then": {"properties": {"groups": False}},
        "else": {"required": whole["required"], "properties": dict.fromkeys(edition, False)},
    }


def _edition_keys(generator: Generator) -> dict[str, Any]:
    """The keys of a file that names its base and states only what changes."""
    of_nodes = {
        k: v for cls in ("Group", "OpenGroup", "Indicator") for k, v in generator.defs[cls]["properties"].items()
    }
    place = {"into": PLAIN[str], "after": PLAIN[str]}
    return {
        "base": PLAIN[str],
        "change": {"type": "object", "additionalProperties": closed(of_nodes, ())},
        "add": {"type": "array", "items": closed(of_nodes | place, ("id", "label"))},
        "remove": {"type": "array", "items": PLAIN[str]},
    }


def _evaluation() -> dict[str, Any]:
    generator = Generator(evaluation_shapes.SHAPES)
    recorded = {name: generator.of(get_type_hints(Evaluation)[name]) for name in RECORDED}
    return generator.root(
        Evaluation,
        EVALUATION,
        lang={"enum": list(LANGUAGES)},
        label=PLAIN[str],
        indicators={"type": "array", "items": _indicator(generator)},
        findings={"type": "array", "items": _finding(generator)},
        record=closed(recorded, RECORDED),
    )


def _indicator(generator: Generator) -> dict[str, Any]:
    hints = get_type_hints(Outcome)
    same = {name: generator.of(hints[name]) for name in ("id", "group", "points", "share", "score", "level", "status")}
    reason = closed({"code": PLAIN[str], "place": PLAIN[str]}, ("code", "place"))
    told = {
        "label": PLAIN[str],
        "measure": {"type": ["string", "boolean", "null"]},
        "note": PLAIN[str],
        "reasons": {"type": "array", "items": reason},
    }
    return closed(same | told, (*same, *told))


def _finding(generator: Generator) -> dict[str, Any]:
    generator.table(Finding)
    full = generator.defs["Finding"]
    return {**full, "properties": full["properties"] | {"message": PLAIN[str], "advice": PLAIN[str]}}
