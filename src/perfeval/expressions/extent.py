"""How large a rule may be."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from perfeval.findings import RuleError, kind

MOST_NODES = 10_000
"""The most core nodes of a rule."""

MOST_LEVELS = 100
"""The most levels of nodes below each other."""


@frozen
class Extent:
    """How large a rule is in core nodes; rules beyond the limits would exhaust whoever walks them.

    Raises:
        RuleError: by `check`, a rule that is too large or too deep (D208).
    """

    size: int
    """All nodes, those that stand in it twice counted twice."""
    depth: int
    """The longest way down."""

    @classmethod
    def over(cls, parts: Iterable[Extent]) -> Extent:
        """One node above its parts."""
        found = list(parts)
        return cls(1 + sum(e.size for e in found), 1 + max((e.depth for e in found), default=0))

    def check(self) -> None:
        """Refuse what is too large."""
        if self.size > MOST_NODES or self.depth > MOST_LEVELS:
            raise RuleError(kind("D208").at("", size=self.size, depth=self.depth, most=MOST_NODES, deepest=MOST_LEVELS))
