"""What pictures are made of: evaluations out of what was handed over, and what they have to have in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from attrs import frozen

from perfeval.evaluation import Evaluation, Outcome, Reported
from perfeval.figures.typesetting import seen
from perfeval.findings import Text, UsageError, kind, text
from perfeval.model import Grades

Drawn = Evaluation | Reported
"""An evaluation, alone or with what it was made from."""


def evaluation_of(drawn: Drawn) -> Evaluation:
    """The evaluation itself."""
    return drawn.evaluation if isinstance(drawn, Reported) else drawn


def evaluations_of(drawn: Iterable[Drawn]) -> tuple[Evaluation, ...]:
    """The evaluations themselves.

    Raises:
        UsageError: there is none (I422).
    """
    found = tuple(evaluation_of(each) for each in drawn)
    if not found:
        raise nothing("没有评价结果", "there is no evaluation")
    return found


def nothing(zh: str, en: str) -> UsageError:
    """The error of a picture that would be empty."""
    return UsageError(kind("I422").at("", detail=Text(zh, en)))


def same_scheme(found: Sequence[Evaluation]) -> Evaluation:
    """One of the evaluations, where all are of one scheme.

    Raises:
        UsageError: they are of several (I421).
    """
    marks = {_marks(e): e for e in found}
    if len(marks) > 1:
        named = sorted({seen(e.scheme)[:80] for e in marks.values()})
        detail = Text("、".join(named), ", ".join(named))
        if len(named) == 1:
            detail = Text(f"{named[0]}（分组或分值不同）", f"{named[0]}, with other groups or points")
        raise UsageError(kind("I421").at("", schemes=detail))
    return found[0]


def _marks(e: Evaluation) -> Any:
    """What makes marks comparable: the scheme, its groups and its full marks."""
    return e.scheme, e.full, tuple((o.id, o.points) for o in e.groups)


def grades_of(drawn: Iterable[Drawn], grades: Grades | None) -> Grades | None:
    """The grades that were given, or else those that all schemes at hand agree on."""
    if grades is not None:
        return grades
    known = {each.scheme.grades if isinstance(each, Reported) and each.scheme is not None else None for each in drawn}
    return known.pop() if len(known) == 1 else None


@frozen
class Totalled:
    """The total of an evaluation, or the bounds of it."""

    evaluation: Evaluation
    low: Decimal
    high: Decimal

    @property
    def open(self) -> bool:
        """Whether the total is not certain."""
        return self.evaluation.total is None


def totalled(found: Iterable[Evaluation]) -> tuple[Totalled, ...]:
    """The evaluations with a total or with bounds of one.

    Raises:
        UsageError: none has any, as under a scheme without a total (I422).
    """
    made = []
    for e in found:
        low, high = (e.lower, e.upper) if e.total is None else (e.total, e.total)
        if low is not None and high is not None:
            made.append(Totalled(e, low, high))
    if not made:
        raise nothing("这些评价没有总分", "these evaluations have no total")
    return tuple(made)


def entity(e: Evaluation) -> Text:
    """Who was evaluated, as it can be shown."""
    return text(seen(e.entity))


def grade(e: Evaluation) -> str:
    """The grade as it can be shown; those still possible where it is not certain, a dash where there is none."""
    return seen(e.grade or "/".join(e.possible_grades)) or "—"


def scheme_label(e: Evaluation) -> Text:
    """The title of the scheme, as it can be shown."""
    return label_text(e.label)


def label(outcome: Outcome) -> Text:
    """What the form calls an outcome, as it can be shown."""
    return label_text(outcome.label) or text(seen(outcome.id))


def label_text(told: Text) -> Text:
    """A text in both languages, as it can be shown."""
    return Text(seen(told.zh), seen(told.en))
