"""Spark and polars: the same rows for schemes and tables of every kind, flat and nested, on threads and a cluster."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

import pytest
from polars.testing import assert_frame_equal
from tests.evaluation.generating import Maker, schemes
from tests.semantics.cases import Case, cases
from tests.tables.spark.comparing import by_polars, by_spark, digest, nested

from perfeval.evaluation import plan
from perfeval.model import Scheme, Submission
from perfeval.tables import Asked, framed, needs

pytestmark = pytest.mark.spark


def agree(
    spark: Any, scheme: Scheme, submissions: list[Submission], policies: Mapping[str, Any], *, flat: bool
) -> None:
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
@pytest.mark.parametrize("seed", [0, 2, 7, 8])  # with open groups, without a total, without child tables
def test_spark_tells_what_polars_tells(spark: Any, seed: int, flat: bool) -> None:
    scheme, maker = schemes(seed), Maker(~seed)
    agree(spark, scheme, [maker.submission(scheme) for _ in range(80)], {}, flat=flat)


def test_worked_cases(spark: Any) -> None:
    """Every batch of them on threads, each fifth on the cluster; flat and nested in turn."""
    few = spark.sparkContext.master != "local[2]"
    for n, (scheme, policies, some) in enumerate(batches()):
        if n % 5 == 0 or not few:
            submissions = [handed for case in some for handed in case.submissions(scheme)[:50]]
            try:
                agree(spark, scheme, submissions, policies, flat=n % 2 == 0)
            except AssertionError as error:
                error.add_note(f"cases {', '.join(case.name for case in some)}")
                raise


def batches() -> Iterator[tuple[Scheme, Mapping[str, Any], list[Case]]]:
    """The worked cases, those of one scheme and the same policies together."""
    told = [(case.scheme(), dict(case.policies), case) for case in cases()]
    told.sort(key=lambda each: (each[0].digest, sorted(each[1].items())))
    for _, some in groupby(told, key=lambda each: (each[0].digest, each[1])):
        group = list(some)
        yield group[0][0], group[0][1], [case for _, _, case in group]
