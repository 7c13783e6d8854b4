"""Number formats of workbooks taken apart: `#,##0.00_ ;[Red]-0.0%` as sections of tokens."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from operator import eq, ge, gt, le, lt, ne

from attrs import frozen

GENERAL = re.compile(r"general|g/通用格式|standard", re.IGNORECASE)
_TOKEN = re.compile(
    r"""
      "(?P<quoted>[^"]*)"? | [\\!](?P<escaped>.?) | (?P<space>_).? | (?P<fill>\*).?
    | \[(?P<bracket>[^\]]*)\]
    | (?P<general>general|g/通用格式|standard)
    | (?P<half>am/pm|a/p|上午/下午)
    | (?P<exponent>e[+-])
    | (?P<date>y+|e+(?![+-])|m+|d+|h+|s+|a{3,4}|g+|b+)
    | (?P<mark>[0\#?.,%@/])
    | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)$")
_COMPARE = {"<=": le, ">=": ge, "<>": ne, "<": lt, ">": gt, "=": eq}
_LONGEST = 255


@frozen
class Section:
    """One of the up to four parts of a format."""

    tokens: tuple[tuple[str, str], ...]
    """Pairs of what a token is (`literal`, `mark`, `date`, `half`, `elapsed`, `general`, `exponent`) and its text."""
    condition: tuple[str, Decimal] | None = None
    """When it applies, where it says so: `[>=100]`."""

    def has(self, what: str, text: str | None = None) -> bool:
        """Whether a token of this sort is in it."""
        return any(kind == what and text in (None, mark) for kind, mark in self.tokens)

    @property
    def dated(self) -> bool:
        """Whether it shows a date or a time."""
        digits = any(kind == "mark" and mark in "0#?" for kind, mark in self.tokens)
        return self.has("elapsed") or (self.has("date") and not digits) or (self.has("date") and self._seconds())

    def _seconds(self) -> bool:
        """Whether its digits are those of seconds, `ss.00`."""
        return any(kind == "date" and mark[0] in "sSyY" for kind, mark in self.tokens)

    def holds(self, value: Decimal) -> bool:
        """Whether its condition holds."""
        return self.condition is None or bool(_COMPARE[self.condition[0]](value, self.condition[1]))


@lru_cache(maxsize=2048)
def sections(format: str) -> tuple[Section, ...]:
    """The sections of a format.

    Example:
        >>> from perfeval.formats.pages.number_formats import sections
        >>> [len(section.tokens) for section in sections('0.00"万元";-')]
        [5, 1]
    """
    found: list[Section] = []
    tokens: list[tuple[str, str]] = []
    condition: tuple[str, Decimal] | None = None
    for match in _TOKEN.finditer(format[:_LONGEST]):
        what, text = match.lastgroup or "", match[match.lastgroup] if match.lastgroup else ""
        if what == "other" and text == ";":
            found.append(Section(tuple(tokens), condition))
            tokens, condition = [], None
        elif what == "bracket":
            if test := _CONDITION.fullmatch(text):
                condition = (test[1], Decimal(test[2]))
            else:
                tokens += _bracketed(text)
        elif what in ("quoted", "escaped", "other"):
            tokens.append(("literal", text))
        elif what == "space":
            tokens.append(("literal", " "))
        elif what != "fill" and what:
            tokens.append((what, text))
    return (*found, Section(tuple(tokens), condition))


def _bracketed(text: str) -> list[tuple[str, str]]:
    if text[:1] == "$":
        return [("literal", text[1:].partition("-")[0])]  # a currency, [$¥-804]
    if text and set(text.lower()) <= set("hms") and len(set(text.lower())) == 1:
        return [("elapsed", text.lower())]
    return []  # a colour, a way to write digits


def section_of(format: str, value: Decimal) -> tuple[Section, bool]:
    """The section that a number is shown by, and whether it shows the sign itself."""
    parts = sections(format)[:3]
    if any(part.condition for part in parts):
        for n, part in enumerate(parts):
            if part.holds(value):
                return part, n > 0 and value < 0 and part.condition is None
        return parts[-1], False
    if value < 0 and len(parts) > 1:
        return parts[1], True
    if value == 0 and len(parts) > 2:
        return parts[2], True
    return parts[0], False
