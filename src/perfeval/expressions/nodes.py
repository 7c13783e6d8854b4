"""The core of the rule language as data: constants and operators, frozen, each with a type computed when it is made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from attrs import evolve, field, fields, frozen

from perfeval.expressions.extent import Extent
from perfeval.expressions.types import (
    NUMERIC,
    ORDERED,
    Type,
    common_table,
    meet,
    misfit,
    needs,
    product,
    quotient,
)
from perfeval.findings import NumberError, RuleError, Text, kind
from perfeval.numbers import Money, fraction

Value = Fraction | bool | str | date


@frozen(order=False)
class Expr:
    """A node of a rule. Operators build rules; `==` compares them, equality inside a rule is `.equals()`."""

    type: Type = field(init=False, eq=False, repr=False)
    extent: Extent = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "type", self.check())
        object.__setattr__(self, "extent", self.reach())
        self.extent.check()

    def reach(self) -> Extent:
        """How large the node is with all below it."""
        return Extent.over(child.extent for child in self.children())

    def check(self) -> Type:
        """The type, from the types of the parts; a node that makes no sense raises here."""
        raise NotImplementedError

    def children(self) -> Iterator[Expr]:
        """The nodes directly below."""
        for name in names_of(type(self)):
            yield from _inside(getattr(self, name))

    def equals(self, other: Any) -> Compare:
        """Equality as part of a rule."""
        return Compare("=", self, lift(other))

    def __add__(self, other: Any) -> Expr:
        return Arithmetic("+", self, lift(other))

    def __radd__(self, other: Any) -> Expr:
        return Arithmetic("+", lift(other), self)

    def __sub__(self, other: Any) -> Expr:
        return Arithmetic("-", self, lift(other))

    def __rsub__(self, other: Any) -> Expr:
        return Arithmetic("-", lift(other), self)

    def __mul__(self, other: Any) -> Expr:
        return Arithmetic("*", self, lift(other))

    def __rmul__(self, other: Any) -> Expr:
        return Arithmetic("*", lift(other), self)

    def __truediv__(self, other: Any) -> Expr:
        return Arithmetic("/", self, lift(other))

    def __rtruediv__(self, other: Any) -> Expr:
        return Arithmetic("/", lift(other), self)

    def __lt__(self, other: Any) -> Expr:
        return Compare("<", self, lift(other))

    def __le__(self, other: Any) -> Expr:
        return Compare("<=", self, lift(other))

    def __gt__(self, other: Any) -> Expr:
        return Compare(">", self, lift(other))

    def __ge__(self, other: Any) -> Expr:
        return Compare(">=", self, lift(other))

    def __and__(self, other: Any) -> Expr:
        return Logic("and", self, lift(other))

    def __or__(self, other: Any) -> Expr:
        return Logic("or", self, lift(other))

    def __invert__(self) -> Expr:
        return Not(self)

    def __bool__(self) -> bool:
        raise RuleError(kind("D207").at(""))


def names_of(cls: type) -> tuple[str, ...]:
    """The names of a node's arguments."""
    return tuple(a.name for a in fields(cls) if a.init)


def _inside(value: Any) -> Iterator[Expr]:
    if isinstance(value, Expr):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _inside(item)


def lift(value: Any) -> Expr:
    """Take a plain value as a constant: `"95%"` a ratio, `7` a number, `"12.5万元"` money, other text as text.

    Raises:
        NumberError: a float, or a number beyond what is held exactly.

    Example:
        >>> from perfeval.expressions import lift
        >>> lift("95%").type.kind, lift("12.5万元").type.kind, lift("A").type.kind
        ('ratio', 'money', 'text')
    """
    if isinstance(value, Expr):
        return value
    if callable(as_rows := getattr(value, "as_rows", None)):
        return lift(as_rows())
    if isinstance(value, bool):
        return Const(value, "flag")
    if isinstance(value, date):
        return Const(value, "date")
    if isinstance(value, Money):
        return Const(Fraction(value.yuan), "money")
    if isinstance(value, str):
        return _lift_text(value)
    return Const(fraction(value), "number")


def _lift_text(value: str) -> Const:
    written = value.strip()
    if written[:1].isdigit() or written[:1] in "+-.":
        try:
            return Const(fraction(written), "ratio" if written.endswith(("%", "％")) else "number")
        except NumberError as error:
            _too_large(error)
        try:
            return Const(Fraction(Money.read(written).yuan), "money")
        except NumberError as error:
            _too_large(error)
    return Const(value, "text")


def _too_large(error: NumberError) -> None:
    """A number that cannot be held is refused; what is no number is a text."""
    if any(f.code == "I107" for f in error.findings):
        raise error


@frozen(order=False)
class Const(Expr):
    """A value written in the rule. Money is in yuan, a ratio as a fraction of one."""

    value: Value
    kind: Literal["number", "ratio", "points", "money", "quantity", "text", "flag", "level", "date"] = "number"

    def check(self) -> Type:
        """A literal of its kind."""
        options = (self.value,) if isinstance(self.value, str) else ()
        return Type(self.kind, None, options, literal=self.value)


@frozen(order=False)
class Arithmetic(Expr):
    """`+ - * /` on exact numbers with units."""

    op: Literal["+", "-", "*", "/"]
    left: Expr
    right: Expr

    def check(self) -> Type:
        """Units add among themselves, multiply with a number or ratio, divide to a ratio."""
        a, b = self.left.type, self.right.type
        if self.op == "*":
            return product(a, b)
        if self.op == "/":
            return quotient(a, b)
        needs(a, *NUMERIC - {"any"})
        needs(b, *NUMERIC - {"any"})
        return evolve(meet(a, b, Text("相加", "add") if self.op == "+" else Text("相减", "subtract")), literal=None)


@frozen(order=False)
class Compare(Expr):
    """`< <= > >= =` between values of one unit."""

    op: Literal["<", "<=", ">", ">=", "="]
    left: Expr
    right: Expr

    def check(self) -> Type:
        """A flag."""
        met = meet(self.left.type, self.right.type, Text("比较", "compare"))
        if self.op != "=" and met.kind not in ORDERED:
            raise misfit(Text("文字和是非没有大小之分", "texts and flags have no order"))
        if met.kind == "rows":
            raise misfit(Text("表不能比较", "tables cannot be compared"), Text("用 count(...)", "use count(...)"))
        return Type("flag", met.table)


@frozen(order=False)
class Logic(Expr):
    """`and`, `or`; known as soon as one side settles it (Kleene)."""

    op: Literal["and", "or"]
    left: Expr
    right: Expr

    def check(self) -> Type:
        """A flag."""
        needs(self.left.type, "flag")
        needs(self.right.type, "flag")
        return Type("flag", common_table(self.left.type, self.right.type))


@frozen(order=False)
class Not(Expr):
    """The opposite of a flag."""

    value: Expr

    def check(self) -> Type:
        """A flag."""
        needs(self.value.type, "flag")
        return Type("flag", self.value.type.table)


TRUE = Const(True, "flag")
ZERO, ONE = Const(Fraction(0)), Const(Fraction(1))
