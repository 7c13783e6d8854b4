"""What a document is made of, before it is drawn: lines with a style, and tables."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import field, frozen


@frozen
class Line:
    """A paragraph."""

    style: str
    """The id of its style."""
    text: str
    """What it says."""
    new_page: bool = False
    """Whether a page begins with it."""


@frozen
class Row:
    """A row of a table."""

    cells: tuple[str, ...] = field(converter=tuple[str, ...])
    """Its texts."""
    depth: int = 0
    """How far its first text is indented."""
    strong: bool = False
    """Whether it stands out, as a sum does."""


@frozen
class Grid:
    """A table, as wide as the text; its head is repeated on every page that it reaches."""

    head: Row | None
    rows: tuple[Row, ...]
    widths: tuple[int, ...]
    """The parts of the width that the columns take."""
    numbers: frozenset[int] = frozenset()
    """The columns that are set to the right."""


Block = Line | Grid


def grid(head: Sequence[str], rows: Sequence[Row], widths: Sequence[int], numbers: Sequence[int] = ()) -> Grid:
    """A table; without a head where it has no texts."""
    return Grid(Row(tuple(head)) if head else None, tuple(rows), tuple(widths), frozenset(numbers))
