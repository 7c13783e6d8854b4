"""How fast perfeval is, as ratios against a rival measured in the same run.

    python bench/run.py            # the figures to quote
    python bench/run.py --quick    # a smoke test, a few seconds

Each figure is a median; rivals take turns, so that a machine that slows down slows both.
"""

from __future__ import annotations

import argparse
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
CASE = ROOT / "examples/foshan-2021/hmt-office.toml"
FOREIGN = ("click", "rich", "polars", "numpy", "pandas", "openpyxl", "docx", "pdfplumber", "matplotlib", "pyspark")
CENT = Decimal("0.01")


def main() -> None:
    """Run every benchmark and print a line for each figure."""
    parser = argparse.ArgumentParser(description="Ratios against rivals measured in the same run.")
    parser.add_argument("--quick", action="store_true", help="few rounds: a smoke test, not for quoting")
    quick = parser.parse_args().quick
    print(f"Python {platform.python_version()}, {platform.machine()}{', quick' if quick else ''}")
    imports(3 if quick else 15)
    evaluations(*((3, 100) if quick else (11, 1000)))


def imports(rounds: int) -> None:
    """Fresh processes: the package, its working parts, and what it depends on."""
    bare = "pass"
    rival = "import attrs, cattrs, pluggy"
    front = "import perfeval"
    working = "import perfeval; perfeval.evaluate"
    figures: dict[str, list[float]] = {code: [] for code in (bare, rival, front, working)}
    for _ in range(rounds):
        for code, times in figures.items():
            times.append(process(code))
    base = median(figures[rival])
    print(f"import: bare Python {median(figures[bare]) * 1e3:.0f} ms, {rival[7:]} {base * 1e3:.0f} ms")
    for code in (front, working):
        ratios = [a / b for a, b in zip(figures[code], figures[rival], strict=True)]
        print(f"  {code}: {median(figures[code]) * 1e3:.0f} ms, {median(ratios):.2f} x {rival[7:]}")
    check = f"{working}; import sys; print([m for m in {FOREIGN!r} if m in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True).stdout.strip()
    print(f"  loaded of click, rich, polars, numpy, office and plotting libraries: {loaded}")


def process(code: str) -> float:
    """Seconds for a fresh interpreter to run some code."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - start


def evaluations(rounds: int, times: int) -> None:
    """Evaluations of the Foshan case against a hand-written function, and explaining against evaluating."""
    import perfeval
    from perfeval.evaluation import engine_of, explained_text, explainer_of

    submission, scheme = perfeval.load(CASE), perfeval.scheme("foshan-2021")
    engine, explainer = engine_of(scheme), explainer_of(scheme)
    found = engine.evaluate(submission)
    assert found.total == by_hand(submission) == Decimal("99.85")
    subjects: dict[str, Callable[[], Any]] = {
        "evaluate": lambda: engine.evaluate(submission),
        "by hand": lambda: by_hand(submission),
        "api": lambda: perfeval.evaluate(submission, scheme),
        "explain": lambda: explainer.explain(submission, found),
        "explain as text": lambda: explained_text(explainer.explain(submission, found), "zh"),
    }
    figures: dict[str, list[float]] = {name: [] for name in subjects}
    for _ in range(rounds):
        for name, run in subjects.items():
            start = time.perf_counter()
            for _ in range(times):
                run()
            figures[name].append((time.perf_counter() - start) / times)
    base = median(figures["evaluate"])
    print(f"evaluate: {1 / base:,.0f} a second, perfeval.evaluate {1 / median(figures['api']):,.0f} a second")
    for name, other in (("evaluate", "by hand"), ("explain", "evaluate"), ("explain as text", "evaluate")):
        ratios = [a / b for a, b in zip(figures[name], figures[other], strict=True)]
        print(f"  {name}: {median(figures[name]) * 1e6:.0f} us, {median(ratios):.2f} x {other}")


def by_hand(submission: Any) -> Decimal:
    """The Foshan total as a script would compute it: the rival, exact to 28 digits only."""
    judged = ("budgeting", "performance", "finance", "project_management", "assets", "benefit")
    scores = [submission.judgements[id].points.quantize(CENT, ROUND_HALF_UP) for id in judged]
    done = [task.done for task in submission.tasks]
    rated = [p for p in submission.projects if not p.exempt]
    funds = sum(p.adjusted.amount for p in rated)
    total = submission.budget.line("total")
    rates = (
        (10, min(Decimal(1), Decimal(done.count(True)) / len(done))),
        (10, min(Decimal(1), sum(p.self_score / 100 * p.adjusted.amount for p in rated) / funds)),
        (10, min(Decimal(1), total.actual.amount / total.adjusted.amount / Decimal("0.95"))),
        (5, min(Decimal(1), submission.facts["satisfaction"] / 100 / Decimal("0.95"))),
    )
    scores += [(points * share).quantize(CENT, ROUND_HALF_UP) for points, share in rates]
    return sum(scores, Decimal(0))


if __name__ == "__main__":
    main()
