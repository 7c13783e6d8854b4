"""What the pictures themselves say, in two languages: words.toml, and behind it the words of all reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from perfeval.findings import Text, join, say
from perfeval.reports import told


@cache
def words() -> Mapping[str, Text]:
    """The words of reports, with those of pictures over them."""
    return {**told.words(), **told.words_in(Path(__file__).with_name("words.toml"))}


def word(name: str, /, **parts: Any) -> Text:
    """One of them, filled with its parts.

    Example:
        >>> from perfeval.figures.words import word
        >>> word("bin", low=80, high=90, n=3).en
        '80 to 90: 3'
    """
    found = words()[name]
    return say(found.zh, found.en, **parts) if parts else found


def sentences(parts: Iterable[Text]) -> Text:
    """Sentences one after the other; each brings its own full stop."""
    return join((part for part in parts if part), "", " ")


def listing(parts: Iterable[Text]) -> Text:
    """What is listed within a sentence."""
    return join(parts, "；", "; ")
