"""Spark and polars: the same rows for schemes and tables of every kind, flat and nested, on threads and a cluster."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from tests.evaluation.generating import Maker, schemes
from tests.semantics.cases import Case, cases
from tests.tables.spark.comparing import by_polars, by_spark, digest, nested

from perfeval.evaluation import Plan, plan
from perfeval.model import Scheme, Submission
from perfeval.tables import Asked, Tables, framed, needs

pytestmark = pytest.mark.spark

Batch = tuple[Scheme, list[Submission], dict[str, str]]


def agree(spark: Any, scheme: Scheme, submissions: list[Submission], policies: Any, *, flat: bool) -> None:
    planned, tables = plan(scheme), framed(submissions, needs(plan(scheme)))
    asked = Asked(
        policies.get("not_applicable", scheme.not_applicable),
        policies.get("on_missing", scheme.on_missing),
        bounds=True,
        shares=True,
        rows=True,
    )
    wanted = by_polars(planned, tables.entities, tables.children, asked)
    children = dict(tables.children) if flat else {}
    found = by_spark(spark, planned, tables.entities if flat else nested(tables), children, asked, buckets=3)
    assert_frame_equal(found, wanted)
    assert digest(found) == digest(wanted)


@pytest.mark.parametrize("flat", [True, False], ids=["flat", "nested"])
@pytest.mark.parametrize("seed", range(6))
def test_spark_tells_what_polars_tells(spark: Any, seed: int, flat: bool) -> None:
    scheme, maker = schemes(seed), Maker(~seed)
    agree(spark, scheme, [maker.submission(scheme) for _ in range(80)], {}, flat=flat)


def batches() -> Iterator[tuple[Scheme, dict[str, str], list[Case]]]:
    """The worked cases, those of one scheme and the same policies together."""
    told = [(case.scheme(), dict(case.policies), case) for case in cases()]
    told.sort(key=lambda each: (each[0].digest, sorted(each[1].items())))
    for _, some in groupby(told, key=lambda each: (each[0].digest, each[1])):
        group = list(some)
        yield group[0][0], group[0][1], [case for _, _, case in group]
