"""One entity of the tables as the record engine takes it: for what columns cannot hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import polars as pl

from perfeval.findings import NumberError
from perfeval.model import Judgement, Submission
from perfeval.numbers import exact
from perfeval.tables.needing import Needed, Needs
from perfeval.tables.numerals import Way
from perfeval.tables.preparing import Tables
from perfeval.tables.readings import FLAGS, says_yes

_TABLES = ("projects", "tasks", "targets")
_STAFF = ("in_post", "establishment", "employees")


class _Unreadable:
    """Stands where a column said that its value could not be read."""


class _Budget:
    def __init__(self, lines: Mapping[str, Any]) -> None:
        self.lines = lines

    def line(self, id: str) -> Any:
        return self.lines.get(id)


def recalled(given: Tables, needs: Needs, way: Way, places: Sequence[int]) -> list[Submission]:
    """The entities at some places, as submissions that the record engine reads as it reads those of files.

    They are no whole submissions: what the plan does not read is left out, and values are as the tables have them.
    """
    chosen = given.entities[list(places)]
    children = {name: _of(given, name, places, chosen) for name in needs.tables if name in given.children}
    singles = chosen.to_dicts()
    return [
        _submission(single, {name: rows[n] for name, rows in children.items()}, needs, way)
        for n, single in enumerate(singles)
    ]


def _of(given: Tables, name: str, places: Sequence[int], chosen: pl.DataFrame) -> list[list[dict[str, Any]]]:
    frame = given.children[name]
    if name in given.counts:
        ends = np.cumsum(given.counts[name])
        starts = ends - given.counts[name]
        return [frame[int(starts[n]) : int(ends[n])].to_dicts() for n in places]
    numbered = chosen.select(*given.keys, pl.int_range(pl.len()).alias("~place"))
    kept = frame.join(numbered, on=given.keys, how="inner", maintain_order="left")
    found: list[list[dict[str, Any]]] = [[] for _ in places]
    for row in kept.to_dicts():
        found[row["~place"]].append(row)
    return found


def _submission(
    single: Mapping[str, Any], children: Mapping[str, list[dict[str, Any]]], needs: Needs, way: Way
) -> Submission:
    facts: dict[str, Any] = {}
    lines: dict[str, Any] = {}
    staff: dict[str, Any] = {}
    judgements: dict[str, Judgement] = {}
    for needed in needs.of(None):
        value = _value(single, needed, way)
        head, _, rest = needed.path.partition(".")
        if head == "judgements":
            if value is not None:
                judgements[rest] = cast(Judgement, SimpleNamespace(**_judged(needed, value)))
        elif head == "budget" and rest.count(".") == 1:
            line, stage = rest.split(".")
            setattr(lines.setdefault(line, SimpleNamespace()), stage, value)
        elif head == "staff" and rest in _STAFF:
            staff[rest] = value
        elif value is not None:
            facts[needed.path] = value
    tables = {name: _rows(single, name, children.get(name), needs, way) for name in needs.tables}
    facts |= {name: rows for name, rows in tables.items() if name not in _TABLES and rows is not None}
    made = SimpleNamespace(
        entity=SimpleNamespace(name="", code=""),
        year=0,
        money_unit=way.money,
        budget=_Budget(lines),
        staff=SimpleNamespace(**staff),
        projects=tables.get("projects"),
        tasks=tables.get("tasks"),
        targets=tables.get("targets"),
        facts=facts,
        judgements=judgements,
        not_applicable={node: "stated" for node in needs.nodes if says_yes(single.get(f"not_applicable.{node}"))},
    )
    return cast(Submission, made)


def _rows(
    single: Mapping[str, Any], name: str, rows: list[dict[str, Any]] | None, needs: Needs, way: Way
) -> tuple[Any, ...] | None:
    if rows is None or not says_yes(single.get(f"{name}.given", True)):
        return None
    columns = needs.of(name)
    read = [{c.name: _value(row, c, way) for c in columns} for row in rows]
    if name in _TABLES:
        return tuple(SimpleNamespace(**row) for row in read)
    return tuple({key: value for key, value in row.items() if value is not None} for row in read)


def _value(row: Mapping[str, Any], needed: Needed, way: Way) -> Any:
    value = row.get(needed.name)
    if value is None:
        return _Unreadable() if row.get(f"{needed.name}?") else None
    if isinstance(value, float):
        return f"{value:.{way.floats or 0}f}"
    if needed.held == "flag" and isinstance(value, str):
        return FLAGS.get(value, _Unreadable()) if value else None
    return value


def _judged(needed: Needed, value: Any) -> dict[str, Any]:
    if needed.options:
        return {"points": None, "deductions": None, "level": value}
    return {"points": _points(value), "deductions": None, "level": None}


def _points(value: Any) -> Any:
    """Points as a number, where a file without types has them as text."""
    if not isinstance(value, str):
        return value
    try:
        return exact(value)
    except NumberError:
        return None
