"""Whether the levels of a group's children combine to levels of its own."""

from __future__ import annotations

from collections.abc import Iterator

from perfeval.findings import Finding, Text
from perfeval.model.combining import AveragingTable, NoCombination, Ordinal, Sum, WeakestLink
from perfeval.model.declared import incomplete
from perfeval.model.indicators import Group, OpenGroup


def combining(node: Group, at: str) -> Iterator[Finding]:
    """What does not fit between a group's rule, its scale and those of its children."""
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
            row = " ".join(gap)
            advice = Text(f'在 averaging 里补上 "{row}" = "..."', f'add "{row}" = "..." under averaging')
            yield incomplete(at, f"换算表缺少 {row} 一行", f"the table has no row for {row}", advice)
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
