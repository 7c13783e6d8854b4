"""What workers do: batches of Arrow in, batches of results out. They need perfeval and polars, and no plugin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import polars as pl
import pyarrow as pa
from attrs import evolve

from perfeval.evaluation import Plan, read_plan
from perfeval.tables.evaluating import evaluate_tables
from perfeval.tables.results import TableEvaluation
from perfeval.tables.spark.schemas import result_schema
from perfeval.tables.spark.shuffling import ROW, TABLE
from perfeval.tables.spark.work import Told, Work

ENTITIES, BYTES = 32_768, 128 * 2**20
"""How many entities, and how much of them, are worked on at once."""
_PLACE = "~place"


def nested(told: Told, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Results for entities that bring their rows; each stands for itself, so that keys are only carried along."""
    work = Work.of(told)
    reading = evolve(work.reading, keys=(_PLACE,))
    for chunk in _chunks(batches):
        own = _named(chunk, work)
        numbered = own.with_columns(pl.int_range(pl.len()).alias(_PLACE))
        found = evaluate_tables(_plan(work.plan), numbered, {}, reading=reading, asked=work.asked)
        yield from _sent(work, found, chunk.select(range(len(work.reading.keys)))).to_batches()


def flat(told: Told, entities: pa.Table, rows: pa.Table) -> pa.Table:
    """Results for the entities of one bucket, with all rows of theirs; rows without an entity are left out."""
    work = Work.of(told)
    own, sent = _named(entities, work), pl.DataFrame(rows)
    if work.ordered:
        sent = sent.sort(ROW)
    children = {
        name: sent.filter(pl.col(TABLE) == n).select(pl.col(c).alias(key) for c, key in columns.items())
        for n, (name, columns) in enumerate(work.tables.items())
    }
    found = evaluate_tables(_plan(work.plan), own, children, reading=work.reading, asked=work.asked)
    return _sent(work, found, entities.select([f"c{n}" for n in range(len(work.reading.keys))]))


@lru_cache(maxsize=16)
def _plan(text: str) -> Plan:
    """A plan that came as text, read once in each process; its engine is kept by `engine_for`."""
    return read_plan(text)


def _chunks(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """The batches of Spark together, since a few large pieces cost less than many small ones."""
    held: list[pa.RecordBatch] = []
    for batch in batches:
        held.append(batch)
        if sum(b.num_rows for b in held) >= ENTITIES or sum(b.nbytes for b in held) >= BYTES:
            yield pa.Table.from_batches(held)
            held = []
    if any(b.num_rows for b in held):
        yield pa.Table.from_batches(held)


def _named(sent: pa.Table, work: Work) -> pl.DataFrame:
    """Entities under their own names again."""
    columns = [f"c{n}" for n in range(len(work.entities))]
    return pl.DataFrame(sent.select(columns)).select(
        pl.col(c).alias(name) for c, name in zip(columns, work.entities, strict=True)
    )


def _sent(work: Work, found: TableEvaluation, keys: pa.Table) -> pa.Table:
    """A result as Spark takes it: the keys as they came, 128-bit units as decimals."""
    schema = result_schema(found.plan, work.asked)
    columns = found.uniform()
    if work.asked.rows:
        columns = columns.with_columns(_rows(found, schema["rows"]))
    told = columns.select(list(schema)).to_arrow(compat_level=pl.CompatLevel.oldest())
    told = told.cast(pa.schema([(name, arrow_type(dtype)) for name, dtype in schema.items()]))
    for n, key in enumerate(work.reading.keys):
        told = told.add_column(n, key, keys.column(n))
    return told


def _rows(found: TableEvaluation, dtype: pl.DataType) -> pl.Series:
    """The rows of open groups as a list for each entity."""
    assert isinstance(dtype, pl.List)
    assert isinstance(dtype.inner, pl.Struct)
    told = found.rows.select(*found.keys, pl.struct(f.name for f in dtype.inner.fields).alias("rows"))
    lists = told.group_by(found.keys, maintain_order=True).agg("rows")
    joined = found.scores.select(found.keys).join(lists, on=found.keys, how="left", maintain_order="left")
    return joined["rows"].fill_null(pl.Series([[]], dtype=joined.schema["rows"])).cast(dtype)


def arrow_type(dtype: Any) -> pa.DataType:
    """A polars type of a result as Spark reads it from Arrow."""
    match dtype:
        case pl.Decimal():
            return pa.decimal128(38, dtype.scale)
        case pl.List():
            return pa.list_(arrow_type(dtype.inner))
        case pl.Struct():
            return pa.struct([(f.name, arrow_type(f.dtype)) for f in dtype.fields])
    return {pl.String: pa.string(), pl.Boolean: pa.bool_(), pl.Int64: pa.int64()}[type(dtype)]
