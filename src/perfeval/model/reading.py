"""All that was found in one published file, before anybody says whether it is right."""

from __future__ import annotations

from attrs import field, frozen

from perfeval.findings import Finding, Findings
from perfeval.model.collections import listed
from perfeval.model.scheme import Scheme
from perfeval.model.sheet import Claim, Loose, Sheet
from perfeval.model.submission import Submission
from perfeval.model.submitting import submission_of


@frozen
class Reading:
    """All that was found in one published file, before anybody says whether it is right.

    Every cell with a number in it is bound to a figure of a sheet or a claim, or is in `ignored` or `unread`.
    """

    file: str
    """The file."""
    sheets: tuple[Sheet, ...] = field(default=(), converter=listed)
    """The self-evaluations in it."""
    claims: tuple[Claim, ...] = field(default=(), converter=listed)
    """What the prose states."""
    ignored: tuple[Loose, ...] = field(default=(), converter=listed)
    """Numbers that a named rule passes over."""
    unread: tuple[Loose, ...] = field(default=(), converter=listed)
    """Numbers that could not be bound."""
    findings: tuple[Finding, ...] = field(default=(), converter=Findings)
    """What could not be read, and why."""

    def to_submission(self, scheme: Scheme | None = None, *, sheet: int | None = None) -> Submission:
        """The submission that a sheet amounts to.

        Args:
            scheme: the scheme it is to be evaluated by; a department's sheet needs one.
            sheet: which of several sheets, counted from 0.

        Raises:
            SubmissionError: whatever is missing, unreadable or not comparable, at once, each with its place.
        """
        return submission_of(self.sheets, self.file, scheme, sheet=sheet)
