"""Reading numbers exactly, the limits, and the way back to text."""

import decimal
import tracemalloc
from contextlib import suppress
from decimal import Context, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval.findings import NumberError
from perfeval.numbers import (
    MAX_DIGITS,
    MAX_EXPONENT,
    MAX_RATIO_DIGITS,
    exact,
    exact_sum,
    fraction,
    normalise,
    plain,
    ratio_text,
    read_ratio,
    shift,
    to_decimal,
)

HOSTILE = Context(prec=1, Emax=1, Emin=-1, traps=[decimal.Inexact, decimal.Rounded, decimal.FloatOperation])


def code_of(error: pytest.ExceptionInfo[NumberError]) -> str:
    (finding,) = error.value.findings
    assert finding.render("zh")
    assert finding.render("en")
    return finding.code


@st.composite
def held_decimals(draw: st.DrawFn) -> Decimal:
    """Decimals within the limits, of every length and scale."""
    coefficient = draw(st.integers(-(10**MAX_DIGITS) + 1, 10**MAX_DIGITS - 1))
    digits = len(str(abs(coefficient)))
    first = draw(st.integers(-MAX_EXPONENT, MAX_EXPONENT))
    return Decimal(f"{coefficient}E{first - digits + 1}")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("0", "0"),
        ("-0.00", "0.00"),
        ("007", "7"),
        ("95.80", "95.80"),
        (" 95.8 ", "95.8"),
        (".5", "0.5"),
        ("+3", "3"),
        ("-3", "-3"),
        ("\u22123", "-3"),
        ("1,200.00", "1200.00"),
        ("12,345,678", "12345678"),
        ("１２，３４５．６", "12345.6"),
        ("\u3000－８\u00a0", "-8"),
        ("1.2E+5", "1.2E+5"),
        ("1e-7", "1E-7"),
        (3, "3"),
        (-(10**30), "-1" + "0" * 30),
        (Decimal("1E+2"), "1E+2"),
        (Decimal("-0.0"), "0.0"),
        ("9" * 31 + "." + "9" * 7, "9" * 31 + "." + "9" * 7),
    ],
)
def test_exact(written: object, expected: str) -> None:
    assert str(exact(written)) == expected


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "I106"),
        (" ", "I106"),
        ("-", "I106"),
        (".", "I106"),
        ("5.", "I106"),
        ("--5", "I106"),
        ("- 5", "I106"),
        ("95%", "I106"),
        ("12.5万元", "I106"),
        ("1,2", "I106"),
        ("12,00", "I106"),
        ("1200,000", "I106"),
        ("1,2345", "I106"),
        (",200", "I106"),
        ("1 200", "I106"),
        ("1_200", "I106"),
        ("1e", "I106"),
        ("nan", "I106"),
        ("Infinity", "I106"),
        ("-inf", "I106"),
        ("0x10", "I106"),
        ("1/3", "I106"),
        ("九十五", "I106"),
        ("٣", "I106"),  # Arabic-Indic digits are digits to Python
        ("10²", "I106"),
        ("½", "I106"),
        ("x" * 500, "I106"),
        (None, "I106"),
        (True, "I106"),
        (b"5", "I106"),
        ([5], "I106"),
        (Fraction(1, 2), "I106"),
        (Decimal("NaN"), "I106"),
        (Decimal("sNaN"), "I106"),
        (Decimal("-Infinity"), "I106"),
        (float("nan"), "I106"),
        (float("inf"), "I106"),
        (float("0.1"), "I108"),
        ("1" * 39, "I107"),
        ("1" + "0" * 31, "I107"),
        ("0." + "0" * 30 + "1", "I107"),
        ("1e31", "I107"),
        ("1e-31", "I107"),
        ("0e-31", "I107"),
        ("1e999999999", "I107"),
        ("1e-" + "9" * 150, "I107"),
        ("1.", "I106"),
        ("1" * 201, "I107"),
        (10**31, "I107"),
        (-(10**31), "I107"),
        (Decimal("1E+31"), "I107"),
        (Decimal("1E-999999"), "I107"),
        (Decimal("1" * 39), "I107"),
    ],
)
def test_what_is_refused(written: object, code: str) -> None:
    with pytest.raises(NumberError) as error:
        exact(written)
    assert code_of(error) == code


def test_a_float_brings_its_cure() -> None:
    with pytest.raises(NumberError) as error:
        exact(float("0.985"))
    assert error.value.findings[0].advice.en == 'write the text "0.985" or Decimal("0.985")'


