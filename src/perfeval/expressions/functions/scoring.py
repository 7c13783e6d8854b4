"""From a measure to marks: proportional, linear, bands, deduct, clamp, judged."""

from __future__ import annotations

from fractions import Fraction

from attrs import field, frozen

from perfeval.expressions.forms import Choose, Extreme, Round
from perfeval.expressions.functions.function import (
    AWARDS,
    Function,
    Pairs,
    award,
    award_pairs,
    literal,
    maybe_lift,
    word,
)
from perfeval.expressions.nodes import ONE, ZERO, Compare, Const, Expr, lift
from perfeval.expressions.phrases import words
from perfeval.expressions.references import AWARDED, FULL, MEASURE
from perfeval.expressions.source import Source
from perfeval.expressions.types import meet
from perfeval.findings import Text, join, say

NOTHING_OF = Const(Fraction(0), "ratio")
WHOLE = Const(Fraction(1), "ratio")
FRAMEWORK = Source("财预〔2013〕53号; 财预〔2020〕10号", "unverified")


def between(value: Expr, low: Expr, high: Expr) -> Expr:
    """The value, not below `low` and not above `high`."""
    return Extreme("min", high, Extreme("max", low, value))


def beside(value: Expr, edge: Expr) -> Expr:
    """The edge in the unit of the value: a bare number beside a quantity or points takes theirs."""
    unit = value.type.kind
    if edge.type.kind != "number" or unit not in ("quantity", "points"):
        return edge
    one = Const(Fraction(1), "points" if unit == "points" else "quantity")
    return Const(edge.value, one.kind) if isinstance(edge, Const) else edge * one


@frozen(order=False)
class clamp(Function):
    """A value held between two bounds: min(high, max(low, value)).

    Example:
        >>> from perfeval.expressions import clamp, lift
        >>> clamp(lift("120%")).sentence().en
        'at least 0% and at most 100%'
    """

    summary = Text("把数值限定在上下限之间", "a value held between two bounds")
    example = "clamp(measure, low=0%, high=100%)"
    value: Expr = field(default=MEASURE, converter=lift)
    low: Expr = field(default=NOTHING_OF, converter=lift, kw_only=True)
    high: Expr = field(default=WHOLE, converter=lift, kw_only=True)

    def lower(self) -> Expr:
        """min(high, max(low, value))."""
        return between(self.value, self.low, self.high)

    def sentence(self) -> Text:
        """At least …, at most …."""
        return say(
            "不低于 {low}，不高于 {high}",
            "at least {low} and at most {high}",
            low=words(self.low),
            high=words(self.high),
        )


@frozen(order=False)
class proportional(Function):
    """The measure itself as the share of full marks, at most full marks: share = measure, within 0 and 1.

    Example:
        >>> from perfeval.expressions import proportional
        >>> proportional().sentence().en
        'in proportion, at most full marks'
    """

    summary = Text("按比例得分，至多满分", "the measure as the share, at most full marks")
    source = FRAMEWORK
    example = "proportional()"
    value: Expr = field(default=MEASURE, converter=lift)

    def lower(self) -> Expr:
        """min(1, max(0, value)), as a share: a plain number would be taken for points."""
        return between(self.value, NOTHING_OF, WHOLE)

    def sentence(self) -> Text:
        """In proportion."""
        return Text("按比例得分，至多满分", "in proportion, at most full marks")


