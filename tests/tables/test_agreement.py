"""Columns and records: the same digits, statuses, grades and reasons for schemes and submissions of every kind."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Any

import numpy as np
import polars as pl
import pytest
from attrs import evolve
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.evaluation.generating import Maker, case, schemes
from tests.tables.telling import by_record, told

from perfeval.api import load
from perfeval.evaluation import plan
from perfeval.model import Scheme, Submission
from perfeval.numbers import round_places
from perfeval.plugins import default_host
from perfeval.tables import Asked, PolarsEngine, Tables, Way, framed

pytestmark = pytest.mark.slow

HEAD = ("total", "lower", "upper", "grade", "uncapped", "complete", "possible_grades", "applicable_points")
SETS = ("not_applicable", "unscored", "counted")
BY_ID = ("scores", "points", "levels", "shares")
Change = Callable[[Tables], Tables]


def as_they_are(tables: Tables) -> Tables:
    return tables


def lying_together(tables: Tables) -> Tables:
    height = tables.entities.height
    counts = {n: np.bincount(f["entity"].to_numpy(), minlength=height) for n, f in tables.children.items()}
    return evolve(tables, counts=counts)


def scattered(tables: Tables) -> Tables:
    """The rows of different entities between one another, those of each in their order."""
    place, mixed = pl.int_range(pl.len()).over("entity").alias("~place"), pl.col("entity").hash(7).alias("~mixed")
    children = {
        name: frame.with_columns(place, mixed).sort("~place", "~mixed", maintain_order=True).drop("~place", "~mixed")
        for name, frame in tables.children.items()
    }
    return evolve(tables, children=children)


LAYOUTS: Sequence[Change] = (as_they_are, lying_together, scattered)


def disagreements(
    scheme: Scheme, submissions: Sequence[Submission], change: Change, chosen: Mapping[str, Any] | None = None
) -> Iterator[str]:
    policies = chosen or {}
    pairs = zip(told(scheme, submissions, policies, change), by_record(scheme, submissions, policies), strict=True)
    for n, (found, wanted) in enumerate(pairs):
        for key in (*HEAD, *SETS):
            if found[key] != wanted[key]:
                yield f"{n} {key}: {wanted[key]}, not {found[key]}"
        for key in BY_ID:
            for id in found[key].keys() | wanted[key].keys():
                own, right = found[key].get(id), _shown(key, wanted[key].get(id))
                if own != right:
                    yield f"{n} {key}.{id}: {right}, not {own}"


def _shown(key: str, value: Any) -> Decimal | str | None:
    return round_places(value, 12) if key == "shares" and value is not None else value


@pytest.mark.parametrize("change", LAYOUTS, ids=lambda change: change.__name__)
@pytest.mark.parametrize("seed", range(30))
def test_columns_tell_what_records_tell(seed: int, change: Change) -> None:
    scheme, maker = schemes(seed), Maker(~seed)
    submissions = [maker.submission(scheme) for _ in range(60)]
    assert list(disagreements(scheme, submissions, change)) == []


@settings(deadline=None, max_examples=60)  # each example is a scheme of its own, with programs to be made
@given(st.integers(0, 2**32), st.sampled_from(LAYOUTS))
@example(548, as_they_are)  # a flag with a default that nobody gave: its column holds nulls alone
@example(9673, as_they_are)  # rows without a score, all of them, where that counts as zero
def test_of_any_scheme(seed: int, change: Change) -> None:
    scheme, submissions = case(seed, 3)
    assert list(disagreements(scheme, submissions, change)) == []


def test_policies_that_the_caller_chooses() -> None:
    for seed in range(8):
        scheme, submissions = case(seed, 8)
        for policy in ("rescale", "full", "none", "redistribute"):
            for missing in ("incomplete", "zero"):
                chosen: Mapping[str, Any] = {"not_applicable": policy, "on_missing": missing}
                found, wanted = (tell(scheme, submissions, chosen) for tell in (told, by_record))
                assert [f["total"] for f in found] == [w["total"] for w in wanted]
                assert [f["grade"] for f in found] == [w["grade"] for w in wanted]


def test_redistributed_points_need_no_record_engine() -> None:
    """All 1,023 proper subsets of the ten indicators of Foshan, and the whole set."""
    scheme = default_host().schemes.get("foshan-2021")
    own = load("examples/foshan-2021/hmt-office.toml")
    leaves = [leaf.id for leaf in scheme.leaves()]
    subsets = [some for size in range(len(leaves) + 1) for some in combinations(leaves, size)]
    submissions = [evolve(own, not_applicable=dict.fromkeys(some, "无此项")) for some in subsets]
    chosen = {"not_applicable": "redistribute"}
    assert list(disagreements(scheme, submissions, as_they_are, chosen)) == []
    engine = PolarsEngine(plan(scheme))
    asked = Asked("redistribute", scheme.on_missing)
    assert engine.evaluate(framed(submissions, engine.needs), asked, Way(), absent=True).recorded == 0
