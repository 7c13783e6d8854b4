"""What a fact tells of the sheet: its project and bodies, its year, total and grade."""

from __future__ import annotations

import re
from collections.abc import Sequence

from perfeval.findings import Origin
from perfeval.formats.forms.drafts import Draft
from perfeval.formats.forms.facts import Fact, points_of_total
from perfeval.formats.forms.labels import money_unit, spaceless
from perfeval.formats.forms.ledger import Ledger
from perfeval.formats.forms.values import figure, is_number
from perfeval.formats.pages import Cell, Line
from perfeval.model import Figure
from perfeval.numbers import MONEY_UNITS, normalise

_YEAR = re.compile(r"(?:19|20)\d\d")
_FIRST_NUMBER = re.compile(r"-?\d+(?:\.\d+)?分?")


def state(fact: Fact, draft: Draft, ledger: Ledger) -> None:
    """Write a fact into the sheet."""
    if fact.passed:
        ledger.ignore(fact.name, fact.cells)
        if fact.name == "text":
            draft.write(fact.label.rstrip("：:"), fact.text)
    elif fact.name in ("project", "entity", "supervisor"):
        _body(fact, draft, ledger)
    elif fact.name == "year":
        found = _YEAR.search(normalise(fact.text))
        if found and draft.year is None:
            draft.year = int(found[0])
        ledger.ignore("year", fact.cells)
    elif fact.name == "money_unit":
        _unit(fact, draft, ledger)
    elif fact.name == "grade":
        _grade(fact, draft, ledger)
    else:
        _total(fact, draft, ledger)


def _body(fact: Fact, draft: Draft, ledger: Ledger) -> None:
    if not getattr(draft, fact.name):
        setattr(draft, fact.name, spaceless(fact.text))
    if fact.name == "project":
        draft.kind = draft.kind or "project"
    elif fact.label.startswith("部门"):
        draft.kind = draft.kind or "department"
    ledger.ignore("name", fact.cells)


def _unit(fact: Fact, draft: Draft, ledger: Ledger) -> None:
    """单位 says the unit of money or the body, by what stands behind it."""
    if (unit := money_unit(fact.text)) and spaceless(fact.text) in MONEY_UNITS:
        draft.money_unit = draft.money_unit or unit
        ledger.ignore("unit", fact.cells)
    elif fact.text and not draft.entity:
        draft.entity = spaceless(fact.text)
        ledger.ignore("name", fact.cells)


def _grade(fact: Fact, draft: Draft, ledger: Ledger) -> None:
    if draft.grade is not None or not fact.text:
        return
    ledger.bind(fact.cells)
    draft.grade = Figure("grade", spaceless(fact.text), origin=_origin(fact.cells))


def _total(fact: Fact, draft: Draft, ledger: Ledger) -> None:
    """Of two numbers behind 总分 the first is the full marks; one alone is what was reached."""
    numbers = [cell for cell in fact.cells if isinstance(cell, Cell) and is_number(cell)]
    inside = not numbers and fact.cells and _FIRST_NUMBER.match(normalise(fact.text))
    if inside:
        numbers = [Cell(inside[0], fact.cells[0].origin)]
    if numbers:
        *before, last = numbers[:2]
        draft.total = draft.total or figure("total.score", [last])
        if before and draft.points is None:
            draft.points = figure("total.points", before)
        for cell in fact.cells if inside else numbers[:2]:
            ledger.bind([cell])
    if draft.points is None and (declared := points_of_total(fact.label)) and fact.cells:
        draft.points = figure("total.points", [Cell(declared, fact.cells[0].origin)])


def _origin(cells: Sequence[Cell | Line]) -> Origin:
    return cells[0].origin
