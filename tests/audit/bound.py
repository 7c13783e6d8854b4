"""Which figures of a report are bound, and by what: a sum, full marks, a score, the total, the grade, a claim."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from perfeval.model import Figure, Reading, Sheet

STAGES = ("original", "adjusted", "actual")


@frozen
class Bound:
    """A figure and what holds it."""

    figure: Figure
    by: str
    """`sum`, `points`, `score`, `total`, `grade` or `claim`; empty where nothing does."""
    label: str

    @property
    def path(self) -> str:
        return self.figure.path


def bound(reading: Reading) -> Iterator[Bound]:
    """Every figure of a reading, each with what binds it."""
    for sheet in reading.sheets:
        yield from _of_sheet(sheet)
    for claim in reading.claims:
        held = (claim.about and not claim.about.endswith("].actual")) or claim.about.startswith("funds[")
        by = "claim" if held and not claim.figure.relation else ""
        yield Bound(claim.figure, by, claim.subject)


def _of_sheet(sheet: Sheet) -> Iterator[Bound]:
    parents = {row.within for row in sheet.funds if not row.of_which}
    for row in sheet.funds:
        summed = row.path in parents or (bool(row.within) and not row.of_which)
        for stage in STAGES:
            if figure := row.stage(stage):
                yield Bound(figure, "sum" if summed else "", row.name)
        if row.rate:
            yield Bound(row.rate, "claim", row.name)
    headings = {heading.path: heading for row in sheet.indicators for heading in row.headings}
    for one in (*headings.values(), *sheet.indicators):
        for by in ("points", "score"):
            if (figure := getattr(one, by)) is not None:
                yield Bound(figure, by, one.label)
    for figure, by in ((sheet.points, "points"), (sheet.total, "total"), (sheet.grade, "grade")):
        if figure is not None:
            yield Bound(figure, by, by)
