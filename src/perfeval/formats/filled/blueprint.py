"""Which cell of a form holds which value: written into the form itself, so that it is read without its scheme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

from attrs import Factory, frozen

from perfeval.formats.paths import Path

FORM: Final = "perfeval.form/1"
"""The version of the layout of forms."""
HIDDEN: Final = "_perfeval"
"""The sheet that tells a form from any other workbook."""
MOST_ROWS: Final = 20_000
"""The last row of a sheet that is read."""

Kind = Literal["text", "number", "ratio", "money", "figure", "whole", "flag", "date", "empty", "ids", "choice", "word"]
KINDS: Final = ("text", "number", "ratio", "money", "figure", "whole", "flag", "date", "empty", "ids", "choice", "word")


@frozen
class Place:
    """A cell: its sheet, its row and column from 0."""

    sheet: str
    row: int
    column: int


@frozen
class Single:
    """A cell that holds one value."""

    path: Path
    """Of the value in the document of a submission."""
    kind: Kind
    """What is typed there."""
    place: Place
    """Where."""
    label: str
    """What people call it."""
    beside: Place
    """Where a label stands that shows that nothing was moved."""
    says: str
    """What that label says."""
    choices: Mapping[str, str] = Factory(dict)
    """What is meant by each of the words that can be chosen."""
    required: bool = False
    """Whether it must be filled."""


@frozen
class Column:
    """A column of a table."""

    path: Path
    """Inside a row; empty where the row is this value."""
    kind: Kind
    """What is typed there."""
    column: int
    """Its number, from 0."""
    label: str
    """What stands at its head."""
    choices: Mapping[str, str] = Factory(dict)
    """What is meant by each of the words that can be chosen."""
    required: bool = False
    """Whether a row must have it."""


@frozen
class Rows:
    """Cells of rows that somebody adds: a list of tables or texts, or a table by the key in the first column."""

    path: Path
    """Of the list or table."""
    form: Literal["list", "texts", "keyed", "deductions"]
    """What the rows make; deductions go to the indicator in the first column."""
    sheet: str
    """Where."""
    head: int
    """The row of the heads of the columns."""
    columns: tuple[Column, ...]
    """What stands in a row."""


@frozen
class Sum:
    """A cell of our own with a formula: it is computed anew, whatever stands there."""

    place: Place
    """Where."""
    label: str
    """What people call it."""
    path: Path
    """Of the value that it gives; empty where it gives none."""
    parts: tuple[Path, ...]
    """What it adds up; one path with `*` for the points of all deductions of a list."""


@frozen
class Long:
    """A value that no cell can hold as it is: written as JSON over several rows of a sheet of its own."""

    path: Path
    """Of the value; empty where a cell refers to it by its number."""
    place: Place
    """The first row."""
    rows: int
    """How many."""


@frozen
class Blueprint:
    """The whole form."""

    scheme: str
    """The id of the scheme that it was made for."""
    edition: str
    """The edition of the scheme."""
    digest: str
    """The digest of the scheme."""
    lang: str
    """The language of its labels."""
    sheets: tuple[str, ...] = ()
    """The names of its sheets, in their order."""
    constants: Mapping[str, Any] = Factory(dict)
    """What is not asked for: the kind of the submission and its scheme."""
    singles: tuple[Single, ...] = ()
    rows: tuple[Rows, ...] = ()
    sums: tuple[Sum, ...] = ()
    longs: tuple[Long, ...] = ()

    def table_at(self, place: Place) -> Rows | None:
        """The table that a cell belongs to."""
        for rows in self.rows:
            columns = {column.column for column in rows.columns}
            if rows.sheet == place.sheet and place.row > rows.head and place.column in columns:
                return rows
        return None
