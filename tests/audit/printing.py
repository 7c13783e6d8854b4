"""Printed sheets in few words: rows as texts, read the way that readers read cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from perfeval.findings import NumberError
from perfeval.model import Column, Figure, FundsRow, Heading, IndicatorRow, Reading, Sheet
from perfeval.numbers.written import read_printed

_KINDS = {
    "数量指标": ("outputs", "quantity"),
    "质量指标": ("outputs", "quality"),
    "时效指标": ("outputs", "timeliness"),
    "成本指标": ("outputs", "cost"),
    "社会效益指标": ("benefits", "social"),
    "满意度指标": ("satisfaction", "satisfaction"),
    "": ("", ""),
}


def figure(path: str, raw: str, unit: str = "") -> Figure:
    """A cell with its number, decimals, unit and sign, or with its text."""
    try:
        written = read_printed(raw)
    except NumberError:
        return Figure(path, raw)
    return Figure(path, raw, written.value, written.places, written.unit or unit, relation=written.relation)


def _figures(path: str, cells: Mapping[str, str], unit: str = "") -> dict[str, Figure]:
    return {name: figure(f"{path}.{name}", raw, unit) for name, raw in cells.items() if raw}


def funds(
    label: str, *, line: str = "", within: str = "", of_which: bool = False, reason: str = "", **cells: str
) -> FundsRow:
    """A row of the funds block."""
    path = f"funds[{label}]"
    return FundsRow(
        path=path,
        label=label,
        name=label.removeprefix("其中："),
        line=line,
        within=f"funds[{within}]" if within else "",
        of_which=of_which,
        reason=reason,
        **_figures(path, cells),
    )


def row(
    label: str,
    under: str = "数量指标",
    *,
    headings: Iterable[Heading] = (),
    reason: str = "",
    shares: Iterable[str] = (),
    bonus: bool = False,
    path: str = "",
    **cells: str,
) -> IndicatorRow:
    """A row of the indicator block, below a level-2 heading."""
    group, kind = _KINDS[under]
    at = path or f"indicators[{label}]"
    return IndicatorRow(
        path=at,
        label=label,
        headings=headings,
        group=group,
        kind=kind,
        reason=reason,
        shares_score=[f"indicators[{each}]" for each in shares],
        bonus=bonus,
        **_figures(at, cells),
    )


def heading(name: str, points: str = "", score: str = "") -> Heading:
    """A level-1 heading."""
    path = f"groups[{name}]"
    marks = _figures(path, {"points": points, "score": score})
    return Heading(path, name, name, marks.get("points"), marks.get("score"))


def sheet(
    *rows: FundsRow | IndicatorRow,
    points: str = "",
    total: str = "",
    grade: str = "",
    columns: Iterable[Column] = ("target", "actual", "points", "score"),
    money_unit: str = "万元",
    **more: Any,
) -> Sheet:
    """A form with these rows."""
    return Sheet(
        funds=[r for r in rows if isinstance(r, FundsRow)],
        indicators=[r for r in rows if isinstance(r, IndicatorRow)],
        points=figure("total.points", points) if points else None,
        total=figure("total.score", total) if total else None,
        grade=Figure("grade", grade) if grade else None,
        columns=frozenset(columns),
        money_unit=money_unit,
        **more,
    )


def reading(*sheets: Sheet, file: str = "form.xlsx", **more: Any) -> Reading:
    """A file with these sheets."""
    return Reading(file, sheets, **more)
