"""Tables of Spark: what is said at once and what when Spark runs; keys, orphans, empty tables, workers."""

import os
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from tests.tables.spark.comparing import by_polars, by_spark, digest, in_spark, nested

import perfeval
from perfeval.evaluation import plan
from perfeval.findings import FormatError, UsageError
from perfeval.tables import Asked, Reading, Tables, evaluate_spark, is_spark, spark_findings

pytestmark = pytest.mark.spark

FOSHAN = plan(perfeval.scheme("foshan-2021"))
TOY = plan(perfeval.Scheme(id="toy", label="示例", groups=[perfeval.Indicator("work", "工作", 100)]))
ASKED = Asked("rescale", "incomplete")
JUDGED = {"budgeting": 10, "performance": 8, "finance": 19, "project_management": 8, "assets": 5, "benefit": 15}


def offices(many: int) -> Tables:
    """Offices with ties, zeros, amounts of 9e17 units, nulls, and up to four projects and two tasks each."""
    n = pl.int_range(many, eager=True)
    amounts = [0, 1, 3, 95_500, 10**6, 9 * 10**17, None]
    entities = pl.DataFrame({"entity": "局" + n.cast(pl.String)}).with_columns(
        *(_marks(n * 37 + k, 100 * full, f"judgements.{id}") for k, (id, full) in enumerate(JUDGED.items())),
        _amounts(n, amounts, "budget.total.actual"),
        _amounts(n // 7, amounts, "budget.total.adjusted"),
        _marks(n * 53, 10_000, "satisfaction"),
    )
    projects = _owners(entities, n % 5).with_columns(exempt=pl.int_range(pl.len()) % 7 == 0)
    place = pl.int_range(projects.height, eager=True)
    projects = projects.with_columns(
        _marks(place * 91, 10_000, "self_score"), _amounts(place, [5, 50, 500, 9 * 10**16, None], "adjusted")
    )
    tasks = _owners(entities, n % 3)
    tasks = tasks.with_columns(done=pl.Series([True, None, False]).gather(pl.int_range(tasks.height, eager=True) % 3))
    return Tables(entities, {"projects": projects, "tasks": tasks}, ("entity",), {})


def _marks(n: pl.Series, most: int, name: str) -> pl.Series:
    return _decimals((n % (most + 2)).set(n % 97 == 5, None), name)


def _amounts(n: pl.Series, some: list[int | None], name: str) -> pl.Series:
    return _decimals(pl.Series(some, dtype=pl.Int64).gather(n % len(some)), name)


def _decimals(units: pl.Series, name: str) -> pl.Series:
    return units.cast(pl.Int128).reinterpret(dtype=pl.Decimal(38, 2)).cast(pl.Decimal(20, 2)).alias(name)


def _owners(entities: pl.DataFrame, sizes: pl.Series) -> pl.DataFrame:
    return entities.select(pl.col("entity").repeat_by(sizes).explode(empty_as_null=False))


def test_twenty_thousand_offices_have_one_digest(spark: Any) -> None:
    tables = offices(20_000)
    wanted = by_polars(FOSHAN, tables.entities, tables.children, ASKED)
    assert wanted["total"].null_count() not in (0, wanted.height)
    flat = by_spark(spark, FOSHAN, tables.entities, tables.children, ASKED, buckets=5)
    assert_frame_equal(flat, wanted)
    assert digest(by_spark(spark, FOSHAN, nested(tables), {}, ASKED)) == digest(flat) == digest(wanted)


def test_small_batches_of_arrow_change_nothing(spark: Any) -> None:
    tables = offices(100)
    wanted = by_polars(FOSHAN, tables.entities, tables.children, ASKED)
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "7")
    try:
        for own, children in ((nested(tables), {}), (tables.entities, tables.children)):
            assert_frame_equal(by_spark(spark, FOSHAN, own, children, ASKED), wanted)
    finally:
        spark.conf.unset("spark.sql.execution.arrow.maxRecordsPerBatch")


