"""Published figures held against each other and against the rules: checks, each a small function."""

from perfeval.auditing import shown as _shown  # noqa: F401 - tells how an audit is shown
from perfeval.auditing.agreeing import agrees
from perfeval.auditing.budget import BUDGET
from perfeval.auditing.checks import Audited, Check, Setting
from perfeval.auditing.claims import CLAIMS
from perfeval.auditing.configuring import Configuration, chosen, configuration_of
from perfeval.auditing.recomputing import Recomputed, RecomputedRow, recompute
from perfeval.auditing.reviews.checks import row_findings
from perfeval.auditing.reviews.forms import FormFigure, FormRow, ReviewForm, review_form_of
from perfeval.auditing.reviews.results import ReviewedRow, ReviewResult, counted
from perfeval.auditing.reviews.reviewing import review
from perfeval.auditing.reviews.rows import ReviewRow, Taken
from perfeval.auditing.reviews.sheets import REVIEWS
from perfeval.auditing.running import AuditResult, Settings, Silence, Silenced, audit_reading, audit_sheet
from perfeval.auditing.scores import SCORES
from perfeval.auditing.targets import TARGETS

__all__ = [
    "BUDGET",
    "CLAIMS",
    "REVIEWS",
    "SCORES",
    "TARGETS",
    "AuditResult",
    "Audited",
    "Check",
    "Configuration",
    "FormFigure",
    "FormRow",
    "Recomputed",
    "RecomputedRow",
    "ReviewForm",
    "ReviewResult",
    "ReviewRow",
    "ReviewedRow",
    "Setting",
    "Settings",
    "Silence",
    "Silenced",
    "Taken",
    "agrees",
    "audit_reading",
    "audit_sheet",
    "chosen",
    "configuration_of",
    "counted",
    "recompute",
    "review",
    "review_form_of",
    "row_findings",
]
