"""One column after another: types, units, faults, and what is refused."""

import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl
import pytest

from perfeval.tables.faulted import ColumnError, Read
from perfeval.tables.needing import Held, Needed
from perfeval.tables.numerals import Way, edges_of
from perfeval.tables.readings import read


def column(values: Any, held: Held = "number", dtype: Any = None, way: Way | None = None, **needed: Any) -> Read:
    return read(pl.Series("x", values, dtype=dtype), Needed("x", None, held, **needed), way or Way())


def worth(found: Read) -> list[Any]:
    """The values in base units, and the faults of those that are missing."""
    scale = Fraction(found.figure.numerator, found.figure.denominator)
    faults = [0] * len(found.values) if found.faults is None else found.faults.to_list()
    return [(fault or None) if v is None else v * scale for v, fault in zip(found.values, faults, strict=True)]


MISSING, UNREADABLE, OUTSIDE = None, 1, 2


@pytest.mark.parametrize(
    ("values", "dtype", "wanted"),
    [
        ([1, None, -3], pl.Int8, [1, None, -3]),
        ([2**63], pl.UInt64, [2**63]),
        ([Decimal("1.25"), None], pl.Decimal(38, 2), [Fraction(5, 4), None]),
        (["1.5", "", None, "-2"], pl.String, [Fraction(3, 2), None, None, -2]),
        (["1.5", "不详", "3"], pl.String, [Fraction(3, 2), UNREADABLE, 3]),
        (["", ""], pl.String, [None, None]),
        (["不详"], pl.String, [UNREADABLE]),
        ([None, None], pl.Null, [None, None]),
    ],
)
def test_numbers(values: Any, dtype: Any, wanted: list[Any]) -> None:
    assert worth(column(values, dtype=dtype)) == wanted


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        (["1", "2.5"], [10000, 25000]),
        (["1200元", "3万元", "一万"], [1200, 30000, UNREADABLE]),
        ([1, 2], [10000, 20000]),
    ],
)
def test_money_in_its_unit(values: Any, wanted: list[Any]) -> None:
    assert worth(column(values, "money", way=Way("万元"))) == wanted


def test_ratios_and_marks_out_of_100() -> None:
    assert worth(column(["95.8%", "90", "5‰"], "ratio", out_of=Fraction(100))) == [
        Fraction(958, 1000),
        Fraction(9, 10),
        Fraction(5, 1000),
    ]
    assert worth(column([90, 101], "ratio", out_of=Fraction(100), low=Fraction(0), high=Fraction(1))) == [
        Fraction(9, 10),
        OUTSIDE,
    ]


def test_bounds_are_inclusive() -> None:
    found = column([-1, 0, 5, 6, None], low=Fraction(0), high=Fraction(11, 2))
    assert worth(found) == [OUTSIDE, 0, 5, OUTSIDE, None]
    assert (found.figure.low, found.figure.high) == (0, 5)


def test_floats_need_leave_and_have_to_be_decimals() -> None:
    assert worth(column([0.1, 2.25, None], way=Way(floats=2))) == [Fraction(1, 10), Fraction(9, 4), None]
    for values, floats in (([0.1], None), ([0.125], 2), ([float("nan")], 2), ([float("inf")], 2), ([1e300], 2)):
        with pytest.raises(ColumnError):
            column(values, way=Way(floats=floats))


@pytest.mark.parametrize(
    ("held", "dtype"),
    [("number", pl.Boolean), ("number", pl.Date), ("flag", pl.Int64), ("text", pl.Int64), ("date", pl.Int64)],
)
def test_columns_of_the_wrong_type(held: Held, dtype: Any) -> None:
    with pytest.raises(ColumnError):
        column([None, 1 if dtype == pl.Int64 else None], held, dtype)


def test_flags() -> None:
    assert worth(column(["是", "false", "", None, "也许"], "flag")) == [True, False, None, None, UNREADABLE]
    assert worth(column([True, None], "flag", default=False)) == [True, False]
    assert worth(column([None, None], "flag", default=True)) == [True, True]
    assert worth(column(["是", "也许", None], "flag", default=False)) == [True, UNREADABLE, False]


@pytest.mark.parametrize("dtype", [pl.String, pl.Categorical, pl.Enum(["好", "差", "一般", ""])])
def test_texts(dtype: Any) -> None:
    found = column(["好", "一般", "", None], "text", dtype, options=("好", "差"))
    assert found.values.to_list() == ["好", None, None, None]
    assert found.faults is not None
    assert found.faults.to_list() == [0, OUTSIDE, 0, 0]


def test_a_level_that_says_that_information_is_missing() -> None:
    found = column(["A", "D*"], "text", options=("D", "A"), missing="D*")
    assert (found.values.to_list(), found.faults) == (["A", None], None)


def test_dates() -> None:
    day = datetime.date(2025, 3, 31)
    assert column([day, None], "date").values.to_list() == [day, None]
    found = column(["2025-03-31", "2025-02-30", "", None], "date")
    assert found.values.to_list() == [day, None, None, None]
    assert found.faults is not None
    assert found.faults.to_list() == [0, UNREADABLE, 0, 0]


def test_faults_that_are_known_already() -> None:
    faults = pl.Series([UNREADABLE, 0, 0])
    for values in ([None, None, 3], [None, None, None]):
        found = read(pl.Series("x", values), Needed("x", None, "number"), Way(), faults)
        assert found.faults is not None
        assert found.faults.to_list() == [UNREADABLE, 0, 0]


def test_values_too_long_for_columns_are_left_to_the_record_engine() -> None:
    found = read(pl.Series("x", [1, 2**40, None]), Needed("x", None, "number"), Way(), most=2**30)
    assert found.beyond is not None
    assert (found.values.to_list(), found.beyond.to_list()) == ([1, None, None], [False, True, False])
    text = column(["0.5", "0.333333333333333333"])
    assert text.beyond is not None
    assert text.beyond.to_list() == [False, True]


def test_edges_in_one_scan() -> None:
    frame = pl.DataFrame(
        {"a": [3, -1, None], "b": [Decimal("1.5"), None, Decimal("0.2")], "c": ["x"] * 3, "d": [1.0] * 3}
    )
    assert edges_of(frame, ["a", "b", "c", "d", "e"]) == {"a": (-1, 3), "b": (2, 15)}
    assert edges_of(frame.clear(), ["a"]) == {"a": (0, 0)}
    assert edges_of(frame, ["c"]) == {}
