"""What a document says, before anybody decides how it looks: sections of facts, tables and lists."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import field, frozen

from perfeval.findings import Lang, Text, text
from perfeval.findings.visible import line


def _listed(value: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(value)


@frozen
class Code:
    """What is typed as it stands: an id, a rule as text."""

    text: str


Part = Text | Code
"""A piece of a cell."""


def _parts(value: Any) -> tuple[Part, ...]:
    """One part, or several; empty ones are dropped."""
    given = value if isinstance(value, tuple | list) else (value,)
    parts = (part if isinstance(part, Code) else text(part) for part in given)
    return tuple(part for part in parts if (part.text if isinstance(part, Code) else part))


@frozen
class Cell:
    """Parts that stand below each other."""

    parts: tuple[Part, ...] = field(default=(), converter=_parts)

    def words(self, lang: Lang) -> str:
        """The cell on one line: its texts, or its code where it has nothing else."""
        said = [part[lang] for part in self.parts if isinstance(part, Text)]
        return ("；" if lang == "zh" else "; ").join(said or [p.text for p in self.parts if isinstance(p, Code)])


def _texts(value: Iterable[Text | str]) -> tuple[Text, ...]:
    return tuple(text(each) for each in value)


def _cell(value: Any) -> Cell:
    return value if isinstance(value, Cell) else Cell(value)


def _cells(value: Iterable[Any]) -> tuple[Cell, ...]:
    return tuple(_cell(each) for each in value)


@frozen
class Column:
    """A column of a table."""

    title: Text
    right: bool = False
    """Whether its cells stand at the right, as numbers do."""
    whole: bool = False
    """Whether its cells are better not broken over lines."""


@frozen
class Row:
    """A row of a table."""

    cells: tuple[Cell, ...] = field(converter=_cells)
    depth: int = 0
    """How deep in a tree it stands."""
    strong: bool = False
    """Whether it heads the rows below."""


@frozen
class Table:
    """A table; each row has a cell for each column."""

    columns: tuple[Column, ...] = field(converter=_listed)
    rows: tuple[Row, ...] = field(converter=_listed)


@frozen
class Fact:
    """Something with its name."""

    name: Text
    cell: Cell = field(converter=_cell)


@frozen
class Facts:
    """Facts, one below the other."""

    facts: tuple[Fact, ...] = field(converter=_listed)


@frozen
class Listing:
    """A list."""

    cells: tuple[Cell, ...] = field(converter=_cells)
    ordered: bool = True
    """Whether its order matters, so that it is numbered."""


@frozen
class Prose:
    """Paragraphs."""

    paragraphs: tuple[Text, ...] = field(converter=_texts)


Block = Table | Facts | Listing | Prose


@frozen
class Section:
    """Blocks under a heading, then the sections that it is divided into."""

    id: str
    """Its anchor within the page."""
    title: Text
    blocks: tuple[Block, ...] = field(default=(), converter=_listed)
    sections: tuple[Section, ...] = field(default=(), converter=_listed)


@frozen
class Page:
    """A whole document."""

    title: Text
    blocks: tuple[Block, ...] = field(converter=_listed)
    """What stands before the first heading."""
    sections: tuple[Section, ...] = field(converter=_listed)


def shown(part: Part, lang: Lang) -> str:
    r"""A part on one line, with nothing in it that acts unseen, as every rendering shows it.

    Example:
        >>> from perfeval.findings import Text
        >>> from perfeval.reports.content import shown
        >>> shown(Text(" 某局\n\u202e"), "zh")
        '某局 \\u202e'
    """
    said = line(part.text if isinstance(part, Code) else part[lang])
    return said.strip(" ") if isinstance(part, Code) else " ".join(word for word in said.split(" ") if word)
