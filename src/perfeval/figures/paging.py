"""A part of many evaluations: as many as one picture has room for, and the words that say which."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from perfeval.figures.taking import nothing
from perfeval.figures.words import word
from perfeval.findings import Text

COUNT = 40
"""How many evaluations one picture shows, if nobody says otherwise."""

_Each = TypeVar("_Each")


def paged(order: Sequence[_Each], start: int, count: int) -> Sequence[_Each]:
    """What one picture shows of them.

    Raises:
        UsageError: nothing is left (I422).
    """
    shown = order[max(start, 1) - 1 :][: max(count, 0)]
    if not shown:
        raise nothing(f"第 {start} 份起没有可画的评价", f"there is nothing to draw from place {start} on")
    return shown


def page_words(all: int, start: int, shown: int) -> Text:
    """How many there are, and which of them a picture shows."""
    if shown == all:
        return word("count_complete", n=all)
    start = max(start, 1)
    return word("page", start=start, end=start + shown - 1, n=all)
