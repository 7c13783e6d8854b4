"""Many evaluations, one a row."""

from __future__ import annotations

from collections.abc import Iterable

from perfeval.api import Attempt
from perfeval.cli.screen import Column, Row, Screen
from perfeval.findings import Lang, Text
from perfeval.numbers import plain

_COLUMNS = (
    (Text("文件", "file"), False),
    (Text("单位", "entity"), False),
    (Text("年度", "year"), True),
    (Text("总分", "total"), True),
    (Text("等级", "grade"), False),
    (Text("状态", "status"), False),
)
_STATUS = {
    "complete": (Text("完整", "complete"), ""),
    "incomplete": (Text("不完整", "incomplete"), "yellow"),
    "error": (Text("无法评价", "not evaluated"), "red"),
}


def summary(attempts: Iterable[Attempt], lang: Lang, screen: Screen) -> str:
    """The table of all files."""
    columns = [Column(title[lang], right, whole=n != 1) for n, (title, right) in enumerate(_COLUMNS)]
    return screen.table(columns, [_row(attempt, lang) for attempt in attempts])


def _row(attempt: Attempt, lang: Lang) -> Row:
    e = attempt.evaluation
    status, style = _STATUS["error" if e is None else "complete" if e.complete else "incomplete"]
    if e is None:
        return Row((attempt.path, "", "", "", "", status[lang]), style)
    total = "—" if e.total is None else plain(e.total)
    return Row((attempt.path, e.entity, str(e.year), total, e.grade or "—", status[lang]), style)
