"""Groups of levels: the weakest link, or a printed table, over columns of levels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from perfeval.model import AveragingTable, Ordinal, WeakestLink

_NONE = pl.lit(None, dtype=pl.String)


def combined(
    combine: WeakestLink | AveragingTable, levels: Sequence[pl.Expr], scales: Sequence[Ordinal | None]
) -> pl.Expr:
    """The level of a group from those of its children; null levels do not take part.

    Args:
        combine: the rule.
        levels: the children's levels as text.
        scales: the children's scales.
    """
    scale = next(s for s in scales if s is not None)
    placed = [
        level.replace_strict(_places(scale, own), default=None, return_dtype=pl.Int64)
        for level, own in zip(levels, scales, strict=True)
        if own is not None
    ]
    if isinstance(combine, AveragingTable):
        return _looked_up(combine, placed, scale)
    lowest, highest = pl.min_horizontal(placed), pl.max_horizontal(placed)
    found = lowest.replace_strict(dict(enumerate(scale.levels)), default=None, return_dtype=pl.String)
    return pl.when(lowest < highest).then(found + "+").otherwise(found) if combine.plus else found


def _places(scale: Ordinal, own: Ordinal) -> Mapping[str, int]:
    """Each level that a child can have with its place on the group's scale."""
    names = [*own.levels, *([] if own.missing is None else [own.missing])]
    return {name: scale.levels.index(own.counted(name)) for name in names if own.counted(name) in scale.levels}


def _looked_up(table: AveragingTable, placed: Sequence[pl.Expr], scale: Ordinal) -> pl.Expr:
    """The printed table's answer: a multiset of levels as one number, with as many digits as there are levels."""
    base = len(placed) + 1
    weights = {place: base**place for place in range(len(scale.levels))}
    code = pl.sum_horizontal([p.replace_strict(weights, default=0, return_dtype=pl.Int64) for p in placed])
    known: dict[int, str] = {}
    for row, result in table.rows:
        if len(row) <= len(placed) and all(level in scale.levels for level in row):
            known.setdefault(sum(weights[scale.levels.index(level)] for level in row), result)
    known.pop(0, None)
    return code.replace_strict(known, default=None, return_dtype=pl.String) if known else _NONE
