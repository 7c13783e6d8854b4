"""Exceptions that carry findings: every mistake at once, each with its place and a way out."""

from __future__ import annotations

from collections.abc import Iterable

from perfeval.findings.finding import Finding
from perfeval.findings.listing import Findings
from perfeval.findings.text import Lang, default_language


class PerfevalError(Exception):
    """The base of every error that perfeval raises on purpose.

    Attributes:
        findings: all that was found, in the order it was found.

    Example:
        >>> from perfeval.findings import SubmissionError, kind
        >>> try:
        ...     raise SubmissionError([kind("I104").at("entity", key="name")])
        ... except SubmissionError as error:
        ...     [finding.code for finding in error.findings]
        ['I104']
    """

    def __init__(self, findings: Finding | Iterable[Finding]) -> None:
        self.findings = Findings((findings,) if isinstance(findings, Finding) else findings)
        super().__init__(self.findings)

    def render(self, lang: Lang | None = None) -> str:
        """All findings, one a line."""
        lang = lang or default_language()
        return "\n".join(finding.render(lang) for finding in self.findings)

    def __str__(self) -> str:
        return self.render()

    def _repr_html_(self) -> str:
        return self.findings._repr_html_()


class NumberError(PerfevalError, ValueError):
    """A text that is not a number, or a number that cannot be held exactly."""


class RuleError(PerfevalError, ValueError):
    """A rule that makes no sense; raised when the rule is made."""


class SchemeError(PerfevalError, ValueError):
    """A scheme that is not sound; raised when the scheme is made."""


class SubmissionError(PerfevalError, ValueError):
    """A submission that is not valid."""


class WeightingError(PerfevalError, ValueError):
    """Data from which no weights can be derived."""


class FormatError(PerfevalError, ValueError):
    """A file that cannot be read as what it should be."""


class PluginError(PerfevalError, RuntimeError):
    """A plugin that is broken or clashes; raised only where strictness was asked for."""


class UsageError(PerfevalError, LookupError):
    """A name that is not known: a scheme, an indicator, a weighting, a schema."""
