"""What the strategies make: everything a scheme may meet, and nothing that cannot be handed in."""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, find, given, seed, settings
from hypothesis import strategies as st

import perfeval
from perfeval.evaluation import Evaluation, evaluate
from perfeval.expressions import Parameter, Source, bands, choose, is_missing, proportional, share_of
from perfeval.findings import Text
from perfeval.model import (
    Cap,
    Entity,
    Grades,
    Group,
    Indicator,
    Input,
    Judgement,
    NoCombination,
    OpenGroup,
    Ordinal,
    Scheme,
    Submission,
    WeakestLink,
    names,
)
from perfeval.numbers import Money
from perfeval.testing import complete_submissions, submissions
from perfeval.testing.strategies import late, register
from perfeval.testing.strategies.types import SMALL, TYPES
from perfeval.testing.strategies.values import parts_of

pytestmark = pytest.mark.slow

QUICK = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
MANY = settings(QUICK, max_examples=300)
SCALE = Ordinal(("D", "C", "B", "A"))
INPUTS = (
    Input("handed_in", "date"),
    Input("kind", "text", options=("甲", "乙")),
    Input("remark", "text"),
    Input("rank", "level", options=SCALE.levels),
    Input("people", "quantity", unit="人", low=0),
    Input("cost", "money", low=0),
    Input("works.name", "text", table="works"),
    Input("works.worth", "points", table="works", low=0),
    Input("works.done", "flag", table="works"),
    Input("works.part", "text", table="works"),
    Input("works.share", "ratio", table="works", low=0, high=1),
    Input("works.day", "date", table="works"),
    Input("works.paid", "money", table="works", low=0),
    Input("grants.open", "flag", table="grants"),
)
the = names(INPUTS, [Parameter("line", "50%")])
EVERYTHING = Scheme(
    id="everything",
    label="样样都有",
    groups=[
        Indicator("dated", "按时", 10, scoring=choose(the.handed_in <= date(2024, 3, 31), "100%", "0%")),
        Indicator("kinded", "种类", 10, scoring=choose(the.kind.equals("甲"), "100%", "50%")),
        Indicator("said", "备注", 10, scoring=choose(the.remark.equals("好"), "100%", "50%")),
        Indicator("ranked", "等级", 10, scoring=choose(the.rank >= "B", "100%", "0%")),
        Indicator("staffed", "人数", 10, scoring=bands(the.people, at_least={50: 10, 10: 5}, otherwise=0)),
        Indicator("cheap", "成本", 10, scoring=choose(the.cost <= "10万元", "100%", "0%")),
        Indicator("open", "公开", 10, scoring=proportional(share_of(the.grants.open))),
        Indicator("perhaps", "未必", 10, not_applicable_when=the.staff.in_post <= 20),
        OpenGroup(
            "works",
            "工程",
            20,
            rows="works",
            where=the.works.part.equals("主") & the.works.done,
            row_points=the.works.worth,
            row_label=the.works.name,
            scoring=choose(
                is_missing(the.works.day) | (the.works.paid > "1元"),
                proportional(the.works.share),
                choose(the.works.day <= date(2024, 6, 30), "100%", "0%"),
            ),
        ),
    ],
    bonus=[Indicator("more", "加分", 2)],
    grades=Grades({"优": 90, "差": 0}),
    caps=[Cap(is_missing(the.remark), "差", "没有备注")],
    inputs=INPUTS,
    parameters=[Parameter("line", "50%")],
)
LEVELS = Scheme(
    id="levels",
    label="等级",
    groups=[Group("g", "组", [Indicator("a", "甲", scale=SCALE), Indicator("b", "乙", scale=SCALE)],
                  combine=WeakestLink(plus=False), scale=SCALE)],
    combine=NoCombination(),
)  # fmt: skip
SCHEMES = {s.id: s for s in (EVERYTHING, LEVELS, SMALL)}


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)
def test_a_complete_submission_is_complete(scheme: Scheme) -> None:
    @QUICK
    @given(complete_submissions(scheme))
    def check(submission: Submission) -> None:
        assert evaluate(submission, scheme).complete
        assert submission.scheme == scheme.id

    check()


@pytest.fixture(scope="module")
def met() -> Counter[str]:
    """What three hundred submissions for a scheme with everything meet."""
    met: Counter[str] = Counter()

    @MANY
    @given(submissions(EVERYTHING))
    def look(submission: Submission) -> None:
        found = evaluate(submission, EVERYTHING)
        met[f"complete {found.complete}"] += 1
        met[f"nothing applicable {all(o.status == 'not_applicable' for o in found.groups)}"] += 1
        met.update({finding.code for finding in found.findings})
        met.update({outcome.status for outcome in found.outcomes()})
        met.update({"row" for outcome in found.outcomes() if outcome.kind == "row"})
        met.update({f"unit {submission.money_unit}", "deductions" if _deducted(submission) else "points"})
        met.update({"source" for _ in submission.sources})

    look()
    return met


