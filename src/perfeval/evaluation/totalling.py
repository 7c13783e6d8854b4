"""From scores to a total, its bounds while something is unknown, and the policies for what does not apply."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from attrs import evolve, frozen

from perfeval.evaluation.outcome import Outcome, Policies
from perfeval.evaluation.plan import Plan
from perfeval.numbers import apportion, exact_sum, round_places

_ZERO = Decimal(0)


@frozen
class Total:
    """A total with its bounds; `value` is None while it is not certain."""

    value: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    groups: tuple[Outcome, ...]


def units(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """The outcomes that carry printed points: indicators, rows, open groups whose rows cannot be told."""
    for outcome in outcomes:
        if outcome.children:
            yield from units(outcome.children)
        else:
            yield outcome


def totalled(
    plan: Plan,
    groups: tuple[Outcome, ...],
    bonus: tuple[Outcome, ...],
    penalties: tuple[Outcome, ...],
    policies: Policies,
) -> Total:
    """The total of scored outcomes, with bonus and penalties.

    While something is unscored the bounds count it as none and as full marks; whether it applies at all does not widen
    them, since a share of an applicable part lies between (except under `redistribute`, where rounding may).
    """
    marks = list(units(groups))
    if all(unit.status == "not_applicable" for unit in marks):
        return Total(None, None, None, groups)
    if policies.not_applicable == "redistribute" and any(unit.status == "not_applicable" for unit in marks):
        groups = _redistributed(plan, groups, marks, policies)
        marks = list(units(groups))
    extra = [o for o in (*bonus, *penalties) if o.status == "unscored"]
    open_ended = policies.not_applicable == "redistribute" and any(unit.may_not_apply for unit in marks)
    low = _ZERO if open_ended else _sum(plan, marks, policies, full=False)
    high = plan.full if open_ended else _sum(plan, marks, policies, full=True)
    lower = _with_extras(plan, low, bonus, penalties, best=False)
    upper = _with_extras(plan, high, bonus, penalties, best=True)
    certain = not extra and not open_ended and all(unit.status != "unscored" for unit in marks)
    return Total(lower if certain else None, lower, upper, groups)


def _sum(plan: Plan, marks: list[Outcome], policies: Policies, *, full: bool) -> Decimal:
    """The total of the tree, what is unscored counted as full marks or as none."""
    scores = [_score(unit, full) for unit in marks if unit.status != "not_applicable"]
    total = exact_sum(scores)
    lost = exact_sum(unit.points or _ZERO for unit in marks if unit.status == "not_applicable")
    if not lost or policies.not_applicable in ("none", "redistribute"):
        return total
    if policies.not_applicable == "full":
        return exact_sum((total, lost))
    applicable = Fraction(plan.full) - Fraction(lost)
    return round_places(Fraction(total) * Fraction(plan.full) / applicable, policies.places, policies.rounding)


def _score(unit: Outcome, full: bool) -> Decimal:
    if unit.status == "unscored":
        return (unit.points or _ZERO) if full else _ZERO
    return _ZERO if unit.score is None else unit.score


def _with_extras(
    plan: Plan, total: Decimal, bonus: tuple[Outcome, ...], penalties: tuple[Outcome, ...], *, best: bool
) -> Decimal:
    added = [_score(o, best) for o in bonus if o.status != "not_applicable"]
    taken = [_score(o, not best) for o in penalties if o.status != "not_applicable"]
    if not added and not taken:
        return total
    found = exact_sum((total, *added, *(d.copy_negate() for d in taken)))
    return found if plan.most is None else min(found, plan.most)


def _redistributed(
    plan: Plan, groups: tuple[Outcome, ...], marks: list[Outcome], policies: Policies
) -> tuple[Outcome, ...]:
    """New printed points by largest remainder in tree order, exactly the full marks; each score rounded anew."""
    kept = [unit for unit in marks if unit.status != "not_applicable"]
    points = apportion([Fraction(unit.points or _ZERO) for unit in kept], plan.full, policies.places)
    new = {unit.id: marks for unit, marks in zip(kept, points, strict=True)}

    def change(outcome: Outcome) -> Outcome:
        if outcome.children:
            children = tuple(change(c) for c in outcome.children)
            worth = exact_sum(c.points or _ZERO for c in children if c.status != "not_applicable")
            scores = [c.score for c in children if c.score is not None]
            score = None if outcome.score is None else exact_sum(scores)
            return evolve(outcome, children=children, points=worth, score=score)
        if outcome.id not in new:
            return outcome
        marks = new[outcome.id]
        if outcome.share is None:
            return evolve(outcome, points=marks)
        score = round_places(outcome.share * Fraction(marks), policies.places, policies.rounding)
        return evolve(outcome, points=marks, score=score)

    return tuple(change(group) for group in groups)
