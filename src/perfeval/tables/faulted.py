"""A prepared column with its faults, and why a column cannot be used at all."""

from __future__ import annotations

import polars as pl
from attrs import evolve, frozen

from perfeval.findings import Finding, Text, kind
from perfeval.tables.figures import Figure

UNREADABLE, OUTSIDE = 1, 2
"""Why a value is missing that stood there, in a column of faults."""


@frozen(eq=False)
class Read:
    """A prepared column, with its faults where there are any, and what is known of it."""

    figure: Figure
    values: pl.Series
    faults: pl.Series | None = None
    beyond: pl.Series | None = None
    """Values that are too long for the arithmetic of columns; the record engine takes their entity."""


class ColumnError(Exception):
    """A column that cannot be used, with what is wrong and what to do."""

    def __init__(self, wanted: Text, found: Text, advice: Text) -> None:
        """Say what was wanted, found, and what helps."""
        super().__init__(found.en)
        self.wanted, self.found, self.advice = wanted, found, advice


def finished(series: pl.Series, figure: Figure, faults: pl.Series | None, beyond: pl.Series | None = None) -> Read:
    """A prepared column, with what its nulls and faults say of it."""
    if faults is not None:
        faults = pl.select(pl.when(series.is_null()).then(faults).otherwise(0).cast(pl.UInt8)).to_series()
        faults = faults.fill_null(0).alias(f"{figure.name}?")
        if not (faults > 0).any():
            faults = None
    nullable = series.null_count() > 0
    return Read(evolve(figure, nullable=nullable, faulty=faults is not None), series, faults, beyond)


def merged(faults: pl.Series | None, found: pl.Series, code: int) -> pl.Series:
    """Faults with one more kind where a mask holds."""
    start = pl.zeros(len(found), pl.UInt8, eager=True) if faults is None else faults
    return pl.select(pl.when(found).then(pl.lit(code, dtype=pl.UInt8)).otherwise(start)).to_series()


def of_wrong_type(series: pl.Series, wanted: Text) -> ColumnError:
    """The error for a column that holds something else."""
    found = Text(str(series.dtype))
    return ColumnError(wanted, found, Text("换成这种类型的列", "give a column of that type"))


def schema_fault(error: ColumnError, place: str) -> Finding:
    """The finding for a column that cannot be used."""
    return kind("I103").at(place, wanted=error.wanted, found=error.found, advice=error.advice)
