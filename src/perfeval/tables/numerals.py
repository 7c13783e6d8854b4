"""Columns of numbers as integers of a known unit, however they were written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import ceil, floor, lcm

import numpy as np
import polars as pl
from attrs import evolve, frozen

from perfeval.findings import NumberError, Text
from perfeval.numbers import MONEY_UNITS, Money, exact, fraction
from perfeval.tables.faulted import OUTSIDE, UNREADABLE, ColumnError, Read, finished, merged, of_wrong_type
from perfeval.tables.figures import Figure
from perfeval.tables.needing import Needed
from perfeval.tables.wholes import dtype_of, width_of

_MOST_PLACES = 18
_PLAIN = r"^[+-]?\d{1,18}(\.\d{1,9})?$"
"""Numbers that polars reads exactly; all others are read one by one."""

Edges = tuple[int, int]
"""The lowest and highest of integers."""


@frozen
class Way:
    """How numbers are written that do not say it themselves."""

    money: str = "元"
    """The unit of amounts of money."""
    floats: int | None = None
    """How many decimals a Float64 column has; None refuses such columns."""


def edges_of(frame: pl.DataFrame, names: Iterable[str]) -> Mapping[str, Edges]:
    """The edges of the columns that hold integers or decimals, all in one scan."""
    found = [n for n in names if n in frame.columns and (frame.schema[n].is_integer() or frame.schema[n].is_decimal())]
    whole = [pl.col(name).to_physical() for name in found]
    row = frame.lazy().select(*(e.min().name.prefix("<") for e in whole), *(e.max().name.prefix(">") for e in whole))
    both = row.collect().row(0, named=True) if found else {}
    return {name: (both[f"<{name}"] or 0, both[f">{name}"] or 0) for name in found}


def numbers(
    series: pl.Series, needed: Needed, way: Way, faults: pl.Series | None, most: int, edges: Edges | None
) -> Read:
    """Prepare a column of numbers; values of `most` or more are left to the record engine.

    Raises:
        ColumnError: it holds something else, or floats without leave.
    """
    return _bounded(_numbers(series, needed, way, faults), needed, most, edges)


def _numbers(series: pl.Series, needed: Needed, way: Way, faults: pl.Series | None) -> Read:
    if series.dtype == pl.String:
        if not (series.is_null() | series.str.contains(_PLAIN)).all():
            return _written(series, needed, way, faults)
        places = series.str.len_chars() - series.str.find(r"\.").fill_null(series.str.len_chars() - 1) - 1
        most = places.max()
        series = series.str.to_decimal(scale=most if isinstance(most, int) else 0)
    if series.dtype.is_float():
        series = _floats(series, way)
    numerator, denominator = _unit(needed, way)
    if isinstance(series.dtype, pl.Decimal):
        denominator *= 10**series.dtype.scale
        series = series.to_physical()
    elif not series.dtype.is_integer():
        raise of_wrong_type(series, Text("数", "a number"))
    return Read(Figure(needed.path, "number", numerator, denominator), series, faults)


def _unit(needed: Needed, way: Way) -> tuple[int, int]:
    """What a written 1 is worth, as a fraction."""
    if needed.held == "money":
        return MONEY_UNITS[way.money], 1
    if needed.out_of is not None:
        return needed.out_of.denominator, needed.out_of.numerator
    return 1, 1


def _floats(series: pl.Series, way: Way) -> pl.Series:
    """Floats that are each the nearest to a decimal of so many places, as integers of the last place."""
    if way.floats is None:
        raise ColumnError(
            Text("精确的数", "exact numbers"),
            Text("浮点数", "floats"),
            Text(
                "转成 Decimal，或写 floats=2 说明它们有几位小数",
                "cast it to Decimal, or say floats=2: how many decimals they have",
            ),
        )
    values = series.cast(pl.Float64)
    raw = values.fill_null(0.0).to_numpy()
    with np.errstate(all="ignore"):
        units = np.rint(raw * 10.0**way.floats)
        same = np.isfinite(raw) & (np.abs(units) < 2.0**53) & (units / 10.0**way.floats == raw)
    if not same.all():
        first = int(np.argmin(same))
        raise ColumnError(
            Text(f"至多 {way.floats} 位小数", f"at most {way.floats} decimals"),
            Text(f"第 {first + 1} 行的 {float(raw[first])!r}", f"{float(raw[first])!r} in row {first + 1}"),
            Text("多写几位 floats，或先取整", "say more decimals in floats, or round before"),
        )
    whole = pl.Series(series.name, units.astype(np.int64)).set(values.is_null(), None)
    return whole.cast(pl.Int128).reinterpret(dtype=pl.Decimal(38, way.floats))


def _written(series: pl.Series, needed: Needed, way: Way, faults: pl.Series | None) -> Read:
    """Numbers written as text, each different text read once, as the record engine reads it."""
    known: dict[str, Fraction | None] = {text: _worth(text, needed, way) for text in series.unique().drop_nulls()}
    wrong = [text for text, worth in known.items() if worth is None and text]
    faults = merged(faults, series.is_in(wrong).fill_null(value=False), UNREADABLE) if wrong else faults
    base = 1
    beyond: list[str] = []
    for text, worth in known.items():
        if worth is not None:
            wider = lcm(base, worth.denominator)
            if wider < 10**_MOST_PLACES and abs(worth.numerator) * (wider // worth.denominator) < 2**126:
                base = wider
            else:
                beyond.append(text)
    units = {t: int(w * base) for t, w in known.items() if w is not None and t not in beyond}
    units = {t: n for t, n in units.items() if abs(n) < 2**126}
    width = width_of(min(units.values(), default=0), max(units.values(), default=0))
    new = pl.Series(list(units.values()), dtype=dtype_of(width))  # whose type polars would guess from the first
    mapped = series.replace_strict(pl.Series(list(units), dtype=pl.String), new, default=None)
    out = [t for t, w in known.items() if w is not None and t not in units]
    mask = series.is_in(out).fill_null(value=False) if out else None
    return Read(Figure(needed.path, "number", 1, base), mapped, faults, mask)


def _worth(text: str, needed: Needed, way: Way) -> Fraction | None:
    """What a text is worth in base units, None where it cannot be read."""
    if not text:
        return None
    try:
        if needed.held == "money":
            money = Money.read(text, way.money)
            return Fraction(money.amount) * MONEY_UNITS[money.unit]
        if needed.held == "ratio" and text.strip()[-1:] in "%％‰":
            return fraction(text)
        return Fraction(exact(text)) / (needed.out_of or 1)
    except NumberError:
        return None


def _bounded(read: Read, needed: Needed, most: int, edges: Edges | None) -> Read:
    """Values beyond their declared bounds are faults, and those of no known width are left to the record engine."""
    series, figure, faults, beyond = read.values, read.figure, read.faults, read.beyond
    low, high = edges or _edges(series)
    least, greatest = _limits(needed, figure)
    for limit, under in ((least, True), (greatest, False)):
        if limit is not None and ((low < limit) if under else (high > limit)):
            wide, bound = series.cast(pl.Int128), pl.lit(limit, dtype=pl.Int128)
            outside = pl.select((wide < bound) if under else (wide > bound)).to_series().fill_null(value=False)
            faults = merged(faults, outside, OUTSIDE)
            series = series.set(outside, None)
            low, high = _edges(series)
    if low <= -most or high >= most:
        far = pl.select(series.cast(pl.Int128).abs() >= pl.lit(most, dtype=pl.Int128)).to_series()
        far = far.fill_null(value=False)
        beyond = far if beyond is None else beyond | far
        series = series.set(far, None)
        low, high = _edges(series)
    width = width_of(low, high)
    series = series.cast(dtype_of(width)).alias(figure.name)
    low, high = _outward(low, high)
    low = low if least is None else max(low, least)
    high = high if greatest is None else max(low, min(high, greatest))
    return finished(series, evolve(figure, low=low, high=high, width=width), faults, beyond)


def _limits(needed: Needed, figure: Figure) -> tuple[int | None, int | None]:
    """The declared bounds in the units of the column."""
    scale = Fraction(figure.denominator, figure.numerator)
    low = None if needed.low is None else ceil(needed.low * scale)
    return low, None if needed.high is None else floor(needed.high * scale)


def _edges(series: pl.Series) -> Edges:
    low, high = series.min(), series.max()
    return (low, high) if isinstance(low, int) and isinstance(high, int) else (0, 0)


def _outward(low: int, high: int) -> tuple[int, int]:
    """Bounds that many batches share: powers of two, and whether a value can be 0 or less."""
    below = 1 if low > 0 else 0 if low == 0 else -(2 ** (-low).bit_length())
    return below, 0 if high == 0 else 2 ** high.bit_length() - 1 if high > 0 else 0
