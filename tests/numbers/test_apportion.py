"""Largest remainder: the cited example, and what always holds."""

from decimal import Context, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from perfeval.numbers import apportion


def test_the_house_of_representatives_of_1791() -> None:
    """Hamilton's bill for 120 seats, from the first census, as Balinski and Young tell it."""
    census = {
        "Connecticut": (236_841, 8),
        "Delaware": (55_540, 2),
        "Georgia": (70_835, 2),
        "Kentucky": (68_705, 2),
        "Maryland": (278_514, 9),
        "Massachusetts": (475_327, 16),
        "New Hampshire": (141_822, 5),
        "New Jersey": (179_570, 6),
        "New York": (331_589, 11),
        "North Carolina": (353_523, 12),
        "Pennsylvania": (432_879, 14),
        "Rhode Island": (68_446, 2),
        "South Carolina": (206_236, 7),
        "Vermont": (85_533, 3),
        "Virginia": (630_560, 21),
    }
    assert sum(people for people, _ in census.values()) == 3_615_920
    seats = apportion([Fraction(people) for people, _ in census.values()], Decimal(120))
    assert dict(zip(census, map(int, seats), strict=True)) == {s: seats for s, (_, seats) in census.items()}


@pytest.mark.parametrize(
    ("weights", "total", "places", "expected"),
    [
        ("1 1 1", "100", 0, "34 33 33"),
        ("1 1 1", "100", 2, "33.34 33.33 33.33"),
        ("1 1 1", "100.00", 0, "34 33 33"),
        ("2 1", "10", 2, "6.67 3.33"),
        ("0 1 0", "7", 0, "0 7 0"),
        ("10 40 30 20", "100", 0, "10 40 30 20"),
        ("1 1", "0", 1, "0.0 0.0"),
        ("1 3", "0.1", 1, "0.0 0.1"),
        ("1/3 1/3 1/3", "1", 0, "1 0 0"),
        ("5", "1E+2", 0, "100"),
    ],
)
def test_parts(weights: str, total: str, places: int, expected: str) -> None:
    parts = apportion([Fraction(w) for w in weights.split()], Decimal(total), places)
    assert " ".join(map(str, parts)) == expected


@pytest.mark.parametrize(
    ("weights", "total", "places", "message"),
    [
        ("", "1", 0, "not all 0"),
        ("0 0", "1", 0, "not all 0"),
        ("1 -1", "1", 0, "not all 0"),
        ("3 -1", "1", 0, "0 or greater"),
        ("1", "1.5", 0, "at most 0 decimals"),
        ("1", "1.005", 2, "at most 2 decimals"),
        ("1", "-1", 0, "0 or greater"),
    ],
)
def test_refused(weights: str, total: str, places: int, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        apportion([Fraction(w) for w in weights.split()], Decimal(total), places)


weightings = st.lists(st.fractions(min_value=0, max_value=1000), min_size=1, max_size=20)


@given(weightings, st.integers(0, 10**9), st.integers(0, 6))
def test_sums_exactly_and_stays_near_the_quota(weights: list[Fraction], steps: int, places: int) -> None:
    assume(any(weights))
    step = Fraction(1, 10**places)
    total = steps * step
    parts = apportion(weights, Decimal(f"{steps}E-{places}"), places)
    assert sum(map(Fraction, parts)) == total
    for weight, part in zip(weights, parts, strict=True):
        assert abs(Fraction(part) - total * weight / sum(weights)) < step
        assert part.as_tuple().exponent == -places


@given(st.integers(1, 30), st.integers(0, 1000))
def test_ties_go_to_the_earlier(count: int, total: int) -> None:
    parts = apportion([Fraction(1, 7)] * count, Decimal(total))
    assert list(parts) == sorted(parts, reverse=True)


@given(weightings, st.integers(0, 10**6), st.fractions(min_value=Fraction(1, 100), max_value=100))
def test_only_the_proportions_count(weights: list[Fraction], total: int, factor: Fraction) -> None:
    assume(any(weights))
    assert apportion([w * factor for w in weights], Decimal(total)) == apportion(weights, Decimal(total))


def test_the_ambient_context_has_no_say() -> None:
    with localcontext(Context(prec=1, Emax=1, Emin=-1)):
        assert apportion([Fraction(1)], Decimal("12345.67"), 2) == (Decimal("12345.67"),)
