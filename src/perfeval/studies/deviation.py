"""Weights by standard deviation: the more the entities differ in an indicator, the more it weighs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from perfeval.findings import Text, say
from perfeval.studies.columns import Columns, columns_of
from perfeval.studies.digits import root, shares
from perfeval.studies.tables import Derived, from_table


def deviation_weights(values: Mapping[str, Sequence[Any]]) -> dict[str, Decimal]:
    """Weights by the standard deviation of columns that are normalised to 0 (worst) .. 1 (best), with 50 digits.

    With z = (x − min) / (max − min) and σ the standard deviation of z, the weight of an indicator is its σ over the sum
    of all. Whether σ divides by m or m − 1 does not matter.

    Args:
        values: exact figures by indicator, for each the same entities in the same order; more is better.

    Raises:
        WeightingError: figures that are no exact numbers, columns that do not fit together (D405) or hold one figure
            only (D406); all at once.

    References:
        D. Diakoulaki, G. Mavrotas and L. Papayannakis, Determining objective weights in multiple criteria problems: the
        CRITIC method, *Computers & Operations Research* 22 (1995) 763-770, which calls this the SD method.

    Example:
        >>> from perfeval.studies import deviation_weights
        >>> weights = deviation_weights({"spending": ["0.9", "0.8", "0.7"], "goals": [1, 1, 0]})
        >>> f"{weights['goals']:.4f}"
        '0.5359'
    """
    return shares(_deviations(columns_of(values)))


def centred(column: Sequence[int]) -> list[int]:
    """M times the distance of each figure from the mean of all m."""
    whole = sum(column)
    return [len(column) * figure - whole for figure in column]


def deviation(column: Sequence[int]) -> Decimal:
    """σ of a normalised column (that of all m, not of a sample); the variance is exact before the root is drawn."""
    squares = sum(distance * distance for distance in centred(column))
    return root(Fraction(squares, len(column) ** 3 * (max(column) - min(column)) ** 2))


def _deviations(columns: Columns) -> dict[str, Decimal]:
    return {name: deviation(column) for name, column in columns.items()}


def _derived(columns: Columns) -> Derived:
    parts = _deviations(columns)
    return Derived(shares(parts), {f"deviation.{name}": part for name, part in parts.items()})


def _said(entities: int) -> Text:
    return say(
        "由 {n} 个单位的数据按标准差法得出：归一后标准差越大的指标权重越大（Diakoulaki 等 1995）",
        "from {n} entities by standard deviation: the more they differ in an indicator, the more it weighs "
        "(Diakoulaki et al. 1995)",
        n=entities,
    )


DEVIATION = from_table("standard_deviation", Text("标准差法", "standard deviation"), _derived, _said)
"""The weighting `standard_deviation`."""
