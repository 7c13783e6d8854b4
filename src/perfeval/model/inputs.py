"""The figures that a scheme asks for: one declaration behind rules, forms, schemas, columns and explanations."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from attrs import field, frozen, validators

from perfeval.expressions import Field, Source, Type
from perfeval.findings import Text, text
from perfeval.model.collections import listed
from perfeval.numbers import exact, fraction

InputKind = Literal["number", "ratio", "points", "money", "quantity", "text", "flag", "level", "date"]
INPUT_KINDS: tuple[InputKind, ...] = (
    "number",
    "ratio",
    "points",
    "money",
    "quantity",
    "text",
    "flag",
    "level",
    "date",
)


def maybe_fraction(value: Any) -> Fraction | None:
    """An exact number or None."""
    return None if value is None else fraction(value)


def maybe_exact(value: Any) -> Decimal | None:
    """An exact decimal or None."""
    return None if value is None else exact(value)


@frozen
class Input:
    """A figure that rules may name, with its type, unit, bounds, label and source.

    Example:
        >>> from perfeval.model import Input
        >>> Input("satisfaction", "ratio", "满意度", low=0, high=1, out_of=100).out_of
        Decimal('100')
    """

    path: str
    """The dotted name in rules; a column of a table begins with the table's name."""
    kind: InputKind = field(validator=validators.in_(INPUT_KINDS))
    """number, ratio, points, money, quantity, text, flag, level or date."""
    label: Text = field(converter=text, default=Text())
    """What people call it, Chinese and English."""
    unit: str = field(default="", kw_only=True)
    """The unit of a quantity (人, 项)."""
    low: Fraction | None = field(default=None, converter=maybe_fraction, kw_only=True)
    """The lowest value, inclusive; money in yuan, ratios as a fraction of one."""
    high: Fraction | None = field(default=None, converter=maybe_fraction, kw_only=True)
    """The highest value, inclusive."""
    options: tuple[str, ...] = field(default=(), converter=listed, kw_only=True)
    """What a text can be, or the levels of an ordinal scale, lowest first."""
    out_of: Decimal | None = field(default=None, converter=maybe_exact, kw_only=True)
    """For a ratio written as a mark: out of how much (100)."""
    default: bool | None = field(default=None, kw_only=True)
    """What a flag is where nothing is said; None: unknown."""
    table: str | None = field(default=None, kw_only=True)
    """The table that this is a column of."""
    table_label: Text = field(converter=text, default=Text(), kw_only=True)
    """What the rows of the table are called."""
    source: Source | None = field(default=None, kw_only=True)
    """Where the figure comes from."""

    def figure(self) -> Field:
        """The node that rules use."""
        declared = Type(self.kind, self.table, self.options, self.unit)
        return Field(self.path, declared, self.label, self.low, self.high, self.table_label)


def figures(inputs: Iterable[Input]) -> tuple[Field, ...]:
    """The nodes of all inputs."""
    return tuple(i.figure() for i in inputs)
