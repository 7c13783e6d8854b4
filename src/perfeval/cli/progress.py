"""How far along a long run is: on standard error, and only where somebody looks at it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Final, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

from perfeval.cli.streams import is_terminal

T = TypeVar("T")
FEWEST: Final = 2
"""For fewer files there is nothing to watch."""


def watched(items: Iterable[T], total: int) -> Iterator[T]:
    """The same items, with a bar that goes when all are through."""
    if total < FEWEST or not is_terminal(sys.stderr):
        yield from items
        return
    with _bar() as progress:
        yield from progress.track(items, total=total)


@contextmanager
def followed() -> Iterator[Callable[[int, int], None]]:
    """What a run tells how much is done, and of how much; shown as a bar that goes in the end."""
    if not is_terminal(sys.stderr):
        yield lambda done, total: None
        return
    with _bar() as progress:
        task = progress.add_task("")
        yield lambda done, total: progress.update(task, completed=done, total=total)


def _bar() -> Progress:
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(file=sys.stderr), transient=True, redirect_stdout=False)
