"""Reviews self-evaluations: joins files, host, schemes and the review itself."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from attrs import evolve

from perfeval import auditing, formats, reports
from perfeval.api.evaluating import Handed, handed_in, identity_of
from perfeval.api.files import syntax_of
from perfeval.api.preparing import Options, Preparation, Prepared
from perfeval.api.schemes import host_of
from perfeval.auditing import ReviewResult
from perfeval.findings import Lang, Origin, SubmissionError, default_language
from perfeval.formats import read_bytes
from perfeval.formats.review_forms import read_review_form
from perfeval.model import REVIEW_REASONS, Review, ReviewReason, Scheme
from perfeval.plugins import Host

_FORMS = (".xlsx", ".xlsm")


def review(
    submission: Handed,
    reviewed: Review | str | os.PathLike[str],
    scheme: Scheme | str | None = None,
    *,
    reasons: Iterable[ReviewReason] = (),
    host: Host | None = None,
    **options: Any,
) -> ReviewResult:
    """Review a self-evaluation: evaluate it as it was handed in and as the reviewer sees it, and check the review.

    Args:
        submission: what was handed in, or the path of its file.
        reviewed: what the reviewer found instead: a review, or the path of one in TOML or JSON, or of a filled-in form.
        scheme: a scheme, or the id of a registered one; by default the one that the submission or the review names.
        reasons: reason codes beside those of `REVIEW_REASONS`.
        host: the plugins to use, by default all that are installed.
        **options: as for `evaluate`; they hold for both evaluations.

    Raises:
        PerfevalError: a file, the scheme or an option cannot be used, or the review speaks of what is not there; every
            mistake at once.

    Example:
        >>> import perfeval
        >>> own, seen = "examples/review/library.toml", "examples/review/library.review.toml"
        >>> result = perfeval.review(own, seen)
        >>> result.own.total, result.reviewed.total, [finding.code for finding in result.findings]
        (Decimal('94.11'), Decimal('83.97'), ['R402', 'R406'])
    """
    host = host_of(host)
    handed = handed_in(submission, host)
    seen = reviewed if isinstance(reviewed, Review) else load_review(reviewed)
    prepared = Preparation(scheme, Options(**options), host)(handed.scheme or seen.scheme)
    try:
        found = auditing.review(handed, seen, prepared.scheme, reasons=(*REVIEW_REASONS, *reasons), **_asked(prepared))
    except SubmissionError as error:
        origin = None if isinstance(reviewed, Review) else Origin(os.fspath(reviewed))
        raise SubmissionError(evolve(f, origin=f.origin or origin) for f in error.findings) from error
    host.notify(found.own)
    host.notify(found.reviewed)
    return found


def review_form(
    submission: Handed,
    scheme: Scheme | str | None = None,
    *,
    reasons: Iterable[ReviewReason] = (),
    lang: Lang | None = None,
    host: Host | None = None,
    **options: Any,
) -> bytes:
    """The workbook that a reviewer fills in: the self-evaluation shown and locked, the review asked for beside it.

    Args:
        submission: what was handed in, or the path of its file.
        scheme: a scheme, or the id of a registered one; by default the one that the submission names.
        reasons: reason codes beside those of `REVIEW_REASONS`.
        lang: the language of the form; by default that of `PERFEVAL_LANG`, else Chinese.
        host: the plugins to use, by default all that are installed.
        **options: as for `evaluate`.

    Raises:
        PerfevalError: the file, the scheme or an option cannot be used, or the extra `excel` is not installed.

    Example:
        >>> import perfeval
        >>> perfeval.review_form("examples/review/library.toml")[:2]
        b'PK'
    """
    host = host_of(host)
    handed = handed_in(submission, host)
    prepared = Preparation(scheme, Options(**options), host)(handed.scheme)
    form = auditing.review_form_of(handed, prepared.scheme, reasons=(*REVIEW_REASONS, *reasons), **_asked(prepared))
    return reports.review_form(form, lang or default_language())


def load_review(path: str | os.PathLike[str]) -> Review:
    """Read a review from a TOML or JSON file, or from a form that a reviewer filled in.

    Raises:
        FormatError: a file that cannot be read as a review.
        SubmissionError: every mistake in it at once, each with its place.

    Example:
        >>> import perfeval
        >>> perfeval.load_review("examples/review/library.review.toml").reviewer
        '示例会计师事务所'
    """
    data, file = read_bytes(Path(path)), os.fspath(path)
    if Path(path).suffix.lower() in _FORMS:
        return read_review_form(data, file=file)
    return formats.read_review(data, file=file, syntax=syntax_of(path))


def _asked(prepared: Prepared) -> dict[str, Any]:
    asked = prepared.asked
    return {
        "not_applicable": asked.not_applicable,
        "on_missing": asked.on_missing,
        "identity": identity_of(prepared),
    }
