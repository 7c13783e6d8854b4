"""Weightings that look at a table of entities."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from attrs import frozen

from perfeval.findings import Finding, Text, WeightingError
from perfeval.model import Assignment, Scheme, Weighting, by_weights
from perfeval.model.weighting import misnamed, unassignable
from perfeval.studies.columns import Columns, read_columns
from perfeval.studies.exactly import given

NEEDS = Text(
    "values：每个指标一列数（得分或得分率），各列的单位相同、次序一致",
    "values: for each indicator a list of figures (scores or shares), one for each entity, in one order",
)


@frozen
class Derived:
    """Weights, and the figures on the way to them."""

    weights: dict[str, Decimal]
    """Weights by indicator."""
    details: Mapping[str, Decimal]
    """Figures by name."""


def from_table(
    id: str,
    label: Text,
    derive: Callable[[Columns], Derived],
    said: Callable[[int], Text],
    *,
    above_zero: bool = False,
) -> Weighting:
    """A weighting that derives weights from the columns of a table.

    Args:
        id: its name.
        label: what people call it.
        derive: makes weights of columns.
        said: the explanation for a number of entities.
        above_zero: whether figures have to be above 0.
    """

    def assign(scheme: Scheme, data: Any) -> Assignment:
        faults: list[Finding] = unassignable(scheme)
        columns: Columns = {}
        for values in given(data, "values", faults):
            columns = read_columns(values, faults, above_zero=above_zero)
            faults += misnamed(scheme, values, "values")
        if faults:
            raise WeightingError(faults)
        derived = derive(columns)
        entities = len(next(iter(columns.values())))
        return by_weights(scheme, derived.weights, said(entities), {"entities": Decimal(entities), **derived.details})

    return Weighting(id, label, assign, NEEDS)
