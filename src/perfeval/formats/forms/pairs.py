"""Money told as labels with values beside them: 预算数： | 100 | 执行数： | 90, and below it its parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from attrs import evolve

from perfeval.formats.forms.columns import MONEY, distinct
from perfeval.formats.forms.drafts import Draft
from perfeval.formats.forms.facts import key
from perfeval.formats.forms.labels import header, money_unit, plain, without_notes
from perfeval.formats.forms.ledger import Ledger
from perfeval.formats.forms.lexicon import lexicon, table
from perfeval.formats.forms.naming import Named, is_sum, named
from perfeval.formats.forms.parts import placed
from perfeval.formats.forms.values import figure, is_number
from perfeval.formats.pages import Cell, Grid
from perfeval.model import Figure, FundsRow
from perfeval.model.sheet import is_blank

_READ = (*MONEY, "rate", "points", "score")

Pairs = Mapping[str, tuple[Cell, Cell]]
"""Labels and the values right behind them, by role."""


def funds_in_pairs(cells: Sequence[Cell], draft: Draft, ledger: Ledger) -> PairsTable | None:
    """The block that a row begins which tells at least two amounts so; None where it does not."""
    pairs = _resolved(_pairs(cells))
    if sum(role in MONEY for role in pairs) < 2:
        return None
    heads = {id(head) for head, _ in pairs.values()}
    unnamed = id(cells[0]) in heads or key(cells[0].text)[0] or _is_section(cells[0])
    label = named("资金总额" if unnamed else cells[0].text)
    told = next((unit for cell in cells if (unit := money_unit(cell.text)) and not is_number(cell)), draft.money_unit)
    draft.money_unit = told
    ledger.name(cells[:1])
    return PairsTable(label, cells, pairs, draft, ledger)


def in_pairs(grid: Grid, number: int) -> bool:
    """Whether a row below a header tells its amounts in pairs all the same."""
    row = grid.rows[number] if number < len(grid.rows) else ()
    pairs = _resolved(_pairs([cell for cell in distinct(iter(row)) if cell.row == number and cell.text.strip()]))
    return sum(role in MONEY for role in pairs) > 1


class PairsTable:
    """A total told in pairs, and the rows below it that break it down or go on with it."""

    def __init__(self, label: Named, cells: Sequence[Cell], pairs: Pairs, draft: Draft, ledger: Ledger) -> None:
        """Begin with the row of the total."""
        self._draft = draft
        self._ledger = ledger
        self._pairs = {role: pair for role, pair in pairs.items() if role in _READ}
        self._places = {role: (head.column, value.column) for role, (head, value) in pairs.items()}
        path = draft.path("funds", label.label)
        row = FundsRow(path=path, label=label.label, name=label.name, line="total", origin=cells[0].origin)
        self._rows: list[tuple[Named, FundsRow]] = [(evolve(label, line="total"), row)]
        self._take(pairs)
        self._rate(cells, path, 0)

    def read(self, number: int, row: Sequence[Cell]) -> bool:
        """Take a row of parts, or one that tells more of the total; False where it is neither."""
        cells = [cell for cell in distinct(iter(row)) if cell.row == number and cell.text.strip()]
        more = _resolved(_pairs(cells))
        if more and not more.keys() & self._pairs.keys() and len(self._rows) == 1:
            self._take(more)
            self._pairs |= {role: pair for role, pair in more.items() if role in _READ}
            return True
        return self._part(cells, row)

    def _take(self, pairs: Pairs) -> None:
        name, row = self._rows[0]
        figures: dict[str, Any] = {}
        for role, (head, value) in pairs.items():
            if role in _READ:
                unit = money_unit(head.text) or ("%" if "%" in plain(head.text) else "")
                figures[role] = self._figure(f"{row.path}.{role}", role, value, unit)
                self._ledger.ignore("header", [head])
            else:
                self._ledger.ignore("received", [head, value])
        self._rows[0] = (name, evolve(row, **figures))

    def _part(self, cells: Sequence[Cell], row: Sequence[Cell]) -> bool:
        """A part has one name, before each of its amounts."""
        found = {role: (row[place], row[value]) for role, (place, value) in self._places.items() if role != "rate"}
        heads = [head for head, _ in found.values()]
        names = {plain(head.text) for head in heads}
        values = [value for _, value in found.values()]
        if len(names) != 1 or "" in names or any(is_number(head) for head in heads):
            return False
        if not all(is_number(value) or is_blank(value.text) for value in values) or any(v in heads for v in values):
            return False
        label = named(heads[0].text)
        path = self._draft.path("funds", label.label)
        figures: dict[str, Any] = {}
        for role, (_, value) in found.items():
            if role in _READ:
                figures[role] = self._figure(f"{path}.{role}", role, value, "")
            else:
                self._ledger.ignore("received", [value])
        self._ledger.name(heads)
        made = FundsRow(path=path, label=label.label, name=label.name, line=label.line, origin=heads[0].origin)
        self._rows.append((label, evolve(made, **figures)))
        self._rate(cells, path, len(self._rows) - 1)
        return True

    def _rate(self, cells: Sequence[Cell], path: str, n: int) -> None:
        """The one percentage that stands behind all pairs is the rate of the row."""
        last = max(value for _, value in self._places.values())
        behind = [cell for cell in cells if cell.column > last and is_number(cell) and "%" in plain(cell.text)]
        name, row = self._rows[n]
        if len(behind) == 1 and row.rate is None:
            self._rows[n] = (name, evolve(row, rate=self._figure(f"{path}.rate", "rate", behind[0], "")))

    def _figure(self, path: str, role: str, cell: Cell, unit: str) -> Figure:
        cells = [cell] if cell.text.strip() else []
        self._ledger.bind(cells)
        self._draft.funds_columns.add(role)  # type: ignore[arg-type]
        return figure(path, cells, (unit or self._draft.money_unit) if role in MONEY else unit, origin=cell.origin)

    def close(self) -> None:
        """Hand the rows over, each with what it is a part of."""
        paths = [row.path for _, row in self._rows]
        for (_, row), place in zip(self._rows, placed([name for name, _ in self._rows]), strict=True):
            within = "" if place.within is None else paths[place.within]
            self._draft.funds.append(evolve(row, within=within, of_which=place.of_which))
        self._rows.clear()


def _is_section(cell: Cell) -> bool:
    words = without_notes(plain(cell.text))
    return not is_sum(words) and bool(lexicon("names", "sections").find(words))


def _pairs(cells: Sequence[Cell]) -> dict[str, tuple[Cell, Cell]]:
    """The roles of labels that stand right before a number, each once."""
    words = lexicon("headers", "funds")
    found: dict[str, tuple[Cell, Cell]] = {}
    for head, value in pairwise(cells):
        role = words.find(header(head.text)) if not is_number(head) else ""
        role = role or ("budget" if is_sum(header(head.text)) else "")
        if role and (is_number(value) or is_blank(value.text)):
            found.setdefault(role, (head, value))
    return found


def _resolved(found: dict[str, tuple[Cell, Cell]]) -> dict[str, tuple[Cell, Cell]]:
    """Roles that depend on what else there is."""
    for rule in table("headers")["stands_for"]:
        if rule["role"] in found and not found.keys() & set(rule["unless"]):
            found = {rule["takes"] if role == rule["role"] else role: pair for role, pair in found.items()}
    return {role: pair for role, pair in found.items() if role in (*_READ, "received")}
