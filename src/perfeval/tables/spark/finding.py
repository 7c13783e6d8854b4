"""What is wrong with the keys of tables of Spark: found by a job of its own, since it takes a shuffle to see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING

from perfeval.tables.spark.schemas import column

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame


def spark_findings(entities: DataFrame, children: Mapping[str, DataFrame], keys: Sequence[str]) -> DataFrame:
    """Findings about keys, lazily: I202 empty, I203 more than once, I204 of rows without an entity.

    `evaluate_spark` leaves rows without an entity out, as `evaluate_tables` does, and stays silent about them.

    Args:
        entities: a row for each entity.
        children: child tables by name.
        keys: the columns that tell entities apart.

    Returns:
        A row for each such key: `code`, `table` (`entities` or a child table), `rows` (how many there are), the keys.
    """
    from pyspark.sql import functions

    names = [column(key) for key in keys]
    known = entities.select(*names)
    parts = [_told(known.where(_empty(names)), "I202", "entities", names)]
    twice = _told(known.where(~_empty(names)), "I203", "entities", names).where(functions.col("rows") > 1)
    parts.append(twice)
    for name, rows in children.items():
        own = rows.select(*names)
        parts.append(_told(own.where(_empty(names)), "I202", name, names))
        lost = own.where(~_empty(names)).join(known, on=list(keys), how="left_anti")
        parts.append(_told(lost, "I204", name, names))
    return reduce(lambda some, more: some.unionByName(more), parts)


def _told(rows: DataFrame, code: str, table: str, names: Sequence[str]) -> DataFrame:
    from pyspark.sql import functions

    counted = rows.groupBy(*names).agg(functions.count(functions.lit(1)).alias("rows"))
    return counted.select(functions.lit(code).alias("code"), functions.lit(table).alias("table"), "rows", *names)


def _empty(names: Sequence[str]) -> Column:
    from pyspark.sql import functions

    return reduce(lambda some, more: some | more, [functions.col(name).isNull() for name in names])
