"""What a sheet comes to by its rules: each indicator by its rule where its inputs were read, as printed elsewhere."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Literal

from attrs import field, frozen

from perfeval.expressions import Parameter
from perfeval.findings import Text


@frozen(kw_only=True)
class RecomputedRow:
    """One indicator of the sheet, or the execution row of its funds block."""

    path: str
    """The row: `indicators[出勤率]`, `funds[年度资金总额]`."""
    label: str
    """Its name."""
    points: Decimal | None
    """Its full marks."""
    score: Decimal | None
    """What it comes to, at the scheme's places; None where neither rule nor print says."""
    exact: Fraction | None = None
    """The score before rounding, where a rule gave it."""
    basis: Literal["rule", "printed", "none"]
    """Where the score is from."""
    printed: Decimal | None = None
    """The score printed."""
    why: Text = Text()
    """How the rule comes to it, in a few words."""
    assumed: tuple[Parameter, ...] = field(default=(), converter=tuple)
    """Parameters without a published source that the rule rests on."""


@frozen
class Recomputed:
    """What a sheet comes to."""

    total: Decimal | None = None
    """The sum, None where an indicator has no score."""
    grade: str | None = None
    """Its grade, None without a total or without grades."""
    rows: tuple[RecomputedRow, ...] = ()
    """The indicators."""
