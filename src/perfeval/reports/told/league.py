"""Many evaluations as a table: its columns, its rows, and how many have which grade."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from attrs import frozen

from perfeval.evaluation import Evaluation, Outcome
from perfeval.findings import Text
from perfeval.numbers import plain
from perfeval.reports.told.words import word


@frozen
class Column:
    """A column of the table."""

    title: Text
    kind: str
    """number, or text."""


@frozen
class Cell:
    """What stands in a cell, and the number that it is sorted by."""

    text: Text | str
    key: str = ""
    """A plain decimal; empty for a text, and for a number that is not known, which comes last."""
    part: str = ""
    """What the cell is, for its looks."""


def shared_groups(found: Sequence[Evaluation]) -> tuple[Outcome, ...]:
    """The groups of the one scheme behind all evaluations; none where there are several."""
    schemes = {(e.scheme, e.edition, tuple(o.id for o in e.groups)) for e in found}
    return found[0].groups if len(schemes) == 1 else ()


def columns(found: Sequence[Evaluation]) -> Iterator[Column]:
    """What is told of each: with its groups where all are of one scheme, else with its scheme."""
    yield Column(word("entity"), "text")
    yield Column(word("year_column"), "number")
    yield Column(word("total"), "number")
    yield Column(word("grade"), "text")
    for group in shared_groups(found):
        yield Column(group.label, "number" if group.points is not None else "text")
    if not shared_groups(found):
        yield Column(word("scheme_column"), "text")
    yield Column(word("status"), "text")
    yield Column(word("findings_column"), "number")


def cells(e: Evaluation, shared: Sequence[Outcome]) -> Iterator[Cell]:
    """The row of one evaluation."""
    yield Cell(e.entity)
    yield Cell(str(e.year), str(e.year))
    yield _total(e)
    yield Cell(e.grade or "/".join(e.possible_grades) or "—", part="result")
    for group in e.groups if shared else ():
        yield Cell(group.level or "—") if group.points is None else _number(group.score)
    if not shared:
        yield Cell(e.label, part="words")
    yield Cell(word("complete" if e.complete else "not_complete"))
    yield Cell(str(len(e.findings)), str(len(e.findings)))


def _total(e: Evaluation) -> Cell:
    if e.total is None and e.lower is not None and e.upper is not None:
        return Cell(f"{plain(e.lower)}–{plain(e.upper)}", plain(e.lower), "result")
    return _number(e.total, "result")


def _number(value: Decimal | None, part: str = "") -> Cell:
    return Cell("—", "", part) if value is None else Cell(plain(value), plain(value), part)


def grade_counts(found: Sequence[Evaluation]) -> Iterator[tuple[str | None, int]]:
    """How many have which grade, in the order that the totals give them; last those that have none."""
    counts = Counter(e.grade for e in found)
    best: dict[str, Decimal] = {}
    for e in found:
        if e.grade is not None:
            best[e.grade] = max(best.get(e.grade, Decimal("-Infinity")), e.total or Decimal(0))
    for grade in sorted(best, key=lambda g: (-best[g], g)):
        yield grade, counts[grade]
    if counts[None]:
        yield None, counts[None]