def _deducted(submission: Submission) -> bool:
    return any(judgement.deductions for judgement in submission.judgements.values())


@pytest.mark.parametrize(
    "wanted",
    [
        "complete True",
        "complete False",
        "nothing applicable True",
        "E101",  # not given
        "E103",  # no rows
        "E106",  # out of bounds
        "E107",  # unreadable
        "E108",  # rows that do not bring the points
        "E201",  # a row that no group takes
        "E207",  # an unknown name
        "scored",
        "unscored",
        "not_applicable",
        "row",
        "unit 万元",
        "unit ",
        "deductions",
        "points",
        "source",
    ],
)
def test_a_scheme_meets_everything(met: Counter[str], wanted: str) -> None:
    assert met[wanted]


EDGES: dict[str, dict[str, Callable[[Evaluation], bool]]] = {
    "foshan-2021": {
        "a zero denominator": lambda e: "zero_denominator" in reasons(e),
        "exactly at the edge": lambda e: e["spending"].measure == Fraction(95, 100),
        "just below the edge": lambda e: 0 < 1 - (e["spending"].share or 0) < Fraction(1, 1000),
        "full marks": lambda e: e["benefit"].share == 1,
    },
    "mof-2020-project": {
        "several rows, all scored": lambda e: e.complete and len(e["outputs"].children) > 2,
        "outside its tier": lambda e: "outside_tier" in reasons(e),
        "no rule": lambda e: "no_rule" in reasons(e),
        "wrong points": lambda e: "rows_points" in reasons(e),
    },
}


def reasons(evaluation: Evaluation) -> set[str]:
    return {reason.code for outcome in evaluation.outcomes() for reason in outcome.reasons}


@pytest.mark.parametrize("name", EDGES)
def test_edges_are_found(name: str) -> None:
    scheme, met = perfeval.scheme(name), set()

    def look(submission: Submission) -> None:
        found = evaluate(submission, scheme)
        met.update(edge for edge, condition in EDGES[name].items() if condition(found))

    for turn in range(6):  # Hypothesis takes constants from whatever is loaded, so luck differs from run to run
        seed(turn)(settings(MANY, derandomize=False, database=None)(given(submissions(scheme))(look)))()
        if met == EDGES[name].keys():
            break
    assert met == EDGES[name].keys()


@QUICK
@given(st.decimals("0.01", 50, places=2), st.data())
def test_parts_make_the_whole(total, data):
    parts = data.draw(parts_of(total, 2))
    assert sum(parts) == total
    assert all(part > 0 for part in parts)


@pytest.mark.parametrize("made", TYPES, ids=lambda made: made.__name__)
def test_types_are_registered(made: type) -> None:
    @QUICK
    @given(st.from_type(made))
    def check(value: Any) -> None:
        assert isinstance(value, made)

    check()


def test_types_are_what_builds_takes() -> None:
    def price(amount: Money, label: Text, entity: Entity, judgement: Judgement, source: Source) -> Money:
        return amount

    @QUICK
    @given(st.builds(price))
    def check(amount: Money) -> None:
        assert amount.yuan >= 0

    check()


def test_registering_twice_does_no_harm() -> None:
    register()
    assert isinstance(find(st.from_type(Indicator), lambda _: True), Indicator)


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_types_are_registered_when_the_model_comes_after_hypothesis() -> None:
    code = "from hypothesis import strategies as st, find\nimport perfeval.model, sys\n"
    code += "print(find(st.from_type(perfeval.model.Indicator), lambda _: True).points)\n"
    code += "print(perfeval.model.__loader__ is perfeval.model.__spec__.loader)\n"
    code += "print(type(perfeval.model.__loader__).__module__)"
    assert run(code).split()[1:] == ["True", "_frozen_importlib_external"]


def test_types_are_registered_when_the_model_comes_first() -> None:
    code = "import perfeval.model\nfrom hypothesis import strategies as st, find\n"
    assert (
        run(code + "print(type(find(st.from_type(perfeval.model.Indicator), lambda _: True)).__name__)")
        == "Indicator\n"
    )


def test_late_does_something_once(tmp_path, monkeypatch) -> None:
    (tmp_path / "comes_late.py").write_text("VALUE = 1")
    monkeypatch.syspath_prepend(tmp_path)
    told: list[int] = []
    late.when_imported("comes_late", lambda: told.append(1))
    late.when_imported("never_comes", lambda: told.append(2))
    import comes_late

    assert (comes_late.VALUE, told) == (1, [1])
    with pytest.raises(ModuleNotFoundError):
        import never_comes  # noqa: F401
    assert told == [1]
    monkeypatch.delitem(sys.modules, "comes_late")
