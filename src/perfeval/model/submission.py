"""What a body hands in: valid and frozen. `evaluate` works on nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from attrs import evolve, field, frozen, validators

from perfeval.expressions import Source
from perfeval.findings import NumberError, SubmissionError, Text, UsageError, kind
from perfeval.model.budget import Budget, maybe_money
from perfeval.model.collections import keyed, listed, maybe_listed
from perfeval.model.inputs import maybe_exact, maybe_fraction
from perfeval.numbers import MONEY_UNITS, Money, exact, round_places, to_decimal

Scalar = Decimal | bool | str | date | Money
Row = Mapping[str, Scalar]
Fact = Scalar | tuple[Row, ...]
SubmissionKind = Literal["department", "project"]


@frozen
class Entity:
    """The body that is evaluated."""

    name: str
    """Its name, 单位."""
    code: str = ""
    """Its code, if it has one."""


@frozen
class Staff:
    """Staff figures, None where not given."""

    in_post: Decimal | None = field(default=None, converter=maybe_exact)
    """在职人员数."""
    establishment: Decimal | None = field(default=None, converter=maybe_exact)
    """编制数."""
    employees: Decimal | None = field(default=None, converter=maybe_exact)
    """政府雇员数."""


@frozen
class Project:
    """A project of a department."""

    name: str
    """Its name; hidden in every output where it is classified."""
    original: Money | None = field(default=None, converter=maybe_money)
    """年初预算数."""
    adjusted: Money | None = field(default=None, converter=maybe_money)
    """调整预算数."""
    actual: Money | None = field(default=None, converter=maybe_money)
    """决算数."""
    self_score: Decimal | None = field(default=None, converter=maybe_exact)
    """Its self-evaluation, out of 100."""
    exempt: bool = False
    """免于自评: it need not be self-evaluated."""
    classified: bool = False
    """涉密: exempt, and its name and amounts never appear in output unless asked for."""


@frozen
class Task:
    """A key task of the year."""

    name: str
    """What was to be done."""
    done: bool | None = None
    """Whether it was; None where not known."""
    on_time: bool | None = None
    """Whether it was done in time."""
    up_to_standard: bool | None = None
    """Whether the result met its standard."""


@frozen
class Target:
    """A row of a project sheet: a quantitative target with its actual value, or a qualitative one with its tier."""

    name: str
    """三级指标."""
    group: str | None = None
    """The open group it belongs to: `outputs`, `benefits`, `satisfaction`."""
    kind: str | None = None
    """二级指标: quantity, quality, timeliness, cost ..."""
    points: Decimal | None = field(default=None, converter=maybe_exact)
    """分值."""
    relation: str | None = None
    """`>=`, `<=` or `=`."""
    target: Decimal | None = field(default=None, converter=maybe_exact)
    """年度指标值."""
    actual: Decimal | None = field(default=None, converter=maybe_exact)
    """实际完成值, in the same unit."""
    unit: str = ""
    """Their unit."""
    tier: str | None = None
    """For a qualitative target: the tier reached."""
    degree: Decimal | None = field(default=None, converter=maybe_exact)
    """For a qualitative target: how far it was reached, as a ratio (0.85)."""
    reason: str = ""
    """Why it was missed or far exceeded."""


@frozen
class Deduction:
    """Points taken from a judged indicator, with the reason."""

    points: Decimal = field(converter=exact)
    """How many points."""
    reason: str = ""
    """Why."""
    code: str = ""
    """A reason code, if reviewers use one."""
    evidence: str = ""
    """The id of a piece of evidence."""
    share: Fraction | None = field(default=None, converter=maybe_fraction)
    """The share of the full marks that the reason names (扣30%), to be held against the points."""


@frozen
class Judgement:
    """What an evaluator gave: points, or deductions from the full marks, or a level."""

    points: Decimal | None = field(default=None, converter=maybe_exact)
    """Points given."""
    deductions: tuple[Deduction, ...] | None = field(default=None, converter=maybe_listed)
    """Points taken; an empty list means full marks."""
    level: str | None = None
    """A level of the indicator's scale."""
    reason: str = ""
    """The remark."""
    evidence: tuple[str, ...] = field(default=(), converter=listed)
    """Ids of evidence."""
    code: str = ""
    """A reason code, if reviewers use one."""
    share: Fraction | None = field(default=None, converter=maybe_fraction)
    """The share of the full marks that the reason says was taken, to be held against the points."""


