"""What a text is laid out for: how wide, in which encoding, with colours or without."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from io import StringIO
from typing import Final, TextIO

from attrs import frozen
from rich.box import SIMPLE, Box
from rich.cells import cell_len
from rich.console import Console, detect_legacy_windows
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Styled

from perfeval.cli.streams import READABLE, is_terminal, is_unicode
from perfeval.findings.visible import block, line

PIPED_WIDTH: Final = 100
"""Columns where no terminal says how many it has."""
_NARROWEST = 60
_GAP = 3
_WHOLE = 60
_LEAST = 20
_PLAIN = Box(str(SIMPLE).replace("─", "-"), ascii=True)


@frozen
class Column:
    """A column of a table; one that is `whole` is not broken over lines."""

    title: str
    right: bool = False
    whole: bool = False


@frozen
class Row:
    """A row of a table."""

    cells: tuple[str, ...]
    style: str = ""
    indent: int = 0


@frozen
class Screen:
    """A terminal, a pipe or a file."""

    width: int = PIPED_WIDTH
    encoding: str = "utf-8"
    colour: bool = False
    unicode: bool = True

    def line(self, text: str) -> str:
        """A text as this screen can show it, on one line."""
        return self._shown(line(text))

    def block(self, text: str) -> str:
        """A text of several lines as this screen can show it."""
        return self._shown(block(text))

    def _shown(self, text: str) -> str:
        return text if self.unicode else text.encode(self.encoding, READABLE).decode(self.encoding)

    def styled(self, text: str, style: str) -> str:
        """One line in a style, where there are colours."""
        shown = self.line(text)
        return self._drawn(Styled(shown, style), cell_len(shown) + 1).rstrip("\n") if self.colour else shown

    def rule(self) -> str:
        """A line across."""
        return ("─" if self.unicode else "-") * self.width

    def table(self, columns: Sequence[Column], rows: Sequence[Row], total: Sequence[str] = ()) -> str:
        """A table; `total` is its last row, below a line.

        A cell is never cut off: columns marked `whole` make the table wider than the screen where they have to, the
        others are broken over lines.
        """
        footer = [self.line(cell) for cell in total]
        cells = [[self.line(cell) for cell in row.cells] for row in rows]
        indents = [row.indent for row in rows]
        longest = [
            max(map(cell_len, (self.line(c.title), *(row[n] for row in cells), *footer[n : n + 1])))
            for n, c in enumerate(columns)
        ]
        longest[0] = max([longest[0], *(cell_len(row[0]) + 2 * deep for row, deep in zip(cells, indents, strict=True))])
        table = Table(box=SIMPLE if self.unicode else _PLAIN, show_footer=bool(total), show_edge=False, pad_edge=False)
        widths = _widths(longest, [c.whole for c in columns], self.width - _GAP * (len(columns) - 1))
        for n, (column, width) in enumerate(zip(columns, widths, strict=True)):
            table.add_column(
                Styled(self.line(column.title)),
                Styled(footer[n]) if footer else "",
                justify="right" if column.right else "left",
                width=width,
                overflow="fold",
            )
        for row, (first, *rest) in zip(rows, cells, strict=True):
            table.add_row(Padding(Styled(first), (0, 0, 0, 2 * row.indent)), *map(Styled, rest), style=row.style)
        return self._drawn(table, sum(widths) + _GAP * len(columns))

    def _drawn(self, thing: Table | Styled, width: int) -> str:
        into = StringIO()
        console = Console(
            file=into,
            width=width,
            force_terminal=self.colour,
            color_system="standard" if self.colour else None,
            legacy_windows=False,
            markup=False,
            emoji=False,
            highlight=False,
        )
        console.print(thing)
        return "\n".join(drawn.rstrip() for drawn in into.getvalue().strip("\n").split("\n")) + "\n"


def _widths(longest: Sequence[int], whole: Sequence[bool], room: int) -> list[int]:
    """The widths of columns: whole ones as they need, within reason; of the others the widest yields until all fit."""
    most = max(room, _LEAST)
    widths = [min(width, _WHOLE if fixed else most) for width, fixed in zip(longest, whole, strict=True)]
    while sum(widths) > room:
        yielding = [n for n, fixed in enumerate(whole) if not fixed and widths[n] > _LEAST]
        if not yielding:
            break
        widest = max(yielding, key=widths.__getitem__)
        widths[widest] -= 1
    return widths


def screen_of(stream: TextIO | None) -> Screen:
    """The screen behind a stream; without one, that of a file in UTF-8."""
    if stream is None:
        return Screen()
    unicode = is_unicode(stream)
    encoding = stream.encoding or "ascii"
    if not is_terminal(stream):
        return Screen(encoding=encoding, unicode=unicode)
    dull = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb" or detect_legacy_windows()
    width = max(shutil.get_terminal_size((PIPED_WIDTH, 24)).columns, _NARROWEST)
    return Screen(width, encoding, not dull, unicode)
