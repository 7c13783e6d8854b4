"""Whole tables against the record engine, department after department: how many digits differ.

    python bench/oracle.py                     # 1,000,000 departments with 3,000,000 projects
    python bench/oracle.py --entities 20000
    python bench/oracle.py --after 500000      # only those after the first 500,000

Ordinary, tiny and huge amounts, exact ties and their neighbours, nulls, zero denominators, no rows, what does not
apply, rows without an owner; scattered, lying together and nested; four choices of policies. Compared are scores,
statuses, shares, reasons, totals, bounds and grades. It exits with 1 if anything differs.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SLAB = 25_000


def main() -> int:
    """Compare, with a line for each slab, and print what differs."""
    parser = argparse.ArgumentParser(description="How many digits of whole tables differ from the record engine's.")
    parser.add_argument("--entities", type=int, default=1_000_000)
    parser.add_argument("--after", type=int, default=0, help="how many to leave out, in whole slabs")
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    asked = parser.parse_args()
    sys.path[:0] = [str(ROOT)]
    os.environ["POLARS_MAX_THREADS"] = "1"
    from tests.tables.oracle import Slab, compared

    sizes = [min(SLAB, asked.entities - start) for start in range(0, asked.entities, SLAB)]
    slabs = [Slab(n, size) for n, size in enumerate(sizes)][asked.after // SLAB :]
    start, done, ties, differences = time.perf_counter(), 0, 0, list[str]()
    with get_context("spawn").Pool(asked.processes) as pool:
        for found in pool.imap_unordered(compared, slabs):
            done, ties = done + found.slab.size, ties + found.ties
            differences += found.differences
            took = time.perf_counter() - start
            print(f"{done:>9,} departments, {ties:,} ties, {len(differences)} differences, {took:.0f} s", flush=True)
    for difference in differences[:20]:
        print(difference)
    print(f"{len(differences)} differences in {done:,} departments")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
