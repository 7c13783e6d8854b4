"""A blueprint as JSON and back; what was tampered with is refused."""

from __future__ import annotations

import json
from typing import Any

from cattrs import Converter

from perfeval.formats.filled.blueprint import FORM, KINDS, Blueprint
from perfeval.formats.filled.plain import shielded
from perfeval.formats.filled.sheets import printable

_CONVERTER = Converter(forbid_extra_keys=True, detailed_validation=False)
_CHUNK = 30_000
_MOST = 4 * 1024 * 1024
_FACTS = ("scheme", "edition", "digest", "lang")


def _path(value: Any, _: Any) -> tuple[str | int, ...]:
    if not isinstance(value, list) or not all(isinstance(step, str | int) for step in value) or len(value) > 8:
        raise ValueError("a path")
    return tuple(value)


def _number(value: Any, _: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**20:
        raise ValueError("a number of a row or column")
    return value


def _text(value: Any, _: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("a text")
    return value


def _flag(value: Any, _: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("true or false")
    return value


_CONVERTER.register_structure_hook_func(lambda t: t == tuple[str | int, ...], _path)
_CONVERTER.register_structure_hook(bool, _flag)
_CONVERTER.register_structure_hook(int, _number)
_CONVERTER.register_structure_hook(str, _text)


def to_rows(blueprint: Blueprint) -> list[tuple[str, str]]:
    """The rows of the hidden sheet: names and texts."""
    document = _CONVERTER.unstructure(blueprint)
    facts = [("format", FORM), *((name, printable(document[name])) for name in _FACTS)]  # for whoever looks
    text = shielded(json.dumps(document, ensure_ascii=True, separators=(",", ":")))
    return [*facts, *(("map", text[at : at + _CHUNK]) for at in range(0, len(text), _CHUNK))]


def from_rows(rows: list[tuple[str, str]]) -> Blueprint:
    """The blueprint in the rows of a hidden sheet.

    Raises:
        ValueError: they hold none.
    """
    text = "".join(value for name, value in rows if name == "map")
    if len(text) > _MOST:
        raise ValueError("the map is too long")
    try:
        document = json.loads(text)
        made: Blueprint = _CONVERTER.structure(document, Blueprint)
    except Exception as error:  # whatever somebody made of it
        raise ValueError(str(error)[:200]) from error
    if any(single.kind not in KINDS for single in made.singles):
        raise ValueError("a kind of cell")
    return made
