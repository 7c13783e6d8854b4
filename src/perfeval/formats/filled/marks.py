"""The sheets of the indicators and of the deductions."""

from __future__ import annotations

from collections.abc import Mapping

from perfeval.expressions import Field, lowered, walk
from perfeval.findings import Lang, Text, join
from perfeval.formats.filled.cells import DEDUCTED
from perfeval.formats.filled.sheets import Ask, Sheet
from perfeval.model import Group, Indicator, Node, Scheme, bound
from perfeval.numbers import plain

MARKS = Text("指标评分", "Indicators")
DEDUCTIONS = Text("扣分", "Deductions")
_HEAD = 3
_WHAT = Text(
    "直接打分的填“得分”；扣分的，“评分方式”选“扣分”，并在“扣分”表逐条填写，没有扣分就得满分。灰色的由数据计算，不用填。",
    "Give a score, or choose “deductions” and list them on the sheet Deductions; without any the score is full."
    " What is grey is computed from figures.",
)
_WHAT_TAKEN = Text("一行填一条扣分。", "One deduction a row.")
_HEADS = (
    (Text("指标", "indicator"), 24),
    (Text("分值", "points"), 6),
    (Text("评价要点", "what is looked at"), 36),
    (Text("评分方式", "way"), 10),
    (Text("得分", "score"), 8),
    (Text("扣分合计", "taken off"), 9),
    (Text("评分理由", "reasons"), 22),
    (Text("佐证编号", "evidence"), 10),
    (Text("情况说明", "remarks"), 26),
    (Text("不适用的理由", "why not applicable"), 14),
)
_COMPUTED = Text("由数据计算", "computed")
_TAKEN_HEAD = 4
_MOST_TAKEN = 2000
_LONGEST_IN_FORMULA = 250


def named(scheme: Scheme, lang: Lang) -> dict[str, str]:
    """The indicators that are judged: by a name that only one has, their ids."""
    judged_ones = [node for node in scheme.nodes() if isinstance(node, Indicator) and judged(node)]
    labels = [node.label[lang] for node in judged_ones]
    return {
        node.label[lang] if labels.count(node.label[lang]) == 1 else _apart(node, lang): node.id for node in judged_ones
    }


def _apart(node: Node, lang: Lang) -> str:
    return f"{node.label[lang]}（{node.id}）" if lang == "zh" else f"{node.label[lang]} ({node.id})"


def judged(node: Node) -> bool:
    """Whether somebody has to judge it."""
    if not isinstance(node, Indicator):
        return False
    made = bound(node)
    rules = [lowered(rule) for rule in (made.measure, made.scoring) if rule is not None]
    figures = (each for rule in rules for each in walk(rule) if isinstance(each, Field))
    return any(each.path == f"judgements.{node.id}" for each in figures)


def marks(sheet: Sheet, title: Text, scheme: Scheme, taken: str) -> None:
    """Lay out all indicators.

    Args:
        sheet: where.
        title: of the sheet.
        scheme: the scheme.
        taken: the name of the sheet of deductions.
    """
    sheet.widths = [width for _, width in _HEADS]
    sheet.landscape = True
    sheet.frozen = (_HEAD + 1, 1)
    sheet.put(0, 0, title, "title")
    sheet.put(1, 0, _WHAT, "note")
    for n, (head, _) in enumerate(_HEADS):
        sheet.put(_HEAD, n, head, "head")
    names = {id: name for name, id in named(scheme, sheet.lang).items()}
    row = _HEAD + 1
    for node in scheme.groups:
        row = _node(sheet, row, node, 0, names, taken)
    for outside in (*scheme.bonus, *scheme.penalties):
        row = _node(sheet, row, outside, 0, names, taken)


