"""The sheet of the budget: its lines with three stages; a line that has parts is their sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from perfeval.findings import PerfevalError, Text
from perfeval.formats.filled.sheets import Ask, Sheet
from perfeval.formats.paths import Path
from perfeval.model.vocabulary import LINES, OF_WHICH, PARTS, STAGES
from perfeval.numbers import MONEY_UNITS, Money, exact_sum, shift

FUNDS = Text("预算", "Budget")
_HEAD = 3
_COLUMNS = "BCD"
_WHAT = Text(
    "灰色的合计由公式算出，只填其组成部分；“其中”项不另计入合计。",
    "Totals in grey are computed: fill in their parts. What stands under “of which” is not added again.",
)


def funds(sheet: Sheet, title: Text, lines: Sequence[str], given: Mapping[str, Any] | None) -> None:
    """Lay out the budget.

    Args:
        sheet: where.
        title: of the sheet.
        lines: their ids, in the order of the sheet.
        given: the budget of a submission; a total that its parts do not make is then an amount like others.
    """
    sheet.widths = [34, 18, 18, 18]
    sheet.frozen = (_HEAD + 1, 1)
    sheet.put(0, 0, title, "title")
    sheet.put(1, 0, _WHAT, "note")
    sheet.put(_HEAD, 0, Text("科目", "line"), "head")
    for n, heading in enumerate(STAGES.values(), start=1):
        sheet.put(_HEAD, n, heading, "head")
    rows = {id: row for row, id in enumerate(lines, start=_HEAD + 1)}
    for id, row in rows.items():
        sheet.put(row, 0, _named(id, given), "total" if id == "total" else "label")
    for id in sorted(lines, key=_depth, reverse=True):  # what is added up comes before its sum
        for n, stage in enumerate(STAGES):
            _amount(sheet, rows, id, n, stage, given)


def _amount(
    sheet: Sheet, rows: Mapping[str, int], id: str, n: int, stage: str, given: Mapping[str, Any] | None
) -> None:
    path: Path = ("budget", id, stage)
    label = Text(f"{LINES.get(id, Text(id)).zh}{STAGES[stage].zh}", f"{LINES.get(id, Text(id))['en']} {stage}")
    parts = [part for part, whole in PARTS.items() if whole == id and part in rows]
    if parts and _adds_up(given, id, stage, parts):
        cells = [f"{_COLUMNS[n]}{rows[part] + 1}" for part in parts]
        formula = f'=IF(COUNT({",".join(cells)})=0,"",SUM({",".join(cells)}))'
        sheet.sum(rows[id], n + 1, label, path, tuple(("budget", part, stage) for part in parts), formula)
    else:
        sheet.ask(rows[id], n + 1, Ask(path, "money", label, low="0"), (rows[id], 0))


def _adds_up(given: Mapping[str, Any] | None, id: str, stage: str, parts: Sequence[str]) -> bool:
    """Whether a submission states of a total what its parts come to."""
    if given is None:
        return True
    amounts = [given.get(part, {}).get(stage) for part in parts]
    if not all(amount is None or isinstance(amount, Decimal) for amount in amounts):
        return False
    stated, found = given.get(id, {}).get(stage), summed(amounts, "")
    return stated is None if found is None else isinstance(stated, Decimal) and stated == found


def summed(amounts: Sequence[Any], unit: str) -> Decimal | str | None:
    """What amounts come to, in the unit of the form where they are written without; None where none is given.

    Raises:
        PerfevalError: one of them is no amount.
    """
    there = [amount for amount in amounts if amount is not None]
    if not there:
        return None
    if all(isinstance(amount, Decimal) for amount in there):
        return exact_sum(there)
    yuan = exact_sum(Money.read(amount, unit or None).yuan for amount in there)
    if unit not in MONEY_UNITS:
        return Money(yuan, "元").text
    return shift(yuan, -(len(str(MONEY_UNITS[unit])) - 1))


def agree(one: Any, other: Any, unit: str) -> bool:
    """Whether two amounts are the same money."""
    try:
        return Money.read(one, unit or "元").yuan == Money.read(other, unit or "元").yuan
    except PerfevalError:
        return False


def _named(id: str, given: Mapping[str, Any] | None) -> Text:
    label = LINES.get(id, Text())
    if not label:
        own = (given or {}).get(id, {}).get("label", id)
        label = Text(own) if isinstance(own, str) else Text(own.get("zh", id), own.get("en", ""))
    before = "　" * _depth(id)
    if id in OF_WHICH:
        return Text(f"{before}其中：{label.zh}", f"{before}of which: {label['en']}")
    return Text(f"{before}{label.zh}", f"{before}{label['en']}")


def _depth(id: str) -> int:
    above = PARTS.get(id) or OF_WHICH.get(id)
    return 0 if above is None else 1 + _depth(above)
