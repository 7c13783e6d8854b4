"""Paths into a document: shown as people write them, and found again from what a message says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeAlias

Path: TypeAlias = tuple[str | int, ...]

_PLAIN_KEY = re.compile(r"[^\s.\[\]\"']+")
_INDEX = re.compile(r"\[([0-9]{1,9})\]")
_LONGEST_KEY = 80
_MOST_TRIES = 100


def shown(path: Path) -> str:
    """The path as text; a key with dots, spaces or brackets in it stands in quotes.

    Example:
        >>> from perfeval.formats.paths import shown
        >>> shown(("projects", 1, "adjusted")), shown(("sources", "projects[0].self_score", "title"))
        ('projects[1].adjusted', 'sources."projects[0].self_score".title')
    """
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            key = step if len(step) <= _LONGEST_KEY else f"{step[:_LONGEST_KEY]}…"
            text += ("." if text else "") + (key if _PLAIN_KEY.fullmatch(key) else f'"{key}"')
    return text


def joined(path: Path, location: str) -> str:
    """The place of a fault: a path, and what the fault itself says of its place inside it.

    Example:
        >>> from perfeval.formats.paths import joined
        >>> joined(("groups", 0, "scoring"), ":12"), joined(("budget",), "basic"), joined((), "grades")
        ('groups[0].scoring:12', 'budget.basic', 'grades')
    """
    before = shown(path)
    return before + ("." if before and location and location[0] not in ":[" else "") + location


def locate(data: Any, location: str) -> Path:
    """The path of a place that was told as text, as far as the document leads there.

    Example:
        >>> from perfeval.formats.paths import locate
        >>> locate({"judgements": {"a.b": {"points": 1}}}, "judgements.a.b.level")
        ('judgements', 'a.b')
    """
    path: list[str | int] = []
    while location:
        if isinstance(data, Mapping):
            key = _key(data, location)
            if key is None:
                break
            path.append(key)
            data, location = data[key], location[len(key) :].removeprefix(".")
        else:
            index = _INDEX.match(location)
            if index is None or not isinstance(data, list) or int(index[1]) >= len(data):
                break
            path.append(int(index[1]))
            data, location = data[int(index[1])], location[index.end() :].removeprefix(".")
    return tuple(path)


def _key(data: Mapping[str, Any], location: str) -> str | None:
    """The key that the location begins with; the shortest where several do."""
    ends = [at for at, sign in enumerate(location) if sign in ".["][:_MOST_TRIES]
    return next((location[:at] for at in (*ends, len(location)) if location[:at] in data), None)
