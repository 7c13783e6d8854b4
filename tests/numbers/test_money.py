"""Amounts of money as they are written, and their value in yuan."""

from decimal import Context, Decimal, localcontext
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval.findings import NumberError
from perfeval.numbers import MONEY_UNITS, Money


@pytest.mark.parametrize(
    ("value", "unit", "text", "yuan"),
    [
        ("12.5万元", None, "12.5万元", "125000"),
        ("757.33 万元", None, "757.33万元", "7573300"),
        ("1,200.00元", None, "1200.00元", "1200.00"),
        ("１２．５０万元", None, "12.50万元", "125000"),
        ("3千元", None, "3千元", "3000"),
        ("3百万元", None, "3百万元", "3000000"),
        ("0.5千万元", None, "0.5千万元", "5000000"),
        ("-1.2亿元", None, "-1.2亿元", "-120000000"),
        ("0.000031万元", None, "0.000031万元", "0.31"),
        ("1E+2元", None, "100元", "100"),
        ("12.5万元", "元", "12.5万元", "125000"),  # its own unit wins
        ("12.5", "万元", "12.5万元", "125000"),
        (12, "万元", "12万元", "120000"),
        (Decimal("922.01"), "万元", "922.01万元", "9220100"),
        (0, "元", "0元", "0"),
    ],
)
def test_read(value: object, unit: str | None, text: str, yuan: str) -> None:
    money = Money.read(value, unit)
    assert (money.text, str(money.yuan)) == (text, yuan)


@pytest.mark.parametrize(
    ("value", "unit", "code"),
    [
        ("12.5", None, "I110"),
        (12, None, "I110"),
        ("12.5", "", "I110"),
        ("12.5万", None, "I111"),  # of what?
        ("12.5万", "万元", "I111"),
        ("12.5亿", "元", "I111"),
        ("1.2万亿元", None, "I111"),
        ("95%", "万元", "I111"),
        ("5人", None, "I111"),
        ("12.5", "万", "I111"),
        ("12.5", "USD", "I111"),
        ("≥12.5万元", None, "I106"),
        ("12.5万元以上", None, "I106"),
        ("10余万元", None, "I106"),
        ("约5万元", None, "I106"),
        ("", "万元", "I106"),
        (None, "万元", "I106"),
        (True, "万元", "I106"),
        (float("12.5"), "万元", "I108"),
        ("1e40元", None, "I107"),
    ],
)
def test_refused(value: object, unit: str | None, code: str) -> None:
    with pytest.raises(NumberError) as error:
        Money.read(value, unit)
    (finding,) = error.value.findings
    assert finding.code == code
    assert finding.render("zh")


def test_an_unknown_unit_names_the_options_and_the_nearest() -> None:
    with pytest.raises(NumberError) as error:
        Money.read("12.5万")
    (finding,) = error.value.findings
    assert all(unit in finding.message.zh for unit in MONEY_UNITS)
    assert finding.advice.zh == "是否指“万元”？"


def test_an_unknown_unit_may_be_near_to_nothing() -> None:
    with pytest.raises(NumberError) as error:
        Money.read("12.5 kg")
    assert error.value.findings[0].advice.zh == ""


@pytest.mark.parametrize(("amount", "unit", "code"), [("x", "元", "I106"), (float(1), "元", "I108"), (1, "圆", "I111")])
def test_a_wrong_amount_cannot_be_made(amount: object, unit: str, code: str) -> None:
    with pytest.raises(NumberError) as error:
        Money(amount, unit)  # type: ignore[arg-type]
    assert error.value.findings[0].code == code


def test_it_is_frozen_and_compares_as_written() -> None:
    money = Money.read("12.5万元")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        money.unit = "元"  # type: ignore[misc]
    assert money == Money.read("12.50万元")
    assert hash(money) == hash(Money.read("12.50万元"))
    assert money != Money.read("125000元")


@pytest.mark.parametrize("unit", MONEY_UNITS)
def test_one_of_each_unit(unit: str) -> None:
    assert Money.read(1, unit).yuan == MONEY_UNITS[unit]


def test_units_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        MONEY_UNITS["角"] = 1  # type: ignore[index]


def test_an_unknown_unit_to_convert_to() -> None:
    with pytest.raises(NumberError) as error:
        Money.read("1元").in_unit("角")
    assert error.value.findings[0].code == "I111"


def test_the_ambient_context_has_no_say() -> None:
    with localcontext(Context(prec=1, Emax=1, Emin=-1)):
        assert str(Money.read("757.33万元").yuan) == "7573300"


amounts = st.decimals(min_value=-(10**15), max_value=10**15, places=6)


@given(amounts, st.sampled_from(list(MONEY_UNITS)), st.sampled_from(list(MONEY_UNITS)))
def test_converting_is_exact(amount: Decimal, unit: str, other: str) -> None:
    money = Money(amount, unit)
    assert money.in_unit(other) == Fraction(amount) * MONEY_UNITS[unit] / MONEY_UNITS[other]
    assert Fraction(money.yuan) == money.in_unit("元")


@given(amounts, st.sampled_from(list(MONEY_UNITS)))
def test_text_round_trips(amount: Decimal, unit: str) -> None:
    money = Money(amount, unit)
    assert Money.read(money.text) == money
