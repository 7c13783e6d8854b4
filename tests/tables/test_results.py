"""The result of a table: wide, tidy, always the same columns; registered schemes agree with single evaluations."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evaluation.generating import case
from tests.tables.telling import by_record

import perfeval
from perfeval import Grades, Group, Indicator, Input, Scheme, evaluate, evaluate_table, linear, names
from perfeval.evaluation import plan
from perfeval.model import Entity, Submission, Target
from perfeval.numbers import round_places
from perfeval.tables import framed, needs, uniform_schema

INPUTS = (Input("rate", "ratio", "比率", low=0, out_of=100),)
SCHEME = Scheme(
    id="results",
    label="结果",
    inputs=INPUTS,
    grades=Grades({"优": 90, "差": 0}),
    groups=[
        Group(
            "all",
            "合计",
            [
                Indicator("rate", "比率", 60, measure=names(INPUTS).rate, scoring=linear(full="95%")),
                Indicator("work", "工作", 40),
            ],
        ),
    ],
)
OFFICES = pl.DataFrame(
    {
        "entity": [3, 1, 2],
        "rate": [90, 96, None],
        "judgements.work": [40, 20, 30],
        "not_applicable.work": [False, True, False],
    }
)


def test_the_order_of_the_input_stays() -> None:
    found = evaluate_table(OFFICES, SCHEME)
    assert found.scores["entity"].to_list() == [3, 1, 2]
    assert found.scores["total"].to_list() == [Decimal("96.84"), 100, None]
    assert found.scores["grade"].to_list() == ["优", "优", None]
    assert found.scores["status.work"].to_list() == ["scored", "not_applicable", "scored"]
    assert found.reasons.rows() == [(2, "rate", None, "not_given", "rate")]
    assert found.recorded == 0
    assert found.findings.is_empty()


def test_tidy() -> None:
    tidy = evaluate_table(OFFICES, SCHEME, shares=True).tidy()
    assert tidy.columns == ["entity", "indicator", "points", "status", "score", "level", "share"]
    assert tidy.filter(entity=3, indicator="rate").rows() == [
        (3, "rate", 60, "scored", Decimal("56.84"), None, Decimal("0.947368421053"))
    ]
    assert tidy.filter(entity=1, indicator="work")["status"].to_list() == ["not_applicable"]
    assert tidy.height == 9


def test_tidy_under_redistribute_tells_the_points_of_each_entity() -> None:
    tidy = evaluate_table(OFFICES, SCHEME, not_applicable="redistribute").tidy()
    points = {(e, id): p for e, id, p in tidy.select("entity", "indicator", "points").rows()}
    assert points[3, "rate"] == 60
    assert points[1, "rate"] == 100


@pytest.mark.parametrize("policy", ["rescale", "redistribute"])
@pytest.mark.parametrize("asked", [{}, {"bounds": True, "shares": True}])
def test_uniform_columns_whatever_the_data(policy: str, asked: dict[str, Any]) -> None:
    schemas = []
    for frame in (OFFICES, OFFICES.drop("not_applicable.work").drop_nulls(), OFFICES.clear()):
        found = evaluate_table(frame, SCHEME, not_applicable=policy, **asked)
        uniform = found.uniform()
        wanted = uniform_schema(plan(SCHEME), found.asked, {"entity": pl.Int64()})
        assert uniform.schema == pl.Schema(wanted)
        schemas.append(uniform.schema)
        assert uniform["total"].to_list() == found.scores["total"].to_list()
    assert schemas[0] == schemas[1] == schemas[2]


def test_uniform_reasons() -> None:
    reasons = evaluate_table(OFFICES, SCHEME).uniform()["reasons"].to_list()
    assert reasons == [[], [], [{"indicator": "rate", "row": None, "code": "not_given", "path": "rate"}]]


def test_bounds() -> None:
    found = evaluate_table(OFFICES, SCHEME, bounds=True).scores.filter(entity=2)
    assert found.select("total", "lower", "upper").rows() == [(None, 30, 90)]
    assert found["possible_grades"].to_list() == [["优", "差"]]


def test_no_entities_at_all() -> None:
    found = evaluate_table(OFFICES.clear(), SCHEME, bounds=True, shares=True, rows=True)
    assert found.scores.height == found.reasons.height == found.rows.height == found.tidy().height == 0


# registered schemes, as anyone calls them


def targets(seed: int) -> list[Target]:
    """Targets of a sheet that bring each group's points, but for some."""
    kinds = [
        ("outputs", 25),
        ("outputs", 25),
        ("benefits", 15),
        ("benefits", 15),
        ("satisfaction", 10 + (seed % 7 == 6)),
    ]
    found = []
    for n, (group, points) in enumerate(kinds):
        which = (seed + n) % 5
        if which < 3:
            told: Mapping[str, Any] = {
                "relation": (">=", "<=", "=")[which],
                "target": 7,
                "actual": (seed * (n + 3)) % 11 if seed % 5 else None,
            }
        else:
            told = {"tier": ("reached", "partly", "missed")[seed % 3], "degree": Decimal(seed % 100) / 100}
        found.append(Target(f"指标{n}", group=group, points=points, **told))
    return found


