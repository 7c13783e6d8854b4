"""Check B106: amounts that look like yuan under a heading of 10 000 yuan, or the reverse."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from perfeval.auditing.agreeing import scale_of, yuan
from perfeval.auditing.checks import Audited, Check, Setting
from perfeval.auditing.marks import grand_total
from perfeval.findings import Finding, Text, kind
from perfeval.model import Figure, FundsRow
from perfeval.numbers import MONEY_UNITS

_FACTOR = 10_000
_CENTS = 2


def units(a: Audited) -> Iterator[Finding]:
    """B106: at most one finding for a row, on the first amount that looks wrong."""
    total = grand_total(a.sheet)
    for row in a.sheet.funds:
        figures = [f for s in ("original", "adjusted", "actual") if (f := row.stage(s)) is not None and f.value]
        for figure in figures:
            why = _suspicious(figure, figures, a, whole=row is total)
            if why is not None:
                yield _found(row, figure, a, why)
                break


def _suspicious(figure: Figure, beside: list[Figure], a: Audited, whole: bool) -> Text | None:
    assert figure.value is not None
    unit = _unit(figure, a)
    if unit not in MONEY_UNITS:
        return None
    near = 1 + Fraction(a.settings["near"])
    for other in beside:
        ratio = Fraction(yuan(figure, a.sheet.money_unit) or 0) / Fraction(yuan(other, a.sheet.money_unit) or 1)
        if _FACTOR / near <= ratio <= _FACTOR * near:
            return Text(
                f"约为同一行 {other.raw} 的一万倍", f"it is about ten thousand times {other.raw} in the same row"
            )
    if unit == "元" and figure.places > _CENTS and _shown_places(figure.value) > _CENTS:
        return Text("以元为单位的金额不会有三位以上小数", "an amount in yuan has no third decimal")
    if whole and unit == "元" and 0 < figure.value < a.settings["least"]:
        return Text("整个项目的资金小得不合常理", "the funds of the whole are too small to be true")
    if unit == "万元" and figure.value >= a.settings["most"]:
        return Text("数额大得不合常理", "it is too large to be true")
    return None


def _shown_places(value: Decimal) -> int:
    return max(0, -int(value.normalize().as_tuple().exponent))


def _unit(figure: Figure, a: Audited) -> str:
    return figure.unit if figure.unit in MONEY_UNITS else a.sheet.money_unit


def _found(row: FundsRow, figure: Figure, a: Audited, why: Text) -> Finding:
    other = "元" if scale_of(figure, a.sheet.money_unit) > 1 else "万元"
    return kind("B106").at(
        figure.path,
        origin=figure.origin,
        stated=figure.raw,
        expected=other,
        label=row.label,
        unit=_unit(figure, a),
        why=why,
    )


UNITS = Check(
    id="money-units",
    kinds=[kind("B106")],
    run=units,
    settings=[
        Setting(
            "near", Decimal("0.5"), Text("与一万倍相差多少以内算可疑", "how near to ten thousand times is suspicious")
        ),
        Setting(
            "least", Decimal(1000), Text("以元为单位的合计低于此数为可疑", "a total in yuan below this is suspicious")
        ),
        Setting(
            "most",
            Decimal(10_000_000),
            Text("以万元为单位的金额达到此数为可疑", "an amount in 万元 from this on is suspicious"),
        ),
    ],
)
"""The check."""
