"""Which finding follows from which, and in what order they stand on the sheet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve

from perfeval.auditing.checks import Check
from perfeval.findings import SEVERITIES, Finding
from perfeval.model import Sheet


def linked(found: Sequence[tuple[Check, Finding]], sheet: Sheet) -> list[Finding]:
    """The findings with links to those that explain them.

    A row is explained by itself, a sum by the same column of the rows below it, a heading by its rows, and a total by
    anything on the sheet.
    """
    rows = dict.fromkeys([*(row.path for row in sheet.funds), *(row.path for row in sheet.indicators)])
    below = _below(sheet)
    by_row: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    anywhere: dict[str, list[Finding]] = defaultdict(list)
    for _, finding in found:
        by_row[finding.code, head(finding.location, rows)].append(finding)
        anywhere[finding.code].append(finding)

    def causes(check: Check, finding: Finding) -> Iterator[Finding]:
        row, group = head(finding.location, rows), head(finding.location, below)
        for code in check.follows:
            if row:
                yield from by_row.get((code, row), ())
                yield from (
                    f
                    for part in below.get(row, ())
                    for f in by_row.get((code, part), ())
                    if _column(f) == _column(finding)
                )
            elif group:
                yield from (f for part in below[group] for f in by_row.get((code, part), ()))
            else:
                yield from anywhere.get(code, ())

    return [_because(finding, causes(check, finding)) for check, finding in found]


def _because(finding: Finding, causes: Iterable[Finding]) -> Finding:
    reasons = (cause.location for cause in causes if cause.location != finding.location)
    because = tuple(dict.fromkeys((*finding.because, *reasons)))
    return finding if because == finding.because else evolve(finding, because=because)


def _below(sheet: Sheet) -> dict[str, list[str]]:
    """The rows below each row of the funds block and below each heading."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in sheet.funds:
        if row.within:
            found[row.within].append(row.path)
    for indicator in sheet.indicators:
        for heading in indicator.headings:
            found[heading.path].append(indicator.path)
    return dict(found)


def in_order(findings: Iterable[Finding], sheet: Sheet) -> tuple[Finding, ...]:
    """The findings from the top of the sheet; what stands on no row comes last."""
    paths = [row.path for row in sheet.funds]
    for row in sheet.indicators:
        paths += [heading.path for heading in row.headings]
        paths.append(row.path)
    places = {path: n for n, path in enumerate(dict.fromkeys([*paths, "total", "grade"]))}

    def rank(finding: Finding) -> tuple[int, str, int]:
        at = places.get(head(finding.location, places), len(places))
        return at, finding.code, SEVERITIES.index(finding.severity)

    return tuple(sorted(findings, key=rank))


def head(location: str, known: Mapping[str, object]) -> str:
    """The known path that a location is, or is a figure of; empty where there is none."""
    while location and location not in known:
        location = location.rpartition(".")[0]
    return location


def _column(finding: Finding) -> str:
    return finding.location.rpartition(".")[2]
