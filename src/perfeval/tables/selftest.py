"""What the engine relies on polars for, tried once in every process: exactness rests on it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

import polars as pl

from perfeval.findings import UsageError, kind

_MOST, _WIDEST = 2**63 - 1, 2**127 - 1
_DATA = pl.LazyFrame(
    {
        "n": pl.Series([_MOST, -7, 7, None], dtype=pl.Int64),
        "wide": pl.Series([_WIDEST, -7, 7, None], dtype=pl.Int128),
        "by": pl.Series([1, 2, 0, 2], dtype=pl.Int64),
        "flag": [True, False, None, True],
        "other": [None, None, None, True],
        "rank": pl.Series([1, 0, None, 1], dtype=pl.UInt8),
        "key": [2, 1, 2, 1],
    }
)
_N, _WIDE, _BY, _FLAG, _OTHER = (pl.col(name) for name in ("n", "wide", "by", "flag", "other"))
_GRADES = pl.Enum(["优", "良"])

EXPECTED: dict[str, tuple[pl.Expr, list[Any]]] = {
    "64 bits wrap": (_N + 1, [-_MOST - 1, -6, 8, None]),
    "128 bits wrap": (_WIDE + 1, [-_WIDEST - 1, -6, 8, None]),
    "running sums of 128 bits wrap": (_WIDE.fill_null(1).cum_sum(), [_WIDEST, _WIDEST - 7, _WIDEST, -_WIDEST - 1]),
    "// goes down, and is null by 0": (_N // _BY, [_MOST, -4, None, None]),
    "// of 128 bits too": (_WIDE // _BY.cast(pl.Int128), [_WIDEST, -4, None, None]),
    "null and false": (_FLAG & _OTHER, [None, False, None, True]),
    "null or true": (_FLAG | _OTHER, [True, None, None, True]),
    "not null": (~_FLAG, [False, True, None, False]),
    "null compared": (_N > 0, [True, False, True, None]),
    "when null": (pl.when(_FLAG).then(1).otherwise(0), [1, 0, 0, 1]),
    "when null, with nothing otherwise": (pl.when(_FLAG).then(1), [1, None, None, 1]),
    "units as decimals": (
        (_WIDE % 1000).reinterpret(dtype=pl.Decimal(38, 2)),
        [Decimal(_WIDEST % 1000) / 100, Decimal("9.93"), Decimal("0.07"), None],
    ),
    "places as grades": (pl.col("rank").cat.to(_GRADES), ["良", "优", None, "良"]),
}
"""Behaviours by name: an expression over a small table, and what it has to come to."""

SUMMED = [(1, -7, -7, 2), (2, 6 - 2**63, 6 - 2**127, 2), (3, None, None, None)]
"""The streaming engine's sums by key, which wrap and leave nulls out, joined to keys in their order."""


@cache
def tried() -> None:
    """Try what is relied on.

    Raises:
        UsageError: this version of polars does something else, so that digits could be wrong.
    """
    if differing := "; ".join(_differing()):
        raise UsageError(kind("I206").at("", version=pl.__version__, what=differing))


def _differing() -> Iterator[str]:
    found = _DATA.select(expr.alias(name) for name, (expr, _) in EXPECTED.items()).collect()
    yield from (name for name, (_, wanted) in EXPECTED.items() if found[name].to_list() != wanted)
    sums = _DATA.group_by("key").agg(pl.col("n").sum(), pl.col("wide").sum(), pl.len())
    keys = pl.LazyFrame({"key": [1, 2, 3]})
    joined = keys.join(sums, on="key", how="left", maintain_order="left").collect(engine="streaming")
    if joined.rows() != SUMMED:
        yield "sums by key"
