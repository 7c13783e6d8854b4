"""Why an evaluation came out as it did: every digit, from the figures handed in to the score."""

from perfeval.evaluation.explaining import shown as _shown  # noqa: F401 - tells how an explanation is shown
from perfeval.evaluation.explaining.explainer import Explainer, explain, explainer_of
from perfeval.evaluation.explaining.explanation import Basis, Explained, Explanation
from perfeval.evaluation.explaining.prose import (
    ExplanationLine,
    explained_text,
    explanation_lines,
    explanation_text,
)

__all__ = [
    "Basis",
    "Explained",
    "Explainer",
    "Explanation",
    "ExplanationLine",
    "explain",
    "explained_text",
    "explainer_of",
    "explanation_lines",
    "explanation_text",
]
