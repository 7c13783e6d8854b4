"""The rules of one indicator: what they are put into, and what comes out."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import evolve

from perfeval.expressions import Expr, Field, bind, bounds
from perfeval.expressions.types import WORDS
from perfeval.findings import Finding, PerfevalError, Text, join, kind, say
from perfeval.model.binding import Bound, bound
from perfeval.model.declared import incomplete, undeclared
from perfeval.model.indicators import Indicator, Leaf, OpenGroup
from perfeval.numbers import plain

if TYPE_CHECKING:
    from perfeval.model.scheme import Scheme

CONDITION = Text("写成条件，如 satisfaction < 60%", "write a condition, as in satisfaction < 60%")
_AWARD = Text(
    "百分比表示得分率，数字表示分，文字表示等级", "a percentage is a share, a number is points, a text is a level"
)
_POSITIVE = Text("写大于 0 的分值；不用的指标整段删去", "state points above 0, or delete the indicator")
_COLUMN = Text("写这张表里的一个列名", "name a column of that table")


def leaf_faults(leaf: Leaf, scheme: Scheme) -> Iterator[Finding]:
    """Everything that is wrong with one indicator or open group."""
    at = f"indicators.{leaf.id}"
    if isinstance(leaf, Indicator) and (leaf.points is None) == (leaf.scale is None):
        yield incomplete(at, "分值与等级标度要给一个，且只给一个", "give points or a scale, one of the two")
        return
    if leaf.points is not None and leaf.points <= 0:
        found = plain(leaf.points)
        yield incomplete(at, f"分值 {found} 不大于 0", f"the points {found} are not above 0", _POSITIVE)
        return
    if leaf.points is not None and (Fraction(leaf.points) * 10**scheme.places).denominator != 1:
        yield incomplete(
            at,
            f"分值的小数多于得分的 {scheme.places} 位",
            f"the points have more decimals than a score has ({scheme.places})",
        )
    rules: dict[str, Expr | None] = {
        n: getattr(leaf, n, None) for n in ("measure", "scoring", "not_applicable_when", "where")
    }
    unknown = [f for n, rule in rules.items() if rule is not None for f in undeclared(rule, f"{at}.{n}", scheme)]
    yield from unknown
    yield from _own(leaf, at, scheme)
    try:
        made = bound(leaf)
    except PerfevalError as error:
        yield from (evolve(f, location=f"{at}.scoring") for f in error.findings)
        return
    yield from _scopes(leaf, made, at)
    yield from _result(leaf, made, f"{at}.scoring")


def _own(leaf: Leaf, at: str, scheme: Scheme) -> Iterator[Finding]:
    """Faults of the rules that no measure or judgement is put into, and of the columns of an open group."""
    if isinstance(leaf, Indicator):
        if leaf.not_applicable_when is not None:
            yield from unbound(leaf.not_applicable_when, f"{at}.not_applicable_when")
        return
    yield from unbound(leaf.where, f"{at}.where")
    for name, kinds in (("row_points", ("points", "number")), ("row_label", ("text",))):
        column = getattr(leaf, name)
        if column is None:
            continue
        yield from undeclared(column, f"{at}.{name}", scheme)
        if not isinstance(column, Field) or column.type.table != leaf.rows or column.type.kind not in kinds:
            wanted = say(
                "{table} 的一列（{kind}）", "a column of {table} ({kind})", table=leaf.rows, kind=WORDS[kinds[0]]
            )
            yield kind("D105").at(f"{at}.{name}", found=column.type.describe(), wanted=wanted, advice=_COLUMN)


def unbound(rule: Expr, at: str) -> Iterator[Finding]:
    """Faults of a rule that no measure, points or judgement is put into."""
    try:
        bind(rule, {})
    except PerfevalError as error:
        yield from (evolve(f, location=at) for f in error.findings)


def _scopes(leaf: Leaf, made: Bound, at: str) -> Iterator[Finding]:
    wanted = leaf.rows if isinstance(leaf, OpenGroup) else None
    flags = (
        [("where", leaf.where)] if isinstance(leaf, OpenGroup) else [("not_applicable_when", leaf.not_applicable_when)]
    )
    told = made.measure is not None and made.measure.type.table not in (None, wanted)
    for name, rule in (("measure", made.measure), ("scoring", None if told else made.scoring), *flags):
        if rule is None:
            continue
        if rule.type.table not in (None, wanted) or (name == "where" and rule.type.table is None):
            table = rule.type.table
            yield kind("D204").at(
                f"{at}.{name}",
                detail=Text(f"规则按 {table} 的行取值", f"the rule speaks of rows of {table}"),
                advice=Text(
                    "先用 total()、count() 或 weighted_mean() 汇总",
                    "reduce it with total(), count() or weighted_mean()",
                ),
            )
        if name in ("where", "not_applicable_when") and rule.type.kind != "flag":
            yield kind("D105").at(f"{at}.{name}", found=WORDS[rule.type.kind], wanted=WORDS["flag"], advice=CONDITION)


def _result(leaf: Leaf, made: Bound, at: str) -> Iterator[Finding]:
    found = made.scoring.type
    if isinstance(leaf, Indicator) and leaf.scale is not None:
        options = found.options
        if found.kind not in ("text", "level", "any") or not options or set(options) - set(leaf.scale.levels):
            levels, other = (
                "、".join(leaf.scale.levels),
                "、".join(o for o in found.options if o not in leaf.scale.levels),
            )
            what = Text(f"“{other}”", f'"{other}"') if other else found.describe()
            advice = Text(f"只用标度里有的等级：{levels}", f"give levels of the scale alone: {levels}")
            yield kind("D105").at(at, found=what, wanted=Text("标度里的等级", "a level of the scale"), advice=advice)
        return
    if found.kind not in ("ratio", "points", "number", "any"):
        wanted = join((WORDS["ratio"], WORDS["points"]), "或", " or ")
        yield kind("D105").at(at, found=found.describe(), wanted=wanted, advice=_AWARD)
        return
    high = Fraction(1) if found.kind == "ratio" or leaf.points is None else Fraction(leaf.points)
    if isinstance(leaf, OpenGroup) and found.kind != "ratio":
        yield kind("D105").at(at, found=found.describe(), wanted=WORDS["ratio"], advice=_AWARD)
    elif not (interval := bounds(made.scoring)).within(Fraction(0), high):
        yield kind("D103").at(at, low="0", high=plain(high, 6), found=interval)
