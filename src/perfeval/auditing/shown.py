"""An audit as a prompt and a notebook show it: the file, what was found, what its sheets come to."""

from __future__ import annotations

from collections.abc import Iterator

from perfeval.auditing.running import AuditResult
from perfeval.findings import Lang, Text, say
from perfeval.findings.listing import counted, findings_table
from perfeval.findings.markup import Head, Markup, Row, folded, opening, shown, table, tag
from perfeval.findings.showing import line, page
from perfeval.findings.visible import brief
from perfeval.numbers import plain

_SHEET = Text("表", "sheet")
_TOTAL = Text("重算总分", "recomputed total")
_GRADE = Text("重算等级", "recomputed grade")
_FINDING = Text("问题", "finding")
_REASON = Text("不计的理由", "why it is not counted")


@line.register(AuditResult)
def audit_line(result: AuditResult) -> str:
    """An audit in one line."""
    silenced = f", {len(result.silenced)} silenced" if result.silenced else ""
    return f"<AuditResult {brief(result.file)}: {counted(result.findings, 'en')}{silenced}>"


@page.register(AuditResult)
def audit_html(result: AuditResult, lang: Lang) -> str:
    """An audit for a notebook."""
    return shown(
        lang,
        tag("p", tag("strong", result.file)),
        tag("p", counted(result.findings, lang)) if result.findings else "",
        findings_table(result.findings, lang),
        *_silenced(result, lang),
        *_sheets(result, lang),
    )


def _silenced(result: AuditResult, lang: Lang) -> Iterator[Markup]:
    if result.silenced:
        rows = (Row((folded(each.finding.render(lang)), folded(each.reason))) for each in result.silenced)
        heads = [Head(_FINDING[lang]), Head(_REASON[lang])]
        title = say("不计的 {n} 条", "not counted: {n}", n=len(result.silenced))
        yield opening(title[lang], table(heads, rows))


def _sheets(result: AuditResult, lang: Lang) -> Iterator[Markup]:
    """What each sheet comes to, where there is anything to say."""
    rows = [
        Row((sheet.name, "—" if came_to.total is None else plain(came_to.total), came_to.grade or "—"))
        for sheet, came_to in zip(result.reading.sheets, result.recomputed, strict=False)
        if came_to.rows
    ]
    if rows:
        yield table([Head(_SHEET[lang]), Head(_TOTAL[lang], True), Head(_GRADE[lang])], rows)
