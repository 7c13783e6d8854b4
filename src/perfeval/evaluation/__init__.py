"""From a scheme and a submission to an evaluation: plan, record engine, outcomes, explanation."""

from perfeval.evaluation import shown as _shown  # noqa: F401 - tells how an evaluation is shown
from perfeval.evaluation.awards import Award
from perfeval.evaluation.codec import plan_json, read_plan
from perfeval.evaluation.comparing import Difference, compare
from perfeval.evaluation.explaining import (
    Basis,
    Explained,
    Explainer,
    Explanation,
    ExplanationLine,
    explain,
    explained_text,
    explainer_of,
    explanation_lines,
    explanation_text,
)
from perfeval.evaluation.missing import Missing, Reason
from perfeval.evaluation.outcome import Evaluation, Identity, Outcome, OutcomeKind, Policies, Status
from perfeval.evaluation.plan import (
    Plan,
    PlannedCap,
    PlannedGroup,
    PlannedIndicator,
    PlannedNode,
    PlannedRows,
    plan,
)
from perfeval.evaluation.record import RecordEngine, engine_of, evaluate
from perfeval.evaluation.reported import Reported
from perfeval.evaluation.single_leaves import LeafByLeaf, leaf_by_leaf
from perfeval.evaluation.wording import result_words

__all__ = [
    "Award",
    "Basis",
    "Difference",
    "Evaluation",
    "Explained",
    "Explainer",
    "Explanation",
    "ExplanationLine",
    "Identity",
    "LeafByLeaf",
    "Missing",
    "Outcome",
    "OutcomeKind",
    "Plan",
    "PlannedCap",
    "PlannedGroup",
    "PlannedIndicator",
    "PlannedNode",
    "PlannedRows",
    "Policies",
    "Reason",
    "RecordEngine",
    "Reported",
    "Status",
    "compare",
    "engine_of",
    "evaluate",
    "explain",
    "explained_text",
    "explainer_of",
    "explanation_lines",
    "explanation_text",
    "leaf_by_leaf",
    "plan",
    "plan_json",
    "read_plan",
    "result_words",
]
