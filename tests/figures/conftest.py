"""What the pictures of these tests are made of; they need a font with Chinese."""

from __future__ import annotations

import os
from collections.abc import Callable
from decimal import Decimal

import pytest
from attrs import evolve

import perfeval
from perfeval import Evaluation, Grades, Outcome
from perfeval.figures.fonts import face

FOSHAN = "examples/foshan-2021"


@pytest.fixture(scope="session", autouse=True)
def chinese() -> None:
    if face().glyph("财") is None and os.environ.get("PERFEVAL_FULL") != "1":
        pytest.skip("needs a font with Chinese, as fonts-noto-cjk")


@pytest.fixture(scope="session")
def office() -> Evaluation:
    return perfeval.evaluate(f"{FOSHAN}/hmt-office.toml")


@pytest.fixture(scope="session")
def incomplete() -> Evaluation:
    return perfeval.evaluate(f"{FOSHAN}/incomplete.toml")


@pytest.fixture(scope="session")
def other() -> Evaluation:
    """The office that serves nobody: one indicator does not apply."""
    return perfeval.evaluate(f"{FOSHAN}/not-applicable.toml")


@pytest.fixture(scope="session")
def grades() -> Grades:
    found = perfeval.scheme("foshan-2021").grades
    assert found
    return found


@pytest.fixture(scope="session")
def totalling(office: Evaluation) -> Callable[..., Evaluation]:
    """An evaluation of an office of some name with some total, whatever its indicators say."""

    def make(total: str, entity: str = "某局", year: int = 2021) -> Evaluation:
        return evolve(office, total=Decimal(total), entity=entity, year=year)

    return make


def rescored(evaluation: Evaluation, id: str, /, **changes: object) -> Evaluation:
    """The evaluation with one outcome that came out otherwise."""

    def walk(outcome: Outcome) -> Outcome:
        if outcome.id == id:
            return evolve(outcome, **changes)
        return evolve(outcome, children=tuple(map(walk, outcome.children)))

    return evolve(evaluation, groups=tuple(map(walk, evaluation.groups)))
