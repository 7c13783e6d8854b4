"""Rounding against tables, against an independent definition and against the decimal module."""

import decimal
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from math import ceil, floor, trunc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval.numbers import ROUNDINGS, Rounding, round_places, round_to_step, round_units

QUANTIZE = {
    "half_up": decimal.ROUND_HALF_UP,
    "half_even": decimal.ROUND_HALF_EVEN,
    "down": decimal.ROUND_DOWN,
    "up": decimal.ROUND_UP,
    "floor": decimal.ROUND_FLOOR,
    "ceiling": decimal.ROUND_CEILING,
}

modes = st.sampled_from(ROUNDINGS)
places = st.integers(0, 40)


def by_definition(value: Fraction, mode: Rounding) -> int:
    """Rounding written down once more, by distance instead of by division."""
    if mode == "half_up":
        nearest = floor(abs(value) + Fraction(1, 2))
        return nearest if value >= 0 else -nearest
    if mode == "half_even":
        return round(value)
    if mode == "up":
        return ceil(value) if value >= 0 else floor(value)
    return {"down": trunc, "floor": floor, "ceiling": ceil}[mode](value)


@pytest.mark.parametrize(
    ("value", "half_up", "half_even", "down", "up", "low", "high"),
    [
        ("2.5", 3, 2, 2, 3, 2, 3),
        ("3.5", 4, 4, 3, 4, 3, 4),
        ("0.5", 1, 0, 0, 1, 0, 1),
        ("2.49", 2, 2, 2, 3, 2, 3),
        ("2.51", 3, 3, 2, 3, 2, 3),
        ("0", 0, 0, 0, 0, 0, 0),
        ("7", 7, 7, 7, 7, 7, 7),
        ("-0.5", -1, 0, 0, -1, -1, 0),
        ("-2.5", -3, -2, -2, -3, -3, -2),
        ("-2.4", -2, -2, -2, -3, -3, -2),
        ("-7", -7, -7, -7, -7, -7, -7),
    ],
)
def test_every_mode(value: str, half_up: int, half_even: int, down: int, up: int, low: int, high: int) -> None:
    found = {mode: round_units(Fraction(value), mode) for mode in ROUNDINGS}
    assert found == {
        "half_up": half_up,
        "half_even": half_even,
        "down": down,
        "up": up,
        "floor": low,
        "ceiling": high,
    }


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (Fraction(75733, 92201) * 10 / Fraction(95, 100), 2, "8.65"),  # Foshan 2021, spending rate
        (Fraction("8.645"), 2, "8.65"),
        (Fraction("1.005"), 2, "1.01"),  # a float is just below
        (Fraction("-1.005"), 2, "-1.01"),
        (Fraction(10), 2, "10.00"),
        (Fraction(0), 3, "0.000"),
        (Fraction("-0.001"), 2, "0.00"),  # never a negative zero
        (Fraction(2, 3), 0, "1"),
        (Fraction(1, 3), 50, "0." + "3" * 50),
        (Fraction(10**40 + 1, 2), 1, "5000000000000000000000000000000000000000.5"),
    ],
)
def test_places(value: Fraction, places: int, expected: str) -> None:
    assert str(round_places(value, places)) == expected


@pytest.mark.parametrize(
    ("value", "step", "mode", "expected"),
    [
        ("0.874", "0.25", "half_up", "0.75"),
        ("0.875", "0.25", "half_up", "1"),
        ("0.875", "0.25", "down", "0.75"),
        ("7.3", "0.5", "half_up", "7.5"),
        ("7.3", "0.5", "floor", "7"),
        ("-7.3", "0.5", "floor", "-7.5"),
        ("13", "5", "half_up", "15"),
    ],
)
def test_steps(value: str, step: str, mode: Rounding, expected: str) -> None:
    assert round_to_step(Fraction(value), Fraction(step), mode) == Fraction(expected)


@pytest.mark.parametrize("step", [Fraction(0), Fraction(-1, 2)])
def test_a_step_is_positive(step: Fraction) -> None:
    with pytest.raises(ValueError, match="greater than 0"):
        round_to_step(Fraction(1), step)


def test_places_are_not_negative() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        round_places(Fraction(1), -1)


def test_an_unknown_mode_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"unknown rounding 'near'.*half_even"):
        round_units(Fraction(1), "near")  # type: ignore[arg-type]


@given(st.fractions(), modes)
def test_units_agree_with_the_definition(value: Fraction, mode: Rounding) -> None:
    assert round_units(value, mode) == by_definition(value, mode)


@given(st.integers(-10_000, 10_000), modes)
def test_halves_agree_with_the_definition(halves: int, mode: Rounding) -> None:
    assert round_units(Fraction(halves, 2), mode) == by_definition(Fraction(halves, 2), mode)


@given(st.fractions(), places, modes)
def test_places_agree_with_the_definition(value: Fraction, places: int, mode: Rounding) -> None:
    rounded = round_places(value, places, mode)
    assert Fraction(rounded) == Fraction(by_definition(value * 10**places, mode), 10**places)
    assert rounded.as_tuple().exponent == -places


@given(st.decimals(allow_nan=False, allow_infinity=False), places, modes)
def test_places_agree_with_the_decimal_module(value: Decimal, places: int, mode: Rounding) -> None:
    wide = Context(prec=5000, Emax=99_999, Emin=-99_999)
    expected = value.quantize(Decimal(1).scaleb(-places, wide), QUANTIZE[mode], wide)
    assert round_places(Fraction(value), places, mode) == expected


@given(st.fractions(), st.fractions(min_value=Fraction(1, 1000)), modes)
def test_a_step_is_reached(value: Fraction, step: Fraction, mode: Rounding) -> None:
    rounded = round_to_step(value, step, mode)
    assert (rounded / step).denominator == 1
    assert abs(rounded - value) < step


@given(st.fractions(), st.fractions(), places, modes)
def test_rounding_keeps_order(a: Fraction, b: Fraction, places: int, mode: Rounding) -> None:
    low, high = sorted((a, b))
    assert round_places(low, places, mode) <= round_places(high, places, mode)


def test_the_ambient_context_has_no_say() -> None:
    with localcontext(Context(prec=1, Emax=1, Emin=-1, traps=[decimal.Inexact, decimal.Rounded])):
        assert str(round_places(Fraction(12345678, 1000), 2)) == "12345.68"
