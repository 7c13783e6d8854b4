"""How the total and the grade came about, in words."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from perfeval.evaluation.explaining.showing import cut
from perfeval.evaluation.outcome import Evaluation
from perfeval.evaluation.plan import Plan
from perfeval.evaluation.totalling import units
from perfeval.findings import Text, join, say
from perfeval.model import Weighed
from perfeval.numbers import exact_sum, plain

_POLICY = {
    "rescale": Text("其余指标得分按满分折算", "the other scores are rescaled to the full marks"),
    "full": Text("不适用的分值视同得满分", "points that do not apply count as earned"),
    "none": Text("不适用的分值不计", "points that do not apply are lost"),
    "redistribute": Text(
        "不适用的分值重新分配给其余指标", "points that do not apply are given to the other indicators"
    ),
}


def total_text(evaluation: Evaluation, plan: Plan) -> Text:
    """The total in one or more sentences; empty for a scheme without one."""
    if evaluation.full is None:
        return Text()
    return join(_sentences(evaluation, plan), "；", "; ")


def _sentences(e: Evaluation, plan: Plan) -> Iterator[Text]:
    if e.total is not None:
        yield say(
            "总分 {total}（满分 {full}）",
            "total {total} of {full}",
            total=plain(e.total),
            full=plain(plan.full),
        )
    elif e.lower is not None and e.upper is not None:
        yield say(
            "总分未定，在 {low} 至 {high} 之间",
            "no total yet: between {low} and {high}",
            low=plain(e.lower),
            high=plain(e.upper),
        )
    else:
        yield Text("没有总分", "no total")
    yield from _not_applicable(e, plan)
    for name, outcomes in (("加分", e.bonus), ("减分", e.penalties)):
        scores = [o.score for o in outcomes if o.score is not None]
        if scores:
            yield say(
                f"其中{name} {{sum}}",
                "with {what} {sum}",
                what="bonus" if name == "加分" else "penalties",
                sum=plain(exact_sum(scores)),
            )
    if e.grade is not None:
        yield say("等级 {grade}", "grade {grade}", grade=e.grade)
    elif e.possible_grades:
        yield say(
            "可能的等级：{grades}", "possible grades: {grades}", grades=join(map(Text, e.possible_grades), "、", ", ")
        )
    if e.weighting is not None:
        yield _weighed(e, e.weighting)
    for cap in e.caps:
        yield say("等级由 {before} 受限：{cap}", "capped from {before}: {cap}", before=e.uncapped or "", cap=cap)


def _weighed(e: Evaluation, weighting: Weighed) -> Text:
    """Which weighting assigned the points, why, and the weights as percentages."""
    labels = {o.id: o.label for o in e.outcomes()}
    weights = [
        say(
            "{label} {share}%", "{label} {share}%", label=labels.get(i, Text(i)), share=plain(Fraction(weight) * 100, 2)
        )
        for i, weight in weighting.weights.items()
    ]
    return say(
        "分值由“{label}”分配，{explanation}{weights}",
        "points assigned by {label}, {explanation}{weights}",
        label=weighting.label,
        explanation=weighting.explanation,
        weights=say("：{all}", ": {all}", all=join(weights, "、", ", ")) if weights else Text(),
    )


def _not_applicable(e: Evaluation, plan: Plan) -> Iterator[Text]:
    marks = list(units(e.groups))
    lost = exact_sum(o.points for o in marks if o.status == "not_applicable" and o.points is not None)
    if not lost:
        return
    yield say(
        "不适用 {lost} 分，{policy}",
        "{lost} points do not apply, {policy}",
        lost=plain(lost),
        policy=_POLICY[e.policies.not_applicable],
    )
    if e.total is not None and e.policies.not_applicable == "rescale":
        scores = exact_sum(o.score for o in marks if o.score is not None)
        applicable = Fraction(plan.full) - Fraction(lost)
        raw = Fraction(scores) * Fraction(plan.full) / applicable
        working = Text(f"{plain(scores)} × {plain(plan.full)} ÷ {plain(applicable, 6)}")
        yield say("{working} ＝ {made}", "{working} = {made}", working=working, made=cut(raw))
