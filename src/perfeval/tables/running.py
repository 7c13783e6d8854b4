"""Runs the steps of a program over data, phase by phase."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
from attrs import evolve, frozen

from perfeval.tables.columns import Column
from perfeval.tables.layouts import Rows, worked_out
from perfeval.tables.reaching import Reach


@frozen(eq=False)
class Data:
    """Prepared columns of the entities, and the rows of their tables."""

    entities: pl.DataFrame
    tables: Mapping[str, Rows]

    def chosen(self, mask: pl.Series) -> Data:
        """Some of the entities, with their rows."""
        tables = {name: rows.chosen(self.entities, mask) for name, rows in self.tables.items()}
        return Data(self.entities.filter(mask), tables)


def run(reach: Reach, data: Data) -> tuple[pl.LazyFrame, Data]:
    """Work out what is needed: the entities as a lazy frame, and the data with the columns that rows needed.

    One query as a rule; where rows need columns of their entities, those are worked out first.
    """
    pending, tables = data.entities.lazy(), dict(data.tables)
    known = [name for name in tables if name in reach.scopes]
    for phase in range(max(reach.phases, 1) + 1):
        for name in known if phase else ():
            sums = [row for row in reach.sums(name) if row.phase == phase - 1]
            steps = [step for step in reach.steps(name) if step.column.phase < phase]
            if sums or phase == 1:
                pending = tables[name].summed(pending, sums, steps, count=phase == 1)
        pending = worked_out(pending, [step for step in reach.steps(None) if step.column.phase == phase])
        spread = {
            name: [(own.name, Column(n)) for n, own in reach.spread(name) if own.phase == phase] for name in known
        }
        if any(spread.values()):
            frame = pending.collect(engine="streaming")
            pending = frame.lazy()
            tables |= {name: tables[name].spread(frame, columns) for name, columns in spread.items() if columns}
    return pending, evolve(data, tables=tables)
