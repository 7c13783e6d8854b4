"""What a sheet comes to by its rules: each indicator by its rule where its inputs were read, as printed elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from attrs import field, frozen

from perfeval.auditing.marks import Marked, marked
from perfeval.auditing.ruling import Ruled, Ruler
from perfeval.expressions import Parameter
from perfeval.findings import Text
from perfeval.model import Scheme, Sheet
from perfeval.model.collections import listed
from perfeval.numbers import exact_sum


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
    assumed: tuple[Parameter, ...] = field(default=(), converter=listed)
    """Parameters without a published source that the rule rests on."""
    met: bool | None = None
    """Whether its target is met, None where it has none that can be compared."""
    indicator: str = ""
    """The id of the indicator or open group of the scheme, empty where none is known."""


@frozen
class Recomputed:
    """What a sheet comes to."""

    total: Decimal | None = None
    """The sum, None where an indicator has no score."""
    grade: str | None = None
    """Its grade, None without a total or without grades."""
    rows: tuple[RecomputedRow, ...] = ()
    """The indicators."""

    _by_path: dict[str, RecomputedRow] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_by_path", {row.path: row for row in self.rows})

    def row(self, path: str) -> RecomputedRow | None:
        """The row at a path."""
        return self._by_path.get(path)


def recompute(sheet: Sheet, scheme: Scheme | None = None, *, named: bool = False) -> Recomputed:
    """Score what is printed by a scheme's own rules, with the engine that evaluates submissions.

    Args:
        sheet: what was read.
        scheme: the rules; without one, everything is taken as printed.
        named: whether the caller named the scheme, so that its points count and each of its indicators is needed.

    Example:
        >>> from decimal import Decimal
        >>> from perfeval.auditing.recomputing import recompute
        >>> from perfeval.model import Figure, IndicatorRow, Sheet
        >>> row = IndicatorRow(path="indicators[a]", label="a", score=Figure("s", "9.5", Decimal("9.5"), 1))
        >>> recompute(Sheet(indicators=[row])).total
        Decimal('9.5')
    """
    items = marked(sheet)
    ruler = None if scheme is None else Ruler(sheet, scheme, items, named=named)
    rows = tuple(_row(item, None if ruler is None else ruler.rule(item)) for item in items)
    if not sheet.indicators or (ruler is not None and named and ruler.unmatched):
        return Recomputed(rows=rows)
    scores = [row.score for row in rows if row.score is not None]
    total = exact_sum(scores) if len(scores) == len(rows) else None
    return Recomputed(total, _grade(total, items, scheme), rows)


def _row(item: Marked, ruled: Ruled | None) -> RecomputedRow:
    if ruled is not None and ruled.exact is not None:
        return RecomputedRow(
            path=item.path,
            label=item.label,
            points=ruled.points,
            score=ruled.score,
            exact=ruled.exact,
            basis="rule",
            printed=item.value,
            why=ruled.why,
            assumed=ruled.assumed,
            met=ruled.met,
            indicator=ruled.indicator,
        )
    return RecomputedRow(
        path=item.path,
        label=item.label,
        points=item.full if ruled is None else ruled.points,
        score=item.value,
        basis="none" if item.value is None else "printed",
        printed=item.value,
        met=None if ruled is None else ruled.met,
        indicator="" if ruled is None else ruled.indicator,
    )


def _grade(total: Decimal | None, items: tuple[Marked, ...], scheme: Scheme | None) -> str | None:
    """The grade of a total, where the indicators have the full marks that the grades are made for."""
    if total is None or scheme is None or scheme.grades is None:
        return None
    points: Mapping[str, Decimal | None] = {item.path: item.full for item in items if not item.bonus}
    known = [full for full in points.values() if full is not None]
    if known and len(known) == len(points) and exact_sum(known) != scheme.full:
        return None
    return scheme.grades.of(total).id
