"""Amounts of money with the unit they were written in."""

from __future__ import annotations

from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction

from attrs import Attribute, field, frozen

from perfeval.findings import NumberError, Text, kind
from perfeval.numbers.decimals import exact, shift
from perfeval.numbers.limits import not_a_number
from perfeval.numbers.printing import plain
from perfeval.numbers.units import MONEY_UNITS
from perfeval.numbers.written import read_printed


def _scale(unit: str) -> int:
    """The yuan in a unit."""
    if unit in MONEY_UNITS:
        return MONEY_UNITS[unit]
    close = get_close_matches(unit, MONEY_UNITS, n=1)
    near = Text(f"是否指“{close[0]}”？", f'did you mean "{close[0]}"?') if close else Text()
    options = Text("、".join(MONEY_UNITS), ", ".join(MONEY_UNITS))
    raise NumberError(kind("I111").at("", found=unit, options=options, near=near))


def _known(_: Money, __: Attribute[str], unit: str) -> None:
    _scale(unit)


@frozen
class Money:
    """An amount with its unit, both as written.

    Attributes:
        amount: the number before the unit.
        unit: one of `MONEY_UNITS`.

    Raises:
        NumberError: an amount that `exact` refuses, or a unit that is not known (I111).

    Example:
        >>> from perfeval.numbers import Money
        >>> Money("12.5", "万元").yuan
        Decimal('125000')
    """

    amount: Decimal = field(converter=exact)
    unit: str = field(validator=_known)

    @classmethod
    def read(cls, value: object, unit: str | None = None) -> Money:
        """Read an amount.

        Args:
            value: a text with its unit, or a number or text without one.
            unit: the unit of an amount that brings none.

        Raises:
            NumberError: no number, or one with a relation (I106); beyond the limits (I107); a float (I108);
                no unit (I110); a unit that is not one of money (I111), which a bare 万 or 亿 is not.

        Example:
            >>> from perfeval.numbers import Money
            >>> Money.read("1,200.00元")
            Money(amount=Decimal('1200.00'), unit='元')
            >>> Money.read("12.5", unit="万元")
            Money(amount=Decimal('12.5'), unit='万元')
        """
        written = read_printed(value)
        if written.relation:
            raise not_a_number(written.raw)
        own = written.unit or unit
        if not own:
            raise NumberError(kind("I110").at("", found=written.raw))
        return cls(written.value, own)

    @property
    def yuan(self) -> Decimal:
        """The exact amount in yuan.

        Example:
            >>> from perfeval.numbers import Money
            >>> Money.read("0.00003万元").yuan
            Decimal('0.3')
        """
        return shift(self.amount, len(str(_scale(self.unit))) - 1)  # every unit is a power of ten

    @property
    def text(self) -> str:
        """The amount and its unit as people write them.

        Example:
            >>> from perfeval.numbers import Money
            >>> Money.read("1,200.50 万元").text
            '1200.50万元'
        """
        return f"{plain(self.amount)}{self.unit}"

    def in_unit(self, unit: str) -> Fraction:
        """The exact amount in another unit of money.

        Raises:
            NumberError: the unit is not known (I111).

        Example:
            >>> from perfeval.numbers import Money
            >>> Money.read("125000元").in_unit("万元")
            Fraction(25, 2)
        """
        return Fraction(self.yuan) / _scale(unit)
