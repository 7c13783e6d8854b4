"""The principal eigenvector of a matrix of positive numbers, to as many digits as a weight has, with a proof."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import isqrt, lcm
from typing import Final

from attrs import frozen

from perfeval.model import WEIGHT_DIGITS

CLOSE: Final = Fraction(1, 10 ** (WEIGHT_DIGITS + 5))
"""The greatest relative error of a component."""

_UNIT = 10 ** (WEIGHT_DIGITS + 40)
_LONGEST_SQUARE = 10**40


@frozen
class Principal:
    """The principal eigenvector and its eigenvalue."""

    vector: tuple[Fraction, ...]
    """Its components, which add up to 1, each within a relative error of `CLOSE`."""
    value: Fraction
    """The eigenvalue, within a relative error of `CLOSE`."""


def principal(matrix: Sequence[Sequence[Fraction]]) -> Principal:
    """The principal eigenvector by power iteration in whole numbers.

    The iteration stops when a bound is met that is computed, in whole numbers, for the very vector x that is returned.
    With s the greatest of (Ax)i / xi over the least, and v the eigenvector, in Hilbert's metric d(x, Ax) = ln s and
    d(x, v) ≤ d(x, Ax) + d(Ax, Av) ≤ ln s + τ d(x, v), so d(x, v) ≤ (s − 1) / (1 − τ), and every component is within
    exp(d) − 1 of that of v. Here τ is Birkhoff's contraction, (√c − 1) / (√c + 1), with c the greatest of the cross
    ratios a(ip) a(jq) / (a(jp) a(iq)). The eigenvalue lies between the least and the greatest of (Ax)i / xi (Collatz
    and Wielandt). Each step shrinks d(x, v) by τ < 1, so the iteration ends.

    Args:
        matrix: square, all numbers above 0.

    References:
        G. Birkhoff, Extensions of Jentzsch's theorem, *Transactions of the American Mathematical Society* 85 (1957)
        219-227; E. Seneta, *Non-negative Matrices and Markov Chains*, Springer 1981, section 3.1; L. Collatz,
        *Mathematische Zeitschrift* 48 (1942) 221-226.

    Example:
        >>> from fractions import Fraction
        >>> from perfeval.studies.eigenvector import principal
        >>> found = principal([[Fraction(1), Fraction(3)], [Fraction(1, 3), Fraction(1)]])
        >>> [round(float(x), 6) for x in found.vector], round(float(found.value), 6)
        ([0.75, 0.25], 2.0)
    """
    common = lcm(*(number.denominator for row in matrix for number in row))
    whole = [[number.numerator * (common // number.denominator) for number in row] for row in matrix]
    slack = _slack(matrix)
    image = [sum(row) for row in whole]
    while True:
        size = sum(image)
        vector = [max(1, component * _UNIT // size) for component in image]
        image = [sum(a * x for a, x in zip(row, vector, strict=True)) for row in whole]
        growth = [y * _UNIT // x for y, x in zip(image, vector, strict=True)]
        least, most = min(growth), max(growth) + 1  # the quotients are cut off: bounds from below and above
        if (most - least) * slack <= CLOSE * least:
            size = sum(vector)
            return Principal(tuple(Fraction(x, size) for x in vector), Fraction(least + most, 2 * common * _UNIT))


def _slack(matrix: Sequence[Sequence[Fraction]]) -> Fraction:
    """1 / (1 − τ) = (√c + 1) / 2 with the root rounded up, doubled: more than exp(d) − 1 asks for in place of d."""
    cross = Fraction(1)
    for one in matrix:
        for other in matrix:
            ratios = [a / b for a, b in zip(one, other, strict=True)]
            cross = max(cross, max(ratios) / min(ratios))
    root = Fraction(isqrt(int(cross * _LONGEST_SQUARE)) + 1, isqrt(_LONGEST_SQUARE))
    return root + 1
