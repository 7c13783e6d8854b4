"""A review of a self-evaluation: what the reviewer found instead, and why."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from fractions import Fraction

from attrs import evolve, field, frozen

from perfeval.findings import Finding, SubmissionError, kind
from perfeval.model.collections import keyed, listed
from perfeval.model.correcting import corrected
from perfeval.model.submission import Evidence, Fact, Judgement, Submission
from perfeval.numbers import plain


@frozen(kw_only=True)
class Review:
    """Reviewed facts and judgements laid over a self-evaluation; what a review does not mention stays as it was.

    A judgement may be of any indicator, judged or not, and of a row that the submission brings, by its id
    (`outputs[0]`) or its name (`开放天数`, `outputs[开放天数]`). Its points are the reviewed score. Deductions go off
    the full marks of a judged indicator, and off what the rule gives anywhere else. A judgement with neither, and
    without a level, is a row of a review form that was not filled in.

    Raises:
        SubmissionError: a share below 0 or above 100 %; all at once.

    Example:
        >>> from perfeval.model import Entity, Judgement, Review, Submission
        >>> own = Submission(entity=Entity("A"), year=2021, judgements={"budgeting": Judgement(10)})
        >>> Review(reviewer="B", judgements={"budgeting": Judgement(8)}).over(own).judgements["budgeting"].points
        Decimal('8')
        >>> Review(reviewer="B", facts={"budget.total.actual": "880万元"}).over(own).budget.line("total").actual.text
        '880万元'
    """

    reviewer: str
    """Who reviewed."""
    date: datetime.date | None = None
    """When."""
    entity: str = ""
    """Whose self-evaluation it is; checked where it is given."""
    year: int | None = None
    """The budget year; checked where it is given."""
    scheme: str = ""
    """The id of the scheme that it was reviewed by; checked where it is given."""
    digest: str = ""
    """The digest of that scheme; checked where it is given, so that a form is not read by other rules."""
    facts: Mapping[str, Fact] = field(factory=dict, converter=keyed)
    """Facts as reviewed, by path: `satisfaction`, `budget.total.actual`, `targets[开放天数].actual`."""
    judgements: Mapping[str, Judgement] = field(factory=dict, converter=keyed)
    """Judgements as reviewed, by indicator or row."""
    not_applicable: Mapping[str, str] = field(factory=dict, converter=keyed)
    """What the reviewer finds not applicable, by indicator or group: the reason."""
    applicable: Mapping[str, str] = field(factory=dict, converter=keyed)
    """What was called not applicable and is not, by indicator or group: the reason."""
    remarks: Mapping[str, str] = field(factory=dict, converter=keyed)
    """Remarks by indicator or row."""
    opinion: str = ""
    """What the reviewer concludes, 复核意见."""
    evidence: tuple[Evidence, ...] = field(default=(), converter=listed)
    """Documents that the reviewer saw."""

    def __attrs_post_init__(self) -> None:
        if faults := list(self._shares()):
            raise SubmissionError(faults)

    def _shares(self) -> Iterator[Finding]:
        for key, judgement in self.judgements.items():
            places = {f"judgements.{key}.share": judgement.share}
            for n, deduction in enumerate(judgement.deductions or ()):
                places[f"judgements.{key}.deductions[{n}].share"] = deduction.share
            for place, share in places.items():
                if share is not None and not 0 <= share <= 1:
                    yield kind("I113").at(place, found=_percent(share), low="0%", high="100%")

    def over(self, submission: Submission) -> Submission:
        """The submission as the reviewer sees it.

        Raises:
            SubmissionError: facts about rows or lines that are not there, or of another type; all at once.
        """
        seen = corrected(submission, self.facts)
        kept = {k: v for k, v in seen.not_applicable.items() if k not in self.applicable}
        return evolve(
            seen,
            judgements={**submission.judgements, **self.judgements},
            not_applicable={**kept, **self.not_applicable},
        )


def _percent(share: Fraction) -> str:
    return f"{plain(share * 100, 6)}%"
