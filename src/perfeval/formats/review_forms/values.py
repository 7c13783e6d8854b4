"""One cell as a value: a day, a tier, the actual value of a target, a figure of any kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from perfeval.findings import SubmissionError, Text, kind
from perfeval.formats.pages.cells import Cell
from perfeval.numbers import MONEY_UNITS, Money, exact, fraction, normalise, read_written, to_decimal

_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_TIER = re.compile(r"(?P<tier>[^\d（(]*)[（(]?\s*(?P<degree>[\d.]+\s*[%％])?\s*[）)]?")
_TIERS = {
    **dict.fromkeys(("达成预期目标", "达成", "reached"), "reached"),
    **dict.fromkeys(("部分达成", "partly reached", "partly"), "partly"),
    **dict.fromkeys(("未达成", "missed"), "missed"),
}
_FLAGS = {**dict.fromkeys(("是", "yes", "true", "√"), True), **dict.fromkeys(("否", "no", "false", "×"), False)}


def bare(text: str) -> str:
    """A text by which a choice is known: without its blanks, in small letters."""
    return "".join(normalise(text).split()).lower()


def day(text: str) -> date | None:
    """A day as people write it, `2024年5月6日`; None where there is none."""
    found = _DATE.match(text)
    try:
        return None if found is None else date(*map(int, found.groups()))
    except ValueError:
        return None


def tier(cell: Cell) -> dict[str, Any]:
    """A tier with its degree: `部分达成（75%）`; a degree alone keeps the tier."""
    found = _TIER.fullmatch(cell.text.strip())
    named = "" if found is None else found["tier"].strip().lower()
    if found is None or (named and named not in _TIERS):
        options = "、".join(dict.fromkeys(["达成预期目标（95%）", "部分达成（75%）", "未达成（30%）"]))
        raise SubmissionError(kind("I111").at("", found=cell.text[:80], options=options, near=Text()))
    reached = {"tier": _TIERS[named]} if named else {}
    degree = {"degree": to_decimal(fraction(found["degree"]))} if found["degree"] else {}
    return {**reached, **degree}


def measured(cell: Cell) -> Decimal | str:
    """The actual value of a target: a number in the unit of the row, or a text with its unit."""
    if cell.number is not None:
        return cell.number
    written = read_written(cell.text)
    return cell.text if written.unit else written.value


def figure(cell: Cell, known: Mapping[str, Any]) -> Any:
    """A figure by its kind."""
    what = known["kind"]
    if what == "flag":
        found = _FLAGS.get(cell.text.strip().lower())
        if found is None:
            raise _unlike(cell, Text("是或否", "yes or no"))
        return found
    if what == "date":
        when = day(cell.text)
        if when is None:
            raise _unlike(cell, Text("2024-05-06 这样的日期", "a date like 2024-05-06"))
        return when
    if what in ("text", "level"):
        return cell.text
    if what == "ratio":
        if cell.number is None or cell.text.endswith("%"):
            fraction(cell.text if cell.number is None else f"{cell.number:f}%")
            return cell.text if cell.number is None else f"{cell.number:f}%"
        return cell.number
    return _money(cell, known["unit"]) if what == "money" else _plain(cell)


def _plain(cell: Cell) -> Decimal:
    return cell.number if cell.number is not None else exact(cell.text)


def _money(cell: Cell, unit: str) -> Decimal | str:
    if cell.number is not None and not any(each in cell.text for each in MONEY_UNITS):
        return cell.number
    if unit and not any(each in cell.text for each in MONEY_UNITS):
        return exact(cell.text)
    return Money.read(cell.text).text


def _unlike(cell: Cell, wanted: Text) -> SubmissionError:
    return SubmissionError(kind("I103").at("", wanted=wanted, found=Text(cell.text[:80]), advice=Text()))
