"""What is held exactly, and the errors for what is not."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from attrs import evolve

from perfeval.findings import NumberError, Text, kind, say

MAX_DIGITS: Final = 38
"""The most significant digits of a number."""

MAX_EXPONENT: Final = 30
"""The greatest power of ten of a number's first digit; its negative is the least."""

MAX_TEXT: Final = 200
"""The most characters of a text that is read as a number."""

_SHOWN = 40
_LIMIT = Text(
    f"有效数字不超过 {MAX_DIGITS} 位，首位数字在 10 的正负 {MAX_EXPONENT} 次方以内",
    f"at most {MAX_DIGITS} significant digits, the first within 10 to the power of ±{MAX_EXPONENT}",
)
_NUMERIC = frozenset("0123456789.,+-eE０１２３４５６７８９．，＋－ ")


def not_a_number(found: object) -> NumberError:
    """The error for something that cannot be read as a number.

    A text is quoted in part, of a list and the like the type is named.

    Example:
        >>> from perfeval.numbers.limits import not_a_number
        >>> not_a_number("about 5").findings[0].code
        'I106'
        >>> not_a_number([1]).findings[0].message.en
        '"list" cannot be read as a number'
    """
    fault = kind("I106").at("", found=_shown(found))
    if isinstance(found, str) and (many := re.fullmatch(r"\s*\D{0,5}([0-9][0-9.,]*)\s*([^0-9]{1,5})\s*", found[:40])):
        advice = say("只写数字：{number}", "write the number alone: {number}", number=many[1])
        fault = evolve(fault, advice=advice)
    elif isinstance(found, str) and re.fullmatch(r"\s*[0-9.]+\s*[-~～—至]+\s*[0-9.]+\s*", found[:40]):
        fault = evolve(fault, advice=Text("这里只写一个数，不写范围", "one number goes here, no range"))
    return NumberError(fault)


def too_large() -> NumberError:
    """The error for a number beyond the limits.

    Example:
        >>> from perfeval.numbers.limits import too_large
        >>> too_large().findings[0].code
        'I107'
    """
    return NumberError(kind("I107").at("", limit=_LIMIT))


def not_exact(found: float) -> NumberError:
    """The error for a float, with the advice to write what it prints as.

    Example:
        >>> from perfeval.numbers.limits import not_exact
        >>> not_exact(float("0.1")).findings[0].advice.en
        'write the text "0.1" or Decimal("0.1")'
    """
    return NumberError(kind("I108").at("", found=float.__repr__(found)))


def within(digits: int, exponent: int) -> bool:
    """Whether a coefficient of so many digits, times ten to the exponent, is within the limits.

    Example:
        >>> from perfeval.numbers.limits import within
        >>> within(38, -37), within(39, 0), within(1, 31)
        (True, False, False)
    """
    return digits <= MAX_DIGITS and abs(digits - 1 + exponent) <= MAX_EXPONENT


def held(value: Decimal) -> Decimal:
    """The finite decimal itself where it is within the limits; a negative zero becomes zero.

    Raises:
        NumberError: it is beyond the limits (I107).

    Example:
        >>> from decimal import Decimal
        >>> from perfeval.numbers.limits import held
        >>> held(Decimal("-0.00"))
        Decimal('0.00')
    """
    _, digits, exponent = value.as_tuple()
    if not within(len(digits), int(exponent)):
        raise too_large()
    return value if value else value.copy_abs()


def short(text: str) -> str:
    """The text itself where it is short enough to be read as a number.

    Raises:
        NumberError: it is too long; I107 where it begins like a number, otherwise I106.

    Example:
        >>> from perfeval.numbers.limits import short
        >>> short("95.8%")
        '95.8%'
    """
    if len(text) > MAX_TEXT:
        raise too_large() if _NUMERIC.issuperset(text[:MAX_TEXT]) else not_a_number(text)
    return text


def _shown(found: object) -> str:
    if found is None or isinstance(found, (bool, Decimal, float)):
        return str(found)
    if not isinstance(found, str):
        return type(found).__name__
    line = "".join(c if c.isprintable() else " " for c in found[: _SHOWN + 1])
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
