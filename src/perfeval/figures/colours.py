"""The colours of all pictures: told apart in grey and by the colour-blind; lightness alone says which is more."""

from __future__ import annotations

from fractions import Fraction

PAPER = "#ffffff"
INK = "#1d2129"
SOFT = "#59616c"
LINE = "#cbc7bc"
DARK = "#24527a"
MIDDLE = "#a9c4da"
LIGHT = "#ffffff"
BAND = "#f1f4f7"

SERIES: tuple[tuple[str, str | None], ...] = (
    (DARK, None),
    (MIDDLE, None),
    (LIGHT, None),
    (MIDDLE, DARK),
    (LIGHT, DARK),
)
"""Fill and hatch of bars that stand side by side."""

STEPS: tuple[tuple[Fraction, str], ...] = (
    (Fraction(1), "#17395a"),
    (Fraction(9, 10), "#2f658f"),
    (Fraction(8, 10), "#8fb3cf"),
    (Fraction(6, 10), "#c6d9e8"),
    (Fraction(0), "#f0f5f9"),
)
"""The colours of a heat map by the lowest share that gets them, best first."""


def of_share(share: Fraction) -> str:
    """The colour of a share in a heat map.

    Example:
        >>> from fractions import Fraction
        >>> from perfeval.figures.colours import of_share
        >>> of_share(Fraction(1)), of_share(Fraction(899, 1000))
        ('#17395a', '#8fb3cf')
    """
    return next((colour for low, colour in STEPS if share >= low), STEPS[-1][1])


def luminance(colour: str) -> float:
    """The relative luminance of a colour, 0 (black) to 1 (white), as WCAG 2 defines it."""
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21, as WCAG 2 defines it.

    Example:
        >>> from perfeval.figures.colours import contrast
        >>> round(contrast("#000000", "#ffffff"))
        21
    """
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def on(ground: str) -> str:
    """The colour of text on a ground: ink, or paper where that is easier to read."""
    return max((INK, PAPER), key=lambda colour: contrast(colour, ground))
