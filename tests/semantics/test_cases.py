"""Every worked case on every engine."""

from pathlib import Path

import pytest
from tests.semantics.cases import SCHEMES, Case, cases, topics
from tests.semantics.engines import ENGINES, Engine
from tests.semantics.expecting import differences

from perfeval.formats import read_scheme

SHOWN = 10


@pytest.fixture(params=ENGINES, ids=[engine.name for engine in ENGINES])
def engine(request: pytest.FixtureRequest) -> Engine:
    return request.param


@pytest.mark.parametrize("case", cases(), ids=[case.name for case in cases()])
def test_case(case: Case, engine: Engine, request: pytest.FixtureRequest) -> None:
    if case.name in engine.gaps:
        request.applymarker(pytest.mark.xfail(reason=engine.gaps[case.name], strict=True))
    scheme = case.scheme()
    submissions = case.submissions(scheme)
    wrong = [
        f"  {'、'.join(handed.not_applicable)}: {line}" if len(submissions) > 1 else f"  {line}"
        for handed, found in zip(submissions, engine.tell(scheme, submissions, case.policies), strict=True)
        for line in differences({k: v for k, v in case.expect.items() if k not in engine.silent}, found)
    ]
    if wrong:
        more = [f"  and {len(wrong) - SHOWN} more"] if len(wrong) > SHOWN else []
        head = f"{case.topic}.toml, case {case.id}, engine {engine.name}\n  {case.zh}\n  {case.en}"
        pytest.fail("\n".join([head, *wrong[:SHOWN], *more]), pytrace=False)


@pytest.mark.parametrize("topic", topics())
def test_a_topic_is_told_in_both_languages(topic: str) -> None:
    file = topics()[topic]
    assert file.keys() <= {"title", "schemes", "cases"}
    assert file["title"].keys() == {"zh", "en"}
    for case in file["cases"]:
        assert case["zh"].strip(), case["id"]
        assert case["en"].strip(), case["id"]
        assert case["expect"], case["id"]


@pytest.mark.parametrize("path", sorted(SCHEMES.glob("*.toml")), ids=lambda path: path.stem)
def test_a_scheme_beside_the_cases_is_used_by_one(path: Path) -> None:
    assert read_scheme(path.read_bytes(), file=path.name).id == path.stem
    assert any(case.data["scheme"] == path.stem for case in cases())


def test_gaps_name_cases() -> None:
    names = {case.name for case in cases()}
    for engine in ENGINES:
        assert engine.gaps.keys() <= names
