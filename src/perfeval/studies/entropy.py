"""Entropy weights: the less evenly an indicator is spread over the entities, the more it weighs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from perfeval.findings import Text, say
from perfeval.studies.columns import Columns, columns_of
from perfeval.studies.digits import GUARDED, context, quotient, shares
from perfeval.studies.tables import Derived, from_table


def entropy_weights(values: Mapping[str, Sequence[Any]]) -> dict[str, Decimal]:
    """Weights by Shannon's entropy, with 50 digits.

    With the proportions p of an indicator over m entities, its entropy is e = −Σ p ln p / ln m, and its weight is its
    1 − e over the sum of all. The unit of a column does not matter.

    Args:
        values: exact figures above 0 by indicator, for each the same entities in the same order; more is better.

    Raises:
        WeightingError: figures that are no exact numbers or not above 0 (D407), columns that do not fit together (D405)
            or hold one figure only (D406); all at once.

    References:
        C. E. Shannon, A mathematical theory of communication, *Bell System Technical Journal* 27 (1948);
        M. Zeleny, *Multiple Criteria Decision Making*, McGraw-Hill 1982, chapter 7; C.-L. Hwang and K. Yoon, *Multiple
        Attribute Decision Making*, Springer 1981, section 2.3, where the example of the tests stands.

    Example:
        >>> from perfeval.studies import entropy_weights
        >>> weights = entropy_weights({"spending": ["0.9", "0.8", "0.7"], "goals": ["1", "0.5", "0.2"]})
        >>> f"{weights['goals']:.4f}"
        '0.9710'
    """
    return shares(_divergences(columns_of(values, above_zero=True)))


def _divergences(columns: Columns) -> dict[str, Decimal]:
    return {name: divergence(column) for name, column in columns.items()}


def divergence(column: Sequence[int]) -> Decimal:
    """1 − e of a column of positive numbers that are not all equal, to 50 digits and more.

    With u = 10^-digits, each p ln p is off by at most p (2 |ln p| + 1) u, all m of them by (2 ln m + 1) u, and adding
    them up by m ln m u more; divided by ln m and taken from 1, that is less than 8 m u. Nearly equal figures leave
    little of 1 − e, so the digits are doubled until the error is below 1 in 10^55 of it. That ends: 1 − e is above 0.
    """
    whole = sum(column)
    counts = sorted(Counter(column).items())
    digits = GUARDED
    while True:
        exactly = context(digits)
        total = Decimal(0)
        for figure, times in counts:
            part = quotient(Fraction(figure, whole), digits)
            total = exactly.fma(exactly.multiply(part, exactly.ln(part)), times, total)
        found = exactly.add(1, exactly.divide(total, exactly.ln(len(column))))
        if found > exactly.multiply(8 * len(column), Decimal(f"1E{55 - digits}")):
            return found
        digits *= 2


def _derived(columns: Columns) -> Derived:
    parts = _divergences(columns)
    details = {f"entropy.{name}": context().subtract(1, part) for name, part in parts.items()}
    return Derived(shares(parts), details)


def _said(entities: int) -> Text:
    return say(
        "由 {n} 个单位的数据按熵权法得出：各单位差异越大的指标权重越大（香农熵，Hwang 和 Yoon 1981）",
        "from {n} entities by entropy: the more unevenly an indicator is spread, the more it weighs "
        "(Shannon's entropy, Hwang and Yoon 1981)",
        n=entities,
    )


ENTROPY = from_table("entropy", Text("熵权法", "entropy weights"), _derived, _said, above_zero=True)
"""The weighting `entropy`."""