def test_nothing_is_worked_out_before_it_is_used(spark: Any) -> None:
    def broken(batches: Iterator[Any]) -> Iterator[Any]:
        yield from batches
        raise ValueError("worked out")

    rows = in_spark(spark, pl.DataFrame({"entity": ["甲"], "work": [90]}))
    offices = rows.mapInArrow(broken, rows.schema).withColumnRenamed("work", "judgements.work")
    found = evaluate_spark(TOY, offices, {}, reading=Reading(), asked=ASKED)
    assert found.columns == ["entity", "total", "complete", "score.work", "status.work", "reasons"]
    assert dict(found.dtypes)["total"] == "decimal(38,2)"
    with pytest.raises(Exception, match="worked out"):
        found.collect()


def test_every_fault_of_the_schemas_is_said_at_once(spark: Any) -> None:
    tables = offices(3)
    own = tables.entities.drop("satisfaction").with_columns(pl.col("budget.total.actual").cast(pl.Float64))
    own = own.with_columns(pl.lit(value=True).alias("judgements.benefit"))
    tasks = tables.children["tasks"].with_columns(pl.lit(1.5).alias("done"))
    children = {"projects": in_spark(spark, tables.children["projects"]), "tasks": in_spark(spark, tasks)}
    with pytest.raises(FormatError) as error:
        evaluate_spark(FOSHAN, in_spark(spark, own), children, reading=Reading(), asked=ASKED)
    assert [f.code for f in error.value.findings] == ["I103", "I103", "I201", "I103"]
    for faulty, keys in ((own.drop("entity"), "entity"), (own.with_columns(pl.lit(1).alias("entity")), "entity")):
        with pytest.raises(FormatError):
            evaluate_spark(FOSHAN, in_spark(spark, faulty), children, reading=Reading(keys=(keys,)), asked=ASKED)
    elsewhere: Any = {"tasks": tasks}
    with pytest.raises(UsageError) as usage:
        evaluate_spark(FOSHAN, in_spark(spark, own), elsewhere, reading=Reading(), asked=ASKED, buckets=0)
    assert [f.code for f in usage.value.findings] == ["I103", "I113"]


def test_floats_with_leave(spark: Any) -> None:
    own = pl.DataFrame({"entity": [1, 2], "judgements.work": [89.995, None]})
    reading = Reading(floats=3)
    found = by_spark(spark, TOY, own, {}, ASKED, reading=reading)
    assert found["total"].to_list() == [Decimal("90.00"), None]
    assert_frame_equal(found, by_polars(TOY, own, {}, ASKED, reading))


def test_a_key_that_stands_twice(spark: Any) -> None:
    tables = offices(4)
    twice = pl.concat([tables.entities, tables.entities[:1]])
    with pytest.raises(Exception, match="I203"):
        by_spark(spark, FOSHAN, twice, tables.children, ASKED)
    together = nested(Tables(twice, tables.children, ("entity",), {})).sort("entity")  # in one batch
    found = by_spark(spark, FOSHAN, together, {}, ASKED)
    assert (found.height, found["entity"].n_unique()) == (5, 4)


def test_orphans_are_left_out_and_found_by_a_job_of_their_own(spark: Any) -> None:
    tables = offices(40)
    kept, lost = tables.entities[:30], tables.entities[30:]["entity"]
    assert_frame_equal(
        by_spark(spark, FOSHAN, kept, tables.children, ASKED, buckets=50),
        by_polars(FOSHAN, kept, tables.children, ASKED),
    )
    children = {name: in_spark(spark, frame) for name, frame in tables.children.items()}
    found = pl.DataFrame(spark_findings(in_spark(spark, kept), children, ["entity"]).toArrow())
    assert found["code"].unique().to_list() == ["I204"]
    for name, frame in tables.children.items():
        mine = frame.filter(pl.col("entity").is_in(lost.implode()))
        assert found.filter(pl.col("table") == name)["rows"].sum() == mine.height
        assert set(found.filter(pl.col("table") == name)["entity"]) == set(mine["entity"])


def test_keys_that_are_empty_or_stand_twice_are_found(spark: Any) -> None:
    own = pl.DataFrame({"a.b": [1, 1, None, 2], "c": ["x", "x", "y", None]})
    rows = pl.DataFrame({"a.b": [1, None, 3], "c": ["x", "x", "x"]})
    found = spark_findings(in_spark(spark, own), {"tasks": in_spark(spark, rows)}, ["a.b", "c"])
    assert sorted(map(str, map(tuple, found.collect()))) == [
        "('I202', 'entities', 1, 2, None)",
        "('I202', 'entities', 1, None, 'y')",
        "('I202', 'tasks', 1, None, 'x')",
        "('I203', 'entities', 2, 1, 'x')",
        "('I204', 'tasks', 1, 3, 'x')",
    ]


