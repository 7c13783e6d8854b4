"""Runs the steps of a program over data, phase by phase."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
from attrs import evolve, frozen

from perfeval.tables.columns import Column, Scope
from perfeval.tables.layouts import Rows, worked_out


@frozen(eq=False)
class Data:
    """Prepared columns of the entities, and the rows of their tables."""

    entities: pl.DataFrame
    tables: Mapping[str, Rows]

    def chosen(self, mask: pl.Series) -> Data:
        """Some of the entities, with their rows."""
        tables = {name: rows.chosen(self.entities, mask) for name, rows in self.tables.items()}
        return Data(self.entities.filter(mask), tables)


def run(scopes: Mapping[str | None, Scope], data: Data) -> tuple[pl.LazyFrame, Data]:
    """Work out all steps: the entities as a lazy frame, and the data with the columns that rows needed.

    The last phase stays lazy, so that what nobody selects is never worked out.
    """
    entities = scopes[None]
    frame = data.entities
    tables = dict(data.tables)
    last = max((step.column.phase for step in entities.steps), default=0)
    last = max([last, *(c.phase for s in scopes.values() for c in s.spread.values())])
    pending = frame.lazy()
    for phase in range(last + 1):
        if phase:
            frame = pending.collect()
            sums = [
                tables[n].sums(frame, s, phase - 1) for n, s in scopes.items() if n in tables and _has(s, phase - 1)
            ]
            kept = [part.drop([c for c in part.columns if c in frame.columns]) for part in sums]
            pending = pl.concat([frame, *kept], how="horizontal").lazy() if kept else frame.lazy()
        pending = worked_out(pending, [step for step in entities.steps if step.column.phase == phase])
        spread = {
            name: [(own.name, Column(source)) for source, own in scope.spread.items() if own.phase == phase]
            for name, scope in scopes.items()
            if name in tables
        }
        if any(spread.values()):
            frame = pending.collect()
            pending = frame.lazy()
            for name, columns in spread.items():
                if columns and name is not None:
                    tables[name] = tables[name].spread(frame, columns)
    return pending, evolve(data, tables=tables)


def _has(scope: Scope, phase: int) -> bool:
    """Whether there is something to sum; the number of rows comes with the first sums."""
    return phase == 0 or any(s.phase == phase for s in scope.sums)
