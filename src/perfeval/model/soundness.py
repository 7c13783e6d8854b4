"""Everything that can be wrong with a scheme, found at once when it is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from perfeval.expressions import suggestion
from perfeval.expressions.types import WORDS
from perfeval.findings import Finding, Text, kind
from perfeval.model.combinable import combining
from perfeval.model.combining import NoCombination, Sum
from perfeval.model.declared import declarations, incomplete, undeclared
from perfeval.model.indicators import Group, Node, OpenGroup, full_marks
from perfeval.model.ruling import CONDITION, leaf_faults, unbound
from perfeval.numbers import exact_sum, plain

if TYPE_CHECKING:
    from perfeval.model.scheme import Scheme

_MOST_PARTS = 12


def faults_of(scheme: Scheme) -> list[Finding]:
    """All faults, in the order of the scheme."""
    return [
        *_ids(scheme),
        *declarations(scheme),
        *(fault for node in scheme.groups for fault in _node(node, scheme)),
        *(fault for i in (*scheme.bonus, *scheme.penalties) for fault in leaf_faults(i, scheme)),
        *_total(scheme),
        *_caps(scheme),
    ]


def _ids(scheme: Scheme) -> Iterator[Finding]:
    if not scheme.id or any(c.isspace() or c in ":/\\" for c in scheme.id):
        yield incomplete(
            "id",
            f"方案标识“{scheme.id}”不能为空或含空白、冒号、斜线",
            f'the scheme\'s id "{scheme.id}" is empty, or holds spaces, colons or slashes',
            Text("用连字符连接，如 town-2024", "join its parts by hyphens: town-2024"),
        )
    ids = Counter(node.id for node in scheme.nodes())
    for twice in (id for id, times in ids.items() if times > 1):
        yield kind("D101").at(f"indicators.{twice}", id=twice)
    for node in scheme.nodes():
        if not node.id or any(c.isspace() or c in "[]" for c in node.id):
            yield incomplete(
                f"indicators.{node.id}",
                f"标识“{node.id}”不能为空或含空白、方括号",
                f'the id "{node.id}" is empty, or holds spaces or brackets',
                Text("用下划线连接，如 budget_making", "join its words by underscores: budget_making"),
            )
    if not any(True for _ in scheme.leaves()):
        yield incomplete("groups", "方案没有指标", "the scheme has no indicator")


def _node(node: Node, scheme: Scheme) -> Iterator[Finding]:
    if not isinstance(node, Group):
        yield from leaf_faults(node, scheme)
        return
    for child in node.children:
        yield from _node(child, scheme)
    at = f"indicators.{node.id}"
    if not node.children:
        yield incomplete(at, "分组是空的", "the group is empty")
    if node.points is not None and node.points != (made := full_marks(node)):
        yield kind("D102").at(
            at,
            found=_sum(node.children),
            wanted=plain(node.points),
            stated=plain(node.points),
            expected=plain(made),
        )
    yield from combining(node, at)


def _sum(nodes: Sequence[Node]) -> str:
    """What nodes add up to, with the parts where they are few."""
    parts = [plain(full_marks(node)) for node in nodes]
    total = plain(exact_sum(full_marks(node) for node in nodes))
    return f"{' + '.join(parts)} = {total}" if 1 < len(parts) <= _MOST_PARTS else total


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
            found=_sum(scheme.groups),
            wanted=plain(scheme.full),
            stated=plain(scheme.full),
            expected=plain(made),
        )


def _caps(scheme: Scheme) -> Iterator[Finding]:
    known: Iterable[str] = [g.id for g in scheme.grades.grades] if scheme.grades else []
    for n, cap in enumerate(scheme.caps):
        yield from undeclared(cap.when, f"caps[{n}].when", scheme)
        yield from unbound(cap.when, f"caps[{n}].when")
        if cap.when.type.kind != "flag" or cap.when.type.table is not None:
            yield kind("D105").at(
                f"caps[{n}].when", found=cap.when.type.describe(), wanted=WORDS["flag"], advice=CONDITION
            )
        if cap.grade not in known:
            yield kind("I115").at(
                f"caps[{n}].grade",
                name=cap.grade,
                what=Text("等级", "grade"),
                near=suggestion(cap.grade, known)
                or Text(f"等级有 {'、'.join(known)}", f"the grades are {', '.join(known)}"),
            )
