"""The data model: schemes, submissions, readings, reviews. Values are frozen; behaviour is functions over them."""

from perfeval.model import shown as _shown  # noqa: F401 - tells how a scheme is shown
from perfeval.model.binding import Bound, awarded, bound, points_of
from perfeval.model.budget import Budget, BudgetLine
from perfeval.model.changing import SchemeChange, scheme_changes
from perfeval.model.combining import AveragingTable, Combine, NoCombination, Ordinal, Sum, WeakestLink
from perfeval.model.doubting import doubts
from perfeval.model.grades import Cap, Grade, Grades
from perfeval.model.indicators import Group, Indicator, Leaf, Node, OpenGroup, full_marks, walk_tree
from perfeval.model.inputs import INPUT_KINDS, Input, InputKind, figures
from perfeval.model.reading import Reading
from perfeval.model.review import Review
from perfeval.model.review_reasons import REVIEW_REASONS, ReviewReason
from perfeval.model.scheme import (
    NOT_APPLICABLE,
    ON_MISSING,
    Derivation,
    NotApplicable,
    OnMissing,
    Override,
    Scheme,
)
from perfeval.model.sheet import Claim, Column, Figure, FundsRow, Heading, IndicatorRow, Loose, Sheet, Stage
from perfeval.model.submission import (
    Deduction,
    Entity,
    Evidence,
    Fact,
    Judgement,
    Project,
    Row,
    Scalar,
    Staff,
    Submission,
    Target,
    Task,
)
from perfeval.model.vocabulary import LINES, OF_WHICH, PARTS, STAGES, STANDARD, names
from perfeval.model.weighed import Weighed
from perfeval.model.weighting import EQUAL, WEIGHT_DIGITS, Assignment, Weighting, by_weights, weighted

__all__ = [
    "EQUAL",
    "INPUT_KINDS",
    "LINES",
    "NOT_APPLICABLE",
    "OF_WHICH",
    "ON_MISSING",
    "PARTS",
    "REVIEW_REASONS",
    "STAGES",
    "STANDARD",
    "WEIGHT_DIGITS",
    "Assignment",
    "AveragingTable",
    "Bound",
    "Budget",
    "BudgetLine",
    "Cap",
    "Claim",
    "Column",
    "Combine",
    "Deduction",
    "Derivation",
    "Entity",
    "Evidence",
    "Fact",
    "Figure",
    "FundsRow",
    "Grade",
    "Grades",
    "Group",
    "Heading",
    "Indicator",
    "IndicatorRow",
    "Input",
    "InputKind",
    "Judgement",
    "Leaf",
    "Loose",
    "NoCombination",
    "Node",
    "NotApplicable",
    "OnMissing",
    "OpenGroup",
    "Ordinal",
    "Override",
    "Project",
    "Reading",
    "Review",
    "ReviewReason",
    "Row",
    "Scalar",
    "Scheme",
    "SchemeChange",
    "Sheet",
    "Staff",
    "Stage",
    "Submission",
    "Sum",
    "Target",
    "Task",
    "WeakestLink",
    "Weighed",
    "Weighting",
    "awarded",
    "bound",
    "by_weights",
    "doubts",
    "figures",
    "full_marks",
    "names",
    "points_of",
    "scheme_changes",
    "walk_tree",
    "weighted",
]