@frozen(order=False)
class linear(Function):
    """None at `zero`, full marks at `full` and beyond, a straight line between.

    share = (measure − zero) ÷ (full − zero), within 0 and 1. `full` may lie below `zero` where less is better.

    Example:
        >>> from perfeval.expressions import linear
        >>> linear(full="95%").sentence().en
        'full marks from 95%, in proportion below (0 earns none)'
    """

    summary = Text(
        "达到 full 得满分，zero 为零分，其间按直线",
        "full marks from one point, none at another, a line between",
    )
    source = FRAMEWORK
    example = "linear(full=95%)"
    value: Expr = field(default=MEASURE, converter=lift)
    full: Expr = field(converter=lift, kw_only=True)
    zero: Expr = field(default=ZERO, converter=lift, kw_only=True)

    def lower(self) -> Expr:
        """(value − zero) ÷ (full − zero), within 0 and 1."""
        for edge in (self.full, self.zero):
            meet(self.value.type, edge.type, Text("比较", "compare"))
        a, b = literal(self.full), literal(self.zero)
        if isinstance(a, Fraction) and a == b:
            raise self.wrong("full 与 zero 相同", "full and zero are the same")
        full, zero = beside(self.value, self.full), beside(self.value, self.zero)
        return between((self.value - zero) / (full - zero), ZERO, ONE)

    def sentence(self) -> Text:
        """Full marks from …, none at …."""
        a, b = literal(self.full), literal(self.zero)
        falling = isinstance(a, Fraction) and isinstance(b, Fraction) and a < b
        return say(
            "不超过 {full} 得满分，超过的按比例扣减（{zero} 为零分）"
            if falling
            else "达到 {full} 得满分，低于的按比例（{zero} 为零分）",
            "full marks up to {full}, in proportion above ({zero} earns none)"
            if falling
            else "full marks from {full}, in proportion below ({zero} earns none)",
            full=words(self.full),
            zero=words(self.zero),
        )


@frozen(order=False)
class bands(Function):
    """The award of the first band that the measure reaches; edges are inclusive.

    `at_least` lists edges from high to low, `at_most` from low to high. Awards are points (3), shares (60%) or levels
    ("A").

    Example:
        >>> from perfeval.expressions import bands
        >>> bands(at_most={"0%": 3, "10%": 2}, otherwise=0).sentence().en
        '≤ 0%: 3; ≤ 10%: 2; else 0'
    """

    summary = Text("按所在档次得分", "the award of the first band reached")
    source = Source("Stepped ratios of Hunan department forms (Yueyang)", "unverified")
    example = "bands(at_most={0%: 3, 10%: 2}, otherwise=0)"
    value: Expr = field(default=MEASURE, converter=lift)
    at_least: Pairs = field(default=(), converter=award_pairs, kw_only=True, metadata=AWARDS)
    at_most: Pairs = field(default=(), converter=award_pairs, kw_only=True, metadata=AWARDS)
    otherwise: Expr = field(converter=award, kw_only=True)

    def lower(self) -> Expr:
        """A chain of choices, the strictest edge first."""
        if bool(self.at_least) == bool(self.at_most):
            raise self.wrong("at_least 与 at_most 给其中一个", "give one of at_least and at_most")
        edges = self.at_least or self.at_most
        values = [literal(edge) for edge, _ in edges]
        if all(isinstance(v, Fraction) for v in values):
            ordered = sorted(set(values), reverse=bool(self.at_least))
            if values != ordered:
                raise self.wrong(
                    "at_least 的界限要从高到低写，不重复" if self.at_least else "at_most 的界限要从低到高写，不重复",
                    "the edges of at_least have to fall" if self.at_least else "the edges of at_most have to rise",
                )
        rule = self.otherwise
        for edge, value in reversed(edges):
            rule = Choose(Compare(">=" if self.at_least else "<=", self.value, edge), value, rule)
        return rule

    def sentence(self) -> Text:
        """The bands one by one."""
        sign = "≥" if self.at_least else "≤"
        listed = [
            say(
                f"{sign} {{edge}} 得 {{value}}",
                f"{sign} {{edge}}: {{value}}",
                edge=words(edge),
                value=words(value),
            )
            for edge, value in self.at_least or self.at_most
        ]
        rest = say("其余得 {value}", "else {value}", value=words(self.otherwise))
        return join([*listed, rest], "；", "; ")


