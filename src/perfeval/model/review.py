"""A review of a self-evaluation: what the reviewer found instead, and why."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, field, frozen

from perfeval.model.collections import keyed
from perfeval.model.submission import Fact, Judgement, Submission


@frozen(kw_only=True)
class Review:
    """Reviewed facts and judgements laid over a self-evaluation.

    Example:
        >>> from perfeval.model import Entity, Judgement, Review, Submission
        >>> own = Submission(entity=Entity("A"), year=2021, judgements={"budgeting": Judgement(10)})
        >>> Review(reviewer="B", judgements={"budgeting": Judgement(8)}).over(own).judgements["budgeting"].points
        Decimal('8')
    """

    reviewer: str
    """Who reviewed."""
    facts: Mapping[str, Fact] = field(factory=dict, converter=keyed)
    """Facts as reviewed, by path."""
    judgements: Mapping[str, Judgement] = field(factory=dict, converter=keyed)
    """Judgements as reviewed, by indicator."""
    remarks: Mapping[str, str] = field(factory=dict, converter=keyed)
    """Remarks by indicator."""

    def over(self, submission: Submission) -> Submission:
        """The submission as the reviewer sees it."""
        return evolve(
            submission,
            facts={**submission.facts, **self.facts},
            judgements={**submission.judgements, **self.judgements},
        )
