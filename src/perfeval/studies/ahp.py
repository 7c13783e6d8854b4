"""AHP: priorities from pairwise judgements, and how consistent the judgements are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from attrs import frozen

from perfeval.findings import Finding, WeightingError
from perfeval.numbers import plain
from perfeval.studies.digits import quotient
from perfeval.studies.eigenvector import principal
from perfeval.studies.judgements import Matrix, inconsistent, read_matrix

RANDOM_INDEX: Final = tuple(
    Decimal(index)
    for index in (
        *("0", "0", "0.58", "0.90", "1.12", "1.24", "1.32", "1.41"),
        *("1.45", "1.49", "1.51", "1.48", "1.56", "1.57", "1.59"),
    )
)
"""Saaty's random index by the number compared, from 1: the mean consistency index of matrices filled at random."""

ACCEPTED: Final = Fraction(1, 10)
"""The consistency ratio has to be below this."""


@frozen
class Priorities:
    """What a matrix of judgements comes to."""

    weights: tuple[Fraction, ...]
    """The priorities, which add up to 1; exact where the judgements are consistent, else to 50 digits and more."""
    eigenvalue: Decimal
    """λmax; the number compared where the judgements are consistent."""
    consistency_index: Decimal
    """CI = (λmax − n) / (n − 1)."""
    random_index: Decimal
    """Saaty's RI for n."""
    consistency_ratio: Decimal
    """CR = CI / RI; 0 for fewer than three."""

    @property
    def details(self) -> Mapping[str, Decimal]:
        """The figures by name."""
        return {
            "eigenvalue": self.eigenvalue,
            "consistency_index": self.consistency_index,
            "random_index": self.random_index,
            "consistency_ratio": self.consistency_ratio,
        }


def ahp_weights(
    judgements: Sequence[Sequence[Any]], names: Sequence[str] = (), *, allow_inconsistent: bool = False
) -> Priorities:
    """Priorities by the principal eigenvector of a matrix of pairwise judgements.

    Args:
        judgements: in row i and column j how much more important i is than j: `3`, `"1/3"`, from 1/9 to 9.
        names: what is compared, for messages.
        allow_inconsistent: take judgements with a consistency ratio of 0.1 and above.

    Raises:
        WeightingError: judgements that are no exact numbers, a matrix that is not square (D412) or too large (D416),
            judgements off the scale (D413), not reciprocal (D414) or inconsistent (D415); all at once.

    References:
        T. L. Saaty, *The Analytic Hierarchy Process*, McGraw-Hill 1980, with the random indices; T. L. Saaty, A scaling
        method for priorities in hierarchical structures, *Journal of Mathematical Psychology* 15 (1977) 234-281.

    Example:
        >>> from perfeval.studies import ahp_weights
        >>> found = ahp_weights([[1, 3, 5], ["1/3", 1, 2], ["1/5", "1/2", 1]])
        >>> [f"{float(weight):.4f}" for weight in found.weights], f"{found.consistency_ratio:.4f}"
        (['0.6483', '0.2297', '0.1220'], '0.0032')
    """
    faults: list[Finding] = []
    listed = tuple(names) or tuple(str(n + 1) for n in range(len(judgements)))
    found = read_priorities(judgements, listed, "matrix", faults, allow_inconsistent=allow_inconsistent)
    if found is None:
        raise WeightingError(faults)
    return found


def read_priorities(
    rows: Any, names: Sequence[str], at: str, faults: list[Finding], *, allow_inconsistent: bool
) -> Priorities | None:
    """The priorities of a matrix as it was given; None where there is a fault."""
    matrix = read_matrix(rows, names, at, faults)
    if matrix is None:
        return None
    found = priorities(matrix)
    if Fraction(found.consistency_ratio) >= ACCEPTED and not allow_inconsistent:
        ratio = plain(Fraction(found.consistency_ratio), 4)
        faults.append(inconsistent(matrix, found.weights, names, at, ratio))
        return None
    return found


def priorities(matrix: Matrix) -> Priorities:
    """The priorities of a reciprocal matrix on the scale."""
    n = len(matrix)
    if _consistent(matrix):
        column = [row[0] for row in matrix]  # every column is the eigenvector
        vector, value = tuple(number / sum(column) for number in column), Fraction(n)
    else:
        found = principal(matrix)
        vector, value = found.vector, found.value
    index = (value - n) / (n - 1) if n > 1 else Fraction(0)
    random = RANDOM_INDEX[n - 1]
    ratio = index / Fraction(random) if random else Fraction(0)
    return Priorities(vector, quotient(value), quotient(index), random, quotient(ratio))


def _consistent(matrix: Matrix) -> bool:
    first = matrix[0]
    return all(a * first[i] == first[j] for i, row in enumerate(matrix) for j, a in enumerate(row))
