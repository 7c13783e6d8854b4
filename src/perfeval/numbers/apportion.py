"""Sharing out a total in whole steps, so that the parts make exactly the total."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from perfeval.numbers.rounding import round_places


def apportion(weights: Sequence[Fraction], total: Decimal, places: int = 0) -> tuple[Decimal, ...]:
    """Share out a total in proportion to weights, by largest remainder.

    Everyone gets the quota rounded down; the steps left over go one each to the largest remainders, of equal
    ones to the earlier. A part is less than one step away from its quota; the parts sum to exactly the total.

    Args:
        weights: 0 or greater, not all 0.
        total: what is shared out, 0 or greater, with at most `places` decimals.
        places: the decimals of each part.

    Raises:
        ValueError: a weight or the total is below 0, all weights are 0, or the total has more decimals.

    References:
        Alexander Hamilton's method of 1792, also known as the Hare quota with largest remainders;
        M. L. Balinski and H. P. Young, *Fair Representation*, Yale University Press 1982.

    Example:
        >>> from decimal import Decimal
        >>> from fractions import Fraction
        >>> from perfeval.numbers import apportion
        >>> apportion([Fraction(1), Fraction(1), Fraction(1)], Decimal(100))
        (Decimal('34'), Decimal('33'), Decimal('33'))
        >>> apportion([Fraction(2), Fraction(1)], Decimal("10.00"), places=2)
        (Decimal('6.67'), Decimal('3.33'))
    """
    whole = sum(weights, Fraction(0))
    if min(weights, default=0) < 0 or not whole:
        raise ValueError("weights have to be 0 or greater, and not all 0")
    steps = Fraction(total) * 10**places
    if steps.denominator != 1 or steps < 0:
        raise ValueError(f"a total has to be 0 or greater with at most {places} decimals, not {total}")
    quotas = [steps * weight / whole for weight in weights]
    parts = [quota.numerator // quota.denominator for quota in quotas]
    # The sort is stable, so equal remainders stay in order.
    by_remainder = sorted(range(len(quotas)), key=lambda i: parts[i] - quotas[i])
    for i in by_remainder[: int(steps) - sum(parts)]:
        parts[i] += 1
    return tuple(round_places(Fraction(part, 10**places), places) for part in parts)
