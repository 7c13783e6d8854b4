"""A scheme as people read it: the tree with points and rules in words, grades, parameters, inputs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from perfeval.cli.screen import Column, Row, Screen
from perfeval.expressions import Source, words
from perfeval.findings import Lang, Text, join, say
from perfeval.model import Group, Input, Node, Scheme, Sum
from perfeval.numbers import plain

KIND = {"department": Text("部门整体", "department"), "project": Text("项目", "project")}
_STATUS = {
    "published": Text("公布", "published"),
    "unverified": Text("未核对原文", "text not checked"),
    "inferred": Text("由公布数字推得", "inferred from published figures"),
    "assumed": Text("暂定，未见出处", "assumed, no source found"),
}
_TREE = (
    (Text("指标", "indicator"), False, False),
    (Text("标识", "id"), False, True),
    (Text("分值", "points"), True, True),
    (Text("计算与标准", "measure and scoring"), False, False),
)
_PARAMETERS = (
    (Text("参数", "parameter"), False, True),
    (Text("值", "value"), True, True),
    (Text("说明", "meaning"), False, False),
    (Text("依据", "basis"), False, False),
)
_INPUTS = (
    (Text("输入项", "input"), False, True),
    (Text("说明", "meaning"), False, False),
    (Text("类型", "type"), False, True),
    (Text("依据", "basis"), False, False),
)
_BONUS = Text("加分", "bonus")
_PENALTIES = Text("减分", "penalties")
Columns = tuple[tuple[Text, bool, bool], ...]


def outline(scheme: Scheme, lang: Lang, screen: Screen) -> str:
    """A whole scheme."""
    parts = ["".join(f"{screen.line(line[lang])}\n" for line in _head(scheme))]
    parts.append(_table(_TREE, _nodes(scheme, lang), lang, screen))
    if scheme.parameters:
        rows = ((p.name, words(p)[lang], p.label[lang], _basis(p.source)[lang]) for p in scheme.parameters)
        parts.append(_table(_PARAMETERS, map(Row, rows), lang, screen))
    if scheme.inputs:
        inputs = ((i.path, i.label[lang], _type(i)[lang], _basis(i.source)[lang]) for i in scheme.inputs)
        parts.append(_table(_INPUTS, map(Row, inputs), lang, screen))
    return "\n".join(parts)


def _table(columns: Columns, rows: Iterable[Row], lang: Lang, screen: Screen) -> str:
    return screen.table([Column(title[lang], right, whole) for title, right, whole in columns], list(rows))


def _head(scheme: Scheme) -> Iterator[Text]:
    yield say("{id}：{label}", "{id}: {label}", id=scheme.id, label=scheme.label)
    about = [KIND[scheme.kind]]
    if scheme.edition:
        about.append(say("版本 {edition}", "edition {edition}", edition=scheme.edition))
    if isinstance(scheme.combine, Sum):
        about.append(say("满分 {full}", "full marks {full}", full=plain(scheme.full)))
    yield join(about, "，", ", ")
    if scheme.grades is not None:
        grades = [Text(f"{grade.id} ≥ {plain(grade.low)}") for grade in scheme.grades.grades]
        yield say("等级：{grades}", "grades: {grades}", grades=join(grades, "，", ", "))
    for cap in scheme.caps:
        yield say("等级至多为 {grade}：{label}", "grade at most {grade}: {label}", grade=cap.grade, label=cap.label)
    if scheme.source is not None:
        yield say("依据：{basis}", "basis: {basis}", basis=_basis(scheme.source))


def _basis(source: Source | None) -> Text:
    if source is None:
        return Text("未写明", "not stated")
    return say("{title}（{status}）", "{title} ({status})", title=source.title, status=_STATUS[source.status])


def _nodes(scheme: Scheme, lang: Lang) -> Iterator[Row]:
    for node in scheme.groups:
        yield from _tree(node, lang, 0)
    for title, extras in ((_BONUS, scheme.bonus), (_PENALTIES, scheme.penalties)):
        if extras:
            yield Row((title[lang], "", "", ""), "bold")
        for extra in extras:
            yield from _tree(extra, lang, 1)


def _tree(node: Node, lang: Lang, depth: int) -> Iterator[Row]:
    points = "—" if node.points is None else plain(node.points)
    if isinstance(node, Group):
        yield Row((node.label[lang], node.id, points, ""), "bold", depth)
        for child in node.children:
            yield from _tree(child, lang, depth + 1)
        return
    rule = words(node.scoring)
    if node.measure is not None:
        name = node.measured_as or Text("指标值", "the measure")
        said = words(node.measure)
        rule = say("{name} ＝ {said}；{rule}", "{name} = {said}; {rule}", name=name, said=said, rule=rule)
    yield Row((node.label[lang], node.id, points, rule[lang]), "", depth)


def _type(i: Input) -> Text:
    return Text(f"{i.kind}（{i.unit}）", f"{i.kind} ({i.unit})") if i.unit else Text(i.kind)
