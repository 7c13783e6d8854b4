"""Evaluates tables of Spark: what can be said from their schemas at once, everything else when Spark runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import evolve

from perfeval.evaluation import Plan, PlannedRows, plan_json
from perfeval.findings import Finding, Text, UsageError, kind
from perfeval.tables.evaluating import Reading, evaluate_tables
from perfeval.tables.needing import Needs, needs
from perfeval.tables.program import Asked
from perfeval.tables.spark.schemas import column, empty, is_spark, result_schema, spark_type
from perfeval.tables.spark.sending import flat_task, nested_task
from perfeval.tables.spark.shuffling import BUCKET, bucket, slots, together
from perfeval.tables.spark.work import Work

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

BUCKETS = 64
"""Into how many parts flat tables are shuffled: ten million entities with their rows fit into memory part by part."""
_ASIDE = ("judgements.", "not_applicable.", "parameters.", "points.")
"""Heads of columns that the engine reads beside the figures of rules."""


def evaluate_spark(
    plan: Plan,
    entities: DataFrame,
    children: Mapping[str, DataFrame],
    *,
    reading: Reading,
    asked: Asked,
    buckets: int = BUCKETS,
) -> DataFrame:
    """Evaluate tables of Spark by a plan, lazily: nothing is worked out before the result is used.

    Entities that bring their rows as lists of structs go through `mapInArrow`, batch by batch. Child tables of their
    own meet their entities in one shuffle, in buckets of whole entities. The result has the columns of
    `uniform_schema` and, where the rows of open groups are asked for, `rows`.

    Args:
        plan: the plan.
        entities: a row for each entity; child tables can be columns of lists of structs.
        children: child tables by name.
        reading: how they are to be read.
        asked: policies, and what is wanted beside scores.
        buckets: into how many parts flat tables are shuffled; a task holds one of them in memory.

    Raises:
        FormatError: every fault of the schemas: columns that are missing or of a wrong type. What only rows show stops
            the job of Spark: in flat tables a key that is empty or stands twice, floats of too many decimals.
        UsageError: no buckets, or a child table that is not in Spark.
    """
    faults = [_elsewhere(name, rows) for name, rows in children.items() if not is_spark(rows)]
    if buckets < 1:
        faults.append(kind("I113").at("buckets", found=buckets, low=1, high=2**31 - 1))
    if faults:
        raise UsageError(faults)
    evaluate_tables(
        plan, empty(entities), {name: empty(rows) for name, rows in children.items()}, reading=reading, asked=asked
    )
    known = needs(plan)
    work = Work(
        plan=plan_json(plan),
        reading=reading,
        asked=asked,
        entities=(*reading.keys, *_of_entities(entities.columns, known, reading.keys)),
        tables={},
        ordered="judgements" in children or any(isinstance(leaf, PlannedRows) for leaf in plan.leaves()),
    )
    schema = _schema(plan, asked, entities, reading.keys)
    own = {name: rows for name, rows in children.items() if name in (*known.tables, "judgements")}
    if not own:
        return _selected(entities, work.entities).mapInArrow(nested_task(work.told()), schema)
    sent = slots(own, known, reading.keys)
    rows = together(own, sent, reading.keys, buckets, ordered=work.ordered)
    owners = _selected(entities, work.entities, bucket(entities, reading.keys, buckets))
    told = evolve(work, tables={name: slot.names for name, slot in sent.items()}).told()
    return owners.groupBy(BUCKET).cogroup(rows.groupBy(BUCKET)).applyInArrow(flat_task(told), schema)


def _elsewhere(name: str, table: object) -> Finding:
    """What to say of a child table that is not in Spark."""
    wanted = Text("Spark 的 DataFrame", "a DataFrame of Spark")
    advice = Text("先用 spark.createDataFrame 放进 Spark", "put it there first: spark.createDataFrame")
    return kind("I103").at(name, wanted=wanted, found=type(table).__name__, advice=advice)


def _schema(plan: Plan, asked: Asked, entities: DataFrame, keys: Sequence[str]) -> str:
    """The columns of the result as Spark declares them; keys have the type that they came with."""
    types = {key: entities.schema[key].dataType.simpleString() for key in keys}
    types |= {name: spark_type(dtype) for name, dtype in result_schema(plan, asked).items()}
    return ", ".join(f"{column(name)} {dtype}" for name, dtype in types.items())


def _of_entities(columns: Sequence[str], known: Needs, keys: Sequence[str]) -> Iterator[str]:
    """The columns of the entities that the engine reads; Spark reads no others from its files."""
    read = {name for needed in known.of(None) for name in (needed.name, f"{needed.name}?")}
    for name in columns:
        if name not in keys and (
            name in read or name in known.tables or name.startswith(_ASIDE) or name.endswith(".given")
        ):
            yield name


def _selected(entities: DataFrame, names: Sequence[str], *more: Column) -> DataFrame:
    """The entities as they are sent: `mapInArrow` cannot find columns with points in their names."""
    from pyspark.sql import functions

    return entities.select(*more, *(functions.col(column(name)).alias(f"c{n}") for n, name in enumerate(names)))
