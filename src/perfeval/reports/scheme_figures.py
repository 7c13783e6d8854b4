"""The figures of a scheme: its parameters, the inputs it declares, and what it takes of the standard vocabulary."""

from __future__ import annotations

from collections.abc import Iterator

from perfeval.expressions import words
from perfeval.findings import Text
from perfeval.model import STANDARD, Group, Input, Scheme
from perfeval.model.wording import basis, input_bounds, input_type
from perfeval.reports.content import Code, Column, Part, Row, Section, Table
from perfeval.reports.scheme_nodes import paths, reads

_PARAMETERS = (
    Column(Text("参数", "parameter"), whole=True),
    Column(Text("值", "value"), right=True, whole=True),
    Column(Text("说明", "meaning")),
    Column(Text("依据", "basis")),
)
_NAME, _MEANING, _TYPE = (
    Column(Text("输入项", "input"), whole=True),
    Column(Text("说明", "meaning")),
    Column(Text("类型与范围", "type and bounds")),
)
_USED = Column(Text("用于", "used by"))
_BASIS = Column(Text("依据", "basis"))


def figure_sections(scheme: Scheme) -> Iterator[Section]:
    """Sections for parameters and inputs, where there are any."""
    if scheme.parameters:
        rows = [Row((Code(p.name), words(p), p.label, basis(p.source))) for p in scheme.parameters]
        yield Section("parameters", Text("参数", "Parameters"), [Table(_PARAMETERS, rows)])
    users = _users(scheme)
    if scheme.inputs:
        rows = [Row((Code(i.path), i.label, _typed(i), users.get(i.path, ()), basis(i.source))) for i in scheme.inputs]
        table = Table((_NAME, _MEANING, _TYPE, _USED, _BASIS), rows)
        yield Section("inputs", Text("填报的数据", "Figures it asks for"), [table])
    tables = {i.table for i in STANDARD}
    standard = [i for i in STANDARD if i.path in users]
    rows = [Row((Code(i.path), i.label, _typed(i), users.get(i.path, ()))) for i in standard]
    rows += [Row((Code(path), "", "", by)) for path, by in users.items() if path in tables]
    if rows:
        title = Text("用到的标准数据", "Figures of the standard vocabulary")
        yield Section("standard", title, [Table((_NAME, _MEANING, _TYPE, _USED), rows)])


def _typed(i: Input) -> tuple[Text, Text]:
    return input_type(i), input_bounds(i)


def _users(scheme: Scheme) -> dict[str, list[Part]]:
    """The paths that are read, each with the ids of the indicators and the labels of the caps that read it."""
    found: dict[str, list[Part]] = {}
    for node in scheme.nodes():
        if not isinstance(node, Group):
            for path in reads(node):
                found.setdefault(path, []).append(Code(node.id))
    for cap in scheme.caps:
        for path in dict.fromkeys(paths(cap.when)):
            found.setdefault(path, []).append(cap.label)
    return found
