"""Checks T: targets and what was reached."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from perfeval.auditing.checks import Audited, Check
from perfeval.auditing.marks import printed
from perfeval.auditing.words import is_vague, table
from perfeval.findings import Finding, Text, kind
from perfeval.model import Figure, IndicatorRow
from perfeval.model.comparable import TIMES, canonical, dimension, is_cost, is_quantity, named
from perfeval.numbers import normalise

_AT_LEAST, _AT_MOST = (">=", ">"), ("<=", "<")
_LONG = 3
_DIGIT = re.compile(r"[0-9０-９]")
_ABOUT = re.compile(r"约|左右|上下|不等|近|余|[0-9%][-~－～—至][0-9]")
_DATED = re.compile(r"\d\s*[年月日号]")
_NUMBERING = re.compile(r"^(?:指标)?[0-9一二三四五六七八九十]+[、.:]|^\([0-9一二三四五六七八九十]+\)|^[①-⑳]")


def unreadable(a: Audited) -> Iterator[Finding]:
    """T301: beside a number stands a number; a sign or a unit announces one."""
    for row in a.sheet.indicators:
        target, actual = printed(row.target), printed(row.actual)
        if target is not None and target.value is None and target.relation:
            yield _unread(row, target, Text("指标值", "target"))
        elif target is not None and actual is not None and _counted(target) and _no_number(actual):
            yield _unread(row, actual, Text("完成值", "actual value"))


def _counted(target: Figure) -> bool:
    """Whether a target is a number with a unit, and not a text that begins with one (3公里道路硬化)."""
    known = target.relation or dimension(target.unit) or len(target.unit) <= _LONG
    return is_quantity(target) and bool(known)


def _no_number(figure: Figure) -> bool:
    """Whether a text tells no value: it has no digit, or only about so much; a date or a remark may be as good."""
    if figure.value is not None or _DATED.search(figure.raw):
        return False
    return not _DIGIT.search(figure.raw) or _ABOUT.search(normalise(figure.raw)) is not None


def _unread(row: IndicatorRow, figure: Figure, what: Text) -> Finding:
    return kind("T301").at(figure.path, origin=figure.origin, stated=figure.raw, label=row.label, what=what)


def different_units(a: Audited) -> Iterator[Finding]:
    """T302: target and actual measure the same thing; spellings, multiples and counting words may differ."""
    for row in a.sheet.indicators:
        target, actual = printed(row.target), printed(row.actual)
        if target is None or actual is None or not is_quantity(target) or not is_quantity(actual):
            continue
        if not _same_thing(canonical(target.unit), canonical(actual.unit)):
            yield kind("T302").at(
                actual.path, origin=actual.origin, stated=actual.raw, expected=_whole(target), label=row.label
            )


def _whole(target: Figure) -> str:
    """The target with its unit, which may stand in a column of its own."""
    return target.raw if not target.unit or canonical(target.unit) in target.raw else f"{target.raw}{target.unit}"


def _same_thing(one: str, other: str) -> bool:
    ours, theirs = dimension(one), dimension(other)
    if not ours or not theirs or ours == theirs:
        return True  # a unit that is not known may be anything
    return {ours, theirs} <= TIMES or {ours, theirs} <= {"area", "land"}


def repeated_targets(a: Audited) -> Iterator[Finding]:
    """T303: an actual value with the sign of its target was copied, not measured."""
    for row in a.sheet.indicators:
        target, actual = printed(row.target), printed(row.actual)
        if target is None or actual is None or actual.relation not in (*_AT_LEAST, *_AT_MOST):
            continue
        same = target.value is not None and (target.relation, target.value) == (actual.relation, actual.value)
        if same and canonical(actual.unit) in ("", canonical(target.unit)):
            yield kind("T303").at(
                actual.path, origin=actual.origin, stated=actual.raw, expected=target.raw, label=row.label
            )


def contradicting_relations(a: Audited) -> Iterator[Finding]:
    """T304: a cost is at most, satisfaction at least."""
    for row in a.sheet.indicators:
        target = printed(row.target)
        if target is None or target.value is None:
            continue
        why = _contradiction(row, target)
        if why is not None:
            yield kind("T304").at(target.path, origin=target.origin, stated=_signed(target), label=row.label, why=why)


def _contradiction(row: IndicatorRow, target: Figure) -> Text | None:
    words, name = table()["relations"], named(row.label)
    if target.relation in _AT_LEAST and target.value:
        cost = row.kind == "cost" and dimension(target.unit) == "money" and is_cost(row)
        if cost and not any(word in row.label for word in words["cost_but"]):
            return Text("成本不宜以“不低于”为目标", "yet a cost is to be at most something")
        if name.endswith(tuple(words["never_at_least"])):
            return Text("而此项越低越好", "yet less of it is better")
    satisfied = "satisfaction" in (row.kind, row.group) or name.endswith(("满意度", "满意率"))
    excluded = any(word in row.label for word in words["satisfaction_but"])
    if target.relation in _AT_MOST and satisfied and not excluded:
        return Text("满意度不宜以“不超过”为目标", "yet satisfaction is to be at least something")
    return None


def _signed(target: Figure) -> str:
    """The target with its sign, which may stand in a column of its own."""
    sign = {">=": "≥", "<=": "≤"}.get(target.relation, target.relation)
    return target.raw if not _DIGIT.match(target.raw) else f"{sign}{_whole(target)}"


def twice(a: Audited) -> Iterator[Finding]:
    """T305: an indicator stands once; one label over several rows with targets of their own is no repetition."""
    groups: dict[str, set[str]] = defaultdict(set)
    targets: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for row in a.sheet.indicators:
        name = _NUMBERING.sub("", normalise(row.label))
        if not name or name in table()["repeated"]["but"]:
            continue
        target, top = printed(row.target), row.headings[0].path if row.headings else ""
        aim = None if target is None else (top, normalise(target.raw), target.relation)
        if (row.group and groups[name] - {row.group}) or aim in targets[name]:
            yield kind("T305").at(row.path, origin=row.origin, stated=row.label, label=row.label)
        if row.group:
            groups[name].add(row.group)
        if aim is not None:
            targets[name].add(aim)


def money_as_quantity(a: Audited) -> Iterator[Finding]:
    """T306: a quantity is goods or services, not money paid."""
    words = table()["money_paid"]
    for row in a.sheet.indicators:
        name, target = named(row.label), printed(row.target)
        if row.kind != "quantity" or any(word in name for word in words["but"]):
            continue
        amount = target is not None and dimension(target.unit) == "money" and any(w in name for w in words["words"])
        if amount or name.endswith(tuple(words["ends"])):
            yield kind("T306").at(row.path, origin=row.origin, stated=row.label, label=row.label)


def vague(a: Audited) -> Iterator[Finding]:
    """T307: a qualitative target says more than that it is good."""
    for row in a.sheet.indicators:
        target = printed(row.target)
        if target is not None and target.value is None and is_vague(target.raw):
            yield kind("T307").at(target.path, origin=target.origin, stated=target.raw, label=row.label)


TARGETS = (
    Check(id="readable-values", kinds=[kind("T301")], run=unreadable),
    Check(id="value-units", kinds=[kind("T302")], run=different_units),
    Check(id="copied-targets", kinds=[kind("T303")], run=repeated_targets),
    Check(id="target-relations", kinds=[kind("T304")], run=contradicting_relations),
    Check(id="repeated-indicators", kinds=[kind("T305")], run=twice),
    Check(id="money-as-quantity", kinds=[kind("T306")], run=money_as_quantity),
    Check(id="vague-targets", kinds=[kind("T307")], run=vague),
)
"""The checks of targets."""