def _node(sheet: Sheet, row: int, node: Node, depth: int, names: Mapping[str, str], taken: str) -> int:
    """Lay out a group or an indicator; the row after it."""
    before = "　" * depth
    sheet.put(row, 0, Text(before + node.label.zh, before + node.label["en"]), "group" if _is_group(node) else "label")
    points = getattr(node, "points", None)
    sheet.put(row, 1, Text("" if points is None else plain(points)), "figure")
    if isinstance(node, Indicator) and node.id in names:
        _judged(sheet, row, node, names[node.id], taken)
    else:
        sheet.put(row, 2, Text() if _is_group(node) else _COMPUTED, "grey")
        for column in (3, 4, 5, 6, 7):
            sheet.put(row, column, Text(), "grey")
    sheet.ask(row, 8, Ask(("narrative", node.id), "text", Text("情况说明", "remarks")), (row, 0))
    sheet.ask(row, 9, Ask(("not_applicable", node.id), "text", Text("不适用的理由", "why not applicable")), (row, 0))
    row += 1
    for child in node.children if isinstance(node, Group) else ():
        row = _node(sheet, row, child, depth + 1, names, taken)
    return row


def _is_group(node: Node) -> bool:
    return isinstance(node, Group)


def _judged(sheet: Sheet, row: int, node: Indicator, name: str, taken: str) -> None:
    at, label = ("judgements", node.id), node.label
    looked_at = join(node.aspects, "；", "; ") if node.aspects else Text()
    sheet.put(row, 2, looked_at, "inner")
    beside = (row, 0)
    if node.scale is not None:
        sheet.put(row, 3, Text(), "grey")
        levels = {level: level for level in node.scale.levels}
        sheet.ask(row, 4, Ask((*at, "level"), "text", label, levels, open=True), beside)
        sheet.put(row, 5, Text(), "grey")
    else:
        way = Ask((*at, "deductions"), "empty", label, {DEDUCTED[sheet.lang]: ""})
        sheet.ask(row, 3, way, beside)
        full = "" if node.points is None else plain(node.points)
        sheet.ask(row, 4, Ask((*at, "points"), "number", label, low="0", high=full), beside)
        _taken(sheet, row, node, name, taken)
    sheet.ask(row, 6, Ask((*at, "reason"), "text", label), beside)
    sheet.ask(row, 7, Ask((*at, "evidence"), "ids", label), beside)


def _taken(sheet: Sheet, row: int, node: Indicator, name: str, taken: str) -> None:
    """The sum of what is taken off on the other sheet; names that a formula cannot hold have none."""
    if len(name) > _LONGEST_IN_FORMULA or not name.isprintable():
        sheet.put(row, 5, Text(), "grey")
        return
    first, quoted = _TAKEN_HEAD + 2, name.replace('"', '""')
    own = f"--('{taken}'!$B${first}:$B${_MOST_TAKEN}=\"{quoted}\")"
    formula = f"=IF(SUMPRODUCT({own})=0,\"\",SUMPRODUCT({own},'{taken}'!$C${first}:$C${_MOST_TAKEN}))"
    sheet.sum(row, 5, node.label, (), (("judgements", node.id, "deductions", "*", "points"),), formula)


def deductions(sheet: Sheet, title: Text, scheme: Scheme) -> None:
    """Lay out the deductions."""
    sheet.widths = [6]
    sheet.landscape = True
    sheet.frozen = (_TAKEN_HEAD + 1, 0)
    sheet.put(0, 0, title, "title")
    sheet.put(1, 0, _WHAT_TAKEN, "note")
    sheet.put(_TAKEN_HEAD, 0, Text("序号", "no."), "head")
    indicator = Ask((), "choice", Text("指标", "indicator"), named(scheme, sheet.lang), width=28, required=True)
    asks = (
        indicator,
        Ask(("points",), "number", Text("扣分", "points"), low="0", width=9, required=True),
        Ask(("reason",), "text", Text("理由", "reason"), width=44),
        Ask(("evidence",), "text", Text("佐证编号", "evidence"), width=14),
        Ask(("code",), "text", Text("理由代码", "code"), width=12),
        Ask(("share",), "figure", Text("占满分的比例", "share of the full marks"), width=14, percent=True),
    )
    sheet.table("deductions", ("judgements",), _TAKEN_HEAD, *asks)
