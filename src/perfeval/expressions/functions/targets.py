"""Targets of a project sheet: quantitative attainment, and a qualitative degree inside its tier."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from attrs import field, frozen

from perfeval.expressions.forms import Choose, Unknown
from perfeval.expressions.functions.function import (
    VALUES,
    Function,
    Pairs,
    literal,
    place,
    text_pairs,
    word,
)
from perfeval.expressions.functions.scoring import NOTHING_OF, WHOLE, between
from perfeval.expressions.nodes import ONE, ZERO, Compare, Const, Expr, lift
from perfeval.expressions.phrases import words
from perfeval.expressions.references import MEASURE
from perfeval.expressions.source import Source
from perfeval.findings import Text, join, say

_MISSED = {
    "unknown": Text("未达到“≤”目标时没有规定如何计分", "nothing is laid down for a missed ≤ target"),
    "none": Text("未达到“≤”目标不得分", "a missed ≤ target earns none"),
    "inverse": Text("未达到“≤”目标按目标值 ÷ 完成值得分", "a missed ≤ target earns target ÷ actual"),
    "double": Text(
        "未达到“≤”目标按 1 －（完成值 － 目标值）÷ 目标值得分，达目标值两倍为零",
        "a missed ≤ target earns 1 − (actual − target) ÷ target, none from twice the target",
    ),
}


@frozen(order=False)
class attainment(Function):
    """How far a quantitative target was met: full marks where it is, in proportion where it is missed.

    For ≥ and = targets, share = actual ÷ target, at most 1 (a "=" target of 0 is met by an actual of 0 or less, else
    missed altogether). What a missed ≤ target earns has no national formula: `missed_at_most` names the variant,
    `inverse` (target ÷ actual), `double` (1 − (actual − target) ÷ target), `none`, or `unknown`, the default, which
    leaves the indicator unscored. Nor has a missed target below 0, where a quotient would earn more the further it is
    missed: that is unscored too.

    Example:
        >>> from perfeval.expressions import attainment, lift
        >>> attainment(lift(3), target=4, relation=">=").sentence().en
        'full marks if the target is met, else in proportion; nothing is laid down for a missed ≤ target'
    """

    summary = Text("定量目标的完成程度", "how far a quantitative target was met")
    source = Source("财预〔2020〕10号; Hubei and ministry product for ≤ targets", "unverified")
    example = 'attainment(targets.actual, target=targets.target, relation=targets.relation, missed_at_most="inverse")'
    actual: Expr = field(default=MEASURE, converter=lift)
    target: Expr = field(converter=lift, kw_only=True)
    relation: Expr = field(converter=lift, kw_only=True)
    missed_at_most: str = word("unknown", ("unknown", "none", "inverse", "double"))

    def lower(self) -> Expr:
        """By relation: upward, downward, or exactly zero."""
        actual, target = self.actual, self.target
        no_rule = Unknown("no_rule", place(target))
        missed: Expr = {
            "unknown": no_rule,
            "none": NOTHING_OF,
            "inverse": Choose(target < 0, no_rule, between(target / actual, ZERO, ONE)),
            "double": Choose(target < 0, no_rule, between(WHOLE - (actual - target) / target, ZERO, ONE)),
        }[self.missed_at_most]
        downward = Choose(actual <= target, WHOLE, missed)
        zero = Choose(actual <= 0, WHOLE, NOTHING_OF)
        upward = Choose(actual >= target, WHOLE, Choose(target < 0, no_rule, between(actual / target, ZERO, ONE)))
        strict = self._is("=") & Compare("=", target, ZERO)
        return Choose(self._is("<="), downward, Choose(strict, zero, upward))

    def _is(self, relation: str) -> Expr:
        return Compare("=", self.relation, Const(relation, "text"))

    def sentence(self) -> Text:
        """Full marks if met."""
        return say(
            "达到目标得满分，未达到的按比例；{missed}",
            "full marks if the target is met, else in proportion; {missed}",
            missed=_MISSED[self.missed_at_most],
        )


TIERS: Mapping[str, Text] = {
    "reached": Text("达成预期", "reached"),
    "partly": Text("部分达成", "partly reached"),
    "missed": Text("未达成", "missed"),
}
"""The national names of tiers, for sentences; a scheme may use others."""


def _named(tier: Expr) -> Text:
    name = literal(tier)
    return TIERS.get(name, words(tier)) if isinstance(name, str) else words(tier)


@frozen(order=False)
class degree(Function):
    """A qualitative result: the evaluator's degree, which has to lie in the tier that was chosen.

    `floors` lists tiers from the best down with their inclusive lower edges: a tier reaches up to the edge of the one
    before, the first up to 100 %. A degree outside its tier leaves the indicator unscored.

    Example:
        >>> from perfeval.expressions import degree, lift
        >>> degree(lift("85%"), tier=lift("met"), floors={"met": "80%", "partly": "60%", "not": "0%"}).sentence().en
        'by tier: met from 80%; partly reached from 60%; not from 0%'
    """

    summary = Text("定性指标：按档次内的完成程度得分", "a judged degree inside its tier")
    source = Source("财预〔2020〕10号", "unverified")
    example = 'degree(targets.degree, tier=targets.tier, floors={"met": 80%, "partly": 60%, "not": 0%})'
    degree: Expr = field(default=MEASURE, converter=lift)
    tier: Expr = field(converter=lift, kw_only=True)
    floors: Pairs = field(converter=text_pairs, kw_only=True, metadata=VALUES)

    def lower(self) -> Expr:
        """One choice per tier; outside them all, unknown."""
        values = [literal(floor) for _, floor in self.floors]
        if all(isinstance(v, Fraction) for v in values) and values != sorted(set(values), reverse=True):
            raise self.wrong("各档的下限要从高到低", "the floors of the tiers have to fall")
        rule: Expr = Unknown("outside_tier", place(self.degree))
        for i, (tier, floor) in reversed(list(enumerate(self.floors))):
            top = self.degree < self.floors[i - 1][1] if i else self.degree <= WHOLE
            inside = Compare("=", self.tier, tier) & (self.degree >= floor) & top
            rule = Choose(inside, between(self.degree, ZERO, ONE), rule)
        return rule

    def sentence(self) -> Text:
        """The tiers one by one."""
        tiers = [
            say("{tier}不低于 {floor}", "{tier} from {floor}", tier=_named(tier), floor=words(floor))
            for tier, floor in self.floors
        ]
        return say("定性指标分档：{tiers}", "by tier: {tiers}", tiers=join(tiers, "；", "; "))
