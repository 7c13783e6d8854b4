"""Whether a printed figure agrees with what it should be: rounded half up to the places printed, never a tolerance."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from perfeval.model import Figure
from perfeval.numbers import MONEY_UNITS, RATIO_SIGNS, plain, round_places


def agrees(figure: Figure, exact: Fraction) -> bool:
    """Whether a figure is what an exact value prints as, at its places and with its percent sign.

    Args:
        figure: a figure with a value.
        exact: what it should be; a ratio where the figure has a percent or per mille sign.

    Example:
        >>> from decimal import Decimal
        >>> from fractions import Fraction
        >>> from perfeval.auditing.agreeing import agrees
        >>> from perfeval.model import Figure
        >>> printed = Figure("funds[合计].rate", "95.8%", Decimal("95.8"), 1, "%")
        >>> agrees(printed, Fraction("0.9583")), agrees(printed, Fraction("0.9596"))
        (True, False)
    """
    return figure.value is not None and shown(figure) == round_places(
        exact * RATIO_SIGNS.get(figure.unit, 1), figure.places
    )


def shown(figure: Figure) -> Decimal:
    """The value as it is printed: a spreadsheet may hold more digits than it shows."""
    assert figure.value is not None
    return round_places(Fraction(figure.value), figure.places)


def rate_agrees(figure: Figure, exact: Fraction) -> bool:
    """Whether a printed rate agrees in any plausible reading; without a percent sign 98.12 and 0.98 may both be meant.

    Example:
        >>> from decimal import Decimal
        >>> from fractions import Fraction
        >>> from perfeval.auditing.agreeing import rate_agrees
        >>> from perfeval.model import Figure
        >>> [rate_agrees(Figure("r", raw, Decimal(raw), places), Fraction(1)) for raw, places in (("100", 0), ("1", 0))]
        [True, True]
    """
    return agrees(figure, exact) or (figure.unit not in RATIO_SIGNS and agrees(figure, exact * 100))


def sum_agrees(total: Figure, parts: Iterable[Figure], scale: Fraction = Fraction(1)) -> bool:
    """Whether a total is the sum of its parts, as they are held or as they are printed.

    Args:
        total: the total.
        parts: figures with values.
        scale: what a part of 1 is in the unit of the total.
    """
    listed = [part for part in parts if part.value is not None]
    held = sum((Fraction(part.value) for part in listed if part.value is not None), Fraction(0))
    printed = sum((Fraction(shown(part)) for part in listed), Fraction(0))
    return agrees(total, held * scale) or agrees(total, printed * scale)


def yuan(figure: Figure, money_unit: str = "") -> Fraction | None:
    """The amount in yuan, in the unit printed or else that of the sheet; without either, in units of its own."""
    if figure.value is None:
        return None
    return Fraction(figure.value) * scale_of(figure, money_unit)


def scale_of(figure: Figure, money_unit: str = "") -> int:
    """The yuan in the unit of an amount, 1 where none is known."""
    return MONEY_UNITS.get(figure.unit) or MONEY_UNITS.get(money_unit, 1)


def told(exact: Fraction, places: int = 2) -> str:
    """An exact value for people, with as many decimals as needed up to a number."""
    return plain(exact, places=places)


def percent(exact: Fraction, places: int = 2) -> str:
    """A ratio as a percentage for people."""
    return f"{plain(exact * 100, places=places)}%"
