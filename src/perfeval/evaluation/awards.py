"""Points that a reviewer gives or takes, whatever the rule says."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen

from perfeval.evaluation.missing import Missing, missing
from perfeval.model.inputs import maybe_exact


@frozen
class Award:
    """What a reviewer decided about one indicator or row; with neither points nor deductions, nothing yet.

    Example:
        >>> from fractions import Fraction
        >>> from perfeval.evaluation import Award
        >>> Award(off="2.5").of(Fraction(8), "work"), Award(points=6).of(Fraction(8), "work")
        (Fraction(11, 2), Fraction(6, 1))
    """

    points: Decimal | None = field(default=None, converter=maybe_exact)
    """The points given in place of what the rule gives."""
    off: Decimal | None = field(default=None, converter=maybe_exact)
    """The points taken from what the rule gives; never more than there are."""

    def of(self, earned: Fraction | Missing, id: str) -> Fraction | Missing:
        """The marks, where the rule gives these."""
        if self.points is not None:
            return Fraction(self.points)
        if self.off is None:
            return missing("not_given", f"judgements.{id}")
        return earned if isinstance(earned, Missing) else max(Fraction(0), earned - Fraction(self.off))
