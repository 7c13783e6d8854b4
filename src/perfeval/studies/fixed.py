"""Weights that somebody laid down."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from perfeval.findings import Finding, Text, WeightingError, kind
from perfeval.model import Assignment, Scheme, Weighting, by_weights
from perfeval.model.weighting import misnamed, shown, unassignable
from perfeval.studies.exactly import given, read_number, read_table


def fixed_weights(weights: Mapping[str, Any]) -> dict[str, Fraction]:
    """Weights as they were laid down, exactly, divided by their sum.

    Args:
        weights: numbers above 0 by indicator, in any unit: `30`, `"30%"`, `"1/3"`.

    Raises:
        WeightingError: weights that are no exact numbers, or not above 0 (D408); all at once.

    References:
        None needed: it is how a printed table of weights is read.

    Example:
        >>> from perfeval.studies import fixed_weights
        >>> fixed_weights({"spending": 3, "goals": "2"})
        {'spending': Fraction(3, 5), 'goals': Fraction(2, 5)}
    """
    faults: list[Finding] = []
    found = _read(read_table(weights, "weights", faults), faults)
    if faults:
        raise WeightingError(faults)
    whole = sum(found.values())
    return {name: weight / whole for name, weight in found.items()}


def _read(weights: Mapping[str, Any], faults: list[Finding]) -> dict[str, Fraction]:
    found: dict[str, Fraction] = {}
    for name, value in weights.items():
        weight = read_number(value, f"weights.{name}", faults)
        if weight is not None and weight <= 0:
            faults.append(kind("D408").at(f"weights.{name}", id=name, found=shown(weight)))
        elif weight is not None:
            found[name] = weight
    return found


def _assign(scheme: Scheme, data: Any) -> Assignment:
    faults: list[Finding] = unassignable(scheme)
    found: dict[str, Fraction] = {}
    for weights in given(data, "weights", faults):
        found = _read(weights, faults)
        faults += misnamed(scheme, weights, "weights")
    if faults:
        raise WeightingError(faults)
    return by_weights(scheme, found, Text("按给定的权重", "by the weights that were given"))


FIXED = Weighting(
    "fixed",
    Text("给定权重", "fixed weights"),
    _assign,
    Text("weights：每个指标的权重，大于 0，单位不限", "weights: for each indicator its weight, above 0, in any unit"),
)
"""The weighting `fixed`."""
