"""perfeval: evaluate how well public bodies spend their money, with every digit exact and explained.

All public names are here and are loaded when they are first used, so that importing the package costs next to nothing.
"""

from importlib import import_module

TYPE_CHECKING = False  # type checkers take it as true; importing typing would cost more than all the rest
if TYPE_CHECKING:
    from typing import Any

    from perfeval.api import audit as audit
    from perfeval.api import audit_many as audit_many
    from perfeval.api import compare as compare
    from perfeval.api import evaluate as evaluate
    from perfeval.api import evaluate_many as evaluate_many
    from perfeval.api import evaluate_table as evaluate_table
    from perfeval.api import explain as explain
    from perfeval.api import explanation as explanation
    from perfeval.api import form as form
    from perfeval.api import list_schemes as list_schemes
    from perfeval.api import load as load
    from perfeval.api import load_evaluation as load_evaluation
    from perfeval.api import load_review as load_review
    from perfeval.api import load_scheme as load_scheme
    from perfeval.api import read as read
    from perfeval.api import report as report
    from perfeval.api import review as review
    from perfeval.api import review_form as review_form
    from perfeval.api import save as save
    from perfeval.api import scheme as scheme
    from perfeval.auditing import AuditResult as AuditResult
    from perfeval.auditing import Check as Check
    from perfeval.auditing import ReviewedRow as ReviewedRow
    from perfeval.auditing import ReviewResult as ReviewResult
    from perfeval.auditing import Setting as Setting
    from perfeval.evaluation import Evaluation as Evaluation
    from perfeval.evaluation import Explained as Explained
    from perfeval.evaluation import Explanation as Explanation
    from perfeval.evaluation import Outcome as Outcome
    from perfeval.expressions import AWARDED as AWARDED
    from perfeval.expressions import FULL as FULL
    from perfeval.expressions import MEASURE as MEASURE
    from perfeval.expressions import Expr as Expr
    from perfeval.expressions import Function as Function
    from perfeval.expressions import Parameter as Parameter
    from perfeval.expressions import RuleFunction as RuleFunction
    from perfeval.expressions import Source as Source
    from perfeval.expressions import attainment as attainment
    from perfeval.expressions import bands as bands
    from perfeval.expressions import choose as choose
    from perfeval.expressions import clamp as clamp
    from perfeval.expressions import count as count
    from perfeval.expressions import deduct as deduct
    from perfeval.expressions import degree as degree
    from perfeval.expressions import floor_to as floor_to
    from perfeval.expressions import given as given
    from perfeval.expressions import is_missing as is_missing
    from perfeval.expressions import judged as judged
    from perfeval.expressions import lift as lift
    from perfeval.expressions import linear as linear
    from perfeval.expressions import max_of as max_of
    from perfeval.expressions import min_of as min_of
    from perfeval.expressions import optional as optional
    from perfeval.expressions import pairs as pairs
    from perfeval.expressions import proportional as proportional
    from perfeval.expressions import round_to as round_to
    from perfeval.expressions import share_of as share_of
    from perfeval.expressions import subject as subject
    from perfeval.expressions import total as total
    from perfeval.expressions import unknown as unknown
    from perfeval.expressions import weighted_mean as weighted_mean
    from perfeval.expressions import word as word
    from perfeval.expressions import words as words
    from perfeval.findings import Finding as Finding
    from perfeval.findings import FindingKind as FindingKind
    from perfeval.findings import FormatError as FormatError
    from perfeval.findings import NumberError as NumberError
    from perfeval.findings import Origin as Origin
    from perfeval.findings import PerfevalError as PerfevalError
    from perfeval.findings import PluginError as PluginError
    from perfeval.findings import RuleError as RuleError
    from perfeval.findings import SchemeError as SchemeError
    from perfeval.findings import SubmissionError as SubmissionError
    from perfeval.findings import Text as Text
    from perfeval.findings import UsageError as UsageError
    from perfeval.findings import WeightingError as WeightingError
    from perfeval.findings import say as say
    from perfeval.formats import Reader as Reader
    from perfeval.formats import Writer as Writer
    from perfeval.model import REVIEW_REASONS as REVIEW_REASONS
    from perfeval.model import Assignment as Assignment
    from perfeval.model import AveragingTable as AveragingTable
    from perfeval.model import Budget as Budget
    from perfeval.model import BudgetLine as BudgetLine
    from perfeval.model import Cap as Cap
    from perfeval.model import Deduction as Deduction
    from perfeval.model import Entity as Entity
    from perfeval.model import Evidence as Evidence
    from perfeval.model import Grade as Grade
    from perfeval.model import Grades as Grades
    from perfeval.model import Group as Group
    from perfeval.model import Indicator as Indicator
    from perfeval.model import Input as Input
    from perfeval.model import Judgement as Judgement
    from perfeval.model import NoCombination as NoCombination
    from perfeval.model import OpenGroup as OpenGroup
    from perfeval.model import Ordinal as Ordinal
    from perfeval.model import Project as Project
    from perfeval.model import Reading as Reading
    from perfeval.model import Review as Review
    from perfeval.model import ReviewReason as ReviewReason
    from perfeval.model import Scheme as Scheme
    from perfeval.model import SchemeChange as SchemeChange
    from perfeval.model import Staff as Staff
    from perfeval.model import Submission as Submission
    from perfeval.model import Sum as Sum
    from perfeval.model import Target as Target
    from perfeval.model import Task as Task
    from perfeval.model import WeakestLink as WeakestLink
    from perfeval.model import Weighting as Weighting
    from perfeval.model import by_weights as by_weights
    from perfeval.model import names as names
    from perfeval.model import scheme_changes as scheme_changes
    from perfeval.numbers import Money as Money
    from perfeval.plugins import Hooks as Hooks
    from perfeval.plugins import Host as Host
    from perfeval.plugins import SchemeFile as SchemeFile
    from perfeval.plugins import hookimpl as hookimpl

