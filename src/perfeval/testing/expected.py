"""What a case expects, and where an evaluation differs from it. Numbers are exact unless written with `≈`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from attrs import Factory, fields, frozen

from perfeval.evaluation import Evaluation, Outcome, Status
from perfeval.findings import Finding
from perfeval.numbers import plain, ratio_text, round_places

NONE: Final = "none"
"""How a case writes that there is no total, no grade, no score."""


@frozen
class Wanted:
    """A number as a case states it: exact, or about (`≈82.14%`) to the places that are written; or none at all."""

    written: str
    """As it stands in the file."""
    value: Fraction | None
    """The number, None for none."""
    places: int | None = None
    """Where it is about: to how many places."""
    percent: bool = False
    """Whether it was written as a percentage."""

    def meets(self, found: Fraction | Decimal | None) -> bool:
        """Whether a result is what was stated."""
        if found is None or self.value is None:
            return found is None and self.value is None
        if self.places is None:
            return Fraction(found) == self.value
        return self.rounded(Fraction(found)) == self.rounded(self.value)

    def rounded(self, value: Fraction) -> Decimal:
        """To the places that are written."""
        return round_places(value * (100 if self.percent else 1), self.places or 0)

    def told(self, found: Fraction | Decimal | None) -> str:
        """A result as the statement writes it."""
        if found is None:
            return NONE
        if self.places is not None:
            return f"≈{self.rounded(Fraction(found))}{'%' if self.percent else ''}"
        if isinstance(found, Decimal):
            return plain(found)
        return f"{ratio_text(found * 100)}%" if self.percent else ratio_text(found)


@frozen
class ExpectedOutcome:
    """What a case says of one indicator, row or group; None where it says nothing."""

    score: Wanted | None = None
    share: Wanted | None = None
    points: Wanted | None = None
    measure: Wanted | None = None
    status: Status | None = None
    level: str | None = None
    note: str | None = None
    reasons: tuple[str, ...] | None = None


@frozen
class Expected:
    """What a case says of the evaluation; None where it says nothing."""

    total: Wanted | None = None
    lower: Wanted | None = None
    upper: Wanted | None = None
    grade: str | None = None
    uncapped: str | None = None
    possible_grades: tuple[str, ...] | None = None
    complete: bool | None = None
    groups: Mapping[str, ExpectedOutcome] = Factory(dict)
    indicators: Mapping[str, ExpectedOutcome] = Factory(dict)
    findings: tuple[str, ...] | None = None
    refused: tuple[str, ...] | None = None
    """Codes of the findings for which nothing can be evaluated at all."""


@frozen
class Mismatch:
    """One thing that came out differently."""

    path: str
    """What: `total`, `indicators.spending.score` ..."""
    expected: str
    """What the case states."""
    got: str
    """What came out."""
    outcome: str = ""
    """The indicator, row or group that it is about."""


def mismatches(evaluation: Evaluation, expected: Expected) -> tuple[Mismatch, ...]:
    """Where an evaluation differs from what is expected of it."""
    return tuple(_mismatches(evaluation, expected))


def _mismatches(evaluation: Evaluation, expected: Expected) -> Iterator[Mismatch]:
    outcomes = {outcome.id: outcome for outcome in evaluation.outcomes()}
    for table in ("groups", "indicators"):
        for id, wanted in getattr(expected, table).items():
            if id in outcomes:
                yield from _of(outcomes[id], wanted, f"{table}.{id}")
            else:  # a row that the submission does not bring
                yield Mismatch(f"{table}.{id}", _stated(wanted), NONE)
    for name in ("total", "lower", "upper", "grade", "uncapped", "possible_grades", "complete"):
        yield from _compared(name, getattr(expected, name), getattr(evaluation, name))
    if expected.findings is not None:
        found = [(finding.code, (finding.location,)) for finding in evaluation.findings]
        yield from _listed("findings", expected.findings, found)
    if expected.refused is not None:
        yield Mismatch("refused", ", ".join(expected.refused), NONE)


def _of(outcome: Outcome, wanted: ExpectedOutcome, path: str) -> Iterator[Mismatch]:
    for name in ("status", "score", "share", "points", "measure", "level", "note"):
        yield from _compared(f"{path}.{name}", getattr(wanted, name), getattr(outcome, name), outcome.id)
    if wanted.reasons is not None:
        found = [(reason.code, (reason.path, reason.place)) for reason in outcome.reasons]
        yield from _listed(f"{path}.reasons", wanted.reasons, found, outcome.id)


def _stated(wanted: ExpectedOutcome) -> str:
    stated = ((a.name, getattr(wanted, a.name)) for a in fields(ExpectedOutcome))
    return ", ".join(f"{name} {getattr(value, 'written', value)}" for name, value in stated if value is not None)


def _compared(path: str, wanted: Any, found: Any, outcome: str = "") -> Iterator[Mismatch]:
    if wanted is None:
        return
    if isinstance(wanted, Wanted):
        number = found if found is None or isinstance(found, Fraction | Decimal) else None
        if not wanted.meets(number):
            yield Mismatch(path, wanted.written, wanted.told(number), outcome)
    elif wanted != (NONE if found is None else found):
        yield Mismatch(path, _shown(wanted), _shown(found), outcome)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ", ".join(value) or NONE
    return NONE if value is None else str(value)


def refusal_mismatches(findings: Iterable[Finding], expected: Expected) -> tuple[Mismatch, ...]:
    """Where the reasons for a refusal differ from those that a case expects."""
    found = [(finding.code, (finding.location,)) for finding in findings]
    return tuple(_listed("refused", expected.refused or (), found))


def _listed(
    path: str, wanted: tuple[str, ...], found: Sequence[tuple[str, tuple[str, ...]]], outcome: str = ""
) -> Iterator[Mismatch]:
    """Codes, each alone or with its place; all that are stated have to be there, and no others."""

    def is_meant(item: str, code: str, places: tuple[str, ...]) -> bool:
        stated, _, place = item.strip().partition(" ")
        return stated == code and place.strip() in ("", *places)

    lacking = [item for item in wanted if not any(is_meant(item, *each) for each in found)]
    surplus = [each for each in found if not any(is_meant(item, *each) for item in wanted)]
    if lacking or surplus:
        got = (f"{code} {places[-1]}".strip() for code, places in found)
        yield Mismatch(path, _shown(wanted), ", ".join(dict.fromkeys(got)) or NONE, outcome)
