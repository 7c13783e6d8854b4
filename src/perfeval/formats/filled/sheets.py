"""A sheet of a form while it is laid out: what is printed on it, what is asked for, and where."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from attrs import Factory, define, frozen

from perfeval.findings import Lang, Text
from perfeval.findings.visible import block, escaped
from perfeval.formats.filled.blueprint import Column, Kind, Place, Rows, Single, Sum
from perfeval.formats.paths import Path

Style = Literal["title", "note", "head", "label", "inner", "group", "grey", "figure", "total"]
_FORBIDDEN = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_MARKUP = re.compile(r"\A<(?=r>)|_(?=x[0-9a-fA-F]{4}_)")  # xlsxwriter does not write these as they are
_LONGEST_NAME = 31
_LONGEST_TEXT = 16_000
_UNKNOWN_TO_XML = {0xFFFE: r"\ufffe", 0xFFFF: r"\uffff"}


@frozen
class Ask:
    """What is asked for in a cell, or in each cell of a column."""

    path: Path
    """Of the value; inside the row for a column."""
    kind: Kind
    """What is typed."""
    label: Text
    """What people call it."""
    choices: Mapping[str, str] = Factory(dict)
    """Words to choose from, with what each means."""
    low: str = ""
    """The lowest number."""
    high: str = ""
    """The highest number."""
    note: Text = Text()
    """What to know while typing."""
    required: bool = False
    """Whether it must be filled."""
    width: int = 14
    """Of its column, in characters."""
    percent: bool = False
    """Whether a ratio is typed in percent."""
    open: bool = False
    """Whether a text may be another one than those to choose from."""


@frozen
class Printed:
    """A text of our own in a cell."""

    row: int
    column: int
    text: str
    style: Style
    formula: str = ""
    """What computes the text, which is then its stored result."""


@define
class Sheet:
    """A sheet with what stands on it."""

    name: str
    lang: Lang
    widths: list[int]
    landscape: bool = False
    frozen: tuple[int, int] = (0, 0)
    printed: list[Printed] = Factory(list)
    singles: list[tuple[Single, Ask]] = Factory(list)
    rows: list[tuple[Rows, tuple[Ask, ...]]] = Factory(list)
    sums: list[tuple[Sum, str]] = Factory(list)
    """Sums with their formulas."""

    def put(self, row: int, column: int, text: Text, style: Style, formula: str = "") -> None:
        """Print a text."""
        self.printed.append(Printed(row, column, printable(text[self.lang]), style, formula))

    def ask(self, row: int, column: int, ask: Ask, beside: tuple[int, int]) -> None:
        """Ask for one value; a text that is printed already tells later whether the cell is still the same."""
        says = next(each.text for each in self.printed if (each.row, each.column) == beside)
        place, label = Place(self.name, row, column), Place(self.name, *beside)
        single = Single(ask.path, ask.kind, place, ask.label[self.lang], label, says, dict(ask.choices), ask.required)
        self.singles.append((single, ask))

    def table(self, form: Literal["list", "texts", "keyed", "deductions"], path: Path, head: int, *asks: Ask) -> None:
        """Ask for rows, from the second column on; the first has their numbers. Widths follow from the columns."""
        first = len(self.widths)
        self.widths += [ask.width for ask in asks]
        columns = []
        for n, ask in enumerate(asks, start=first):
            self.put(head, n, ask.label, "head")
            label = printable(ask.label[self.lang])
            columns.append(Column(ask.path, ask.kind, n, label, dict(ask.choices), ask.required))
        self.rows.append((Rows(path, form, self.name, head, tuple(columns)), asks))

    def sum(self, row: int, column: int, label: Text, path: Path, parts: tuple[Path, ...], formula: str) -> None:
        """A sum of our own."""
        self.sums.append((Sum(Place(self.name, row, column), label[self.lang], path, parts), formula))


def printable(text: str) -> str:
    """A label as every program gives it back, for it may come from a file: what a cell cannot hold is spelt out."""
    return _MARKUP.sub(lambda sign: escaped(sign[0]), block(text).translate(_UNKNOWN_TO_XML))[:_LONGEST_TEXT]


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A name that workbooks allow and no other sheet has."""
    bare = _FORBIDDEN.sub(" ", wanted).strip() or "sheet"
    name, n = bare[:_LONGEST_NAME], 1
    while name.lower() in taken or name.lower() == "history":
        n += 1
        name = f"{bare[: _LONGEST_NAME - len(str(n)) - 1]} {n}"
    taken.add(name.lower())
    return name
