"""The standard vocabulary: budget, staff, projects, tasks and targets, which every scheme may use undeclared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from perfeval.expressions import Field, Names, Parameter
from perfeval.findings import Text, say
from perfeval.model.inputs import Input, figures

STAGES: Mapping[str, Text] = {
    "original": Text("年初预算数", "original"),
    "adjusted": Text("调整预算数", "adjusted"),
    "actual": Text("决算数", "actual"),
}
"""The three stages of a budget."""

LINES: Mapping[str, Text] = {
    "total": Text("合计", "total"),
    "basic": Text("基本支出", "basic"),
    "personnel": Text("人员经费", "personnel"),
    "operating": Text("日常公用经费", "operating"),
    "project": Text("项目支出", "project"),
    "capital": Text("基本建设类项目", "capital construction"),
    "transfers_up": Text("上缴上级支出", "transfers up"),
    "business": Text("经营支出", "business"),
    "subsidies": Text("对附属单位补助支出", "subsidies"),
}
"""The lines of a department's budget."""

PARTS: Mapping[str, str] = {
    "basic": "total",
    "project": "total",
    "transfers_up": "total",
    "business": "total",
    "subsidies": "total",
    "personnel": "basic",
    "operating": "basic",
}
"""Which line is a part of which: the parts of a line add up to it."""

OF_WHICH: Mapping[str, str] = {"capital": "project"}
"""Which line is printed as "of which" under another, without adding up to it."""

RELATIONS = (">=", "<=", "=")

_PROJECTS = Text("项目", "projects")
_TASKS = Text("重点工作", "key tasks")
_TARGETS = Text("绩效指标", "targets")


def _budget() -> Iterable[Input]:
    for line, line_label in LINES.items():
        for stage, stage_label in STAGES.items():
            label = say("{line}{stage}", "{line} {stage}", line=line_label, stage=stage_label)
            yield Input(f"budget.{line}.{stage}", "money", label, low=0)


def _project(name: str, label: Text, kind: str = "money") -> Input:
    return Input(f"projects.{name}", kind, label, low=0, table="projects", table_label=_PROJECTS)  # type: ignore[arg-type]


def _flag(table: str, name: str, label: Text, table_label: Text, default: bool | None = None) -> Input:
    return Input(f"{table}.{name}", "flag", label, table=table, table_label=table_label, default=default)


def _target(name: str, kind: str, label: Text, **more: object) -> Input:
    return Input(f"targets.{name}", kind, label, table="targets", table_label=_TARGETS, **more)  # type: ignore[arg-type]


STANDARD: tuple[Input, ...] = (
    *_budget(),
    Input("staff.in_post", "quantity", Text("在职人员数", "staff in post"), unit="人", low=0),
    Input("staff.establishment", "quantity", Text("编制数", "establishment"), unit="人", low=0),
    Input("staff.employees", "quantity", Text("政府雇员数", "government employees"), unit="人", low=0),
    Input("projects.name", "text", Text("项目名称", "project"), table="projects", table_label=_PROJECTS),
    _project("original", STAGES["original"]),
    _project("adjusted", STAGES["adjusted"]),
    _project("actual", STAGES["actual"]),
    Input(
        "projects.self_score",
        "ratio",
        Text("项目自评得分", "self-score"),
        low=0,
        high=1,
        out_of=100,
        table="projects",
        table_label=_PROJECTS,
    ),
    _flag("projects", "exempt", Text("免于自评", "exempt"), _PROJECTS, False),
    Input("tasks.name", "text", Text("重点工作", "key task"), table="tasks", table_label=_TASKS),
    _flag("tasks", "done", Text("已完成", "done"), _TASKS),
    _flag("tasks", "on_time", Text("按时完成", "on time"), _TASKS),
    _flag("tasks", "up_to_standard", Text("质量达标", "up to standard"), _TASKS),
    _target("name", "text", Text("三级指标", "target")),
    _target("group", "text", Text("一级指标", "level-1 group")),
    _target("kind", "text", Text("二级指标", "level-2 kind")),
    _target("points", "points", Text("分值", "points"), low=0),
    _target("relation", "text", Text("关系", "relation"), options=RELATIONS),
    _target("target", "quantity", Text("年度指标值", "target value")),
    _target("actual", "quantity", Text("实际完成值", "actual value")),
    _target("unit", "text", Text("单位", "unit")),
    _target("tier", "text", Text("完成情况", "tier")),
    _target("degree", "ratio", Text("完成程度", "degree"), low=0, high=1),
)
"""Every figure of the standard vocabulary."""


def names(inputs: Iterable[Input] = (), parameters: Iterable[Parameter] = ()) -> Names:
    """The names that a scheme's rules may use: the standard vocabulary, its own inputs and parameters.

    Example:
        >>> from perfeval.expressions import render
        >>> from perfeval.model import names
        >>> the = names()
        >>> render(the.budget.total.actual / the.budget.total.adjusted)
        'budget.total.actual / budget.total.adjusted'
    """
    return Names([*_standard(), *figures(inputs)], parameters)


@cache
def _standard() -> tuple[Field, ...]:
    return figures(STANDARD)
