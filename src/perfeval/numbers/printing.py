"""Exact values as text: plain decimals for people, ratios for storage."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Final

from perfeval.numbers.limits import not_a_number, too_large
from perfeval.numbers.rounding import round_places

MAX_RATIO_DIGITS: Final = 2000
"""The most digits on either side of a stored ratio; Python itself refuses integers of more than 4300."""

_MAX_PLACES = 1000
_BEYOND = 10**MAX_RATIO_DIGITS
_STORED = re.compile(r"-?[0-9]+(?:\.[0-9]+|/0*[1-9][0-9]*)?")


def to_decimal(value: Fraction) -> Decimal:
    """The exact decimal of a fraction, with no more places than it needs.

    Raises:
        ValueError: its decimal does not end.

    Example:
        >>> from fractions import Fraction
        >>> from perfeval.numbers import to_decimal
        >>> to_decimal(Fraction(1, 8)), to_decimal(Fraction(100))
        (Decimal('0.125'), Decimal('100'))
    """
    places = _places(value.denominator)
    if places is None:
        raise ValueError(f"{value} has no decimal that ends")
    return round_places(value, places)


def plain(value: Decimal | Fraction, places: int | None = None) -> str:
    """The value as plain text, never with an exponent.

    Args:
        value: a finite decimal, whose trailing zeros are kept, or a fraction.
        places: round half up to at most so many decimals and drop trailing zeros.

    Raises:
        ValueError: a fraction whose decimal does not end, and no places to round to.

    Example:
        >>> from decimal import Decimal
        >>> from fractions import Fraction
        >>> from perfeval.numbers import plain
        >>> plain(Decimal("1E+2")), plain(Decimal("8.60"))
        ('100', '8.60')
        >>> plain(Fraction(2, 3), places=4), plain(Fraction(1, 2), places=4)
        ('0.6667', '0.5')
    """
    if places is not None:
        text = format(round_places(Fraction(value), places), "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    decimal = to_decimal(value) if isinstance(value, Fraction) else value
    return format(decimal if decimal else decimal.copy_abs(), "f")


def ratio_text(value: Fraction) -> str:
    """The exact text of a fraction for storage: a plain decimal where it ends, otherwise `n/d`.

    Raises:
        NumberError: either side has more than `MAX_RATIO_DIGITS` digits (I107).

    Example:
        >>> from fractions import Fraction
        >>> from perfeval.numbers import ratio_text
        >>> ratio_text(Fraction("0.985")), ratio_text(Fraction(10)), ratio_text(Fraction(-1, 3))
        ('0.985', '10', '-1/3')
    """
    if abs(value.numerator) >= _BEYOND or value.denominator >= _BEYOND:
        raise too_large()
    places = _places(value.denominator)
    if places is None or places > _MAX_PLACES:
        return str(value)
    return plain(round_places(value, places))


def read_ratio(text: str) -> Fraction:
    """Read what `ratio_text` wrote.

    Raises:
        NumberError: it is neither a plain decimal nor `n/d` (I106), or too long (I107).

    Example:
        >>> from perfeval.numbers import read_ratio
        >>> read_ratio("0.985"), read_ratio("-1/3")
        (Fraction(197, 200), Fraction(-1, 3))
    """
    if len(text) > 2 * MAX_RATIO_DIGITS + 2:
        raise too_large()
    if not _STORED.fullmatch(text):
        raise not_a_number(text)
    return Fraction(text)


def _places(denominator: int) -> int | None:
    """The decimals that a fraction in lowest terms needs; None where they never end."""
    twos = (denominator & -denominator).bit_length() - 1
    rest, fives = denominator >> twos, 0
    while rest % 5 == 0:
        rest //= 5
        fives += 1
    return max(twos, fives) if rest == 1 else None
