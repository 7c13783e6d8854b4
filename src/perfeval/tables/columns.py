"""Columns that a program works out, each bound to a name in one scope: the entities, or the rows of a child table."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl
from attrs import field, frozen


@frozen(eq=False)
class Column:
    """A column of one scope, there from a phase on; `nullable` where it may hold nulls.

    Phase 0 needs what was submitted, phase n+1 sums over rows of phase n. Within a phase, depth orders the steps.
    """

    name: str
    phase: int = 0
    depth: int = 0
    nullable: bool = False

    @property
    def expr(self) -> pl.Expr:
        """The column in an expression."""
        return pl.col(self.name)


@frozen(eq=False)
class Step:
    """A column and what it is worked out from."""

    column: Column
    expr: pl.Expr


@frozen(eq=False)
class RowSum:
    """A sum over the rows of each entity; becomes a column of the entities in the next phase."""

    column: Column
    expr: pl.Expr
    phase: int


@frozen(eq=False)
class Scope:
    """The steps of one scope, in the order they were met."""

    table: str | None
    steps: list[Step] = field(factory=list)
    sums: list[RowSum] = field(factory=list)
    spread: dict[str, Column] = field(factory=dict)
    """Columns of the entities that the rows need, by the name they have there."""
    _bound: dict[tuple[bytes, bool], Column] = field(factory=dict)
    _summed: dict[bytes, Column] = field(factory=dict)

    def bind(self, expr: pl.Expr, parents: Iterable[Column], *, nullable: bool | None = None) -> Column:
        """A column for an expression over others; equal expressions are one column."""
        given = list(parents)
        null = any(c.nullable for c in given) if nullable is None else nullable
        key = (expr.meta.serialize(), null)
        if key not in self._bound:
            phase, depth = max((c.phase for c in given), default=0), max((c.depth for c in given), default=0)
            self._bound[key] = Column(f"~{self.table or ''}{len(self.steps)}", phase, 1 + depth, null)
            self.steps.append(Step(self._bound[key], expr))
        return self._bound[key]

    def spread_over(self, column: Column) -> Column:
        """A column of the entities, repeated for their rows."""
        if column.name not in self.spread:
            self.spread[column.name] = Column(f"^{column.name}", column.phase, 0, column.nullable)
        return self.spread[column.name]

    def summed(self, expr: pl.Expr, parents: Iterable[Column]) -> Column:
        """The sum of an expression over the rows of each entity, nulls left out; 0 over no rows."""
        key = expr.meta.serialize()
        if key not in self._summed:
            phase = max((c.phase for c in parents), default=0)
            self._summed[key] = Column(f"+{self.table}{len(self.sums)}", phase + 1)
            self.sums.append(RowSum(self._summed[key], expr, phase))
        return self._summed[key]
