"""The figure that a sentence describes: one of a sheet, or a rate, a share or a deduction out of two of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from attrs import AttrsInstance, fields, frozen

from perfeval.findings import Text, say
from perfeval.model import Figure, FundsRow, Sheet
from perfeval.numbers import MONEY_UNITS, plain

_STAGES = {
    "previous": Text("上年决算数", "previous"),
    "original": Text("年初预算数", "original"),
    "adjusted": Text("调整预算数", "adjusted"),
    "actual": Text("决算数", "actual"),
    "points": Text("分值", "points"),
    "score": Text("得分", "score"),
}


@frozen
class Described:
    """What a claim is held against."""

    value: Fraction
    """In yuan for money, 0.95 for 95%."""
    places: int | None
    """The decimals of a printed figure; None where it was computed."""
    unit: str
    """The unit that it is printed in."""
    basis: Text
    """Where it comes from, in words."""
    table: bool
    """Whether it stands in a table, or is computed."""


def figures(sheet: Sheet) -> Mapping[str, Figure]:
    """Every figure of a sheet by its path."""
    return {figure.path: figure for figure in _figures(sheet)}


def _figures(sheet: Sheet) -> Iterator[Figure]:
    headings = [heading for row in sheet.indicators for heading in row.headings]
    holders: tuple[AttrsInstance, ...] = (sheet, *sheet.funds, *headings, *sheet.indicators)
    for holder in holders:
        for one in fields(type(holder)):
            value = getattr(holder, one.name)
            if isinstance(value, Figure):
                yield value


def described(sheet: Sheet, about: str, known: Mapping[str, Figure]) -> Described | None:
    """What a claim's path comes to, None where a figure is missing or a denominator is zero.

    Args:
        sheet: the sheet that holds the figures.
        about: a path; `A / B` for a share, `A - B` for a deduction.
        known: the figures by path.
    """
    for sign in (" / ", " - "):
        if sign in about:
            first, second = (known.get(path) for path in about.split(sign))
            return _computed(first, second, sign, known, sheet)
    if about.endswith("].rate") and (row := next((r for r in sheet.funds if f"{r.path}.rate" == about), None)):
        return _computed(row.stage("actual"), _denominator(row), " / ", known, sheet)
    figure = known.get(about)
    value = None if figure is None else amount(figure, sheet.money_unit)
    if figure is None or value is None:
        return None
    table = about.startswith("funds[") or bool(figure.origin.cell)
    return Described(value, figure.places, figure.unit, _name(about, sheet), table)


def amount(figure: Figure, unit: str = "") -> Fraction | None:
    """The exact value of a figure, money in yuan; None where it is no number."""
    if figure.exact is None:
        return None
    funds = figure.path.startswith("funds[")
    scale = MONEY_UNITS.get(figure.unit or (unit if funds else ""), None if funds and figure.unit != "%" else 1)
    return None if scale is None else figure.exact * scale


def _denominator(row: FundsRow) -> Figure | None:
    return row.stage("adjusted") or row.stage("original")


def _computed(
    first: Figure | None, second: Figure | None, sign: str, known: Mapping[str, Figure], sheet: Sheet
) -> Described | None:
    if first is None or second is None or first.exact is None or second.exact is None:
        return None
    if sign == " / " and (second.exact == 0 or first.unit != second.unit):
        return None
    value = first.exact / second.exact if sign == " / " else first.exact - second.exact
    printed = [plain(figure.value) if figure.value is not None else "" for figure in (first, second)]
    basis = say(
        "{a} {x} {sign} {b} {y} ",
        "{a} {x} {sign} {b} {y}",
        a=_name(first.path, sheet),
        b=_name(second.path, sheet),
        x=printed[0],
        y=printed[1],
        sign="÷" if sign == " / " else "−",
    )
    return Described(value, None, "%" if sign == " / " else first.unit, basis, True)


def _name(path: str, sheet: Sheet) -> Text:
    """A path in words: 合计决算数."""
    labels = {row.path: row.name for row in sheet.funds} | {row.path: row.label for row in sheet.indicators}
    holder, _, column = path.rpartition(".")
    if holder not in labels:
        return {"total.score": Text("总分", "the total")}.get(path, Text(path))
    return say(
        "“{label}”{column}", '"{label}" {column}', label=labels[holder], column=_STAGES.get(column, Text(column))
    )
