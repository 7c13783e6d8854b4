"""Quotients, roots and logarithms as decimals of as many digits as are asked for, whatever the ambient context."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from fractions import Fraction
from typing import Final

from perfeval.model import WEIGHT_DIGITS

GUARDED: Final = WEIGHT_DIGITS + 20
"""The digits to compute with, so that those of a weight are right after a few hundred operations."""


def context(digits: int = GUARDED) -> Context:
    """A context of our own: so many digits, halves to the even neighbour, no exponent out of reach."""
    return Context(
        prec=digits,
        rounding=ROUND_HALF_EVEN,
        Emin=MIN_EMIN,
        Emax=MAX_EMAX,
        traps=[InvalidOperation, DivisionByZero, Overflow],
    )


def quotient(value: Fraction, digits: int = GUARDED) -> Decimal:
    """A fraction as a decimal, rounded once.

    Example:
        >>> from fractions import Fraction
        >>> from perfeval.studies.digits import quotient
        >>> quotient(Fraction(2, 3), digits=5)
        Decimal('0.66667')
    """
    return context(digits).divide(Decimal(value.numerator), Decimal(value.denominator))


def root(value: Fraction, digits: int = GUARDED) -> Decimal:
    """The square root of a fraction of 0 or more, within two units of the last digit.

    Example:
        >>> from fractions import Fraction
        >>> from perfeval.studies.digits import root
        >>> root(Fraction(2), digits=10)
        Decimal('1.414213562')
    """
    return context(digits).sqrt(quotient(value, digits + 2))


def shares(parts: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Parts above 0 as weights of 50 digits that add up to 1.

    Example:
        >>> from decimal import Decimal
        >>> from perfeval.studies.digits import shares
        >>> shares({"a": Decimal(3), "b": Decimal(1)})
        {'a': Decimal('0.75'), 'b': Decimal('0.25')}
    """
    whole = sum((Fraction(part) for part in parts.values()), Fraction(0))
    return {name: quotient(Fraction(part) / whole, WEIGHT_DIGITS) for name, part in parts.items()}
