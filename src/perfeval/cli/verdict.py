"""What is to be said of a file: what it is, whether it can be used, what was found in it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from attrs import evolve, frozen

from perfeval.api import evaluate, load, load_evaluation, load_review, scheme_doubts
from perfeval.cli import exits
from perfeval.expressions import suggestion
from perfeval.findings import Finding, FormatError, Origin, PerfevalError, Text, join, kind, say
from perfeval.formats import EVALUATION, REVIEW, SCHEME, SUBMISSION, format_of, read_bytes
from perfeval.model import Scheme

What = Literal["submission", "scheme", "evaluation", "review", "file"]
_WHAT: dict[str, What] = {
    SUBMISSION.partition("/")[0]: "submission",
    SCHEME.partition("/")[0]: "scheme",
    EVALUATION.partition("/")[0]: "evaluation",
    REVIEW.partition("/")[0]: "review",
}

_FORMATS = (
    (f'format = "{SUBMISSION}"', Text("提交", "a submission")),
    (f'format = "{SCHEME}"', Text("方案", "a scheme")),
    (f'format = "{EVALUATION}"', Text("评价结果", "an evaluation")),
    (f'format = "{REVIEW}"', Text("复核", "a review")),
)


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
            found = scheme_doubts(path)
            return Verdict(path, what, exits.of_findings(found), found)
        if what == "evaluation":
            load_evaluation(path)
            return Verdict(path, what, exits.FINE)
        if what == "review":
            load_review(path)
            return Verdict(path, what, exits.FINE)
        return _submission(path, scheme)
    except PerfevalError as error:
        return Verdict(path, what, exits.UNUSABLE, error.findings)


def _what(path: str) -> What:
    suffix = Path(path).suffix.lower()
    if suffix not in (".toml", ".json"):
        return "submission"  # whatever a plugin reads
    found = format_of(read_bytes(path), file=path, syntax="json" if suffix == ".json" else "toml")
    name = found.partition("/")[0]
    if name not in _WHAT:
        raise FormatError(evolve(_no_format(found), origin=Origin(path)))
    return _WHAT[name]


def _no_format(found: str) -> Finding:
    """What to say of a file that does not tell what it is."""
    options = join((say("{it}（{what}）", "{it} ({what})", it=it, what=what) for it, what in _FORMATS), "、", ", ")
    if found:
        fault = kind("I109").at("format", found=found[:80], wanted=options)
        near = suggestion(found, dict(_FORMATS))
        return evolve(fault, advice=near) if near else fault
    advice = say("第一行写明是什么：{all}", "let the first line say what it is: {all}", all=options)
    return evolve(kind("I104").at("format", key="format"), advice=advice)


def _submission(path: str, scheme: Scheme | str | None) -> Verdict:
    submission = load(path)
    if scheme is None and not submission.scheme:
        return Verdict(path, "submission", exits.FINE)
    try:
        found = evaluate(submission, scheme)
    except PerfevalError as error:
        return Verdict(path, "submission", exits.of_error(error), error.findings)
    return Verdict(path, "submission", exits.of_evaluation(found), found.findings, found.scheme, found.complete)
