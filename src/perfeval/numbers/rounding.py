"""Rounding of exact fractions: to integers, to steps, to decimal places. Integer arithmetic only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Context, Decimal, Inexact
from fractions import Fraction
from typing import Literal

Rounding = Literal["half_up", "half_even", "down", "up", "floor", "ceiling"]
"""How a value between two multiples is rounded; `half_up` and `up` go away from zero, `down` toward it."""

ROUNDINGS: tuple[Rounding, ...] = ("half_up", "half_even", "down", "up", "floor", "ceiling")
"""All roundings, the usual one first."""

_WIDE = Context(prec=1_000_000, traps=[Inexact])  # our own: the ambient context has 28 digits
_STEPS = tuple(Decimal(f"1E-{places}") for places in range(31))


def round_units(value: Fraction, mode: Rounding = "half_up") -> int:
    """Round to an integer.

    Args:
        value: the exact value.
        mode: `half_up` takes a half away from zero, `half_even` to the even neighbour; `down` goes toward
            zero, `up` away from it, `floor` and `ceiling` toward minus and plus infinity.

    Raises:
        ValueError: the mode is not one of `ROUNDINGS`.

    Example:
        >>> from fractions import Fraction
        >>> from perfeval.numbers import round_units
        >>> [round_units(Fraction(half, 2)) for half in (-5, -1, 1, 5)]
        [-3, -1, 1, 3]
        >>> round_units(Fraction(5, 2), "half_even")
        2
    """
    return _divide(value.numerator, value.denominator, mode)


def round_to_step(value: Fraction, step: Fraction, mode: Rounding = "half_up") -> Fraction:
    """Round to a multiple of a step.

    Args:
        value: the exact value.
        step: the distance between two allowed values, greater than 0.
        mode: as for `round_units`.

    Raises:
        ValueError: the step is not greater than 0, or the mode is unknown.

    Example:
        >>> from fractions import Fraction
        >>> from perfeval.numbers import round_to_step
        >>> round_to_step(Fraction("0.874"), Fraction("0.25"))
        Fraction(3, 4)
        >>> round_to_step(Fraction("0.876"), Fraction("0.25"))
        Fraction(1, 1)
    """
    if step <= 0:
        raise ValueError(f"a step has to be greater than 0, not {step}")
    return round_units(value / step, mode) * step


def round_places(value: Fraction, places: int, mode: Rounding = "half_up") -> Decimal:
    """Round to a decimal with exactly this many places.

    Args:
        value: the exact value.
        places: the decimal places of the result, 0 or more.
        mode: as for `round_units`.

    Raises:
        ValueError: the places are negative, or the mode is unknown.

    Example:
        >>> from fractions import Fraction
        >>> from perfeval.numbers import round_places
        >>> round_places(Fraction(1, 8), 2)
        Decimal('0.13')
        >>> round_places(Fraction(10), 2)
        Decimal('10.00')
    """
    if places < 0:
        raise ValueError(f"places have to be 0 or more, not {places}")
    units = _divide(value.numerator * 10**places, value.denominator, mode)
    return _WIDE.multiply(units, _STEPS[places] if places < len(_STEPS) else Decimal(f"1E-{places}"))


def _divide(n: int, d: int, mode: Rounding) -> int:
    """The integer quotient n / d for d > 0."""
    if mode == "half_up":  # nearly every call
        return (2 * n + d) // (2 * d) if n >= 0 else -((d - 2 * n) // (2 * d))
    try:
        return _OTHER[mode](n, d)
    except KeyError:
        raise ValueError(f"unknown rounding {mode!r}, use one of {', '.join(ROUNDINGS)}") from None


def _floor(n: int, d: int) -> int:
    return n // d


def _ceiling(n: int, d: int) -> int:
    return -(-n // d)


def _down(n: int, d: int) -> int:
    return n // d if n >= 0 else -(-n // d)


def _up(n: int, d: int) -> int:
    return -(-n // d) if n >= 0 else n // d


def _half_even(n: int, d: int) -> int:
    whole, rest = divmod(n, d)
    return whole + (2 * rest > d or (2 * rest == d and whole % 2 == 1))


_OTHER: Mapping[str, Callable[[int, int], int]] = {
    "half_even": _half_even,
    "down": _down,
    "up": _up,
    "floor": _floor,
    "ceiling": _ceiling,
}
