"""Evaluates tables: shapes them, runs the engine, presents the result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from threading import Lock
from typing import Any

import polars as pl
from attrs import frozen

from perfeval.evaluation import Plan
from perfeval.tables.engine import PolarsEngine
from perfeval.tables.frames import frame_of
from perfeval.tables.preparing import Tables
from perfeval.tables.program import Asked
from perfeval.tables.readings import Way
from perfeval.tables.results import TableEvaluation, presented
from perfeval.tables.shaping import shaped

ORPHANS: Mapping[str, Any] = {"code": pl.String, "table": pl.String, "row": pl.Int64}


@frozen(kw_only=True)
class Reading:
    """How tables are to be read."""

    keys: tuple[str, ...] = ("entity",)
    """The columns that tell entities apart."""
    money_unit: str = "元"
    """The unit of amounts of money."""
    floats: int | None = None
    """How many decimals Float64 columns have; None refuses them."""
    absent: bool = False
    """Whether a column that is not there counts as not given; otherwise it is a fault."""


def evaluate_tables(
    plan: Plan, entities: Any, children: Mapping[str, Any], *, reading: Reading, asked: Asked
) -> TableEvaluation:
    """Evaluate tables by a plan.

    Args:
        plan: the plan.
        entities: a row for each entity.
        children: child tables by name.
        reading: how they are to be read.
        asked: policies, and what is wanted beside scores.

    Raises:
        FormatError: every fault of the tables' shape, before any work.
    """
    engine = engine_for(plan)
    frames = {name: frame_of(table, name) for name, table in children.items()}
    tables = shaped(frame_of(entities, "entities"), frames, engine.needs, reading.keys)
    worked = engine.evaluate(tables, asked, Way(reading.money_unit, reading.floats), absent=reading.absent)
    found = orphans(tables, engine.needs.tables)
    return presented(worked, plan, asked, tables.entities, reading.keys, found)


def orphans(tables: Tables, names: Sequence[str]) -> pl.DataFrame:
    """The rows whose entity is not there: a finding for each, with its key."""
    parts = []
    for name in names:
        if name not in tables.children or name in tables.counts:
            continue
        rows = tables.children[name].lazy().select(*tables.keys).with_row_index("row", offset=1)
        lost = rows.join(tables.entities.lazy().select(tables.keys), on=tables.keys, how="anti").collect()
        head = [pl.lit("I204").alias("code"), pl.lit(name).alias("table"), pl.col("row").cast(pl.Int64)]
        parts.append(lost.select(*head, *tables.keys))
    if parts:
        return pl.concat(parts)
    schema = dict(ORPHANS) | {key: tables.entities.schema[key] for key in tables.keys}
    return pl.DataFrame(schema=schema)


_ENGINES: dict[str, PolarsEngine] = {}
_LOCK = Lock()
_MOST = 16


def engine_for(plan: Plan) -> PolarsEngine:
    """The engine of a plan; the last few are kept with their programs."""
    with _LOCK:
        if plan.digest not in _ENGINES:
            while len(_ENGINES) >= _MOST:
                _ENGINES.pop(next(iter(_ENGINES)))
            _ENGINES[plan.digest] = PolarsEngine(plan)
        return _ENGINES[plan.digest]
