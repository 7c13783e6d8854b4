"""Family I from 421 on: pictures that cannot be drawn."""

from __future__ import annotations

from perfeval.findings.finding import FindingKind
from perfeval.findings.text import Text

KINDS: tuple[FindingKind, ...] = (
    FindingKind(
        "I421",
        "error",
        Text("一张图里有几个方案的评价", "several schemes in one picture"),
        Text("这些评价依据不同的方案，得分不能相比：{schemes}", "marks of several schemes do not compare: {schemes}"),
        Text("每个方案各画一张", "draw a picture for each scheme"),
    ),
    FindingKind(
        "I422",
        "error",
        Text("没有可画的内容", "nothing to draw"),
        Text("没有可画的内容：{detail}", "there is nothing to draw: {detail}"),
        Text("核对交给作图函数的内容", "check what was handed to the picture"),
    ),
    FindingKind(
        "I423",
        "error",
        Text("这些评价不能连成历年", "evaluations that make no line of years"),
        Text("历年图要同一单位、每年一份：{detail}", "years are of one entity, one evaluation each: {detail}"),
        Text("每个单位各画一张，每年只留一份", "draw a picture for each entity and keep one evaluation of each year"),
    ),
    FindingKind(
        "I424",
        "error",
        Text("一张图画不下", "too many for one picture"),
        Text("一张图最多画 {most} 份，这里有 {found} 份", "a picture holds {most}, and there are {found}"),
        Text("分成几张；比较许多单位用 heat 或 league", "draw several; heat and league compare many entities"),
    ),
)
