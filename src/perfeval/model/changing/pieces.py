"""What one part of a scheme says, piece by piece: everything that the digest covers is in exactly one piece."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import fields, frozen

from perfeval.expressions import Expr, Parameter, Source, render, words
from perfeval.expressions.types import WORDS
from perfeval.findings import Text, join, say
from perfeval.model.canonical import plain_of
from perfeval.model.combining import AveragingTable, NoCombination, Ordinal, Sum, WeakestLink
from perfeval.model.indicators import Group, Indicator, OpenGroup
from perfeval.model.inputs import Input
from perfeval.model.scheme import Override
from perfeval.model.weighed import Weighed
from perfeval.model.wording import (
    BETTER_WORDS,
    KIND,
    NOT_APPLICABLE_WORDS,
    ON_MISSING_WORDS,
    ROUNDING_WORDS,
    basis,
    combine_words,
    input_edge,
    scale_words,
)
from perfeval.numbers import plain, ratio_text

NAMES: Mapping[str, Text] = {
    "": Text("类别", "sort"),
    "id": Text("标识", "id"),
    "label": Text("名称", "label"),
    "edition": Text("版本", "edition"),
    "kind": Text("种类", "kind"),
    "full": Text("满分", "full marks"),
    "combine": Text("合并方式", "combining rule"),
    "most": Text("最高总分", "highest total"),
    "not_applicable": Text("不适用分值的处理", "policy for points that do not apply"),
    "on_missing": Text("没有结果时的处理", "policy for what has no result"),
    "places": Text("得分的小数位数", "decimals of a score"),
    "rounding": Text("得分的舍入", "rounding of scores"),
    "source": Text("依据", "source"),
    "points": Text("分值", "points"),
    "measure": Text("计算公式", "measure"),
    "measured_as": Text("指标值的名称", "name of the measure"),
    "scoring": Text("评分标准", "scoring"),
    "scale": Text("等级标度", "ordinal scale"),
    "not_applicable_when": Text("不适用的条件", "condition under which it does not apply"),
    "aspects": Text("评价要点", "aspects"),
    "better": Text("方向", "direction"),
    "rows": Text("所取的表", "table"),
    "where": Text("所取的行", "rows it takes"),
    "row_points": Text("每行的分值", "points of a row"),
    "row_label": Text("每行的名称", "name of a row"),
    "unit": Text("单位", "unit"),
    "low": Text("下限", "lower bound"),
    "high": Text("上限", "upper bound"),
    "options": Text("可填的内容", "what it can be"),
    "out_of": Text("填写时的满分", "marks it is written out of"),
    "default": Text("未填时的值", "value where nothing is said"),
    "table": Text("所在的表", "table"),
    "table_label": Text("表的名称", "name of the table's rows"),
    "value": Text("值", "value"),
    "when": Text("条件", "condition"),
    "grade": Text("至多的等级", "best grade"),
    "overrides": Text("改动", "overrides"),
    "weighting": Text("赋权", "weighting"),
}
"""What people call the fields of a scheme and its parts."""

_CHOICES: Mapping[str, Mapping[Any, Text]] = {
    "kind": {**WORDS, **KIND},
    "not_applicable": NOT_APPLICABLE_WORDS,
    "on_missing": ON_MISSING_WORDS,
    "rounding": ROUNDING_WORDS,
    "better": BETTER_WORDS,
    "default": {True: Text("是", "yes"), False: Text("否", "no")},
    "": {
        Group: Text("分组", "group"),
        Indicator: Text("指标", "indicator"),
        OpenGroup: Text("开放组", "open group"),
    },
}
_STANDS_ALONE = frozenset({"children", "groups", "bonus", "penalties", "inputs", "parameters", "grades", "caps"})
_KEYS = frozenset({"id", "path", "name"})
_LONG = frozenset({"", "label", "source", "aspects", "measured_as", "better", "rows", "row_points", "row_label"})


@frozen
class Piece:
    """One field of something: in words, as it is written, and as the digest takes it."""

    said: Text
    written: str
    canon: Any
    value: Any = None


ABSENT = Piece(Text(), "", None)
"""A field that something does not have."""


def pieces(of: Any, keyed: bool = True) -> dict[str, Piece]:
    """The fields of a part of a scheme, save those that hold parts of their own.

    Args:
        of: a scheme, a node, an input, a parameter, a grade or a cap.
        keyed: whether it is known by its id, which then is no piece.
    """
    found: dict[str, Piece] = {}
    if isinstance(of, Group | Indicator | OpenGroup):
        kind = _CHOICES[""][type(of)]
        found[""] = Piece(kind, kind.en, type(of).__name__)
    for name, value, canon in _fields(of):
        if name not in _STANDS_ALONE and not (keyed and name in _KEYS):
            found[name] = Piece(_said(name, value, of), _written(value), canon, value)
    return found


def _fields(of: Any) -> Iterator[tuple[str, Any, Any]]:
    if isinstance(of, Parameter):  # label and source are no part of its equality, but of the digest
        canon = plain_of(of)
        yield from ((name, getattr(of, name), canon[name]) for name in ("value", "label", "source"))
        return
    for a in fields(type(of)):
        if a.init and a.eq:
            value = getattr(of, a.name)
            yield a.name, value, plain_of(value)


def _said(name: str, value: Any, of: Any) -> Text:
    """A field in words."""
    if value is None or value == () or value == "":
        return Text()
    if name in _CHOICES and isinstance(value, str | bool):
        return _CHOICES[name].get(value, Text(str(value)))
    if isinstance(of, Input) and isinstance(value, Fraction):
        return input_edge(value, of)
    match value:
        case Text():
            return value
        case Expr():
            return words(value)
        case Source():
            return basis(value)
        case Ordinal():
            return scale_words(value)
        case Sum() | NoCombination() | WeakestLink() | AveragingTable():
            return combine_words(value)
        case Decimal():
            return Text(plain(value))
        case tuple():
            return join([_said("", each, of) for each in value], "、", ", ")
        case Override():
            return value.sentence
        case Weighed():
            return join([part for part in (value.label, value.explanation) if part], "，", ", ")
    return Text(str(value))


def _written(value: Any) -> str:
    """A field as it is written, in one way for both languages."""
    match value:
        case None:
            return ""
        case Text():
            return f"{value.zh} / {value.en}" if value else ""
        case Expr():
            return render(value)
        case AveragingTable(rows=rows):
            return "; ".join(f"{' '.join(levels)} = {made}" for levels, made in rows)
        case Source():
            return f"{value.title} [{value.status}] {value.link}".strip()
        case Decimal():
            return plain(value)
        case Fraction():
            return ratio_text(value)
        case tuple():
            return "; ".join(map(_written, value))
        case Override():
            return f"{value.kind} {value.name}: {value.was} > {value.now}"
        case Weighed():
            figures = [f"{key} {each}" for found in (value.weights, value.details) for key, each in found.items()]
            return "; ".join((f"{value.id} ({value.origin})", *figures))
        case Ordinal(levels=levels):
            return f"{' < '.join(levels)} [{value.missing}: {value.missing_counts_as}]"
    return str(value)


def told(of: Any) -> Text:
    """A part of a scheme in short: what is worth knowing of something that came or went."""
    said = [
        say("{name} {said}", "{name} {said}", name=NAMES.get(name, Text(name)), said=piece.said)
        for name, piece in pieces(of).items()
        if piece.said and name not in _LONG and piece.value != Sum()
    ]
    return join(said, "，", ", ")
