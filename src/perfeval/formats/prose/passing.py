"""Numbers that are no figures, each by a named rule: dates, numbers of documents and headings, scales, names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from perfeval.formats.prose.numerals import Number
from perfeval.formats.prose.outline import Sentence

_NUMBER = r"\d+(?:\.\d+)?"
_SPANS = (
    ("heading number", re.compile(r"(?:(?<=[。；：:，])|^)\(?\d{1,2}(?:[.、](?!\d)|\))|(?<=[。；：:，])\(\d{1,2}\)")),
    ("document number", re.compile(r"[〔\[(]\d{4}[〕\])]\s?\d+号|\d+号(?:文|令|公告|通知)?|第\d+号|[〔\[]\d{4}[〕\]]")),
    ("title", re.compile(r"《[^》]*》|〈[^〉]*〉")),
    (
        "date",
        re.compile(
            r"\d{4}\s?[-—–至~到]\s?\d{4}\s?年|\d{4}\s?年(?:度)?(?:\d{1,2}\s?月(?:\d{1,2}\s?日)?)?|\d{1,2}月\d{1,2}日|\d{1,2}月(?!以)|"
            r"\d{4}-\d{1,2}-\d{1,2}|(?:19|20)\d\d[./]\d{1,2}(?:[./]\d{1,2})?(?![\d%])|(?<=月)\d{1,2}日|(?:19|20)\d\d\s?[-—–~]\s?(?:19|20)\d\d|"
            r"(?<!\d)(?:19|20)\d\d(?=年|[-—–])|\d{1,2}[:：]\d\d"
        ),
    ),
    ("caption", re.compile(r"(?:附表|附件|表|图)\s?\d+(?:-\d+)?")),
    ("ordinal", re.compile(r"第\s?\d+")),
    ("name", re.compile(r"[A-Za-z][A-Za-z-]*\d[\d.]*|\d+[GDK](?![A-Za-z])\+?|\d+(?:\+\d+)+")),
    ("formula", re.compile(r"\d[\d.,]*\s?[÷/×*]\s?\d[\d.,]*")),
    ("code", re.compile(r"\d{3,4}-\d{7,8}|(?<![\d.])\d{7,}(?![\d.万亿元])")),
    ("range", re.compile(rf"{_NUMBER}(?:%|分|元|万元)?\s?[-—–至~]+\s?{_NUMBER}(?:%|分|元|万元)?")),
    ("factor", re.compile(r"[×xX*]\s?100\s?%?(?!\d)")),
)
_NAMES = ("formula", "caption", "date", "ordinal", "name", "document number")  # no rate, amount or score is one
_SCALE = re.compile(
    r"\d\D{0,8}[为:：][“\"]?(?:优|良|中|差|合格)\D.*\d\D{0,8}[为:：][“\"]?(?:优|良|中|差|合格|不合格)", re.DOTALL
)
_RULE = re.compile(
    r"扣完为止|每[^，。；]{1,16}[扣减]|不得分|不扣分|评分标准[:：]|扣分标准[:：]|的[，,]?得\d|(?:得|计|给)满分"
)
_CLAUSE = re.compile(r"[，,；;。]")


def passed_over(numbers: Sequence[Number], sentence: Sentence) -> tuple[str, ...]:
    """For each number of a sentence the rule by which it is no figure, empty where there is none."""
    if not numbers:
        return ()
    spans = [(rule, *found.span()) for rule, pattern in _SPANS for found in pattern.finditer(sentence.plain)]
    scale = bool(_SCALE.search(sentence.plain))
    return tuple(_rule(number, sentence, spans, scale) for number in numbers)


def _rule(number: Number, sentence: Sentence, spans: Sequence[tuple[str, int, int]], scale: bool) -> str:
    paragraph = number.paragraph
    if paragraph.page_number:
        return "page number"
    if number.digits < paragraph.marker:
        return "footnote" if paragraph.note else "heading number"
    if number.digits in paragraph.marks:
        return "footnote mark"
    at = number.digits - sentence.start
    for rule, start, end in spans:
        if start <= at < end and not (rule in _NAMES and number.kind in ("rate", "money", "score")):
            return rule
    if scale:
        return "scale"
    return "scoring rule" if _RULE.search(clause(number, sentence)) else ""


def clause(number: Number, sentence: Sentence) -> str:
    """The clause that a number stands in, from comma to comma."""
    at = number.digits - sentence.start
    text = sentence.plain
    start = max(text.rfind(comma, 0, at) for comma in "，,；;。") + 1
    stop = _CLAUSE.search(text, at)
    return text[start : stop.start() if stop else len(text)]
