"""The functions that programs call: they join host, files, plan and engine, and tell observers.

Each is loaded when it is first used: who evaluates need not load what audits and draws.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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
        report_of_one,
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
    "report_of_one",
    "report_writer",
    "review",
    "review_form",
    "save",
    "scheme",
    "scheme_doubts",
    "scheme_files",
]

_MODULES = {
    "api.auditing": "AuditAttempt audit audit_many published_files read",
    "api.evaluating": "Attempt evaluate evaluate_many",
    "api.explaining": "explain explanation explanation_of",
    "api.files": "load load_evaluation load_scheme save scheme_doubts scheme_files",
    "api.forming": "annotated_form form",
    "api.preparing": "Options",
    "api.reporting": "Reportable ReportAttempt Reporting attempted report report_of_many report_of_one report_writer",
    "api.reviewing": "load_review review review_form",
    "api.schemes": "list_schemes scheme",
    "api.tabling": "evaluate_table",
    "evaluation": "compare",
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = found = getattr(import_module(f"perfeval.{_HOMES[name]}"), name)
    return found
