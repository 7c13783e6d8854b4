"""The sheets of a form for a scheme, and for what a submission gives beyond what the scheme asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from perfeval.expressions import Expr, Field, lowered, walk
from perfeval.findings import Lang, Text, say
from perfeval.formats.filled import registers
from perfeval.formats.filled.basics import FIRST, basics
from perfeval.formats.filled.blueprint import HIDDEN
from perfeval.formats.filled.funds import FUNDS, funds
from perfeval.formats.filled.marks import DEDUCTIONS, MARKS, deductions, marks, named
from perfeval.formats.filled.sheets import Sheet, sheet_name
from perfeval.model import LINES, Input, Scheme

MORE = Text("其他内容", "More")
"""The sheet for what no cell can hold."""
_TABLES = {
    "projects": Text("项目", "Projects"),
    "tasks": Text("重点工作", "Key tasks"),
    "targets": Text("绩效指标", "Targets"),
}
_NARRATIVE = Text(
    "写不属于某个指标的文字，如“年度总体工作”。指标的情况说明写在“指标评分”表。",
    "Texts that belong to no indicator, by section. Remarks on indicators stand on the sheet Indicators.",
)
_EVIDENCE = Text(
    "编号由单位自定，“指标评分”“扣分”表用它引用材料。", "The ids are your own; the other sheets name them."
)
_SOURCES = Text(
    "推算的或暂定的数据，在这里注明依据。数据项按路径写，如 projects[0].self_score（第一个项目的自评得分）。",
    "For figures that are inferred or assumed. A figure is named by its path: projects[0].self_score.",
)


def laid_out(scheme: Scheme, given: Mapping[str, Any] | None, lang: Lang) -> list[Sheet]:
    """The sheets of a form.

    Args:
        scheme: what asks for figures.
        given: the document of the submission to fill in, None for an empty form.
        lang: the language of its labels.
    """
    return _Layout(scheme, given, lang).sheets()


class _Layout:
    def __init__(self, scheme: Scheme, given: Mapping[str, Any] | None, lang: Lang) -> None:
        self.scheme, self.given, self.lang = scheme, given, lang
        self.known: Mapping[str, Any] = given or {}
        self.taken = {HIDDEN, MORE.zh, MORE.en.lower()}
        self.figures = list(_figures(scheme))
        self.paths = {figure.path for figure in self.figures}
        self.tables = {figure.declared.table for figure in self.figures} | {
            leaf.rows for leaf in scheme.leaves() if hasattr(leaf, "rows")
        }
        self.department = scheme.kind == "department"

    def sheets(self) -> list[Sheet]:
        """All of them, in their order."""
        return [
            self.first(),
            self.budget(),
            *self.standard(),
            *self.own(),
            *self.judged(),
            *self.texts(),
        ]

    def sheet(self, label: Text) -> Sheet:
        """A new sheet."""
        return Sheet(sheet_name(label[self.lang], self.taken), self.lang, [])

    def first(self) -> Sheet:
        sheet = self.sheet(FIRST)
        title = say("{scheme}（填报表）", "{scheme} (form)", scheme=self.scheme.label)
        staff = self.department or "staff" in self.known or any(path.startswith("staff.") for path in self.paths)
        basics(sheet, title, staff, [each for each in self.scheme.inputs if each.table is None])
        return sheet

    def budget(self) -> Sheet:
        own = self.known.get("budget", {})
        asked = {path.split(".")[1] for path in self.paths if path.startswith("budget.")}
        usual = [line for line in LINES if self.department or line in asked or line == "total"]
        sheet = self.sheet(FUNDS)
        funds(sheet, FUNDS, [*own, *(line for line in usual if line not in own)], self.given and own)
        return sheet

    def standard(self) -> Iterator[Sheet]:
        """Projects, key tasks and targets, where they are asked for or given."""
        columns = {
            "projects": registers.PROJECTS,
            "tasks": registers.TASKS,
            "targets": registers.targets(self.scheme, self.lang),
        }
        for table, asks in columns.items():
            always = table == "projects" and self.department
            if always or table in self.tables or table in self.known:
                sheet = self.sheet(_TABLES[table])
                registers.register(sheet, _TABLES[table], (table,), asks)
                yield sheet

    def own(self) -> Iterator[Sheet]:
        """The scheme's own tables."""
        own: dict[str, list[Input]] = {}
        for each in self.scheme.inputs:
            if each.table is not None and each.table not in _TABLES:
                own.setdefault(each.table, []).append(each)
        for table, columns in own.items():
            label = next((each.table_label for each in columns if each.table_label), Text(table))
            sheet = self.sheet(label)
            registers.register(sheet, label, ("facts", table), registers.own_columns(columns))
            yield sheet

    def judged(self) -> Iterator[Sheet]:
        sheet, taken = self.sheet(MARKS), self.sheet(DEDUCTIONS)
        marks(sheet, MARKS, self.scheme, taken.name)
        yield sheet
        if named(self.scheme, self.lang):
            deductions(taken, DEDUCTIONS, self.scheme)
            yield taken

    def texts(self) -> Iterator[Sheet]:
        problems = ("texts", ("problems",), registers.PROBLEMS)
        improvements = ("texts", ("improvements",), registers.IMPROVEMENTS)
        for label, note, tables in (
            (Text("文字材料", "Narrative"), _NARRATIVE, (("keyed", ("narrative",), registers.NARRATIVE),)),
            (Text("问题与措施", "Problems"), Text("一行填一条。", "One a row."), (problems, improvements)),
            (Text("佐证材料", "Evidence"), _EVIDENCE, (("list", ("evidence",), registers.EVIDENCE),)),
            (Text("数据来源", "Sources"), _SOURCES, (("keyed", ("sources",), registers.sources(self.lang)),)),
        ):
            sheet = self.sheet(label)
            registers.words(sheet, label, note, *tables)
            yield sheet


def _figures(scheme: Scheme) -> Iterator[Field]:
    """The figures that the rules of a scheme name."""
    for node in scheme.nodes():
        for name in ("measure", "scoring", "not_applicable_when", "where", "row_points", "row_label"):
            rule = getattr(node, name, None)
            if isinstance(rule, Expr):
                yield from (each for each in walk(lowered(rule)) if isinstance(each, Field))
    for cap in scheme.caps:
        yield from (each for each in walk(lowered(cap.when)) if isinstance(each, Field))
