"""Running worked cases: each against its scheme, and all together against the scheme's rules."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from perfeval import api
from perfeval.evaluation import Evaluation, explanation_text
from perfeval.findings import Finding, FormatError, Origin, PerfevalError, Text, kind
from perfeval.formats import read_bytes
from perfeval.model import Scheme
from perfeval.plugins import Host, default_host
from perfeval.testing.cases import Case, load_cases
from perfeval.testing.expected import Mismatch, mismatches, refusal_mismatches
from perfeval.testing.reaching import Standing, standing

Evaluate = Callable[..., Evaluation]

_OURS: Final = re.compile(rb"^\s*[\"']?format[\"']?\s*[=:]\s*[\"']perfeval\.case", re.MULTILINE)
_ELSEWHERE = {"__pycache__", "build", "dist", "node_modules", "site-packages", "venv"}


@frozen
class Result:
    """What became of one case."""

    case: Case
    """The case."""
    evaluation: Evaluation | None = None
    """The evaluation, None where there is none."""
    mismatches: tuple[Mismatch, ...] = ()
    """What came out differently."""
    findings: tuple[Finding, ...] = ()
    """Why nothing could be evaluated, where the case does not expect that."""
    because: tuple[Text, ...] = ()
    """The explanation of each outcome that came out differently."""

    @property
    def passed(self) -> bool:
        """Whether everything is as the case expects it."""
        return not self.mismatches and not self.findings


@frozen
class Report:
    """What became of all cases, and how far they reach into the rules of their schemes."""

    results: tuple[Result, ...]
    """The cases, in the order of the files."""
    faults: tuple[tuple[str, tuple[Finding, ...]], ...]
    """Files that cannot be read, with what is wrong with them."""
    standings: tuple[Standing, ...]
    """What the cases reach, scheme by scheme."""

    @property
    def passed(self) -> bool:
        """Whether every file can be read and every case passes."""
        return not self.faults and all(result.passed for result in self.results)


def run_case(case: Case, *, host: Host | None = None, evaluate: Evaluate = api.evaluate) -> Result:
    """Run one case.

    Args:
        case: the case.
        host: the plugins to use, by default all that are installed.
        evaluate: what evaluates it; takes what `perfeval.evaluate` takes.
    """
    if case.refusal is not None:
        return Result(case, mismatches=refusal_mismatches(case.refusal.findings, case.expected))
    asked: dict[str, Any] = {"host": host, **case.options}
    try:
        found = evaluate(case.submission, case.scheme, **asked)
    except PerfevalError as error:
        if case.expected.refused is not None:
            return Result(case, mismatches=refusal_mismatches(error.findings, case.expected))
        return Result(case, findings=error.findings)
    wrong = mismatches(found, case.expected)
    return Result(case, found, wrong, because=tuple(_because(case, wrong, asked)))


def _because(case: Case, wrong: Iterable[Mismatch], asked: dict[str, Any]) -> Iterator[Text]:
    ids = dict.fromkeys(mismatch.outcome for mismatch in wrong if mismatch.outcome)
    if not ids or case.submission is None:
        return
    explained = api.explanation(case.submission, case.scheme, **asked)
    for id in ids:
        found = api.explanation_of(explained, id)
        yield Text(explanation_text(found, "zh"), explanation_text(found, "en"))


def run_cases(paths: Iterable[str | os.PathLike[str]] = (".",), *, host: Host | None = None) -> Report:
    """Run the cases in files and folders; a file that cannot be read does not touch the others.

    Args:
        paths: files of cases, and folders that are searched for them: `*.toml` in a folder `cases`, `*.cases.toml`.
        host: the plugins to use, by default all that are installed.

    Raises:
        FormatError: a path that does not exist, or no file of cases at all.

    Example:
        >>> from perfeval.testing import report_text, run_cases
        >>> report = run_cases(["examples/town-2024"])
        >>> report.passed
        True
        >>> print(report_text(report, "en").splitlines()[0])
        examples/town-2024/office.cases.toml
    """
    host = default_host() if host is None else host
    results: list[Result] = []
    faults: list[tuple[str, tuple[Finding, ...]]] = []
    for path in case_files(paths):
        try:
            found = load_cases(path, host=host)
        except PerfevalError as error:
            faults.append((path, error.findings))
        else:
            results += (run_case(case, host=host) for case in found.cases)
    return Report(tuple(results), tuple(faults), tuple(_standings(results, host)))


def case_files(paths: Iterable[str | os.PathLike[str]]) -> tuple[str, ...]:
    """The files of cases that paths lead to, each once.

    Raises:
        FormatError: a path that does not exist, or no file at all.
    """
    named = [os.fspath(path) for path in paths]
    found = dict.fromkeys(file for path in named for file in (_searched(path) if os.path.isdir(path) else [path]))
    if not found:
        detail = Text("没有找到用例文件", "there is no file of cases")
        advice = Text(
            "用例放在 cases 文件夹，或命名为 *.cases.toml", "put cases in a folder cases, or name the file *.cases.toml"
        )
        raise FormatError(kind("I112").at("", origin=Origin(", ".join(named)), detail=detail, advice=advice))
    for file in found:
        read_bytes(file)
    return tuple(found)


def _searched(folder: str) -> Iterator[str]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _ELSEWHERE)
        for name in sorted(files):
            path = Path(here, name)
            if is_case_file(path):
                yield os.fspath(path)


def is_case_file(path: Path) -> bool:
    """Whether a file is one of cases: by its name, and by its `format` line."""
    named = path.suffix == ".toml" and (path.parent.name == "cases" or path.name.endswith(".cases.toml"))
    if not named:
        return False
    try:
        return _OURS.search(path.read_bytes()) is not None
    except OSError:
        return False


def _standings(results: Iterable[Result], host: Host) -> Iterator[Standing]:
    schemes: dict[str, tuple[Scheme, list[Result]]] = {}
    for result in results:
        named = result.case.scheme
        if result.evaluation is not None and named is not None:
            scheme = named if isinstance(named, Scheme) else host.schemes.get(named)
            schemes.setdefault(scheme.digest, (scheme, []))[1].append(result)
    for scheme, own in schemes.values():
        yield standing(scheme, [(r.case, r.evaluation) for r in own if r.evaluation is not None])
