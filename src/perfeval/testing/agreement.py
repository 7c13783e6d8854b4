"""The engines that have to agree, and in what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Any

from attrs import frozen

from perfeval.evaluation import Evaluation, Outcome, RecordEngine, plan, plan_json, read_plan
from perfeval.findings import Text, say
from perfeval.model import Scheme, Submission
from perfeval.numbers import round_places

SHARE_PLACES = 12
"""Shares agree when they do so after rounding half up to so many places."""

_HEAD = ("full", "total", "lower", "upper", "grade", "uncapped", "possible_grades", "complete")
_OUTCOME = ("kind", "points", "status", "score", "level")


@frozen
class Engine:
    """A way to evaluate many submissions by one scheme."""

    name: str
    """What messages call it."""
    evaluate: Callable[[Scheme, Sequence[Submission]], Sequence[Evaluation]]
    """From submissions to evaluations, in the same order."""


class _Sent:
    """The record engine, working from a plan that went through JSON; keeps the plan that it had last."""

    def __init__(self) -> None:
        self.last: tuple[str, RecordEngine] | None = None

    def __call__(self, scheme: Scheme, submissions: Sequence[Submission]) -> list[Evaluation]:
        if self.last is None or self.last[0] != scheme.digest:
            self.last = (scheme.digest, RecordEngine(read_plan(plan_json(plan(scheme)))))
        return [self.last[1].evaluate(submission) for submission in submissions]


def engines() -> tuple[Engine, ...]:
    """The engines that are held against the record engine, one submission at a time.

    Example:
        >>> from perfeval.testing import engines
        >>> [engine.name for engine in engines()]
        ['record engine, plan sent as JSON']
    """
    return (Engine("record engine, plan sent as JSON", _Sent()),)


def disagreements(wanted: Evaluation, found: Evaluation) -> tuple[Text, ...]:
    """What an engine tells otherwise than the record engine.

    Engines agree on points, shares, scores, levels, statuses, totals with their bounds, grades, and on the set of
    reasons with their paths.

    Args:
        wanted: what the record engine tells.
        found: what another one tells.
    """
    return tuple(_disagreements(wanted, found))


def _disagreements(wanted: Evaluation, found: Evaluation) -> Iterator[Text]:
    for name in _HEAD:
        yield from _differs(name, getattr(wanted, name), getattr(found, name))
    own = {outcome.id: outcome for outcome in wanted.outcomes()}
    other = {outcome.id: outcome for outcome in found.outcomes()}
    yield from _differs("indicators", sorted(own), sorted(other))
    for id in own.keys() & other.keys():
        yield from _outcomes(id, own[id], other[id])


def _outcomes(id: str, wanted: Outcome, found: Outcome) -> Iterator[Text]:
    for name in _OUTCOME:
        yield from _differs(f"{id}.{name}", getattr(wanted, name), getattr(found, name))
    yield from _differs(f"{id}.share", _share(wanted.share), _share(found.share))
    yield from _differs(f"{id}.reasons", _reasons(wanted), _reasons(found))


def _share(share: Fraction | None) -> Any:
    return None if share is None else round_places(share, SHARE_PLACES)


def _reasons(outcome: Outcome) -> list[tuple[str, str]]:
    return sorted({(reason.code, reason.path) for reason in outcome.reasons})


def _differs(path: str, wanted: Any, found: Any) -> Iterator[Text]:
    if wanted != found:
        yield say(
            "{path}：应为 {wanted}，得到 {found}",
            "{path}: {wanted}, not {found}",
            path=path,
            wanted=wanted,
            found=found,
        )
