"""What a picture consists of: a few kinds of marks at exact places, in points from the top left corner."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from attrs import field, frozen

Number = Fraction | int
Anchor = Literal["start", "middle", "end"]

_HATCH = 4
"""How far the lines of a hatch stand apart."""


def _exact(value: Number) -> Fraction:
    return Fraction(value)


@frozen
class Box:
    """A bar, a cell or a band."""

    x: Fraction = field(converter=_exact)
    y: Fraction = field(converter=_exact)
    width: Fraction = field(converter=_exact)
    height: Fraction = field(converter=_exact)
    fill: str | None = None
    """Its colour, `#rrggbb`; None where the ground shows through."""
    edge: str | None = None
    """The colour of its outline."""
    hatch: str | None = None
    """The colour of slanting lines across it."""
    dashed: bool = False
    """Whether its outline is dashed."""
    name: str = ""
    """What it stands for, `score:spending`; the name of its group in the SVG begins with it."""


@frozen
class Stroke:
    """A straight line."""

    x1: Fraction = field(converter=_exact)
    y1: Fraction = field(converter=_exact)
    x2: Fraction = field(converter=_exact)
    y2: Fraction = field(converter=_exact)
    colour: str
    width: Fraction = field(default=Fraction(1), converter=_exact)
    dashed: bool = False
    name: str = ""


@frozen
class Dot:
    """A point of a plot."""

    x: Fraction = field(converter=_exact)
    y: Fraction = field(converter=_exact)
    radius: Fraction = field(converter=_exact)
    fill: str
    edge: str
    name: str = ""


@frozen
class Words:
    """A line of text; `y` is its baseline."""

    x: Fraction = field(converter=_exact)
    y: Fraction = field(converter=_exact)
    text: str
    size: Fraction = field(converter=_exact)
    colour: str
    anchor: Anchor = "start"
    turned: bool = False
    """Whether it runs upwards."""


Mark = Box | Stroke | Dot | Words


@frozen
class Drawing:
    """All marks of a picture, the lowest first."""

    width: Fraction = field(converter=_exact)
    height: Fraction = field(converter=_exact)
    marks: tuple[Mark, ...]

    def named(self, begin: str) -> tuple[Mark, ...]:
        """The marks whose name begins so."""
        return tuple(m for m in self.marks if not isinstance(m, Words) and m.name.startswith(begin))

    def texts(self) -> tuple[str, ...]:
        """All that stands in the picture."""
        return tuple(m.text for m in self.marks if isinstance(m, Words))


def hatching(box: Box) -> Iterator[tuple[Fraction, Fraction, Fraction, Fraction]]:
    """The slanting lines within a box, from the lower left to the upper right.

    Example:
        >>> from perfeval.figures.marks import Box, hatching
        >>> [tuple(map(str, line)) for line in hatching(Box(0, 0, 4, 4))]
        [('0', '4', '4', '0')]
    """
    left, top, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    across = left + top + _HATCH  # x + y is the same all along a line
    while across < right + bottom:
        start, end = max(left, across - bottom), min(right, across - top)
        yield start, across - start, end, across - end
        across += _HATCH
