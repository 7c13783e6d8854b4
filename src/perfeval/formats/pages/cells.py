"""What every file comes to, whatever its format: blocks in reading order, a table being rows of cells."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from attrs import field, frozen

from perfeval.findings import Finding, Origin


@frozen
class Cell:
    """A cell as it is shown. A merged cell is one object that stands in each of its places.

    Example:
        >>> from decimal import Decimal
        >>> from perfeval.findings import Origin
        >>> from perfeval.formats.pages import Cell
        >>> Cell("95%", Origin(cell="F6"), row=5, column=5, number=Decimal("95.08")).places
        0
    """

    text: str
    """What is shown, `95%`, `1,200.00`; empty for a blank cell. Lines inside a cell are joined as its script wants."""
    origin: Origin = Origin()
    """Where it stands; `cell` is counted as in a spreadsheet in files of every format."""
    row: int = field(default=0, kw_only=True)
    """The first of its rows in the grid, from 0."""
    column: int = field(default=0, kw_only=True)
    """The first of its columns in the grid, from 0."""
    height: int = field(default=1, kw_only=True)
    """How many rows it covers."""
    width: int = field(default=1, kw_only=True)
    """How many columns it covers."""
    number: Decimal | None = field(default=None, kw_only=True)
    """The number of a typed cell, to 15 digits, in the unit shown (95.08 in a cell that shows 95%); None for text."""
    places: int = field(default=0, kw_only=True)
    """The decimals shown of a typed number."""


@frozen
class Grid:
    """A table: a worksheet, a table of a document, a CSV file. Every row has the same number of places."""

    name: str
    """The worksheet's name, or `表1` for the first table of a document."""
    rows: tuple[tuple[Cell, ...], ...]
    """Rows of cells; a blank place is a cell without text."""
    continues: bool = field(default=False, kw_only=True)
    """Whether it goes on from the table before it, which reaches to the foot of its page."""

    def cells(self) -> Iterator[Cell]:
        """Each cell once, row by row."""
        for r, row in enumerate(self.rows):
            for c, cell in enumerate(row):
                if (cell.row, cell.column) == (r, c):
                    yield cell


@frozen
class Line:
    """A line of text outside tables: a paragraph of a document, a line of a page or of a text file."""

    text: str
    origin: Origin = Origin()


Block = Grid | Line


@frozen
class Document:
    """A file as blocks in reading order."""

    file: str
    blocks: tuple[Block, ...] = ()
    findings: tuple[Finding, ...] = ()
    """What cannot be trusted in it: a formula that no program computed, an error value, a hidden sheet."""

    @property
    def grids(self) -> tuple[Grid, ...]:
        """Its tables."""
        return tuple(block for block in self.blocks if isinstance(block, Grid))

    @property
    def lines(self) -> tuple[Line, ...]:
        """Its lines outside tables."""
        return tuple(block for block in self.blocks if isinstance(block, Line))
