"""Whole submissions for any scheme, generated from what its rules ask for."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Any

from hypothesis import strategies as st

from perfeval.evaluation import engine_of
from perfeval.expressions import Source
from perfeval.model import (
    Budget,
    BudgetLine,
    Deduction,
    Entity,
    Indicator,
    Input,
    Judgement,
    Scheme,
    Staff,
    Submission,
)
from perfeval.testing.strategies.demand import Demand, demand
from perfeval.testing.strategies.rows import CLASSES, RowMaker
from perfeval.testing.strategies.values import Amount, amounts, marks, rarely, value_of

Values = dict[str, Any]

_BASES = st.sampled_from([Decimal("922.01"), Decimal(100), Decimal("0.03"), Decimal(1234567)])
_NAMES = st.sampled_from(["某局", "示例单位"])
_UNITS = st.sampled_from(["万元", "元", ""])
_MOODS = st.sampled_from(["well", "well", "gaps", "faults"])
_EIGHTH, _TWELFTH = st.integers(1, 8), st.integers(1, 12)
_REASON = "本年度没有这项职能"
_UNKNOWN = "方案里没有"


def submissions(scheme: Scheme) -> st.SearchStrategy[Submission]:
    """Submissions that a scheme may meet: complete ones and ones with gaps, values on edges and beside them, zero
    denominators, ties of rounding, values out of bounds, rows that do and do not bring the points of their group,
    statements that something does not apply, names that the scheme does not know.

    Args:
        scheme: any scheme.

    Example:
        >>> from hypothesis import given
        >>> import perfeval
        >>> from perfeval.testing import submissions
        >>> foshan = perfeval.scheme("foshan-2021")
        >>> @given(submissions(foshan))
        ... def stays_within_full_marks(submission):
        ...     total = perfeval.evaluate(submission, foshan).total
        ...     assert total is None or 0 <= total <= 100
        >>> stays_within_full_marks()
    """
    return _submissions(_Key(scheme), faulty=True)


def complete_submissions(scheme: Scheme) -> st.SearchStrategy[Submission]:
    """Submissions that a scheme can evaluate completely: everything given, and usable.

    Args:
        scheme: a scheme for which there are such submissions.

    Example:
        >>> from hypothesis import given
        >>> import perfeval
        >>> from perfeval.testing import complete_submissions
        >>> foshan = perfeval.scheme("foshan-2021")
        >>> @given(complete_submissions(foshan))
        ... def has_a_grade(submission):
        ...     assert perfeval.evaluate(submission, foshan).grade is not None
        >>> has_a_grade()
    """
    engine = engine_of(scheme)
    whole = _submissions(_Key(scheme), faulty=False)
    return whole.filter(lambda submission: engine.evaluate(submission).complete)


class _Key:
    """A scheme as a key: by what it says."""

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.scheme.digest == self.scheme.digest

    def __hash__(self) -> int:
        return hash(self.scheme.digest)

    def __repr__(self) -> str:
        return self.scheme.id


@lru_cache(maxsize=32)
def _ready(key: _Key, near: bool) -> _Ready:
    return _Ready(demand(key.scheme), near)


class _Ready:
    """The strategies for the parts of a submission, made once for a scheme."""

    def __init__(self, asked: Demand, near: bool) -> None:
        self.asked, self.near = asked, near
        self.ids = [node.id for node in asked.scheme.nodes()]
        self.amounts = amounts(asked.edges, near=near)
        self.bases = amounts(asked.edges, near=near, divides=True)
        self.figures = [(figure, self.figure(figure)) for figure in asked.figures]
        self.judgements = {indicator.id: _judgement(indicator, asked.scheme, near) for indicator in asked.judged}
        self.tables = {table: RowMaker(table, columns, asked, near) for table, columns in asked.columns.items()}

    def figure(self, figure: Input) -> st.SearchStrategy[Any]:
        head = figure.path.partition(".")[0]
        if head == "budget" and figure.kind == "money":
            return self.bases if figure.path in self.asked.divisors else self.amounts
        return value_of(figure, self.asked.edges, near=self.near and head != "staff")


@st.composite
def _submissions(draw: st.DrawFn, key: _Key, faulty: bool) -> Submission:
    """A submission in one of three moods: all well, with gaps, with faults."""
    mood = draw(_MOODS) if faulty else "well"
    ready, scheme = _ready(key, mood == "faults"), key.scheme
    base = draw(_BASES)

    def given() -> bool:
        return mood == "well" or draw(_EIGHTH) < 8

    budget: dict[str, Values] = {}
    staff: Values = {}
    facts: Values = {}
    for figure, values in ready.figures:
        if given():
            head, _, rest = figure.path.partition(".")
            value = draw(values)
            if isinstance(value, Amount):
                line, stage = rest.split(".")
                budget.setdefault(line, {})[stage] = value.of(base)
            else:
                (staff if head == "staff" else facts)[rest if head == "staff" else figure.path] = value
    tables: Values = {}
    for table, maker in ready.tables.items():
        if given():
            (tables if table in CLASSES else facts)[table] = tuple(maker.rows(draw, base, gaps=mood == "gaps"))
    judgements = {id: draw(values) for id, values in ready.judgements.items() if given()}
    if mood == "faults" and draw(st.booleans()):
        judgements[_UNKNOWN] = Judgement(points=Decimal(1))
    return Submission(
        entity=Entity(draw(_NAMES)),
        year=2024,
        kind=scheme.kind,
        scheme=scheme.id,
        money_unit=draw(_UNITS),
        budget=Budget([BudgetLine(line, **stages) for line, stages in budget.items()]),
        staff=Staff(**staff),
        facts=facts,
        judgements=judgements,
        not_applicable=_not_applicable(draw, ready.ids) if faulty else {},
        sources=_sources(draw, facts),
        **tables,
    )


def _judgement(indicator: Indicator, scheme: Scheme, near: bool) -> st.SearchStrategy[Judgement]:
    if indicator.scale is not None:
        levels = st.sampled_from([Judgement(level=level) for level in indicator.scale.levels])
        wrong = st.sampled_from([Judgement(level=_UNKNOWN), Judgement(points=Decimal(1)), Judgement(reason="未定")])
        return rarely(levels, wrong) if near else levels
    assert indicator.points is not None  # the one or the other
    points = marks(indicator.points, scheme, near=near)
    given = points.map(lambda found: Judgement(points=found))
    taken = points.map(lambda found: Judgement(deductions=[Deduction(found, "扣分理由")] if found else []))
    return rarely(given | taken, st.just(Judgement(reason="未评"))) if near else given | taken


def _not_applicable(draw: st.DrawFn, ids: list[str]) -> dict[str, str]:
    """Nothing, or some indicators and groups, or all of them, or one that the scheme does not know."""
    how = draw(_TWELFTH)
    if how <= 8:
        return {}
    if how == 12:
        return dict.fromkeys(ids if draw(st.booleans()) else [_UNKNOWN], _REASON)
    return {ids[draw(st.integers(0, len(ids) - 1))]: _REASON for _ in range(how - 8)}


def _sources(draw: st.DrawFn, facts: Values) -> dict[str, Source]:
    """Now and then a source for the first of the facts."""
    if not facts or draw(_TWELFTH) < 10:
        return {}
    return {f"facts.{next(iter(facts))}": Source("年度统计", "inferred")}