@frozen
class Evidence:
    """A document that supports a figure."""

    id: str
    """Its id, as judgements and deductions name it."""
    title: str
    """What it is."""
    link: str = ""
    """Where it is kept."""


@frozen(kw_only=True)
class Submission:
    """What a department or project hands in. A table that is None was not given; an empty one is empty.

    Raises:
        SubmissionError: judgements that contradict themselves, or an unknown unit of money; all at once.

    Example:
        >>> from perfeval.model import Entity, Submission
        >>> Submission(entity=Entity("市委台港澳办"), year=2021).tasks is None
        True
    """

    entity: Entity
    """Who."""
    year: int
    """The budget year."""
    kind: SubmissionKind = field(default="department", validator=validators.in_(("department", "project")))
    """A whole department, or one project."""
    scheme: str = ""
    """The id of the scheme it was written for."""
    money_unit: str = ""
    """The unit that amounts without one are in, and that amounts are shown in."""
    budget: Budget = Budget()
    """The budget."""
    staff: Staff = Staff()
    """Staff figures."""
    profile: Mapping[str, str] = field(factory=dict, converter=keyed)
    """What else describes the body: sections, functions."""
    projects: tuple[Project, ...] | None = field(default=None, converter=maybe_listed)
    """Its projects."""
    tasks: tuple[Task, ...] | None = field(default=None, converter=maybe_listed)
    """Its key tasks."""
    targets: tuple[Target, ...] | None = field(default=None, converter=maybe_listed)
    """The rows of a project sheet."""
    facts: Mapping[str, Fact] = field(factory=dict, converter=keyed)
    """What the scheme asks for beyond these: by path; a table is a tuple of rows."""
    judgements: Mapping[str, Judgement] = field(factory=dict, converter=keyed)
    """By indicator."""
    not_applicable: Mapping[str, str] = field(factory=dict, converter=keyed)
    """By indicator or group: the reason."""
    narrative: Mapping[str, str] = field(factory=dict, converter=keyed)
    """Text by section or indicator."""
    problems: tuple[str, ...] = field(default=(), converter=listed)
    """存在问题."""
    improvements: tuple[str, ...] = field(default=(), converter=listed)
    """改进措施."""
    evidence: tuple[Evidence, ...] = field(default=(), converter=listed)
    """Supporting documents."""
    sources: Mapping[str, Source] = field(factory=dict, converter=keyed)
    """Where single values come from, by path: `projects[0].self_score`, `facts.satisfaction`."""

    def __attrs_post_init__(self) -> None:
        faults = [fault for id, j in self.judgements.items() for fault in _contradictions(id, j)]
        if self.money_unit and self.money_unit not in MONEY_UNITS:
            faults.append(
                kind("I111").at("money_unit", found=self.money_unit, options="、".join(MONEY_UNITS), near=Text())
            )
        if faults:
            raise SubmissionError(faults)

    def with_self_score(self, project: str, share: Fraction, places: int | None = None) -> Submission:
        """The submission with a project's self-score, out of 100, set from its own evaluation.

        Args:
            project: the name of the project.
            share: its total as a share of the full marks.
            places: to how many decimals the score is rounded, half up; needed where it would not end.

        Raises:
            UsageError: no project of that name, or several.
            NumberError: a score that does not end, and no `places`.
        """
        projects = self.projects or ()
        found = sum(p.name == project for p in projects)
        if not found:
            raise UsageError(kind("I115").at("projects", name=project, what=Text("项目", "project"), near=Text()))
        if found > 1:
            raise UsageError(kind("I105").at("projects", key=project))
        try:
            score = to_decimal(share * 100) if places is None else round_places(share * 100, places)
        except ValueError as error:
            limit = Text(
                "得分除不尽，请给出 places（保留几位小数）",
                "the score does not end: state places, the decimals to keep",
            )
            raise NumberError(kind("I107").at("share", limit=limit)) from error
        return evolve(self, projects=[evolve(p, self_score=score) if p.name == project else p for p in projects])


def _contradictions(id: str, judgement: Judgement) -> list[Any]:
    given = [n for n in ("points", "deductions", "level") if getattr(judgement, n) is not None]
    if len(given) < 2:
        return []
    detail = Text(f"同时给了 {' 与 '.join(given)}", f"{' and '.join(given)} are given together")
    return [kind("I114").at(f"judgements.{id}", detail=detail)]
