"""The tables of words that forms are printed with, and looking a label up in them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from attrs import frozen

from perfeval.numbers import normalise


@cache
def table(name: str) -> Mapping[str, Any]:
    """One of the data tables of this folder: `headers` or `names`."""
    return tomllib.loads(files("perfeval.formats.forms").joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@frozen
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
        if label in self.exact:
            return self.exact[label]
        return next((meaning for meaning, pattern in self.patterns if pattern.fullmatch(label)), "")

    def all(self, label: str) -> tuple[str, ...]:
        """Every meaning that a plain label may have, the first one first."""
        found = [self.exact[label]] if label in self.exact else []
        return tuple(dict.fromkeys([*found, *(meaning for meaning, pattern in self.patterns if pattern.fullmatch(label))]))


@cache
def lexicon(name: str, section: str) -> Lexicon:
    """A section of a data table, ready to be looked up."""
    exact: dict[str, str] = {}
    patterns: list[tuple[str, re.Pattern[str]]] = []
    for meaning, labels in table(name)[section].items():
        for label in _plain(labels):
            if "*" in label:
                patterns.append((meaning, re.compile(".*".join(map(re.escape, label.split("*"))))))
            else:
                exact.setdefault(label, meaning)
    return Lexicon(exact, tuple(patterns))


def _plain(labels: Iterable[str]) -> Iterable[str]:
    return ("".join(normalise(label).split()) for label in labels)
