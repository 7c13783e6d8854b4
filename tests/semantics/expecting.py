"""What a case may expect, and how it is held against what an engine told.

total, lower, upper, grade, uncapped      "none" where there is none
complete, possible_grades
scores.ID, points.ID, shares.ID, levels.ID, measures.ID
                                          of an indicator, a group, or a row as "outputs[0]"; a share as 0.85 or "1/3"
unscored.ID = ["not_given budget.total.actual"]
                                          every reason, as its code and path
counted.ID = [...]                        the same, where the scheme counts it as zero or as its missing level
not_applicable = [ID, ...]                exactly these indicators, groups and rows
applicable_points                         what the points of all that applies come to
findings = [CODE, ...]                    exactly these codes
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from perfeval.evaluation import Evaluation, Outcome
from perfeval.numbers import read_ratio, round_places

SHARE_PLACES = 12
"""Engines that do not keep shares as fractions tell them rounded half up to so many places."""

_HEAD = ("total", "lower", "upper", "grade", "uncapped", "complete", "applicable_points")
_BY_ID = ("scores", "points", "shares", "levels", "measures", "unscored", "counted")
_SETS = ("possible_grades", "not_applicable", "findings")


def told(evaluation: Evaluation) -> dict[str, Any]:
    """The facts of an evaluation, as every engine tells them."""
    outcomes = list(evaluation.outcomes())
    tree = [o for group in evaluation.groups for o in _below(group) if not o.children]
    return {
        **{name: getattr(evaluation, name) for name in _HEAD[:-1]},
        "applicable_points": sum((o.points or Decimal(0) for o in tree if o.status != "not_applicable"), Decimal(0)),
        "possible_grades": set(evaluation.possible_grades),
        "findings": {finding.code for finding in evaluation.findings},
        "not_applicable": {o.id for o in outcomes if o.status == "not_applicable"},
        "scores": {o.id: o.score for o in outcomes},
        "points": {o.id: o.points for o in outcomes},
        "shares": {o.id: o.share for o in outcomes},
        "levels": {o.id: o.level for o in outcomes},
        "measures": {o.id: o.measure for o in outcomes},
        "unscored": {o.id: _reasons(o) for o in outcomes if o.status == "unscored"},
        "counted": {o.id: _reasons(o) for o in outcomes if o.status == "scored"},
    }


def _below(outcome: Outcome) -> Iterator[Outcome]:
    yield outcome
    for child in outcome.children:
        yield from _below(child)


def _reasons(outcome: Outcome) -> set[str]:
    return {f"{reason.code} {reason.path}" for reason in outcome.reasons}


def differences(expected: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[str]:
    """Each expectation that is not met, as path, expected and got."""
    for key, wanted in expected.items():
        if key in _BY_ID:
            for id, value in wanted.items():
                yield from _differs(f"{key}.{id}", key, value, found[key].get(id, "nothing of that name"))
        elif key in _HEAD or key in _SETS:
            yield from _differs(key, key, wanted, found[key])
        else:
            yield f"{key}: not something to expect"


def _differs(path: str, key: str, wanted: Any, got: Any) -> Iterator[str]:
    if isinstance(wanted, list):
        wanted = set(wanted)
    elif wanted == "none":
        wanted = None
    elif key in ("shares", "measures") and got is not None and not isinstance(wanted, bool):
        wanted = read_ratio(str(wanted)) if isinstance(got, Decimal | Fraction) else wanted
        if isinstance(got, Decimal):
            wanted = round_places(wanted, SHARE_PLACES)
    if wanted != got:
        yield f"{path}: expected {_shown(wanted)}, got {_shown(got)}"


def _shown(value: Any) -> str:
    if isinstance(value, set):
        return "[" + ", ".join(sorted(map(str, value))) + "]"
    return "none" if value is None else str(value)
