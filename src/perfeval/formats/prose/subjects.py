"""What a rate or an amount in a sentence is about: a figure of the budget, and only where nothing else is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from attrs import field, frozen

from perfeval.formats.prose.numerals import Number
from perfeval.formats.prose.outline import Section, Sentence
from perfeval.formats.prose.plain import plain
from perfeval.formats.prose.words import LINE_WORDS, STAGE_WORDS, WORDS, any_of
from perfeval.model import FundsRow
from perfeval.numbers import MONEY_UNITS

_RATES = WORDS["rates"]
_SUBJECT = WORDS["subject"]
_SURE = re.compile(any_of(_RATES["sure"]))
_UNSURE = re.compile(any_of(_RATES["unsure"]))
_SHARE = re.compile(any_of(_RATES["share"]))
_STAGES = tuple((stage, re.compile(any_of(words))) for stage, words in STAGE_WORDS.items())
_NARROWING = re.compile(any_of(_SUBJECT["narrowing"]))
_FILLERS = re.compile(any_of(_SUBJECT["fillers"]))
_LEADING = re.compile(f"^{any_of(set(_SUBJECT['fillers']) - {'我', '本', '单位', '部门'})}+")
_TRAILING = re.compile(f"(?:{_FILLERS.pattern})+$")
_PRONOUNS = re.compile(f"^[我本](?:[{_SUBJECT['bodies']}]|中心|单位|部门|级)")
_PERIOD = re.compile(r"(\d{4})\s?年|(上年|去年|上一年|次年|下一年|明年)|(今年|本年|当年)")
_AMOUNT = re.compile(rf"(\d[\d,]*(?:\.\d+)?)\s*({any_of(MONEY_UNITS)})")
_DIVIDERS = re.compile(r"[，,；;。:：()]")
_OTHER = re.compile("项目|经费|专项|资金|工程|补助|收入")
_PLANS = re.compile("改进|下一步|建议|工作计划|打算|目标(?:任务|情况|设置|设定)*$")
_WHOLE_SECTION = re.compile("支出率|执行率|完成率|整体支出|预算执行|资金支出|支付")


def planned(section: Section | None) -> bool:
    """Whether a heading, or one above it, tells of what is still to be done."""
    return section is not None and any(_PLANS.search(one.name) for one in (section, *section.above))


@frozen(eq=False)
class Subjects:
    """The words that name the rows of a budget table, and how far a sentence has come."""

    rows: Sequence[FundsRow]
    year: int | None
    entity: str = ""
    text: str = ""
    """The whole report, to see which body it speaks of throughout."""
    names: tuple[tuple[str, FundsRow], ...] = field(init=False)

    def __attrs_post_init__(self) -> None:
        names = [(plain(row.name), row) for row in self.rows]
        names += [(word, row) for row in self.rows if row.line for word in LINE_WORDS[row.line]]
        object.__setattr__(self, "names", tuple(sorted(names, key=lambda pair: -len(pair[0]))))

    def about(self, number: Number, sentence: Sentence) -> str:
        """The path that a rate or an amount is about, two for a share; empty where it is not sure."""
        if number.vague or not self.rows or self._another_period(number, sentence):
            return ""
        words = subject(number, sentence)
        if _NARROWING.search(words) or "分别" in words:
            return ""
        row, spans = self._row(words)
        if number.kind == "rate":
            return self._rate(words, row, spans, number, sentence)
        stage = next((stage for stage, pattern in _STAGES if pattern.search(words)), "")
        rest = _without(words, [*spans, *(m.span() for _, p in _STAGES for m in p.finditer(words))])
        if not self._said(rest):
            return ""
        row = row or (self._carried(number, sentence) if stage else None)
        if row is None or not (stage or "支出" in words or "经费" in words):
            return ""
        planned = not stage and "预算" in (words if row.line == "total" else _without(words, spans))
        return "" if planned else f"{row.path}.{stage or 'actual'}"

    def _rate(
        self, words: str, row: FundsRow | None, spans: list[tuple[int, int]], number: Number, sentence: Sentence
    ) -> str:
        if share := _SHARE.match(words) or re.search("占", words):
            return self._share(words, row, spans, share, number, sentence)
        rate = _SURE.search(words)
        unsure = None if rate else _UNSURE.search(words)
        found = rate or unsure
        if found is None or not self._said(_without(words, [*spans, found.span()])):
            return ""
        row = row or self._carried(number, sentence) or self._spent(number, sentence)
        if row is None or (unsure and not _same_budget(row)):
            return ""
        return f"{row.path}.rate"

    def _share(
        self,
        words: str,
        row: FundsRow | None,
        spans: list[tuple[int, int]],
        share: re.Match[str],
        number: Number,
        sentence: Sentence,
    ) -> str:
        """基本支出825.18万元，占部门整体支出的93.26%: the row before, over the row named."""
        part = self._carried(number, sentence, whole=False)
        if words.strip() == "占" and row is None:
            row = self._row_before(number, sentence)
        rest = re.sub("比重|比例|的", "", _without(words, [*spans, share.span()]))
        if part is None or row is None or part is row or not self._said(rest) or "预算" in words:
            return ""
        return f"{part.path}.actual / {row.path}.actual"

    def _row(self, words: str) -> tuple[FundsRow | None, list[tuple[int, int]]]:
        """The one row that the words name, with where they do; none where they name several."""
        spans: list[tuple[int, int]] = []
        rows: list[FundsRow] = []
        for name, row in self.names:
            for found in re.finditer(re.escape(name), words):
                if not any(start < found.end() and found.start() < end for start, end in spans):
                    spans.append(found.span())
                    rows.append(row)
        return (rows[0] if len({row.path for row in rows}) == 1 else None, spans)

    def _carried(self, number: Number, sentence: Sentence, whole: bool = True) -> FundsRow | None:
        """The row that the sentence spoke of before; else the total, where the section is about all of it."""
        before = sentence.plain[: number.digits - sentence.start]
        clauses = [c for c in _DIVIDERS.split(before)[:-1] if c.strip()]
        for words in reversed(clauses):
            row, spans = self._row(words)
            if row is not None:
                said = _without(words, [*spans, *(m.span() for _, p in _STAGES for m in p.finditer(words))])
                return row if self._said(re.sub(r"[\d.,%元万亿千百]+", "", said)) else None
            if spans or _OTHER.search(words):
                return None
        section = sentence.section
        told = sentence.paragraph.plain[sentence.paragraph.marker : number.digits]
        for name, _ in self.names:
            told = told.replace(name, "")
        if not whole or section is None or not _WHOLE_SECTION.search(section.name) or _OTHER.search(told):
            return None
        return next((row for row in self.rows if row.line == "total"), None)

    def _row_before(self, number: Number, sentence: Sentence) -> FundsRow | None:
        """The total, where the sentence begins with it: 整体支出…，其中基本支出…，占….."""
        clause = _DIVIDERS.split(sentence.plain[: number.digits - sentence.start])
        named = [row for words in clause if (row := self._row(words)[0]) is not None]
        return named[0] if len(named) == 2 and named[0].line == "total" and "其中" in sentence.plain else None

    def _spent(self, number: Number, sentence: Sentence) -> FundsRow | None:
        """The one row whose actual is the amount stated last before a rate: 实际支出475万元，执行率95%."""
        amounts = _AMOUNT.findall(sentence.plain[: number.digits - sentence.start])
        if not amounts:
            return None
        value, unit = Decimal(amounts[-1][0].replace(",", "")), amounts[-1][1]
        actuals = ((row, row.stage("actual")) for row in self.rows)
        found = [row for row, actual in actuals if actual is not None and (actual.value, actual.unit) == (value, unit)]
        return found[0] if len(found) == 1 else None

    def _another_period(self, number: Number, sentence: Sentence) -> bool:
        before = sentence.plain[: number.digits - sentence.start]
        last = max(_PERIOD.finditer(before), key=re.Match.end, default=None)
        return last is not None and not last[3] and (last[2] is not None or int(last[1]) != self.year)

    def _said(self, rest: str) -> bool:
        """Whether nothing is left but filling words and the body itself."""
        rest = _PERIOD.sub("", rest).strip("，。；： ")
        bare = _PRONOUNS.sub("", _LEADING.sub("", rest))
        return not _FILLERS.sub("", bare) or self._is_body(_TRAILING.sub("", _LEADING.sub("", rest)))

    def _is_body(self, words: str) -> bool:
        if len(words) < 2 or words[-1] not in _SUBJECT["bodies"]:
            return False
        chars = iter(self.entity)
        return self.text.count(words) >= 3 or all(char in chars for char in words)


def subject(number: Number, sentence: Sentence) -> str:
    """The words between the last divider, or the last number, and this one."""
    before = sentence.plain[: number.start - sentence.start]
    words = _DIVIDERS.split(before)[-1]
    return re.sub(r"^.*\d[\d.,]*(?:[%‰]|[万亿千百]*元|分|\w{0,2}?(?=[、和]))(?=[、和及])", "", words).strip()


def _without(words: str, spans: Sequence[tuple[int, int]]) -> str:
    return "".join(char for n, char in enumerate(words) if not any(start <= n < end for start, end in spans))


def _same_budget(row: FundsRow) -> bool:
    original, adjusted = row.stage("original"), row.stage("adjusted")
    return original is None or adjusted is None or original.value == adjusted.value
