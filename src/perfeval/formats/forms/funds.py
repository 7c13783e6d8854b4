"""Rows of a funds block: what is named, its amounts by stage, its rate, points and score."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, get_args

from attrs import evolve

from perfeval.formats.forms.columns import MONEY, distinct
from perfeval.formats.forms.columns import Column as Held
from perfeval.formats.forms.drafts import Draft
from perfeval.formats.forms.headers import Header
from perfeval.formats.forms.labels import indent, money_unit, plain, spaceless, without_notes
from perfeval.formats.forms.ledger import RULES, Ledger
from perfeval.formats.forms.lexicon import lexicon
from perfeval.formats.forms.naming import Named, named
from perfeval.formats.forms.parts import placed
from perfeval.formats.forms.values import figure, is_number, marks
from perfeval.formats.pages import Cell
from perfeval.model import Column, Figure, FundsRow
from perfeval.model.sheet import is_blank

_FIGURES = (*MONEY, "rate", "points", "score")
_COLUMNS = frozenset(get_args(Column))
_DECLARED = re.compile(r"\((\d{1,3}(?:\.\d+)?)分(?:[*×xX]执行率)?\)$")


class FundsTable:
    """A funds block that is being read, row by row."""

    def __init__(self, header: Header, draft: Draft, ledger: Ledger) -> None:
        """Begin below a header."""
        self.header = header
        self._draft = draft
        self._ledger = ledger
        self._rows: list[tuple[Named, FundsRow]] = []
        self._unit = next((unit for cell in header.cells if (unit := money_unit(cell.text))), "")
        self._values = [column for column in header.columns if column.role in _FIGURES]
        self._first = min(place for column in self._values for place in column.places)
        self._places = self._label_places()
        draft.funds_columns.update(role for role in header.roles & _COLUMNS)  # type: ignore[misc]

    def read(self, number: int, row: Sequence[Cell]) -> bool:
        """Take a row; False where it is none of the block."""
        labels = self._labels(row)
        values = {column.role: self._cells(column, number, row) for column in self._values}
        shown = [cell for cells in values.values() for cell in cells]
        if self._divides(row):
            return True
        if any(cell in labels for cell in shown) or not (labels or shown):
            return False
        if shown and not any(is_number(cell) or is_blank(cell.text) for cell in shown):
            return False
        self._take(labels, values, number, row)
        return True

    def _divides(self, row: Sequence[Cell]) -> bool:
        """Whether a row only says by what the rows below it break down the total: 按来源分类."""
        texts = {plain(cell.text).rstrip(":") for cell in row if cell.text.strip() and cell not in self.header.cells}
        return len(texts) == 1 and bool(lexicon("names", "dividers").find(texts.pop()))

    def _labels(self, row: Sequence[Cell]) -> list[Cell]:
        """The labels of a row, the outermost first; the block's own heading beside them is none."""
        cells = distinct(row[place] for place in self._places)
        found = [cell for cell in cells if cell not in self.header.cells and cell.text.strip()]
        self._ledger.ignore("number", (cell for cell in found[:-1] if is_number(cell)))
        return [cell for cell in found if not is_number(cell)] or found

    def _label_places(self) -> list[int]:
        """Where labels stand: up to the column that is called so, else below blank headers and the block's heading."""
        told = [place for column in self.header.columns if column.role == "label" for place in column.places]
        left = [place for place in range(self._first) if self._role(place) not in RULES]
        if told:
            return [place for place in left if place <= max(told)] or told
        return [place for place in left if not self._headed(place)] or left

    def _headed(self, place: int) -> bool:
        """Whether a column without a role has a header of its own, such as the number of a document."""
        above = [cell for cell in self.header.cells if cell.column <= place < cell.column + cell.width]
        return any(cell.text.strip() and not self._is_section(cell) for cell in above)

    def _role(self, place: int) -> str:
        return next((column.role for column in self.header.columns if place in column.places), "")

    def _cells(self, column: Held, number: int, row: Sequence[Cell]) -> tuple[Cell, ...]:
        """A cell over several rows is that of the first: the points of a form stand beside its total."""
        cells = [cell for cell in column.cells(row) if cell.row == number]
        return tuple(cells[:2] if len(cells) > 1 and not is_number(cells[1]) else cells[:1])

    def _take(self, labels: list[Cell], values: dict[str, tuple[Cell, ...]], number: int, row: Sequence[Cell]) -> None:
        name = self._name(labels)
        path = self._draft.path("funds", name.label)
        figures: dict[str, Any] = {
            column.role: self._figure(path, column, values[column.role], row) for column in self._values
        }
        reason = self._text("reason", number, row)
        self._pass(row)
        self._ledger.name(labels)
        origin = labels[-1].origin if labels else row[0].origin
        found = FundsRow(path=path, label=name.label, name=name.name, line=name.line, reason=reason, origin=origin)
        self._rows.append((name, evolve(found, **figures)))

    def _name(self, labels: list[Cell]) -> Named:
        if not labels:
            heading = next((cell.text for cell in self.header.cells if cell.text.strip()), "")
            return named(heading)
        *uppers, deepest = labels
        above = next((cell.text for cell in reversed(uppers) if not self._is_section(cell)), "")
        return named(deepest.text, above, indent(deepest.text))

    def _is_section(self, cell: Cell) -> bool:
        """Whether a cell beside the labels is the heading of the block, and says the unit of money for all."""
        words = plain(cell.text)
        sections = lexicon("names", "sections")
        if not (sections.find(words) or sections.find(without_notes(words))):
            return False
        self._unit = self._unit or money_unit(cell.text)
        return True

    def _figure(self, path: str, column: Held, cells: tuple[Cell, ...], row: Sequence[Cell]) -> Figure:
        self._ledger.bind(cells)
        unit = ""
        if column.role in MONEY:
            unit = column.unit or self._unit or self._draft.money_unit
        elif column.role == "rate":
            unit = "%" if column.unit == "%" else ""
        if column.role in ("points", "score"):
            return marks(f"{path}.{column.role}", cells, origin=column.place(row).origin)
        return figure(f"{path}.{column.role}", cells, unit, origin=column.place(row).origin)

    def _text(self, role: str, number: int, row: Sequence[Cell]) -> str:
        column = self.header.column(role)
        cells = [cell for cell in column.cells(row) if cell.row == number] if column else []
        self._ledger.ignore("reason", cells)
        return "".join(spaceless(cell.text) for cell in cells)

    def _pass(self, row: Sequence[Cell]) -> None:
        for column in self.header.columns:
            rule = "reviewed_sum" if column.role == "reviewed" else column.role
            if rule in RULES:
                self._ledger.ignore(rule, column.cells(row))

    def close(self) -> None:
        """Hand the rows over, each with what it is a part of."""
        places = placed([name for name, _ in self._rows])
        self._with_points()
        paths = [row.path for _, row in self._rows]
        for (_, row), place in zip(self._rows, places, strict=True):
            within = "" if place.within is None else paths[place.within]
            self._draft.funds.append(evolve(row, within=within, of_which=place.of_which))
        self._draft.money_unit = self._draft.money_unit or self._unit or self._columns_unit()
        self._rows.clear()

    def _with_points(self) -> None:
        """The points that only a header declares (得分（20分*执行率）) are those of the first row that is scored."""
        scored = [n for n, (_, row) in enumerate(self._rows) if row.score is not None and row.score.value is not None]
        heads = [(found[1], cell) for cell in self.header.cells if (found := _DECLARED.search(plain(cell.text)))]
        if not scored or not heads or any(column.role == "points" for column in self._values):
            return
        name, row = self._rows[scored[0]]
        points = marks(f"{row.path}.points", [Cell(heads[-1][0], heads[-1][1].origin)])
        self._rows[scored[0]] = (name, evolve(row, points=points))

    def _columns_unit(self) -> str:
        units = {column.unit for column in self._values if column.role in MONEY}
        return units.pop() if len(units) == 1 else ""
