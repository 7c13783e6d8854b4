"""A table of entities: one column of exact figures an indicator, with every fault and its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import gcd, lcm
from typing import Any

from perfeval.findings import Finding, WeightingError, kind, say
from perfeval.model.weighting import shown
from perfeval.studies.exactly import read_list, read_number, read_table

Columns = Mapping[str, tuple[int, ...]]
"""Columns by indicator, each as whole numbers in the proportions of its figures: no method looks at a column's unit."""


def columns_of(values: Any, *, above_zero: bool = False) -> Columns:
    """The columns of a table.

    Args:
        values: exact figures by indicator, for each the same entities in the same order; more is better.
        above_zero: whether figures have to be above 0.

    Raises:
        WeightingError: figures that are no exact numbers (I106, I107, I108), columns that do not fit together (D405), a
            column without differences (D406), a figure that is not above 0 (D407); all at once.

    Example:
        >>> from perfeval.studies.columns import columns_of
        >>> columns_of({"rate": ["95%", "80%"], "score": ["7.5", 5]})
        {'rate': (19, 16), 'score': (3, 2)}
    """
    faults: list[Finding] = []
    columns = read_columns(read_table(values, "values", faults), faults, above_zero=above_zero)
    if faults:
        raise WeightingError(faults)
    return columns


def read_columns(table: Mapping[str, Any], faults: list[Finding], *, above_zero: bool = False) -> Columns:
    """The columns that have no fault of their own, and the faults of the others."""
    lists = {name: read_list(column, f"values.{name}", faults) for name, column in table.items()}
    faults += _unfit({name: len(column) for name, column in lists.items() if column is not None})
    columns: dict[str, tuple[int, ...]] = {}
    for name, column in lists.items():
        before = len(faults)
        read = [read_number(value, f"values.{name}[{n}]", faults) for n, value in enumerate(column or ())]
        figures = [figure for figure in read if figure is not None]
        if above_zero:
            faults += _not_above_zero(name, read)
        if len(faults) == before and len(set(figures)) == 1 < len(figures):
            faults.append(_constant(name, figures[0]))
        if len(faults) == before:
            columns[name] = _whole(figures)
    return columns


def _unfit(lengths: Mapping[str, int]) -> Iterator[Finding]:
    first = next(iter(lengths), "")
    for name, length in lengths.items():
        if length < 2:
            detail = say("“{id}”只有 {n} 个单位", '"{id}" has {n} entities', id=name, n=length)
        elif length != lengths[first]:
            detail = say(
                "“{id}”有 {n} 个单位，“{first}”有 {most} 个",
                '"{id}" has {n} entities, "{first}" has {most}',
                id=name,
                n=length,
                first=first,
                most=lengths[first],
            )
        else:
            continue
        yield kind("D405").at(f"values.{name}", detail=detail)


def _not_above_zero(name: str, figures: list[Fraction | None]) -> Iterator[Finding]:
    for n, figure in enumerate(figures):
        if figure is not None and figure <= 0:
            yield kind("D407").at(f"values.{name}[{n}]", found=shown(figure))


def _constant(name: str, figure: Fraction) -> Finding:
    return kind("D406").at(f"values.{name}", id=name, found=shown(figure))


def _whole(figures: list[Fraction]) -> tuple[int, ...]:
    """Whole numbers in the same proportions, as small as they can be."""
    common = lcm(*(figure.denominator for figure in figures))
    whole = [figure.numerator * (common // figure.denominator) for figure in figures]
    shared = gcd(*whole) or 1
    return tuple(n // shared for n in whole)
