"""`redistribute` over columns: new points for what applies, by largest remainder, exactly the full marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import reduce

import polars as pl
from attrs import frozen

from perfeval.tables.columns import Column, Scope
from perfeval.tables.flags import any_of, but_not
from perfeval.tables.rationals import Rational
from perfeval.tables.values import Flag
from perfeval.tables.wholes import Whole, constant

_LARGEST = 2**62


@frozen
class Worth:
    """A leaf with its points, as whole units of the scheme's places, and whether it does not apply."""

    id: str
    units: int
    absent: Flag


def apportioned(scope: Scope, leaves: Sequence[Worth], full: int, unit: int) -> Mapping[str, Rational]:
    """The points of each leaf where something of an entity does not apply; elsewhere those it has.

    The same as `perfeval.numbers.apportion` in tree order: quotas rounded down, and the units left over one each to
    the largest remainders, of equal ones to the earlier.

    Args:
        scope: the entities.
        leaves: the leaves of the tree, in order.
        full: the full marks in units.
        unit: how many units a point has.
    """
    columns = [leaf.absent for leaf in leaves if isinstance(leaf.absent, Column)]
    if not columns or full * full >= _LARGEST:
        return {}
    weights = [_weight(leaf) for leaf in leaves]
    whole = scope.bind(reduce(lambda a, b: a + b, weights), columns, nullable=False)
    quotas = [weight * full for weight in weights]
    downs = [scope.bind(q // whole.expr, (whole, *columns), nullable=True) for q in quotas]
    rests = [
        scope.bind(q - down.expr * whole.expr, (down, whole), nullable=True)
        for q, down in zip(quotas, downs, strict=True)
    ]
    left = scope.bind(full - reduce(lambda a, b: a + b, (down.expr for down in downs)), downs, nullable=True)
    some = any_of(scope, [leaf.absent for leaf in leaves])
    none = scope.bind(whole.expr == 0, (whole,), nullable=False)
    changed = but_not(scope, some, none)
    found = {}
    for n, leaf in enumerate(leaves):
        more = _ahead(rests, n) < left.expr
        parents = [downs[n], left, *rests]
        given = downs[n].expr + more.cast(pl.Int64)
        if isinstance(changed, Column):
            given, parents = pl.when(changed.expr).then(given).otherwise(pl.lit(leaf.units)), [*parents, changed]
        column = scope.bind(given, parents, nullable=False)
        found[leaf.id] = Rational(Whole(1, column, 0, full), constant(unit))
    return found


def _weight(leaf: Worth) -> pl.Expr:
    if isinstance(leaf.absent, Column):
        return pl.when(leaf.absent.expr).then(pl.lit(0)).otherwise(pl.lit(leaf.units)).cast(pl.Int64)
    return pl.lit(0 if leaf.absent else leaf.units, dtype=pl.Int64)


def _ahead(rests: Sequence[Column], n: int) -> pl.Expr:
    """How many remainders come before this one: the larger, and the equal ones of earlier leaves."""
    own = rests[n].expr
    earlier, later = (other.expr for other in rests[:n]), (other.expr for other in rests[n + 1 :])
    ahead = [*(other >= own for other in earlier), *(other > own for other in later)]
    return pl.sum_horizontal([flag.cast(pl.Int64) for flag in ahead]) if ahead else pl.lit(0)


def units_of(points: Decimal, unit: int) -> int | None:
    """Points as whole units; None where they have more decimals than a score."""
    found = Fraction(points) * unit
    return found.numerator if found.denominator == 1 else None
