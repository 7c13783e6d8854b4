"""What every scheme has to keep, as functions from a scheme to complaints; no test framework is needed to ask them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import fields, has

from perfeval.evaluation import plan
from perfeval.expressions import FUNCTIONS, Expr, Function, RuleFunction, Source, parse, render, walk, words
from perfeval.findings import LANGUAGES, PerfevalError, Text, say
from perfeval.formats import read_scheme, scheme_json, scheme_toml
from perfeval.model import Group, Scheme, doubts
from perfeval.model.doubting import rules_of
from perfeval.model.soundness import faults_of

Functions = Mapping[str, type[Function]]

_NAMES = {"zh": Text("中文", "Chinese"), "en": Text("英文", "English")}
_LEFT_OPEN = re.compile(
    r"\{\w*\}|\b(?:TODO|FIXME|TBD|XXX)\b|\b(?:Fraction|Decimal|Text)\(| object at 0x|lorem ipsum", re.I
)


def soundness(scheme: Scheme) -> Iterator[Text]:
    """Faults that a scheme would be refused for when it is made."""
    yield from (Text(fault.render("zh"), fault.render("en")) for fault in faults_of(scheme))
    if plan(scheme) != plan(scheme):
        yield Text(
            "同一方案两次编成的计划不同：有函数的 lower() 每次结果不一样",
            "two plans of the scheme differ: the lower() of a function gives something else each time",
        )


def labels(scheme: Scheme) -> Iterator[Text]:
    """Labels that a reader of one of the languages would miss."""
    yield from _both("label", scheme.label)
    for node in scheme.nodes():
        at = f"indicators.{node.id}"
        yield from _both(f"{at}.label", node.label)
        if told := getattr(node, "measured_as", None):
            yield from _both(f"{at}.measured_as", told)
    for grade in scheme.grades.grades if scheme.grades else ():
        if grade.label:
            yield from _both(f"grades.{grade.id}.label", grade.label)
    for n, cap in enumerate(scheme.caps):
        yield from _both(f"caps[{n}].label", cap.label)
    for parameter in scheme.parameters:
        yield from _both(f"parameters.{parameter.name}.label", parameter.label)
    tables: set[str] = set()
    for declared in scheme.inputs:
        yield from _both(f"inputs.{declared.path}.label", declared.label)
        if declared.table and declared.table not in tables:
            tables.add(declared.table)
            yield from _both(f"inputs.{declared.path}.table_label", declared.table_label)


def _details(scheme: Scheme) -> Iterator[Text]:
    """What is told besides labels, and lacks one of the languages."""
    for node in scheme.nodes():
        for n, aspect in enumerate(getattr(node, "aspects", ())):
            yield from _both(f"indicators.{node.id}.aspects[{n}]", aspect)
    for grade in scheme.grades.grades if scheme.grades else ():
        if not grade.label and not grade.id.isascii():
            yield say("grades.{id}：没有英文名称", "grades.{id}: no label in English", id=grade.id)


def _both(place: str, told: Text) -> Iterator[Text]:
    for lang in LANGUAGES:
        own = getattr(told, lang)
        if not own.strip():
            yield say("{place}：没有{lang}", "{place}: no {lang}", place=place, lang=_NAMES[lang])
        elif _LEFT_OPEN.search(own):
            yield say(
                "{place}：{lang}没有写完：{own}",
                "{place}: the {lang} is not finished: {own}",
                place=place,
                lang=_NAMES[lang],
                own=own,
            )


def sources(scheme: Scheme) -> Iterator[Text]:
    """The scheme's own source and those of its parameters, where they are not given."""
    yield from _sourced("source", scheme.source)
    for parameter in scheme.parameters:
        yield from _sourced(f"parameters.{parameter.name}.source", parameter.source)


def doubtful(scheme: Scheme) -> Iterator[Text]:
    """What somebody should look at: doubts about the scheme, indicators without a source, details in one language."""
    for finding in doubts(scheme):
        if finding.code != "D301":  # a parameter without a source is more than a doubt here
            yield Text(finding.render("zh"), finding.render("en"))
    for node in scheme.nodes():
        if not isinstance(node, Group):
            yield from _sourced(f"indicators.{node.id}.source", node.source)
    yield from _details(scheme)


def _sourced(place: str, source: Source | None) -> Iterator[Text]:
    if source is None:
        yield say("{place}：没有出处", "{place}: no source is given", place=place)
    elif not source.title.strip() or _LEFT_OPEN.search(source.title):
        yield say("{place}：出处没有写完", "{place}: the source is not finished", place=place)


