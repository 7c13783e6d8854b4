"""The contract holds for what is shipped, and fails on schemes that are wrong, each for the right reason."""

import itertools
import re
from pathlib import Path

import pytest

import perfeval
from perfeval.model import Scheme
from perfeval.testing import SchemeContract, suite

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parent.parent.parent
CONTRACT = [name for name in vars(SchemeContract) if name.startswith("test_")]


class TestFoshan(SchemeContract):
    scheme_id = "foshan-2021"
    allow_doubts = False


class TestProject(SchemeContract):
    scheme_id = "mof-2020-project"
    examples = 20


@pytest.mark.filterwarnings("ignore::perfeval.testing.DoubtWarning")
class TestTown(SchemeContract):
    examples = 20

    @pytest.fixture
    def scheme(self) -> Scheme:
        return perfeval.load_scheme(ROOT / "examples/town-2024/scheme.toml")


HEAD = """
from fractions import Fraction

import pytest
from attrs import evolve, field, frozen

from perfeval import *
from perfeval.expressions import lift
from perfeval.testing import Engine, SchemeContract

OURS = Source("示例", "assumed")
RATE = Input("rate", "ratio", Text("比率", "rate"), source=OURS)


def scheme(*indicators, **more):
    groups = list(indicators) or [Indicator("work", Text("工作", "work"), 100, source=OURS)]
    told = {"label": Text("方案", "scheme"), "source": OURS, **more}
    return Scheme(id=f"wrong-{__name__}", groups=groups, **told)


def rated(scoring, **more):
    rate = names([RATE])["rate"]
    return scheme(
        Indicator("i", Text("指标", "i"), 100, measure=rate, scoring=scoring, source=OURS, **more), inputs=[RATE]
    )
"""
CLASS = """

class TestWrong(SchemeContract):
    examples = 20

    @pytest.fixture
    def scheme(self):
        return SCHEME
"""
FUNCTION = """
@frozen
class odd(Function):
    value: Expr = subject()
{fields}
    def lower(self):
        return {lower}

    def sentence(self):
        return {sentence}


SCHEME = rated(odd())
"""


def function(
    fields: str = "", lower: str = "clamp(self.value)", sentence: str = 'Text("按比例", "in proportion")'
) -> str:
    return FUNCTION.format(fields=fields, lower=lower, sentence=sentence)


WRONG = {
    "no English label": (
        'SCHEME = scheme(Indicator("work", "工作", 100, source=OURS))',
        {"test_labels_are_in_both_languages": r"indicators\.work\.label: no English"},
    ),
    "an unfinished label": (
        'SCHEME = scheme(label=Text("方案", "TODO translate"))',
        {"test_labels_are_in_both_languages": r"label: the English is not finished: TODO translate"},
    ),
    "no source": (
        "SCHEME = scheme(source=None)",
        {"test_sources_are_given": r"source: no source is given"},
    ),
    "bounds that lie": (
        function(
            # a figure made by hand, with bounds that nobody declared
            lower="evolve(self.value, low=Fraction(0), high=Fraction(1)) if 'low' in dir(self.value) else lift('50%')"
        ),
        {"test_scores_stay_within_bounds": r"i: the scoring gives -?\d+(\.\d+)?, not within 0 and 1"},
    ),
    "not monotone": (
        'SCHEME = rated(bands(at_least={"90%": "50%", "60%": "100%"}, otherwise="0%"), better="higher")',
        {"test_a_better_measure_never_scores_less": r'better = "higher" is declared, yet a measure of .* only 0\.5'},
    ),
    "not monotone, less is better": (
        'SCHEME = rated(bands(at_least={"90%": "100%"}, otherwise="0%"), better="lower")',
        {"test_a_better_measure_never_scores_less": r'better = "lower" is declared'},
    ),
    "an empty sentence": (
        function(sentence="Text()"),
        {
            "test_rules_read_as_sentences": r"indicators\.i\.scoring, odd\(\): no Chinese",
            "test_explanations_are_complete_in_both_languages": r"i\.standard: no Chinese",
        },
    ),
    "a sentence that is left unfilled": (
        function(sentence='Text("达到 {full}", "from {full}")'),
        {
            "test_rules_read_as_sentences": r"odd\(\): the English is not finished: from \{full\}",
            "test_explanations_are_complete_in_both_languages": r"i\.standard: left unfilled",
        },
    ),
    "a rule that reads back as another": (
        function("    top: Expr = field(default=lift(1), converter=lambda v: lift(v) * 2, kw_only=True)\n")
        + 'SCHEME = rated(odd(top="50%"))\n',
        {"test_the_scheme_is_read_back_as_it_was_written": r"the rule odd\(.*\) comes back as another: odd\("},
    ),
    "an engine that disagrees": (
        """
class TestWrong(TestWrong):
    @pytest.fixture
    def engines(self):
        from perfeval.evaluation import evaluate

        def worse(scheme, submissions):
            for submission in submissions:
                found = evaluate(submission, scheme)
                yield found if found.total is None else evolve(found, total=found.total + 1)

        return [Engine("hasty", lambda scheme, submissions: list(worse(scheme, submissions)))]


SCHEME = scheme()
""",
        {"test_engines_agree": r"hasty: total: \d+(\.\d+)?, not \d+"},
    ),
    "a rule that changes": (
        "import itertools\nturn = itertools.count()\n"
        + function(lower='clamp(self.value, high=f"{next(turn) % 7 + 1}%")'),
        {
            "test_the_tree_is_sound": r"two plans of the scheme differ",
            "test_engines_agree": r"i\.s",
            "test_evaluating_again_gives_the_same": r"evaluating again gives something else",
        },
    ),
    "nothing is ever scored": (
        'SCHEME = rated(unknown("no_rule"))',
        {"test_some_submission_is_complete": r"is there an indicator that is never scored\?"},
    ),
    "doubts that are not allowed": (
        "SCHEME = scheme(inputs=[RATE])\nTestWrong.allow_doubts = False",
        {"test_doubts": r"D302 inputs\.rate"},
    ),
    "totals that are not exact": (
        """
from perfeval.testing import keeping

SCHEME = scheme()


@pytest.fixture(autouse=True)
def hasty(monkeypatch):
    def evaluate(submission, scheme, evaluate=keeping.evaluate, **asked):
        found = evaluate(submission, scheme, **asked)
        return evolve(found, total=None if found.total is None else found.total + 1)

    monkeypatch.setattr(keeping, "evaluate", evaluate)
""",
        {"test_what_does_not_apply_leaves_totals_exact": r"policy rescale for what does not apply: the total is"},
    ),
}


