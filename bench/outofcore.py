"""Parquet to Parquet in bounded memory: seconds and peak memory by the number of departments.

    python bench/outofcore.py                  # 10,000 to 1,000,000 departments with 5 projects each
    python bench/outofcore.py --full           # to 10,000,000
    python bench/outofcore.py --flat           # projects and tasks in files of their own, shuffled

Each run is a process of its own, whose largest resident memory is told; this process imports nothing large.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
MARKS = {"budgeting": 10, "performance": 8, "finance": 19, "project_management": 8, "assets": 5, "benefit": 15}
STEP = 50_000
LIMIT = 512


def main() -> None:
    """Run every size and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--full", action="store_true", help="up to 10,000,000 departments")
    parser.add_argument("--flat", action="store_true", help="child tables in files of their own")
    parser.add_argument("--folder", help="where the files go for the time of the run")
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        what, number, folder = asked.child
        WHAT[what](int(number), Path(folder), asked.flat)
        return
    print("departments   seconds   per million   peak MiB   MiB in   MiB out")
    for number in SIZES if asked.full else SIZES[:-1]:
        with TemporaryDirectory(dir=asked.folder) as folder:
            measured(number, Path(folder), asked.flat)


def measured(number: int, folder: Path, flat: bool) -> None:
    command = [sys.executable, __file__, *(["--flat"] if flat else []), "--child"]
    subprocess.run([*command, "make", str(number), folder], check=True)
    size = sum(path.stat().st_size for path in folder.iterdir()) / 2**20
    ran = subprocess.run([*command, "evaluate", str(number), folder], check=True, capture_output=True, text=True)
    seconds, peak = map(float, ran.stdout.split())
    out = (folder / "scores.parquet").stat().st_size / 2**20
    over = "" if peak <= LIMIT or flat else f"   more than {LIMIT}"
    per = seconds / number * 1e6
    row = f"{number:>11,}   {seconds:>7.1f}   {per:>11.2f}   {peak:>8.0f}   {size:>6.0f}   {out:>7.0f}"
    print(row + over, flush=True)


def make(number: int, folder: Path, flat: bool) -> None:
    """Write the departments, some at a time; figures are hashes of their number, so each run has the same."""
    import polars as pl
    from polars.io.plugins import register_io_source

    def frames(*_: Any) -> Any:
        for low in range(0, number, STEP):
            yield departments(low, min(low + STEP, number))

    target = folder / "entities.parquet"
    rows = register_io_source(frames, schema=departments(0, 1).schema)
    rows.sink_parquet(target, row_group_size=STEP)
    if flat:
        nested = target.rename(folder / "nested.parquet")
        whole = pl.scan_parquet(nested)
        whole.drop("projects", "tasks").sink_parquet(target, row_group_size=STEP)
        for table in ("projects", "tasks"):
            child = whole.select("entity", table).explode(table).unnest(table)
            mixed = [child.filter(pl.col("entity").hash(len(table)) % 7 == n) for n in range(7)]
            pl.concat(mixed).sink_parquet(folder / f"{table}.parquet", row_group_size=STEP)
        nested.unlink()


def departments(low: int, high: int) -> Any:
    import polars as pl

    def figure(seed: int, most: int) -> Any:
        return (pl.col("entity").hash(seed) % most).cast(pl.Int64)

    adjusted = figure(1, 10**9) + 1
    projects = [
        pl.struct(
            pl.lit(value=False).alias("exempt"),
            figure(50 + n, 101).alias("self_score"),
            figure(60 + n, 10**8).alias("adjusted"),
        )
        for n in range(5)
    ]
    tasks = [pl.struct((figure(70 + n, 10) > 1).alias("done")) for n in range(2)]
    return pl.select(pl.int_range(low, high).alias("entity")).with_columns(
        adjusted.alias("budget.total.adjusted"),
        (adjusted * (80 + figure(2, 21)) // 100).alias("budget.total.actual"),
        figure(3, 101).alias("satisfaction"),
        *(figure(10 + n, most + 1).alias(f"judgements.{id}") for n, (id, most) in enumerate(MARKS.items())),
        pl.concat_list(projects).alias("projects"),
        pl.concat_list(tasks).alias("tasks"),
    )


def evaluate(number: int, folder: Path, flat: bool) -> None:
    """Evaluate what was made; prints the seconds and the most memory that was resident."""
    import perfeval
    from perfeval.evaluation import plan
    from perfeval.tables import Asked, Reading, evaluate_files

    children = {name: folder / f"{name}.parquet" for name in ("projects", "tasks")} if flat else {}
    start = time.perf_counter()
    tally = evaluate_files(
        plan(perfeval.scheme("foshan-2021")),
        folder / "entities.parquet",
        children,
        folder / "scores.parquet",
        reading=Reading(),
        asked=Asked("rescale", "incomplete"),
    )
    assert tally.complete == number, tally
    print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


WHAT = {"make": make, "evaluate": evaluate}

if __name__ == "__main__":
    main()
