"""The pytest plugin: worked cases are collected as tests, and two fixtures are there. It loads in every run of pytest
in an environment with perfeval, so it imports perfeval only where somebody uses it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from perfeval.evaluation import Evaluation
    from perfeval.model import Submission
    from perfeval.plugins import Host
    from perfeval.testing.cases import Case


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Take files of cases: `*.toml` in a folder `cases`, and `*.cases.toml`, with the format line of cases."""
    if file_path.suffix != ".toml" or not (file_path.parent.name == "cases" or file_path.name.endswith(".cases.toml")):
        return None
    from perfeval.testing.running import is_case_file

    if not is_case_file(file_path):
        return None
    found: pytest.Collector = CaseCollector.from_parent(parent, path=file_path)
    return found


class Faulty(Exception):  # noqa: N818 - how a test failed, in words
    """What is wrong with a file or a case, ready to be shown."""


class CaseCollector(pytest.File):
    """A file of cases."""

    def collect(self) -> Iterator[pytest.Item]:
        """The cases, each a test."""
        from perfeval.findings import PerfevalError
        from perfeval.testing.cases import load_cases

        try:
            found = load_cases(_near(self.path))
        except PerfevalError as error:
            raise self.CollectError(str(error)) from None
        for case in found.cases:
            yield CaseItem.from_parent(self, name=case.name["zh"], case=case)


class CaseItem(pytest.Item):
    """A case as a test."""

    def __init__(self, *, case: Case, **about: Any) -> None:
        """Take the case."""
        super().__init__(**about)
        self.case = case

    def runtest(self) -> None:
        """Run the case."""
        from perfeval.testing.running import run_case
        from perfeval.testing.telling import result_text

        result = run_case(self.case)
        if not result.passed:
            raise Faulty(result_text(result))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What differs, without a traceback."""
        if isinstance(excinfo.value, Faulty):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where the case stands."""
        line = self.case.origin.line
        return self.path, None if line is None else line - 1, self.name


def _near(path: Path) -> Path:
    """The path from where the test run was started, if it leads down from there."""
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path


@pytest.fixture(scope="session")
def perfeval_host() -> Host:
    """The plugins that are installed; override it to register one that is not."""
    from perfeval.plugins import default_host

    return default_host()


@pytest.fixture
def evaluate_case(request: pytest.FixtureRequest, perfeval_host: Host) -> Callable[..., Evaluation]:
    """A function that evaluates what is handed in, with the plugins of `perfeval_host`.

    It takes a submission, plain values, a TOML text, or the name of a file beside the test; then a scheme and options
    as `perfeval.evaluate` does.
    """
    from perfeval.api import evaluate

    folder = request.path.parent

    def run(submission: Submission | Mapping[str, Any] | str | Path, scheme: Any = None, **options: Any) -> Evaluation:
        return evaluate(_handed(submission, folder, perfeval_host), scheme, host=perfeval_host, **options)

    return run


def _handed(given: Submission | Mapping[str, Any] | str | Path, folder: Path, host: Host) -> Submission:
    from perfeval.api import load
    from perfeval.formats import SUBMISSION, read_submission

    if isinstance(given, Mapping):
        return read_submission({"format": SUBMISSION, **given})
    if isinstance(given, str) and "\n" in given:
        return read_submission(given)
    return load(folder / given, host=host) if isinstance(given, str | Path) else given