def test_what_was_found_is_quoted_on_one_short_line() -> None:
    with pytest.raises(NumberError) as error:
        exact("not\na\x1b[31m number, and far too long to be repeated")
    (finding,) = error.value.findings
    assert finding.message.en == '"not a [31m number, and far too long to b…" cannot be read as a number'


@pytest.mark.parametrize(
    "hostile",
    ["9" * 10_000_000, "1e" + "9" * 10_000_000, 10**100_000, 1 << 50_000_000],
    ids=["digits", "exponent", "integer", "bits"],
)
def test_monstrous_numbers_are_refused_unread(hostile: object) -> None:
    for read in (exact, fraction):
        tracemalloc.start()
        try:
            with pytest.raises(NumberError) as error:
                read(hostile)
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert code_of(error) == "I107"
        assert peak < 100_000  # whoever read the digits would have to put them somewhere


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("95%", Fraction(19, 20)),
        ("95.8 ％", Fraction(479, 500)),
        ("-5%", Fraction(-1, 20)),
        ("12‰", Fraction(3, 250)),
        ("1,200%", Fraction(12)),
        ("0.985", Fraction(197, 200)),
        (Fraction(1, 3), Fraction(1, 3)),
        (Decimal("0.1"), Fraction(1, 10)),
        (2, Fraction(2)),
    ],
)
def test_fraction(written: object, expected: Fraction) -> None:
    assert fraction(written) == expected


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("%", "I106"),
        ("95%%", "I106"),
        ("95%‰", "I106"),
        ("1/3", "I106"),
        ("5万", "I106"),
        ("x%" * 200, "I106"),
        (None, "I106"),
        (True, "I106"),
        (float("0.95"), "I108"),
        ("1e40%", "I107"),
    ],
)
def test_no_fraction(written: object, code: str) -> None:
    with pytest.raises(NumberError) as error:
        fraction(written)
    assert code_of(error) == code


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (Decimal("1E+2"), None, "100"),
        (Decimal("8.60"), None, "8.60"),
        (Decimal("1E-20"), None, "0.00000000000000000001"),
        (Decimal("-0.0"), None, "0.0"),
        (Decimal("100"), 2, "100"),
        (Decimal("8.645"), 2, "8.65"),
        (Decimal("8.60"), 2, "8.6"),
        (Decimal("-0.001"), 2, "0"),
        (Fraction(1, 8), None, "0.125"),
        (Fraction(100), None, "100"),
        (Fraction(100), 0, "100"),
        (Fraction(2, 3), 4, "0.6667"),
        (Fraction(-2, 3), 4, "-0.6667"),
        (Fraction(1, 2), 4, "0.5"),
        (Fraction(7), 4, "7"),
        (Fraction(1, 10**9), 12, "0.000000001"),
    ],
)
def test_plain(value: Decimal | Fraction, places: int | None, expected: str) -> None:
    assert plain(value, places) == expected


@pytest.mark.parametrize("value", [Fraction(1, 3), Fraction(-5, 7), Fraction(1, 30)])
def test_a_decimal_without_end_is_refused(value: Fraction) -> None:
    with pytest.raises(ValueError, match="no decimal that ends"):
        to_decimal(value)
    with pytest.raises(ValueError, match="no decimal that ends"):
        plain(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Fraction("0.985"), "0.985"),
        (Fraction(10), "10"),
        (Fraction(0), "0"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(1, 3), "1/3"),
        (Fraction(-75733, 92201), "-75733/92201"),
        (Fraction(1, 2**1001), f"1/{2**1001}"),  # its decimal ends, but is of no use to anybody
    ],
)
def test_ratio_text(value: Fraction, expected: str) -> None:
    assert ratio_text(value) == expected
    assert read_ratio(expected) == value


@pytest.mark.parametrize(
    "value", [10**MAX_RATIO_DIGITS, -(10**MAX_RATIO_DIGITS), Fraction(1, 10**MAX_RATIO_DIGITS)], ids="+-/"
)
def test_a_ratio_too_long_to_be_stored(value: Fraction | int) -> None:
    with pytest.raises(NumberError) as error:
        ratio_text(Fraction(value))
    assert code_of(error) == "I107"


