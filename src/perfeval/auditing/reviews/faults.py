"""What in a review cannot be laid over the self-evaluation, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from attrs import evolve

from perfeval.evaluation import Outcome, Plan
from perfeval.expressions import suggestion
from perfeval.findings import Finding, PerfevalError, Text, join, kind, say
from perfeval.model import STANDARD, Judgement, Review, ReviewReason, Submission
from perfeval.model.correcting import corrected
from perfeval.numbers import exact_sum, plain

_ROW = re.compile(r"\[.*\]", re.DOTALL)


def faults_of_head(review: Review, own: Submission, plan: Plan) -> Iterator[Finding]:
    """A review of somebody else, of another year, or by other rules."""
    pairs = (
        ("entity", review.entity, own.entity.name),
        ("year", review.year, own.year),
        ("scheme", review.scheme, plan.scheme),
        ("digest", review.digest, plan.digest),
    )
    for name, said, is_ in pairs:
        if said and said != is_:
            detail = say(
                "复核写的是 {said}，自评是 {own}",
                "the review says {said}, the self-evaluation {own}",
                said=said,
                own=is_,
            )
            found = kind("I114").at(name, detail=_CHANGED if name == "digest" else detail)
            yield evolve(found, advice=_REMADE if name == "digest" else _OTHER)


_OTHER = Text("核对复核与自评是否配对", "check whether the review and the self-evaluation belong together")
_REMADE = Text("用现在的方案重新制作复核表", "make the form again by the scheme as it is now")
_CHANGED = Text(
    "复核表是按另一个版本的方案制作的，方案此后改动过",
    "the review was made by another version of the scheme, which was changed since",
)


def faults_of_nodes(review: Review, plan: Plan) -> Iterator[Finding]:
    """Indicators and groups that are not there."""
    known = [node.id for node in plan.nodes()]
    for name in ("not_applicable", "applicable"):
        for id in getattr(review, name):
            if id not in known:
                yield _unknown(f"{name}.{id}", id, Text("指标", "indicator"), known)
    for id in review.not_applicable.keys() & review.applicable.keys():
        detail = Text("同时写在 not_applicable 和 applicable 里", "it stands in not_applicable and in applicable")
        yield kind("I114").at(f"applicable.{id}", detail=detail)


def faults_of_facts(review: Review, own: Submission, plan: Plan) -> Iterator[Finding]:
    """Figures that no rule knows, rows and lines that are not there, values that cannot be read."""
    known = {i.path for i in (*STANDARD, *plan.inputs)} | {i.table for i in plan.inputs if i.table}
    usable = {}
    for path, value in review.facts.items():
        if _ROW.sub("", path) in known or path.startswith("budget.") or path in own.facts:
            usable[path] = value
        else:
            yield _unknown(f"facts.{path}", path, Text("数据", "figure"), [k for k in known if k])
    try:
        corrected(own, usable)
    except PerfevalError as error:
        yield from error.findings


def faults_of_judgements(
    review: Review, known: Mapping[str, Outcome], judged: Mapping[str, bool], reasons: Sequence[ReviewReason]
) -> Iterator[Finding]:
    """Points beyond the full marks, levels without a scale, reason codes that nobody knows."""
    codes = [reason.code for reason in reasons]
    for key, judgement in review.judgements.items():
        place = f"judgements.{key}"
        for inner, code in _codes(judgement):
            if code and code not in codes:
                options = join((Text(c) for c in codes), "、", ", ")
                yield kind("I111").at(f"{place}{inner}", found=code, options=options, near=suggestion(code, codes))
        if key in known:
            yield from _beyond(place, judgement, known[key], judged[key])


def _codes(judgement: Judgement) -> Iterator[tuple[str, str]]:
    yield ".code", judgement.code
    for n, deduction in enumerate(judgement.deductions or ()):
        yield f".deductions[{n}].code", deduction.code


def _beyond(place: str, judgement: Judgement, outcome: Outcome, judged: bool) -> Iterator[Finding]:
    full = outcome.points
    if full is None:
        if judgement.points is not None or judgement.deductions is not None or not judged:
            detail = Text(
                "这一指标评的是等级，由规则得出或用 level 给出", "it has a level, which a rule or `level` gives"
            )
            yield kind("I114").at(place, detail=detail)
        return
    if judgement.level is not None:
        yield kind("I114").at(place, detail=Text("这一指标评的是分，不是等级", "it has points, not a level"))
    off = exact_sum(d.points for d in judgement.deductions or ())
    given: dict[str, Decimal | None] = {".points": judgement.points, ".deductions": off}
    given |= {f".deductions[{n}].points": d.points for n, d in enumerate(judgement.deductions or ())}
    for inner, points in given.items():
        if points is not None and not 0 <= points <= full:
            yield kind("I113").at(f"{place}{inner}", found=plain(points), low="0", high=plain(full))


def _unknown(place: str, name: str, what: Text, known: Sequence[str]) -> Finding:
    return kind("I115").at(place, name=name, what=what, near=suggestion(name, known))
