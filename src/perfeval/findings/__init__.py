"""The one diagnostic record: what is wrong, where, what to do about it, in Chinese and English."""

from perfeval.findings.catalogue import KINDS, kind
from perfeval.findings.errors import (
    FormatError,
    NumberError,
    PerfevalError,
    PluginError,
    RuleError,
    SchemeError,
    SubmissionError,
    UsageError,
    WeightingError,
)
from perfeval.findings.finding import SEVERITIES, Finding, FindingKind, Origin, Severity, worst
from perfeval.findings.listing import SEVERITY_WORDS, Findings
from perfeval.findings.text import LANGUAGES, Lang, Text, default_language, join, say, text

__all__ = [
    "KINDS",
    "LANGUAGES",
    "SEVERITIES",
    "SEVERITY_WORDS",
    "Finding",
    "FindingKind",
    "Findings",
    "FormatError",
    "Lang",
    "NumberError",
    "Origin",
    "PerfevalError",
    "PluginError",
    "RuleError",
    "SchemeError",
    "Severity",
    "SubmissionError",
    "Text",
    "UsageError",
    "WeightingError",
    "default_language",
    "join",
    "kind",
    "say",
    "text",
    "worst",
]
