"""How far along a long run is: on standard error, and only where somebody looks at it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
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
    console = Console(file=sys.stderr)
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as progress:
        yield from progress.track(items, total=total)
