"""Money told in one row as labels with values beside them: 全年预算数 | 100 | 全年执行数 | 90."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from perfeval.formats.forms.drafts import Draft
from perfeval.formats.forms.facts import key
from perfeval.formats.forms.headers import MONEY
from perfeval.formats.forms.labels import header, money_unit
from perfeval.formats.forms.ledger import Ledger
from perfeval.formats.forms.lexicon import lexicon, table
from perfeval.formats.forms.parts import is_sum, named
from perfeval.formats.forms.values import blank, figure, is_number
from perfeval.formats.pages import Cell
from perfeval.model import FundsRow

_READ = (*MONEY, "rate", "points", "score")


def funds_in_pairs(cells: Sequence[Cell], draft: Draft, ledger: Ledger) -> bool:
    """Whether a row tells at least two amounts so; they become one row of the funds block."""
    pairs = _pairs(cells)
    if sum(role in MONEY for role in pairs) < 2:
        return False
    heads = {id(head) for head, _ in pairs.values()}
    label = named("资金总额" if id(cells[0]) in heads or key(cells[0].text)[0] else cells[0].text)
    path = draft.path("funds", label.label)
    figures: dict[str, Any] = {}
    told = next((unit for cell in cells if (unit := money_unit(cell.text)) and not is_number(cell)), draft.money_unit)
    draft.money_unit = told
    for role, (head, value) in pairs.items():
        unit = (money_unit(head.text) or told) if role in MONEY else ""
        figures[role] = figure(f"{path}.{role}", [value], unit)
        ledger.ignore("header", [head])
        ledger.bind([value])
    ledger.name(cells[:1])
    draft.funds_columns.update(pairs)  # type: ignore[arg-type]
    row = FundsRow(path=path, label=label.label, name=label.name, line="total", origin=cells[0].origin, **figures)
    draft.funds.append(row)
    return True


def _pairs(cells: Sequence[Cell]) -> dict[str, tuple[Cell, Cell]]:
    """The roles of labels that stand right before a number, each once."""
    words = lexicon("headers", "funds")
    found: dict[str, tuple[Cell, Cell]] = {}
    for head, value in pairwise(cells):
        role = words.find(header(head.text)) if not is_number(head) else ""
        role = role or ("budget" if is_sum(header(head.text)) else "")
        if role and (is_number(value) or blank(value.text)):
            found.setdefault(role, (head, value))
    for rule in table("headers")["stands_for"]:
        if rule["role"] in found and not found.keys() & set(rule["unless"]):
            found = {rule["takes"] if role == rule["role"] else role: pair for role, pair in found.items()}
    return {role: pair for role, pair in found.items() if role in _READ}
