"""How fast whole tables are, as ratios against float64 queries measured in the same run.

    python bench/tables.py            # the figures to quote: 1e5 and 1e6 departments, 1e6 project sheets
    python bench/tables.py --quick    # a smoke test, a few seconds

In every round each variant and each rival has one turn; a figure is the median of the rounds' ratios, with the range
seen, and beside it the same of processor time, which a busy machine disturbs less. The rival is the better of polars'
two engines on the same rows in the same order. A quarter is noise.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import polars as pl

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

import workload  # noqa: E402 - found once the path is set
from tests.tables.provinces import SCHEME, Departments  # noqa: E402 - likewise

import perfeval  # noqa: E402 - likewise
from perfeval.evaluation import plan  # noqa: E402 - likewise
from perfeval.tables import Asked, PolarsEngine, Tables, Way  # noqa: E402 - likewise

Run = Callable[[], Any]
Times = Mapping[str, list[tuple[float, float]]]
"""Seconds by the clock, and of processor time, of each round."""


def main() -> None:
    """Measure and print a line for each figure."""
    parser = argparse.ArgumentParser(description="Ratios of whole tables against float64 queries of the same run.")
    parser.add_argument("--quick", action="store_true", help="small tables, few rounds: a smoke test, not for quoting")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000, 1_000_000], help="how many departments")
    asked = parser.parse_args()
    sizes, rounds = ([2_000], 2) if asked.quick else (asked.sizes, asked.rounds)
    print(f"Python {platform.python_version()}, polars {pl.__version__}, {os.cpu_count()} cores, {rounds} rounds")
    for size in sizes:
        of_departments(size, rounds)
        gc.collect()
    of_sheets(sizes[-1], rounds)
    for name, tables in (("ordinary", workload.departments(sizes[-1])), ("ties", tied(sizes[-1]))):
        wrong(name, *tables)


def timed(runs: Mapping[str, Run], rounds: int) -> Times:
    """Seconds of each run in each round, after a turn that is not counted."""
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in runs}
    for n in range(rounds + 1):
        for name, run in runs.items():
            gc.collect()
            start, worked = time.perf_counter(), time.process_time()
            run()
            if n:
                times[name].append((time.perf_counter() - start, time.process_time() - worked))
    return times


def took(times: Times, name: str) -> float:
    """The median of the seconds by the clock."""
    return median(clock for clock, _ in times[name])


def told(times: Times, size: int, goals: Sequence[tuple[str, str, str]]) -> None:
    """A line for each variant: its time, and its ratio against a rival, whose engines are `name, ...`."""
    for name, rival, goal in goals:
        engines = [times[n] for n in times if n.split(", ")[0] == rival]
        best = [tuple(map(min, zip(*turns, strict=True))) for turns in zip(*engines, strict=True)]
        clock, worked = ([own[n] / b[n] for own, b in zip(times[name], best, strict=True)] for n in (0, 1))
        figure = f"{median(clock):6.2f} x {rival} [{min(clock):.2f}-{max(clock):.2f}], processor {median(worked):.2f}"
        seconds = took(times, name)
        print(f"  {name:18} {seconds * 1e3:7.0f} ms {size / seconds / 1e6:5.2f} M/s {figure}; {goal}")


def hands(name: str, query: Callable[..., Any], *frames: pl.DataFrame) -> dict[str, Run]:
    """A rival on both engines of polars."""
    own = [workload.floats(f) if query is workload.hand_flat else f for f in frames]
    return {f"{name}, {engine}": (lambda e=engine: query(*own, e)) for engine in ("streaming", "in-memory")}


def of_departments(size: int, rounds: int) -> None:
    """All layouts of departments with 10 projects."""
    entities, projects = workload.departments(size)
    mixed = projects.sample(fraction=1, shuffle=True, seed=1)
    lists = entities.with_columns(
        projects.group_by("entity", maintain_order=True).agg(
            pl.struct("self_score", "adjusted", "actual").alias("projects")
        )["projects"]
    )
    wide = workload.declared_wide(entities, projects)
    counts = np.bincount(projects["entity"].to_numpy(), minlength=size)
    engine, policies = PolarsEngine(plan(SCHEME)), Asked(SCHEME.not_applicable, SCHEME.on_missing)

    def evaluated(own: pl.DataFrame, child: pl.DataFrame | None, **options: Any) -> Run:
        return lambda: perfeval.evaluate_table(own, SCHEME, projects=child, **options)

    def unsought(own: pl.DataFrame, child: pl.DataFrame) -> Run:
        tables = Tables(own, {"projects": child}, ("entity",), {})
        return lambda: engine.evaluate(tables, policies, Way())

    near = [workload.floats(entities), workload.floats(projects)]
    runs = {
        **hands("hand", workload.hand_flat, entities, projects),
        **hands("hand scattered", workload.hand_flat, entities, mixed),
        **hands("hand wide", workload.hand_flat, *wide),
        "hand same layout": lambda: workload.hand_together(*near, counts),
        "flat": unsought(entities, projects),
        "flat, scattered": evaluated(entities, mixed),
        "flat, Int128": unsought(*wide),
        "sorted": evaluated(entities, projects),
        "nested": evaluated(lists, None),
        "sorted, shares": evaluated(entities, projects, shares=True),
        "sorted, bounds": evaluated(entities, projects, bounds=True),
    }
    times = dict(timed(runs, rounds))
    print(f"{size:,} departments, {projects.height:,} projects")
    told(
        times,
        size,
        (
            ("hand same layout", "hand", ""),
            ("flat", "hand", "goal 1.5, aim 1.2"),
            ("flat, scattered", "hand scattered", "goal 1.5, aim 1.2"),
            ("flat, Int128", "hand wide", "goal 2"),
            ("sorted", "hand", "goal 1.0, aim 0.7"),
            ("nested", "hand", "goal 1.6"),
            ("sorted, shares", "hand", "no goal"),
            ("sorted, bounds", "hand", "no goal"),
            ("sorted", "hand same layout", "no goal"),
        ),
    )
    loop(times, entities, projects)


def loop(times: Times, entities: pl.DataFrame, projects: pl.DataFrame) -> None:
    """Against a loop in Python, timed on a sample."""
    some = min(2_000, entities.height)
    own, child = entities.head(some), projects.filter(projects["entity"] < some)
    one = took(timed({"loop": lambda: workload.decimal_loop(own, child)}, 3), "loop") / some
    print(f"  Decimal loop: {one * 1e6:.0f} us a department, from a sample of {some:,}")
    for name, goal in (("sorted", 45), ("flat", 30), ("flat, scattered", 30), ("nested", 30)):
        print(f"  {name:18} {one * entities.height / took(times, name):.0f} times as fast as the loop; goal {goal}")


def of_sheets(size: int, rounds: int) -> None:
    """The national project sheet with 12 targets."""
    entities, targets = workload.sheets(size)
    engine, scheme = PolarsEngine(plan(perfeval.scheme("mof-2020-project"))), perfeval.scheme("mof-2020-project")
    tables = Tables(entities, {"targets": targets}, ("entity",), {})
    policies = Asked(scheme.not_applicable, scheme.on_missing)
    runs = {
        **hands("hand", workload.hand_sheets, entities, targets),
        "sheets": lambda: perfeval.evaluate_table(entities, scheme, targets=targets),
        "sheets, flat": lambda: engine.evaluate(tables, policies, Way()),
    }
    times = timed(runs, rounds)
    print(f"{size:,} sheets of mof-2020-project, {targets.height:,} targets")
    told(times, size, (("sheets", "hand", "aim 2"), ("sheets, flat", "hand", "aim 2")))


def tied(size: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Departments many of whose scores lie exactly between two cents, or beside that."""
    entities, projects = Departments(1, huge=False).tables(size)
    return entities.drop("^not_applicable.*$"), projects.filter(projects["entity"] < size)


def wrong(name: str, entities: pl.DataFrame, projects: pl.DataFrame) -> None:
    """How many scores and grades the float64 query gets wrong."""
    right = perfeval.evaluate_table(entities, SCHEME, projects=projects).scores
    found = workload.hand_flat(workload.floats(entities), workload.floats(projects), "streaming")
    scores, total = 0, 0
    for id in workload.IDS:
        exact = (right[f"score.{id}"].cast(pl.Float64) * 100).round().cast(pl.Int64)
        known = exact.is_not_null()
        units = (found[id].fill_nan(None) * 100).round().cast(pl.Int64, strict=False)
        total += int(known.sum())
        scores += int((units.ne_missing(exact) & known).sum())
    known = right["grade"].is_not_null()
    grades = int((found["grade"].ne_missing(right["grade"].cast(pl.String)) & known).sum())
    print(
        f"{name}: the float64 query has {scores:,} of {total:,} scores and {grades:,} of {known.sum():,} grades wrong"
    )


if __name__ == "__main__":
    main()
