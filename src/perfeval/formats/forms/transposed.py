"""A funds block on its side: one column for each source of money, one row for each stage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import evolve

from perfeval.formats.forms.columns import MONEY, distinct
from perfeval.formats.forms.drafts import Draft
from perfeval.formats.forms.labels import header, money_unit
from perfeval.formats.forms.ledger import Ledger
from perfeval.formats.forms.lexicon import lexicon, table
from perfeval.formats.forms.naming import Named, is_sum, named
from perfeval.formats.forms.parts import placed
from perfeval.formats.forms.values import figure, is_number, marks
from perfeval.formats.pages import Cell, Grid
from perfeval.model import Figure, FundsRow

_ROLES = (*MONEY, "rate", "points", "score")


def sources_at(grid: Grid, number: int) -> tuple[Cell, ...]:
    """The heads of the columns, a total and its sources, where such a block begins in a row; else none.

    Example:
        >>> from perfeval.formats.forms.transposed import sources_at
        >>> from perfeval.formats.pages import Cell, Grid
        >>> texts = [["资金来源", "资金总额", "财政拨款"], ["全年预算数", "90", "70"], ["全年执行数", "85", "65"]]
        >>> grid = Grid("", [[Cell(t, row=r, column=c) for c, t in enumerate(row)] for r, row in enumerate(texts)])
        >>> [cell.text for cell in sources_at(grid, 0)]
        ['资金总额', '财政拨款']
    """
    fresh = [cell for cell in distinct(iter(grid.rows[number])) if cell.row == number and cell.text.strip()]
    heads = [cell for cell in fresh if is_sum(cell.text) or named(cell.text).source]
    if len(heads) < 2 or not is_sum(heads[0].text) or heads != fresh[-len(heads) :] or number + 1 == len(grid.rows):
        return ()
    below = grid.rows[number + 1]
    return tuple(heads) if heads[0].column and _role(below, heads[0].column) and _numbered(below, heads) else ()


def _role(row: Sequence[Cell], first: int) -> str:
    """The stage that a row's label names."""
    label = next((cell for cell in reversed(row[:first]) if cell.text.strip()), None)
    return "" if label is None or is_number(label) else lexicon("headers", "funds").find(header(label.text))


def _numbered(row: Sequence[Cell], heads: Sequence[Cell]) -> bool:
    return is_number(row[heads[0].column])


class SourcesTable:
    """Such a block that is being read, row by row."""

    def __init__(self, heads: Sequence[Cell], row: Sequence[Cell], draft: Draft, ledger: Ledger) -> None:
        """Begin below the heads."""
        self._heads = tuple(heads)
        self._draft = draft
        self._ledger = ledger
        self._names: list[Named] = [named(cell.text) for cell in heads]
        self._figures: list[dict[str, Any]] = [{} for _ in heads]
        self._unit = next((unit for cell in row if (unit := money_unit(cell.text))), "") or draft.money_unit
        ledger.name(heads)

    def read(self, number: int, row: Sequence[Cell]) -> bool:
        """Take a row; False where it is none of the block."""
        role = self._stage(row)
        if role not in _ROLES:
            return False
        for head, found in zip(self._heads, self._figures, strict=True):
            cells = [row[head.column]] if row[head.column].text.strip() else []
            self._ledger.bind(cells)
            found[role] = self._figure(role, cells, row[head.column])
        return True

    def _stage(self, row: Sequence[Cell]) -> str:
        role = _role(row, self._heads[0].column)
        taken = {role for found in self._figures for role in found}
        rules = (rule for rule in table("headers")["stands_for"] if rule["role"] == role)
        return next((rule["takes"] for rule in rules if not taken & set(rule["unless"])), role)

    def _figure(self, role: str, cells: Sequence[Cell], place: Cell) -> Figure:
        if role in ("points", "score"):
            return marks(role, cells, origin=place.origin)
        return figure(role, cells, self._unit if role in MONEY else "", origin=place.origin)

    def close(self) -> None:
        """Hand the rows over, each with what it is a part of."""
        paths = [self._draft.path("funds", name.label) for name in self._names]
        rows = zip(self._heads, self._names, paths, placed(self._names), self._figures, strict=True)
        for head, name, path, place, found in rows:
            within = "" if place.within is None else paths[place.within]
            figures = {role: evolve(each, path=f"{path}.{role}") for role, each in found.items()}
            row = FundsRow(path=path, label=name.label, name=name.name, line=name.line, origin=head.origin, **figures)
            self._draft.funds.append(evolve(row, within=within, of_which=place.of_which))
            self._draft.funds_columns.update(found)  # type: ignore[arg-type]
        self._draft.money_unit = self._draft.money_unit or self._unit