NUMBERS = itertools.count()


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PERFEVAL_LANG", "en")

    def contract(text: str, *args: str) -> pytest.RunResult:
        # Engines are kept by what a scheme says: schemes whose functions differ only in their code need names apart.
        pytester.makepyfile(**{f"test_{next(NUMBERS)}": HEAD + CLASS + text})
        return pytester.runpytest_inprocess("-p", "no:cacheprovider", "-p", "no:sybil", "-W", "default", *args)

    return contract


def failed(result: pytest.RunResult) -> set[str]:
    return set(re.findall(r"^(?:FAILED|ERROR) \S+::(\w+)", "\n".join(result.outlines), re.MULTILINE))


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_scheme_fails_for_the_right_reason(name, run):
    text, reasons = WRONG[name]
    result = run(text)
    if name == "a rule that changes":  # what else it breaks is a matter of luck
        assert "test_the_tree_is_sound" in failed(result)
    else:
        assert failed(result) == set(reasons)
        result.assert_outcomes(failed=len(reasons), passed=len(CONTRACT) - len(reasons))
    output = "\n".join(result.outlines)
    for test in failed(result) & set(reasons):
        assert re.search(reasons[test], output), test
    assert "Traceback" not in output


def test_a_failure_shows_the_submission_and_no_code(run):
    result = run(WRONG["bounds that lie"][0])
    output = "\n".join(result.outlines)
    assert "the submission, made as small as possible:" in output
    assert 'format = "perfeval.submission/1"' in output
    failures = output.partition("FAILURES")[2].partition("short test summary")[0].partition("warnings summary")[0]
    assert "suite.py" not in failures


def test_doubts_are_warnings(run):
    result = run("SCHEME = scheme(inputs=[RATE])")
    result.assert_outcomes(passed=len(CONTRACT), warnings=1)
    result.stdout.fnmatch_lines(["*DoubtWarning: wrong-*: D302 inputs.rate*"])


def test_doubts_tell_of_details_in_one_language(run):
    result = run(
        'WORK = Indicator("work", Text("工作", "work"), 100, aspects=["按时"])\n'
        'SCHEME = scheme(WORK, grades=Grades({"优": 90, "C": 0}))'
    )
    assert not failed(result)
    output = "\n".join(result.outlines)
    assert "indicators.work.source: no source is given" in output
    assert "indicators.work.aspects[0]: no English" in output
    assert "grades.优: no label in English" in output
    assert "grades.C" not in output


def test_a_scheme_has_to_be_named(run):
    result = run("del TestWrong.scheme\n", "-k", "sources")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(['*state scheme_id = "..."*'])


def test_a_scheme_that_is_not_installed(run):
    result = run('del TestWrong.scheme\nTestWrong.scheme_id = "fosan-2021"', "-k", "sources")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*did you mean foshan-2021*"])


def test_asserts_of_the_suite_are_rewritten():
    assert type(suite.__spec__.loader).__name__ == "AssertionRewritingHook"
