"""Audits as people read them: the findings of each file, what its sheets come to, and a table of many files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from perfeval.api import AuditAttempt
from perfeval.auditing import AuditResult, Recomputed
from perfeval.cli.screen import Column, Row, Screen
from perfeval.cli.told import told_all
from perfeval.findings import Lang, Text, join, say
from perfeval.model import Sheet
from perfeval.numbers import plain

_COLUMNS = (
    (Text("文件", "file"), False),
    (Text("错误", "errors"), True),
    (Text("警告", "warnings"), True),
    (Text("提示", "notes"), True),
    (Text("印出总分", "stated"), True),
    (Text("重算总分", "recomputed"), True),
    (Text("未读", "unread"), True),
)
_SHOWN = 5


def audit_text(result: AuditResult, lang: Lang, screen: Screen) -> str:
    """What was found in one file."""
    lines = [screen.line(result.file)]
    lines += [f"  {each}" for each in told_all(result.findings, lang, screen).splitlines()]
    lines += [f"  {screen.line(each[lang])}" for each in _conclusion(result)]
    return "\n".join(lines) + "\n"


def _conclusion(result: AuditResult) -> Iterator[Text]:
    if not result.findings:
        yield Text("没有发现问题", "nothing found")
    for sheet, recomputed in zip(result.reading.sheets, result.recomputed, strict=True):
        yield _came_to(sheet, recomputed, several=len(result.recomputed) > 1)
    if not result.reading.sheets:
        yield Text("没有读到自评表", "no self-evaluation was found in it")
    if result.silenced:
        yield say("{n} 条发现按配置不再提示", "{n} findings are silenced", n=len(result.silenced))
    if unread := result.reading.unread:
        places = join((Text(_place(u.origin.sheet, u.origin.cell, u.raw)) for u in unread[:_SHOWN]), "、", ", ")
        more = Text(" 等", " and others") if len(unread) > _SHOWN else Text()
        yield say(
            "{n} 个数字没有读懂：{places}{more}",
            "{n} numbers unread: {places}{more}",
            n=len(unread),
            places=places,
            more=more,
        )


def _came_to(sheet: Sheet, recomputed: Recomputed, *, several: bool) -> Text:
    name = sheet.project or sheet.entity or sheet.name
    of = say("{name}：", "{name}: ", name=name) if several and name else Text()
    if recomputed.total is None:
        return say("{of}缺少得分，不能重算总分", "{of}no total can be recomputed: scores are missing", of=of)
    by_rule = sum(1 for row in recomputed.rows if row.basis == "rule")
    stated = Text() if sheet.total is None else say("（印 {raw}）", " ({raw} is printed)", raw=sheet.total.raw)
    grade = Text() if recomputed.grade is None else say("，等级 {grade}", ", grade {grade}", grade=recomputed.grade)
    return say(
        "{of}重算总分 {total}{stated}{grade}；{n} 项按规则，{m} 项照印出的得分",
        "{of}recomputed total {total}{stated}{grade}; {n} by rule, {m} as printed",
        of=of,
        total=plain(recomputed.total),
        stated=stated,
        grade=grade,
        n=by_rule,
        m=len(recomputed.rows) - by_rule,
    )


def _place(sheet: str, cell: str, raw: str) -> str:
    return f"{sheet}!{cell} {raw}" if cell else raw


def audits_table(attempts: Iterable[AuditAttempt], lang: Lang, screen: Screen) -> str:
    """Many files, one a row."""
    columns = [Column(title[lang], right, whole=n > 0) for n, (title, right) in enumerate(_COLUMNS)]
    listed = list(attempts)
    names = Counter(Path(attempt.path).name for attempt in listed)
    shown = [Path(a.path).name if names[Path(a.path).name] == 1 else a.path for a in listed]
    return screen.table(columns, [_row(name, a, lang) for name, a in zip(shown, listed, strict=True)])


def _row(name: str, attempt: AuditAttempt, lang: Lang) -> Row:
    if attempt.result is None:
        return Row((name, Text("不能读取", "not read")[lang], "", "", "", "", ""), "red")
    result = attempt.result
    counted = Counter(finding.severity for finding in result.findings)
    stated = "、".join(sheet.total.raw for sheet in result.reading.sheets if sheet.total is not None)
    totals = "、".join(plain(r.total) for r in result.recomputed if r.total is not None)
    cells = (str(counted["error"]), str(counted["warning"]), str(counted["info"]), stated, totals)
    style = "red" if counted["error"] else "yellow" if counted["warning"] else ""
    return Row((name, *cells, str(len(result.reading.unread))), style)
