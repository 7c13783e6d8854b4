"""Figures of a submission replaced by others, each by the path that rules and findings name it by."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from attrs import evolve, fields

from perfeval.expressions import suggestion
from perfeval.findings import Finding, PerfevalError, SubmissionError, Text, kind, say
from perfeval.model.budget import Budget, BudgetLine
from perfeval.model.submission import Fact, Project, Staff, Submission, Target, Task
from perfeval.model.vocabulary import LINES, STAGES, STANDARD
from perfeval.numbers import Money, exact, fraction, normalise, read_written, to_decimal

_ROW = re.compile(r"(?P<table>[^\[\]]+)\[(?P<row>.+)\]\.(?P<column>[^.\[\]]+)", re.DOTALL)
_ROWS: Final[Mapping[str, type]] = {"projects": Project, "tasks": Task, "targets": Target}
_Read = Callable[[Any, Submission, Any], Any]
_TABLES: Final = {i.table: i.table_label for i in STANDARD if i.table}
_FLAG = Text("是非值", "true or false")
_WORDS = Text("文字", "a text")


def corrected(submission: Submission, facts: Mapping[str, Fact]) -> Submission:
    """The submission with other figures.

    Args:
        submission: what was handed in.
        facts: by path: `satisfaction`, `budget.total.actual`, `staff.in_post`, `tasks[0].done`, and rows by name,
            `targets[开放天数].actual`. A path that is none of these is a fact of the scheme's own.

    Raises:
        SubmissionError: rows or lines that are not there, values that cannot be read; all at once.

    Example:
        >>> from perfeval.model import Entity, Submission, Target
        >>> from perfeval.model.correcting import corrected
        >>> own = Submission(entity=Entity("A"), year=2021, targets=[Target("开放天数", actual=312, unit="天")])
        >>> corrected(own, {"targets[开放天数].actual": "290天"}).targets[0].actual
        Decimal('290')
    """
    faults: list[Finding] = []
    for path, value in facts.items():
        try:
            submission = _corrected(submission, path, value)
        except PerfevalError as error:
            faults += [evolve(finding, location=f"facts.{path}") for finding in error.findings]
    if faults:
        raise SubmissionError(faults)
    return submission


def _corrected(submission: Submission, path: str, value: Fact) -> Submission:
    head, _, rest = path.partition(".")
    if found := _ROW.fullmatch(path):
        return _in_row(submission, found["table"], found["row"], found["column"], value)
    if head == "budget" and rest.count(".") == 1:
        return evolve(submission, budget=_budget(submission, rest, value))
    if head == "staff" and rest:
        _known(rest, [a.name for a in fields(Staff)])
        return evolve(submission, staff=evolve(submission.staff, **{rest: exact(value)}))
    return evolve(submission, facts={**submission.facts, path: value})


def _budget(submission: Submission, figure: str, value: Fact) -> Budget:
    id, _, stage = figure.partition(".")
    _known(stage, STAGES)
    amount: dict[str, Any] = {stage: _money(value, submission)}
    own = submission.budget
    line = own.line(id)
    if line is None:
        _known(id, LINES)
        return Budget((*own.lines, evolve(BudgetLine(id), **amount)))
    changed = evolve(line, **amount)
    return Budget(changed if each is line else each for each in own.lines)


def _in_row(submission: Submission, table: str, row: str, column: str, value: Fact) -> Submission:
    own: Any = getattr(submission, table) if table in _ROWS else submission.facts.get(table)
    rows: tuple[Any, ...] = own if isinstance(own, tuple) else ()
    n = row_number(rows, row, table)
    if table not in _ROWS:
        changed = [{**each, column: value} if n == m else each for m, each in enumerate(rows)]
        return evolve(submission, facts={**submission.facts, table: tuple(changed)})
    _known(column, [a.name for a in fields(_ROWS[table])])
    made = _column(rows[n], table, column, value, submission)
    change: dict[str, Any] = {table: [made if n == m else each for m, each in enumerate(rows)]}
    return evolve(submission, **change)


def row_number(rows: tuple[Any, ...], row: str, table: str) -> int:
    """The number of a row that is named by its number, from 0, or by its name.

    Raises:
        UsageError: no such row, or several.
    """
    names = [each.get("name") if isinstance(each, Mapping) else each.name for each in rows]
    found = [n for n, name in enumerate(names) if _bare(name) == _bare(row)]
    if not found and row.isascii() and row.isdigit() and len(row) < 10 and int(row) < len(rows):
        return int(row)
    if len(found) > 1:
        raise SubmissionError(kind("I105").at("", key=row))
    if not found:
        label = _TABLES.get(table, Text(table))
        what = say("{table}中的行", "row of {table}", table=label)
        raise SubmissionError(kind("I115").at("", name=row, what=what, near=suggestion(row, filter(None, names))))
    return found[0]


def _bare(name: Any) -> str:
    return "".join(normalise(name).split()) if isinstance(name, str) else ""


def _column(row: Any, table: str, column: str, value: Fact, submission: Submission) -> Any:
    read: _Read = _READ.get((table, column), _words)
    return evolve(row, **{column: read(value, submission, row)})


def _money(value: Fact, submission: Submission, _: Any = None) -> Money:
    return value if isinstance(value, Money) else Money.read(value, submission.money_unit or None)


def _number(value: Fact, _: Submission, row: Any) -> Decimal:
    return exact(value)


def _flag(value: Fact, _: Submission, row: Any) -> bool:
    if not isinstance(value, bool):
        raise SubmissionError(kind("I103").at("", wanted=_FLAG, found=_WORDS, advice=Text()))
    return value


def _words(value: Fact, _: Submission, row: Any) -> str:
    if not isinstance(value, str):
        raise SubmissionError(kind("I103").at("", wanted=_WORDS, found=Text("数字", "a number"), advice=Text()))
    return value


def _degree(value: Fact, _: Submission, row: Any) -> Decimal:
    return to_decimal(fraction(value))


def _actual(value: Fact, _: Submission, row: Target) -> Decimal:
    """A number in the row's own unit."""
    if not isinstance(value, str):
        return exact(value)
    written = read_written(value)
    if written.unit not in ("", row.unit):
        detail = Text(
            f"这里的单位是 {written.unit}，自评的是 {row.unit or '（无）'}",
            f"the unit is {written.unit} here and {row.unit or 'none'} in the self-evaluation",
        )
        raise SubmissionError(kind("I114").at("", detail=detail))
    return written.value


_READ: Final[Mapping[tuple[str, str], _Read]] = {
    **{("projects", stage): _money for stage in ("original", "adjusted", "actual")},
    ("projects", "self_score"): _number,
    ("projects", "exempt"): _flag,
    ("projects", "classified"): _flag,
    **{("tasks", name): _flag for name in ("done", "on_time", "up_to_standard")},
    **{("targets", name): _actual for name in ("actual", "target")},
    ("targets", "points"): _number,
    ("targets", "degree"): _degree,
}


def _known(name: str, options: Any) -> None:
    if name not in options:
        what = Text("项", "key")
        raise SubmissionError(kind("I115").at("", name=name, what=what, near=suggestion(name, options)))
