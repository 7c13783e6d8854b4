"""What a report is about: the body, the year, the kind, and what its title says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal

from attrs import frozen

from perfeval.formats.pages import Grid
from perfeval.formats.prose.paragraphs import Paragraph
from perfeval.formats.prose.words import WORDS

_BODIES = WORDS["subject"]["bodies"]
_TITLE = re.compile(r"(?:绩效|支出).{0,12}(?:报告|自评表)$")
_ENTITY = re.compile(
    rf"^(?:关于)?(?:(?:20\d\d)\s?年(?:度)?)?([\u4e00-\u9fff]{{2,30}}?[{_BODIES}府学])(?=(?:关于)?(?:20\d\d|部门|单位|整体|项目支出|本级|绩效))"
)
_NAMED = re.compile(r"(?:部门|单位|填报单位)(?:\(单位\))?(?:名称|全称)[:：]\s*([\u4e00-\u9fff]{2,30})")
_START = re.compile(rf"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{{1,19}}?[{_BODIES}]")
_YEAR = re.compile(r"(20\d\d)\s?年")


@frozen
class Whole:
    """What a report is about."""

    title: str
    entity: str
    year: int | None
    kind: Literal["", "department", "project"]


def about_whole(elements: Sequence[Paragraph | Grid]) -> Whole:
    """What its title says; else what its sentences say most often."""
    texts = [one.plain for one in elements if isinstance(one, Paragraph) and not one.note]
    title, entity = "", ""
    for n, text in enumerate(texts[:12]):
        if _TITLE.search(text) and len(text) < 60:
            title = text
            line = next((t for t in (text, *(t + text for t in texts[max(0, n - 1) : n])) if _ENTITY.match(t)), "")
            entity = entity or (match[1] if (match := _ENTITY.match(line)) else "")
        if named := _NAMED.search(text):
            entity = named[1]
    whole = "\n".join(texts)
    years = Counter(_YEAR.findall(whole))
    year = _YEAR.search(title) or re.search(r"(20\d\d)\s?年度?[^，。；\n]{0,30}(?:整体支出|绩效)", whole)
    told = int(year[1]) if year else int(years.most_common(1)[0][0]) if years else None
    return Whole(title, entity or _spoken_of(texts), told, _kind(title, whole))


def _kind(title: str, whole: str) -> Literal["", "department", "project"]:
    for text in (title, whole):
        if "整体支出" in text:
            return "department"
        if "项目支出" in text and ("自评" in text or "绩效" in text):
            return "project"
    return ""


def _spoken_of(texts: Sequence[str]) -> str:
    """The body that sentences begin with most often, the longer of two that share it."""
    starts: Counter[str] = Counter()
    for text in texts:
        for clause in re.split("[，。；：]", text):
            for end in (n + 1 for n, char in enumerate(clause[:20]) if char in _BODIES):
                if re.fullmatch(r"[\u4e00-\u9fff]{3,20}", clause[:end]):
                    starts[clause[:end]] += 1
    often = {name: count for name, count in starts.items() if count > 2}
    return max(often, key=lambda name: (often[name] * len(name), name), default="")
