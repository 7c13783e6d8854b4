"""What the engine of columns tells, as evaluations: as far as engines have to agree, and no further."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from perfeval.evaluation import Evaluation, Identity, Outcome, Plan, Policies, plan
from perfeval.evaluation.missing import Reason
from perfeval.evaluation.plan import PlannedGroup, PlannedNode, PlannedRows
from perfeval.model import Scheme, Submission
from perfeval.tables import Asked, TableEvaluation, Way, engine_for, framed
from perfeval.tables.results import presented


def by_columns(scheme: Scheme, submissions: Sequence[Submission]) -> list[Evaluation]:
    """Evaluations from one table of all submissions; they lack names of rows, measures and findings.

    Example:
        >>> from perfeval.model import Entity, Indicator, Judgement, Scheme, Submission
        >>> from perfeval.testing.columns import by_columns
        >>> toy = Scheme(id="toy", label="示例", groups=[Indicator("work", "工作", 100)])
        >>> own = Submission(entity=Entity("某局"), year=2024, judgements={"work": Judgement("87.5")})
        >>> by_columns(toy, [own])[0].total
        Decimal('87.50')
    """
    made = plan(scheme)
    engine = engine_for(made)
    asked = Asked(made.not_applicable, made.on_missing, bounds=True, shares=True, rows=True)
    tables = framed(submissions, engine.needs)
    worked = engine.evaluate(tables, asked, Way(), absent=True, recall=lambda places: [submissions[n] for n in places])
    found = presented(worked, made, asked, tables.entities, tables.keys, tables.entities.clear())
    return _Telling(made, found).evaluations(submissions)


class _Telling:
    """Makes evaluations out of the rows of a result."""

    def __init__(self, plan: Plan, found: TableEvaluation) -> None:
        self.plan = plan
        self.scores = found.uniform().to_dicts()
        self.rows: dict[tuple[int, str], list[dict[str, Any]]] = {}
        for row in found.rows.to_dicts():
            self.rows.setdefault((row[found.keys[0]], row["group"]), []).append(row)
        self.points = {(row[found.keys[0]], row["indicator"]): row["points"] for row in found.tidy().to_dicts()}

    def evaluations(self, submissions: Sequence[Submission]) -> list[Evaluation]:
        return [self._evaluation(n, row, s) for n, (row, s) in enumerate(zip(self.scores, submissions, strict=True))]

    def _evaluation(self, n: int, row: Mapping[str, Any], submission: Submission) -> Evaluation:
        plan = self.plan
        groups, bonus, penalties = (
            tuple(self._outcome(n, row, node, "") for node in nodes)
            for nodes in (plan.groups, plan.bonus, plan.penalties)
        )
        return Evaluation(
            scheme=plan.scheme,
            label=plan.label,
            edition=plan.edition,
            entity=submission.entity.name,
            year=submission.year,
            groups=groups,
            bonus=bonus,
            penalties=penalties,
            full=plan.full if plan.totals else None,
            total=row.get("total"),
            grade=row.get("grade"),
            uncapped=row.get("uncapped"),
            complete=row["complete"],
            lower=row.get("lower"),
            upper=row.get("upper"),
            possible_grades=tuple(row.get("possible_grades") or ()),
            policies=Policies(plan.not_applicable, plan.on_missing, plan.places, plan.rounding),
            identity=Identity(digest=plan.digest),
        )

    def _outcome(self, n: int, row: Mapping[str, Any], node: PlannedNode, group: str) -> Outcome:
        reasons = [r for r in row["reasons"] if r["indicator"] == node.id]
        children: tuple[Outcome, ...] = ()
        if isinstance(node, PlannedGroup):
            children = tuple(self._outcome(n, row, child, node.id) for child in node.children)
        elif isinstance(node, PlannedRows):
            of_rows = {r["row"]: [x for x in reasons if x["row"] == r["row"]] for r in reasons}
            children = tuple(self._row(one, node, of_rows) for one in self.rows.get((n, node.id), []))
        return Outcome(
            node.id,
            node.label,
            "group" if isinstance(node, PlannedGroup) else "open" if isinstance(node, PlannedRows) else "indicator",
            group,
            self.points[n, node.id],
            row[f"status.{node.id}"],
            _fraction(row.get(f"share.{node.id}")),
            row.get(f"score.{node.id}"),
            row.get(f"level.{node.id}"),
            None,
            tuple(Reason(r["code"], r["path"]) for r in reasons if r["row"] is None),
            children=children,
        )

    def _row(self, row: Mapping[str, Any], node: PlannedRows, reasons: Mapping[int, list[Any]]) -> Outcome:
        return Outcome(
            f"{node.id}[{row['row']}]",
            node.label,
            "row",
            node.id,
            row["points"],
            row["status"],
            _fraction(row["share"]),
            row["score"],
            reasons=tuple(Reason(r["code"], r["path"]) for r in reasons.get(row["row"], ())),
        )


def _fraction(share: Decimal | None) -> Fraction | None:
    return None if share is None else Fraction(share)
