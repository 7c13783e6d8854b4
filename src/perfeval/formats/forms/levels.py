"""The columns of level-1 to level-3 indicators: what each row's headings and name are."""

from __future__ import annotations

from collections.abc import Sequence

from perfeval.findings import Origin
from perfeval.formats.forms.columns import Column, distinct
from perfeval.formats.forms.headers import Header
from perfeval.formats.forms.headings import heading
from perfeval.formats.forms.labels import spaceless
from perfeval.formats.forms.values import is_number
from perfeval.formats.pages import Cell

_ROLES = ("level1", "level2", "level3", "level4")


class Levels:
    """The levels of a block, carried from row to row where a cell is left blank below another."""

    def __init__(self, header: Header) -> None:
        """Take the columns from a header."""
        self._columns: list[Column] = []
        self.points: list[Column | None] = []
        """For each level the column with its own points, None as a rule."""
        self._now: list[Cell | None] = []
        self._band: Cell | None = None
        self._name: Cell | None = None
        self.again(header)

    def again(self, header: Header) -> None:
        """Take the columns from a header once more; what was carried stays."""
        self._columns = _level_columns(header)
        self.points = _own_points(header, self._columns)
        if len(self._now) != len(self._columns):
            self._now = [None] * len(self._columns)

    def cells(self, row: Sequence[Cell]) -> tuple[Cell, ...]:
        """The cells in the columns of levels, merged ones once."""
        return distinct(row[place] for column in self._columns for place in column.places)

    def left(self, row: Sequence[Cell]) -> tuple[Cell, ...]:
        """The cells left of all levels."""
        return distinct(iter(row[: self._columns[0].places[0]]))

    def outermost(self, cell: Cell) -> bool:
        """Whether a cell stands in the outermost level."""
        return cell.column <= self._columns[0].places[-1]

    def band(self, cell: Cell) -> None:
        """A heading across the table, above all levels."""
        self._band = cell
        self._now = [None] * len(self._columns)
        self._name = None

    def read(self, row: Sequence[Cell], filled: bool, *, subtotal: bool = False) -> tuple[list[Cell], Cell | None]:
        """The headings of a row and its name.

        Args:
            row: the row.
            filled: whether it has any value; without one and without a name of its own it is no indicator.
            subtotal: whether its innermost text is only 小计.
        """
        texts = [self._shown(column, row) for column in self._columns]
        if subtotal:
            return self._summed(texts), None
        new = self._carry(texts[:-1])
        headings = list(distinct(cell for cell in (self._band, *self._now[:-1]) if cell is not None))
        own = texts[-1]
        if own is None and not filled:
            return headings, None
        if own is None and (new or self._name is None):
            own = headings[-1] if headings else self._columns[-1].place(row)
        self._name = own or self._name
        return [cell for cell in headings if cell is not self._name], self._name

    def _summed(self, texts: Sequence[Cell | None]) -> list[Cell]:
        """The headings that 小计 sums up: those to its left, or the level it stands in itself."""
        depth = next((n for n, cell in enumerate(texts) if cell is not None and cell is not self._now[n]), 0)
        self._now[max(depth, 1) :] = [None] * (len(self._now) - max(depth, 1))
        return list(distinct(cell for cell in (self._band, *self._now) if cell is not None))

    def _carry(self, texts: Sequence[Cell | None]) -> bool:
        """Take what a row says of the levels above; a new heading ends those below it."""
        new = False
        for depth, cell in enumerate(texts):
            now = self._now[depth]
            if cell is not None and (now is None or new or spaceless(now.text) != spaceless(cell.text)):
                self._now[depth], new = cell, True
            elif cell is None and new:
                self._now[depth] = None
        return new

    def path(self, depth: int) -> str:
        """The path of the heading that a level is at now."""
        path = "groups"
        chain = [cell for cell in (self._band, *self._now[: depth + 1]) if cell is not None]
        for n, cell in enumerate(chain):
            path = heading(cell, path, n).path
        return path

    def place(self, row: Sequence[Cell], label: Cell) -> Origin:
        """Where the name of a row stands, blank or not."""
        return label.origin if any(cell is label for cell in row) else self._columns[-1].place(row).origin

    def _shown(self, column: Column, row: Sequence[Cell]) -> Cell | None:
        """The cell of a level; of several, the one that is no row number."""
        found = column.cells(row)
        return next((cell for cell in found if not is_number(cell)), found[0] if found else None)


def _level_columns(header: Header) -> list[Column]:
    """The columns of levels; one heading over several columns (绩效指标) is a level each."""
    named = [column for column in header.columns if column.role in _ROLES]
    general = [column for column in header.columns if column.role == "levels"]
    if not named:
        return [Column("levels", (place,)) for column in general for place in column.places] or [header.columns[0]]
    if any(column.role in ("level3", "level4") for column in named) or not general:
        return named
    return named + [column for column in general if column.places > named[-1].places]


def _own_points(header: Header, columns: Sequence[Column]) -> list[Column | None]:
    """A column of points between two levels is that of the level to its left."""
    found: list[Column | None] = []
    for column, following in zip(columns, [*columns[1:], None], strict=True):
        between = [
            c
            for c in header.columns
            if c.role == "points" and following is not None and column.places < c.places < following.places
        ]
        found.append(between[0] if between else None)
    return found
