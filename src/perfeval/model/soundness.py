"""Everything that can be wrong with a scheme, found at once when it is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import evolve

from perfeval.expressions import Expr, Field, Parameter, bind, bounds, suggestion, walk
from perfeval.expressions.textform.tokens import is_name
from perfeval.expressions.types import WORDS
from perfeval.findings import Finding, PerfevalError, Text, join, kind, say
from perfeval.model.binding import Bound, bound
from perfeval.model.combining import AveragingTable, NoCombination, Ordinal, Sum, WeakestLink
from perfeval.model.indicators import Group, Indicator, Leaf, Node, OpenGroup, full_marks
from perfeval.model.submission import Project, Target, Task
from perfeval.model.vocabulary import STANDARD
from perfeval.numbers import exact_sum, plain

if TYPE_CHECKING:
    from perfeval.model.scheme import Scheme

_ROWS = {"projects": Project, "tasks": Task, "targets": Target}
_STANDARD = frozenset(i.path for i in STANDARD)
_NEVER_NAMES = frozenset({"measure", "full", "awarded", "judgements", "points", "true", "false", "and", "or", "not"})


def faults_of(scheme: Scheme) -> list[Finding]:
    """All faults, in the order of the scheme."""
    return [
        *_ids(scheme),
        *_declarations(scheme),
        *(fault for node in scheme.groups for fault in _node(node, scheme)),
        *(fault for i in (*scheme.bonus, *scheme.penalties) for fault in _leaf(i, scheme)),
        *_total(scheme),
        *_caps(scheme),
    ]


def incomplete(location: str, zh: str, en: str, advice: Text | None = None) -> Finding:
    """A definition that lacks something or contradicts itself."""
    return kind("D106").at(
        location, detail=Text(zh, en), advice=advice or Text("补全或改正定义", "complete or mend it")
    )


def _ids(scheme: Scheme) -> Iterator[Finding]:
    if not scheme.id or any(c.isspace() or c in ":/\\" for c in scheme.id):
        yield incomplete(
            "id", "方案标识不能为空或含空白、冒号、斜线", "the scheme's id is empty, or holds spaces, colons or slashes"
        )
    ids = Counter(node.id for node in scheme.nodes())
    for twice in (id for id, times in ids.items() if times > 1):
        yield kind("D101").at(f"indicators.{twice}", id=twice)
    for node in scheme.nodes():
        if not node.id or any(c.isspace() or c in "[]" for c in node.id):
            yield incomplete(
                f"indicators.{node.id}",
                "标识不能为空或含空白、方括号",
                "an id is empty, or holds spaces or brackets",
            )
    if not any(True for _ in scheme.leaves()):
        yield incomplete("groups", "方案没有指标", "the scheme has no indicator")


def _declarations(scheme: Scheme) -> Iterator[Finding]:
    taken: set[str] = set()
    tables = {i.table for i in scheme.figures.values()}
    for what, name in (
        *(("inputs", i.path) for i in scheme.inputs),
        *(("parameters", p.name) for p in scheme.parameters),
    ):
        if name in taken or name in tables or name in _NEVER_NAMES or name.split(".")[0] in ("judgements", "points"):
            yield kind("D101").at(f"{what}.{name}", id=name)
        if what == "inputs" and name in _STANDARD:
            yield kind("D101").at(f"{what}.{name}", id=name)
        taken.add(name)
        if not is_name(name) or (what == "parameters" and "." in name):
            yield incomplete(f"{what}.{name}", f"“{name}”不能用作名称", f'"{name}" cannot be used as a name')
    for i in scheme.inputs:
        if i.table is not None and not i.path.startswith(f"{i.table}."):
            yield incomplete(
                f"inputs.{i.path}",
                f"列名应以 {i.table}. 开头",
                f"a column of {i.table} begins with {i.table}.",
            )
        own = _ROWS.get(i.table or "")
        if own is not None and not hasattr(own, i.path.removeprefix(f"{i.table}.")):
            yield incomplete(
                f"inputs.{i.path}",
                f"{i.table} 的行没有这一列",
                f"the rows of {i.table} have no such column",
                Text("另设一张表", "declare a table of your own"),
            )
        if i.low is not None and i.high is not None and i.low > i.high:
            yield incomplete(f"inputs.{i.path}", "下限高于上限", "the lower bound is above the upper")
        if i.out_of is not None and (i.kind != "ratio" or i.out_of <= 0):
            yield incomplete(f"inputs.{i.path}", "out_of 是比率的满分，要大于 0", "out_of is for a ratio, and above 0")
        if i.default is not None and i.kind != "flag":
            yield incomplete(f"inputs.{i.path}", "只有是非项可以有默认值", "only a flag has a default")


def _node(node: Node, scheme: Scheme) -> Iterator[Finding]:
    if not isinstance(node, Group):
        yield from _leaf(node, scheme)
        return
    for child in node.children:
        yield from _node(child, scheme)
    at = f"indicators.{node.id}"
    if not node.children:
        yield incomplete(at, "分组是空的", "the group is empty")
    if node.points is not None and node.points != (made := full_marks(node)):
        yield kind("D102").at(
            at, found=plain(made), wanted=plain(node.points), stated=plain(node.points), expected=plain(made)
        )
    yield from _combining(node, at)


def _combining(node: Group, at: str) -> Iterator[Finding]:
    scales = [c.scale for c in node.children if not isinstance(c, OpenGroup)]
    match node.combine:
        case Sum():
            if any(scale is not None for scale in scales):
                yield incomplete(
                    at,
                    "等级不能相加",
                    "levels cannot be added up",
                    Text("选用 weakest_link、averaging 或 none", "combine by weakest_link, averaging or none"),
                )
        case NoCombination():
            pass
        case WeakestLink() | AveragingTable():
            if None in scales or len(scales) < len(node.children):
                yield incomplete(at, "各下级都要有等级标度", "every child needs an ordinal scale")
            elif len({scale.levels for scale in scales if scale}) > 1:
                yield incomplete(at, "各下级的等级标度不同", "the children's scales differ")
            elif node.scale is None:
                yield incomplete(at, "分组没有自己的等级标度", "the group has no ordinal scale of its own")
            else:
                yield from _reachable(node, scales[0], node.scale, at)


def _reachable(node: Group, inner: Ordinal | None, own: Ordinal, at: str) -> Iterator[Finding]:
    levels = inner.levels if inner else ()
    if isinstance(node.combine, AveragingTable):
        results = [result for _, result in node.combine.rows]
        gap = node.combine.gap(inner) if inner else None
        yield from _contradictions(node, node.combine, at)
        if gap:
            yield incomplete(at, f"换算表缺少 {' '.join(gap)} 一行", f"the table has no row for {' '.join(gap)}")
    else:
        plus = isinstance(node.combine, WeakestLink) and node.combine.plus
        results = [*levels, *(f"{level}+" for level in levels[:-1] if plus)]
    absent = sorted(set(results) - set(own.levels))
    if absent:
        yield incomplete(at, f"分组的标度缺少 {', '.join(absent)}", f"the group's scale lacks {', '.join(absent)}")


def _contradictions(node: Group, table: AveragingTable, at: str) -> Iterator[Finding]:
    found: dict[tuple[str, ...], str] = {}
    for levels, result in table.rows:
        if found.setdefault(tuple(sorted(levels)), result) != result:
            shown = " ".join(levels)
            yield incomplete(at, f"换算表对 {shown} 给出两个结果", f"the table has two results for {shown}")
    if all(len(levels) != len(node.children) for levels, _ in table.rows):
        n = len(node.children)
        yield incomplete(at, f"换算表没有 {n} 个下级的行", f"the table has no row for {n} children")


def _leaf(leaf: Leaf, scheme: Scheme) -> Iterator[Finding]:
    at = f"indicators.{leaf.id}"
    if isinstance(leaf, Indicator) and (leaf.points is None) == (leaf.scale is None):
        yield incomplete(at, "分值与等级标度要给一个，且只给一个", "give points or a scale, one of the two")
        return
    if leaf.points is not None and leaf.points <= 0:
        yield incomplete(at, "分值要大于 0", "points have to be above 0")
        return
    if leaf.points is not None and (Fraction(leaf.points) * 10**scheme.places).denominator != 1:
        yield incomplete(
            at,
            f"分值的小数多于得分的 {scheme.places} 位",
            f"the points have more decimals than a score has ({scheme.places})",
        )
    rules: dict[str, Expr | None] = {
        n: getattr(leaf, n, None) for n in ("measure", "scoring", "not_applicable_when", "where")
    }
    unknown = [f for n, rule in rules.items() if rule is not None for f in _undeclared(rule, f"{at}.{n}", scheme)]
    yield from unknown
    yield from _own(leaf, at, scheme)
    try:
        made = bound(leaf)
    except PerfevalError as error:
        yield from (evolve(f, location=f"{at}.scoring") for f in error.findings)
        return
    yield from _scopes(leaf, made, at)
    yield from _result(leaf, made, f"{at}.scoring")


def _own(leaf: Leaf, at: str, scheme: Scheme) -> Iterator[Finding]:
    """Faults of the rules that no measure or judgement is put into, and of the columns of an open group."""
    if isinstance(leaf, Indicator):
        if leaf.not_applicable_when is not None:
            yield from _unbound(leaf.not_applicable_when, f"{at}.not_applicable_when")
        return
    yield from _unbound(leaf.where, f"{at}.where")
    for name, kinds in (("row_points", ("points", "number")), ("row_label", ("text",))):
        column = getattr(leaf, name)
        if column is None:
            continue
        yield from _undeclared(column, f"{at}.{name}", scheme)
        if not isinstance(column, Field) or column.type.table != leaf.rows or column.type.kind not in kinds:
            wanted = say(
                "{table} 的一列（{kind}）", "a column of {table} ({kind})", table=leaf.rows, kind=WORDS[kinds[0]]
            )
            yield kind("D105").at(f"{at}.{name}", found=column.type.describe(), wanted=wanted)


def _unbound(rule: Expr, at: str) -> Iterator[Finding]:
    try:
        bind(rule, {})
    except PerfevalError as error:
        yield from (evolve(f, location=at) for f in error.findings)


def _undeclared(rule: Expr, at: str, scheme: Scheme) -> Iterator[Finding]:
    parameters = {p.name: p for p in scheme.parameters}
    for node in walk(rule):
        if isinstance(node, Field) and not node.path.startswith("judgements."):
            known = scheme.figures.get(node.path)
            if known is None or known.figure().declared != node.declared:
                yield kind("D202").at(at, name=node.path, near=suggestion(node.path, scheme.figures))
        if isinstance(node, Parameter) and not node.name.startswith("points.") and parameters.get(node.name) != node:
            yield kind("D202").at(at, name=node.name, near=suggestion(node.name, parameters))


def _scopes(leaf: Leaf, made: Bound, at: str) -> Iterator[Finding]:
    wanted = leaf.rows if isinstance(leaf, OpenGroup) else None
    flags = (
        [("where", leaf.where)] if isinstance(leaf, OpenGroup) else [("not_applicable_when", leaf.not_applicable_when)]
    )
    for name, rule in (("measure", made.measure), ("scoring", made.scoring), *flags):
        if rule is None:
            continue
        if rule.type.table not in (None, wanted) or (name == "where" and rule.type.table is None):
            table = rule.type.table
            yield kind("D204").at(
                f"{at}.{name}",
                detail=Text(f"规则按 {table} 的行取值", f"the rule speaks of rows of {table}"),
                advice=Text(
                    "先用 total()、count() 或 weighted_mean() 汇总",
                    "reduce it with total(), count() or weighted_mean()",
                ),
            )
        if name in ("where", "not_applicable_when") and rule.type.kind != "flag":
            yield kind("D105").at(f"{at}.{name}", found=WORDS[rule.type.kind], wanted=WORDS["flag"])


def _result(leaf: Leaf, made: Bound, at: str) -> Iterator[Finding]:
    found = made.scoring.type
    if isinstance(leaf, Indicator) and leaf.scale is not None:
        options = found.options
        if found.kind not in ("text", "level", "any") or not options or set(options) - set(leaf.scale.levels):
            yield kind("D105").at(at, found=found.describe(), wanted=Text("、".join(leaf.scale.levels)))
        return
    if found.kind not in ("ratio", "points", "number", "any"):
        yield kind("D105").at(at, found=found.describe(), wanted=join((WORDS["ratio"], WORDS["points"]), "或", " or "))
        return
    high = Fraction(1) if found.kind == "ratio" or leaf.points is None else Fraction(leaf.points)
    if isinstance(leaf, OpenGroup) and found.kind != "ratio":
        yield kind("D105").at(at, found=found.describe(), wanted=WORDS["ratio"])
    elif not (interval := bounds(made.scoring)).within(Fraction(0), high):
        yield kind("D103").at(at, low="0", high=plain(high, 6), found=interval)


def _total(scheme: Scheme) -> Iterator[Finding]:
    if not isinstance(scheme.combine, Sum | NoCombination):
        yield incomplete("combine", "总分只能相加，或没有总分", "a total is a sum, or there is none")
    if not isinstance(scheme.combine, Sum):
        if scheme.grades is not None or scheme.caps:
            yield incomplete("grades", "没有总分就没有等级", "without a total there are no grades")
        return
    if any(n.scale is not None for n in scheme.groups if not isinstance(n, OpenGroup)):
        yield incomplete(
            "combine",
            "等级不能相加成总分",
            "levels do not add up to a total",
            Text('写 combine = "none"', 'state combine = "none"'),
        )
        return
    made = exact_sum(full_marks(node) for node in scheme.groups)
    if made != scheme.full:
        yield kind("D102").at(
            "full",
            found=plain(made),
            wanted=plain(scheme.full),
            stated=plain(scheme.full),
            expected=plain(made),
        )


def _caps(scheme: Scheme) -> Iterator[Finding]:
    known: Iterable[str] = [g.id for g in scheme.grades.grades] if scheme.grades else []
    for n, cap in enumerate(scheme.caps):
        yield from _undeclared(cap.when, f"caps[{n}].when", scheme)
        yield from _unbound(cap.when, f"caps[{n}].when")
        if cap.when.type.kind != "flag" or cap.when.type.table is not None:
            yield kind("D105").at(f"caps[{n}].when", found=cap.when.type.describe(), wanted=WORDS["flag"])
        if cap.grade not in known:
            yield kind("I115").at(
                f"caps[{n}].grade",
                name=cap.grade,
                what=Text("等级", "grade"),
                near=suggestion(cap.grade, known),
            )
