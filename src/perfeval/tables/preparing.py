"""From tables as they came to prepared columns: everything wrong with their shape at once, before any work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl
from attrs import frozen

from perfeval.findings import Finding, FormatError, Text, kind
from perfeval.tables.faulted import ColumnError, Read, schema_fault
from perfeval.tables.figures import Domain, Figure
from perfeval.tables.layouts import KeyedRows, PlacedRows, Rows
from perfeval.tables.needing import Needed, Needs
from perfeval.tables.numerals import Edges, Way, edges_of
from perfeval.tables.readings import NO, read
from perfeval.tables.running import Data


@frozen(eq=False)
class Tables:
    """Flat tables as they came."""

    entities: pl.DataFrame
    children: Mapping[str, pl.DataFrame]
    keys: tuple[str, ...]
    counts: Mapping[str, np.ndarray]
    """For tables whose rows lie together in the order of the entities: how many each has."""


@frozen(eq=False)
class Prepared:
    """Data with what is known of it."""

    data: Data
    domain: Domain
    beyond: pl.Series
    """Entities that hold something too long for columns."""


def prepared(
    given: Tables, needs: Needs, way: Way, *, absent: bool = False, most: int = 2**126, rows: int = 0
) -> Prepared:
    """Prepare tables.

    Args:
        given: the tables.
        needs: what the plan reads.
        way: how numbers are written.
        absent: whether a column that is not there means that nobody gave it; else it is a fault.
        most: the size from which on integers go to the record engine.
        rows: the most rows that an entity is known to have; 0 to guess from the averages.

    Raises:
        FormatError: every fault of the tables' shape.
    """
    reading = _Reading(way, absent, most)
    height = given.entities.height
    entities = reading.table(given.entities, needs.of(None), None, given.keys)
    entities = entities.with_columns(reading.flags(given.entities, needs))
    beyond = reading.beyond_of(height)
    tables: dict[str, Rows] = {}
    told: dict[str, bool | None] = {}
    size: dict[str, int] = {}
    for name in needs.tables:
        frame = given.children.get(name)
        if frame is None:
            told[name], size[name] = False, 0
            reading.figures |= {c.path: Figure(c.path, "absent", nullable=True) for c in needs.of(name)}
            continue
        told[name], size[name] = _given(entities, name), rows or _guess(frame.height, height)
        reading.far = []
        found = reading.table(frame, needs.of(name), name, given.keys)
        if name in given.counts:
            tables[name] = PlacedRows(name, found, given.counts[name])
        else:
            tables[name] = KeyedRows(name, found, given.keys)
        beyond = beyond | reading.beyond_rows(given, name, frame)
    if reading.faults:
        raise FormatError(reading.faults)
    figures = reading.figures
    return Prepared(Data(entities, tables), Domain(figures, size, told), beyond)


def column_faults(given: Tables, needs: Needs, way: Way, *, absent: bool) -> list[Finding]:
    """What is wrong with columns, where keys are wrong as well and nothing can be prepared."""
    reading = _Reading(way, absent, 2**126)
    reading.table(given.entities, needs.of(None), None, ())
    reading.flags(given.entities, needs)
    for name in needs.tables:
        if name in given.children:
            reading.table(given.children[name], needs.of(name), name, ())
    return reading.faults


def _guess(rows: int, entities: int) -> int:
    """The most rows that an entity has, guessed; checked once they are counted."""
    return max(64, 1 << (4 * rows // max(entities, 1)).bit_length())


def _given(entities: pl.DataFrame, name: str) -> bool | None:
    flag = f"{name}.given"
    if flag not in entities.columns:
        return True
    found = entities[flag]
    return True if found.all() else None if found.any() else False


class _Reading:
    """Reads columns and collects what is wrong with them."""

    def __init__(self, way: Way, absent: bool, most: int) -> None:
        self.way, self.absent, self.most = way, absent, most
        self.figures: dict[str, Figure] = {}
        self.faults: list[Finding] = []
        self.far: list[pl.Series] = []

    def table(
        self, frame: pl.DataFrame, columns: Sequence[Needed], table: str | None, keys: Sequence[str]
    ) -> pl.DataFrame:
        """The prepared columns of a table, with its keys."""
        found = [frame[key] for key in keys if key in frame.columns]
        edges = edges_of(frame, [needed.name for needed in columns])
        for needed in columns:
            made = self.column(frame, needed, table, edges.get(needed.name))
            if made is None:
                continue
            self.figures[needed.path] = made.figure
            if made.figure.sort != "absent":
                found += [made.values, *([] if made.faults is None else [made.faults])]
            if made.beyond is not None:
                self.far.append(made.beyond)
        return pl.DataFrame(found) if found else pl.DataFrame({"~": pl.zeros(frame.height, pl.UInt8, eager=True)})

    def column(self, frame: pl.DataFrame, needed: Needed, table: str | None, edges: Edges | None = None) -> Read | None:
        """One prepared column; None where it cannot be used."""
        place = needed.name if table is None else f"{table}: {needed.name}"
        if needed.name not in frame.columns:
            if self.absent or needed.default is not None:
                series = pl.Series(needed.path, [None] * frame.height, dtype=pl.Null)
                if needed.default is not None:
                    series = series.cast(pl.Boolean)
                return read(series, needed, self.way)
            self.faults.append(kind("I201").at(place, column=needed.name, label=needed.label))
            return None
        faults = frame[f"{needed.name}?"] if f"{needed.name}?" in frame.columns else None
        try:
            return read(frame[needed.name], needed, self.way, faults, self.most, edges)
        except ColumnError as error:
            self.faults.append(schema_fault(error, place))
            return None

    def flags(self, entities: pl.DataFrame, needs: Needs) -> list[pl.Series]:
        """The columns that say what does not apply and which tables were given."""
        found = []
        names = [f"not_applicable.{node}" for node in needs.nodes] + [f"{table}.given" for table in needs.tables]
        for name in names:
            if name not in entities.columns:
                continue
            series = entities[name]
            if series.dtype == pl.String:
                series = (~series.is_in(NO)).fill_null(value=False)
            elif series.dtype not in (pl.Boolean, pl.Null):
                error = ColumnError(
                    Text("是/否", "true or false"), Text(str(series.dtype)), Text("改为是/否", "use flags")
                )
                self.faults.append(schema_fault(error, name))
                continue
            series = series.cast(pl.Boolean).fill_null(value=False).alias(name)
            if name.startswith("not_applicable."):
                if not series.any():
                    continue
                self.figures[name] = Figure(name, "flag")
            found.append(series)
        return found

    def beyond_of(self, height: int) -> pl.Series:
        """The rows with something too long."""
        found = pl.Series([False]).new_from_index(0, height)
        for mask in self.far:
            found = found | mask
        return found

    def beyond_rows(self, given: Tables, name: str, frame: pl.DataFrame) -> pl.Series:
        """The entities with a row that holds something too long."""
        rows = self.beyond_of(frame.height)
        if not rows.any():
            return pl.Series([False]).new_from_index(0, given.entities.height)
        if name in given.counts:
            owner = np.repeat(np.arange(given.entities.height), given.counts[name])
            found = np.zeros(given.entities.height, np.bool_)
            found[owner[rows.to_numpy()]] = True
            return pl.Series(found)
        keys = frame.filter(rows).select(given.keys).unique().with_columns(pl.lit(value=True).alias("~far"))
        joined = given.entities.select(given.keys).join(keys, on=given.keys, how="left", maintain_order="left")
        return joined["~far"].fill_null(value=False)
