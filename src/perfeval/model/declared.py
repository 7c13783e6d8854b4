"""What a scheme declares, and whether its rules name only that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from perfeval.expressions import Expr, Field, Parameter, suggestion, walk
from perfeval.expressions.names import UNDECLARED
from perfeval.expressions.textform.tokens import is_name
from perfeval.expressions.types import short
from perfeval.findings import Finding, Text, kind
from perfeval.model.binding import awarded
from perfeval.model.indicators import Indicator
from perfeval.model.inputs import Input
from perfeval.model.submission import Project, Target, Task
from perfeval.model.vocabulary import STANDARD

if TYPE_CHECKING:
    from perfeval.model.scheme import Scheme

_ROWS = {"projects": Project, "tasks": Task, "targets": Target}
_STANDARD = frozenset(i.path for i in STANDARD)
_NEVER_NAMES = frozenset({"measure", "full", "awarded", "judgements", "points", "true", "false", "and", "or", "not"})


def incomplete(location: str, zh: str, en: str, advice: Text | None = None) -> Finding:
    """A definition that lacks something or contradicts itself."""
    return kind("D106").at(
        location, detail=Text(zh, en), advice=advice or Text("补全或改正定义", "complete or mend it")
    )


def declarations(scheme: Scheme) -> Iterator[Finding]:
    """Names that cannot be used or are taken, columns without their table, bounds and defaults that make no sense."""
    yield from _names(scheme)
    for declared in scheme.inputs:
        yield from _column(declared)
        yield from _values(declared)


def _names(scheme: Scheme) -> Iterator[Finding]:
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


def _column(i: Input) -> Iterator[Finding]:
    own_name = i.path.rpartition(".")[2]
    if i.table is not None and not i.path.startswith(f"{i.table}."):
        yield incomplete(
            f"inputs.{i.path}",
            f"表 {i.table} 的列，名称要以“{i.table}.”开头",
            f'the name of a column of {i.table} begins with "{i.table}."',
            Text(f'写作 [inputs."{i.table}.{own_name}"]', f'write [inputs."{i.table}.{own_name}"]'),
        )
    own = _ROWS.get(i.table or "")
    if own is not None and not hasattr(own, i.path.removeprefix(f"{i.table}.")):
        yield incomplete(
            f"inputs.{i.path}",
            f"{i.table} 的行没有这一列",
            f"the rows of {i.table} have no such column",
            Text("另设一张表", "declare a table of your own"),
        )


def _values(i: Input) -> Iterator[Finding]:
    if i.low is not None and i.high is not None and i.low > i.high:
        low, high = short(i.low), short(i.high)
        yield incomplete(
            f"inputs.{i.path}",
            f"下限 {low} 高于上限 {high}",
            f"the lower bound {low} is above the upper bound {high}",
            Text("把 low 与 high 的值对调", "exchange low and high"),
        )
    if i.out_of is not None and i.high is not None and i.high >= i.out_of > 1:
        yield incomplete(
            f"inputs.{i.path}",
            f"上限 {short(i.high)} 是 out_of 的 {short(i.high)} 倍：上下限按比率写，不按分数写",
            f"the upper bound is {short(i.high)} times out_of: bounds are ratios, not marks",
            Text("满分写 high = 1，零分写 low = 0", "write high = 1 for full marks, low = 0 for none"),
        )
    if i.out_of is not None and (i.kind != "ratio" or i.out_of <= 0):
        yield incomplete(f"inputs.{i.path}", "out_of 是比率的满分，要大于 0", "out_of is for a ratio, and above 0")
    if i.default is not None and i.kind != "flag":
        yield incomplete(f"inputs.{i.path}", "只有是非项可以有默认值", "only a flag has a default")


def undeclared(rule: Expr, at: str, scheme: Scheme) -> Iterator[Finding]:
    """Figures and parameters of a rule that the scheme does not declare, or not so."""
    parameters = {p.name: p for p in scheme.parameters}
    for node in walk(rule):
        if isinstance(node, Field):
            known = _figure(node.path, scheme)
            if known is None or known.declared != node.declared:
                yield kind("D202").at(at, name=node.path, near=suggestion(node.path, scheme.figures) or UNDECLARED)
            elif _claims_more(node, known):
                yield incomplete(
                    at,
                    f"规则里“{node.path}”的上下限比声明的窄，不能据以证明得分不越界",
                    f'the bounds of "{node.path}" in the rule are narrower than those declared, so they prove nothing',
                    Text(
                        "用 names(...) 取得数据，不自己写 Field(...)", "take figures from names(...), not by Field(...)"
                    ),
                )
        if isinstance(node, Parameter) and not node.name.startswith("points.") and parameters.get(node.name) != node:
            yield kind("D202").at(at, name=node.name, near=suggestion(node.name, parameters) or UNDECLARED)


def _figure(path: str, scheme: Scheme) -> Field | None:
    """The figure of that path as it is declared, or as the indicator says that a judgement is for."""
    if path in scheme.figures:
        return scheme.figures[path].figure()
    judged = (node for node in scheme.nodes() if isinstance(node, Indicator) and path == f"judgements.{node.id}")
    return next((awarded(indicator) for indicator in judged), None)


def _claims_more(node: Field, known: Field) -> bool:
    """Whether a figure in a rule has narrower bounds than its declaration grants."""
    low = node.low is not None and (known.low is None or known.low < node.low)
    high = node.high is not None and (known.high is None or known.high > node.high)
    return low or high
