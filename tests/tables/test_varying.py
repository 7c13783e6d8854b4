"""Points and parameters as columns: what each entity gets is what the scheme gives it, changed for it alone."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import perfeval
from perfeval import (
    Budget,
    BudgetLine,
    Entity,
    Evaluation,
    FormatError,
    Judgement,
    PerfevalError,
    Project,
    Submission,
    evaluate,
    evaluate_table,
)
from perfeval.evaluation import plan
from perfeval.tables import TableEvaluation, framed, needs

pytestmark = pytest.mark.slow

FOSHAN = perfeval.scheme("foshan-2021")
JUDGED = ("budgeting", "performance", "finance", "project_management", "assets", "benefit")

shares = st.sampled_from([None, None, "90%", "87.5%", "100%", "0%", "about 9"])
marks = st.sampled_from([None, None, "10", "8", "19", "9", "9.5", "18.12", "-1", "many"])
changes = st.fixed_dictionaries(
    {
        "parameters.spending_full": shares,
        "parameters.satisfaction_full": shares,
        "points.budgeting": marks,
        "points.finance": marks,
    }
)
amounts = st.integers(0, 2000).map(lambda n: f"{n}元")


@st.composite
def submissions(draw: st.DrawFn) -> Submission:
    known = st.none() | amounts
    return Submission(
        entity=Entity("某局"),
        year=2021,
        budget=Budget([BudgetLine("total", adjusted=draw(known), actual=draw(known))]),
        projects=[
            Project(f"项目{n}", adjusted=draw(known), self_score=draw(st.none() | st.integers(0, 100)))
            for n in range(draw(st.integers(0, 2)))
        ],
        judgements={id: Judgement(draw(st.integers(0, 5))) for id in JUDGED if draw(st.booleans())},
    )


def alone(submission: Submission, changed: Mapping[str, str | None]) -> Evaluation | list[tuple[str, str]]:
    """The evaluation by a scheme changed for one entity; what is wrong with it where it is none."""

    def of(head: str) -> dict[str, str]:
        return {name.removeprefix(head): value for name, value in changed.items() if value and name.startswith(head)}

    try:
        return evaluate(submission, FOSHAN.with_points(of("points.")).with_parameters(of("parameters.")))
    except PerfevalError as error:
        return [(f.code, f.location or "points") for f in error.findings]


def together(given: list[tuple[Submission, dict[str, str | None]]], **asked: Any) -> TableEvaluation:
    tables = framed([submission for submission, _ in given], needs(plan(FOSHAN)))
    columns = [pl.Series(name, [change[name] for _, change in given], dtype=pl.String) for name in given[0][1]]
    entities = tables.entities.with_columns(columns)
    return evaluate_table(entities, FOSHAN, tables=tables.children, absent=True, bounds=True, **asked)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(submissions(), changes), min_size=1, max_size=6))
def test_each_entity_has_its_own_scheme(handed: list[tuple[Submission, dict[str, str | None]]]) -> None:
    found = together(handed)
    assert found.scores["entity"].to_list() == list(range(len(handed)))
    for (submission, change), row in zip(handed, found.scores.rows(named=True), strict=True):
        expected = alone(submission, change)
        why = found.reasons.filter(pl.col("entity") == row["entity"]).select("indicator", "code", "path").rows()
        if not isinstance(expected, Evaluation):
            assert {(code, path) for _, code, path in why} == set(expected)
            assert (row["total"], row["lower"], row["grade"], row["complete"]) == (None, None, None, False)
            assert {row[f"status.{outcome}"] for outcome in ("spending", "budgeting")} == {"unscored"}
            continue
        assert (row["total"], row["grade"], row["complete"]) == (expected.total, expected.grade, expected.complete)
        assert (row["lower"], row["upper"]) == (expected.lower, expected.upper)
        assert {o.id: row[f"score.{o.id}"] for o in expected.indicators()} == {
            o.id: o.score for o in expected.indicators()
        }
        assert set(why) == {(o.id, r.code, r.path) for o in expected.indicators() for r in o.reasons}
        for o in expected.indicators():
            assert row.get(f"points.{o.id}", o.points) == o.points


OFFICE = {"entity": ["甲局", "乙局", "丙局"], **{f"judgements.{id}": [5, 5, 5] for id in JUDGED}}


def offices(**more: Any) -> pl.DataFrame:
    return pl.DataFrame({**OFFICE, **{name.replace("__", "."): values for name, values in more.items()}})


def test_the_result_tells_the_points_that_differ_and_every_form_of_it_agrees() -> None:
    points = {
        "points__budgeting": [None, Decimal("9.25"), Decimal(12)],
        "points__finance": [None, Decimal("19.75"), Decimal(12)],
    }
    found = evaluate_table(offices(**points), FOSHAN, absent=True)
    assert found.scores["points.budgeting"].to_list() == [10, Decimal("9.25"), None]
    assert found.scores["status.budgeting"].to_list() == ["scored", "scored", "unscored"]
    tidy = found.tidy().filter(indicator="finance").select("entity", "points", "status").rows()
    assert tidy[:2] == [("甲局", 19, "scored"), ("乙局", Decimal("19.75"), "scored")]
    uniform = found.uniform()
    assert [len(reasons) for reasons in uniform["reasons"]] == [5, 5, 10]
    assert uniform.height == 3
    assert uniform["score.finance"].to_list() == [5, 5, None]


def test_a_row_without_changes_is_the_scheme_itself() -> None:
    changed = evaluate_table(offices(parameters__spending_full=[None, " ", ""]), FOSHAN, absent=True)
    assert changed.scores.equals(evaluate_table(offices(), FOSHAN, absent=True).scores)


@pytest.mark.parametrize(
    ("column", "values", "code"),
    [
        ("points__budgetting", ["10", "10", "10"], "I115"),
        ("parameters__spending", ["95%", "95%", "95%"], "I115"),
        ("parameters__spending_full", [0.95, 0.95, 0.95], "I103"),
        ("points__budgeting", [True, True, False], "I103"),
    ],
)
def test_columns_that_cannot_be_meant_stop_everything(column: str, values: list[Any], code: str) -> None:
    with pytest.raises(FormatError) as raised:
        evaluate_table(offices(**{column: values}), FOSHAN, absent=True)
    assert [(f.code, f.location) for f in raised.value.findings] == [(code, column.replace("__", "."))]
