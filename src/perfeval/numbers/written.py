"""A figure as people write it: relation, number, unit."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from attrs import evolve, frozen

from perfeval.numbers.decimals import NUMBER, exact, matched, shift
from perfeval.numbers.limits import held, not_a_number, short
from perfeval.numbers.normalise import normalise
from perfeval.numbers.relations import Relation, split_relation
from perfeval.numbers.units import RATIO_SIGNS, unit_power

_MAX_UNIT = 20
# Letters of any script and signs of units; a digit only behind a letter (m2), but 20x30 is two numbers.
_UNIT = re.compile(r"[%‰]|(?:[^\W\d_]|[°℃℉㍱-㏟])(?:[^\W\d_]|[°℃℉㍱-㏟·•/()\s-]|(?<=[A-WYZa-wyz])[0-9])*")
_NUMERAL = tuple("零〇一二三四五六七八九十")
_VAGUE_START = ("余", "多", "来", "几", "许")
_VAGUE = re.compile("余|多$|左右|上下|不等|以[上下内外]|之[内间]|分之|含")


@frozen
class Written:
    """A figure as it was written.

    Attributes:
        raw: the text itself.
        relation: `>=` for 不低于 and the like; empty where none was written.
        value: the number before the unit, multiplied by a 万 or 亿 in front of a unit that is not money.
        places: the decimals of the printed number.
        unit: such as `%`, `万元`, `人次`; empty where none was written.

    Example:
        >>> from perfeval.numbers import read_written
        >>> read_written("≥1.2万人次")
        Written(raw='≥1.2万人次', relation='>=', value=Decimal('12000'), places=1, unit='人次')
    """

    raw: str
    relation: Relation
    value: Decimal
    places: int
    unit: str

    @property
    def ratio(self) -> Fraction:
        """The value with a percent or per mille sign worked in.

        Example:
            >>> from perfeval.numbers import read_written
            >>> read_written("95.8%").ratio
            Fraction(479, 500)
        """
        return Fraction(self.value) / RATIO_SIGNS.get(self.unit, 1)

    @property
    def percent(self) -> bool:
        """Whether it was written with a percent sign.

        Example:
            >>> from perfeval.numbers import read_written
            >>> read_written("0.958").percent
            False
        """
        return self.unit == "%"


def read_written(text: object) -> Written:
    """Read a figure as people write it.

    Args:
        text: an int, a Decimal, or a text with one number, such as `"95.8%"`, `"1,200.00"`, `"12.5万元"`,
            `"不低于95%"`, `"30天以内"`.

    Raises:
        NumberError: it is empty, a range, an approximation, several numbers or no number (I106), beyond the
            limits (I107), or a float (I108).

    Example:
        >>> from perfeval.numbers import read_written
        >>> figure = read_written("不低于 95.80%")
        >>> figure.relation, figure.value, figure.places, figure.unit
        ('>=', Decimal('95.80'), 2, '%')
    """
    printed = read_printed(text)
    power, unit = unit_power(printed.unit)
    if unit.startswith(_VAGUE_START + _NUMERAL):
        raise not_a_number(printed.raw)
    return evolve(printed, value=held(shift(printed.value, power)), unit=unit) if power else printed


def read_printed(text: object) -> Written:
    """Read a figure like `read_written`, with 万 and 亿 left in the unit.

    Example:
        >>> from perfeval.numbers.written import read_printed
        >>> printed = read_printed("1.2万人次")
        >>> printed.value, printed.unit
        (Decimal('1.2'), '万人次')
    """
    if not isinstance(text, str):
        value = exact(text)
        return Written(str(value), "", value, _places(value), "")
    relation, rest = split_relation(normalise(short(text)))
    number = NUMBER.match(rest)
    if relation is None or number is None:
        raise not_a_number(text)
    unit = rest[number.end() :].strip()
    if unit and not _is_unit(unit):
        raise not_a_number(text)
    value = matched(number)
    return Written(text, relation, value, _places(value), "".join(unit.split()))


def _is_unit(unit: str) -> bool:
    bare = "".join(unit.split())
    begins_well = bare[0].isalpha() or not bare[0].isnumeric()  # letters in re's sense include ² and ①
    return len(bare) <= _MAX_UNIT and begins_well and bool(_UNIT.fullmatch(unit)) and not _VAGUE.search(bare)


def _places(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))
