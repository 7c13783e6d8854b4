"""What columns cannot hold goes to the record engine, and comes back as columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl
from attrs import evolve, frozen

from perfeval.evaluation import Evaluation, Outcome, Plan, RecordEngine
from perfeval.model import Submission
from perfeval.numbers import round_places
from perfeval.tables.points import total_unit
from perfeval.tables.program import SHARE_PLACES, Asked, Form
from perfeval.tables.worked import REASONS, ROWS, Worked

Recall = Callable[[Sequence[int]], Sequence[Submission]]
"""Gives the submissions at some places."""

_DTYPES: Mapping[Form, type[pl.DataType]] = {
    "units": pl.Int64,
    "total_units": pl.Int64,
    "share": pl.Int64,
    "flag": pl.Boolean,
    "text": pl.String,
    "rank": pl.Int8,
}


@frozen(eq=False)
class Recording:
    """The record engine of a plan, for some entities of tables."""

    plan: Plan
    record: RecordEngine
    asked: Asked
    recall: Recall

    def overlaid(self, worked: Worked, far: pl.Series) -> Worked:
        """What columns worked out, with the record engine's rows in place of those that they cannot hold."""
        if not far.any():
            return worked
        places = far.arg_true()
        mine = self._worked(places.to_list(), worked.forms, worked.frame.schema)
        whole = pl.concat([worked.frame.filter(~far), mine.frame], how="vertical_relaxed")
        order = pl.concat([(~far).arg_true(), places])
        kept = worked.rows.filter(~far.gather(worked.rows["place"]))
        return evolve(
            worked,
            frame=whole[order.arg_sort()],
            reasons=pl.concat([worked.reasons, mine.reasons]),
            rows=pl.concat([kept, mine.rows]),
            recorded=mine.recorded,
        )

    def whole(self, height: int, nodes: Sequence[str]) -> Worked:
        """Everything by the record engine: rules that integers cannot hold, such as sums of quotients."""
        return self._worked(range(height), self._forms(nodes), None)

    def _worked(self, places: Sequence[int], forms: Mapping[str, Form], schema: pl.Schema | None) -> Worked:
        policies = {"not_applicable": self.asked.not_applicable, "on_missing": self.asked.on_missing}
        found = [self.record.evaluate(s, **policies) for s in self.recall(places)]  # type: ignore[arg-type]
        frame = self._frame(found, forms, schema)
        return Worked(frame, forms, _reasons(found, places), self._rows(found, places), len(found))

    def _forms(self, nodes: Sequence[str]) -> dict[str, Form]:
        """Every column that a result can have."""
        plan, forms = self.plan, dict[str, Form]()
        if plan.totals:
            forms |= {"total": "total_units"}
        forms |= {"complete": "flag"}
        if plan.totals and self.asked.bounds:
            forms |= {"lower": "total_units", "upper": "total_units"}
        if plan.grades is not None:
            forms |= {"grade": "rank", **({"uncapped": "rank"} if plan.caps else {})}
            if self.asked.bounds:
                forms |= {f"possible.{n}": "flag" for n in range(len(plan.grades.grades))}
        for id in nodes:
            forms |= {f"score.{id}": "units", f"level.{id}": "text", f"absent.{id}": "flag", f"unscored.{id}": "flag"}
            if self.asked.shares:
                forms |= {f"share.{id}": "share"}
            if self.asked.not_applicable == "redistribute":
                forms |= {f"points.{id}": "total_units"}
        return forms

    def _frame(self, found: Sequence[Evaluation], forms: Mapping[str, Form], schema: pl.Schema | None) -> pl.DataFrame:
        outcomes = [{o.id: o for o in evaluation.outcomes()} for evaluation in found]
        columns = []
        for name, form in forms.items():
            values = [self._output(name, e, o) for e, o in zip(found, outcomes, strict=True)]
            columns.append(pl.Series(name, values, dtype=_DTYPES[form] if schema is None else schema[name]))
        return pl.DataFrame(columns)

    def _output(self, name: str, e: Evaluation, outcomes: Mapping[str, Outcome]) -> Any:
        head, _, id = name.partition(".")
        grades = self.plan.grades
        match head:
            case "total" | "lower" | "upper":
                return _in_units(getattr(e, head), total_unit(self.plan))
            case "complete":
                return e.complete
            case "grade" | "uncapped":
                found = getattr(e, head)
                return None if found is None or grades is None else grades.rank(found)
            case "possible":
                return grades is not None and grades.grades[int(id)].id in e.possible_grades
        return self._of_outcome(head, outcomes[id])

    def _of_outcome(self, head: str, outcome: Outcome) -> Any:
        match head:
            case "score":
                return _in_units(outcome.score, 10**self.plan.places)
            case "level":
                return outcome.level
            case "absent":
                return outcome.status == "not_applicable"
            case "unscored":
                return outcome.status == "unscored"
            case "points":
                return _in_units(outcome.points, total_unit(self.plan))
        return _share(outcome)

    def _rows(self, found: Sequence[Evaluation], places: Sequence[int]) -> pl.DataFrame:
        """The rows of open groups, as the record engine tells them."""
        unit, rows = total_unit(self.plan), []
        for place, evaluation in zip(places, found, strict=True) if self.asked.rows else ():
            for o in (o for o in evaluation.outcomes() if o.kind == "row"):
                absent, score = o.status == "not_applicable", _in_units(o.score, 10**self.plan.places)
                rows.append((place, o.group, _row(o), absent, _in_units(o.points, unit), score, _share(o)))
        return pl.DataFrame(rows, schema=dict(ROWS), orient="row")


def _reasons(found: Sequence[Evaluation], places: Sequence[int]) -> pl.DataFrame:
    """The reasons that the record engine names."""
    rows = []
    for place, evaluation in zip(places, found, strict=True):
        for o in evaluation.outcomes():
            id, row = (o.group, _row(o)) if o.kind == "row" else (o.id, None)
            for code, path in dict.fromkeys((reason.code, reason.path) for reason in o.reasons):
                rows.append((place, id, row, code, path))
    return pl.DataFrame(rows, schema=dict(REASONS), orient="row")


def _row(outcome: Outcome) -> int:
    return int(outcome.id[len(outcome.group) + 1 : -1])


def _share(outcome: Outcome) -> int | None:
    share = outcome.share
    return None if share is None else _in_units(round_places(share, SHARE_PLACES), 10**SHARE_PLACES)


def _in_units(value: Decimal | None, unit: int) -> int | None:
    return None if value is None else int(Fraction(value) * unit)
