"""Results and reports of cases in words, and as plain values for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, Final

from perfeval.findings import LANGUAGES, Lang, Text, default_language, join, say
from perfeval.formats import findings_document
from perfeval.testing.reaching import Branch, Reached, Standing
from perfeval.testing.running import Report, Result

CASE_REPORT: Final = "perfeval.case-report/1"
"""The `format` line of a report as plain values."""

_PASSED, _FAILED = Text("通过", "passed"), Text("未通过", "failed")
_STATUS = {
    "unscored": Text("没有用例使其未计分", "unscored in no case"),
    "not_applicable": Text("没有用例使其不适用", "not applicable in no case"),
}


def result_text(result: Result, lang: Lang | None = None) -> str:
    """One case: where it stands, what differs and why."""
    return "\n".join(line[lang or default_language()] for line in _result(result))


def _result(result: Result) -> Iterator[Text]:
    case = result.case
    place = Text(case.origin.describe("zh"), case.origin.describe("en"))
    word = _PASSED if result.passed else _FAILED
    yield say("{place}：{name}：{word}", "{place}: {name}: {word}", place=place, name=case.name, word=word)
    for m in result.mismatches:
        yield say(
            "  {path}：应为 {expected}，得到 {got}",
            "  {path}: expected {expected}, got {got}",
            path=m.path,
            expected=m.expected,
            got=m.got,
        )
    for finding in result.findings:
        yield Text(f"  {finding.render('zh')}", f"  {finding.render('en')}")
    for told in result.because:
        yield Text(*(f"    {told[lang]}".replace("\n", "\n    ") for lang in LANGUAGES))


def report_text(report: Report, lang: Lang | None = None) -> str:
    """All cases, file by file, then what they do not reach."""
    lang = lang or default_language()
    parts = ["\n".join(line[lang] for line in lines) for lines in _report(report)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _report(report: Report) -> Iterator[Iterable[Text]]:
    for file, results in groupby(report.results, lambda result: result.case.origin.file):
        yield [Text(file), *(line for result in results for line in _indented(result))]
    for file, findings in report.faults:
        yield [Text(file), *(Text(f"  {f.render('zh')}", f"  {f.render('en')}") for f in findings)]
    yield [_count(report)]
    yield from (_standing(standing) for standing in report.standings)


def _indented(result: Result) -> Iterator[Text]:
    if result.passed:
        yield say("  {word}：{name}", "  {word}: {name}", word=_PASSED, name=result.case.name)
        return
    _, *rest = _result(result)
    line = result.case.origin.line
    where = say("（第 {line} 行）", " (line {line})", line=line) if line else Text()
    yield say("  {word}：{name}{where}", "  {word}: {name}{where}", word=_FAILED, name=result.case.name, where=where)
    yield from (Text(*("  " + told[lang].replace("\n", "\n  ") for lang in LANGUAGES)) for told in rest)


def _count(report: Report) -> Text:
    passed = sum(result.passed for result in report.results)
    failed = len(report.results) - passed
    unread = len(report.faults)
    also = say("，{n} 个文件无法读取", ", {n} unreadable file{s}", n=unread, s=_s(unread)) if unread else Text()
    return say(
        "{n} 个用例：{passed} 个通过，{failed} 个未通过{also}",
        "{n} case{s}: {passed} passed, {failed} failed{also}",
        n=len(report.results),
        s=_s(len(report.results)),
        passed=passed,
        failed=failed,
        also=also,
    )


def _s(n: int) -> str:
    return "" if n == 1 else "s"


def _standing(standing: Standing) -> Iterator[Text]:
    n = standing.cases
    yield say(
        "{id}：{label}，{n} 个用例",
        "{id}: {label}, {n} case{s}",
        id=standing.scheme,
        label=standing.label,
        n=n,
        s=_s(n),
    )
    every = standing.indicators
    scored = [each for each in every if each.scored]
    yield say("  计过分的指标：{n}/{all}", "  indicators that were scored: {n} of {all}", n=len(scored), all=len(every))
    yield from (say("    从未计分：{what}", "    never scored: {what}", what=_named(e)) for e in every if not e.scored)
    for status, told in _STATUS.items():
        never = [each for each in every if not getattr(each, status)]
        if never:
            ids = ", ".join(each.id for each in never)
            yield say("    {told}：{ids}", "    {told}: {ids}", told=told, ids=ids)
    branches = standing.branches
    met = sum(bool(branch.cases) for _, branch in branches)
    if branches:
        yield say(
            "  到过的档次和分支：{n}/{all}",
            "  bands and branches that were reached: {n} of {all}",
            n=met,
            all=len(branches),
        )
    gaps = [(each, branch) for each, branch in branches if not branch.cases]
    for (each, rule), own in groupby(gaps, lambda gap: (gap[0], gap[1].rule)):
        what = rule if each is None else join([_named(each), rule], "：", ": ")
        yield say("    没有到过：{what}", "    not reached: {what}", what=what)
        yield from (Text(*(f"      {branch.name[lang]}" for lang in LANGUAGES)) for _, branch in own)


def _named(each: Reached) -> Text:
    return say("{label}（{id}）", "{label} ({id})", label=each.label, id=each.id)


def report_document(report: Report, lang: Lang = "zh") -> dict[str, Any]:
    """A report as plain values, texts in one language."""
    return {
        "format": CASE_REPORT,
        "lang": lang,
        "passed": report.passed,
        "cases": [_case(result, lang) for result in report.results],
        "faults": [{"file": file, "findings": findings_document(found, lang)} for file, found in report.faults],
        "schemes": [_scheme(standing, lang) for standing in report.standings],
    }


def _case(result: Result, lang: Lang) -> dict[str, Any]:
    return {
        "name": result.case.name[lang],
        "file": result.case.origin.file,
        "line": result.case.origin.line,
        "passed": result.passed,
        "mismatches": [{"path": m.path, "expected": m.expected, "got": m.got} for m in result.mismatches],
        "findings": findings_document(result.findings, lang),
        "because": [told[lang] for told in result.because],
    }


def _scheme(standing: Standing, lang: Lang) -> dict[str, Any]:
    return {
        "scheme": standing.scheme,
        "label": standing.label[lang],
        "cases": standing.cases,
        "indicators": [
            {
                "id": each.id,
                "label": each.label[lang],
                "scored": list(each.scored),
                "unscored": list(each.unscored),
                "not_applicable": list(each.not_applicable),
                "branches": [_branch(branch, lang) for branch in each.branches],
            }
            for each in standing.indicators
        ],
        "grades": [_branch(branch, lang) for branch in standing.grades],
        "caps": [_branch(branch, lang) for branch in standing.caps],
        "levels": [_branch(branch, lang) for branch in standing.levels],
    }


def _branch(branch: Branch, lang: Lang) -> dict[str, Any]:
    return {"rule": branch.rule[lang], "name": branch.name[lang], "cases": list(branch.cases)}
