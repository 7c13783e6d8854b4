"""Exact decimals and fractions from numbers and from text as people write it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from decimal import Context, Decimal, Inexact, InvalidOperation
from fractions import Fraction

from perfeval.numbers.limits import MAX_EXPONENT, held, not_a_number, not_exact, short, too_large, within
from perfeval.numbers.normalise import normalise

NUMBER = re.compile(
    r"(?P<sign>[+-]?)(?=\.?[0-9])(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]*)(?:\.(?P<part>[0-9]+))?"
    r"(?:[eE](?P<power>[+-]?[0-9]+))?"
)
"""A number in normalised text: sign, digits with or without groups of three, decimals, a power of ten."""

_RATIO = re.compile(rf"(?:{NUMBER.pattern})\s*(?P<unit>[%‰]?)")
_PER = {"": 1, "%": 100, "‰": 1000}
_INT_LIMIT = 10 ** (MAX_EXPONENT + 1)
_EXACT = Context(prec=1000, traps=[Inexact, InvalidOperation])  # our own: the ambient context has 28 digits


def exact(value: object) -> Decimal:
    """Take a number exactly as it is written.

    Args:
        value: an int, a finite Decimal, or a text such as `"1,200.00"`, `"-3"`, `"１２．５"` or `"1.2E+5"`.

    Raises:
        NumberError: it is no number, or a text with a percent sign or a unit (I106); too long or too large
            (I107); a float, which is not exact (I108).

    Example:
        >>> from perfeval.numbers import exact
        >>> exact("1,200.00")
        Decimal('1200.00')
        >>> exact(3)
        Decimal('3')
    """
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise not_a_number(value)
        return held(value)
    if isinstance(value, int) and not isinstance(value, bool):
        if abs(value) >= _INT_LIMIT:  # before the conversion, which takes long for a long number
            raise too_large()
        return Decimal(value)
    if isinstance(value, float):
        raise not_exact(value) if math.isfinite(value) else not_a_number(value)
    found = NUMBER.fullmatch(normalise(short(value))) if isinstance(value, str) else None
    if found is None:
        raise not_a_number(value)
    return matched(found)


def fraction(value: object) -> Fraction:
    """Take a number or a ratio exactly.

    Args:
        value: a Fraction, which is taken as it is; anything that `exact` takes; or a text with a percent or
            per mille sign.

    Raises:
        NumberError: as for `exact`.

    Example:
        >>> from perfeval.numbers import fraction
        >>> fraction("95%")
        Fraction(19, 20)
        >>> fraction("0.985")
        Fraction(197, 200)
    """
    if isinstance(value, Fraction):
        return value
    if not isinstance(value, str):
        return Fraction(exact(value))
    found = _RATIO.fullmatch(normalise(short(value)))
    if found is None:
        raise not_a_number(value)
    return Fraction(matched(found)) / _PER[found["unit"]]


def matched(found: re.Match[str]) -> Decimal:
    """The decimal of a match of `NUMBER`, weighed before it is made.

    Raises:
        NumberError: it is beyond the limits (I107).

    Example:
        >>> from perfeval.numbers.decimals import NUMBER, matched
        >>> matched(NUMBER.match("1,200.50 yuan"))
        Decimal('1200.50')
    """
    part = found["part"] or ""
    digits = found["whole"].replace(",", "") + part
    power = int(found["power"] or 0) - len(part)
    if not within(len(digits.lstrip("0")) or 1, power):
        raise too_large()
    value = Decimal(f"{found['sign']}{digits}E{power}")
    return value if value else value.copy_abs()


def exact_sum(values: Iterable[Decimal]) -> Decimal:
    """Add decimals exactly, whatever the decimal context; the sum has the places of the value with the most.

    Example:
        >>> from decimal import Decimal
        >>> from perfeval.numbers import exact_sum
        >>> exact_sum([Decimal("8.65"), Decimal("1.350"), Decimal("1E+2")])
        Decimal('110.000')
        >>> exact_sum([])
        Decimal('0')
    """
    total = Decimal(0)
    for value in values:
        total = _EXACT.add(total, value)
    return total


def shift(value: Decimal, power: int) -> Decimal:
    """Multiply by a power of ten exactly, without an exponent or decimals that are not needed.

    Example:
        >>> from decimal import Decimal
        >>> from perfeval.numbers import shift
        >>> shift(Decimal("12.5"), 4), shift(Decimal("12.5"), -2)
        (Decimal('125000'), Decimal('0.125'))
    """
    return _EXACT.add(_EXACT.scaleb(value, power), Decimal(0))  # adding 0 writes 125E+3 as 125000
