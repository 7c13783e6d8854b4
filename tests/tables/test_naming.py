"""Names meant for a scheme that are not its own are faults, with the name that is near; so are wrong readings."""

from typing import Any

import polars as pl
import pytest

from perfeval import Indicator, Scheme, evaluate_table
from perfeval.findings import FormatError, UsageError

SCHEME = Scheme(id="names", label="示例", groups=[Indicator("work", "工作", 60), Indicator("rest", "其他", 40)])
OFFICES = pl.DataFrame({"entity": [1, 2], "judgements.work": [50, 60], "judgements.rest": [40, 30]})


def faults(error: type[Exception], *columns: pl.Expr, **options: Any) -> list[tuple[str, str]]:
    with pytest.raises(error) as raised:
        evaluate_table(OFFICES.with_columns(*columns), SCHEME, **options)
    return [(f.code, f.location) for f in raised.value.findings]  # type: ignore[attr-defined]


def test_every_misspelt_name_is_told_at_once() -> None:
    flags = [pl.lit(value=True).alias(name) for name in ("not_applicable.wrok", "judgements.rset", "grants.given")]
    assert faults(FormatError, *flags, tables={"project": OFFICES}) == [
        ("I115", "not_applicable.wrok"),
        ("I115", "judgements.rset"),
        ("I115", "grants.given"),
        ("I115", "project"),
    ]


def test_the_near_name_is_named() -> None:
    with pytest.raises(FormatError) as raised:
        evaluate_table(OFFICES.with_columns(pl.lit(value=True).alias("not_applicable.wrok")), SCHEME)
    assert "work" in raised.value.findings[0].advice.en


def test_columns_of_the_callers_own_are_left_alone() -> None:
    own = OFFICES.with_columns(pl.lit("广东").alias("province"), pl.lit(1.5).alias("note.of.mine"))
    found = evaluate_table(own, SCHEME, projects=pl.DataFrame({"entity": [1], "actual": [1]}))
    assert found.scores["complete"].all()


@pytest.mark.parametrize(
    ("options", "code", "place"),
    [
        ({"money_unit": "万"}, "I111", "money_unit"),
        ({"floats": -1}, "I113", "floats"),
        ({"floats": 16}, "I113", "floats"),
    ],
)
def test_a_reading_that_there_is_not(options: dict[str, Any], code: str, place: str) -> None:
    assert faults(UsageError, **options) == [(code, place)]
