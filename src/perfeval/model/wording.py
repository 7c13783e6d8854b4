"""What a scheme says beside its rules, in words: the same in its page, in a terminal and in what changed."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from perfeval.expressions import STATUS_WORDS, Const, Source, words
from perfeval.expressions.types import WORDS
from perfeval.findings import Text, join, say
from perfeval.model.combining import AveragingTable, Combine, NoCombination, Ordinal, Sum, WeakestLink
from perfeval.model.inputs import Input
from perfeval.numbers import plain

KIND = {"department": Text("部门整体", "department"), "project": Text("项目", "project")}
"""What a scheme evaluates."""
NOT_APPLICABLE_WORDS = {
    "rescale": Text("其余得分按满分折算", "the other scores are rescaled to the full marks"),
    "full": Text("视同得满分", "they count as earned"),
    "none": Text("视同未得分", "they count as lost"),
    "redistribute": Text("重新分配给其余指标", "they are given to the other indicators"),
}
"""What becomes of points that do not apply."""
ON_MISSING_WORDS = {
    "incomplete": Text("不计分，评价不完整", "unscored, the evaluation is incomplete"),
    "zero": Text("按零分计", "counted as zero"),
}
"""What becomes of indicators without a result."""
ROUNDING_WORDS = {
    "half_up": Text("四舍五入", "half away from zero"),
    "half_even": Text("四舍六入五成双", "half to the even neighbour"),
    "down": Text("向零舍去", "toward zero"),
    "up": Text("离零进位", "away from zero"),
    "floor": Text("向下取整", "down"),
    "ceiling": Text("向上取整", "up"),
}
"""How a score is rounded."""
BETTER_WORDS = {
    "higher": Text("越高越好", "higher is better"),
    "lower": Text("越低越好", "lower is better"),
}
"""Which way a measure never scores less."""
NOT_STATED = Text("未写明", "not stated")


def basis(source: Source | None) -> Text:
    """A source with its status and, where there is one, the clause or address."""
    if source is None:
        return NOT_STATED
    link = say("，{link}", ", {link}", link=source.link) if source.link else Text()
    return say(
        "{title}（{status}{link}）",
        "{title} ({status}{link})",
        title=source.title,
        status=STATUS_WORDS[source.status],
        link=link,
    )


def rounding(places: int, mode: str) -> Text:
    """How a score is rounded."""
    return say("保留 {places} 位小数，{mode}", "to {places} decimals, {mode}", places=places, mode=ROUNDING_WORDS[mode])


def input_type(i: Input) -> Text:
    """What kind of figure an input is, and how it is written."""
    found = i.figure().declared.describe()
    more = []
    if i.out_of is not None:
        more.append(say("按 {most} 分制填写", "written out of {most}", most=plain(i.out_of)))
    if i.default is not None:
        said = Text("是", "yes") if i.default else Text("否", "no")
        more.append(say("未填按“{said}”", "{said} where nothing is said", said=said))
    if i.options:
        listed = join(map(Text, i.options), "、", ", ")
        more.append(say("可填 {listed}", "one of {listed}", listed=listed))
    return join([found, *more], "，", ", ")


def input_bounds(i: Input) -> Text:
    """The bounds of an input, empty where it has none."""
    low, high = (None if edge is None else input_edge(edge, i) for edge in (i.low, i.high))
    if low is not None and high is not None:
        return say("{low} 至 {high}", "{low} to {high}", low=low, high=high)
    if low is not None:
        return say("不低于 {low}", "at least {low}", low=low)
    return Text() if high is None else say("不高于 {high}", "at most {high}", high=high)


def input_edge(value: Fraction, i: Input) -> Text:
    """A bound of an input in its own unit."""
    kind: Any = i.kind if i.kind in WORDS else "number"
    return words(Const(value, kind))


def scale_words(scale: Ordinal) -> Text:
    """An ordinal scale from its lowest level to its highest."""
    levels = Text(" < ".join(scale.levels))
    if scale.missing is None:
        return levels
    return say(
        "{levels}；缺少资料时为 {missing}，按 {counted} 计",
        "{levels}; {missing} where information is missing, counting as {counted}",
        levels=levels,
        missing=scale.missing,
        counted=scale.counted(scale.missing),
    )


def combine_words(combine: Combine) -> Text:
    """How children make the result of their group."""
    match combine:
        case Sum():
            return Text("各项得分相加", "the sum of the scores")
        case NoCombination():
            return Text("不合并", "not combined")
        case WeakestLink(plus=True):
            return Text("取最低一级，另有更高的加“+”", 'the lowest level, with "+" where another is higher')
        case WeakestLink():
            return Text("取最低一级", "the lowest level")
        case AveragingTable(rows=rows):
            return say("按 {n} 行的换算表", "by a table of {n} rows", n=len(rows))