def test_the_longest_ratio_that_is_stored() -> None:
    value = Fraction(-(10**MAX_RATIO_DIGITS) + 1, 10**MAX_RATIO_DIGITS - 3)
    assert read_ratio(ratio_text(value)) == value
    value = Fraction(10**MAX_RATIO_DIGITS - 1, 10**1000)
    assert read_ratio(ratio_text(value)) == value


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "I106"),
        ("1/0", "I106"),
        ("1/-3", "I106"),
        ("1.5/3", "I106"),
        ("1 / 3", "I106"),
        ("1e5", "I106"),
        ("+1", "I106"),
        ("1_0", "I106"),
        ("１", "I106"),
        ("95%", "I106"),
        ("1\n", "I106"),
        pytest.param("9" * 10_000_000, "I107", id="long"),
    ],
)
def test_no_stored_ratio(written: str, code: str) -> None:
    with pytest.raises(NumberError) as error:
        read_ratio(written)
    assert code_of(error) == code


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], "0"),
        (["1.10", "2"], "3.10"),
        (["0.1", "0.2", "-0.3"], "0.0"),
        (["1E+2"], "100"),
        (["-0"], "0"),
        (["9" * 30, "0." + "0" * 29 + "1"], "9" * 30 + "." + "0" * 29 + "1"),
    ],
)
def test_exact_sum(values: list[str], expected: str) -> None:
    assert str(exact_sum(map(Decimal, values))) == expected


def test_a_sum_that_cannot_be_held_is_no_guess() -> None:
    with pytest.raises(decimal.Inexact):
        exact_sum([Decimal("1E+5000"), Decimal(1)])


@pytest.mark.parametrize(
    ("value", "power", "expected"),
    [
        ("12.5", 4, "125000"),
        ("1.23456", 4, "12345.6"),
        ("12.50", 0, "12.50"),
        ("125", -2, "1.25"),
        ("-0", 4, "0"),
    ],
)
def test_shift(value: str, power: int, expected: str) -> None:
    assert str(shift(Decimal(value), power)) == expected


def test_the_ambient_context_has_no_say() -> None:
    with localcontext(HOSTILE):
        assert str(exact("1,234.5678")) == "1234.5678"
        assert str(exact(123456)) == "123456"
        assert str(exact(Decimal("123456"))) == "123456"
        assert fraction("12.345%") == Fraction(12345, 100000)
        assert str(exact_sum([Decimal("1234.5"), Decimal("0.0001")])) == "1234.5001"
        assert str(shift(Decimal("1.2345"), 3)) == "1234.5"
        assert plain(Decimal("12345.678")) == "12345.678"
        assert plain(Fraction(1, 64)) == "0.015625"
        assert ratio_text(Fraction("1234.5678")) == "1234.5678"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("９５．８％", "95.8%"),
        ("（１，２００）", "(1,200)"),
        ("≧－３", "≥-3"),
        ("≦\u2212３", "≤-3"),
        ("⩾＋３", "≥+3"),
        ("﹪", "%"),
        ("\u30005\u00a0\u2009\u202f元\u200b", "5   元"),
        ("３〜５", "3~5"),
        ("10²–20", "10²–20"),
    ],
)
def test_normalise(typed: str, expected: str) -> None:
    assert normalise(typed) == expected


@given(held_decimals())
def test_text_round_trips(value: Decimal) -> None:
    assert exact(value) == value
    assert exact(str(value)) == value
    assert exact(plain(value)) == value
    assert exact(f"{value:,f}") == value
    assert to_decimal(fraction(value)) == value


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_a_decimal_is_held_exactly_or_refused(value: Decimal) -> None:
    try:
        assert exact(value) == value
    except NumberError:
        with pytest.raises(NumberError) as error:
            exact(str(value))
        assert code_of(error) == "I107"
    else:
        assert exact(str(value)) == value


@given(st.fractions())
def test_ratios_round_trip(value: Fraction) -> None:
    assert read_ratio(ratio_text(value)) == value


@given(held_decimals())
def test_decimals_are_stored_as_decimals(value: Decimal) -> None:
    assert "/" not in ratio_text(Fraction(value))
    assert read_ratio(ratio_text(Fraction(value))) == value


@given(st.lists(held_decimals()))
def test_sums_are_exact(values: list[Decimal]) -> None:
    total = exact_sum(values)
    assert Fraction(total) == sum(map(Fraction, values), Fraction(0))
    assert total.as_tuple().exponent == min([0, *(int(v.as_tuple().exponent) for v in values)])


@given(held_decimals(), st.integers(-30, 30))
def test_shifting_is_multiplying(value: Decimal, power: int) -> None:
    assert Fraction(shift(value, power)) == Fraction(value) * Fraction(10) ** power


@given(st.text() | st.text("0123456789.,-+eE%‰ ０９，％−"))
def test_reading_raises_nothing_else(text: str) -> None:
    for read in (exact, fraction, read_ratio):
        with suppress(NumberError):
            assert read_ratio(ratio_text(Fraction(read(text)))) == read(text)
