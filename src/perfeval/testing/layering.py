"""Plain values laid over each other, and taken out of each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from perfeval.formats.paths import locate, shown


def merged(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """One table laid over another: tables are joined, everything else is replaced; neither is changed.

    Example:
        >>> from perfeval.testing.layering import merged
        >>> merged({"a": {"b": 1, "c": 2}, "d": [1]}, {"a": {"b": 9}, "d": []})
        {'a': {'b': 9, 'c': 2}, 'd': []}
    """
    joined = {**under, **over}
    for key in under.keys() & over.keys():
        if isinstance(under[key], Mapping) and isinstance(over[key], Mapping):
            joined[key] = merged(under[key], over[key])
    return {key: _copied(value) for key, value in joined.items()}


def taken_out(data: Mapping[str, Any], path: str) -> dict[str, Any]:
    """The table without what stands at a path.

    Raises:
        KeyError: nothing stands there.

    Example:
        >>> from perfeval.testing.layering import taken_out
        >>> taken_out({"tasks": [{"name": "a", "done": True}]}, "tasks[0].done")
        {'tasks': [{'name': 'a'}]}
    """
    left: dict[str, Any] = _copied(data)
    way = locate(left, path)
    if not way or shown(way) != path:
        raise KeyError(path)
    holder: Any = left
    for step in way[:-1]:
        holder = holder[step]
    del holder[way[-1]]
    return left


def _copied(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _copied(part) for key, part in value.items()}
    return [_copied(part) for part in value] if isinstance(value, list) else value
