"""What is shipped beside the schemes, registered through the same hooks as anybody's: functions, weightings, files."""

from __future__ import annotations

from collections.abc import Iterable

from perfeval.api.report_writers import REPORT_WRITERS
from perfeval.auditing import BUDGET, CLAIMS, REVIEWS, SCORES, TARGETS, Check
from perfeval.expressions import BUILTIN, RuleFunction
from perfeval.formats import READERS, WRITERS, Reader, Writer
from perfeval.model import EQUAL, Weighting
from perfeval.plugins import hookimpl
from perfeval.studies import WEIGHTINGS


@hookimpl
def perfeval_functions() -> Iterable[RuleFunction]:
    """The functions of the rule language."""
    return BUILTIN


@hookimpl
def perfeval_weightings() -> Iterable[Weighting]:
    """Equal and fixed weights, AHP, entropy, CRITIC, standard deviation."""
    return (EQUAL, *WEIGHTINGS)


@hookimpl
def perfeval_checks() -> Iterable[Check]:
    """Budgets, scores and grades, targets, reviews, claims of reports."""
    return (*BUDGET, *SCORES, *TARGETS, *REVIEWS, *CLAIMS)


@hookimpl
def perfeval_readers() -> Iterable[Reader]:
    """Submissions in TOML and JSON, published files."""
    return READERS


@hookimpl
def perfeval_writers() -> Iterable[Writer]:
    """Evaluations in JSON, as pages and as PDFs."""
    return (*WRITERS, *REPORT_WRITERS)
