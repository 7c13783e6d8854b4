"""What a reviewer takes off: points or a share of them, on the line itself or on the sheet of further ones."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from perfeval.auditing.reviews.layout import FURTHER_COLUMNS
from perfeval.expressions import suggestion
from perfeval.findings import PerfevalError, Text, kind
from perfeval.formats.pages.cells import Cell
from perfeval.formats.pages.places import letters
from perfeval.formats.review_forms.sheets import FilledForm
from perfeval.formats.review_forms.values import bare
from perfeval.model import Deduction
from perfeval.numbers import exact, fraction, plain, to_decimal


def further(filled: FilledForm) -> dict[str, list[Deduction]]:
    """Deductions beyond the first, by row."""
    found: dict[str, list[Deduction]] = {}
    for line in range(2, filled.last("further") + 1):
        row = {name: filled.cell("further", f"{letters(n)}{line}") for n, name in enumerate(FURTHER_COLUMNS)}
        if not any(cell.text for cell in row.values()):
            continue
        id = row["id"].text
        taken = None
        if id not in filled.form.rows:
            near = suggestion(id, filled.form.rows)
            filled.fault(row["id"], kind("I115").at("", name=id[:80], what=Text("标识", "id"), near=near))
        elif (taken := deduction(filled, row, filled.form.rows[id])) is None:
            key = Text("扣分或扣分比例", "points or share off")
            filled.fault(row["off"], kind("I104").at(f"judgements.{id}", key=key))
        if taken is not None:
            found.setdefault(id, []).append(taken)
    return found


def deduction(filled: FilledForm, row: Mapping[str, Cell], known: Mapping[str, Any]) -> Deduction | None:
    """What is taken, by points or by the share of the full marks; None where neither is given."""
    part, points = share(filled, row["share"]), number(filled, row["off"])
    if points is None and part is not None and known["points"] is not None:
        points = to_decimal(part * Fraction(known["points"]))
    if points is None:
        return None
    return Deduction(points, row["reason"].text, code(filled, row["code"]), row["evidence"].text, part)


def number(filled: FilledForm, cell: Cell) -> Decimal | None:
    """A number: typed ones to all their digits, texts as people write them."""
    if not cell.text:
        return None
    try:
        return exact(cell.text) if cell.number is None or "%" in cell.text else cell.number
    except PerfevalError as error:
        for finding in error.findings:
            filled.fault(cell, finding)
    return None


def share(filled: FilledForm, cell: Cell) -> Fraction | None:
    """A share: `30%`, or 0.3."""
    if not cell.text:
        return None
    try:
        part = fraction(cell.text) if cell.number is None else Fraction(cell.number)
        part /= 100 if cell.number is not None and cell.text.endswith("%") else 1
    except PerfevalError as error:
        for finding in error.findings:
            filled.fault(cell, finding)
        return None
    if not 0 <= part <= 1:
        found = f"{plain(part * 100, 6)}%"
        filled.fault(cell, kind("I113").at("", found=found, low="0%", high="100%"))
        return None
    return part


def code(filled: FilledForm, cell: Cell) -> str:
    """The code of a reason, chosen by its words."""
    reasons = filled.form.head["reasons"]
    if not cell.text:
        return ""
    found = reasons.get(bare(cell.text))
    if found is None:
        options = "、".join(dict.fromkeys(reasons.values()))
        near = suggestion(cell.text, reasons.values())
        filled.fault(cell, kind("I111").at("", found=cell.text[:80], options=options, near=near))
    return found or ""
