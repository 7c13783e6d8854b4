"""How much of what is known to be wrong in labelled sheets an audit reports, and how much it reports that is not.

    python bench/cases.py FOLDER               # all sheets of the folder, in every format that is there
    python bench/cases.py FOLDER --verbose     # with each miss, false alarm and unread cell

Beside a sheet `NAME.xlsx` (`.docx`, `.pdf`) stands `NAME.expected.json`: `findings` with `code`, `where` (the printed
name of the row, with the stage for B101) and `sure`; `must_not_fire`, codes that would be false alarms;
`must_not_fire_at`, the same for single rows. What is not sure counts neither way. It exits with 1 where something sure
is missed or a false alarm fires.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import Factory, define

from perfeval.api import audit
from perfeval.findings import Finding

SUFFIXES = (".xlsx", ".docx", ".pdf")
_LABEL = re.compile(r"\[(?P<label>.*?)(?:#\d+)?\]")
_STAGE = re.compile(r" \((original|adjusted|actual)\)$")
_TOTALS = {"总分": "total", "自评等级": "grade"}


@define
class Tally:
    """Counts of one format."""

    sheets: int = 0
    sure: Counter[str] = Factory(Counter)
    found: Counter[str] = Factory(Counter)
    alarms: Counter[str] = Factory(Counter)
    arguable: Counter[str] = Factory(Counter)
    unread: int = 0
    said: list[str] = Factory(list)


def main() -> int:
    """Audit every sheet and print what was found of what is known, by code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--verbose", action="store_true")
    asked = parser.parse_args()
    labels = sorted(asked.folder.glob("*.expected.json"))
    tallies = {suffix: Tally() for suffix in SUFFIXES}
    for path in labels:
        expected = json.loads(path.read_text(encoding="utf-8"))
        for suffix in SUFFIXES:
            sheet = path.with_name(path.name.removesuffix(".expected.json") + suffix)
            if sheet.exists():
                compared(sheet, expected, tallies[suffix])
    for suffix, tally in tallies.items():
        told(suffix, tally, verbose=asked.verbose)
    return int(any(tally.alarms or tally.found != tally.sure for tally in tallies.values()))


def compared(sheet: Path, expected: Mapping[str, Any], tally: Tally) -> None:
    """Count one sheet."""
    result = audit(sheet)
    tally.sheets += 1
    tally.unread += len(result.reading.unread)
    tally.said += [f"{sheet.name}: unread {u.raw!r} {u.origin.sheet} {u.origin.cell}" for u in result.reading.unread]
    fired = [finding for finding in result.findings if finding.code[0] in "BSTRC"]
    for label in expected["findings"]:
        if label["sure"]:
            tally.sure[label["code"]] += 1
            if any(same(finding, label) for finding in fired):
                tally.found[label["code"]] += 1
            else:
                tally.said.append(f"{sheet.name}: MISSED {label['code']} {label['where']}")
    for finding, wrong in judged(fired, expected):
        (tally.alarms if wrong else tally.arguable)[finding.code] += 1
        if wrong:
            tally.said.append(f"{sheet.name}: FALSE {finding.render('en')}")


def judged(fired: list[Finding], expected: Mapping[str, Any]) -> Iterator[tuple[Finding, bool]]:
    """The findings that no label is sure of, each with whether it is a false alarm."""
    for finding in fired:
        if any(label["sure"] and same(finding, label) for label in expected["findings"]):
            continue
        here = any(same(finding, label) for label in expected.get("must_not_fire_at", ()))
        yield finding, finding.code in expected["must_not_fire"] or here


def same(finding: Finding, label: Mapping[str, Any]) -> bool:
    """Whether a finding is the one of a label: the code, the row's name, the stage where one is told."""
    if finding.code != label["code"]:
        return False
    stage = _STAGE.search(label["where"])
    where = _plain(_STAGE.sub("", label["where"]))
    if stage is not None and not finding.location.endswith(f".{stage[1]}"):
        return False
    if finding.location.split(".")[0] == _TOTALS.get(where):
        return True
    return any(_plain(found["label"]) == where for found in _LABEL.finditer(finding.location))


def _plain(label: str) -> str:
    return re.sub(r"[\s　]|^其中[:：]?", "", label.replace("（", "(").replace("）", ")"))


def told(suffix: str, tally: Tally, *, verbose: bool) -> None:
    """Print the counts of one format."""
    if not tally.sheets:
        return
    sure, found, alarms = (sum(each.values()) for each in (tally.sure, tally.found, tally.alarms))
    print(f"{suffix}: {tally.sheets} sheets, {found} of {sure} sure, {alarms} false alarms, {tally.unread} unread")
    for code in sorted({*tally.sure, *tally.alarms, *tally.arguable}):
        recall = f"{tally.found[code]}/{tally.sure[code]}" if tally.sure[code] else "-"
        print(f"  {code}  sure {recall:>6}   false {tally.alarms[code]:>3}   not judged {tally.arguable[code]:>3}")
    for line in tally.said if verbose else ():
        print(f"    {line}")


if __name__ == "__main__":
    sys.exit(main())
