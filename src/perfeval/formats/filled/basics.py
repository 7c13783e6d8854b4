"""The first sheet: who, when, in which unit, staff, and the figures that the scheme asks for."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from attrs import evolve

from perfeval.findings import Lang, Text, say
from perfeval.formats.filled.blueprint import Kind
from perfeval.formats.filled.cells import NO, YES
from perfeval.formats.filled.sheets import Ask, Sheet
from perfeval.formats.paths import Path
from perfeval.model import Input
from perfeval.numbers import MONEY_UNITS, plain, to_decimal

FIRST = Text("基本情况", "Basics")
UNIT_CELL = "$B$7"
"""Where the unit of money stands."""
_HOW = Text(
    "请填写浅黄色的单元格；灰色单元格是公式或固定内容，已锁定。带 * 的必填。填好后运行：perfeval evaluate 本文件",
    "Fill in the yellow cells; grey ones are locked. * is required. Then run: perfeval evaluate FILE",
)
_BASICS = (
    Ask(("entity", "name"), "text", Text("单位名称", "Entity"), required=True),
    Ask(("entity", "code"), "text", Text("单位代码", "Code"), note=Text("没有可不填", "where there is one")),
    Ask(("year",), "whole", Text("年度", "Year"), note=Text("四位数字", "four digits"), low="1949", required=True),
    Ask(
        ("money_unit",),
        "word",
        Text("金额单位", "Unit of money"),
        {},
        note=Text("本表所有金额都用这个单位", "of every amount in this form"),
    ),
)
_STAFF = (
    ("in_post", Text("在职人员数", "Staff in post")),
    ("establishment", Text("编制数", "Establishment")),
    ("employees", Text("政府雇员数", "Government employees")),
)
_MONEY_WORDS = {
    "元": "yuan",
    "千元": "thousand yuan",
    "万元": "10,000 yuan",
    "百万元": "million yuan",
    "千万元": "10 million yuan",
    "亿元": "100 million yuan",
}
_COUNTED = {
    "人": "people",
    "人次": "visits",
    "个": "items",
    "项": "items",
    "次": "times",
    "家": "bodies",
    "户": "households",
}
_PEOPLE = Text("人", "people")


def basics(sheet: Sheet, title: Text, staff: bool, inputs: Iterable[Input]) -> None:
    """Lay out the first sheet.

    Args:
        sheet: where.
        title: of the form.
        staff: whether staff figures are asked for.
        inputs: the scheme's own figures that stand in no table.
    """
    sheet.widths = [34, 30, 46]
    sheet.put(0, 0, title, "title")
    sheet.put(1, 0, _HOW, "note")
    _heads(sheet, 2)
    row = 3
    for ask in _BASICS:
        _line(sheet, row, evolve(ask, choices=_units(sheet.lang)) if ask.path == ("money_unit",) else ask)
        row += 1
    if staff:
        for name, label in _STAFF:
            _line(sheet, row, Ask(("staff", name), "number", label, low="0", note=_PEOPLE))
            row += 1
    own = list(inputs)
    if own:
        sheet.put(row + 1, 0, Text("评价所需数据", "Figures"), "group")
        row += 2
    for each in own:
        _line(sheet, row, ask_of(each, ("facts", each.path)))
        row += 1
    sheet.put(row + 1, 0, Text("部门概况（职能、机构等，可不填）", "Profile (functions, sections; optional)"), "group")
    widths, sheet.widths = sheet.widths, []
    key = Ask(
        (), "text", Text("事项", "subject"), note=Text("如：职能、机构设置", "functions, sections"), required=True
    )
    sheet.table("keyed", ("profile",), row + 2, key, Ask((), "text", Text("内容", "text"), required=True))
    sheet.widths = widths


def _units(lang: Lang) -> dict[str, str]:
    """The units of money in the words of a language; read back as the units that they are."""
    return {_MONEY_WORDS[unit] if lang == "en" else unit: unit for unit in MONEY_UNITS}


def _heads(sheet: Sheet, row: int) -> None:
    for n, head in enumerate((Text("项目", "item"), Text("填写", "value"), Text("单位与说明", "unit, remarks"))):
        sheet.put(row, n, head, "head")


def _line(sheet: Sheet, row: int, ask: Ask) -> None:
    label = Text(f"{ask.label.zh} *", f"{ask.label.en or ask.label.zh} *") if ask.required else ask.label
    sheet.put(row, 0, label, "label")
    sheet.put(row, 2, ask.note, "inner")
    sheet.ask(row, 1, ask, (row, 0))


def ask_of(each: Input, path: Path) -> Ask:
    """The question for a figure that is declared."""
    label = each.label if each.label.zh else Text(each.path)
    if each.kind == "flag":
        return Ask(path, "flag", label, {YES.zh: YES.zh, NO.zh: NO.zh}, width=12)
    if each.kind == "date":
        return Ask(path, "date", label, note=Text("如 2024-06-30", "like 2024-06-30"))
    if each.kind in ("text", "level"):
        options = {option: option for option in each.options}
        return Ask(path, "text", label, options, width=24, open=True)
    kind: Kind = "ratio" if each.kind == "ratio" else "money" if each.kind == "money" else "number"
    low, high = (_bound(each, edge) for edge in (each.low, each.high))
    percent = each.kind == "ratio" and each.out_of is None
    return Ask(path, kind, label, {}, low, high, _note(each, percent), percent=percent)


def _bound(each: Input, edge: Fraction | None) -> str:
    """A bound as it is typed; that of money only where it is the same in every unit."""
    if edge is None or (each.kind == "money" and edge != 0):
        return ""
    try:
        return plain(to_decimal(edge * Fraction(each.out_of or 1)))
    except ValueError:  # its decimal does not end
        return ""


def _note(each: Input, percent: bool) -> Text:
    if each.out_of is not None:
        return say("满分 {out_of}", "out of {out_of}", out_of=plain(each.out_of))
    if percent:
        return Text("比率，可写 95.8%", "a ratio, like 95.8%")
    if each.kind == "money":
        return Text("金额", "money")
    return Text(each.unit, _COUNTED.get(each.unit, each.unit))
