"""What many evaluations came to, counted: all that is kept of batches that are written and forgotten."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
from attrs import frozen

from perfeval.tables.results import TableEvaluation

MOST_TOLD = 1000
"""How many orphans are told one by one; all are counted."""


@frozen(eq=False)
class Tally:
    """How many entities there were, and how they came out.

    Example:
        >>> import perfeval
        >>> import polars
        >>> from perfeval.tables import Tally
        >>> offices = polars.DataFrame({"entity": ["甲局", "乙局"], "judgements.work": [90, None]})
        >>> toy = perfeval.Scheme(id="toy", label="示例", groups=[perfeval.Indicator("work", "工作", 100)])
        >>> tally = Tally.of(perfeval.evaluate_table(offices, toy))
        >>> tally.entities, tally.complete
        (2, 1)
    """

    entities: int
    """How many entities."""
    complete: int
    """How many of them have a result for everything."""
    grades: Mapping[str, int]
    """How many have each grade, the best first; those without one are not in it."""
    recorded: int
    """How many were too large for columns and went through the record engine one by one."""
    orphans: int
    """How many rows of child tables have no entity."""
    findings: pl.DataFrame
    """The findings of the orphans, as `TableEvaluation.findings`; of very many, the first that were met."""

    @classmethod
    def of(cls, found: TableEvaluation) -> Tally:
        """The tally of one evaluation."""
        scores, names = found.scores, [] if found.plan.grades is None else [g.id for g in found.plan.grades.grades]
        counted = dict(scores["grade"].cast(pl.String).value_counts().rows()) if "grade" in scores.columns else {}
        return cls(
            scores.height,
            int(scores["complete"].sum()),
            {name: counted.get(name, 0) for name in names},
            found.recorded,
            found.findings.height,
            found.findings.head(MOST_TOLD),
        )

    def __add__(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(
            self.entities + other.entities,
            self.complete + other.complete,
            {name: n + other.grades[name] for name, n in self.grades.items()},
            self.recorded + other.recorded,
            self.orphans + other.orphans,
            pl.concat([self.findings, other.findings]).head(MOST_TOLD),
        )
