"""Several findings together, as a prompt and a notebook show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from perfeval.findings.finding import Finding, Severity
from perfeval.findings.markup import Head, Markup, Row, folded, opening, shown, table, tag
from perfeval.findings.showing import page
from perfeval.findings.text import Lang, Text, default_language, say

SEVERITY_WORDS: Final[dict[Severity, Text]] = {
    "error": Text("错误", "error"),
    "warning": Text("警告", "warning"),
    "info": Text("提示", "info"),
}
"""How grave a finding is, in words."""
FINDINGS: Final = Text("发现的问题", "Findings")
_NOTHING = Text("没有发现问题。", "Nothing was found.")
_HEADS = (
    Text("代码", "code"),
    Text("轻重", "severity"),
    Text("位置", "place"),
    Text("说明", "message"),
    Text("处理", "what to do"),
)
_MOST = 200


def findings_table(findings: Iterable[Finding], lang: Lang) -> Markup:
    """Findings as a table; of very many the first."""
    listed = tuple(findings)
    if not listed:
        return tag("p", _NOTHING[lang])
    found = table([Head(head[lang]) for head in _HEADS], (_row(finding, lang) for finding in listed[:_MOST]))
    if len(listed) <= _MOST:
        return found
    more = say("只列出前 {shown} 条，共 {all} 条。", "The first {shown} of {all}.", shown=_MOST, all=len(listed))
    return Markup(found + tag("p", more[lang]))


def findings_below(findings: Iterable[Finding], lang: Lang) -> Markup:
    """Findings under what they are about: their number, which opens to the table; nothing where there are none."""
    listed = tuple(findings)
    return opening(counted(listed, lang), findings_table(listed, lang)) if listed else Markup()


def counted(findings: Iterable[Finding], lang: Lang) -> str:
    """How many findings there are, by their severity."""
    found = Counter(finding.severity for finding in findings)
    each = (f"{words[lang]} {found[severity]}" for severity, words in SEVERITY_WORDS.items() if found[severity])
    return f"{FINDINGS[lang]}{'：' if lang == 'zh' else ': '}{('、' if lang == 'zh' else ', ').join(each)}"


def _row(finding: Finding, lang: Lang) -> Row:
    return Row(
        (
            finding.code,
            SEVERITY_WORDS[finding.severity][lang],
            tag("span", *_place(finding, lang)),
            folded(finding.message[lang]),
            folded(finding.advice[lang]),
        )
    )


def _place(finding: Finding, lang: Lang) -> Iterator[str]:
    if finding.location:
        yield tag("code", finding.location)
    if finding.origin is not None and (where := finding.origin.describe(lang)):
        yield f" {where}" if finding.location else where


class Findings(tuple[Finding, ...]):
    """Findings one after another: a tuple, equal to any other of the same, which a notebook shows as a table.

    Example:
        >>> from perfeval.findings import Findings, kind
        >>> Findings([kind("I102").at("budget.totl", key="totl", near="total")])
        (<Finding I102 error budget.totl: there is no key "totl">,)
    """

    __slots__ = ()

    def _repr_html_(self) -> str:
        lang = default_language()
        return shown(lang, findings_table(self, lang))


@page.register(Finding)
def finding_html(finding: Finding, lang: Lang) -> str:
    """One finding for a notebook."""
    return shown(lang, findings_table([finding], lang))
