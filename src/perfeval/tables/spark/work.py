"""What a worker of Spark has to know, as it travels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import asdict, frozen

from perfeval.tables.evaluating import Reading
from perfeval.tables.program import Asked

Told = Mapping[str, Any]
"""Work in values that can be read without this package."""


@frozen(kw_only=True)
class Work:
    """What a worker has to know."""

    plan: str
    """The plan as JSON of core nodes."""
    reading: Reading
    asked: Asked
    entities: tuple[str, ...]
    """The columns of the entities, the keys first, as they are sent: `c0`, `c1` ..."""
    tables: Mapping[str, Mapping[str, str]]
    """The child tables in their order, with the columns of each: under which name they are sent, and their own."""
    ordered: bool
    """Whether the rows of child tables are sent with their order."""

    def told(self) -> Told:
        """As it travels."""
        return asdict(self)

    @classmethod
    def of(cls, told: Told) -> Work:
        """As it arrived."""
        return cls(**{**told, "reading": Reading(**told["reading"]), "asked": Asked(**told["asked"])})
