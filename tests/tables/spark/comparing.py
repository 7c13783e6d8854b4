"""Tables as Spark has them, and results of Spark as polars has them."""

import hashlib
from collections.abc import Mapping
from typing import Any

import polars as pl

from perfeval.evaluation import Plan, plan_json, read_plan
from perfeval.tables import Asked, Reading, Tables, evaluate_spark, evaluate_tables

READING = Reading(absent=True)


def in_spark(spark: Any, frame: pl.DataFrame) -> Any:
    """A frame as a DataFrame of Spark; it has no unsigned numbers."""
    signed = frame.with_columns(pl.col(pl.UInt8).cast(pl.Int16))
    return spark.createDataFrame(signed.to_arrow(compat_level=pl.CompatLevel.oldest()))


def by_spark(
    spark: Any, plan: Plan, entities: pl.DataFrame, children: Mapping[str, pl.DataFrame], asked: Asked, **options: Any
) -> pl.DataFrame:
    """What Spark works out, in the order of the keys."""
    tables = {name: in_spark(spark, frame) for name, frame in children.items()}
    reading = options.pop("reading", READING)
    found = evaluate_spark(plan, in_spark(spark, entities), tables, reading=reading, asked=asked, **options)
    return pl.DataFrame(found.toArrow()).sort(reading.keys)


def by_polars(
    plan: Plan, entities: pl.DataFrame, children: Mapping[str, pl.DataFrame], asked: Asked, reading: Reading = READING
) -> pl.DataFrame:
    """The same by the polars engine, with the rows of open groups as Spark tells them."""
    found = evaluate_tables(read_plan(plan_json(plan)), entities, children, reading=reading, asked=asked)
    told = found.uniform()
    if asked.rows:
        rows = found.rows.group_by(found.keys).agg(pl.struct(pl.exclude(found.keys)).alias("rows"))
        told = told.join(rows, on=found.keys, how="left").with_columns(
            pl.col("rows").fill_null(pl.Series([[]], dtype=rows.schema["rows"]))
        )
    return told.sort(found.keys)


def nested(tables: Tables) -> pl.DataFrame:
    """Flat tables with the rows of each entity in a list: null where not given, empty where there are none."""
    whole = tables.entities
    for name, frame in tables.children.items():
        lists = frame.group_by(tables.keys, maintain_order=True).agg(
            pl.struct(pl.exclude(tables.keys)).alias(name) if frame.width > len(tables.keys) else pl.len().alias(name)
        )
        whole = whole.join(lists, on=tables.keys, how="left", maintain_order="left")
        empty = pl.Series([[]], dtype=lists.schema[name])
        flag = f"{name}.given"
        given = pl.col(flag) if flag in whole.columns else pl.lit(value=True)
        whole = whole.with_columns(pl.when(given).then(pl.col(name).fill_null(empty)).alias(name))
        whole = whole.drop(flag, strict=False)
    return whole


def digest(frame: pl.DataFrame) -> str:
    """One number for all digits, names and reasons of a result."""
    return hashlib.sha256(frame.write_ndjson().encode()).hexdigest()[:16]
