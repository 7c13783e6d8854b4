"""Parquet to Parquet in bounded memory: batch by batch where rows are nested, else bucket by bucket.

Child tables of their own are laid apart on disk first, by a hash of the key, with their entities. The result has the
order of the entities either way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from perfeval.evaluation import Plan
from perfeval.tables.evaluating import ROW, Reading, evaluate_tables
from perfeval.tables.frames import scanned
from perfeval.tables.program import Asked
from perfeval.tables.saving import Layout, check_output, in_layout, write
from perfeval.tables.screening import checked_keys, screened
from perfeval.tables.streams import Apart, batches, laid_apart, scratch, streamed, whole
from perfeval.tables.tally import Tally

Progress = Callable[[int, int], object]
BATCH_ROWS = 50_000
"""How many entities are in memory at once."""
_MOST_PARTS = 256
_PLACE = "~place"


def evaluate_files(
    plan: Plan,
    entities: Path,
    children: Mapping[str, Path],
    output: Path,
    *,
    reading: Reading,
    asked: Asked,
    layout: Layout = "wide",
    rows: int = BATCH_ROWS,
    progress: Progress | None = None,
) -> Tally:
    """Evaluate Parquet files that may be larger than memory.

    Args:
        plan: the plan.
        entities: the file with a row for each entity; child tables can be columns of lists of structs.
        children: the files of child tables by name.
        output: the file to write, `.parquet` or `.csv`, whole or not at all.
        reading: how tables are to be read.
        asked: policies, and what is wanted beside scores.
        layout: a row for each entity, or one for each entity and node.
        rows: how many entities are worked on at once.
        progress: is told how many entities are done, and how many there are.

    Raises:
        FormatError: every fault of the tables' shape, before any work; files that cannot be read or written.
    """
    check_output(output)
    empty = screened(plan, entities, children, reading, asked)
    schema = in_layout(empty, layout).schema
    with scratch(output) as folder, whole(output) as beside:
        run = _Run(plan, entities, children, reading, asked, layout, rows, progress, folder, Tally.of(empty))
        frames = run.bucketed(schema) if children else run.nested()
        write(streamed(frames, schema), beside, output.suffix, rows)
    return run.tally


class _Run:
    """One run over files; counts as it goes."""

    def __init__(
        self,
        plan: Plan,
        entities: Path,
        children: Mapping[str, Path],
        reading: Reading,
        asked: Asked,
        layout: Layout,
        rows: int,
        progress: Progress | None,
        folder: Path,
        tally: Tally,
    ) -> None:
        self.plan, self.entities, self.children, self.reading, self.asked = plan, entities, children, reading, asked
        self.layout, self.rows, self.folder, self.tally = layout, rows, folder, tally
        self.height = row_count(entities)
        self.progress = progress or (lambda done, total: None)
        most = max([self.height, *(row_count(path) // 5 for path in children.values())])
        self.parts = min(max(-(-most // rows), 1), _MOST_PARTS)

    def nested(self) -> Iterator[pl.DataFrame]:
        """The results of batches of entities, with their rows in them; keys are looked at before."""
        checked_keys(self.key_batches(), self.reading.keys, lambda: self.key_parts(self.key_buckets()))
        return (self.evaluated(entities, {}) for entities in batches(self.entities, self.rows))

    def bucketed(self, schema: Mapping[str, Any]) -> Iterator[pl.DataFrame]:
        """The results of buckets, whose rows are evaluated together, back in the order of the entities."""
        own = self.apart(self.rows_of(self.entities).with_row_index(_PLACE), "entities")
        checked_keys((), self.reading.keys, lambda: self.key_parts(own))
        kept = {
            name: self.apart(self.rows_of(path).with_row_index(ROW, offset=1), f"table.{n}")
            for n, (name, path) in enumerate(self.children.items())
        }
        results = streamed(self.results(own, kept), {**schema, _PLACE: pl.get_index_type()})
        chunk = -(-max(self.height, 1) // self.parts)
        found = laid_apart(results, pl.col(_PLACE) // chunk, self.parts, self.folder / "results")
        return (found.part(n).sort(_PLACE, maintain_order=True).drop(_PLACE) for n in range(self.parts))

    def results(self, own: Apart, kept: Mapping[str, Apart]) -> Iterator[pl.DataFrame]:
        """The result of each bucket, with the places of its rows."""
        for n in range(self.parts):
            entities = own.part(n)
            found = self.evaluated(entities, {name: apart.part(n) for name, apart in kept.items()})
            each = found.height // max(entities.height, 1)
            place = entities[_PLACE].gather(pl.int_range(found.height, eager=True) // max(each, 1))
            yield found.with_columns(place)

    def evaluated(self, entities: pl.DataFrame, children: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
        """The result of some entities, counted."""
        found = evaluate_tables(self.plan, entities, children, reading=self.reading, asked=self.asked)
        self.tally += Tally.of(found)
        self.progress(self.tally.entities, self.height)
        return in_layout(found, self.layout)

    def rows_of(self, path: Path, columns: Sequence[str] | None = None) -> pl.LazyFrame:
        """The rows of a file, read in batches."""
        schema = scanned(path).collect_schema()
        kept = {name: schema[name] for name in columns} if columns is not None else schema
        return streamed(batches(path, self.rows, columns), kept)

    def apart(self, rows: pl.LazyFrame, name: str) -> Apart:
        """Rows in buckets by a hash of their key, which has the type that it has in the entities."""
        types = scanned(self.entities).collect_schema()
        keys = [pl.col(key).cast(types[key], strict=False) for key in self.reading.keys]
        return laid_apart(rows, pl.struct(keys).hash(seed=1) % self.parts, self.parts, self.folder / name)

    def key_batches(self) -> Iterator[pl.DataFrame]:
        """The keys of the entities in their order."""
        return batches(self.entities, self.rows, self.reading.keys)

    def key_buckets(self) -> Apart:
        """The keys of the entities, equal ones together."""
        return self.apart(self.rows_of(self.entities, self.reading.keys), "keys")

    def key_parts(self, apart: Apart) -> Iterator[pl.DataFrame]:
        """The keys of each bucket."""
        return (apart.part(n).select(self.reading.keys) for n in range(apart.parts))


def row_count(path: Path) -> int:
    """How many rows a Parquet file has."""
    return int(scanned(path).select(pl.len()).collect().item())
