"""How long reports take: the first page of a fresh process, and many pages on one core.

python bench/reports.py            # the figures to quote
python bench/reports.py --quick    # a smoke test, a few seconds
"""

from __future__ import annotations

import argparse
import platform
import subprocess
import sys
import time
from pathlib import Path

from attrs import evolve

import perfeval
from perfeval.model import Entity

ROOT = Path(__file__).resolve().parent.parent
CASE = ROOT / "examples/foshan-2021/hmt-office.toml"
FIRST = f"""
import time, perfeval
perfeval.evaluate
start = time.perf_counter()
perfeval.report({str(CASE)!r}, format="html")
print(time.perf_counter() - start)
"""
GOAL = 60


def main() -> None:
    """Print a line for each figure."""
    parser = argparse.ArgumentParser(description="Seconds for HTML reports.")
    parser.add_argument("--quick", action="store_true", help="few reports: a smoke test, not for quoting")
    quick = parser.parse_args().quick
    print(f"Python {platform.python_version()}, {platform.machine()}{', quick' if quick else ''}")
    ran = subprocess.run([sys.executable, "-c", FIRST], capture_output=True, text=True, check=True)
    print(f"one HTML report after import, plugins, scheme and templates loaded with it: {float(ran.stdout):.2f} s")
    many(50 if quick else 1000)


def many(number: int) -> None:
    """Pages of entities that differ, each evaluated, explained and drawn; then the table of all of them."""
    own = perfeval.load(CASE)
    handed = [evolve(own, entity=Entity(f"单位 {n}")) for n in range(number)]
    perfeval.report(handed[0], format="html")
    start = time.perf_counter()
    size = sum(len(perfeval.report(each, format="html", lang="zh")) for each in handed)
    took = time.perf_counter() - start
    print(f"{number} HTML reports: {took:.1f} s, {took / number * 1e3:.1f} ms and {size / number / 1e3:.0f} kB each")
    print(f"  goal for 1000: {GOAL} s; at this pace {took / number * 1000:.1f} s")
    start = time.perf_counter()
    table = perfeval.report(handed, format="html", lang="zh")
    print(f"one table of {number}: {time.perf_counter() - start:.1f} s, {len(table) / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