def sentences(scheme: Scheme) -> Iterator[Text]:
    """Rules that cannot be told in words of both languages."""
    for node in scheme.nodes():
        if isinstance(node, Group):
            continue
        for name in ("measure", "scoring", "not_applicable_when"):
            rule = getattr(node, name, None)
            if rule is not None:
                yield from _told(f"indicators.{node.id}.{name}", rule)
    for n, cap in enumerate(scheme.caps):
        yield from _told(f"caps[{n}].when", cap.when)


def _told(place: str, rule: Expr) -> Iterator[Text]:
    functions = [node for node in dict.fromkeys(walk(rule)) if isinstance(node, Function)]
    complaints = [told for node in functions for told in _sentence(f"{place}, {type(node).__name__}()", node)]
    yield from complaints or _both(place, words(rule))


def _sentence(where: str, node: Function) -> Iterator[Text]:
    try:
        sentence: object = node.sentence()
    except Exception as error:  # a function of a plugin may raise anything
        yield say("{where}：{error}", "{where}: {error}", where=where, error=f"{type(error).__name__}: {error}")
        return
    if isinstance(sentence, Text):
        yield from _both(where, sentence)
        return
    found = type(sentence).__name__
    yield say(
        "{where}：sentence() 应返回 Text，得到 {found}",
        "{where}: sentence() gives {found}, not a Text",
        where=where,
        found=found,
    )


def round_trips(scheme: Scheme, functions: Functions | None = None) -> Iterator[Text]:
    """What does not come back as it was when the scheme, or one of its rules, is written and read.

    Args:
        scheme: the scheme.
        functions: the functions that a reader knows; by default our own and those that stand in the scheme.
    """
    known = {**FUNCTIONS, **used_functions(scheme)} if functions is None else functions
    for rule in dict.fromkeys(rules_of(scheme)):
        yield from _rule_trip(rule, scheme, known)
    for name, write, syntax in (("TOML", scheme_toml, "toml"), ("JSON", scheme_json, "json")):
        try:
            back = read_scheme(write(scheme), syntax=syntax, functions=known)  # type: ignore[arg-type]
        except PerfevalError as error:
            detail = Text(error.render("zh"), error.render("en"))
            yield say(
                "{name}：写出后读不回来：{detail}", "{name}: cannot be read back: {detail}", name=name, detail=detail
            )
            continue
        if back != scheme or back.digest != scheme.digest:
            where = ", ".join(_unlike(scheme, back)) or "digest"
            yield say(
                "{name}：读回来的方案不同：{where}",
                "{name}: comes back as another scheme: {where}",
                name=name,
                where=where,
            )


def used_functions(scheme: Scheme) -> dict[str, type[Function]]:
    """The functions that stand in a scheme's rules, by name."""
    nodes = (node for rule in rules_of(scheme) for node in walk(rule))
    return {RuleFunction(type(node)).name: type(node) for node in nodes if isinstance(node, Function)}


def _rule_trip(rule: Expr, scheme: Scheme, functions: Functions) -> Iterator[Text]:
    text = render(rule)
    try:
        back = parse(text, scheme.names, functions)
    except PerfevalError as error:
        detail = Text(error.render("zh"), error.render("en"))
        yield say(
            "规则 {text} 读不回来：{detail}", "the rule {text} cannot be read back: {detail}", text=text, detail=detail
        )
        return
    if back != rule:
        again = render(back)
        yield say(
            "规则 {text} 读回来不同：{again}", "the rule {text} comes back as another: {again}", text=text, again=again
        )


def _unlike(one: Any, other: Any, at: str = "") -> Iterator[str]:
    """The places at which two values differ."""
    if one == other:
        return
    if type(one) is type(other) and has(type(one)) and not isinstance(one, Expr):
        for a in fields(type(one)):
            if a.eq:
                yield from _unlike(getattr(one, a.name), getattr(other, a.name), f"{at}.{a.name}" if at else a.name)
    elif isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        for n, (a, b) in enumerate(zip(one, other, strict=True)):
            yield from _unlike(a, b, f"{at}[{n}]")
    else:
        yield at


def told(complaints: Iterable[Text]) -> str:
    """Complaints, one a line, in the language of `PERFEVAL_LANG`."""
    return "\n".join(str(complaint) for complaint in complaints)
