"""A scheme as a document: what it says, in words and as the rules are typed, and what each figure rests on."""

from __future__ import annotations

from collections.abc import Iterator

from perfeval.findings import Text, join
from perfeval.model import Group, Node, Scheme, Sum
from perfeval.model.wording import KIND, NOT_APPLICABLE_WORDS, ON_MISSING_WORDS, basis, rounding
from perfeval.numbers import plain
from perfeval.reports.content import Block, Code, Column, Fact, Facts, Listing, Page, Row, Section, Table
from perfeval.reports.scheme_figures import figure_sections
from perfeval.reports.scheme_nodes import details, rule_cell, short_rule
from perfeval.reports.scheme_scales import scale_section

_TREE = (
    Column(Text("指标", "indicator")),
    Column(Text("标识", "id"), whole=True),
    Column(Text("分值", "points"), right=True, whole=True),
    Column(Text("计算与标准", "measure and scoring")),
)
_GRADES = (
    Column(Text("等级", "grade"), whole=True),
    Column(Text("下限（含）", "from"), right=True, whole=True),
    Column(Text("说明", "meaning")),
)
_CAPS = (
    Column(Text("等级至多为", "grade at most"), whole=True),
    Column(Text("情形", "case")),
    Column(Text("条件", "condition")),
    Column(Text("依据", "basis")),
)
_BONUS = Text("加分", "bonus")
_PENALTIES = Text("减分", "penalties")


def scheme_page(scheme: Scheme) -> Page:
    """A scheme as a document in both languages; `markdown` and `html` write it.

    Example:
        >>> from perfeval.model import Indicator, Scheme
        >>> from perfeval.reports import markdown, scheme_page
        >>> scheme = Scheme(id="toy", label="示例", groups=[Indicator("work", "工作", 100)])
        >>> print(markdown(scheme_page(scheme), "zh").splitlines()[0])
        # 示例
    """
    made = (
        _overrides(scheme),
        Section("tree", Text("指标与分值", "Indicators and points"), [tree_table(scheme)]),
        Section("rules", Text("各项规则", "The rules in full"), sections=details(scheme)),
        _grades(scheme),
        scale_section(scheme),
        *figure_sections(scheme),
        _policies(scheme),
    )
    return Page(scheme.label, [head(scheme)], [section for section in made if section is not None])


def head(scheme: Scheme) -> Facts:
    """What stands at the top of a scheme."""
    return Facts(_head(scheme))


def _head(scheme: Scheme) -> Iterator[Fact]:
    yield Fact(Text("标识", "id"), Code(scheme.id))
    yield Fact(Text("种类", "kind"), KIND[scheme.kind])
    if scheme.edition:
        yield Fact(Text("版本", "edition"), Text(scheme.edition))
    if scheme.derived_from is not None:
        base = (Code(scheme.derived_from.scheme), Code(scheme.derived_from.digest))
        yield Fact(Text("改编自", "derived from"), base)
    if isinstance(scheme.combine, Sum):
        yield Fact(Text("满分", "full marks"), Text(plain(scheme.full)))
    else:
        yield Fact(Text("总分", "total"), Text("没有总分", "there is no total"))
    if scheme.most is not None:
        yield Fact(Text("总分至多", "total at most"), Text(plain(scheme.most)))
    if scheme.grades is not None:
        grades = [Text(f"{grade.id} ≥ {plain(grade.low)}") for grade in scheme.grades.grades]
        yield Fact(Text("等级", "grades"), join(grades, "，", ", "))
    yield Fact(Text("依据", "basis"), basis(scheme.source))
    yield Fact(Text("摘要（SHA-256）", "digest (SHA-256)"), Code(scheme.digest))


def tree_table(scheme: Scheme) -> Table:
    """Groups and indicators with points and rules in words, then bonus and penalties."""
    return Table(_TREE, _rows(scheme))


def _rows(scheme: Scheme) -> Iterator[Row]:
    for node in scheme.groups:
        yield from _tree(node, 0)
    for title, extras in ((_BONUS, scheme.bonus), (_PENALTIES, scheme.penalties)):
        if extras:
            yield Row((title, "", "", ""), strong=True)
        for extra in extras:
            yield from _tree(extra, 1)


def _tree(node: Node, depth: int) -> Iterator[Row]:
    points = "—" if node.points is None else plain(node.points)
    group = isinstance(node, Group)
    yield Row((node.label, Code(node.id), points, short_rule(node)), depth, strong=group)
    if isinstance(node, Group):
        for child in node.children:
            yield from _tree(child, depth + 1)


def _overrides(scheme: Scheme) -> Section | None:
    """What was laid over the scheme after it was written, in that order."""
    blocks: list[Block] = []
    if (used := scheme.weighting) is not None:
        said = join([part for part in (used.label, used.explanation) if part], "，", ", ")
        blocks.append(Facts([Fact(Text("赋权", "weighting"), (said, Code(used.origin)))]))
    if scheme.overrides:
        blocks.append(Listing(change.sentence for change in scheme.overrides))
    return Section("changes", Text("改动", "Changes laid over it"), blocks) if blocks else None


def _grades(scheme: Scheme) -> Section | None:
    if scheme.grades is None:
        return None
    blocks: list[Block] = []
    if any(grade.label not in (Text(), Text(grade.id)) for grade in scheme.grades.grades):  # else the head says it all
        blocks.append(Table(_GRADES, [Row((g.id, plain(g.low), g.label)) for g in scheme.grades.grades]))
    if scheme.caps:
        caps = [Row((cap.grade, cap.label, rule_cell(cap.when), basis(cap.source))) for cap in scheme.caps]
        blocks.append(Table(_CAPS, caps))
    return Section("grades", Text("等级", "Grades"), blocks) if blocks else None


def _policies(scheme: Scheme) -> Section:
    return Section("policies", Text("计分政策", "Policies"), [Facts(_chosen(scheme))])


def _chosen(scheme: Scheme) -> Iterator[Fact]:
    if isinstance(scheme.combine, Sum):  # without a total there are no points to make up for
        said = NOT_APPLICABLE_WORDS[scheme.not_applicable]
        yield Fact(
            Text("不适用的分值", "points that do not apply"), (said, Code(f"not_applicable = {scheme.not_applicable}"))
        )
    said = ON_MISSING_WORDS[scheme.on_missing]
    yield Fact(Text("没有结果的指标", "indicators without a result"), (said, Code(f"on_missing = {scheme.on_missing}")))
    yield Fact(Text("得分的舍入", "rounding of scores"), rounding(scheme.places, scheme.rounding))
