"""What was written by who handed it in, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterable

from perfeval.evaluation import Evaluation
from perfeval.findings import Text
from perfeval.model import Submission
from perfeval.reports.told.words import word

Told = tuple[Text, list[str]]
"""A heading, and the paragraphs below it."""


def paragraphs(texts: Iterable[str]) -> list[str]:
    """The lines of texts that say something."""
    return [part for text in texts for part in text.splitlines() if part.strip()]


def lists(submission: Submission) -> list[Told]:
    """Problems and improvements, where there are any."""
    told = [(word("problems"), submission.problems), (word("improvements"), submission.improvements)]
    return [(title, paragraphs(said)) for title, said in told if said]


def narrative(submission: Submission, evaluation: Evaluation) -> list[Told]:
    """What is said of indicators, each under its label, and of whatever else was named."""
    labels = {outcome.id: outcome.label for outcome in evaluation.outcomes()}
    return [(labels.get(name, Text(name)), paragraphs([said])) for name, said in submission.narrative.items()]
