"""Tables held against the record engine, one department after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl
from attrs import frozen
from tests.tables.provinces import IDS, SCHEME, Departments

from perfeval import Judgement, Money, evaluate_table
from perfeval.evaluation import Outcome, engine_of
from perfeval.model import Budget, BudgetLine, Entity, Project, Submission
from perfeval.numbers import round_places

POLICIES: Sequence[dict[str, Any]] = (
    {},
    {"not_applicable": "full"},
    {"on_missing": "zero"},
    {"not_applicable": "none", "on_missing": "zero"},
)


def together(entities: pl.DataFrame, projects: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame | None]:
    """Projects that lie together, in the order of the departments; none without an owner."""
    return entities, projects.filter(projects["entity"] < entities.height)


def scattered(entities: pl.DataFrame, projects: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame | None]:
    """Projects in any order."""
    return entities, projects.sample(fraction=1, shuffle=True, seed=7)


def nested(entities: pl.DataFrame, projects: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame | None]:
    """Projects as a column of lists; a department without any has an empty list."""
    lists = projects.group_by("entity").agg(pl.struct(pl.exclude("entity")).alias("projects"))
    joined = entities.join(lists, on="entity", how="left", maintain_order="left")
    empty = pl.Series([[]], dtype=joined.schema["projects"])
    return joined.with_columns(pl.col("projects").fill_null(empty)), None


LAYOUTS: Sequence[Callable[..., Any]] = (scattered, together, nested)


@frozen
class Compared:
    """What came of a slab."""

    slab: Slab
    differences: tuple[str, ...]
    ties: int
    """Scores that were rounded from exactly half a unit."""


@frozen
class Slab:
    """A number of departments that are evaluated at once."""

    number: int
    size: int

    def compared(self) -> Compared:
        """What tables and records do not agree on, and how often a score lay exactly between two."""
        ties = [0]
        return Compared(self, tuple(self._differences(ties)), ties[0])

    def _differences(self, ties: list[int]) -> Iterator[str]:
        entities, projects = Departments(self.number, huge=self.number % 5 > 1).tables(self.size)
        own, child = LAYOUTS[self.number % len(LAYOUTS)](entities, projects)
        policies = POLICIES[self.number % len(POLICIES)]
        found = evaluate_table(own, SCHEME, projects=child, shares=True, bounds=True, **policies)
        engine = engine_of(SCHEME)
        reasons = _reasons(found.reasons, self.size)
        told = found.scores.rows(named=True)
        for n, submission in enumerate(submissions(entities, projects)):
            right = engine.evaluate(submission, **policies)
            ties[0] += sum(map(_tied, right.outcomes()))
            for what, mine, its in _facts(told[n], reasons[n], right):
                if mine != its:
                    yield f"slab {self.number}, department {n}, {what}: {its}, not {mine}"


def compared(slab: Slab) -> Compared:
    """A slab compared, for processes of their own."""
    return slab.compared()


def _reasons(frame: pl.DataFrame, size: int) -> list[dict[str, set[str]]]:
    found: list[dict[str, set[str]]] = [{} for _ in range(size)]
    for n, id, code, path in frame.select("entity", "indicator", "code", "path").rows():
        found[n].setdefault(id, set()).add(f"{code} {path}")
    return found


def _tied(outcome: Outcome) -> bool:
    if outcome.share is None or outcome.points is None:
        return False
    halves = outcome.share * Fraction(outcome.points) * 2 * 10**SCHEME.places
    return halves.denominator == 1 and halves.numerator % 2 == 1


def _facts(told: dict[str, Any], reasons: dict[str, set[str]], right: Any) -> Iterator[tuple[str, Any, Any]]:
    for name in ("total", "lower", "upper", "grade", "complete"):
        yield name, told[name], getattr(right, name)
    yield "possible_grades", told["possible_grades"], list(right.possible_grades)
    outcomes = {o.id: o for o in right.outcomes()}
    for id in IDS:
        o = outcomes[id]
        yield f"score.{id}", told[f"score.{id}"], o.score
        yield f"status.{id}", told.get(f"status.{id}", "scored"), o.status
        yield f"share.{id}", told[f"share.{id}"], None if o.share is None else round_places(o.share, 12)
        yield f"reasons.{id}", reasons.get(id, set()), {f"{r.code} {r.path}" for r in o.reasons}


def submissions(entities: pl.DataFrame, projects: pl.DataFrame) -> Iterator[Submission]:
    """The same departments as files would bring them."""
    rows: list[list[dict[str, Any]]] = [[] for _ in range(entities.height)]
    for row in projects.filter(projects["entity"] < entities.height).iter_rows(named=True):
        rows[row["entity"]].append(row)
    for single, own in zip(entities.iter_rows(named=True), rows, strict=True):
        yield _submission(single, own)


def _submission(single: dict[str, Any], rows: list[dict[str, Any]]) -> Submission:
    line = BudgetLine(
        "total", adjusted=_money(single["budget.total.adjusted"]), actual=_money(single["budget.total.actual"])
    )
    facts = {name: single[name] for name in ("done", "planned", "satisfaction", "d1", "d2")}
    facts["carry"] = _money(single["carry"])
    return Submission(
        entity=Entity("某局"),
        year=2024,
        budget=Budget([line]),
        projects=[
            Project("项目", adjusted=_money(r["adjusted"]), actual=_money(r["actual"]), self_score=r["self_score"])
            for r in rows
        ],
        facts={name: value for name, value in facts.items() if value is not None},
        judgements={
            id: Judgement(mark) for id in ("i7", "i8", "i9") if (mark := single[f"judgements.{id}"]) is not None
        },
        not_applicable={id: "不涉及" for id in ("i1", "i6", "i9") if single[f"not_applicable.{id}"]},
    )


def _money(amount: int | None) -> Money | None:
    return None if amount is None else Money(Decimal(amount), "元")
