"""What is handed in: the tree of a budget, submissions that contradict themselves, reviews, readings, inputs."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from perfeval.expressions import Source, render
from perfeval.findings import NumberError, RuleError, SubmissionError, Text, UsageError
from perfeval.model import (
    INPUT_KINDS,
    LINES,
    OF_WHICH,
    PARTS,
    STAGES,
    STANDARD,
    Budget,
    BudgetLine,
    Deduction,
    Entity,
    Evidence,
    Figure,
    Input,
    Judgement,
    Project,
    Review,
    Staff,
    Submission,
    Target,
    Task,
    figures,
    names,
)
from perfeval.numbers import Money

OFFICE = Submission(
    entity=Entity("市委台港澳办"),
    year=2021,
    money_unit="万元",
    projects=[Project("对台交流", "185万元", "87.2万元", "59.6万元"), Project("涉密", exempt=True, classified=True)],
    facts={"satisfaction": Decimal("96.37"), "notes": "x"},
    judgements={"budgeting": Judgement(10), "assets": Judgement(deductions=[])},
)


def found(make: Any, error: type[Exception] = SubmissionError) -> list[tuple[str, str]]:
    with pytest.raises(error) as caught:
        make()
    return [(f.code, f.location) for f in caught.value.findings]  # type: ignore[attr-defined]


# budgets


BUDGET = Budget(
    [
        BudgetLine("basic", "669.53万元", "834.81万元", "825.18万元"),
        BudgetLine("personnel", "625.22万元", "766.53万元", "761.04万元"),
        BudgetLine("operating", "44.31万元", "68.28万元", "64.14万元"),
        BudgetLine("project", "185万元", "87.2万元", "59.6万元"),
        BudgetLine("capital", "0元", "0元", "0元"),
        BudgetLine("travel", actual="3万元", label="差旅费", of_which="operating"),
        BudgetLine("loose", actual=Money("3", "元")),
        BudgetLine("total", "854.53万元", "922.01万元", "884.78万元"),
    ]
)


def test_a_budget_is_a_tree() -> None:
    def ids(lines: tuple[BudgetLine, ...]) -> list[str]:
        return [line.id for line in lines]

    assert ids(BUDGET.parts("total")) == ["basic", "project"]
    assert ids(BUDGET.parts("basic")) == ["personnel", "operating"]
    assert ids(BUDGET.of_which("project")) == ["capital"]
    assert ids(BUDGET.of_which("operating")) == ["travel"]
    assert BUDGET.parts("project") == BUDGET.of_which("total") == ()
    assert BUDGET.line("travel").label == Text("差旅费")  # type: ignore[union-attr]
    assert BUDGET.line("basic").label == LINES["basic"]  # type: ignore[union-attr]
    assert BUDGET.line("loose").part_of is None  # type: ignore[union-attr]
    assert BUDGET.line("loose").label == Text()  # type: ignore[union-attr]
    assert BUDGET.line("nothing") is None
    assert Budget().lines == ()


@pytest.mark.parametrize("stage", STAGES)
def test_the_published_budget_cross_foots(stage: str) -> None:
    for whole in ("total", "basic"):
        parts = sum(getattr(part, stage).yuan for part in BUDGET.parts(whole))
        assert parts == getattr(BUDGET.line(whole), stage).yuan


def test_links_of_ones_own() -> None:
    line = BudgetLine("personnel", part_of=None, of_which="basic")
    assert (line.part_of, line.of_which) == (None, "basic")
    assert BudgetLine("a", part_of="nowhere").part_of == "nowhere"
    assert Budget([BudgetLine("a", part_of="nowhere")]).parts("nowhere")[0].id == "a"


def test_a_line_twice_or_part_of_itself() -> None:
    lines = [BudgetLine("a"), BudgetLine("a"), BudgetLine("b", part_of="b"), BudgetLine("c", of_which="c")]
    assert found(lambda: Budget(lines)) == [("I105", "budget.a"), ("I114", "budget.b"), ("I114", "budget.c")]


@pytest.mark.parametrize(
    ("amount", "code"), [("12.5", "I110"), (12, "I110"), ("12.5万", "I111"), ("x", "I106"), (1.5, "I108")]
)
def test_money_comes_with_its_unit(amount: Any, code: str) -> None:
    for make in (lambda: BudgetLine("a", amount), lambda: Project("p", actual=amount)):
        with pytest.raises(NumberError) as error:
            make()
        assert [f.code for f in error.value.findings] == [code]


def test_lines_and_their_links_are_of_one_vocabulary() -> None:
    assert set(PARTS) | set(PARTS.values()) | set(OF_WHICH) | set(OF_WHICH.values()) == set(LINES)
    assert not set(PARTS) & set(OF_WHICH)


# submissions


def test_a_table_that_was_not_given_is_none_and_an_empty_one_is_empty() -> None:
    plain = Submission(entity=Entity("A"), year=2021)
    assert (plain.projects, plain.tasks, plain.targets) == (None, None, None)
    given = Submission(entity=Entity("A"), year=2021, projects=[], tasks=iter([Task("t")]), targets=())
    assert (given.projects, given.tasks, given.targets) == ((), (Task("t"),), ())


def test_judgements_that_contradict_themselves_and_a_strange_unit_all_at_once() -> None:
    bad = {
        "a": Judgement(5, deductions=[Deduction(1)]),
        "b": Judgement(5),
        "c": Judgement(deductions=[], level="A"),
        "d": Judgement(5, [], "A"),
        "e": Judgement(),
    }
    assert found(lambda: Submission(entity=Entity("A"), year=2021, judgements=bad, money_unit="万")) == [
        ("I114", "judgements.a"),
        ("I114", "judgements.c"),
        ("I114", "judgements.d"),
        ("I111", "money_unit"),
    ]


def test_kinds_are_closed_and_collections_its_own() -> None:
    with pytest.raises(ValueError, match="'kind' must be"):
        Submission(entity=Entity("A"), year=2021, kind="province")  # type: ignore[arg-type]
    facts: dict[str, Any] = {"a": True, "day": date(2021, 12, 31)}
    made = Submission(entity=Entity("A"), year=2021, facts=facts)
    facts["b"] = False
    assert set(made.facts) == {"a", "day"}
    with pytest.raises(AttributeError):
        made.year = 2022  # type: ignore[misc]


@pytest.mark.parametrize(
    "make",
    [
        lambda: Judgement(9.5),
        lambda: Deduction(0.5),
        lambda: Staff(in_post=16.0),
        lambda: Target("t", target=0.5),
        lambda: Project("p", self_score=98.5),
    ],
)
def test_a_float_is_refused_with_advice(make: Any) -> None:
    with pytest.raises(NumberError) as error:
        make()
    (finding,) = error.value.findings
    assert finding.code == "I108"
    assert finding.advice.en


def test_figures_are_exact() -> None:
    assert Staff("16").in_post == 16
    assert Target("t", points="2.50", degree="0.85").points == Decimal("2.50")
    assert Judgement(deductions=[Deduction("0.5", "late")]).deductions == (Deduction(Decimal("0.5"), "late"),)
    assert Evidence("1", "report").link == ""


def test_a_project_takes_over_its_own_evaluation() -> None:
    own = OFFICE.with_self_score("对台交流", Fraction("0.985"))
    assert own.projects is not None
    assert own.projects[0].self_score == Decimal("98.5")
    assert own.projects[1].self_score is None
    assert OFFICE.projects is not None
    assert OFFICE.projects[0].self_score is None
    assert own.with_self_score("对台交流", Fraction(1)).projects[0].self_score == 100  # type: ignore[index]


@pytest.mark.parametrize("submission", [OFFICE, Submission(entity=Entity("A"), year=2021)])
def test_a_project_that_is_not_there(submission: Submission) -> None:
    assert found(lambda: submission.with_self_score("对台", Fraction(1)), UsageError) == [("I115", "projects")]


# reviews and readings


def test_a_review_lies_over_the_self_evaluation() -> None:
    review = Review(
        reviewer="B",
        facts={"satisfaction": Decimal(90)},
        judgements={"assets": Judgement(4), "finance": Judgement(15)},
        remarks={"assets": "late"},
    )
    seen = review.over(OFFICE)
    assert seen.facts == {"satisfaction": Decimal(90), "notes": "x"}
    assert {k: v.points for k, v in seen.judgements.items()} == {"budgeting": 10, "assets": 4, "finance": 15}
    assert evolve(seen, facts=OFFICE.facts, judgements=OFFICE.judgements) == OFFICE
    assert OFFICE.facts["satisfaction"] == Decimal("96.37")
    assert Review(reviewer="B").over(OFFICE) == OFFICE


def test_a_review_may_not_contradict_itself_either() -> None:
    review = Review(reviewer="B", judgements={"assets": Judgement(4, level="A")})
    assert found(lambda: review.over(OFFICE)) == [("I114", "judgements.assets")]


def test_a_figure_is_what_is_printed() -> None:
    rate = Figure("funds[合计].rate", "95.8%", Decimal("95.8"), 1, "%")
    assert rate.exact == Fraction("0.958")
    assert Figure("funds[合计].actual", "about 885").exact is None
    assert [Figure("funds[合计].actual", raw).blank for raw in ("", " — ", "/", "0")] == [True, True, True, False]


# inputs


def test_an_input_is_a_figure_with_its_bounds() -> None:
    made = Input("a.b", "quantity", "数", unit="人", low="0", high="95%", options=[], source=Source("x"))
    node = made.figure()
    assert (node.path, node.type.kind, node.type.unit, node.low, node.high) == (
        *("a.b", "quantity", "人"),
        *(Fraction(0), Fraction(19, 20)),
    )
    assert figures([made]) == (node,)
    column = Input("rows.x", "level", options="AB", table="rows", table_label="行").figure()
    assert (column.type.table, column.type.options, column.rows_label) == ("rows", ("A", "B"), Text("行"))
    assert Input("x", "money").figure().low is None


def test_bounds_are_exact() -> None:
    with pytest.raises(NumberError) as error:
        Input("a", "ratio", low=0.5)
    assert [f.code for f in error.value.findings] == ["I108"]


def test_a_self_score_is_rounded_where_that_is_asked_for() -> None:
    third = Fraction(1, 3)
    for places, score in ((2, "33.33"), (0, "33"), (4, "33.3333")):
        project = (OFFICE.with_self_score("对台交流", third, places=places).projects or ())[0]
        assert str(project.self_score) == score
    assert str(OFFICE.with_self_score("对台交流", Fraction("0.33335"), 2).projects[0].self_score) == "33.34"  # type: ignore[index]


def test_a_self_score_that_does_not_end_needs_places() -> None:
    with pytest.raises(NumberError) as error:
        OFFICE.with_self_score("对台交流", Fraction(1, 3))
    (finding,) = error.value.findings
    assert (finding.code, finding.location) == ("I107", "share")
    assert "places" in finding.message.en
    assert "places" in finding.message.zh


def test_a_self_score_is_of_one_project() -> None:
    twice = evolve(OFFICE, projects=[Project("a"), Project("b"), Project("a")])
    assert found(lambda: twice.with_self_score("a", Fraction(1)), UsageError) == [("I105", "projects")]
    assert found(lambda: evolve(OFFICE, projects=None).with_self_score("a", Fraction(1)), UsageError) == [
        ("I115", "projects")
    ]
    assert [p.self_score for p in twice.with_self_score("b", Fraction(1)).projects or ()] == [None, 100, None]


def test_every_kind_of_input_makes_a_figure() -> None:
    for kind in INPUT_KINDS:
        assert Input("x", kind).figure().type.kind == kind


def test_the_standard_vocabulary() -> None:
    the = names()
    assert len({i.path for i in STANDARD}) == len(STANDARD)
    for declared in STANDARD:
        assert declared.label.zh
        assert declared.label.en
        assert the[declared.path].type.kind == declared.kind
    assert {i.table for i in STANDARD} == {None, "projects", "tasks", "targets"}
    for line in LINES:
        for stage in STAGES:
            assert render(the[f"budget.{line}.{stage}"]) == f"budget.{line}.{stage}"
    for model, table in ((Project, "projects"), (Task, "tasks"), (Target, "targets")):
        columns = {i.path.partition(".")[2] for i in STANDARD if i.table == table}
        assert {c for c in columns if not hasattr(model, c)} == set()


def test_names_suggest() -> None:
    with pytest.raises(RuleError) as error:
        names([Input("satisfaction", "ratio")])["satisfacton"]
    assert "satisfaction" in error.value.findings[0].advice.zh
