"""What a rule can be once it is lowered: a number, a flag, a text or date, or nothing at all."""

from __future__ import annotations

from typing import Any

import polars as pl
from attrs import frozen

from perfeval.tables.columns import Column
from perfeval.tables.rationals import Rational


class Nothing:
    """A value that is unknown wherever it stands."""


NOTHING = Nothing()


@frozen(eq=False)
class Plain:
    """A text, level or date: a column, or a constant that stands in the rule."""

    value: Any
    column: Column | None = None

    @property
    def expr(self) -> pl.Expr:
        """It as an expression."""
        return pl.lit(self.value) if self.column is None else self.column.expr

    @property
    def parents(self) -> tuple[Column, ...]:
        """The columns it is made from."""
        return () if self.column is None else (self.column,)


Flag = bool | Column
Lowered = Rational | Plain | bool | Column | Nothing
