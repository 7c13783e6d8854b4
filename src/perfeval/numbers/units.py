"""Units of money, and the words that multiply a count (1.2万人次)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

MONEY_UNITS: Mapping[str, int] = MappingProxyType(
    {
        "元": 1,
        "千元": 1_000,
        "万元": 10_000,
        "百万元": 1_000_000,
        "千万元": 10_000_000,
        "亿元": 100_000_000,
    }
)
"""The yuan in each unit of money. A bare 万 or 亿 is none."""

RATIO_SIGNS: Mapping[str, int] = MappingProxyType({"%": 100, "‰": 1000})
"""The parts that a sign of a ratio counts in: 95% is 95 of 100."""

_POWERS = {"百": 2, "千": 3, "万": 4, "亿": 8}
# These begin like a multiplied unit, but are units or words of their own.
_WHOLE = ("百分点", "百帕", *(f"千{unit}" for unit in "克米瓦伏安卡焦帕赫牛"))


def unit_power(unit: str) -> tuple[int, str]:
    """The power of ten in front of a unit, and the unit without it.

    A unit of money stays whole, and so do units such as 千克 and 百分点.

    Example:
        >>> from perfeval.numbers.units import unit_power
        >>> unit_power("万人次"), unit_power("百万人"), unit_power("亿千瓦时")
        ((4, '人次'), (6, '人'), (8, '千瓦时'))
        >>> unit_power("万元"), unit_power("万")
        ((0, '万元'), (4, ''))
    """
    power = 0
    while unit[:1] in _POWERS and unit not in MONEY_UNITS and not unit.startswith(_WHOLE):
        power += _POWERS[unit[0]]
        unit = unit[1:]
    return power, unit
