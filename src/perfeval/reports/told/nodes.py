"""The tree of outcomes as reports show it: each with its explanation, its share, and what marks it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from attrs import frozen

from perfeval.evaluation import (
    Evaluation,
    Explanation,
    ExplanationLine,
    Outcome,
    Reported,
    explanation_lines,
    result_words,
)
from perfeval.findings import Lang, Text
from perfeval.numbers import plain
from perfeval.reports.told.words import word


@frozen
class Node:
    """An outcome."""

    outcome: Outcome
    leaf: bool
    """Whether it is an indicator or a row, and no group."""
    result: str
    """Its score or level, or why it has none."""
    share: str
    """The share of the full marks in per cent, to two decimals; empty where it has no score."""
    part: Fraction | None
    """The same share, exactly; None where it has no score."""
    status: str
    """unscored, not_applicable, zero, or empty."""
    lines: tuple[ExplanationLine, ...]
    """Its explanation."""
    aspects: tuple[Text, ...]
    """What an evaluator looks at."""
    changes: tuple[Text, ...]
    """What was changed in the scheme and touches it."""
    doubtful: bool
    """Whether it rests on something that is not published."""
    children: tuple[Node, ...]


def nodes(outcomes: Iterable[Outcome], reported: Reported, lang: Lang) -> tuple[Node, ...]:
    """Outcomes with all that stands below them."""
    told = {} if reported.explained is None else {e.outcome.id: e for e in reported.explained.explanations}
    return tuple(_node(outcome, told, lang) for outcome in outcomes)


def score_share(outcome: Outcome) -> Fraction | None:
    """The score that is shown as a part of the points; `Outcome.share` is what it was before it was rounded."""
    if outcome.score is None or not outcome.points:
        return None
    return Fraction(outcome.score) / Fraction(outcome.points)


def extras(reported: Reported, lang: Lang) -> tuple[tuple[Text, tuple[Node, ...]], ...]:
    """What is added and taken off outside the full marks, under its title; only what there is."""
    e = reported.evaluation
    both = ((word("bonus"), e.bonus), (word("penalties"), e.penalties))
    return tuple((title, nodes(outcomes, reported, lang)) for title, outcomes in both if outcomes)


def _node(outcome: Outcome, told: Mapping[str, Explanation], lang: Lang) -> Node:
    found = told.get(outcome.id)
    lines = () if found is None else explanation_lines(found, lang)
    share = score_share(outcome)
    return Node(
        outcome,
        leaf=outcome.kind in ("indicator", "row") or not outcome.children,
        result=_result(outcome, lang),
        share="" if share is None else plain(share * 100, 2),
        part=share,
        status="zero" if outcome.reasons and outcome.score is not None else _unscored(outcome),
        lines=lines,
        aspects=() if found is None else found.aspects,
        changes=() if found is None else tuple(change.sentence for change in found.overrides),
        doubtful=any(line.status not in (None, "published") for line in lines),
        children=tuple(_node(child, told, lang) for child in outcome.children),
    )


def unscored(evaluation: Evaluation) -> tuple[Outcome, ...]:
    """The indicators that have no score and should have one."""
    return tuple(o for o in evaluation.indicators() if o.status == "unscored")


def _result(outcome: Outcome, lang: Lang) -> str:
    if outcome.status == "scored" and outcome.score is not None:
        return plain(outcome.score)
    return result_words(outcome, lang)


def _unscored(outcome: Outcome) -> str:
    return "" if outcome.status == "scored" else outcome.status
