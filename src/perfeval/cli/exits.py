"""Exit codes; for many files the highest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from perfeval.evaluation import Evaluation
from perfeval.findings import Finding, NumberError, PerfevalError, RuleError, SchemeError, UsageError, worst

FINE: Final = 0
"""All is well; findings of severity info do not count."""
DOUBTFUL: Final = 1
"""Incomplete, or a finding of severity error or warning."""
USAGE: Final = 2
"""Wrong usage: an option, or a name that is not known."""
UNUSABLE: Final = 3
"""Input that cannot be read or is not valid, output that cannot be written."""
DEFECT: Final = 70
"""A defect in perfeval or a plugin: never to be mistaken for a result."""
INTERRUPTED: Final = 130
"""Stopped by Ctrl-C."""


def of_findings(findings: Iterable[Finding]) -> int:
    """The code for what was found beside a result."""
    return FINE if worst(findings) in (None, "info") else DOUBTFUL


def of_evaluation(evaluation: Evaluation) -> int:
    """The code for a result."""
    return of_findings(evaluation.findings) if evaluation.complete else DOUBTFUL


def of_error(error: PerfevalError) -> int:
    """The code for what prevented a result.

    Once a scheme stands, a scheme, a rule or a number is at fault only where an option asks for a change of it.
    """
    return USAGE if isinstance(error, UsageError | SchemeError | RuleError | NumberError) else UNUSABLE