@frozen(order=False)
class deduct(Function):
    """Full marks, less `off` for each `each` above (or below) the limit, at least none.

    share = 1 − n × off ÷ full marks with n = (measure − above) ÷ each. `steps` says how a part of a step counts:
    `exact` pro rata, `up` as a whole one (each started step), `down` not at all (each completed step). `off` is
    points, or a percentage of the full marks.

    Example:
        >>> from perfeval.expressions import deduct
        >>> deduct(above="100%", each="1%", off="0.5", steps="up").sentence().en
        'full marks up to 100%; 0.5 off for each 1% above (a started step counts whole), at least none'
    """

    summary = Text("超过（低于）界限后每单位扣分，扣完为止", "full marks less so much for each step beyond a limit")
    source = Source("Per-point deductions of Hunan department forms (Yueyang)", "unverified")
    example = "deduct(above=100%, each=1%, off=0.5)"
    value: Expr = field(default=MEASURE, converter=lift)
    above: Expr | None = field(default=None, converter=maybe_lift, kw_only=True)
    below: Expr | None = field(default=None, converter=maybe_lift, kw_only=True)
    each: Expr = field(converter=lift, kw_only=True)
    off: Expr = field(converter=award, kw_only=True)
    steps: str = word("exact", ("exact", "up", "down"))
    full: Expr = field(default=FULL, converter=lift, kw_only=True)

    def lower(self) -> Expr:
        """max(0, 1 − steps × off ÷ full)."""
        if (self.above is None) == (self.below is None):
            raise self.wrong("above 与 below 给其中一个", "give one of above and below")
        for node in (self.each, self.off):
            size = literal(node)
            if isinstance(size, Fraction) and size <= 0:
                raise self.wrong("each 与 off 要大于 0", "each and off have to be above 0")
        excess = self.value - self.above if self.above is not None else self.below - self.value
        count: Expr = Extreme("max", ZERO, excess / beside(excess, self.each))
        if self.steps != "exact":
            count = Round(count, ONE, "ceiling" if self.steps == "up" else "floor")
        off = self.off if self.off.type.kind == "ratio" else self.off / self.full
        return Extreme("max", ZERO, WHOLE - count * off)

    def sentence(self) -> Text:
        """Full marks up to …; so much off for each …."""
        over = self.above is not None
        limit = self.above if self.above is not None else self.below
        assert limit is not None  # one of the two, since the node was made
        zh, en = {
            "exact": ("", ""),
            "up": ("（不足一个单位按一个计）", " (a started step counts whole)"),
            "down": ("（不足一个单位不计）", " (only completed steps count)"),
        }[self.steps]
        kept = "不超过 {limit} 得满分，每超过" if over else "不低于 {limit} 得满分，每低"
        free, beyond = ("up to", "above") if over else ("from", "below")
        return say(
            f"{kept} {{each}} 扣{{off}}{zh}，扣完为止",
            f"full marks {free} {{limit}}; {{off}} off for each {{each}} {beyond}{en}, at least none",
            limit=words(limit),
            each=words(self.each),
            off=self._taken(),
        )

    def _taken(self) -> Text:
        template = "满分的 {off}" if self.off.type.kind == "ratio" else " {off} 分"
        return say(template, "{off}", off=words(self.off))


@frozen(order=False)
class judged(Function):
    """What the evaluator gave: points, the full marks less deductions, or a level.

    Example:
        >>> from perfeval.expressions import judged
        >>> judged().sentence().en
        "the evaluator's judgement"
    """

    summary = Text("由评价人评定", "the evaluator's judgement")
    example = "judged()"
    judgement: Expr = field(default=AWARDED, converter=lift, kw_only=True)

    def lower(self) -> Expr:
        """The judgement of the indicator."""
        return self.judgement

    def sentence(self) -> Text:
        """Judged."""
        return Text("由评价人评定", "the evaluator's judgement")
