"""The words and signs by which a target says at least, at most, more, less or exactly."""

from __future__ import annotations

import re
from typing import Literal

Relation = Literal["", "=", ">=", "<=", ">", "<"]
"""How an actual value should stand to a written figure; empty where nothing was written."""

_BEFORE: dict[str, Relation] = {
    **dict.fromkeys((">=", "≥", "≮", "不低于", "不少于", "不小于", "至少", "大于等于", "大于或等于"), ">="),
    **dict.fromkeys(("<=", "≤", "≯", "不超过", "不高于", "不大于", "不多于"), "<="),
    **dict.fromkeys(("至多", "小于等于", "小于或等于"), "<="),
    **dict.fromkeys((">", "大于", "超过", "高于", "多于"), ">"),
    **dict.fromkeys(("<", "小于", "低于", "少于"), "<"),
    **dict.fromkeys(("=", "等于"), "="),
}
_AFTER: dict[str, Relation] = {"以上": ">=", "以下": "<=", "以内": "<=", "之内": "<="}

_LEADING = re.compile("|".join(sorted(map(re.escape, _BEFORE), key=len, reverse=True)))
_TRAILING = re.compile(rf"(?:及|或|\(含\))?({'|'.join(_AFTER)})(?:\(含\))?$")


def split_relation(text: str) -> tuple[Relation | None, str]:
    """The relation of a normalised text, and the text without it; None where two relations contradict.

    Example:
        >>> from perfeval.numbers.relations import split_relation
        >>> split_relation("不低于95%"), split_relation("30以内")
        (('>=', '95%'), ('<=', '30'))
        >>> split_relation(">=95%以下")
        (None, '95%')
    """
    before: Relation = ""
    after: Relation = ""
    if found := _LEADING.match(text):
        before, text = _BEFORE[found[0]], text[found.end() :]
    if found := _TRAILING.search(text):
        after, text = _AFTER[found[1]], text[: found.start()]
    relation = None if before and after and before != after else before or after
    return relation, text.strip()
