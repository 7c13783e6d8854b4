"""What the documents of these tests are made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import perfeval
from perfeval.api import Reporting
from perfeval.evaluation import Reported
from perfeval.plugins import default_host

FOSHAN = "examples/foshan-2021"


@pytest.fixture(scope="session")
def reported() -> Callable[..., Reported]:
    """What a report of a submission is made of."""

    def make(of: Any, scheme: Any = None, **options: Any) -> Reported:
        return Reporting(scheme, options, default_host())(of)

    return make


@pytest.fixture(scope="session")
def office(reported: Callable[..., Reported]) -> Reported:
    return reported(f"{FOSHAN}/hmt-office.toml")


@pytest.fixture(scope="session")
def incomplete(reported: Callable[..., Reported]) -> Reported:
    return reported(f"{FOSHAN}/incomplete.toml")


@pytest.fixture(scope="session")
def sheet(reported: Callable[..., Reported]) -> Reported:
    return reported("examples/project-2020/sheet.toml")


@pytest.fixture(scope="session")
def saved() -> Reported:
    """An evaluation without anything that it was made from."""
    return Reported(perfeval.evaluate(f"{FOSHAN}/hmt-office.toml"))
