"""The words of `words.toml`, as patterns over plain text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Any

WORDS: Mapping[str, Any] = MappingProxyType(
    tomllib.loads(files("perfeval.formats.prose").joinpath("words.toml").read_text(encoding="utf-8"))
)
"""The table of words."""


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first.

    Example:
        >>> from perfeval.formats.prose.words import any_of
        >>> any_of(["支出", "支出率"])
        '(?:支出率|支出)'
    """
    return f"(?:{'|'.join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))})"


STAGE_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType({k: tuple(v) for k, v in WORDS["stages"].items()})
LINE_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType({k: tuple(v) for k, v in WORDS["lines"].items()})
MONEY = frozenset(WORDS["units"]["money"])
RATES = frozenset(WORDS["units"]["rate"])
