"""A plan travels as JSON and evaluates the same on the other side."""

from __future__ import annotations

import json

import pytest

import perfeval
from perfeval.evaluation import RecordEngine, plan, plan_json, read_plan
from perfeval.findings import FormatError

FOSHAN = "examples/foshan-2021/hmt-office.toml"


@pytest.mark.parametrize("id", ["foshan-2021", "mof-2020-project"])
def test_round_trip(id: str) -> None:
    made = plan(perfeval.scheme(id))
    assert read_plan(plan_json(made)) == made
    assert plan_json(read_plan(plan_json(made))) == plan_json(made)


def test_levels_tables_and_dates_travel() -> None:
    pefa = perfeval.Ordinal(("D", "C", "B", "A"), missing="D*", missing_counts_as="D")
    due = perfeval.Input("handed_in", "date", "报送日期")
    the = perfeval.names([due])
    from datetime import date

    scheme = perfeval.Scheme(
        id="mixed",
        label="混合",
        inputs=[due],
        combine=perfeval.NoCombination(),
        groups=[
            perfeval.Group(
                "pi",
                "PI",
                [
                    perfeval.Indicator("one", "1", scale=pefa),
                    perfeval.Indicator(
                        "two", "2", scale=pefa, scoring=perfeval.choose(the.handed_in <= date(2024, 3, 1), "A", "D")
                    ),
                ],
                combine=perfeval.AveragingTable({"A A": "A"} | {f"{a} {b}": "C" for a, b in PAIRS}),
                scale=perfeval.Ordinal(("D", "C", "B", "A")),
            )
        ],
    )
    travelled = read_plan(plan_json(plan(scheme)))
    assert travelled == plan(scheme)
    handed = perfeval.Submission(
        entity=perfeval.Entity("某局"),
        year=2024,
        facts={"handed_in": date(2024, 2, 1)},
        judgements={"one": perfeval.Judgement(level="A")},
    )
    assert RecordEngine(travelled).evaluate(handed)["pi"].level == "A"


PAIRS = [(a, b) for n, a in enumerate("DCBA") for b in "DCBA"[n:] if (a, b) != ("A", "A")]


def test_the_travelled_plan_gives_the_same_evaluation() -> None:
    handed = perfeval.load(FOSHAN)
    made = plan(perfeval.scheme("foshan-2021"))
    assert RecordEngine(read_plan(plan_json(made))).evaluate(handed) == RecordEngine(made).evaluate(handed)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"format": "perfeval.plan/2", "plan": {}}',
        '{"format": "perfeval.plan/1", "plan": {}}',
        '{"format": "perfeval.plan/1", "plan": {"": "Nothing"}}',
        '{"format": "perfeval.plan/1", "plan": {"": "Decimal", "of": "1"}}',
        '{"format": "perfeval.plan/1", "plan": {"": "Plan"}}',
        '{"format": "perfeval.plan/1", "plan": 7}',
        "[" * 100_000,
    ],
)
def test_what_is_no_plan_is_refused(text: str) -> None:
    with pytest.raises(FormatError):
        read_plan(text)


def test_no_function_of_a_plugin_is_left_in_it() -> None:
    names = {node[""] for node in walk(json.loads(plan_json(plan(perfeval.scheme("foshan-2021")))))}
    assert "linear" not in names
    assert {"Plan", "Extreme", "Total", "Parameter"} <= names


def walk(value: object) -> list[dict[str, str]]:
    if isinstance(value, list):
        return [found for item in value for found in walk(item)]
    if isinstance(value, dict):
        return ([value] if "" in value else []) + [found for item in value.values() for found in walk(item)]
    return []
