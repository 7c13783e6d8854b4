"""What is known of the columns that a program reads: their units, bounds, and whether anything is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import frozen

from perfeval.tables.columns import Column
from perfeval.tables.rationals import Rational
from perfeval.tables.wholes import Whole, constant

Sort = Literal["number", "flag", "text", "date", "absent"]


@frozen
class Figure:
    """A prepared column: integers in units of `numerator` / `denominator`, flags, texts or dates.

    Its null is a value that was not given; where `faulty`, the column `name + "?"` says of a null that it could not
    be read, or lay outside the declared bounds.
    """

    name: str
    sort: Sort
    numerator: int = 1
    denominator: int = 1
    low: int = 0
    high: int = 0
    width: int = 64
    nullable: bool = False
    faulty: bool = False

    @property
    def column(self) -> Column:
        """The column itself."""
        return Column(self.name, nullable=self.nullable)

    @property
    def faults(self) -> Column:
        """The column of faults: 0, or a place in `FAULTS`."""
        return Column(f"{self.name}?")

    def rational(self) -> Rational:
        """Its value in base units."""
        if self.low == self.high == 0 and not self.nullable:
            return Rational(Whole(1, self.column, 0, 0, self.width), constant(self.denominator))
        n = Whole(self.numerator, self.column, self.low * self.numerator, self.high * self.numerator, self.width)
        return Rational(n, constant(self.denominator))


FAULTS = ("not_given", "unreadable", "out_of_bounds")
"""Why a value is missing, by the number in a column of faults."""


@frozen
class Domain:
    """All that a program may rely on; programs are kept by it."""

    figures: Mapping[str, Figure]
    """The columns by path: of the entities, of tables, `judgements.ID`, `not_applicable.ID`, `points.ID`."""
    most: Mapping[str, int]
    """The most rows that an entity has, by table."""
    given: Mapping[str, bool | None]
    """Whether a table was given: True for every entity, False for none, None where a column says."""

    def key(self) -> tuple[object, ...]:
        """What makes two domains interchangeable."""
        return (
            tuple(sorted(self.figures.items())),
            tuple(sorted(self.most.items())),
            tuple(sorted(self.given.items(), key=str)),
        )
