"""Plain values as a TOML text that people can go on editing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_WIDTH = 110
_INLINE = frozenset({"label", "table_label", "measured_as", "source", "scale", "combine", "deductions"})
"""Short tables that stand in the line of their key."""
_DEEPEST_HEADER = 2


def dump_toml(document: dict[str, Any]) -> str:
    """A document as TOML text that reads back as equal values.

    Args:
        document: tables, lists, texts, flags, whole numbers, finite decimals and dates; no None.

    Example:
        >>> from decimal import Decimal
        >>> from perfeval.formats.toml_writing import dump_toml
        >>> document = {"year": 2021, "groups": [{"id": "a", "children": [{"scoring": 'bands({"0%": 3})'}]}]}
        >>> print(dump_toml(document), end="")
        year = 2021
        <BLANKLINE>
        [[groups]]
        id = "a"
        <BLANKLINE>
        [[groups.children]]
        scoring = 'bands({"0%": 3})'
    """
    return "\n".join(_table(document, ())).lstrip("\n") + "\n"


def _table(table: dict[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    """The lines of a table: first what stands in lines of its own, then the tables below it."""
    below = {key: value for key, value in table.items() if _has_header(key, value, path)}
    yield from (f"{_key(key)} = {_value(value, len(key))}" for key, value in table.items() if key not in below)
    for key, value in below.items():
        inner = (*path, key)
        name = ".".join(map(_key, inner))
        if isinstance(value, dict):
            if not value or any(not _has_header(k, v, inner) for k, v in value.items()):
                yield from ("", f"[{name}]")
            yield from _table(value, inner)
        else:
            for row in value:
                yield from ("", f"[[{name}]]", *_table(row, inner))


def _has_header(key: str, value: Any, path: tuple[str, ...]) -> bool:
    if (path or key == "label") and key in _INLINE:
        return False
    deep = len(path) >= _DEEPEST_HEADER and key != "children"
    rows = isinstance(value, list) and value and all(isinstance(row, dict) for row in value)
    return not deep and (isinstance(value, dict) or bool(rows))


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _value(value: Any, indent: int = 0) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(k)} = {_value(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        parts = [_value(item) for item in value]
        line = f"[{', '.join(parts)}]"
        if indent + len(line) <= _WIDTH:
            return line
        return "[\n" + "".join(f"    {part},\n" for part in parts) + "]"
    return str(value)


def _text(text: str) -> str:
    """In double quotes; in single ones where that saves escapes."""
    if ('"' in text or "\\" in text) and "'" not in text and not _CONTROL.search(text):
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
