"""What a rule refers to: parameters, the figures and tables of a submission, and what its indicator puts in."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from attrs import evolve, field, frozen

from perfeval.expressions.nodes import Const, Expr, lift
from perfeval.expressions.source import Source
from perfeval.expressions.types import Type, misfit
from perfeval.findings import Text


@frozen(order=False)
class Parameter(Expr):
    """A named constant with its source: a threshold that a regulation or an assumption sets."""

    name: str
    value: Const = field(converter=lift)
    label: Text = field(default=Text(), eq=False)
    source: Source | None = field(default=None, eq=False)

    def check(self) -> Type:
        """The type of its value."""
        if not isinstance(self.value, Const):
            raise misfit(Text(f"参数 {self.name} 不是常数", f"the parameter {self.name} is not a constant"))
        found = self.value.type
        # A text stays a literal, since another value may be put in its place; a number loses its leave to stand bare.
        return found if found.kind == "text" else evolve(found, literal=None)


@frozen(order=False)
class Field(Expr):
    """A figure of the submission, known by its path; made from a scheme's declared inputs, never by hand."""

    path: str
    declared: Type = field(eq=False, repr=False)
    label: Text = field(default=Text(), eq=False, repr=False)
    low: Fraction | None = field(default=None, eq=False, repr=False)
    high: Fraction | None = field(default=None, eq=False, repr=False)
    rows_label: Text = field(default=Text(), eq=False, repr=False)
    missing: str | None = field(default=None, eq=False, repr=False)

    def check(self) -> Type:
        """As declared."""
        return self.declared


@frozen(order=False)
class Rows(Expr):
    """The rows of a table, to be counted."""

    table: str
    rows_label: Text = field(default=Text(), eq=False, repr=False)

    def check(self) -> Type:
        """Rows of the table."""
        return Type("rows", self.table)


@frozen(order=False)
class Placeholder(Expr):
    """`measure`, `full` or `awarded`: what an indicator puts in when it takes the rule."""

    name: Literal["measure", "full", "awarded"]

    def check(self) -> Type:
        """Not known before the rule meets its indicator."""
        return Type("any", open=True)


MEASURE, FULL, AWARDED = Placeholder("measure"), Placeholder("full"), Placeholder("awarded")
