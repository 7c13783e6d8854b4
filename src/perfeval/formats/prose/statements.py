"""Points and scores as reports state them: 该指标分值10分，自评得分9.85分."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from attrs import frozen

from perfeval.formats.prose.numerals import Number
from perfeval.formats.prose.outline import Section, Sentence
from perfeval.formats.prose.words import WORDS, any_of

_SCORES = WORDS["scores"]
_JOINTS = _SCORES["joints"]
_POINTS = re.compile(f"{any_of(_SCORES['points'])}{_JOINTS}$")
_SCORE = re.compile(f"{any_of(_SCORES['score'])}{_JOINTS}$")
_DEDUCTION = re.compile(f"{any_of(_SCORES['deduction'])}(?:了|去)?{_JOINTS}$")
_TOTAL = re.compile(rf"{any_of(_SCORES['total'])}|整体支出[^，。]{{0,16}}(?:得分|评分|自评)")
_THIS = re.compile(any_of(_SCORES["this"]))
_BARE = re.compile(
    r"(?:^|[，,、；;(（:：]|自评|共|实|实际|分|[我本](?:单位|部门|中心|[局办委厅院站所会校馆])|指标|本项|此项|该项|合计|情况|[率性度])得(?:分)?"
    + _JOINTS
    + "$"
)
_NAMED = re.compile(
    r"[“\"]([^“”\"]{2,24})[”\"](?:该?项?指标|部分)?$|([\u4e00-\u9fff、]{2,24}?)(?:该项|这一|三级|二级)?指标$"
)
_NO_NAME = re.compile(r"^(?:该|本|此|各|上述|一级|二级|三级|绩效|评价|自评|每|这|其|项|单|按|根据)")
_SOMEBODY = re.compile(r"(?:群众|市民|公众|企业|客户|学生|家长|患者|读者|游客|用户|专家|考核|考试|测评|调查|服务对象)$")
_GRADED = re.compile("(?:等级|等次|档次)(?:评定)?(?:为|是|[：:])")
_ASSESSED = re.compile("[评总]|综合|整体|得分|我[局办委厅院]|本[局办委厅院]|[我本](?:单位|部门|中心)")
_OTHER_WORD = re.compile(any_of(_SCORES["not_before_score"]) + "$")
_WHOLE = re.compile("整体支出|^部门|自评|评价|绩效$|^绩效分析")
_BRACKETED = re.compile(r"([\u4e00-\u9fff、]{2,24})\($")

Role = Literal["points", "score", "deduction"]


@frozen(eq=False)
class Statement:
    """Points, a score or both, stated for an indicator, a group or the whole."""

    sentence: Sentence
    section: Section | None
    name: str
    """What the sentence itself says it is about, empty for "this indicator"."""
    total: bool
    points: Number | None = None
    score: Number | None = None
    deduction: Number | None = None

    @property
    def sure(self) -> bool:
        """Whether it speaks of the indicator itself; a score alone may be that of a project told of there."""
        both = self.points is not None and self.score is not None
        return both or self.sentence.title or bool(_THIS.search(self.sentence.plain))


def statements(sentence: Sentence, numbers: Sequence[Number], known: frozenset[str]) -> tuple[Statement, ...]:
    """The points and scores of one sentence; `known` are the names that headings and tables give."""
    parts: list[dict[str, Number]] = []
    names: list[str] = []
    for number in numbers:
        role = _role(sentence, number, bool(parts), known)
        if role is None:
            continue
        if not parts or (role in parts[-1] and role != "deduction"):
            parts.append({})
            names.append("")
        parts[-1].setdefault(role, number)
        names[-1] = names[-1] or _name(sentence, number, known)
    return tuple(_statement(sentence, name, part) for name, part in zip(names, parts, strict=True))


def _statement(sentence: Sentence, name: str, part: dict[str, Number]) -> Statement:
    section = sentence.section
    whole = not name and _of_the_whole(sentence, part)
    if whole and "score" not in part and "points" in part and not re.search("满分", sentence.plain):
        part = {**{k: v for k, v in part.items() if k != "points"}, "score": part["points"]}
    return Statement(sentence, section, name, whole, **part)


def _of_the_whole(sentence: Sentence, part: dict[str, Number]) -> bool:
    if sentence.title:
        return bool(_TOTAL.search(sentence.plain)) and sentence.section is not None and sentence.section.concludes
    number = part.get("score") or part.get("points")
    before = sentence.plain[: number.digits - sentence.start] if number else ""
    clause = re.split("[，,；;。:：]", before)[-1]
    if _THIS.search(clause) or re.search("(?:该|本|此)(?:项|指标)", sentence.plain):
        return False
    section = sentence.section
    if section is None or _GRADED.search(sentence.plain):
        return True
    if section.concludes:
        return bool(_ASSESSED.search(before))
    return bool(_TOTAL.search(clause)) or (section.divides and "points" not in part)


def _role(sentence: Sentence, number: Number, begun: bool, known: frozenset[str]) -> Role | None:
    text = number.paragraph.plain
    before = text[sentence.start : number.digits].rstrip()
    if number.kind not in ("score", "bare") or number.relation or number.vague:
        return None
    if number.kind == "bare" and text[number.end : number.end + 1].strip("，,。；;)、 "):
        return None
    if _DEDUCTION.search(before):
        return "deduction"
    score, points = _SCORE.search(before), _POINTS.search(before)
    if score:
        ahead = before[: score.start()]
        lone = score[0].startswith("得") and not (begun or _BARE.search(before) or _known_end(ahead, known))
        score = (
            None if lone or (score[0][0] in "得评" and _OTHER_WORD.search(ahead)) or _SOMEBODY.search(ahead) else score
        )
    if score and points:
        return "score" if score.start() <= points.start() else "points"
    if score or points:
        return "score" if score else "points"
    bracketed = (
        before.endswith("(") and number.kind == "score" and text[number.end : number.end + 1] in (")", "，", ",", "；")
    )
    later = re.search("得", text[number.end : sentence.end])
    return "points" if bracketed and (sentence.title or later) and _BRACKETED.search(before) else None


def _known_end(words: str, known: frozenset[str]) -> str:
    """The longest known name that the words end in; the whole of the expenditure is none."""
    ends = {words, words.removesuffix("部分"), words.removesuffix("指标"), words.removesuffix("方面")}
    return max(
        (one for one in known if any(end.endswith(one) for end in ends) and not _WHOLE.search(one)), key=len, default=""
    )


def _name(sentence: Sentence, number: Number, known: frozenset[str]) -> str:
    """The name that a sentence gives: in quotes, before 指标, or one that is known."""
    if sentence.title:
        return ""
    before = number.paragraph.plain[sentence.start : number.digits].rstrip()
    for pattern in (_SCORE, _POINTS):
        before = pattern.sub("", before)
    before = re.split(r"[，,；;。:：]", before.rstrip("("))[-1]
    if closing := _known_end(before, known):
        return closing
    found = _NAMED.search(before)
    if found is None:
        return ""
    name = (found[1] or found[2]).removeprefix("其中").strip("、“”")
    return "" if _NO_NAME.match(name) or len(name) < 3 else name
