"""CRITIC weights: an indicator weighs more where the entities differ in it, and where it goes against the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from perfeval.findings import Text, WeightingError, kind, say
from perfeval.studies.columns import Columns, columns_of
from perfeval.studies.deviation import centred, deviation
from perfeval.studies.digits import context, quotient, root, shares
from perfeval.studies.tables import Derived, from_table


def critic_weights(values: Mapping[str, Sequence[Any]]) -> dict[str, Decimal]:
    """Weights by CRITIC (criteria importance through intercriteria correlation), with 50 digits.

    With σ the standard deviation of a column that is normalised to 0 (worst) .. 1 (best), and r the linear correlation
    of two columns, an indicator holds C = σ Σ (1 − r) of information; its weight is its C over the sum of all.

    Args:
        values: exact figures by indicator, for each the same entities in the same order; more is better.

    Raises:
        WeightingError: figures that are no exact numbers, columns that do not fit together (D405) or hold one figure
            only (D406), all at once; columns that all rise and fall together (D410).

    References:
        D. Diakoulaki, G. Mavrotas and L. Papayannakis, Determining objective weights in multiple criteria problems: the
        CRITIC method, *Computers & Operations Research* 22 (1995) 763-770, where the example of the tests stands.

    Example:
        >>> from perfeval.studies import critic_weights
        >>> values = {"spending": ["0.9", "0.8", "0.7"], "goals": ["1", "0.5", "0.2"], "work": [6, 9, 8]}
        >>> [f"{weight:.4f}" for weight in critic_weights(values).values()]
        ['0.2405', '0.2578', '0.5017']
    """
    return _derived(columns_of(values)).weights


def conflict(one: Sequence[int], other: Sequence[int]) -> Decimal:
    """1 − r of two columns; exactly 0 where they rise and fall together.

    r² is exact. Above 0, 1 − r is taken as (1 − r²) / (1 + r), so that no digit is lost where r is nearly 1.
    """
    a, b = centred(one), centred(other)
    both = sum(x * y for x, y in zip(a, b, strict=True))
    square = Fraction(both * both, sum(x * x for x in a) * sum(y * y for y in b))
    exactly = context()
    plus = exactly.add(1, root(square))
    return plus if both <= 0 else exactly.divide(quotient(1 - square), plus)


def _derived(columns: Columns) -> Derived:
    """Contrast (σ), conflict (Σ (1 − r)) and their product, over the sum of all.

    Raises:
        WeightingError: there is no conflict at all (D410).
    """
    exactly = context()
    contrasts = {name: deviation(column) for name, column in columns.items()}
    conflicts = {name: Decimal(len(columns) == 1) for name in columns}
    names = list(columns)
    for n, one in enumerate(names):
        for other in names[n + 1 :]:
            between = conflict(columns[one], columns[other])
            conflicts[one] = exactly.add(conflicts[one], between)
            conflicts[other] = exactly.add(conflicts[other], between)
    if not all(conflicts.values()):
        raise WeightingError(kind("D410").at("values"))
    parts = {name: exactly.multiply(contrasts[name], conflicts[name]) for name in columns}
    details = {f"contrast.{name}": found for name, found in contrasts.items()}
    return Derived(shares(parts), details | {f"conflict.{name}": found for name, found in conflicts.items()})


def _said(entities: int) -> Text:
    return say(
        "由 {n} 个单位的数据按 CRITIC 法得出：差异越大、与其他指标越不同步的指标权重越大（Diakoulaki 等 1995）",
        "from {n} entities by CRITIC: an indicator weighs more the more they differ in it and the less it goes with "
        "the others (Diakoulaki et al. 1995)",
        n=entities,
    )


CRITIC = from_table("critic", Text("CRITIC 法", "CRITIC weights"), _derived, _said)
"""The weighting `critic`."""
