"""Published figures held against each other and against the rules: checks, each a small function."""

from perfeval.audit.agreeing import agrees
from perfeval.audit.budget import BUDGET
from perfeval.audit.checks import Audited, Check, Setting
from perfeval.audit.claims import CLAIMS
from perfeval.audit.configuring import Configuration, chosen, configuration_of
from perfeval.audit.recomputing import Recomputed, RecomputedRow, recompute
from perfeval.audit.review_checks import row_findings
from perfeval.audit.review_forms import FormFigure, FormRow, ReviewForm, review_form_of
from perfeval.audit.review_results import ReviewedRow, ReviewResult, counted
from perfeval.audit.review_rows import ReviewRow, Taken
from perfeval.audit.review_sheets import REVIEWS
from perfeval.audit.reviewing import review
from perfeval.audit.running import AuditResult, Settings, Silence, Silenced, audit_reading, audit_sheet
from perfeval.audit.scores import SCORES
from perfeval.audit.targets import TARGETS

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
