"""From the cells of a form to the document of a submission, with the cell of each value and every mistake."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from attrs import Factory, define, frozen

from perfeval.findings import Finding, PerfevalError, Text, kind
from perfeval.formats.filled.blueprint import Blueprint, Column, Place, Rows, Single, Sum
from perfeval.formats.filled.cells import Typed, decoded, referred, shown, unreadable
from perfeval.formats.filled.funds import agree, summed
from perfeval.formats.filled.plain import from_json, merge, put, value_at
from perfeval.formats.misfits import Misfits
from perfeval.formats.paths import Path
from perfeval.numbers import exact_sum


@frozen
class Found:
    """What stands in a cell."""

    value: Typed | None
    """Its value; of a formula the stored result."""
    formula: bool = False
    """Whether a formula stands there."""


@define
class Gathered:
    """What a form says."""

    document: dict[str, Any]
    """As the document of a submission."""
    places: dict[Path, Place] = Factory(dict)
    """The cell of each value, and of each that could be given."""
    faults: list[tuple[Place, Path, Finding]] = Factory(list)
    """What is wrong with single cells."""


def gathered(plan: Blueprint, cells: Mapping[Place, Found]) -> Gathered:
    """What the cells of a form say; sums are computed anew."""
    return _Gathering(plan, cells).run()


class _Gathering:
    def __init__(self, plan: Blueprint, cells: Mapping[Place, Found]) -> None:
        self.plan, self.cells = plan, cells
        self.result = Gathered(dict(plan.constants))
        self.longs: dict[int, Any] = {}
        self.filled: dict[tuple[str, int], dict[int, Found]] = {}
        for place, found in cells.items():
            if found.value not in (None, ""):
                self.filled.setdefault((place.sheet, place.row), {})[place.column] = found

    def run(self) -> Gathered:
        self.take_longs()
        self.check_labels()
        for single in self.plan.singles:
            self.take_single(single)
        for rows in self.plan.rows:
            self.take_rows(rows)
        for total in self.plan.sums:
            self.take_sum(total)
        for number, long in enumerate(self.plan.longs, start=1):
            if long.path and number in self.longs:
                merge(self.result.document, long.path, self.longs[number])
                self.result.places.setdefault(long.path, long.place)
        self.order_budget()
        return self.result

    def order_budget(self) -> None:
        """The lines of the budget as they stand on the sheet; their order is part of what is stated."""
        budget = self.result.document.get("budget")
        if isinstance(budget, dict):
            places = self.result.places.items()
            rows = {path[1]: place.row for path, place in places if path[0] == "budget" and path[2:] == ("original",)}
            ordered = sorted(budget, key=lambda id: rows.get(id, len(rows) + 10_000))
            self.result.document["budget"] = {id: budget[id] for id in ordered}

    def fault(self, place: Place, path: Path, finding: Finding) -> None:
        self.result.faults.append((place, path, finding))

    def take_longs(self) -> None:
        for number, long in enumerate(self.plan.longs, start=1):
            found = (self.cells.get(Place(long.place.sheet, long.place.row + n, 2)) for n in range(long.rows))
            text = "".join(str(each.value) for each in found if each is not None)
            try:
                self.longs[number] = from_json(text)
            except ValueError as error:
                detail = Text(f"无法解析：{str(error)[:80]}", f"cannot be parsed: {str(error)[:80]}")
                self.fault(long.place, long.path, kind("I411").at("", detail=detail))

    def check_labels(self) -> None:
        """A label that is not where it was shows that cells were moved: nothing there can be trusted."""
        says = {single.beside: single.says for single in self.plan.singles}
        for rows in self.plan.rows:
            says.update({Place(rows.sheet, rows.head, each.column): each.label for each in rows.columns})
        for place, wanted in says.items():
            found = self.cells.get(place)
            if found is None or str(found.value).strip() != wanted.strip():
                now = "" if found is None or found.value is None else shown(found.value)
                detail = Text(f"这里原来是“{wanted[:40]}”，现在是“{now}”", f'"{wanted[:40]}" stood here, now "{now}"')
                self.fault(place, (), kind("I411").at("", detail=detail))

    def take_single(self, single: Single) -> None:
        self.result.places[single.path] = single.place
        found = self.cells.get(single.place)
        if found is None or found.value in (None, ""):
            if single.required:
                self.fault(single.place, single.path, kind("I412").at("", label=single.label))
            return
        read, value = self.value(found, single, single.place, single.path)
        if read and not (single.kind == "empty" and value_at(self.result.document, single.path) is not None):
            put(self.result.document, single.path, value)

    def value(self, found: Found, of: Single | Column, place: Place, path: Path) -> tuple[bool, Any]:
        """Whether a cell could be read, and what it holds."""
        assert found.value is not None
        number = referred(found.value)
        if number is not None:
            if number in self.longs:
                return True, self.longs[number]
            detail = Text(f"没有编号为 {number} 的内容", f"there is nothing with the number {number}")
            self.fault(place, path, kind("I411").at("", detail=detail))
            return False, None
        try:
            return True, decoded(found.value, of.kind, of.choices)
        except (Misfits, PerfevalError) as error:
            for finding in unreadable(error):
                self.fault(place, path, finding)
            return False, None

    def take_rows(self, rows: Rows) -> None:
        own = {column.column for column in rows.columns}
        seen: set[str] = set()
        for (sheet, row), filled in sorted(self.filled.items()):
            if sheet == rows.sheet and row > rows.head and own & filled.keys():
                self.take_row(rows, row, filled, seen)

    def take_row(self, rows: Rows, row: int, filled: Mapping[int, Found], seen: set[str]) -> None:
        head, rest = (
            (rows.columns[0], rows.columns[1:]) if rows.form in ("keyed", "deductions") else (None, rows.columns)
        )
        at, key = rows.path, None
        if head is not None:
            place = Place(rows.sheet, row, head.column)
            key = self.key(head, place, filled, (*rows.path, "?"))
            if key is None:
                return
            if rows.form == "keyed" and (key in seen or key in self.known_keys(rows.path)):
                self.fault(place, (*at, key), kind("I105").at("", key=key[:80]))
                return
            seen.add(key)
            at = (*at, key) if rows.form == "keyed" else (*at, key, "deductions")
            self.result.places.setdefault(at, place)
        if rows.form in ("list", "texts", "deductions"):
            held = value_at(self.result.document, at)
            if not isinstance(held, list):
                held = []
                put(self.result.document, at, held)
            at = (*at, len(held))
            self.result.places[at] = Place(rows.sheet, row, rows.columns[0].column)
        self.columns(rows, row, filled, rest, at)

    def known_keys(self, path: Path) -> set[str]:
        there = value_at(self.result.document, path)
        return set(there) if isinstance(there, dict) else set()

    def key(self, head: Column, place: Place, filled: Mapping[int, Found], path: Path) -> str | None:
        found = filled.get(head.column)
        if found is None:
            self.fault(place, path, kind("I412").at("", label=head.label))
            return None
        read, key = self.value(found, head, place, path)
        return str(key) if read else None

    def columns(self, rows: Rows, row: int, filled: Mapping[int, Found], columns: tuple[Column, ...], at: Path) -> None:
        """Take the cells of a row."""
        values: dict[str, Any] = {}
        single = len(columns) == 1 and not columns[0].path
        alone: Any = None
        for column in columns:
            path, place = (*at, *column.path), Place(rows.sheet, row, column.column)
            self.result.places[path] = place
            found = filled.get(column.column)
            if found is None:
                if column.required:
                    self.fault(place, path, kind("I412").at("", label=column.label))
                continue
            read, value = self.value(found, column, place, path)
            if read and single:
                alone = value
            elif read:
                values[str(column.path[0])] = value
        made = alone if single else values
        if isinstance(at[-1], int):
            held = value_at(self.result.document, at[:-1])
            held.append(made)
        elif made is not None:
            put(self.result.document, at, made)

    def take_sum(self, total: Sum) -> None:
        try:
            computed = self.computed(total)
        except PerfevalError:
            return  # told at its parts
        if total.path:
            self.result.places[total.path] = total.place
            if computed is not None:
                put(self.result.document, total.path, computed)
        found = self.cells.get(total.place)
        if found is None or found.formula or found.value in (None, ""):
            return
        unit = str(self.result.document.get("money_unit", ""))
        if computed is None and total.path:
            put(self.result.document, total.path, found.value)
        elif computed is None or not agree(found.value, computed, unit):
            stated = shown(found.value)
            expected = "" if computed is None else shown(computed)
            finding = kind("I413").at("", label=total.label, stated=stated, expected=expected or "—")
            self.fault(total.place, total.path, finding)

    def computed(self, total: Sum) -> Any:
        """What a sum comes to, None where nothing is given."""
        if total.parts and "*" in total.parts[0]:
            taken = value_at(self.result.document, total.parts[0][: total.parts[0].index("*")])
            points = [each.get("points") for each in taken or () if isinstance(each, dict)]
            given = [each for each in points if isinstance(each, Decimal)]
            return exact_sum(given) if given else None
        unit = str(self.result.document.get("money_unit", ""))
        return summed([value_at(self.result.document, part) for part in total.parts], unit)
