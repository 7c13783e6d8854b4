"""Rows that sum up: the total of a form, and the subtotals of its groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from perfeval.formats.forms.drafts import Draft
from perfeval.formats.forms.facts import points_of_total
from perfeval.formats.forms.headings import Headings
from perfeval.formats.forms.labels import plain, points_in, without_notes
from perfeval.formats.forms.ledger import Ledger
from perfeval.formats.forms.lexicon import lexicon
from perfeval.formats.forms.values import marks
from perfeval.formats.pages import Cell

Cells = Mapping[str, tuple[Cell, ...]]
"""The cells of a row by the role of their column."""


def sums_up(named: Sequence[Cell], outermost: bool) -> str:
    """Whether a row is the `total` of a form, a `subtotal`, or neither.

    Args:
        named: the labels of the row.
        outermost: whether the last of them stands in the outermost level; 合计 further in sums up a group.
    """
    if not named:
        return ""
    name = without_notes(plain(named[-1].text)).rstrip(":")
    found = lexicon("names", "indicator_rows").find(points_in(name)[1])
    if found == "total":
        return "total" if outermost and len(named) == 1 else "subtotal"
    return found if found == "subtotal" else ""


def read_total(label: Cell, cells: Cells, places: Cells, draft: Draft, ledger: Ledger) -> None:
    """Write the total into the sheet: the full marks and what was reached of them.

    Args:
        label: 总分, or whatever it is called.
        cells: what is shown in the columns of points and scores.
        places: where these columns are in the row, for a blank.
        draft: the sheet.
        ledger: what becomes of the cells.
    """
    ledger.name([label])
    for role, name in (("points", "points"), ("score", "total")):
        if role not in cells:
            continue
        found = [cell for cell in cells[role] if cell is not label]
        ledger.bind(found)
        if not found and role == "points" and (declared := points_of_total(label.text)):
            found = [Cell(declared, label.origin)]
        before = getattr(draft, name)
        if before is None or before.blank:
            setattr(draft, name, marks(f"total.{role}", found, origin=places[role][0].origin))
    ledger.ignore("reviewed_sum", cells.get("reviewed", ()))


def read_subtotal(label: Cell, path: str, cells: Cells, headings: Headings, ledger: Ledger) -> None:
    """Give a heading what its subtotal states."""
    given = {}
    for role in ("points", "score"):
        found = [cell for cell in cells.get(role, ()) if cell is not label]
        if getattr(headings.found[path], role) is None:
            ledger.bind(found)
        ledger.ignore("subtotal", found)
        given[role] = marks(f"{path}.{role}", found) if found else None
    headings.give(path, given["points"], given["score"])
    ledger.ignore("reviewed_sum", cells.get("reviewed", ()))
