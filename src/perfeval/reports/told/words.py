"""What a report itself says, in two languages; the words stand in words.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from perfeval.findings import Text, say


@cache
def words() -> Mapping[str, Text]:
    """All of words.toml."""
    return words_in(Path(__file__).with_name("words.toml"))


def words_in(path: Path) -> Mapping[str, Text]:
    """The words of a file: each name with what it is in Chinese and in English."""
    return {name: Text(zh, en) for name, (zh, en) in tomllib.loads(path.read_text(encoding="utf-8")).items()}


def word(name: str, **parts: Any) -> Text:
    """One of them, filled with its parts.

    Example:
        >>> from perfeval.reports.told.words import word
        >>> word("full", full="100").en
        'of 100'
    """
    found = words()[name]
    return say(found.zh, found.en, **parts) if parts else found
