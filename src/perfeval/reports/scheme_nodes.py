"""The indicators and groups of a scheme, each with all that is laid down for it."""

from __future__ import annotations

from collections.abc import Iterator

from perfeval.expressions import AWARDED, Expr, Field, Rows, lowered, render, walk, words
from perfeval.findings import Text, say
from perfeval.model import Group, Indicator, Leaf, Node, OpenGroup, Scheme, Sum
from perfeval.model.wording import BETTER_WORDS, basis, combine_words, scale_words
from perfeval.numbers import plain
from perfeval.reports.content import Cell, Code, Fact, Facts, Section

_MEASURE = Text("指标值", "the measure")
_AWARDED = "judgements."


def short_rule(node: Node) -> Text:
    """Measure and scoring in words; of a group how its children combine, where they are not added up."""
    if isinstance(node, Group):
        return Text() if isinstance(node.combine, Sum) else combine_words(node.combine)
    rule = words(node.scoring)
    if node.measure is None:
        return rule
    name = node.measured_as or _MEASURE
    return say("{name} ＝ {said}；{rule}", "{name} = {said}; {rule}", name=name, said=words(node.measure), rule=rule)


def rule_cell(rule: Expr) -> Cell:
    """A rule in words, and below as it is typed."""
    return Cell((words(rule), Code(render(rule))))


def details(scheme: Scheme) -> Iterator[Section]:
    """A section for each indicator, and for each group that says more than its name and points."""
    for node in scheme.nodes():
        facts = list(_group(node) if isinstance(node, Group) else _leaf(node))
        if not facts:
            continue
        blocks = [Facts(facts)]
        title = node.label if node.points is None else _titled(node)
        yield Section(f"indicator-{node.id}", title, blocks)


def _titled(node: Node) -> Text:
    assert node.points is not None
    return say("{label}（{points} 分）", "{label} ({points})", label=node.label, points=plain(node.points))


def _group(group: Group) -> Iterator[Fact]:
    if not isinstance(group.combine, Sum):
        yield Fact(Text("合并方式", "combined by"), combine_words(group.combine))
    if group.scale is not None:
        yield Fact(Text("等级标度", "ordinal scale"), scale_words(group.scale))
    if group.source is not None:
        yield Fact(Text("依据", "basis"), basis(group.source))


def _leaf(leaf: Leaf) -> Iterator[Fact]:
    yield Fact(Text("标识", "id"), Code(leaf.id))
    if isinstance(leaf, OpenGroup):
        yield from _open(leaf)
    if leaf.measure is not None:
        yield Fact(Text("计算", "measure"), _measured(leaf, leaf.measure))
    yield Fact(Text("标准", "scoring"), rule_cell(leaf.scoring))
    if isinstance(leaf, Indicator):
        yield from _own(leaf)
    if leaf.better is not None:
        yield Fact(Text("方向", "direction"), BETTER_WORDS[leaf.better])
    if used := list(reads(leaf)):
        yield Fact(Text("用到的数据", "figures used"), [Code(path) for path in used])
    yield Fact(Text("依据", "basis"), basis(leaf.source))


def _measured(leaf: Leaf, measure: Expr) -> Cell:
    said = words(measure)
    if leaf.measured_as:
        said = say("{name} ＝ {said}", "{name} = {said}", name=leaf.measured_as, said=said)
    return Cell((said, Code(render(measure))))


def _own(indicator: Indicator) -> Iterator[Fact]:
    if indicator.scale is not None:
        yield Fact(Text("等级标度", "ordinal scale"), scale_words(indicator.scale))
    if indicator.not_applicable_when is not None:
        yield Fact(Text("不适用的情形", "not applicable when"), rule_cell(indicator.not_applicable_when))
    if indicator.aspects:
        yield Fact(Text("评价要点", "aspects"), indicator.aspects)


def _open(group: OpenGroup) -> Iterator[Fact]:
    yield Fact(Text("取自", "rows of"), Code(group.rows))
    yield Fact(Text("取哪些行", "which rows"), rule_cell(group.where))
    yield Fact(Text("每行的分值", "points of a row"), rule_cell(group.row_points))
    if group.row_label is not None:
        yield Fact(Text("每行的名称", "name of a row"), rule_cell(group.row_label))


def rules_of(leaf: Leaf) -> Iterator[Expr]:
    """The rules of one indicator or open group."""
    names = ("where", "row_points", "row_label", "measure", "scoring", "not_applicable_when")
    for name in names:
        rule = getattr(leaf, name, None)
        if rule is not None:
            yield rule


def reads(leaf: Leaf) -> Iterator[str]:
    """The paths that its rules read, each once, in their order; of a judged indicator its judgement."""
    found = dict.fromkeys(path for rule in rules_of(leaf) for path in paths(rule))
    return (f"judgements.{leaf.id}" if path == _AWARDED else path for path in found)


def paths(rule: Expr) -> Iterator[str]:
    """The paths that a rule reads; tables whose rows it only counts by their names."""
    for node in walk(rule):
        if isinstance(node, Rows):
            yield node.table
    for node in walk(lowered(rule)):
        if isinstance(node, Field):
            yield node.path
        elif node == AWARDED:
            yield _AWARDED
