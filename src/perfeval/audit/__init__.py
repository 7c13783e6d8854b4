"""Published figures held against each other and against the rules: checks, each a small function."""

from perfeval.audit.checks import Audited, Check, Setting
from perfeval.audit.review_checks import row_findings
from perfeval.audit.review_results import ReviewedRow, ReviewResult, counted
from perfeval.audit.review_rows import ReviewRow, Taken
from perfeval.audit.review_sheets import REVIEWS
from perfeval.audit.reviewing import review

__all__ = [
    "REVIEWS",
    "Audited",
    "Check",
    "ReviewResult",
    "ReviewRow",
    "ReviewedRow",
    "Setting",
    "Taken",
    "counted",
    "review",
    "row_findings",
]
