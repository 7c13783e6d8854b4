"""The checks behind the contract, one by one."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve, field, frozen

import perfeval
import perfeval.testing
from perfeval.evaluation import Explained, Reason, evaluate, explain
from perfeval.expressions import Expr, Function, Parameter, Source, bands, choose, clamp, lift, linear, subject, unknown
from perfeval.findings import FormatError, SubmissionError, Text, kind
from perfeval.model import (
    Budget,
    BudgetLine,
    Cap,
    Entity,
    Grade,
    Grades,
    Group,
    Indicator,
    Input,
    Judgement,
    OpenGroup,
    Scheme,
    Submission,
    Target,
    names,
)
from perfeval.testing import contract, disagreements, keeping
from perfeval.testing.agreement import engines
from perfeval.testing.forks import forks_of, taken, ways_of

LABEL = Text("名称", "label")
RATE = Input("rate", "ratio", LABEL)
OPEN = Input("works.open", "flag", LABEL, table="works")
DAY = Input("works.share", "ratio", LABEL, table="works", low=0, high=1)
the = names([RATE, OPEN, DAY], [Parameter("line", "50%")])


def en(complaints: Iterable[Text]) -> list[str]:
    return [complaint.en for complaint in complaints]


def scheme(*nodes: Any, **more: Any) -> Scheme:
    told = {"label": LABEL, "inputs": [RATE, OPEN, DAY], "parameters": [Parameter("line", "50%", LABEL)], **more}
    return Scheme(id="some", groups=nodes or [Indicator("work", LABEL, 100)], **told)


def test_every_label_is_looked_at() -> None:
    lacking = scheme(
        Group("g", "组", [Indicator("i", LABEL, 100, measure=the.rate, measured_as="率", scoring=clamp())]),
        grades=Grades([Grade("优", 60, "优"), Grade("C", 0)]),
        caps=[Cap(the.rate > 1, "C", "限")],
        inputs=[evolve(RATE, label=Text("", "rate")), OPEN, evolve(OPEN, path="works.day", label=Text(" "))],
        parameters=[Parameter("line", "50%")],
    )
    assert en(contract.labels(lacking)) == [
        "indicators.g.label: no English",
        "indicators.i.measured_as: no English",
        "grades.优.label: no English",
        "caps[0].label: no English",
        "parameters.line.label: no Chinese",
        "parameters.line.label: no English",
        "inputs.rate.label: no Chinese",
        "inputs.works.open.table_label: no Chinese",
        "inputs.works.open.table_label: no English",
        "inputs.works.day.label: no Chinese",
        "inputs.works.day.label: no English",
    ]
    assert en(contract.labels(scheme(inputs=[]))) == []


def test_sources_have_to_be_finished() -> None:
    done = Source("文件")
    vague = scheme(source=Source("TODO"), parameters=[Parameter("line", "50%", LABEL, Source(" "))])
    assert en(contract.sources(vague)) == [
        "source: the source is not finished",
        "parameters.line.source: the source is not finished",
    ]
    assert en(contract.sources(scheme(source=done, parameters=[Parameter("line", "50%", LABEL, done)]))) == []


class Odd(Function):
    """Functions that are wrong in one way."""


@frozen
class raises(Odd):  # noqa: N801 - named as rules name it
    value: Expr = subject()

    def lower(self) -> Expr:
        return clamp(self.value)

    def sentence(self) -> Text:
        raise ZeroDivisionError("nothing to say")


@frozen
class plain_text(raises):  # noqa: N801 - named as rules name it
    def sentence(self) -> Text:
        return "按比例"  # type: ignore[return-value]


@frozen
class empty_word(raises):  # noqa: N801 - named as rules name it
    note: str = field(default="", kw_only=True)

    def sentence(self) -> Text:
        return Text("按比例", "in proportion")


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (raises(), ["indicators.i.scoring, raises(): ZeroDivisionError: nothing to say"]),
        (plain_text(), ["indicators.i.scoring, plain_text(): sentence() gives str, not a Text"]),
        (linear(full="95%"), []),
    ],
)
def test_sentences(rule: Function, told: list[str]) -> None:
    made = scheme(
        Indicator("i", LABEL, 100, measure=the.rate, scoring=rule, not_applicable_when=the.rate < 0),
        caps=[Cap(the.rate > 1, "C", LABEL)],
        grades=Grades({"C": 0}),
    )
    assert en(contract.sentences(made)) == told


def test_round_trips_with_the_functions_that_are_known() -> None:
    made = scheme(Indicator("i", LABEL, 100, measure=the.rate, scoring=empty_word()))
    assert en(contract.round_trips(made)) == []
    found = en(contract.round_trips(made, {}))
    assert [complaint.partition(":")[0] for complaint in found] == [
        "the rule empty_word() cannot be read back",
        "TOML",
        "JSON",
    ]


def test_a_scheme_that_comes_back_as_another_is_told_with_the_place(monkeypatch: pytest.MonkeyPatch) -> None:
    made = scheme(Group("g", LABEL, [Indicator("i", LABEL, 100)]))
    other = evolve(made, edition="2025", groups=[evolve(made.groups[0], source=Source("文件"))])  # type: ignore[arg-type]
    monkeypatch.setattr(contract, "read_scheme", lambda *args, **about: other)
    assert en(contract.round_trips(made)) == [
        f"{name}: comes back as another scheme: edition, groups[0].source" for name in ("TOML", "JSON")
    ]
    monkeypatch.setattr(contract, "read_scheme", lambda *args, **about: evolve(made, groups=[*made.groups, *[]]))
    assert en(contract.round_trips(made)) == []
    longer = scheme(Indicator("a", LABEL, 50), Indicator("b", LABEL, 50))
    monkeypatch.setattr(contract, "read_scheme", lambda *args, **about: longer)
    assert en(contract.round_trips(made))[0] == "TOML: comes back as another scheme: groups"


def test_soundness_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contract, "faults_of", lambda scheme: [kind("D101").at("indicators.a", id="a")])
    assert en(contract.soundness(scheme())) == [
        'D101 indicators.a: the id "a" is used more than once. give each group and indicator an id of its own'
    ]


def office(**about: Any) -> Submission:
    return Submission(entity=Entity("某局"), year=2024, **about)


def test_totals_with_extras_and_everything_lost() -> None:
    more = {"bonus": [Indicator("more", LABEL, 5)], "penalties": [Indicator("less", LABEL, 5)], "most": 101}
    made = scheme(Indicator("a", LABEL, 40), Indicator("b", LABEL, 60), **more)
    judged = {"a": Judgement(40), "b": Judgement(60), "more": Judgement(5), "less": Judgement(1)}
    for lost in ({}, {"a": "x"}, {"a": "x", "b": "x"}):
        assert en(keeping.totals_exact(made, office(judgements=judged, not_applicable=lost))) == []
    assert en(keeping.totals_exact(made, office())) == []


def test_redistributed_points_have_to_make_the_full_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    made = scheme(Indicator("a", LABEL, 40), Indicator("b", LABEL, 60))
    given = office(judgements={"a": Judgement(40), "b": Judgement(60)})

    def short(submission: Submission, scheme: Scheme, **asked: Any) -> Any:
        found = evaluate(submission, scheme, **asked)
        return evolve(found, groups=[evolve(group, points=Decimal(49)) for group in found.groups])

    monkeypatch.setattr(keeping, "evaluate", short)
    assert en(keeping.totals_exact(made, given)) == [
        "policy redistribute for what does not apply: the total is 100.00, not —"
    ]


ROWS = OpenGroup(
    "rows",
    LABEL,
    100,
    rows="targets",
    where=names().targets.group.equals("甲"),
    row_points=names().targets.points,
    measure=names().targets.degree,
    scoring=linear(full="90%"),
    better="higher",
)


def test_rows_are_looked_at_one_by_one() -> None:
    worse = evolve(ROWS, scoring=bands(at_least={"80%": "10%", "0%": "20%"}, otherwise="0%"))
    targets = [
        Target("a", "甲", points=40, degree="0.5"),
        Target("b", "甲", points=60, degree="0.9"),
        Target("c", "乙"),
    ]
    given = office(targets=targets)
    assert en(keeping.bounds_kept(scheme(ROWS), given)) == []
    assert en(keeping.monotone(scheme(ROWS), given)) == []
    assert en(keeping.explained(scheme(ROWS), given)) == []
    assert [told.partition(":")[0] for told in en(keeping.monotone(scheme(worse), given))] == ["rows", "rows"]


def test_measures_lie_where_the_measure_can() -> None:
    made = Indicator("i", LABEL, 100, measure=the.works.share, scoring=linear(full="90%"))
    found = keeping.measures(evolve(made, measure=names([DAY])["works.share"]))
    assert found[0] == 0
    assert found[-1] == 1
    assert Fraction(9, 10) in found
    assert keeping.measures(Indicator("i", LABEL, 100)) == []


def test_a_level_is_not_compared() -> None:
    made = scheme(
        Indicator(
            "i",
            LABEL,
            100,
            measure=the.rate,
            scoring=choose(the.rate > 1, clamp(), unknown("no_rule")),
            better="higher",
        )
    )
    assert en(keeping.monotone(made, office(facts={"rate": "50%"}))) == []


def changed(change: Callable[[Any], Any]) -> Callable[..., Explained]:
    def told(submission: Submission, scheme: Scheme) -> Explained:
        found = explain(submission, scheme)
        return evolve(found, explanations=[change(each) for each in found.explanations])

    return told


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda e: e, []),
        (lambda e: evolve(e, standard=Text("标准")), ["i.standard: no English"]),
        (lambda e: evolve(e, working=Text()), ["i.working: no Chinese", "i.working: no English"]),
        (lambda e: evolve(e, formula=Text(), measure=Text()), ["i: the measure is not shown"]),
        (lambda e: evolve(e, formula=Text("{x}", "y")), ["i.formula: left unfilled: {x}"]),
        (lambda e: evolve(e, measure=Text("Fraction(1, 2)")), ["i.measure: left unfilled: Fraction(1, 2)"]),
        (
            lambda e: evolve(e, outcome=evolve(e.outcome, status="unscored"), reasons=()),
            ["i: nothing says why it is unscored"],
        ),
        (
            lambda e: evolve(e, outcome=evolve(e.outcome, reasons=(Reason("x", "y"),)), reasons=(Text("缺"),)),
            ["i.reason: no English"],
        ),
    ],
)
def test_explanations(monkeypatch: pytest.MonkeyPatch, change: Callable[[Any], Any], told: list[str]) -> None:
    made = scheme(Indicator("i", LABEL, 100, measure=the.rate, scoring=clamp()))
    monkeypatch.setattr(keeping, "explain", changed(change))
    assert en(keeping.explained(made, office(facts={"rate": "50%"}))) == told


def test_trips_that_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    given = office(facts={"rate": "50%", "works": ({"open": True},)}, judgements={"work": Judgement(90)})
    assert en(keeping.submission_trips(given)) == []
    assert en(keeping.evaluation_trips(scheme(), given)) == []
    monkeypatch.setattr(keeping, "read_submission", lambda text, **about: office())
    monkeypatch.setattr(keeping, "read_evaluation", lambda text: None)
    assert en(keeping.submission_trips(given)) == [f"{n}: comes back as another submission" for n in ("TOML", "JSON")]
    assert en(keeping.evaluation_trips(scheme(), given)) == ["comes back as another evaluation"] * 2

    def refuse(*args: Any, **about: Any) -> None:
        raise SubmissionError(kind("I104").at("year", key="year"))

    def refuse_evaluation(text: str) -> None:
        raise FormatError(kind("I104").at("total", key="total"))

    monkeypatch.setattr(keeping, "read_submission", refuse)
    monkeypatch.setattr(keeping, "read_evaluation", refuse_evaluation)
    assert all("cannot be read back: I104 year" in told for told in en(keeping.submission_trips(given)))
    assert all(told.startswith("I104 total") for told in en(keeping.evaluation_trips(scheme(), given)))


def test_disagreements_name_what_differs() -> None:
    made = scheme(Indicator("a", LABEL, 40), Indicator("b", LABEL, 60))
    first = evaluate(office(judgements={"a": Judgement(10)}), made)
    second = evaluate(office(judgements={"a": Judgement(20), "b": Judgement(1)}), made)
    told = {complaint.en.partition(":")[0] for complaint in disagreements(first, second)}
    assert told >= {"total", "complete", "a.score", "a.share", "b.status", "b.reasons", "lower"}
    assert disagreements(first, evolve(first, entity="another")) == ()
    fewer = evolve(first, groups=first.groups[:1])
    assert [complaint.zh for complaint in disagreements(first, fewer)] == ["indicators：应为 ['a', 'b']，得到 ['a']"]


def test_an_engine_evaluates_many() -> None:
    (sent,) = engines()
    made, other = scheme(), scheme(Indicator("b", LABEL, 100))
    given = [office(judgements={"work": Judgement(90)}), office()]
    assert sent.evaluate(made, given) == [evaluate(each, made) for each in given]
    assert sent.evaluate(other, given) == [evaluate(each, other) for each in given]


def ways(rule: Expr, *rates: str | None) -> list[tuple[str, int]]:
    """The ways through a rule, and how many rates take each."""
    from perfeval.evaluation import engine_of
    from perfeval.evaluation.figures import Frame

    leaf = Indicator("i", LABEL, 100, measure=the.rate, scoring=rule)
    compiler = engine_of(scheme(leaf)).compiler
    forks = forks_of(leaf, compiler)
    frames = [Frame(office(facts={} if rate is None else {"rate": rate})) for rate in rates]
    went = [way for frame in frames for way in taken(forks, frame)]
    return [(way.name.en, went.count(way)) for _, way in ways_of(forks)]


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        (clamp(), [("full marks", 1), ("no marks", 1), ("in between", 1)]),
        (clamp(low="20%", high="80%"), [("the measure ≥ 80%", 1), ("the measure ≤ 20%", 1), ("in between", 1)]),
        (bands(at_least={"90%": 100, "40%": 50}, otherwise=0), [
            ("the measure >= 90%: 100", 1), ("the measure >= 40%: 50", 1), ("otherwise: 0", 1)]),
        (clamp(lift("150%")), [("full marks", 4)]),
        (clamp(lift("50%"), high="200%"), []),
        (choose(the.rate > "60%", clamp(), unknown("no_rule")), [
            ("the measure > 60%", 1), ("full marks", 1), ("no marks", 0), ("in between", 0),
            ("otherwise: not laid down", 2)]),
    ],
)  # fmt: skip
def test_forks(rule: Expr, found: list[tuple[str, int]]) -> None:
    if rule == clamp(lift("150%")):
        assert [name for name, _ in ways(rule, "0%")][:1] == ["full marks"]
    elif rule == clamp(lift("50%"), high="200%"):
        assert ways(rule, "0%") == []
    else:
        assert ways(rule, "120%", "50%", "-10%", None) == found


def test_the_smaller_of_two_figures_is_a_fork() -> None:
    rate = the.budget.total.actual / the.budget.total.adjusted
    leaf = Indicator("i", LABEL, 100, scoring=clamp(perfeval.min_of(rate, the.rate)))
    from perfeval.evaluation import engine_of
    from perfeval.evaluation.figures import Frame

    forks = forks_of(leaf, engine_of(scheme(leaf)).compiler)
    budget = Budget([BudgetLine("total", adjusted="100元", actual="95元")])
    frames = [Frame(office(budget=budget, facts={"rate": rate})) for rate in ("90%", "99%")]
    names_of = [[way.name.en for way in taken(forks, frame)] for frame in frames]
    assert names_of == [["in between", "label"], ["in between", "total actual ÷ total adjusted"]]
    assert list(taken(forks, Frame(office()))) == []


def test_names_are_loaded_when_they_are_asked_for() -> None:
    assert set(perfeval.testing.__all__) == set(dir(perfeval.testing)) == set(perfeval.testing._HOMES)
    for name in perfeval.testing.__all__:
        assert getattr(perfeval.testing, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = perfeval.testing.nothing
