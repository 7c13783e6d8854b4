"""What runs over columns: steps, and which columns are the result."""

from __future__ import annotations

from typing import Literal

import polars as pl
from attrs import frozen

from perfeval.model import NotApplicable, OnMissing
from perfeval.tables.columns import Scope

Form = Literal["units", "total_units", "share", "flag", "text", "rank"]
SHARE_PLACES = 12
"""Decimals of a share where it is asked for; engines agree on so many."""


@frozen(eq=False)
class Output:
    """A column of the result."""

    name: str
    form: Form
    expr: pl.Expr


@frozen
class Asked:
    """What a caller wants beyond scores, total, grade and reasons."""

    not_applicable: NotApplicable
    on_missing: OnMissing
    bounds: bool = False
    """The total's bounds and the grades still possible."""
    shares: bool = False
    """Shares (得分率) at `SHARE_PLACES` places."""
    rows: bool = False
    """The rows of open groups."""


@frozen(eq=False)
class RowOutput:
    """The rows of an open group: which of them count, and what each comes to."""

    id: str
    table: str
    shown: pl.Expr
    absent: pl.Expr
    outputs: tuple[Output, ...]

    @property
    def exprs(self) -> tuple[pl.Expr, ...]:
        """All of it that is worked out."""
        return self.shown, self.absent, *(output.expr for output in self.outputs)


@frozen(eq=False)
class Program:
    """Scopes with their steps, and the outputs over the columns of the entities."""

    scopes: dict[str | None, Scope]
    outputs: tuple[Output, ...]
    doubtful: pl.Expr
    """Whether anything of an entity has a reason to be told."""
    beyond: pl.Expr
    """Whether an entity is for the record engine, since columns cannot say it."""
    rows: tuple[RowOutput, ...] = ()
