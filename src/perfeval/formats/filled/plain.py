"""Plain values: as JSON, and by their paths in a document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from perfeval.formats.paths import Path


def to_json(value: Any) -> str:
    """A plain value as JSON in ASCII; a date says that it is one."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dict):
        return "{" + ",".join(f"{to_json(key)}:{to_json(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(to_json, value)) + "]"
    if isinstance(value, date):
        return to_json({"$date": value.isoformat()})
    return shielded(json.dumps(value))


def shielded(text: str) -> str:
    r"""JSON without what xlsxwriter takes for markup of its own: `<r>`, and `_x0041_` twice in a row.

    Example:
        >>> from perfeval.formats.filled.plain import shielded
        >>> print(shielded('["_x0041_", "<r>"]'))
        ["\u005fx0041_", "\u003cr>"]
    """
    return text.replace("_x", r"\u005fx").replace("<", r"\u003c")


def from_json(text: str) -> Any:
    """What `to_json` wrote.

    Raises:
        ValueError: it is something else.
    """
    try:
        return json.loads(text, parse_float=Decimal, parse_int=int, parse_constant=_refused, object_hook=_dated)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _refused(found: str) -> Any:
    raise ValueError(found)


def _dated(found: dict[str, Any]) -> Any:
    return date.fromisoformat(found["$date"]) if found.keys() == {"$date"} else found


def _steps(document: Any, path: Path) -> Iterator[Any]:
    for step in path:
        if isinstance(document, dict):
            document = document.get(str(step))
        elif isinstance(document, list) and isinstance(step, int) and step < len(document):
            document = document[step]
        else:
            document = None
        yield document


def value_at(document: Any, path: Path) -> Any:
    """The value at a path, None where there is none."""
    return [document, *_steps(document, path)][-1]


def put(document: dict[str, Any], path: Path, value: Any) -> None:
    """Set the value at a path through tables."""
    for step in path[:-1]:
        inner = document.setdefault(str(step), {})
        if not isinstance(inner, dict):
            return
        document = inner
    document[str(path[-1])] = value


def merge(document: dict[str, Any], path: Path, value: Any) -> None:
    """Lay a value over what is there: tables key by key, anything else as a whole."""
    there = value_at(document, path)
    if isinstance(there, dict) and isinstance(value, dict):
        for key, each in value.items():
            merge(document, (*path, key), each)
    else:
        put(document, path, value)
