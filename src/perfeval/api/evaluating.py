"""Evaluates submissions: joins files, host, plan and engine, and tells observers."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from perfeval.api.files import load
from perfeval.api.preparing import Options, Preparation, Prepared
from perfeval.api.schemes import host_of
from perfeval.evaluation import Evaluation, Identity, engine_of
from perfeval.findings import Finding, PerfevalError
from perfeval.formats import read_bytes
from perfeval.model import Scheme, Submission
from perfeval.plugins import Host

Handed = Submission | str | os.PathLike[str]
"""A submission, or the path of its file."""


def evaluate(
    submission: Handed, scheme: Scheme | str | None = None, *, host: Host | None = None, **options: Any
) -> Evaluation:
    """Evaluate a submission.

    Args:
        submission: a submission, or the path of a file that a reader reads.
        scheme: a scheme, or the id of a registered one; by default the one that the submission names.
        host: the plugins to use, by default all that are installed.
        **options: see `Options`: `not_applicable`, `on_missing`, `parameters`, `points`, `weighting`, `weighting_data`.

    Raises:
        PerfevalError: the file, the scheme or an option cannot be used; every mistake at once.

    Example:
        >>> import perfeval
        >>> perfeval.evaluate("examples/foshan-2021/hmt-office.toml").total
        Decimal('99.85')
    """
    host = host_of(host)
    handed = handed_in(submission, host)
    return evaluated(handed, Preparation(scheme, Options(**options), host)(handed.scheme), submission)


@frozen
class Attempt:
    """One of many evaluations: the file, and its evaluation or its fault."""

    path: str
    """The file."""
    evaluation: Evaluation | None
    """The evaluation, None where the file could not be used."""
    error: PerfevalError | None
    """Why it could not."""


def evaluate_many(
    paths: Iterable[str | os.PathLike[str]],
    scheme: Scheme | str | None = None,
    *,
    host: Host | None = None,
    **options: Any,
) -> Iterator[Attempt]:
    """Evaluate many files one after another; the fault of one does not touch the others.

    Example:
        >>> import perfeval
        >>> [a.evaluation.grade for a in perfeval.evaluate_many(["examples/foshan-2021/hmt-office.toml"])]
        ['优']
    """
    prepared = Preparation(scheme, Options(**options), host_of(host))
    for path in paths:
        try:
            handed = handed_in(path, prepared.host)
            yield Attempt(os.fspath(path), evaluated(handed, prepared(handed.scheme), path), None)
        except PerfevalError as error:
            yield Attempt(os.fspath(path), None, error)


def handed_in(submission: Handed, host: Host) -> Submission:
    """A submission, read from its file where it is one."""
    return submission if isinstance(submission, Submission) else load(submission, host=host)


def evaluated(submission: Submission, prepared: Prepared, source: Handed | None = None) -> Evaluation:
    """The evaluation of a submission by a scheme that was prepared; observers are told.

    Args:
        submission: the submission.
        prepared: the scheme.
        source: what it was read from; a form may have been made for the scheme as it was.
    """
    found = engine_of(prepared.scheme).evaluate(
        submission,
        not_applicable=prepared.asked.not_applicable,
        on_missing=prepared.asked.on_missing,
        identity=identity_of(prepared),
    )
    if told := _outdated(source, prepared):
        found = evolve(found, findings=(*told, *found.findings))
    prepared.host.notify(found)
    return found


def _outdated(source: Handed | None, prepared: Prepared) -> tuple[Finding, ...]:
    if source is None or isinstance(source, Submission) or Path(source).suffix.lower() != ".xlsx":
        return ()
    from perfeval.formats.filled import is_form, outdated  # what opens workbooks is large

    data = read_bytes(Path(source))
    return outdated(data, prepared.base, os.fspath(source)) if is_form(data) else ()


def identity_of(prepared: Prepared) -> Identity:
    """Which perfeval and which plugin an evaluation is made by."""
    return Identity(_version(), prepared.origin)


@cache
def _version() -> str:
    return version("perfeval")