def test_several_keys_with_points_in_their_names_and_whole_numbers_of_two_widths(spark: Any) -> None:
    tables = offices(30)
    keyed = [pl.lit(2024).alias("year.of"), pl.col("entity").str.slice(1).cast(pl.Int32).alias("no`")]
    own = tables.entities.with_columns(keyed).drop("entity")
    children = {n: f.with_columns(keyed).drop("entity").cast({"no`": pl.Int64}) for n, f in tables.children.items()}
    reading = Reading(keys=("year.of", "no`"))
    found = by_spark(spark, FOSHAN, own, children, ASKED, reading=reading)
    assert found.schema["no`"] == pl.Int32
    assert_frame_equal(found, by_polars(FOSHAN, own, children, ASKED, reading))


def test_judgements_as_a_long_table(spark: Any) -> None:
    tables = offices(25)
    own = tables.entities.drop(f"judgements.{id}" for id in JUDGED)
    long = tables.entities.select("entity").join(pl.DataFrame({"indicator": list(JUDGED)}), how="cross")
    long = long.with_columns(index=pl.int_range(pl.len())).with_columns(
        points=pl.when(pl.col("index") % 3 > 0).then(pl.col("index") % 5), deduction=pl.lit(Decimal("0.5"))
    )
    children = {**tables.children, "judgements": long.drop("index")}
    assert_frame_equal(by_spark(spark, FOSHAN, own, children, ASKED), by_polars(FOSHAN, own, children, ASKED))


def test_tables_without_rows(spark: Any) -> None:
    tables = offices(3)
    nobody = {name: frame.clear() for name, frame in tables.children.items()}
    assert_frame_equal(
        by_spark(spark, FOSHAN, tables.entities, nobody, ASKED), by_polars(FOSHAN, tables.entities, nobody, ASKED)
    )
    for own, children in ((nested(tables).clear(), {}), (tables.entities.clear(), tables.children)):
        found = by_spark(spark, FOSHAN, own, children, ASKED)
        assert (found.height, "score.spending" in found.columns) == (0, True)


def test_lists_and_tables_of_their_own_together(spark: Any) -> None:
    tables = offices(50)
    own = nested(Tables(tables.entities, {"tasks": tables.children["tasks"]}, ("entity",), {}))
    own = own.with_columns(pl.when(pl.int_range(pl.len()) % 4 > 0).then("tasks").alias("tasks"))
    children = {"projects": tables.children["projects"]}
    assert_frame_equal(by_spark(spark, FOSHAN, own, children, ASKED), by_polars(FOSHAN, own, children, ASKED))


def test_workers_keep_engines_and_need_no_plugin(spark: Any) -> None:
    def seen(batches: Iterator[Any]) -> Iterator[Any]:
        import time

        import pyarrow as pa

        time.sleep(0.2)  # so that every worker takes one
        for _ in batches:
            working = "perfeval.tables.spark.working" in sys.modules
            kept = len(sys.modules["perfeval.tables.evaluating"]._ENGINES) if working else 0
            plugins, threads = "perfeval.plugins" in sys.modules, os.environ.get("POLARS_MAX_THREADS", "")
            told = {"working": [working], "plugins": [plugins], "threads": [threads], "kept": [kept]}
            yield pa.RecordBatch.from_pydict(told)

    own = nested(offices(50))
    for _ in range(3):
        by_spark(spark, FOSHAN, own, {}, ASKED)
    schema = "working boolean, plugins boolean, threads string, kept bigint"
    found = [row for row in spark.range(0, 8, 1, 8).mapInArrow(seen, schema).collect() if row.working]
    assert found
    assert all((row.plugins, row.threads) == (False, "1") and row.kept > 0 for row in found)


def test_a_frame_of_spark_is_known_without_pyspark(spark: Any) -> None:
    assert is_spark(in_spark(spark, pl.DataFrame({"a": [1]})))
    assert not is_spark([1])
    code = "import perfeval.tables, sys; print({'pyspark', 'pyarrow', 'pandas'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"
