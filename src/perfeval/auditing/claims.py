"""Checks of what the text of a report claims: against its tables, against itself, and against nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve

from perfeval.auditing.checks import Audited, Check
from perfeval.auditing.described import Described, amount, described, figures
from perfeval.findings import Finding, Text
from perfeval.findings.kinds.claims import KINDS
from perfeval.model import Claim, Figure, Sheet
from perfeval.numbers import MONEY_UNITS, RATIO_SIGNS, plain, round_places

_DISAGREES, _TWICE, _UNTIED = KINDS
_ABOUT_SO_MUCH = re.compile("约|近|余|多|来|左右|上下|大概")
_BUDGET = {
    "%": re.compile("执行率|支出率|支出进度|支付率|支付进度|预算完成率"),
    "分": re.compile("得分|自评|评分"),
}
_MONEY = re.compile("支出|预算|决算")
_PART = re.compile("比|占|增|减|降|同期|结余|结转|上年|去年|人均|每|采购|半年|季度|月")
_STAGE = re.compile("决算|年初预算|调整预算|全年预算|实际支出")
_GENERIC = re.compile(
    "项目|资金|绩效|目标|指标|工作|任务|年度|全年|本年|支付率|支付进度|完成率|执行率|支出率|达标率|合格率|使用率|及时率|"
    "覆盖率|满意度|得分率|支出|预算数?|决算数?|实际|完成|得分|自评"
)
_PERIOD = re.compile(r"(\d{4})\s?年|(?:上|去)年|上半年|下半年|[一二三四]季度|\d{1,2}月")


def _against_the_table(audited: Audited) -> Iterator[Finding]:
    """C501: rates, amounts and scores that a sentence takes from a table or computes from one."""
    known = figures(audited.sheet)
    for claim in _comparable(audited):
        target = described(audited.sheet, claim.about, known) if claim.about else None
        if target is not None and target.table and not _agrees(claim, target):
            yield _DISAGREES.at(
                claim.figure.path,
                origin=claim.figure.origin,
                stated=claim.figure.raw,
                expected=_shown(target, claim),
                subject=claim.subject,
                basis=target.basis,
            )


def _against_itself(audited: Audited) -> Iterator[Finding]:
    """C502: the same rate, amount or score of the same thing and year, stated with two values."""
    known = figures(audited.sheet)
    first: dict[object, tuple[Figure, Described]] = {}
    for path, figure in known.items():
        target = described(audited.sheet, path, known)
        if target is not None and not target.table:
            first[path] = (figure, target)
    for claim in _comparable(audited):
        key, value, figure = claim.about or _named(claim), amount(claim.figure), claim.figure
        if not key or value is None:
            continue
        before, target = first.setdefault(key, (figure, Described(value, figure.places, figure.unit, Text(), False)))
        if not _agrees(claim, target):
            place = evolve(before.origin, file="")
            yield _TWICE.at(
                figure.path,
                origin=figure.origin,
                stated=figure.raw,
                expected=before.raw,
                subject=claim.subject,
                first=Text(place.describe("zh"), place.describe("en")),
            )


def _without_a_table(audited: Audited) -> Iterator[Finding]:
    """C503: figures that look like those of the budget or the scores, but repeat none of them."""
    sheet = audited.sheet
    if not sheet.funds and not sheet.indicators:
        return
    for claim in _comparable(audited):
        if not claim.about and _concerns(claim, sheet):
            figure = claim.figure
            yield _UNTIED.at(figure.path, origin=figure.origin, stated=figure.raw, subject=claim.subject)


def _comparable(audited: Audited) -> Iterator[Claim]:
    """Claims of rates, amounts and scores that state a figure; counts are arguable, "over 90%" is none."""
    sheets = audited.reading.sheets
    if sheets and sheets[0] != audited.sheet:
        return
    for claim in audited.reading.claims:
        figure = claim.figure
        told = (figure.unit in ("%", "‰", "分", "") and (figure.unit or claim.about)) or figure.unit in MONEY_UNITS
        if told and figure.value is not None and not figure.relation and not _ABOUT_SO_MUCH.search(figure.raw):
            yield claim


def _agrees(claim: Claim, target: Described) -> bool:
    """Whether both are the same at the coarser of the printed precisions."""
    value = amount(claim.figure)
    assert value is not None  # only comparable claims come here
    step = _step(claim.figure.unit, claim.figure.places)
    if target.places is not None:
        step = max(step, _step(target.unit or claim.figure.unit, target.places))
    return round_places(value / step, 0) == round_places(target.value / step, 0)


def _step(unit: str, places: int) -> Fraction:
    """The value of one in the last printed place."""
    return Fraction(MONEY_UNITS.get(unit, 1), 10**places) / RATIO_SIGNS.get(unit, 1)


def _shown(target: Described, claim: Claim) -> str:
    """The expected figure in the unit of the claim, a rate with two decimals at least."""
    unit = claim.figure.unit
    places = max(claim.figure.places, 2 if unit in ("%", "‰") else 0, target.places or 0)
    return f"{plain(target.value / _step(unit, 0), places)}{unit}"


def _named(claim: Claim) -> tuple[str, str, str] | None:
    """Subject, kind and period of a claim that names what it is about by itself."""
    figure, subject = claim.figure, claim.subject
    money = figure.unit in MONEY_UNITS
    if _PART.search(subject) or len(_GENERIC.sub("", subject)) < 3 or (money and not _STAGE.search(subject)):
        return None
    if not money and not subject.endswith(("率", "度", "得分", "评分")):
        return None
    before = claim.sentence.partition(figure.raw)[0]
    periods = _PERIOD.findall(before)
    return (_PERIOD.sub("", subject), "money" if money else figure.unit, periods[-1] if periods else "")


def _concerns(claim: Claim, sheet: Sheet) -> bool:
    unit, subject = claim.figure.unit, claim.subject
    other = [year for year in _PERIOD.findall(claim.sentence.partition(claim.figure.raw)[0]) if year != str(sheet.year)]
    if _PART.search(subject) or other:
        return False
    pattern = _MONEY if unit in MONEY_UNITS else _BUDGET.get(unit)
    held = sheet.funds if unit != "分" else sheet.indicators
    return bool(held) and pattern is not None and bool(pattern.search(subject))


CLAIMS: tuple[Check, ...] = (
    Check(id="claims-table", kinds=[_DISAGREES], run=_against_the_table),
    Check(id="claims-twice", kinds=[_TWICE], run=_against_itself, follows=["C501"]),
    Check(id="claims-untied", kinds=[_UNTIED], run=_without_a_table),
)
"""The checks of claims."""
