"""What is to be said of a file: what it is, whether it can be used, what was found in it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from attrs import frozen

from perfeval.api import evaluate, load, load_evaluation, load_scheme
from perfeval.cli import exits
from perfeval.findings import Finding, PerfevalError
from perfeval.formats import EVALUATION, SCHEME, SUBMISSION, format_of, read_bytes
from perfeval.model import Scheme, doubts

What = Literal["submission", "scheme", "evaluation", "file"]
_WHAT: dict[str, What] = {
    SUBMISSION.partition("/")[0]: "submission",
    SCHEME.partition("/")[0]: "scheme",
    EVALUATION.partition("/")[0]: "evaluation",
}


@frozen
class Verdict:
    """A file that was checked."""

    file: str
    """Its path."""
    what: What
    """What it is; `file` where that cannot be told."""
    code: int
    """The exit code for this file."""
    findings: tuple[Finding, ...] = ()
    """What is wrong with it, or doubtful."""
    scheme: str | None = None
    """The scheme that a submission was checked against."""
    complete: bool | None = None
    """Whether a submission gives all that its scheme asks for."""

    @property
    def valid(self) -> bool:
        """Whether it can be used."""
        return self.code <= exits.DOUBTFUL


def verdict_on(path: str, scheme: Scheme | str | None) -> Verdict:
    """Check a file; a submission also against the scheme that is given or that it names."""
    what: What = "file"
    try:
        what = _what(path)
        if what == "scheme":
            found = doubts(load_scheme(path))
            return Verdict(path, what, exits.of_findings(found), found)
        if what == "evaluation":
            load_evaluation(path)
            return Verdict(path, what, exits.FINE)
        return _submission(path, scheme)
    except PerfevalError as error:
        return Verdict(path, what, exits.UNUSABLE, error.findings)


def _what(path: str) -> What:
    suffix = Path(path).suffix.lower()
    if suffix not in (".toml", ".json"):
        return "submission"  # whatever a plugin reads
    found = format_of(read_bytes(path), file=path, syntax="json" if suffix == ".json" else "toml")
    return _WHAT.get(found.partition("/")[0], "file")


def _submission(path: str, scheme: Scheme | str | None) -> Verdict:
    submission = load(path)
    if scheme is None and not submission.scheme:
        return Verdict(path, "submission", exits.FINE)
    try:
        found = evaluate(submission, scheme)
    except PerfevalError as error:
        return Verdict(path, "submission", exits.of_error(error), error.findings)
    return Verdict(path, "submission", exits.of_evaluation(found), found.findings, found.scheme, found.complete)
