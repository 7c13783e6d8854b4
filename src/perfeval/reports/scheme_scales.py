"""The ordinal scales of a scheme and the tables by which levels are averaged, each told once."""

from __future__ import annotations

from collections.abc import Iterator

from perfeval.findings import Text, say
from perfeval.model import AveragingTable, Group, OpenGroup, Ordinal, Scheme
from perfeval.model.wording import scale_words
from perfeval.reports.content import Block, Code, Column, Fact, Facts, Row, Section, Table

_SCALES = (
    Column(Text("等级标度（由低到高）", "ordinal scale, lowest first")),
    Column(Text("用于", "used by")),
)
_AVERAGING = (
    Column(Text("下级的等级（不分先后）", "levels below, in any order"), whole=True),
    Column(Text("得出", "make"), whole=True),
)
_MANY = 6


def scale_section(scheme: Scheme) -> Section | None:
    """Scales and averaging tables, None where there are none."""
    scales: dict[Ordinal, list[str]] = {}
    tables: dict[AveragingTable, list[str]] = {}
    for node in scheme.nodes():
        if not isinstance(node, OpenGroup) and node.scale is not None:
            scales.setdefault(node.scale, []).append(node.id)
        if isinstance(node, Group) and isinstance(node.combine, AveragingTable):
            tables.setdefault(node.combine, []).append(node.id)
    if not scales:
        return None
    rows = [Row((scale_words(scale), _users(users))) for scale, users in scales.items()]
    blocks: list[Block] = [Table(_SCALES, rows)]
    return Section("scales", Text("等级标度与换算", "Scales and averaging"), blocks, _averaging(tables))


def _averaging(tables: dict[AveragingTable, list[str]]) -> Iterator[Section]:
    for n, (table, users) in enumerate(tables.items(), start=1):
        rows = [Row((" ".join(levels), made)) for levels, made in table.rows]
        used = Facts([Fact(Text("用于", "used by"), _users(users))])
        title = say("换算表 {n}", "Averaging table {n}", n=n)
        yield Section(f"averaging-{n}", title, [used, Table(_AVERAGING, rows)])


def _users(ids: list[str]) -> list[Code | Text]:
    """Who uses it; of many the first, and how many there are."""
    listed: list[Code | Text] = [Code(", ".join(ids[:_MANY]))]
    if len(ids) > _MANY:
        listed.append(say("等 {n} 项", "and others, {n} in all", n=len(ids)))
    return listed