_ROOMS = {
    "api": (
        "audit audit_many compare evaluate evaluate_many evaluate_table explain explanation form list_schemes load "
        "load_evaluation load_review load_scheme read report review review_form save scheme"
    ),
    "auditing": "AuditResult Check ReviewResult ReviewedRow Setting",
    "evaluation": "Evaluation Explained Explanation Outcome",
    "expressions": (
        "AWARDED FULL MEASURE Expr Function Parameter RuleFunction Source attainment bands choose clamp count "
        "deduct degree floor_to given is_missing judged lift linear max_of min_of optional pairs proportional "
        "round_to share_of subject total unknown weighted_mean word words"
    ),
    "findings": (
        "Finding FindingKind FormatError NumberError Origin PerfevalError PluginError RuleError SchemeError "
        "SubmissionError Text UsageError WeightingError say"
    ),
    "formats": "Reader Writer",
    "model": (
        "REVIEW_REASONS Assignment AveragingTable Budget BudgetLine Cap Deduction Entity Evidence Grade Grades Group "
        "Indicator Input Judgement NoCombination OpenGroup Ordinal Project Reading Review ReviewReason Scheme "
        "SchemeChange Staff Submission Sum Target Task WeakestLink Weighting by_weights names scheme_changes"
    ),
    "numbers": "Money",
    "plugins": "Hooks Host SchemeFile hookimpl",
}
_HOMES = {name: room for room, names in _ROOMS.items() for name in names.split()}
__all__ = sorted(_HOMES)  # one table of names serves both


def __getattr__(name: str) -> "Any":
    if name == "__version__":
        found: Any = import_module("importlib.metadata").version("perfeval")
    elif name in _HOMES:
        found = getattr(import_module(f"perfeval.{_HOMES[name]}"), name)
    else:
        raise AttributeError(f"module 'perfeval' has no attribute {name!r}")
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
