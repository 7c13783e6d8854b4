"""Nothing leaves the width that was proved for it: bounds hold, and what is guessed is counted."""

from decimal import Decimal
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval import Indicator, Input, Scheme, evaluate_table, linear, names, total
from perfeval.tables.needing import Needed
from perfeval.tables.numerals import Way, _outward
from perfeval.tables.readings import read
from perfeval.tables.wholes import WidthError, width_of

INPUTS = (
    Input("grants.paid", "quantity", "已付", unit="户", table="grants"),
    Input("grants.due", "quantity", "应付", unit="户", table="grants"),
)
THE = names(INPUTS)
SCHEME = Scheme(
    id="grants",
    label="补助",
    inputs=INPUTS,
    groups=[
        Indicator(
            "paid", "支付率", 100, measure=total(THE.grants.paid) / total(THE.grants.due), scoring=linear(full="100%")
        )
    ],
)
EDGES = [0, 1, 2, 2**31, 2**62, 2**63, 2**64, 2**126, 10**18]


@given(st.integers(-(2**126), 2**126), st.integers(-(2**126), 2**126))
def test_bounds_that_are_shared_still_enclose(a: int, b: int) -> None:
    low, high = _outward(*sorted((a, b)))
    assert low <= min(a, b)
    assert max(a, b) <= high


@pytest.mark.parametrize("edge", EDGES)
@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("beside", [-1, 0, 1])
def test_bounds_of_a_column_enclose_its_values(edge: int, sign: int, beside: int) -> None:
    value = sign * edge + beside
    figure = read(
        pl.Series("x", [value, None], dtype=pl.Int128), Needed("x", None, "number"), Way(), most=2**127 - 1
    ).figure
    assert figure.low <= value <= figure.high
    assert figure.nullable
    assert -(2 ** (figure.width - 1)) <= value < 2 ** (figure.width - 1)


def test_widths() -> None:
    assert [width_of(-(2**63), 2**63 - 1), width_of(0, 2**63), width_of(-(2**63) - 1, 0)] == [64, 128, 128]
    assert width_of(-(2**127), 2**127 - 1) == 128
    for low, high in ((0, 2**127), (-(2**127) - 1, 0)):
        with pytest.raises(WidthError):
            width_of(low, high)


@pytest.mark.parametrize("layout", ["keyed", "together"])
def test_a_group_that_is_larger_than_was_guessed(layout: str) -> None:
    """5,000 rows of 2^56 each are more than 64 bits hold; one row each is what the average promises."""
    counts = [1] * 500 + [5000] + [1] * 500
    owners = np.repeat(np.arange(1001), counts)
    amounts: Any = np.full(len(owners), 2**56, np.int64)
    child = pl.DataFrame({"entity": owners, "paid": amounts // 4 * 3 + 1, "due": amounts})
    child = child if layout == "together" else child.sample(fraction=1, shuffle=True, seed=3)
    found = evaluate_table(pl.DataFrame({"entity": np.arange(1001)}), SCHEME, tables={"grants": child})
    assert set(found.scores["total"]) == {Decimal("75.00")}


def test_what_no_column_holds_goes_through_the_record_engine() -> None:
    entities = pl.DataFrame({"entity": ["甲", "乙", "丙"]})
    far = str(9 * 10**17) + ".123456789012345678"  # 36 digits, and more as units of the last place of others
    child = pl.DataFrame(
        {"entity": ["甲", "乙", "乙", "丙"], "paid": ["1", "1", far, far], "due": ["3", far, far, None]}
    )
    found = evaluate_table(entities, SCHEME, tables={"grants": child})
    assert found.scores["total"].to_list() == [Decimal("33.33"), Decimal("50.00"), None]
    assert found.reasons.rows() == [("丙", "paid", None, "not_given", "grants.due")]
    assert found.recorded == 2
