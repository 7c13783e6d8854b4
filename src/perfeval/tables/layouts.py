"""Where the rows of a child table lie, and how they are summed: found by their key, or lying together."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

import numpy as np
import polars as pl
from attrs import evolve, frozen

from perfeval.tables.columns import Column, RowSum, Step


def worked_out(frame: pl.LazyFrame, steps: Sequence[Step]) -> pl.LazyFrame:
    """A frame with the columns of some steps; each depth needs the one before."""
    for depth in sorted({step.column.depth for step in steps}):
        found = [step.expr.alias(step.column.name) for step in steps if step.column.depth == depth]
        frame = frame.with_columns(found)
    return frame


class Rows(Protocol):
    """The rows of a child table."""

    def summed(
        self, entities: pl.LazyFrame, sums: Sequence[RowSum], steps: Sequence[Step], *, count: bool
    ) -> pl.LazyFrame:
        """The entities with sums over their rows, once some steps are worked out, and with the number of rows."""

    def spread(self, entities: pl.DataFrame, columns: Sequence[tuple[str, Column]]) -> Rows:
        """The rows with columns of their entities, under new names."""

    def chosen(self, entities: pl.DataFrame, mask: pl.Series) -> Rows:
        """The rows of some of the entities."""

    def numbered(self, entities: pl.DataFrame, steps: Sequence[Step]) -> pl.LazyFrame:
        """The rows worked out, with `#entity` (the entity's place) and `#row` (the row's place within it)."""


@frozen(eq=False)
class KeyedRows:
    """Rows in any order, found by the key that they share with their entity."""

    table: str
    frame: pl.DataFrame
    keys: tuple[str, ...]

    def summed(
        self, entities: pl.LazyFrame, sums: Sequence[RowSum], steps: Sequence[Step], *, count: bool
    ) -> pl.LazyFrame:
        """Grouped by key, then joined to the entities."""
        found = {row.column.name: row.expr.sum() for row in sums}
        if count:
            found[f"{self.table}.rows"] = pl.len().cast(pl.Int64)
        grouped = worked_out(self.frame.lazy(), steps).group_by(self.keys).agg(**found)
        joined = entities.join(grouped, on=self.keys, how="left", maintain_order="left")
        return joined.with_columns(pl.col(list(found)).fill_null(0))

    def spread(self, entities: pl.DataFrame, columns: Sequence[tuple[str, Column]]) -> KeyedRows:
        """Joined on the key."""
        added = entities.select(*self.keys, *(c.expr.alias(name) for name, c in columns))
        return evolve(self, frame=self.frame.join(added, on=self.keys, how="left", maintain_order="left"))

    def chosen(self, entities: pl.DataFrame, mask: pl.Series) -> KeyedRows:
        """A semi-join."""
        kept = entities.filter(mask).select(self.keys)
        return evolve(self, frame=self.frame.join(kept, on=self.keys, how="semi", maintain_order="left"))

    def numbered(self, entities: pl.DataFrame, steps: Sequence[Step]) -> pl.LazyFrame:
        """Numbered within each key."""
        places = entities.lazy().select(*self.keys, pl.int_range(pl.len()).alias("#entity"))
        row = pl.int_range(pl.len()).over(self.keys).alias("#row")
        rows = worked_out(self.frame.lazy(), steps).with_columns(row)
        return rows.join(places, on=self.keys, how="inner", maintain_order="left")


@frozen(eq=False)
class PlacedRows:
    """Rows that lie together, in the order of their entities; `counts` says how many each has."""

    table: str
    frame: pl.DataFrame
    counts: np.ndarray

    def summed(
        self, entities: pl.LazyFrame, sums: Sequence[RowSum], steps: Sequence[Step], *, count: bool
    ) -> pl.LazyFrame:
        """Summed piece by piece; exact even where a running sum would wrap, since each piece is proved to fit."""
        found = {f"{self.table}.rows": pl.Series(self.counts, dtype=pl.Int64)} if count else {}
        if sums:
            rows = worked_out(self.frame.lazy(), steps)
            bodies = rows.select(row.expr.fill_null(0).alias(row.column.name) for row in sums).collect()
            with ThreadPoolExecutor(pl.thread_pool_size()) as pool:  # numpy sums without the interpreter's lock
                found |= {body.name: body for body in pool.map(_Pieces(self.counts), bodies)}
        return pl.concat([entities, pl.LazyFrame(found)], how="horizontal")

    def spread(self, entities: pl.DataFrame, columns: Sequence[tuple[str, Column]]) -> PlacedRows:
        """Repeated as often as there are rows."""
        owner = pl.Series(np.repeat(np.arange(len(self.counts)), self.counts))
        added = [entities[c.name].gather(owner).alias(name) for name, c in columns]
        return evolve(self, frame=self.frame.with_columns(added))

    def chosen(self, entities: pl.DataFrame, mask: pl.Series) -> PlacedRows:
        """The pieces of the entities that are chosen."""
        kept = mask.to_numpy()
        rows = pl.Series(np.repeat(kept, self.counts))
        return evolve(self, frame=self.frame.filter(rows), counts=self.counts[kept])

    def numbered(self, entities: pl.DataFrame, steps: Sequence[Step]) -> pl.LazyFrame:
        """Numbered from the start of each piece."""
        owner = np.repeat(np.arange(len(self.counts)), self.counts)
        starts = np.cumsum(self.counts) - self.counts
        places = np.arange(len(owner)) - starts[owner]
        numbers = [pl.Series("#entity", owner, dtype=pl.Int64), pl.Series("#row", places, dtype=pl.Int64)]
        return worked_out(self.frame.lazy(), steps).with_columns(numbers)


class _Pieces:
    """Sums each piece of a column without nulls, by what a running sum grows over it.

    That is right even after the running sum wrapped, since whole numbers that wrap still differ by the right amount,
    and each piece is proved to fit.
    """

    def __init__(self, counts: np.ndarray) -> None:
        ends = np.cumsum(counts)
        self.before = ends == 0
        self.last = np.maximum(ends - 1, 0)

    def __call__(self, rows: pl.Series) -> pl.Series:
        if not len(rows):
            return pl.zeros(len(self.last), rows.dtype, eager=True).alias(rows.name)
        if rows.dtype == pl.Int128:
            return self.wide(rows)
        running = np.concatenate([chunk.to_numpy() for chunk in rows.get_chunks()])
        reached = np.cumsum(running, out=running).take(self.last)
        reached[self.before] = 0
        return pl.Series(rows.name, np.diff(reached, prepend=0))

    def wide(self, rows: pl.Series) -> pl.Series:
        """The same for 128 bits, which numpy does not have."""
        reached = rows.cum_sum().gather(pl.Series(self.last)).set(pl.Series(self.before), 0)
        return reached - reached.shift(1, fill_value=0)
