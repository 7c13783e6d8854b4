"""What every evaluation by a scheme has to keep, as functions from a scheme and a submission to complaints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from attrs import evolve

from perfeval.evaluation import (
    Evaluation,
    Explanation,
    Outcome,
    PlannedIndicator,
    PlannedRows,
    engine_of,
    evaluate,
    explain,
)
from perfeval.evaluation.figures import Frame
from perfeval.evaluation.missing import Missing
from perfeval.evaluation.totalling import units
from perfeval.expressions import Const, Expr, Parameter, bounds, lowered, walk
from perfeval.findings import LANGUAGES, PerfevalError, Text, say
from perfeval.formats import (
    evaluation_json,
    read_evaluation,
    read_submission,
    submission_json,
    submission_toml,
)
from perfeval.model import NOT_APPLICABLE, Fact, Leaf, OpenGroup, Scheme, Submission, bound
from perfeval.numbers import exact_sum, plain, round_places

_UNFILLED = re.compile(r"\{\w*\}|\b(?:Fraction|Decimal|Text|Missing)\(| object at 0x")
_ROW = re.compile(r".+\[([0-9]+)\]")
_ZERO = Decimal(0)


def bounds_kept(scheme: Scheme, submission: Submission) -> Iterator[Text]:
    """Results of scorings that leave 0..full marks; the engine would leave these indicators unscored."""
    engine = engine_of(scheme)
    frame = Frame(submission)
    outcomes = list(evaluate(submission, scheme).outcomes())
    for leaf in engine.plan.leaves():
        each = leaf.each if isinstance(leaf, PlannedRows) else leaf
        own = [o for o in outcomes if (o.group if o.kind == "row" else o.id) == leaf.id and not o.children]
        for outcome in own:
            if outcome.kind != "open" and outcome.status != "not_applicable" and outcome.points is not None:
                yield from _within(each, outcome, engine.compiler(each.rule)(frame, _row(outcome)))


def _within(each: PlannedIndicator, outcome: Outcome, found: Any) -> Iterator[Text]:
    if not isinstance(found, Fraction) or outcome.points is None:
        return
    high = Fraction(1) if each.yields == "share" else Fraction(outcome.points)
    if not 0 <= found <= high:
        yield say(
            "{id}：评分得出 {found}，应在 0 至 {high} 之间",
            "{id}: the scoring gives {found}, not within 0 and {high}",
            id=outcome.id,
            found=plain(found, 6),
            high=plain(high, 6),
        )


def _row(outcome: Outcome) -> int | None:
    found = _ROW.fullmatch(outcome.id) if outcome.kind == "row" else None
    return int(found[1]) if found else None


def totals_exact(scheme: Scheme, submission: Submission) -> Iterator[Text]:
    """Totals that are not exactly what the policy for points that do not apply says."""
    for policy in NOT_APPLICABLE:
        found = evaluate(submission, scheme, not_applicable=policy)
        wanted = _total(scheme, found, policy)
        if found.full is not None and found.total != wanted:
            shown = [("—" if value is None else plain(value)) for value in (wanted, found.total)]
            yield say(
                "不适用政策 {policy}：总分应为 {wanted}，得到 {found}",
                "policy {policy} for what does not apply: the total is {found}, not {wanted}",
                policy=policy,
                wanted=shown[0],
                found=shown[1],
            )


def _total(scheme: Scheme, found: Evaluation, policy: str) -> Decimal | None:
    """The total once more, from the scores that are printed."""
    marks = list(units(found.groups))
    extras = (*found.bonus, *found.penalties)
    kept = [unit for unit in marks if unit.status != "not_applicable"]
    if not kept or any(unit.status == "unscored" for unit in (*marks, *extras)):
        return None
    total = exact_sum(unit.score or _ZERO for unit in kept)
    lost = exact_sum(unit.points or _ZERO for unit in marks if unit.status == "not_applicable")
    if lost and policy == "full":
        total = exact_sum((total, lost))
    if lost and policy == "rescale":
        share = Fraction(scheme.full) / (Fraction(scheme.full) - Fraction(lost))
        total = round_places(Fraction(total) * share, scheme.places, scheme.rounding)
    if policy == "redistribute" and exact_sum(unit.points or _ZERO for unit in kept) != scheme.full:
        return None  # the new points have to make the full marks
    added = exact_sum(o.score or _ZERO for o in found.bonus)
    taken = exact_sum(o.score or _ZERO for o in found.penalties)
    total = exact_sum((total, added, taken.copy_negate()))
    return total if scheme.most is None or not extras else min(total, scheme.most)


def explained(scheme: Scheme, submission: Submission) -> Iterator[Text]:
    """Outcomes whose explanation lacks something in one of the languages."""
    told = explain(submission, scheme)
    measured = {leaf.id for leaf in (*scheme.leaves(), *scheme.bonus, *scheme.penalties) if leaf.measure is not None}
    for each in told.explanations:
        yield from _explained(each, (each.outcome.group if _is_row(each) else each.outcome.id) in measured)
    if told.evaluation.full is not None:
        yield from _complete("total", told.total)


def _is_row(each: Explanation) -> bool:
    return each.outcome.kind == "row"


def _explained(each: Explanation, measured: bool) -> Iterator[Text]:
    outcome = each.outcome
    if outcome.kind in ("group", "open") or outcome.status == "not_applicable":
        return
    yield from _complete(f"{outcome.id}.standard", each.standard)
    if outcome.status == "scored" and not outcome.reasons:
        yield from _complete(f"{outcome.id}.working", each.working)
    if measured and not each.formula and not each.measure:
        yield say("{id}：没有计算过程", "{id}: the measure is not shown", id=outcome.id)
    if outcome.status == "unscored" and not each.reasons:
        yield say("{id}：没有说明为何未计分", "{id}: nothing says why it is unscored", id=outcome.id)
    for name in ("measured_as", "formula", "figures", "measure"):
        if part := getattr(each, name):
            yield from _complete(f"{outcome.id}.{name}", part, both=False)
    for reason in each.reasons:
        yield from _complete(f"{outcome.id}.reason", reason)


def _complete(place: str, told: Text, *, both: bool = True) -> Iterator[Text]:
    for lang, name in zip(LANGUAGES, (Text("中文", "Chinese"), Text("英文", "English")), strict=True):
        own = getattr(told, lang)
        if both and not own.strip():
            yield say("{place}：没有{lang}", "{place}: no {lang}", place=place, lang=name)
        elif _UNFILLED.search(own):
            yield say("{place}：没有填好：{own}", "{place}: left unfilled: {own}", place=place, own=own)


def submission_trips(submission: Submission) -> Iterator[Text]:
    """What does not come back as it was when a submission is written and read."""
    forms = (
        ("TOML", submission_toml(submission, classified=True), "toml", submission),
        ("JSON", submission_json(submission, classified=True), "json", _without_dates(submission)),
    )
    for name, text, syntax, wanted in forms:
        try:
            back = read_submission(text, syntax=syntax)  # type: ignore[arg-type]
        except PerfevalError as error:
            detail = Text(error.render("zh"), error.render("en"))
            yield say("{name}：读不回来：{detail}", "{name}: cannot be read back: {detail}", name=name, detail=detail)
            continue
        if back != wanted:
            yield say("{name}：读回来的提交不同", "{name}: comes back as another submission", name=name)


def _without_dates(submission: Submission) -> Submission:
    """JSON has no dates: they come back as text."""

    def plain_fact(value: Fact) -> Any:
        if isinstance(value, tuple):
            return tuple({name: plain_fact(cell) for name, cell in row.items()} for row in value)
        return value.isoformat() if isinstance(value, date) else value

    return evolve(submission, facts={path: plain_fact(value) for path, value in submission.facts.items()})


def evaluation_trips(scheme: Scheme, submission: Submission) -> Iterator[Text]:
    """What does not come back as it was when an evaluation is written and read."""
    made = evaluate(submission, scheme)
    for lang in LANGUAGES:
        try:
            back = read_evaluation(evaluation_json(made, lang))
        except PerfevalError as error:
            yield Text(error.render("zh"), error.render("en"))
            continue
        if back != made:
            yield Text("读回来的评价结果不同", "comes back as another evaluation")


def monotone(scheme: Scheme, submission: Submission) -> Iterator[Text]:
    """Indicators that declare `better` and score a better measure less, everything else being equal."""
    engine = engine_of(scheme)
    evaluation = evaluate(submission, scheme)
    planned = {leaf.id: leaf for leaf in engine.plan.leaves()}
    for leaf in (*scheme.leaves(), *scheme.bonus, *scheme.penalties):
        if leaf.better is None or leaf.measure is None:
            continue
        found = planned[leaf.id]
        each = found.each if isinstance(found, PlannedRows) else found
        compute = engine.compiler.scoring(each.rule, each.measure)
        for row in _rows(leaf, evaluation):
            frame = Frame(submission)
            yield from _rising(leaf, compute, frame, row)


def _rows(leaf: Leaf, evaluation: Evaluation) -> list[int | None]:
    if not isinstance(leaf, OpenGroup):
        return [None]
    return [_row(outcome) for outcome in evaluation.outcomes() if outcome.kind == "row" and outcome.group == leaf.id]


def _rising(leaf: Leaf, compute: Any, frame: Frame, row: int | None) -> Iterator[Text]:
    last: tuple[Fraction, Fraction] | None = None
    steps = measures(leaf)
    for value in steps if leaf.better == "higher" else reversed(steps):
        frame.measure = value
        found = compute(frame, row)
        if found.__class__ is Missing or not isinstance(found, Fraction):
            continue
        if last is not None and found < last[1]:
            yield say(
                '{id}：声明了 better = "{better}"，但指标值 {a} 得 {x}，{b} 只得 {y}',
                '{id}: better = "{better}" is declared, yet a measure of {a} earns {x} and one of {b} only {y}',
                id=leaf.id,
                better=leaf.better,
                a=plain(last[0], 6),
                x=plain(last[1], 6),
                b=plain(value, 6),
                y=plain(found, 6),
            )
            return
        last = (value, found)


def measures(leaf: Leaf) -> list[Fraction]:
    """Values that an indicator's measure may have, rising: at every edge of its scoring, beside it and between."""
    made = bound(leaf)
    if made.measure is None:
        return []
    reach = bounds(made.measure)
    ends = [end for end in (reach.low, reach.high) if end is not None]
    edges = sorted({Fraction(0), Fraction(1), *_constants(lowered(leaf.scoring)), *ends})
    beside = [edge + by for edge in edges for by in (Fraction(-1, 10**6), Fraction(0), Fraction(1, 10**6))]
    between = [(a + b) / 2 for a, b in pairwise(edges)]
    inside = {*beside, *between, edges[0] - 1, edges[-1] * 2 + 1}
    return sorted(
        v for v in inside if (reach.low is None or v >= reach.low) and (reach.high is None or v <= reach.high)
    )


def _constants(rule: Expr) -> Iterator[Fraction]:
    for node in walk(rule):
        value = node.value.value if isinstance(node, Parameter) else node.value if isinstance(node, Const) else None
        if isinstance(value, Fraction):
            yield value
