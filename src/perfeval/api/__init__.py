"""The functions that programs call: they join host, files, plan and engine, and tell observers."""

from perfeval.api.auditing import AuditAttempt, audit, audit_many, published_files, read
from perfeval.api.evaluating import Attempt, evaluate, evaluate_many
from perfeval.api.explaining import explain, explanation, explanation_of
from perfeval.api.files import load, load_evaluation, load_scheme, save, scheme_doubts, scheme_files
from perfeval.api.forming import annotated_form, form
from perfeval.api.preparing import Options
from perfeval.api.reporting import (
    Reportable,
    ReportAttempt,
    Reporting,
    attempted,
    report,
    report_of_many,
    report_writer,
)
from perfeval.api.reviewing import load_review, review, review_form
from perfeval.api.schemes import list_schemes, scheme
from perfeval.api.tabling import evaluate_table
from perfeval.evaluation import compare

__all__ = [
    "Attempt",
    "AuditAttempt",
    "Options",
    "ReportAttempt",
    "Reportable",
    "Reporting",
    "annotated_form",
    "attempted",
    "audit",
    "audit_many",
    "compare",
    "evaluate",
    "evaluate_many",
    "evaluate_table",
    "explain",
    "explanation",
    "explanation_of",
    "form",
    "list_schemes",
    "load",
    "load_evaluation",
    "load_review",
    "load_scheme",
    "published_files",
    "read",
    "report",
    "report_of_many",
    "report_writer",
    "review",
    "review_form",
    "save",
    "scheme",
    "scheme_doubts",
    "scheme_files",
]
