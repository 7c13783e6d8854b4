"""Which scheme and which code made an evaluation."""

from __future__ import annotations

from collections.abc import Iterator

from perfeval.evaluation import Evaluation
from perfeval.findings import Text
from perfeval.model.wording import NOT_APPLICABLE_WORDS, ON_MISSING_WORDS, rounding
from perfeval.reports.told.words import word


def identity(e: Evaluation) -> Iterator[tuple[Text, Text | str]]:
    """Which scheme and which code, so that a report can be defended years later."""
    yield word("scheme"), e.scheme
    yield word("edition"), str(e.edition)
    yield word("plugin"), e.identity.plugin
    yield word("digest"), e.identity.digest
    yield word("version"), e.identity.perfeval
    yield word("policy_not_applicable"), NOT_APPLICABLE_WORDS[e.policies.not_applicable]
    yield word("policy_on_missing"), ON_MISSING_WORDS[e.policies.on_missing]
    yield word("policy_rounding"), rounding(e.policies.places, e.policies.rounding)
