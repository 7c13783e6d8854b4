"""The types of Spark, of polars and of Arrow for one another, and what a table of Spark looks like without its rows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import polars as pl

from perfeval.evaluation import Plan
from perfeval.tables.points import total_unit
from perfeval.tables.program import SHARE_PLACES, Asked
from perfeval.tables.results import uniform_schema

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_TYPES: Mapping[str, pl.DataType] = {
    "boolean": pl.Boolean(),
    "byte": pl.Int8(),
    "short": pl.Int16(),
    "integer": pl.Int32(),
    "long": pl.Int64(),
    "float": pl.Float32(),
    "double": pl.Float64(),
    "string": pl.String(),
    "date": pl.Date(),
    "void": pl.Null(),
}
_DECIMAL = re.compile(r"decimal\((\d+),(\d+)\)")
_TEXT = re.compile(r"(char|varchar)\(\d+\)|string .*")


def is_spark(frame: Any) -> bool:
    """Whether something is a DataFrame of Spark; pyspark is not imported to find out.

    Example:
        >>> import polars
        >>> from perfeval.tables import is_spark
        >>> is_spark(polars.DataFrame())
        False
    """
    kinds = type(frame).__mro__
    return any(kind.__name__ == "DataFrame" and kind.__module__.startswith("pyspark.sql.") for kind in kinds)


def empty(frame: DataFrame) -> pl.DataFrame:
    """A table of Spark without its rows: the same columns, and nothing of it is worked out."""
    return pl.DataFrame(schema={f["name"]: polars_type(f["type"]) for f in frame.schema.jsonValue()["fields"]})


def polars_type(told: Any) -> pl.DataType:
    """The polars type for a type of Spark as its JSON tells it; binary for one that rules never read."""
    if isinstance(told, str):
        if found := _DECIMAL.fullmatch(told):
            return pl.Decimal(int(found[1]), int(found[2]))
        return pl.String() if _TEXT.fullmatch(told) else _TYPES.get(told, pl.Binary())
    match told["type"]:
        case "array":
            return pl.List(polars_type(told["elementType"]))
        case "struct":
            return pl.Struct({f["name"]: polars_type(f["type"]) for f in told["fields"]})
    return pl.Binary()


def result_schema(plan: Plan, asked: Asked) -> dict[str, pl.DataType]:
    """The columns of a result beside the keys: those of `uniform_schema`, and the rows of open groups if asked for."""
    schema: dict[str, pl.DataType] = uniform_schema(plan, asked, {})
    if asked.rows:
        whole = pl.Decimal(38, len(str(total_unit(plan))) - 1)
        places = {"points": whole, "score": pl.Decimal(38, plan.places)}
        row: dict[str, Any] = {"group": pl.String(), "row": pl.Int64(), "status": pl.String(), **places}
        row |= {"share": pl.Decimal(38, SHARE_PLACES)} if asked.shares else {}
        schema["rows"] = pl.List(pl.Struct(row))
    return schema


def spark_type(dtype: Any) -> str:
    """A polars type of a result as Spark writes it."""
    match dtype:
        case pl.Decimal():
            return f"decimal(38,{dtype.scale})"
        case pl.List():
            return f"array<{spark_type(dtype.inner)}>"
        case pl.Struct():
            return "struct<" + ",".join(f"{f.name}:{spark_type(f.dtype)}" for f in dtype.fields) + ">"
    return {pl.String: "string", pl.Boolean: "boolean", pl.Int64: "bigint"}[type(dtype)]


def column(name: str) -> str:
    """A name as Spark reads it: most of ours have points in them."""
    return "`" + name.replace("`", "``") + "`"
