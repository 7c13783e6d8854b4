"""The test kit for authors of schemes: a contract to subclass, submissions to generate, worked cases to run.

Names are loaded when they are first used. The contract and the strategies need pytest and hypothesis (the extra
`test`); running cases needs neither.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from perfeval.testing.agreement import Engine as Engine
    from perfeval.testing.agreement import disagreements as disagreements
    from perfeval.testing.agreement import engines as engines
    from perfeval.testing.cases import CASES as CASES
    from perfeval.testing.cases import Case as Case
    from perfeval.testing.cases import CaseFile as CaseFile
    from perfeval.testing.cases import load_cases as load_cases
    from perfeval.testing.cases import read_cases as read_cases
    from perfeval.testing.doubting import DoubtWarning as DoubtWarning
    from perfeval.testing.expected import Mismatch as Mismatch
    from perfeval.testing.reaching import Branch as Branch
    from perfeval.testing.reaching import Reached as Reached
    from perfeval.testing.reaching import Standing as Standing
    from perfeval.testing.running import Report as Report
    from perfeval.testing.running import Result as Result
    from perfeval.testing.running import case_files as case_files
    from perfeval.testing.running import run_case as run_case
    from perfeval.testing.running import run_cases as run_cases
    from perfeval.testing.strategies import complete_submissions as complete_submissions
    from perfeval.testing.strategies import submissions as submissions
    from perfeval.testing.suite import SchemeContract as SchemeContract
    from perfeval.testing.telling import report_document as report_document
    from perfeval.testing.telling import report_text as report_text
    from perfeval.testing.telling import result_text as result_text

_MODULES = {
    "agreement": "Engine disagreements engines",
    "cases": "CASES Case CaseFile load_cases read_cases",
    "doubting": "DoubtWarning",
    "expected": "Mismatch",
    "reaching": "Branch Reached Standing",
    "running": "Report Result case_files run_case run_cases",
    "strategies": "complete_submissions submissions",
    "suite": "SchemeContract",
    "telling": "report_document report_text result_text",
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names.split()}
__all__ = [
    "CASES",
    "Branch",
    "Case",
    "CaseFile",
    "DoubtWarning",
    "Engine",
    "Mismatch",
    "Reached",
    "Report",
    "Result",
    "SchemeContract",
    "Standing",
    "case_files",
    "complete_submissions",
    "disagreements",
    "engines",
    "load_cases",
    "read_cases",
    "report_document",
    "report_text",
    "result_text",
    "run_case",
    "run_cases",
    "submissions",
]

if "pytest" in sys.modules:  # it rewrites asserts only of what it was told of before the import
    sys.modules["pytest"].register_assert_rewrite(f"{__name__}.suite")


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    return found


def __dir__() -> list[str]:
    return list(__all__)
