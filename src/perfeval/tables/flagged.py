"""Reasons as rows: from a flag for each reason that something can have to the list of those that it has."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from perfeval.tables.columns import Column
from perfeval.tables.reasons import Held
from perfeval.tables.whys import Reasoned
from perfeval.tables.worked import REASONS


def flagged(told: Sequence[Reasoned], source: pl.LazyFrame) -> pl.DataFrame:
    """A row of `REASONS` for each entity, or row of its table, and each of its reasons: all worked out in one query.

    Args:
        told: nodes or open groups of one scope, with the flags of their reasons.
        source: the entities or rows of that scope, with `#entity` and `#row`.
    """
    reasons = [(r.id, *why, held) for r in told for why, held in r.reasons.items()]
    whys = [why for *why, _ in reasons]
    flags = [_expr(held).alias(f"~{n}") for n, (*_, held) in enumerate(reasons)]
    found = source.select(pl.col("#entity", "#row").cast(pl.Int64), *flags).collect()
    if not whys:
        return pl.DataFrame(schema=dict(REASONS))
    kept = [np.flatnonzero(found[f"~{n}"].to_numpy()) for n in range(len(whys))]
    held = pl.DataFrame(
        {"at": np.concatenate(kept), "why": np.repeat(np.arange(len(whys)), [len(each) for each in kept])}
    )
    ids, codes, paths = (pl.lit(pl.Series(names)).gather("why") for names in zip(*whys, strict=True))
    return held.select(
        pl.lit(found["#entity"]).gather("at").alias("place"),
        ids.alias("indicator"),
        pl.lit(found["#row"]).gather("at").alias("row"),
        codes.alias("code"),
        paths.alias("path"),
    )


def _expr(held: Held) -> pl.Expr:
    return held.expr if isinstance(held, Column) else pl.lit(held)
