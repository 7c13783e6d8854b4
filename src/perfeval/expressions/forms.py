"""The core nodes that choose, compare, round and sum: the other half of the core, beside values and operators."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from attrs import evolve, field, frozen

from perfeval.expressions.nodes import Const, Expr, lift
from perfeval.expressions.types import NUMERIC, ORDERED, Type, common_table, meet, misfit, needs
from perfeval.findings import Text
from perfeval.numbers import Rounding


@frozen(order=False)
class Choose(Expr):
    """One of two branches; only the branch taken has to be known."""

    when: Expr
    then: Expr = field(converter=lift)
    otherwise: Expr = field(converter=lift)

    def check(self) -> Type:
        """What both branches share."""
        needs(self.when.type, "flag")
        met = meet(_branch(self.then.type), _branch(self.otherwise.type), Text("选择", "choose between"))
        return evolve(met, table=common_table(self.when.type, met), literal=None)


def _branch(found: Type) -> Type:
    """A text or level written as a branch is one more thing that the choice can come to, not a name to be checked."""
    named = found.kind in ("text", "level") and found.literal is not None
    return Type("text", found.table, found.options) if named else found


@frozen(order=False)
class Extreme(Expr):
    """The smaller or the greater of two."""

    op: Literal["min", "max"]
    left: Expr = field(converter=lift)
    right: Expr = field(converter=lift)

    def check(self) -> Type:
        """What both sides share."""
        met = meet(self.left.type, self.right.type, Text("比较", "compare"))
        needs(met, *ORDERED - {"any"})
        return evolve(met, literal=None)


@frozen(order=False)
class Round(Expr):
    """To a multiple of `to`: half away from zero, or another mode (`floor` and `ceiling` for whole steps)."""

    value: Expr = field(converter=lift)
    to: Expr = field(default=Const(Fraction(1)), converter=lift)
    mode: Rounding = "half_up"

    def check(self) -> Type:
        """The unit of the value."""
        needs(self.value.type, *NUMERIC - {"any"})
        if not isinstance(self.to, Const) or not isinstance(self.to.value, Fraction) or self.to.value <= 0:
            raise misfit(Text("只能取整到一个正的常数", "a value is rounded to a positive constant"))
        return evolve(meet(self.value.type, self.to.type, Text("取整", "round")), literal=None)


@frozen(order=False)
class Total(Expr):
    """The sum over the rows of a table that `where` keeps; over no rows it is 0."""

    table: str
    value: Expr = field(converter=lift)
    where: Expr = field(default=Const(True, "flag"), converter=lift)

    def check(self) -> Type:
        """The unit of the value, without row scope; a sum of ones is a count."""
        needs(self.where.type, "flag")
        needs(self.value.type, *NUMERIC - {"any"})
        for part in (self.value.type, self.where.type):
            if part.table not in (None, self.table):
                common_table(part, Type("any", self.table))
        found = self.value.type
        if found.literal == 1 and found.kind == "number":
            return Type("quantity")
        return Type(found.kind, unit=found.unit)


@frozen(order=False)
class IsMissing(Expr):
    """Whether a value is unknown; itself always known."""

    value: Expr

    def check(self) -> Type:
        """A flag."""
        return Type("flag", self.value.type.table)


@frozen(order=False)
class Unknown(Expr):
    """A value that nothing gives, with the reason: what a regulation leaves open."""

    reason: str
    place: str = ""

    def check(self) -> Type:
        """Fits anywhere."""
        return Type("any")
