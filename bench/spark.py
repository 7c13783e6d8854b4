"""Spark against polars on the same cores, measured in one run.

    python bench/spark.py              # the figures to quote: 400,000 departments with 10 projects and 3 tasks each
    python bench/spark.py --as-is      # with Spark's own limit of bytes, which is checked after every row
    python bench/spark.py --quick      # a smoke test

Both read the same Parquet files and work the whole result out; Spark runs on threads of this machine, is warm, and has
the setting that the page about Spark advises: batches end after so many rows, and their bytes are not counted.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import polars as pl

import perfeval
from perfeval.evaluation import plan
from perfeval.tables import Asked, Reading, evaluate_spark, evaluate_tables

PLAN = plan(perfeval.scheme("foshan-2021"))
ASKED = Asked("rescale", "incomplete")
JUDGED = {"budgeting": 10, "performance": 8, "finance": 19, "project_management": 8, "assets": 5, "benefit": 15}
GOAL = 6
LIMIT = "spark.sql.execution.arrow.maxBytesPerBatch"


def main() -> None:
    """Write the tables, take turns, print a line for each layout."""
    parser = argparse.ArgumentParser(description="Spark against polars on the same cores.")
    parser.add_argument("--quick", action="store_true", help="few departments, two rounds: not for quoting")
    parser.add_argument("--departments", type=int, default=400_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--cores", type=int, default=os.cpu_count())
    parser.add_argument("--as-is", action="store_true", help="leave the limit of bytes a batch as Spark sets it")
    given = parser.parse_args()
    many, rounds = (20_000, 2) if given.quick else (given.departments, given.rounds)
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory(prefix="perfeval-") as folder:
        written(Path(folder), many)
        spark = session(given.cores)
        if not given.as_is:
            spark.conf.set(LIMIT, 2**31 - 1)
        print(f"{many:,} departments, {given.cores} cores, load {os.getloadavg()[0]:.1f}, Spark {spark.version}")
        print(f"{LIMIT} {spark.conf.get(LIMIT)}")
        for name, (by_polars, by_spark, read) in subjects(spark, Path(folder)).items():
            compared(name, by_polars, by_spark, read, rounds)
        spark.stop()


def compared(name: str, by_polars: Callable[[], Any], by_spark: Callable[[], Any], read: Any, rounds: int) -> None:
    """The medians of both and of their ratio, round by round."""
    by_spark(), by_polars()  # the first time starts workers and makes programs
    times = [[seconds(run) for run in (by_polars, by_spark, read)] for _ in range(rounds)]
    own, theirs, alone = (median(each) for each in zip(*times, strict=True))
    ratios = sorted(spark / polars for polars, spark, _ in times)
    ratio, load = median(ratios), os.getloadavg()[0]
    said = f"goal {GOAL} x {'met' if ratio <= GOAL else 'missed'}"
    print(
        f"{name}: polars {own:.2f} s, Spark {theirs:.2f} s (the same rows to Python and back: {alone:.2f} s), "
        f"{ratio:.1f} x [{ratios[0]:.1f}-{ratios[-1]:.1f}], {said}, load {load:.1f}",
        flush=True,
    )


def seconds(run: Callable[[], Any]) -> float:
    """How long something takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def session(cores: int) -> Any:
    """A session on threads of this machine."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master(f"local[{cores}]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.ui.showConsoleProgress", "false").config("spark.driver.memory", "4g")
    found = builder.config("spark.sql.shuffle.partitions", "8").getOrCreate()
    found.sparkContext.setLogLevel("OFF")
    return found


def subjects(spark: Any, folder: Path) -> dict[str, tuple[Callable[[], Any], Callable[[], Any], Callable[[], Any]]]:
    """Each layout by polars, by Spark, and what Spark needs to send the same rows to Python and back."""
    files = {name: folder / f"{name}.parquet" for name in ("nested", "entities", "projects", "tasks")}
    frames = {name: spark.read.parquet(str(path)) for name, path in files.items()}
    children = ("projects", "tasks")

    def polars(own: str, *tables: str) -> Callable[[], Any]:
        def run() -> Any:
            given = {name: files[name] for name in tables}
            return evaluate_tables(PLAN, files[own], given, reading=Reading(), asked=ASKED).uniform()

        return run

    def spark_of(own: str, *tables: str) -> Callable[[], Any]:
        def run() -> None:
            given = {name: frames[name] for name in tables}
            done(evaluate_spark(PLAN, frames[own], given, reading=Reading(), asked=ASKED, buckets=16))

        return run

    def to_python_and_back(*tables: str) -> Callable[[], Any]:
        def run() -> None:
            for name in tables:
                frame = frames[name].toDF(*(f"c{n}" for n in range(len(frames[name].columns))))
                done(frame.mapInArrow(lambda batches: batches, frame.schema))

        return run

    return {
        "nested": (polars("nested"), spark_of("nested"), to_python_and_back("nested")),
        "flat": (
            polars("entities", *children),
            spark_of("entities", *children),
            to_python_and_back("entities", *children),
        ),
    }


def done(frame: Any) -> None:
    """Work a frame out and keep nothing of it."""
    frame.write.format("noop").mode("overwrite").save()


def written(folder: Path, many: int) -> None:
    """The tables as Parquet, flat and nested."""
    random = np.random.default_rng(2021)

    def decimals(most: int, count: int = many) -> pl.Series:
        units = pl.Series(random.integers(0, most + 1, count)).cast(pl.Int128)
        return units.reinterpret(dtype=pl.Decimal(38, 2)).cast(pl.Decimal(18, 2))

    def owned(each: int) -> pl.DataFrame:
        return pl.DataFrame({"entity": entities["entity"].gather(pl.Series(np.repeat(np.arange(many), each)))})

    entities = pl.DataFrame({"entity": [f"D{n:07d}" for n in range(many)]}).with_columns(
        *(decimals(100 * full).alias(f"judgements.{id}") for id, full in JUDGED.items()),
        decimals(10**9).alias("budget.total.actual"),
        decimals(10**9).alias("budget.total.adjusted"),
        decimals(10**4).alias("satisfaction"),
    )
    projects = owned(10).with_columns(
        exempt=pl.Series(random.random(many * 10) < 0.1),
        self_score=decimals(10**4, many * 10),
        adjusted=decimals(10**9, many * 10),
    )
    tasks = owned(3).with_columns(done=pl.Series(random.random(many * 3) < 0.8))
    nested = entities
    for name, table in {"projects": projects, "tasks": tasks}.items():
        rows = table.group_by("entity", maintain_order=True).agg(pl.struct(pl.exclude("entity")).alias(name))
        nested = nested.with_columns(rows[name])
    tables = {"nested": nested, "entities": entities, "projects": projects, "tasks": tasks}
    for name, table in tables.items():
        table.write_parquet(folder / f"{name}.parquet", row_group_size=max(table.height // 8, 1))


if __name__ == "__main__":
    main()
