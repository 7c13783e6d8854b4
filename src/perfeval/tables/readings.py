"""One column as it came, as integers of a known unit with its faults, or why it cannot be used at all."""

from __future__ import annotations

import polars as pl

from perfeval.evaluation.figures import dated
from perfeval.findings import Text
from perfeval.tables.faulted import OUTSIDE, UNREADABLE, Read, finished, merged, of_wrong_type
from perfeval.tables.figures import Figure
from perfeval.tables.needing import Needed
from perfeval.tables.numerals import Edges, Way, numbers


def read(
    series: pl.Series,
    needed: Needed,
    way: Way,
    faults: pl.Series | None = None,
    most: int = 2**126,
    edges: Edges | None = None,
) -> Read:
    """Prepare a column.

    Args:
        series: the column as it came.
        needed: what rules expect of it.
        way: how its numbers are written.
        faults: what whoever made the column knows of its nulls: `UNREADABLE` or `OUTSIDE`, else 0.
        most: the size from which on integers go to the record engine.
        edges: those of a column of integers or decimals, where they are known already.

    Raises:
        ColumnError: the column cannot be used.
    """
    series = series.alias(needed.path)
    if series.dtype == pl.Null:
        if needed.default is None and (faults is None or not (faults > 0).any()):
            return Read(Figure(needed.path, "absent", nullable=True), series)
        series = series.cast(pl.Int64 if needed.held in ("number", "money", "ratio") else _TYPES[needed.held])
    match needed.held:
        case "flag":
            return _flags(series, needed, faults)
        case "text":
            return _texts(series, needed, faults)
        case "date":
            return _dates(series, needed, faults)
    return numbers(series, needed, way, faults, most, edges)


FLAGS = {"true": True, "True": True, "TRUE": True, "是": True, "1": True} | {
    "false": False,
    "False": False,
    "FALSE": False,
    "否": False,
    "0": False,
}
"""Flags as files without types write them."""

NO = ("", *(text for text, held in FLAGS.items() if not held))
"""Texts that say no where any other says yes, a reason for example."""


def says_yes(value: object) -> bool:
    """Whether a flag beside the figures is set: true, or a text that is not one of `NO`."""
    return value not in NO if isinstance(value, str) else bool(value)


_TYPES: dict[str, type[pl.DataType]] = {"flag": pl.Boolean, "text": pl.String, "date": pl.Date}


def _flags(series: pl.Series, needed: Needed, faults: pl.Series | None) -> Read:
    if series.dtype == pl.String:
        held = series.replace_strict(FLAGS, default=None, return_dtype=pl.Boolean)
        faults = merged(faults, (series != "").fill_null(value=False) & held.is_null(), UNREADABLE)
        series = held
    if series.dtype != pl.Boolean:
        raise of_wrong_type(series, Text("是/否", "true or false"))
    if needed.default is not None:
        given = pl.lit(needed.default) if faults is None else pl.when(faults == 0).then(needed.default)
        series = pl.select(pl.coalesce(series, given).alias(series.name)).to_series()
    return finished(series, Figure(needed.path, "flag"), faults)


def _texts(series: pl.Series, needed: Needed, faults: pl.Series | None) -> Read:
    if series.dtype in (pl.Categorical, pl.Enum):
        series = series.cast(pl.String)
    if series.dtype != pl.String:
        raise of_wrong_type(series, Text("文字", "text"))
    blank = (series == "") if needed.missing is None else (series == "") | (series == needed.missing)
    series = series.set(blank.fill_null(value=False), None)
    if needed.options:
        other = (~series.is_in(list(needed.options))).fill_null(value=False)
        if other.any():
            faults = merged(faults, other, OUTSIDE)
            series = series.set(other, None)
    return finished(series, Figure(needed.path, "text"), faults)


def _dates(series: pl.Series, needed: Needed, faults: pl.Series | None) -> Read:
    if series.dtype == pl.String:
        known = {text: dated(text) for text in series.unique().drop_nulls()}
        wrong = series.is_in([text for text, day in known.items() if day is None and text]).fill_null(value=False)
        faults = merged(faults, wrong, UNREADABLE)
        series = series.replace_strict(known, default=None, return_dtype=pl.Date)
    if series.dtype != pl.Date:
        raise of_wrong_type(series, Text("日期", "a date"))
    return finished(series, Figure(needed.path, "date"), faults)
