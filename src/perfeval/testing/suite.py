"""The contract that every scheme keeps, as a class of tests to subclass."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable

from perfeval.evaluation import RecordEngine, evaluate, plan
from perfeval.findings import Text, say
from perfeval.formats import submission_toml
from perfeval.model import Scheme, Submission
from perfeval.plugins import Host
from perfeval.testing import contract, keeping
from perfeval.testing.agreement import Engine, disagreements, engines
from perfeval.testing.doubting import DoubtWarning
from perfeval.testing.strategies import complete_submissions, submissions

Check = Callable[[Submission], Iterable[Text]]

_NOTHING = Text(
    "没有生成出一份能完整评价的提交：是否有指标怎样填报都计不了分？",
    "no submission was generated that can be evaluated completely: is there an indicator that is never scored?",
)


class SchemeContract:
    """What every scheme keeps; three lines make it a test of yours.

    The scheme is looked up among the installed plugins; where it is not installed yet, override the fixture `scheme`.
    Submissions are generated for it, so that no data is needed.

    Attributes:
        scheme_id: the id of the scheme.
        allow_doubts: whether doubts are warnings (`DoubtWarning`) and not failures.
        examples: how many submissions are generated for each test.

    Example:
        >>> from perfeval.testing import SchemeContract
        >>> class TestFoshan(SchemeContract):
        ...     scheme_id = "foshan-2021"
    """

    scheme_id: ClassVar[str] = ""
    allow_doubts: ClassVar[bool] = True
    examples: ClassVar[int] = 50

    @pytest.fixture
    def scheme(self, perfeval_host: Host) -> Scheme:
        """The scheme under test; override it where no installed plugin brings the scheme."""
        if not self.scheme_id:
            pytest.fail('state scheme_id = "...", or override the fixture `scheme`', pytrace=False)
        return perfeval_host.schemes.get(self.scheme_id)

    @pytest.fixture
    def engines(self) -> tuple[Engine, ...]:
        """The engines that have to agree with the record engine."""
        return engines()

    def test_the_tree_is_sound(self, scheme: Scheme) -> None:
        """Nothing that the scheme would be refused for; and its rules mean the same each time they are asked."""
        _none(contract.soundness(scheme))

    def test_labels_are_in_both_languages(self, scheme: Scheme) -> None:
        """Labels of the scheme, its groups and indicators, inputs, parameters, grades and caps."""
        _none(contract.labels(scheme))

    def test_sources_are_given(self, scheme: Scheme) -> None:
        """The scheme and its parameters say where they come from; `assumed` is a source too."""
        _none(contract.sources(scheme))

    def test_rules_read_as_sentences(self, scheme: Scheme) -> None:
        """Every rule and every function in it can be told in both languages."""
        _none(contract.sentences(scheme))

    def test_the_scheme_is_read_back_as_it_was_written(self, scheme: Scheme, perfeval_host: Host) -> None:
        """Rules as text, the scheme as TOML and as JSON."""
        functions = None
        if self.scheme_id:
            registered = {entry.item.node for entry in perfeval_host.functions.entries()}
            own = {name: node for name, node in contract.used_functions(scheme).items() if node in registered}
            functions = {entry.id: entry.item.node for entry in perfeval_host.functions} | own
        _none(contract.round_trips(scheme, functions))

    def test_doubts(self, scheme: Scheme) -> None:
        """What somebody should look at: warnings, unless `allow_doubts` is off."""
        doubts = list(contract.doubtful(scheme))
        if not self.allow_doubts:
            _none(doubts)
        for doubt in doubts:
            warnings.warn(f"{scheme.id}: {doubt}", DoubtWarning, stacklevel=1)

    def test_scores_stay_within_bounds(self, scheme: Scheme) -> None:
        """Whatever is handed in, a scoring gives something between nothing and full marks."""
        self._holds(scheme, lambda submission: keeping.bounds_kept(scheme, submission))

    def test_engines_agree(self, scheme: Scheme, engines: tuple[Engine, ...]) -> None:
        """Every engine tells the same as the record engine."""

        def check(submission: Submission) -> Iterator[Text]:
            wanted = evaluate(submission, scheme)
            for engine in engines:
                (found,) = engine.evaluate(scheme, [submission])
                for told in disagreements(wanted, found):
                    yield say("{name}：{told}", "{name}: {told}", name=engine.name, told=told)

        self._holds(scheme, check)

    if find_spec("polars") is not None:  # without the extra `tables` there is nothing to compare, and nothing to skip

        def test_a_whole_table_agrees(self, scheme: Scheme) -> None:
            """All that was generated, evaluated at once as columns, is told as one by one; needs the extra `tables`."""
            from perfeval.testing.columns import by_columns

            gathered: list[Submission] = []

            def gather(submission: Submission) -> tuple[Text, ...]:
                gathered.append(submission)
                return ()

            self._holds(scheme, gather)
            for submission, found in zip(gathered, by_columns(scheme, gathered), strict=True):
                if told := disagreements(evaluate(submission, scheme), found):
                    _none([*told, Text(), Text(submission_toml(submission, classified=True))])

    def test_evaluating_again_gives_the_same(self, scheme: Scheme) -> None:
        """The same engine twice, and one made anew, tell the same."""
        anew = RecordEngine(plan(scheme))

        def check(submission: Submission) -> Iterator[Text]:
            first = evaluate(submission, scheme)
            again = (evaluate(submission, scheme), anew.evaluate(submission))
            if any(found != first for found in again):
                yield Text("再次评价，结果不同", "evaluating again gives something else")

        self._holds(scheme, check)

    def test_submissions_are_read_back_as_they_were_written(self, scheme: Scheme) -> None:
        """As TOML and as JSON."""
        self._holds(scheme, keeping.submission_trips)

    def test_evaluations_are_read_back_as_they_were_written(self, scheme: Scheme) -> None:
        """As JSON, in both languages."""
        self._holds(scheme, lambda submission: keeping.evaluation_trips(scheme, submission))

    def test_explanations_are_complete_in_both_languages(self, scheme: Scheme) -> None:
        """Every indicator has its standard, every score its working, every gap its reason; nothing is left unfilled."""
        self._holds(scheme, lambda submission: keeping.explained(scheme, submission))

    def test_what_does_not_apply_leaves_totals_exact(self, scheme: Scheme) -> None:
        """Under each policy the total is exactly what the printed scores make."""
        self._holds(scheme, lambda submission: keeping.totals_exact(scheme, submission))

    def test_a_better_measure_never_scores_less(self, scheme: Scheme) -> None:
        """Where `better` is declared, everything else being equal."""
        self._holds(scheme, lambda submission: keeping.monotone(scheme, submission))

    def test_some_submission_is_complete(self, scheme: Scheme) -> None:
        """The scheme can be met: what is fully given is fully scored."""

        def check(submission: Submission) -> Iterator[Text]:
            if not evaluate(submission, scheme).complete:
                yield Text("不完整", "incomplete")

        self._holds(scheme, check, complete=True)

    def _holds(self, scheme: Scheme, check: Check, *, complete: bool = False) -> None:
        """Whether a check finds nothing to complain of in any generated submission; else fail with the smallest."""
        handed_in = complete_submissions(scheme) if complete else submissions(scheme)
        within = settings(max_examples=self.examples, deadline=None, suppress_health_check=list(HealthCheck))
        found: list[tuple[Submission, list[Text]]] = []

        @within
        @given(handed_in)
        def holds(submission: Submission) -> None:
            if complaints := list(check(submission)):
                found.append((submission, complaints))
                raise _Broken

        try:
            holds()
        except Unsatisfiable:
            _none([_NOTHING])
        except _Broken:
            submission, complaints = found[-1]  # Hypothesis runs the smallest last
            shown = say("提交（已缩到最小）：", "the submission, made as small as possible:")
            _none([*complaints, Text(), shown, Text(submission_toml(submission, classified=True))])


class _Broken(AssertionError):  # noqa: N818 - a sign, never shown
    """Something is not as it has to be."""


def _none(complaints: Iterable[Text]) -> None:
    """Fail with all complaints, one a line and nothing around them."""
    __tracebackhide__ = True
    if told := contract.told(complaints):
        pytest.fail(told, pytrace=False)
