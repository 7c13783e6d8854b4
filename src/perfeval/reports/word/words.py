"""What the official report says, in two languages; the words stand in words.toml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from perfeval.findings import Text, say
from perfeval.reports.told import words_in


@cache
def _words() -> Mapping[str, Text]:
    return words_in(Path(__file__).with_name("words.toml"))


def said(name: str, /, **parts: Any) -> Text:
    """One of them, filled with its parts.

    Example:
        >>> from perfeval.reports.word.words import said
        >>> said("end_scored", points="10", score="9.85").zh
        '该指标满分10分，自评得9.85分。'
    """
    found = _words()[name]
    return say(found.zh, found.en, **parts) if parts else found
