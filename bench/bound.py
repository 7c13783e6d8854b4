"""Which figures of a report are bound, by what, and which are not.

    python bench/bound.py report.txt
    python bench/bound.py report.docx report.pdf --unbound    # only what nothing holds

A figure is bound where a sum, the full marks, a score, the total, the grade or a claim would tell if it were changed.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Print the figures of each report with what binds them, then the count."""
    parser = argparse.ArgumentParser(description="Which figures of a report are bound, and by what.")
    parser.add_argument("reports", nargs="+", type=Path)
    parser.add_argument("--unbound", action="store_true", help="only figures that nothing holds")
    asked = parser.parse_args()
    sys.path[:0] = [str(ROOT)]
    from tests.audit.bound import bound

    from perfeval.formats.pages.opening import open_document
    from perfeval.formats.prose import bind

    for path in asked.reports:
        reading = bind(open_document(path.read_bytes(), path.name))
        figures = list(bound(reading))
        print(path.name)
        for one in figures:
            if one.by and asked.unbound:
                continue
            print(f"  {one.by or '-':<7}{_place(one.figure.origin):>10}  {one.figure.raw:<14}{one.path}  {one.label}")
        count = Counter(one.by or "not bound" for one in figures)
        print("  " + ", ".join(f"{by} {times}" for by, times in count.most_common()))
        print(f"  passed over by a rule {len(reading.ignored)}, unread {len(reading.unread)}")
        for loose in reading.unread:
            print(f"  unread {_place(loose.origin):>10}  {loose.raw}")
    return 0


def _place(origin: object) -> str:
    cell, line = getattr(origin, "cell", ""), getattr(origin, "line", None)
    return cell or (f"line {line}" if line else "")


if __name__ == "__main__":
    raise SystemExit(main())
