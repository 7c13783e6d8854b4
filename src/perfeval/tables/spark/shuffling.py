"""All child tables as one, so that they meet their entities in one shuffle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any

from attrs import frozen

from perfeval.tables.needing import Needs
from perfeval.tables.spark.schemas import column

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

BUCKET, TABLE, ROW = "b", "t", "r"
"""Columns that are sent: the bucket, the number of a row's table, and where it stood in that."""
_JUDGED = ("indicator", "points", "deduction", "level")
_WHOLE = ("tinyint", "smallint", "int", "bigint")


@frozen
class Slots:
    """How the columns of a table are sent: a column that is sent holds those of one type, of each table another."""

    names: Mapping[str, str]
    """Under which name they are sent, and their own; the keys are among them."""
    types: Mapping[str, Any]
    """The types of Spark of those that are no keys."""


def slots(children: Mapping[str, DataFrame], known: Needs, keys: Sequence[str]) -> Mapping[str, Slots]:
    """The slots of child tables: as few as there are columns of one type in the table that has most of them."""
    sent: dict[tuple[str, int], str] = {}
    found = {}
    for name, rows in children.items():
        names, types = {f"k{n}": key for n, key in enumerate(keys)}, {}
        used: Counter[str] = Counter()
        for field in (rows.schema[c] for c in _of_rows(rows.columns, name, known, keys)):
            kind = field.dataType.simpleString()
            slot = sent.setdefault((kind, used[kind]), f"s{len(sent)}")
            used[kind] += 1
            names[slot], types[slot] = field.name, field.dataType
        found[name] = Slots(names, types)
    return found


def _of_rows(columns: Sequence[str], table: str, known: Needs, keys: Sequence[str]) -> Iterator[str]:
    """The columns of a child table that the engine reads."""
    own = _JUDGED if table == "judgements" else [needed.name for needed in known.of(table)]
    read = {each for name in own for each in (name, f"{name}?")}
    yield from (name for name in columns if name in read and name not in keys)


def together(
    children: Mapping[str, DataFrame], sent: Mapping[str, Slots], keys: Sequence[str], buckets: int, *, ordered: bool
) -> DataFrame:
    """The rows of all tables, with their bucket, the number of their table and, where it counts, their order."""
    from pyspark.sql import functions

    types = {slot: dtype for each in sent.values() for slot, dtype in each.types.items()}
    parts = []
    for n, (name, rows) in enumerate(children.items()):
        own = sent[name].names
        head = [bucket(rows, keys, buckets), functions.lit(n).alias(TABLE)]
        head += [functions.monotonically_increasing_id().alias(ROW)] if ordered else []
        head += [functions.col(column(key)).alias(f"k{k}") for k, key in enumerate(keys)]
        parts.append(rows.select(*head, *(_slot(own.get(s), dtype).alias(s) for s, dtype in types.items())))
    return reduce(lambda some, more: some.unionAll(more), parts)


def _slot(name: str | None, dtype: Any) -> Column:
    from pyspark.sql import functions

    return functions.lit(None).cast(dtype) if name is None else functions.col(column(name))


def bucket(table: DataFrame, keys: Sequence[str], buckets: int) -> Column:
    """The bucket that a key falls into, the same for whole numbers of any width."""
    from pyspark.sql import functions

    found = [functions.col(column(key)) for key in keys]
    for n, key in enumerate(keys):
        if table.schema[key].dataType.simpleString() in _WHOLE:
            found[n] = found[n].cast("bigint")
    return functions.pmod(functions.xxhash64(*found), functions.lit(buckets)).alias(BUCKET)
