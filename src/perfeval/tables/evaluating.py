"""Evaluates tables: shapes them, runs the engine, presents the result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from threading import Lock
from typing import Any

import polars as pl
from attrs import frozen

from perfeval.evaluation import Plan
from perfeval.findings import Lang, kind
from perfeval.tables.engine import PolarsEngine
from perfeval.tables.frames import frame_of
from perfeval.tables.preparing import Tables
from perfeval.tables.program import Asked
from perfeval.tables.readings import Way
from perfeval.tables.results import TableEvaluation, presented
from perfeval.tables.shaping import shaped


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
        parts.append(_told(lost, name, tables.keys))
    return pl.concat(parts or [_told(tables.entities.clear().with_columns(pl.lit(0).alias("row")), "", tables.keys)])


def _told(lost: pl.DataFrame, table: str, keys: Sequence[str]) -> pl.DataFrame:
    """A finding for each row, in both languages."""
    found = kind("I204")
    key = pl.concat_str(keys, separator=" ")
    langs: tuple[Lang, ...] = ("zh", "en")
    texts = {lang: found.message[lang].format(table=table, row="{}", key="{}") for lang in langs}
    return lost.select(
        pl.lit(found.code).alias("code"),
        pl.lit(found.severity).alias("severity"),
        pl.lit(table).alias("table"),
        pl.col("row").cast(pl.Int64),
        *keys,
        *(pl.format(text, "row", key).alias(lang) for lang, text in texts.items()),
    )


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