def test_project_sheets() -> None:
    scheme = perfeval.scheme("mof-2020-project")
    sheets = [
        Submission(
            entity=Entity(f"项目{n}"),
            kind="project",
            year=2022,
            budget=perfeval.Budget([perfeval.BudgetLine("total", adjusted=f"{n * 7}元", actual=f"{n * 5}元")]),
            targets=targets(n) if n % 13 else None,
        )
        for n in range(120)
    ]
    agrees(scheme, sheets)


def test_foshan() -> None:
    scheme = perfeval.scheme("foshan-2021")
    whole = perfeval.load("examples/foshan-2021/hmt-office.toml")
    agrees(scheme, [whole])


def agrees(scheme: Scheme, submissions: list[Submission]) -> None:
    """Whether a table tells what single evaluations tell, digit for digit, through the public functions."""
    tables = framed(submissions, needs(plan(scheme)))
    found = evaluate_table(tables.entities, scheme, tables=tables.children, absent=True, rows=True, shares=True)
    scores, rows = found.scores.rows(named=True), found.rows.rows(named=True)
    for n, submission in enumerate(submissions):
        right = evaluate(submission, scheme)
        assert (scores[n]["total"], scores[n].get("grade")) == (right.total, right.grade)
        told = {f"{r['group']}[{r['row']}]": (r["score"], r["points"], r["share"]) for r in rows if r["entity"] == n}
        for o in right.outcomes():
            share = None if o.share is None else round_places(o.share, 12)
            if o.kind == "row":
                assert told.pop(o.id) == (o.score, o.points, share)
            elif o.score is not None or o.status != "scored":
                assert scores[n][f"score.{o.id}"] == o.score
        assert told == {}


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 2**32))
def test_decimals_of_any_scheme(seed: int) -> None:
    scheme, submissions = case(seed, 3)
    tables = framed(submissions, needs(plan(scheme)))
    found = evaluate_table(tables.entities, scheme, tables=tables.children, absent=True, bounds=True, shares=True)
    wanted = by_record(scheme, submissions, {})
    for n, row in enumerate(found.uniform().rows(named=True)):
        assert row.get("total") == wanted[n]["total"]
        assert row.get("grade") == wanted[n]["grade"]
        assert set(row.get("possible_grades") or ()) == wanted[n]["possible_grades"]
        ids = [name.removeprefix("status.") for name in row if name.startswith("status.")]
        assert {id for id in ids if row[f"status.{id}"] == "not_applicable"} <= wanted[n]["not_applicable"]
        assert {id: row.get(f"score.{id}") for id in ids} == {id: wanted[n]["scores"][id] for id in ids}
    assert found.tidy().height == len(submissions) * len(
        [c for c in found.uniform().columns if c.startswith("status.")]
    )
