"""The sheets of a filled-in form: cells by their names, lines by their keys, and the faults found in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve, field, frozen

from perfeval.expressions import suggestion
from perfeval.findings import Finding, Origin, Text, kind
from perfeval.formats.pages.cells import Cell
from perfeval.formats.pages.places import letters
from perfeval.formats.review_forms.hidden import HiddenSheet


@frozen
class FilledForm:
    """The cells of one form; faults gather."""

    form: HiddenSheet
    cells: Mapping[tuple[str, str], Cell]
    file: str
    faults: list[Finding] = field(factory=list)

    def cell(self, sheet: str, name: str) -> Cell:
        """A cell, blank where nothing stands in it."""
        title = self.form.head["sheets"][sheet]
        return self.cells.get((title, name)) or Cell("", Origin(self.file, title, name))

    def fault(self, cell: Cell, finding: Finding) -> None:
        """Note a mistake with its sheet and cell."""
        self.faults.append(evolve(finding, origin=cell.origin))

    def rows(self, sheet: str, columns: Mapping[str, Any], known: Mapping[str, Any]) -> Iterator[dict[str, Cell]]:
        """The lines of a sheet that speak of something known; whatever else is filled in is a fault."""
        key = next(iter(columns))
        seen: dict[str, Cell] = {}
        for line in range(2, self.last(sheet) + 1):
            row = {name: self.cell(sheet, f"{letters(n)}{line}") for n, name in enumerate(columns)}
            cell = row[key]
            row["id"] = cell
            if cell.text in known and cell.text not in seen:
                seen[cell.text] = cell
                yield row
            elif cell.text in seen:
                self.fault(cell, kind("I105").at(f"{sheet}[{line}]", key=cell.text))
            elif any(each.text for each in row.values()):
                near = suggestion(cell.text, known)
                what = Text("标识", "id")
                self.fault(cell, kind("I115").at(f"{sheet}[{line}]", name=cell.text[:80], what=what, near=near))
        for id in known:
            if id not in seen:
                origin = Cell("", Origin(self.file, self.form.head["sheets"][sheet]))
                self.fault(origin, kind("I104").at(id, key=id))

    def last(self, sheet: str) -> int:
        """The number of the last line in which anything stands; 1 where only the headings do."""
        title = self.form.head["sheets"][sheet]
        return max((int(re.sub(r"\D", "", name)) for (each, name) in self.cells if each == title), default=1)
