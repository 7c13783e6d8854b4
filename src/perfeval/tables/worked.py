"""What the engine hands back, in units: one row for each entity, the reasons, the rows of open groups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl
from attrs import field, frozen

from perfeval.tables.program import Form

REASONS: Mapping[str, Any] = {
    "place": pl.Int64,
    "indicator": pl.String,
    "row": pl.Int64,
    "code": pl.String,
    "path": pl.String,
}
ROWS: Mapping[str, Any] = {
    "place": pl.Int64,
    "group": pl.String,
    "row": pl.Int64,
    "absent": pl.Boolean,
    "points": pl.Int64,
    "score": pl.Int64,
    "share": pl.Int64,
}


@frozen(eq=False)
class Worked:
    """What the engine worked out; `place` counts the entities from 0, `row` the rows of a child table of each."""

    frame: pl.DataFrame
    """A row for each entity in order."""
    forms: Mapping[str, Form]
    """What the columns of the frame hold."""
    reasons: pl.DataFrame
    """Why something has no result of its own."""
    rows: pl.DataFrame
    """The rows of open groups, where they were asked for."""
    recorded: int
    """How many entities the record engine took."""
    matched: Mapping[str, int] = field(factory=dict)
    """How many rows of a child table found their entity, where they were counted."""
