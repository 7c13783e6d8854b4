"""Which steps, sums and columns some results need; nothing else is worked out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl
from attrs import frozen

from perfeval.tables.columns import Column, RowSum, Scope, Step

Names = Iterable[tuple[str | None, str]]


@frozen(eq=False)
class Reach:
    """The columns that are needed, by scope, with all that those need."""

    scopes: Mapping[str | None, Scope]
    names: Mapping[str | None, frozenset[str]]

    def steps(self, table: str | None) -> list[Step]:
        """The steps of a scope that are needed, in their order."""
        return [step for step in self.scopes[table].steps if step.column.name in self.names[table]]

    def sums(self, table: str) -> list[RowSum]:
        """The sums over the rows of a table that are needed."""
        return [row for row in self.scopes[table].sums if row.column.name in self.names[None]]

    def spread(self, table: str) -> list[tuple[str, Column]]:
        """The columns of entities that the rows of a table need, with their names there."""
        return [(n, own) for n, own in self.scopes[table].spread.items() if own.name in self.names[table]]

    @property
    def phases(self) -> int:
        """The last phase that something needs."""
        own = [step.column.phase for step in self.steps(None)]
        rows = [n for table in self.scopes if table is not None for n in self._of_rows(table)]
        return max([0, *own, *rows])

    def _of_rows(self, table: str) -> list[int]:
        return [row.phase + 1 for row in self.sums(table)] + [own.phase for _, own in self.spread(table)]


def reached(scopes: Mapping[str | None, Scope], wanted: Names) -> Reach:
    """All that some columns need, each a name in a scope."""
    steps = {(table, s.column.name): s.expr for table, scope in scopes.items() for s in scope.steps}
    sums = {row.column.name: (table, row.expr) for table, scope in scopes.items() for row in scope.sums}
    spread = {(table, own.name): name for table, scope in scopes.items() for name, own in scope.spread.items()}
    found: dict[str | None, set[str]] = {table: set() for table in scopes}
    waiting = list(wanted)
    while waiting:
        table, name = waiting.pop()
        if name in found[table]:
            continue
        found[table].add(name)
        if (table, name) in steps:
            waiting += roots(table, steps[table, name])
        elif (table, name) in spread:
            waiting.append((None, spread[table, name]))
        elif table is None and name in sums:
            waiting += roots(*sums[name])
    return Reach(scopes, {table: frozenset(names) for table, names in found.items()})


def roots(table: str | None, *exprs: pl.Expr) -> list[tuple[str | None, str]]:
    """The columns that expressions of a scope name."""
    return [(table, name) for expr in exprs for name in expr.meta.root_names()]
