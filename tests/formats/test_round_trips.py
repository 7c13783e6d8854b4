"""What is written is read back as an equal value: submissions, schemes and evaluations, in TOML and JSON."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perfeval.evaluation import Evaluation, Identity, Outcome, Policies, Reason
from perfeval.expressions import (
    Const,
    Parameter,
    Source,
    attainment,
    bands,
    choose,
    clamp,
    count,
    judged,
    linear,
    proportional,
    share_of,
    weighted_mean,
)
from perfeval.findings import Finding, Origin, SchemeError, Text
from perfeval.formats import (
    evaluation_document,
    evaluation_json,
    read_evaluation,
    read_scheme,
    read_submission,
    scheme_document,
    scheme_json,
    scheme_toml,
    submission_document,
    submission_json,
    submission_toml,
)
from perfeval.formats.combinations import read_combine, write_combine
from perfeval.model import (
    INPUT_KINDS,
    AveragingTable,
    Budget,
    BudgetLine,
    Cap,
    Deduction,
    Entity,
    Evidence,
    Grade,
    Grades,
    Group,
    Indicator,
    Input,
    Judgement,
    NoCombination,
    OpenGroup,
    Ordinal,
    Override,
    Project,
    Scheme,
    Staff,
    Submission,
    Target,
    Task,
    WeakestLink,
    names,
)
from perfeval.numbers import MONEY_UNITS, Money

pytestmark = pytest.mark.slow

slow = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

# Text that UTF-8 can hold; with what TOML and JSON have to escape.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8) | st.sampled_from(
    ['a "b"', "c\\d", "'", "\x7f\x00", "\r\n", "2021-12-31", "12.5", "优", "a.b", "true", "\u2028"]
)
some = texts.filter(bool)
numbers = st.decimals(-(10**9), 10**9, places=3) | st.sampled_from(
    [
        Decimal("1E+5"),
        Decimal("1E-20"),
        Decimal("0.10"),
        Decimal("1234567890.1234567890123456789012345678"),
        Decimal("-1.50"),
    ]
)
both = st.builds(Text, texts, texts)
sources = st.builds(Source, texts, st.sampled_from(["published", "unverified", "inferred", "assumed"]), texts)
money = st.builds(Money, numbers, st.sampled_from(list(MONEY_UNITS)))
maybe = lambda values: st.none() | values  # noqa: E731 - a word of the strategies below
dates = st.dates(date(1900, 1, 1))
flags = st.booleans()

ids = st.sampled_from(["total", "basic", "personnel", "capital", "own", "预备费", "a.b", "x y"])
lines = st.builds(
    BudgetLine,
    ids,
    maybe(money),
    maybe(money),
    maybe(money),
    both,
    part_of=maybe(st.just("elsewhere")),
    of_which=maybe(st.just("elsewhere")),
) | st.builds(BudgetLine, ids, maybe(money))
facts = numbers | flags | texts | dates
rows = st.lists(st.dictionaries(texts, facts, max_size=3), max_size=3).map(tuple)
deductions = st.builds(Deduction, numbers, texts, texts, texts)
judgements = st.one_of(
    st.builds(Judgement, numbers),
    st.builds(Judgement, maybe(numbers), reason=texts, evidence=st.lists(texts, max_size=2)),
    st.builds(Judgement, deductions=maybe(st.lists(deductions, max_size=2)), reason=texts),
    st.builds(Judgement, level=maybe(texts)),
)
projects = st.builds(
    Project, texts, maybe(money), maybe(money), maybe(money), maybe(numbers), exempt=flags, classified=flags
)
targets = st.builds(
    Target,
    texts,
    maybe(texts),
    maybe(texts),
    maybe(numbers),
    maybe(st.sampled_from([">=", "<=", "="])),
    maybe(numbers),
    maybe(numbers),
    texts,
    maybe(texts),
    maybe(numbers),
    texts,
)


def tables(values: Any) -> Any:
    return maybe(st.lists(values, max_size=3))


def named(values: Any) -> Any:
    return st.dictionaries(texts, values, max_size=3)


submissions = st.builds(
    Submission,
    entity=st.builds(Entity, texts, texts),
    year=st.integers(0, 9999),
    kind=st.sampled_from(["department", "project"]),
    scheme=texts,
    money_unit=st.sampled_from(["", *MONEY_UNITS]),
    budget=st.lists(lines, max_size=3, unique_by=lambda line: line.id).map(Budget),
    staff=st.builds(Staff, maybe(numbers), maybe(numbers), maybe(numbers)),
    profile=named(texts),
    projects=tables(projects),
    tasks=tables(st.builds(Task, texts, maybe(flags), maybe(flags), maybe(flags))),
    targets=tables(targets),
    facts=named(facts | rows),
    judgements=named(judgements),
    not_applicable=named(texts),
    narrative=named(texts),
    problems=st.lists(texts, max_size=2),
    improvements=st.lists(texts, max_size=2),
    evidence=st.lists(st.builds(Evidence, texts, texts, texts), max_size=2),
    sources=named(sources),
)


def undated(value: Any) -> Any:
    """JSON has no dates: among the facts they become text."""
    if isinstance(value, tuple):
        return tuple({name: undated(part) for name, part in row.items()} for row in value)
    return value.isoformat() if isinstance(value, date) else value


@given(submissions)
@slow
def test_submissions_in_toml(submission):
    assert read_submission(submission_toml(submission, classified=True)) == submission


@given(submissions)
@slow
def test_submissions_in_json(submission):
    text = submission_json(submission, classified=True)
    expected = evolve(submission, facts={path: undated(fact) for path, fact in submission.facts.items()})
    assert read_submission(text, syntax="json") == expected


@given(submissions)
@slow
def test_submissions_as_plain_values(submission):
    assert read_submission(submission_document(submission, classified=True)) == submission


def test_money_among_the_facts_comes_back_as_its_text():
    own = Submission(
        entity=Entity("a"), year=1, money_unit="万元", facts={"a": Money("1.50", "亿元"), "b": ({"c": Money(1, "元")},)}
    )
    assert read_submission(submission_toml(own)).facts == {"a": "1.50亿元", "b": ({"c": "1元"},)}


# Schemes: pieces that fit together, in any number.
LEVELS = Ordinal(("D", "C", "B", "A"), missing="D*", missing_counts_as="D")
PLUS = Ordinal(("D", "D+", "C", "C+", "B", "B+", "A"))
PAIRS = AveragingTable([((a, b), max(a, b)) for n, a in enumerate(LEVELS.levels) for b in LEVELS.levels[n:]])
fractions = st.fractions(-(10**6), 10**6, max_denominator=50)
constants = st.one_of(
    st.builds(Const, fractions, st.sampled_from(["number", "ratio", "points", "money", "quantity"])),
    st.builds(Const, texts, st.sampled_from(["text", "level"])),
    st.builds(Const, flags, st.just("flag")),
    st.builds(Const, dates, st.just("date")),
)
parameters = st.lists(
    st.builds(Parameter, st.sampled_from(["p", "q", "标准"]), constants, both, maybe(sources)),
    max_size=3,
    unique_by=lambda p: p.name,
)


@st.composite
def one_input(draw: Any) -> Input:
    kind = draw(st.sampled_from(INPUT_KINDS))
    return Input(
        draw(st.sampled_from(["a", "b.c", "b.d.e", "kind", "满意度"])),
        kind,
        draw(both),
        unit=draw(texts),
        low=draw(maybe(st.fractions(-9, 0, max_denominator=7))),
        high=draw(maybe(st.fractions(1, 9, max_denominator=7))),
        options=draw(st.lists(texts, max_size=2)),
        out_of=draw(maybe(st.just(Decimal(100)))) if kind == "ratio" else None,
        default=draw(maybe(flags)) if kind == "flag" else None,
        table_label=draw(both),
        source=draw(maybe(sources)),
    )


inputs = st.lists(one_input(), max_size=3, unique_by=lambda i: i.path)
YEARS = (
    Input("years.actual", "money", "支出", table="years", low=0),
    Input("years.counts", "flag", "计入", table="years", default=True),
    Input("rate", "ratio", "比率", low=0, high=1, source=Source("通知", "unverified")),
)
FULL = Parameter("full_at", "95%", Text("满分线", "full at"), Source("暂定", "assumed"))
THE = names(YEARS, [FULL])
SCORED: list[Callable[[], dict[str, Any]]] = [
    dict,
    lambda: {"scoring": judged()},
    lambda: {"measure": THE.rate, "scoring": linear(full=FULL), "measured_as": "比率", "better": "higher"},
    lambda: {"measure": share_of(THE.tasks.done), "scoring": proportional()},
    lambda: {"measure": count(THE.tasks), "scoring": bands(at_most={0: 1, 3: "0.5"}, otherwise=0)},
    lambda: {
        "measure": weighted_mean(
            THE.years.actual / THE.budget.total.actual, by=THE.years.actual, where=THE.years.counts
        ),
        "scoring": choose(THE.rate > "50%", clamp(proportional()), "0%"),
    },
    lambda: {
        "measure": THE.budget.basic.actual / "12.5万元",
        "scoring": bands(at_least={"90%": 1}, otherwise=0),
        "not_applicable_when": ~(THE.budget.basic.actual > 0) & THE.rate.equals("0%"),
    },
]


@st.composite
def indicators(draw: Any, id: str) -> Indicator:
    return Indicator(
        id,
        draw(both),
        10,
        **draw(st.sampled_from(SCORED))(),
        aspects=draw(st.lists(both, max_size=2)),
        source=draw(maybe(sources)),
    )


def open_group(id: str) -> OpenGroup:
    the = THE.targets
    scored = attainment(the.actual, target=the.target, relation=the.relation)
    return OpenGroup(
        id,
        "产出",
        20,
        rows="targets",
        where=the.group.equals(id),
        row_points=the.points,
        row_label=the.name,
        scoring=scored,
    )


@st.composite
def schemes(draw: Any) -> Scheme:
    flat = [draw(indicators(f"i{n}")) for n in range(draw(st.integers(1, 3)))]
    deep = Group("g", draw(both), flat, points=draw(maybe(st.just(10 * len(flat)))), source=draw(maybe(sources)))
    groups = [deep, open_group("outputs"), draw(indicators("last"))]
    full = 10 * len(flat) + 30
    return Scheme(
        id="toy-2024",
        label=draw(both),
        edition=draw(texts),
        kind=draw(st.sampled_from(["department", "project"])),
        groups=groups,
        full=full,
        grades=draw(
            st.sampled_from([None, Grades({"优": 20, "差": 0}), Grades([Grade("A", "0.00", Text("甲", "first"))])])
        ),
        bonus=[draw(indicators("more"))] if draw(flags) else (),
        penalties=[draw(indicators("less"))] if draw(flags) else (),
        most=draw(st.sampled_from([None, "102.0"])),
        inputs=(*YEARS, *draw(inputs)),
        parameters=(FULL, *draw(parameters)),
        not_applicable=draw(st.sampled_from(["rescale", "full", "none", "redistribute"])),
        on_missing=draw(st.sampled_from(["incomplete", "zero"])),
        places=draw(st.integers(0, 6)),
        rounding=draw(st.sampled_from(["half_up", "half_even", "down", "up", "floor", "ceiling"])),
        source=draw(maybe(sources)),
        overrides=[Override("points", "i0", "", draw(texts))] if draw(flags) else (),
    )


def same(made: Scheme, scheme: Scheme) -> None:
    assert made == scheme
    assert made.digest == scheme.digest


@given(schemes())
@slow
def test_schemes_in_toml_and_json(scheme):
    same(read_scheme(scheme_toml(scheme)), scheme)
    same(read_scheme(scheme_json(scheme), syntax="json"), scheme)
    same(read_scheme(scheme_document(scheme)), scheme)


def ordinal(id: str, **more: Any) -> Indicator:
    level = choose(THE.rate > "50%", "A", "D")
    return Indicator(id, id, scale=LEVELS, measure=THE.rate, scoring=level, **more)


PEFA = Scheme(
    id="pefa-2016",
    label=Text("公共支出", "PEFA"),
    combine=NoCombination(),
    inputs=YEARS,
    groups=[
        Group("weak", "M1", [ordinal("a"), ordinal("b")], combine=WeakestLink(), scale=PLUS),
        Group("flat", "M1-", [ordinal("c"), ordinal("d")], combine=WeakestLink(plus=False), scale=LEVELS),
        Group("mean", "M2", [ordinal("e"), ordinal("f")], combine=PAIRS, scale=PLUS),
        Group("none", "", [Indicator("g", "g", scale=LEVELS), Indicator("h", "h", 5)], combine=NoCombination()),
    ],
)
CAPPED = Scheme(
    id="capped",
    label="a",
    groups=[Indicator("x", "x", 100)],
    grades=Grades({"好": 60, "差": 0}),
    caps=[Cap(THE.budget.total.actual > THE.budget.total.adjusted, "差", "超支", Source("办法"))],
)


@pytest.mark.parametrize("scheme", [PEFA, CAPPED])
def test_chosen_schemes(scheme):
    same(read_scheme(scheme_toml(scheme)), scheme)
    same(read_scheme(scheme_json(scheme), syntax="json"), scheme)


def test_derived_schemes_keep_their_overrides():
    scheme = Scheme(
        id="two",
        label="a",
        inputs=YEARS,
        parameters=[FULL],
        groups=[Indicator("x", "x", 40), Indicator("y", "y", 60, measure=THE.rate, scoring=linear(full=FULL))],
    )
    derived = scheme.with_points({"x": "33.3", "y": "66.7"}).with_parameters(full_at="90%")
    assert len(derived.overrides) == 3
    same(read_scheme(scheme_toml(derived)), derived)


@pytest.mark.parametrize(
    "table",
    [
        AveragingTable([(("very low", "D"), "D")]),
        AveragingTable([(("D", "C"), "D"), (("D", "C"), "C")]),
        AveragingTable({"D D": "D"}),
    ],
)
def test_averaging_tables_that_are_no_mapping(table):
    group = Group("g", "g", [Indicator("a", "a", 100)], combine=table)
    with pytest.raises(SchemeError):  # not sound, so it is compared in its parts
        Scheme(id="x", label="x", groups=[group])
    assert read_combine(write_combine(table)) == table


# Evaluations: any values of the right types, whether or not an engine would make them.
shares = st.fractions(0, 1)
decimals = st.decimals(allow_nan=False, allow_infinity=False, places=4) | st.sampled_from(
    [Decimal("1E+5"), Decimal("8.650"), Decimal("-0.00"), Decimal("1E-300"), Decimal("9" * 60)]
)
reasons = st.builds(Reason, texts, texts, maybe(st.integers(0, 9)))
outcomes = st.recursive(
    st.builds(
        Outcome,
        texts,
        both,
        st.sampled_from(["group", "indicator", "open", "row"]),
        texts,
        maybe(decimals),
        st.sampled_from(["scored", "unscored", "not_applicable"]),
        maybe(shares),
        maybe(decimals),
        maybe(texts),
        maybe(st.one_of(fractions, flags, texts, dates)),
        st.lists(reasons, max_size=2).map(tuple),
        texts,
        flags,
    ),
    lambda inner: st.builds(
        Outcome,
        texts,
        both,
        st.just("group"),
        texts,
        maybe(decimals),
        st.just("scored"),
        children=st.lists(inner, max_size=3).map(tuple),
    ),
    max_leaves=5,
)
trees = st.lists(outcomes, max_size=2).map(tuple)
findings = st.builds(
    Finding,
    texts,
    st.sampled_from(["error", "warning", "info"]),
    texts,
    both,
    both,
    maybe(st.builds(Origin, texts, texts, texts, maybe(st.integers(1, 9)), maybe(st.integers(1, 9)))),
    texts,
    texts,
    st.lists(texts, max_size=2).map(tuple),
)
evaluations = st.builds(
    Evaluation,
    scheme=texts,
    label=both,
    edition=texts,
    entity=texts,
    year=st.integers(0, 9999),
    groups=trees,
    bonus=trees,
    penalties=trees,
    full=maybe(decimals),
    total=maybe(decimals),
    grade=maybe(texts),
    uncapped=maybe(texts),
    caps=st.lists(both, max_size=2).map(tuple),
    complete=flags,
    lower=maybe(decimals),
    upper=maybe(decimals),
    possible_grades=st.lists(texts, max_size=2).map(tuple),
    policies=st.builds(
        Policies,
        st.sampled_from(["rescale", "full", "none", "redistribute"]),
        st.sampled_from(["incomplete", "zero"]),
        st.integers(0, 6),
        st.sampled_from(["half_up", "floor"]),
    ),
    overrides=st.lists(
        st.builds(Override, st.sampled_from(["parameter", "points"]), texts, texts, texts), max_size=2
    ).map(tuple),
    identity=st.builds(Identity, texts, texts, texts),
    findings=st.lists(findings, max_size=2).map(tuple),
)


def exponents(evaluation: Evaluation) -> list[Any]:
    figures = [evaluation.total, evaluation.lower, evaluation.upper, *(o.score for o in evaluation.outcomes())]
    return [None if value is None else value.as_tuple() for value in figures]


@given(evaluations, st.sampled_from(["zh", "en"]))
@slow
def test_evaluations(evaluation, lang):
    made = read_evaluation(evaluation_json(evaluation, lang))
    assert made == evaluation
    assert exponents(made) == exponents(evaluation)
    assert read_evaluation(evaluation_document(made, lang)) == evaluation


def test_fractions_of_thousands_of_digits(evaluation):
    monster = Fraction(10**2500 + 1, 7**5000)
    leaf = evolve(evaluation.groups[0], share=monster, measure=-monster)
    monstrous = evolve(evaluation, groups=(leaf, *evaluation.groups[1:]))
    made = read_evaluation(evaluation_json(monstrous))
    assert made.groups[0].share == monster
    assert made.groups[0].measure == -monster
    assert made == monstrous
