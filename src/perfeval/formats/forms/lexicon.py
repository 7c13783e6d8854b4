"""The tables of words that forms are printed with, and looking a label up in them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from attrs import frozen

from perfeval.numbers import normalise


@cache
def table(name: str) -> Mapping[str, Any]:
    """One of the data tables of this folder: `headers` or `names`."""
    return tomllib.loads(files("perfeval.formats.forms").joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@frozen(eq=False)
class Lexicon:
    """Meanings by label; an exact label goes before one with `*`, an upper meaning before a lower one."""

    exact: Mapping[str, str]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]

    def find(self, label: str) -> str:
        """What a plain label means, empty where nobody told.

        Example:
            >>> from perfeval.formats.forms.lexicon import lexicon
            >>> lexicon("names", "groups").find("产出指标"), lexicon("names", "groups").find("过程")
            ('outputs', '')
        """
        return _found(self, label)

    def all(self, label: str) -> tuple[str, ...]:
        """Every meaning that a plain label may have, the first one first."""
        found = [self.exact[label]] if label in self.exact else []
        return tuple(
            dict.fromkeys([*found, *(meaning for meaning, pattern in self.patterns if pattern.fullmatch(label))])
        )


@cache
def lexicon(name: str, section: str) -> Lexicon:
    """A section of a data table, ready to be looked up."""
    exact: dict[str, str] = {}
    patterns: list[tuple[str, re.Pattern[str]]] = []
    for meaning, labels in table(name)[section].items():
        told = list(_plain(labels))
        for label in told:
            if "*" not in label:
                exact.setdefault(label, meaning)
        if wild := [".*".join(map(re.escape, label.split("*"))) for label in told if "*" in label]:
            patterns.append((meaning, re.compile("|".join(wild))))
    return Lexicon(exact, tuple(patterns))


@lru_cache(8192)  # the same few words stand on every form
def _found(words: Lexicon, label: str) -> str:
    if label in words.exact:
        return words.exact[label]
    return next((meaning for meaning, pattern in words.patterns if pattern.fullmatch(label)), "")


def _plain(labels: Iterable[str]) -> Iterable[str]:
    return ("".join(normalise(label).split()) for label in labels)
