"""Rows of an indicator block: headings, target and actual, points and score, reasons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from attrs import evolve

from perfeval.findings import Origin
from perfeval.formats.forms.columns import Column as Held
from perfeval.formats.forms.columns import distinct
from perfeval.formats.forms.drafts import Draft
from perfeval.formats.forms.headers import Header
from perfeval.formats.forms.headings import Headings, group_of, kind_of
from perfeval.formats.forms.labels import plain, points_in, spaceless, without_notes
from perfeval.formats.forms.ledger import RULES, Ledger
from perfeval.formats.forms.levels import Levels
from perfeval.formats.forms.lexicon import lexicon
from perfeval.formats.forms.totals import read_subtotal, read_total, sums_up
from perfeval.formats.forms.values import is_number, marks, measured
from perfeval.formats.pages import Cell
from perfeval.model import Column, Figure, Heading, IndicatorRow
from perfeval.model.sheet import is_blank

_SCORED = ("points", "score", "reviewed")
_FIGURES = ("target", "actual", *_SCORED)
_COLUMNS = frozenset(get_args(Column))


class IndicatorTable:
    """An indicator block that is being read, row by row."""

    def __init__(self, header: Header, draft: Draft, ledger: Ledger, headings: Headings) -> None:
        """Begin below a header."""
        self.header = header
        self._draft = draft
        self._ledger = ledger
        self._headings = headings
        self._levels = Levels(header)
        self._values = {role: column for role in _FIGURES if (column := self._scored(role))}
        self._shared: dict[int, tuple[Figure, list[str]]] = {}
        self._rows: list[IndicatorRow] = []
        draft.columns.update(role for role in header.roles & _COLUMNS)  # type: ignore[misc]

    def again(self, header: Header) -> None:
        """Go on below the same header, on the next page: the headings above it still hold."""
        self.header = header
        self._levels.again(header)
        self._values = {role: column for role in _FIGURES if (column := self._scored(role))}

    def _scored(self, role: str) -> Held | None:
        """The column of a role; of several with points, the one that is not a level's own."""
        own = [column for column in self._levels.points if column is not None]
        return next((c for c in self.header.columns if c.role == role and c not in own), None)

    def read(self, number: int, row: Sequence[Cell]) -> bool:
        """Take a row; False where it is none of the block."""
        cells = {role: column.cells(row) for role, column in self._values.items()}
        named = [cell for cell in self._levels.cells(row) if cell.text.strip()]
        shown = [cell for found in cells.values() for cell in found]
        named = named or self._lead(row)
        if any(cell in named for cell in shown) and not self._sums_up(named):
            return self._band(named, row)
        if not named and not shown:
            return False
        fresh = any(cell.row == number for cell in (*named, *shown))
        if fresh:
            self._take(number, row, cells, named)
        return True

    def _lead(self, row: Sequence[Cell]) -> list[Cell]:
        """A total's label in a column left of all levels."""
        left = [cell for cell in self._levels.left(row) if cell.text.strip()]
        return left if self._sums_up(left) == "total" else []

    def _sums_up(self, named: Sequence[Cell]) -> str:
        return sums_up(named, bool(named) and self._levels.outermost(named[-1]))

    def _band(self, named: list[Cell], row: Sequence[Cell]) -> bool:
        """A heading across the whole table, as some forms print level 1."""
        across = distinct(iter(row))
        words = plain(without_notes(plain(named[0].text)))
        if len([cell for cell in across if cell.text.strip()]) > 1 or not lexicon("names", "groups").find(words):
            return False
        self._levels.band(named[0])
        self._ledger.name(named)
        self._headings.chain(named[:1])
        return True

    def _take(self, number: int, row: Sequence[Cell], cells: dict[str, tuple[Cell, ...]], named: list[Cell]) -> None:
        what = self._sums_up(named)
        if what == "total":
            self.total(named[0], row)
            return
        above, label = self._levels.read(row, any(cells.values()), subtotal=what == "subtotal")
        chain = self._headings.chain(above)
        self._level_points(row)
        self._ledger.name(named)
        if what == "subtotal" and chain:
            read_subtotal(named[-1], chain[-1].path, cells, self._headings, self._ledger)
            self._pass(row)
        elif label is not None and (any(cells.values()) or set(label.text.strip()) - set("…. ")):
            self._indicator(row, cells, chain, label)

    def scores(self, row: Sequence[Cell]) -> bool:
        """Whether a row has full marks and a score, each in a cell of its own."""
        columns = [self._values[role] for role in ("points", "score") if role in self._values]
        cells = [cell for column in columns for cell in column.cells(row) if cell.width <= len(column.places)]
        return len(columns) > 1 and len(cells) > 1 and all(is_number(cell) for cell in cells)

    def total(self, label: Cell, row: Sequence[Cell]) -> tuple[Cell, ...]:
        """Take the row that totals the form; the cells of it that were read, none where its columns are blank."""
        cells = {role: self._values[role].cells(row) for role in _SCORED if role in self._values}
        if any(cells.values()):
            places = {role: (self._values[role].place(row),) for role in cells}
            read_total(label, cells, places, self._draft, self._ledger)
            for column in self._levels.points:
                self._ledger.ignore("subtotal", column.cells(row) if column is not None else ())
            self._pass(row)
        return tuple(cell for found in cells.values() for cell in found)

    def _level_points(self, row: Sequence[Cell]) -> None:
        """Points of a level in a column of their own, right behind the level."""
        for depth, column in enumerate(self._levels.points):
            path = self._levels.path(depth)
            cells = column.cells(row) if column is not None else ()
            if not cells or path not in self._headings.found:
                continue
            self._ledger.bind(cells)
            self._headings.give(path, marks(f"{path}.points", cells), None)

    def _indicator(
        self, row: Sequence[Cell], cells: dict[str, tuple[Cell, ...]], chain: tuple[Heading, ...], label: Cell
    ) -> None:
        name = spaceless(label.text)
        path = self._draft.path("indicators", name)
        figures: dict[str, Any] = {role: self._figure(path, role, found, row) for role, found in cells.items()}
        words = [name, *(one.name for one in chain)]
        found = IndicatorRow(
            path=path,
            label=name,
            headings=chain,
            bonus=any(lexicon("names", "indicator_rows").find(plain(word)) == "bonus" for word in words),
            reason=self._text("reason", row),
            remark=self._text("remark", row),
            origin=self._levels.place(row, label),
        )
        self._pass(row)
        self._rows.append(evolve(found, **figures))

    def _figure(self, path: str, role: str, cells: tuple[Cell, ...], row: Sequence[Cell]) -> Figure:
        place = self._values[role].place(row).origin
        if role in _SCORED:
            self._ledger.bind(cells)
            return self._maybe_shared(path, role, cells, place)
        if role == "target" and not cells and (first := self.header.column("first_target")):
            cells = first.cells(row)
        self._ledger.bind(cells)
        relation, unit = ("", "") if role == "actual" else (self._beside("relation", row), self._beside("unit", row))
        return measured(f"{path}.{role}", cells, place, relation, unit)

    def _maybe_shared(self, path: str, role: str, cells: tuple[Cell, ...], place: Origin) -> Figure:
        """A merged cell is one figure, that of its first row; the rows beside it know of each other."""
        merged = cells[0] if len(cells) == 1 and cells[0].height > 1 else None
        if merged is None or is_blank(merged.text):
            return marks(f"{path}.{role}", cells, origin=place)
        shared = self._shared.setdefault(id(merged), (marks(f"{path}.{role}", cells), []))
        if role == "score":
            shared[1].append(path)
        return shared[0]

    def _beside(self, role: str, row: Sequence[Cell]) -> str:
        column = self.header.column(role)
        cells = column.cells(row) if column else ()
        self._ledger.ignore("unit", cells)
        return "".join(cell.text.strip() for cell in cells)

    def _text(self, role: str, row: Sequence[Cell]) -> str:
        columns = [column for column in self.header.columns if column.role == role]
        cells = distinct(cell for column in columns for cell in column.cells(row))
        self._ledger.ignore(role, cells)
        return "".join(spaceless(cell.text) for cell in cells)

    def _pass(self, row: Sequence[Cell]) -> None:
        for column in self.header.columns:
            if column.role in RULES:
                self._ledger.ignore(column.role, column.cells(row))

    def close(self) -> None:
        """Hand the rows over, with all that was read of their headings and of shared scores."""
        declared = self._declared()
        shares = {path: tuple(paths) for _, paths in self._shared.values() if len(paths) > 1 for path in paths}
        for row in self._rows:
            chain = self._headings.latest(row.headings)
            found = evolve(row, headings=chain, group=group_of(chain), kind=kind_of(chain))
            found = evolve(found, points=declared.get(row.path, row.points))
            self._draft.indicators.append(evolve(found, shares_score=shares.get(row.path, ())))
        self._rows.clear()

    def _declared(self) -> dict[str, Figure]:
        """The points that the names of all rows declare (培训人数（10分）), where the form has no column for them."""
        told = {row.path: (points_in(row.label)[0], row.origin) for row in self._rows}
        if "points" in self._values or "score" not in self._values or not all(points for points, _ in told.values()):
            return {}
        return {path: marks(f"{path}.points", [Cell(points, origin)]) for path, (points, origin) in told.items()}
