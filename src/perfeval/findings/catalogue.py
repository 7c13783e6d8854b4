"""All kinds of findings by code, and the way to look one up."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from perfeval.findings.finding import FindingKind
from perfeval.findings.kinds import (
    budget,
    claims,
    design,
    documents,
    evaluation,
    files,
    forms,
    inputs,
    pictures,
    plugins,
    reviews,
    scores,
    studies,
    tables,
    targets,
    templates,
)

KINDS: Mapping[str, FindingKind] = MappingProxyType(
    {
        k.code: k
        for family in (
            inputs,
            tables,
            files,
            forms,
            templates,
            documents,
            pictures,
            design,
            studies,
            evaluation,
            plugins,
            budget,
            scores,
            targets,
            reviews,
            claims,
        )
        for k in family.KINDS
    }
)


def kind(code: str) -> FindingKind:
    """The kind with this code.

    Example:
        >>> from perfeval.findings import kind
        >>> kind("I102").severity
        'error'
    """
    return KINDS[code]
