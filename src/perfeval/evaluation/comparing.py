"""Two evaluations held against each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from perfeval.evaluation.outcome import Evaluation, Outcome

_HEAD = ("scheme", "edition", "entity", "year", "full", "total", "grade", "complete")
_OUTCOME = ("points", "status", "share", "score", "level")


@frozen
class Difference:
    """One thing in which two evaluations differ."""

    path: str
    """`total`, `grade`, `indicators.spending.score` ..."""
    first: Any
    """The value in the first, None where it has none."""
    second: Any
    """The value in the second."""


def compare(first: Evaluation, second: Evaluation) -> tuple[Difference, ...]:
    """What differs in results; equal evaluations give none.

    Example:
        >>> from attrs import evolve
        >>> from perfeval.evaluation import compare, evaluate
        >>> from perfeval.model import Entity, Indicator, Judgement, Scheme, Submission
        >>> scheme = Scheme(id="toy", label="示例", groups=[Indicator("work", "工作", 100)])
        >>> own = Submission(entity=Entity("某局"), year=2024, judgements={"work": Judgement(80)})
        >>> reviewed = evolve(own, judgements={"work": Judgement(75)})
        >>> [d.path for d in compare(evaluate(own, scheme), evaluate(reviewed, scheme))]
        ['total', 'indicators.work.share', 'indicators.work.score']
    """
    return tuple(_differences(first, second))


def _differences(first: Evaluation, second: Evaluation) -> Iterator[Difference]:
    for name in _HEAD:
        yield from _differs(name, getattr(first, name), getattr(second, name))
    own = {o.id: o for o in first.outcomes()}
    other = {o.id: o for o in second.outcomes()}
    for id in dict.fromkeys((*own, *other)):
        yield from _outcomes(id, own.get(id), other.get(id))


def _outcomes(id: str, a: Outcome | None, b: Outcome | None) -> Iterator[Difference]:
    for name in _OUTCOME:
        yield from _differs(f"indicators.{id}.{name}", getattr(a, name, None), getattr(b, name, None))


def _differs(path: str, a: Any, b: Any) -> Iterator[Difference]:
    if a != b:
        yield Difference(path, a, b)
