"""The engines that run the cases. A gap names a case that an engine cannot run, with the reason."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import field, frozen
from tests.semantics.expecting import told
from tests.tables.telling import told as by_columns

from perfeval.evaluation import RecordEngine, engine_of, plan, plan_json, read_plan
from perfeval.model import Scheme, Submission

Told = Mapping[str, Any]


@frozen
class Engine:
    """An engine: it tells the facts of many submissions under one scheme and one choice of policies."""

    name: str
    tell: Callable[[Scheme, Sequence[Submission], Mapping[str, Any]], list[Told]]
    gaps: Mapping[str, str] = field(factory=dict)
    silent: frozenset[str] = frozenset()
    """What the engine does not tell at all: engines agree on digits, grades and reasons, not on remarks."""


def by_record(scheme: Scheme, submissions: Sequence[Submission], policies: Mapping[str, Any]) -> list[Told]:
    engine = engine_of(scheme)
    return [told(engine.evaluate(submission, **policies)) for submission in submissions]


def by_sent_plan(scheme: Scheme, submissions: Sequence[Submission], policies: Mapping[str, Any]) -> list[Told]:
    """The record engine, from a plan that travelled as JSON, as workers have it."""
    engine = RecordEngine(read_plan(plan_json(plan(scheme))))
    return [told(engine.evaluate(submission, **policies)) for submission in submissions]


ENGINES = (
    Engine("record", by_record),
    Engine("record-from-json", by_sent_plan),
    Engine("polars", by_columns, silent=frozenset({"findings", "measures"})),
)
