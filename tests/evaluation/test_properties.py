"""What must always hold of an evaluation, on generated schemes and submissions."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evaluation.generating import Maker, case, schemes, the
from tests.evaluation.oracle import disagreements
from tests.semantics.cases import SCHEMES

from perfeval.evaluation import Evaluation, RecordEngine, engine_of, evaluate, plan
from perfeval.expressions import IsMissing, walk
from perfeval.formats import read_scheme
from perfeval.model import Entity, Group, Indicator, Input, Scheme, Submission
from perfeval.plugins import default_host

pytestmark = pytest.mark.slow

SEEDS = st.integers(0, 2**32 - 1)
MANY = settings(max_examples=100, deadline=None)
SOME = settings(max_examples=30, deadline=None)
HEAD = ("total", "grade", "lower", "upper", "possible_grades", "complete")
_EDGES = {edge + d for edge in range(50, 2001, 50) for d in (-1, 0, 1)}
MEASURES = sorted({*range(0, 3000, 37), *_EDGES})
RULES = ("measure", "scoring", "not_applicable_when", "where")


@MANY
@given(SEEDS)
def test_agrees_with_a_second_opinion(seed: int) -> None:
    scheme, handed = case(seed)
    engine = RecordEngine(plan(scheme))
    for submission in handed:
        assert disagreements(engine.plan, submission, engine.evaluate(submission)) == [], scheme


@MANY
@given(SEEDS)
def test_scores_keep_within_their_points(seed: int) -> None:
    scheme, handed = case(seed)
    engine = RecordEngine(plan(scheme))
    for submission in handed:
        found = engine.evaluate(submission)
        for outcome in found.outcomes():
            if outcome.score is not None:
                assert outcome.points is not None
                assert 0 <= outcome.score <= outcome.points
                assert outcome.score.as_tuple().exponent == -scheme.places
            if outcome.share is not None:
                assert 0 <= outcome.share <= 1
        if found.lower is not None:
            assert found.upper is not None
            assert found.lower <= found.upper
            assert found.total is None or found.lower == found.total == found.upper
            assert found.grade is None or found.possible_grades == (found.grade,)


@SOME
@given(SEEDS)
def test_groups_and_totals_are_exact_sums(seed: int) -> None:
    scheme, handed = case(seed)
    engine = RecordEngine(plan(scheme))
    for submission in handed:
        found = engine.evaluate(submission)
        for outcome in found.outcomes():
            if outcome.children and outcome.score is not None:
                assert outcome.score == sum(child.score for child in outcome.children if child.score is not None)
        if found.total is not None and all(outcome.status == "scored" for outcome in found.outcomes()):
            made = sum(o.score for o in (*found.groups, *found.bonus)) - sum(o.score for o in found.penalties)
            beside = found.bonus or found.penalties
            assert found.total == (min(made, scheme.most) if scheme.most is not None and beside else made)


@SOME
@given(SEEDS)
def test_the_order_of_rows_and_indicators_is_irrelevant(seed: int) -> None:
    maker = Maker(seed)

    def turned(nodes: Any) -> Any:
        return maker.shuffled([evolve(n, children=turned(n.children)) if isinstance(n, Group) else n for n in nodes])

    scheme, handed = case(seed)
    if scheme.not_applicable == "redistribute":  # largest remainders go by tree order
        scheme = evolve(scheme, not_applicable="rescale")
    one, other = RecordEngine(plan(scheme)), RecordEngine(plan(evolve(scheme, groups=turned(scheme.groups))))
    for submission in handed:
        tables = {name: maker.shuffled(getattr(submission, name)) for name in ("projects", "tasks", "targets")}
        facts = {k: tuple(maker.shuffled(v)) if isinstance(v, tuple) else v for k, v in submission.facts.items()}
        first, second = one.evaluate(submission), other.evaluate(evolve(submission, facts=facts, **tables))
        assert [getattr(first, name) for name in HEAD] == [getattr(second, name) for name in HEAD]
        assert told(first) == told(second)


def told(evaluation: Evaluation) -> Any:
    return {
        o.id: (o.status, o.share, o.score, o.level, {(r.code, r.path) for r in o.reasons})
        for o in evaluation.outcomes()
        if o.kind != "row"  # a row is named by its place
    }


@MANY
@given(SEEDS)
def test_bounds_hold_for_every_completion(seed: int) -> None:
    maker = Maker(seed)
    scheme = evolve(maker.scheme(), on_missing="incomplete")
    if asks_what_is_missing(scheme):
        return
    engine = RecordEngine(plan(scheme))
    for whole in (maker.submission(scheme) for _ in range(6)):
        less, more = engine.evaluate(maker.partial(whole)), engine.evaluate(whole)
        if less.lower is None or more.lower is None:
            continue
        assert less.lower <= more.lower <= more.upper <= less.upper
        assert set(more.possible_grades) <= set(less.possible_grades)
        if less.total is not None:
            assert more.total == less.total


def asks_what_is_missing(scheme: Scheme) -> bool:
    """Whether a rule asks if a figure is missing, or has something to stand in for it: that may go anywhere later."""
    leaves = [node for node in scheme.nodes() if not isinstance(node, Group)]
    rules = [rule for leaf in leaves for name in RULES if (rule := getattr(leaf, name, None)) is not None]
    nodes = [node for rule in rules + [cap.when for cap in scheme.caps] for node in walk(rule)]
    return any(isinstance(node, IsMissing) or node == the.disclosed for node in nodes)


@SOME
@given(SEEDS)
def test_evaluating_changes_nothing(seed: int) -> None:
    scheme, handed = case(seed)
    engine, other = RecordEngine(plan(scheme)), RecordEngine(plan(scheme))
    first = [engine.evaluate(submission) for submission in handed]
    again = [engine.evaluate(submission) for submission in reversed(handed)]
    assert first == again[::-1] == [other.evaluate(submission) for submission in handed]


@SOME
@given(SEEDS, SEEDS)
def test_a_digest_stands_for_one_scheme(one: int, two: int) -> None:
    a, again, b = schemes(one), schemes(one), schemes(two)
    assert a == again
    assert a.digest == again.digest
    assert (a == b) == (a.digest == b.digest)
    assert engine_of(a) is engine_of(again)


def test_the_last_engines_are_kept() -> None:
    made = [Scheme(id=f"s{n}", label="s", groups=[Indicator("work", "工作", 100)]) for n in range(70)]
    engines = [engine_of(scheme) for scheme in made]
    assert engine_of(made[-1]) is engines[-1]
    assert engine_of(made[0]) is not engines[0]


@settings(max_examples=10, deadline=None)
@given(SEEDS)
def test_threads_share_an_engine(seed: int) -> None:
    maker = Maker(seed)
    scheme = maker.scheme()
    handed = [maker.submission(scheme) for _ in range(8)]
    engine = RecordEngine(plan(scheme))
    alone = [engine.evaluate(one) for one in handed]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda n: engine.evaluate(handed[n % 8]), range(160)))
    assert together == alone * 20


def declaring_schemes() -> list[Scheme]:
    """Shipped schemes and those beside the worked cases, where an indicator says which way is better."""
    found = [default_host().schemes.get(id) for id in ("foshan-2021", "mof-2020-project")]
    found += [read_scheme(path.read_bytes()) for path in sorted(SCHEMES.glob("*.toml"))]
    return [scheme for scheme in found if any(leaf.better for leaf in scheme.leaves())]


@pytest.mark.parametrize("scheme", declaring_schemes(), ids=lambda scheme: scheme.id)
def test_a_better_measure_never_scores_less(scheme: Scheme) -> None:
    for leaf in scheme.leaves():
        if leaf.better is None:
            continue
        assert isinstance(leaf, Indicator)
        probe = probing(leaf, scheme)
        scores = [scored(probe, Decimal(measure).scaleb(-3)) for measure in MEASURES]
        assert scores == sorted(scores, reverse=leaf.better == "lower"), leaf.id
        assert len(set(scores)) > 1, leaf.id


def probing(leaf: Indicator, scheme: Scheme) -> Scheme:
    """A scheme of this one indicator, whose measure is handed in as it is."""
    measured = Input("measured", "ratio")
    own = evolve(leaf, measure=measured.figure(), not_applicable_when=None)
    return Scheme(
        id=f"probe-{leaf.id}",
        label="probe",
        groups=[own],
        full=leaf.points,
        inputs=[*scheme.inputs, measured],
        parameters=scheme.parameters,
    )


def scored(probe: Scheme, measure: Decimal) -> Decimal:
    found = evaluate(Submission(entity=Entity("某单位"), year=2024, facts={"measured": measure}), probe).total
    assert found is not None
    return found
