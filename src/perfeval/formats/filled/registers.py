"""The sheets that hold one table each: projects, key tasks, targets, tables of the scheme's own, and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from perfeval.expressions import STATUS_WORDS, Compare, Const, Expr, Field, Logic, lowered
from perfeval.findings import Lang, Text
from perfeval.formats.filled.basics import ask_of
from perfeval.formats.filled.cells import NO, YES
from perfeval.formats.filled.sheets import Ask, Sheet
from perfeval.formats.paths import Path
from perfeval.model import Input, OpenGroup, Scheme

_HEAD = 4
_FLAGS = {YES.zh: YES.zh, NO.zh: NO.zh}
_RELATIONS = {"≥": ">=", "≤": "<=", "＝": "="}
_TIERS = {
    "reached": Text("达成预期", "reached"),
    "partly": Text("部分达成并具有一定效果", "partly reached"),
    "missed": Text("未达成且效果较差", "missed"),
}
_WHAT = Text("一行填一项，可在下面继续添加。", "One a row; go on below as needed.")
_LOOKED_AT = Text("一项也没有的，在右边选“没有”", "Where there is none, choose “none” on the right")


def _stages() -> tuple[Ask, ...]:
    names = (("original", "年初预算数"), ("adjusted", "调整预算数"), ("actual", "决算数"))
    return tuple(Ask((name,), "money", Text(zh, name), low="0", width=15) for name, zh in names)


PROJECTS: tuple[Ask, ...] = (
    Ask(("name",), "text", Text("项目名称", "project"), width=34, required=True),
    *_stages(),
    Ask(("self_score",), "number", Text("自评得分（百分制）", "self-score (of 100)"), low="0", high="100", width=18),
    Ask(("exempt",), "flag", Text("免于自评", "exempt"), _FLAGS, width=10),
    Ask(("classified",), "flag", Text("涉密", "classified"), _FLAGS, width=10),
)
TASKS: tuple[Ask, ...] = (
    Ask(("name",), "text", Text("重点工作", "key task"), width=52, required=True),
    Ask(("done",), "flag", Text("已完成", "done"), _FLAGS, width=12),
    Ask(("on_time",), "flag", Text("按时完成", "on time"), _FLAGS, width=12),
    Ask(("up_to_standard",), "flag", Text("质量达标", "up to standard"), _FLAGS, width=14),
)
EVIDENCE: tuple[Ask, ...] = (
    Ask(("id",), "text", Text("编号", "id"), width=12, required=True),
    Ask(("title",), "text", Text("材料名称", "title"), width=46, required=True),
    Ask(("link",), "text", Text("存放处或网址", "where it is kept"), width=40),
)
NARRATIVE: tuple[Ask, ...] = (
    Ask((), "text", Text("部分", "section"), width=24, required=True),
    Ask((), "text", Text("文字", "text"), width=76, required=True),
)
PROBLEMS: tuple[Ask, ...] = (Ask((), "text", Text("存在问题", "problems"), width=60),)
IMPROVEMENTS: tuple[Ask, ...] = (Ask((), "text", Text("改进措施", "improvements"), width=60),)


def targets(scheme: Scheme, lang: Lang) -> tuple[Ask, ...]:
    """The columns of the targets, with the groups that the scheme leaves open."""
    groups: dict[str, str] = {}
    for leaf in scheme.leaves():
        if isinstance(leaf, OpenGroup) and leaf.rows == "targets":
            for value in _settled(lowered(leaf.where)):
                groups[leaf.label[lang] or leaf.id] = value
    return (
        Ask(("name",), "text", Text("三级指标", "target"), width=30, required=True),
        Ask(("group",), "word", Text("一级指标", "group"), groups, width=14),
        Ask(("kind",), "text", Text("二级指标", "kind"), width=12),
        Ask(("points",), "number", Text("分值", "points"), low="0", width=8),
        Ask(("relation",), "word", Text("关系", "relation"), _RELATIONS, width=7),
        Ask(("target",), "figure", Text("年度指标值", "target value"), width=13),
        Ask(("actual",), "figure", Text("实际完成值", "actual value"), width=13),
        Ask(("unit",), "text", Text("单位", "unit"), width=9),
        Ask(
            ("tier",),
            "word",
            Text("完成情况（定性）", "tier (qualitative)"),
            {word[lang]: id for id, word in _TIERS.items()},
            width=22,
            open=True,
        ),
        Ask(("degree",), "ratio", Text("完成程度", "degree"), low="0", high="1", width=10, percent=True),
        Ask(("reason",), "text", Text("偏差原因", "reason"), width=26),
    )


def _settled(where: Expr) -> list[str]:
    if isinstance(where, Logic) and where.op == "and":
        return _settled(where.left) + _settled(where.right)
    if isinstance(where, Compare) and where.op == "=":
        sides = (where.left, where.right)
        if any(isinstance(side, Field) and side.path == "targets.group" for side in sides):
            return [side.value for side in sides if isinstance(side, Const) and isinstance(side.value, str)]
    return []


def sources(lang: Lang) -> tuple[Ask, ...]:
    """The columns of what figures rest on."""
    return (
        Ask((), "text", Text("数据项", "figure"), width=28, required=True),
        Ask(("title",), "text", Text("来源或推算依据", "source or reasoning"), width=44, required=True),
        Ask(
            ("status",), "word", Text("状态", "status"), {word[lang]: id for id, word in STATUS_WORDS.items()}, width=18
        ),
        Ask(("link",), "text", Text("网址或条款", "address or clause"), width=26),
    )


def own_columns(columns: Sequence[Input]) -> tuple[Ask, ...]:
    """The columns of a table of the scheme's own."""
    return tuple(ask_of(each, (each.path.removeprefix(f"{each.table}."),)) for each in columns)


def register(sheet: Sheet, title: Text, path: Path, asks: Sequence[Ask]) -> None:
    """Lay out a table, and where to say that it is empty."""
    _begin(sheet, title, _WHAT)
    sheet.table("list", path, _HEAD, *asks)
    wide = len(asks) > 1
    label, cell = ((2, 1), (2, 2)) if wide else ((2, 0), (2, 1))
    sheet.put(*label, _LOOKED_AT, "inner")
    choices: Mapping[str, str] = {}
    none = Ask(path, "empty", Text("有无内容", "whether there is any"), choices)
    sheet.ask(*cell, none, label)


def words(sheet: Sheet, title: Text, note: Text, *tables: tuple[str, Path, tuple[Ask, ...]]) -> None:
    """Lay out tables side by side that need not say that they are empty."""
    _begin(sheet, title, note)
    for form, path, asks in tables:
        sheet.table(form, path, _HEAD, *asks)  # type: ignore[arg-type]


def _begin(sheet: Sheet, title: Text, note: Text) -> None:
    sheet.widths = [6]
    sheet.landscape = True
    sheet.frozen = (_HEAD + 1, 0)
    sheet.put(0, 0, title, "title")
    sheet.put(1, 0, note, "note")
    sheet.put(_HEAD, 0, Text("序号", "no."), "head")
