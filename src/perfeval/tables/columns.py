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

    def bind(self, expr: pl.Expr, parents: Iterable[Column], *, nullable: bool | None = None) -> Column:
        """A new column for an expression over others."""
        given = list(parents)
        column = Column(
            f"~{self.table or ''}{len(self.steps)}",
            max((c.phase for c in given), default=0),
            1 + max((c.depth for c in given), default=0),
            any(c.nullable for c in given) if nullable is None else nullable,
        )
        self.steps.append(Step(column, expr))
        return column

    def spread_over(self, column: Column) -> Column:
        """A column of the entities, repeated for their rows."""
        if column.name not in self.spread:
            self.spread[column.name] = Column(f"^{column.name}", column.phase, 0, column.nullable)
        return self.spread[column.name]

    def summed(self, expr: pl.Expr, parents: Iterable[Column]) -> Column:
        """The sum of an expression over the rows of each entity, nulls left out; 0 over no rows."""
        phase = max((c.phase for c in parents), default=0)
        column = Column(f"+{self.table}{len(self.sums)}", phase + 1)
        self.sums.append(RowSum(column, expr, phase))
        return column
