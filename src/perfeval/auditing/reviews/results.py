"""What a review came to: both evaluations, row by row, and what is wrong with the review."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal

from attrs import field, frozen

from perfeval.evaluation import Evaluation
from perfeval.findings import SEVERITIES, Finding, Findings, Severity, Text
from perfeval.findings.showing import Shown
from perfeval.model import REVIEW_REASONS, Review, ReviewReason
from perfeval.model.collections import listed
from perfeval.numbers import exact_sum


@frozen(kw_only=True)
class ReviewedRow:
    """One indicator, or one row that the submission brought, before and after the review."""

    id: str
    """The indicator, or `group[n]` for a row."""
    label: Text
    """What the form calls it."""
    group: Text = Text()
    """What it stands under."""
    points: Decimal | None
    """Full marks; None on an ordinal scale."""
    own_value: Text = Text()
    """自评值: the actual value, or the measure."""
    own_score: Decimal | None
    """自评得分; None where it has none."""
    own_level: str | None = None
    """The level, on an ordinal scale."""
    reviewed_value: Text = Text()
    """复核值."""
    reviewed_score: Decimal | None
    """复核得分."""
    reviewed_level: str | None = None
    """The level, on an ordinal scale."""
    codes: tuple[str, ...] = field(default=(), converter=listed)
    """Reason codes."""
    remark: str = ""
    """Reasons and remarks of the reviewer, in one text."""
    evidence: tuple[str, ...] = field(default=(), converter=listed)
    """Ids of evidence."""

    @property
    def deviation(self) -> Decimal | None:
        """偏差: the reviewed score less the self score."""
        return difference(self.reviewed_score, self.own_score)

    @property
    def changed(self) -> bool:
        """Whether the review left anything of it otherwise."""
        before = (self.own_value, self.own_score, self.own_level)
        return before != (self.reviewed_value, self.reviewed_score, self.reviewed_level)


@frozen(kw_only=True, repr=False)
class ReviewResult(Shown):
    """A review held against the self-evaluation that it is about."""

    review: Review
    """The review."""
    own: Evaluation
    """The evaluation of what was handed in."""
    reviewed: Evaluation
    """The evaluation of it as the reviewer sees it."""
    rows: tuple[ReviewedRow, ...] = field(converter=listed)
    """Every indicator and row, in the printed order."""
    findings: tuple[Finding, ...] = field(default=(), converter=Findings)
    """What is wrong with the review, R401 to R406."""
    reasons: tuple[ReviewReason, ...] = field(default=REVIEW_REASONS, converter=listed)
    """The reason codes in use."""

    @property
    def change(self) -> Decimal | None:
        """The reviewed total less the self total; None while either is not known."""
        return difference(self.reviewed.total, self.own.total)

    @property
    def grade_changed(self) -> bool | None:
        """Whether the grades differ; None while either is not known."""
        if self.own.grade is None or self.reviewed.grade is None:
            return None
        return self.own.grade != self.reviewed.grade

    @property
    def counts(self) -> Mapping[Severity, int]:
        """How many findings there are of each severity, the gravest first."""
        return counted(self.findings)

    def reason_label(self, code: str) -> Text:
        """What a reason code means; the code itself where it is not known."""
        return next((reason.label for reason in self.reasons if reason.code == code), Text(code))


def difference(after: Decimal | None, before: Decimal | None) -> Decimal | None:
    """What was added or taken, exactly; None where either is not known."""
    return None if after is None or before is None else exact_sum((after, before.copy_negate()))


def counted(findings: Iterable[Finding]) -> dict[Severity, int]:
    """How many findings there are of each severity, the gravest first, with those that do not occur."""
    found = Counter(finding.severity for finding in findings)
    return {severity: found[severity] for severity in SEVERITIES}
