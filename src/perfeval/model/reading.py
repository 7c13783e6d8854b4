"""What is printed, right or wrong: figures with raw text, value, decimals, unit and origin."""

from __future__ import annotations

from decimal import Decimal

from attrs import field, frozen

from perfeval.findings import Finding, Origin
from perfeval.model.collections import listed


@frozen
class Figure:
    """One printed figure, bound to a path of the submission or scheme.

    Example:
        >>> from perfeval.model import Figure
        >>> Figure("budget.total.actual", "884.78", Decimal("884.78"), 2, "万元").places
        2
    """

    path: str
    """What it is: `budget.total.actual`, `judgements.spending.points`."""
    raw: str
    """The text as printed."""
    value: Decimal | None = None
    """The number, None where the text is none."""
    places: int = 0
    """How many decimals were printed."""
    unit: str = ""
    """The unit printed, or that of the column."""
    origin: Origin = Origin()
    """Where it stands."""


@frozen
class Reading:
    """All that was found in one published file, before anybody says whether it is right."""

    file: str
    """The file."""
    figures: tuple[Figure, ...] = field(default=(), converter=listed)
    """What was bound."""
    texts: tuple[tuple[str, str], ...] = field(default=(), converter=listed)
    """Texts by path: entity, names, narrative."""
    findings: tuple[Finding, ...] = field(default=(), converter=listed)
    """What could not be read."""

    def figure(self, path: str) -> Figure | None:
        """The first figure bound to a path, None where there is none."""
        return next((f for f in self.figures if f.path == path), None)
