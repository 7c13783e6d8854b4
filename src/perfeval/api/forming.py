"""Forms to fill in, for a scheme by its id as well."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from perfeval.api.schemes import scheme as scheme_named
from perfeval.findings import Finding, Lang, default_language
from perfeval.formats import filled, read_bytes
from perfeval.model import Scheme, Submission
from perfeval.plugins import Host


def form(
    scheme: Scheme | str,
    submission: Submission | None = None,
    *,
    lang: Lang | None = None,
    classified: bool = False,
    host: Host | None = None,
) -> bytes:
    """A workbook (XLSX) to fill in, made from what a scheme asks for; `load` reads it back.

    Args:
        scheme: a scheme, or the id of a registered one.
        submission: what is filled in already.
        lang: the language of labels and notes; by default that of `PERFEVAL_LANG`, else Chinese.
        classified: whether names and amounts of classified projects are filled in; withheld by default.
        host: the plugins to look the id up in; by default all that are installed.

    Raises:
        UsageError: no such scheme, or the extra `excel` is not installed.
        SubmissionError: a text of the submission that no file can hold.

    Example:
        >>> import pathlib, tempfile
        >>> import perfeval
        >>> office = perfeval.load("examples/foshan-2021/hmt-office.toml")
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = pathlib.Path(folder, "form.xlsx")
        ...     path.write_bytes(perfeval.form("foshan-2021", office, classified=True)) > 0
        ...     perfeval.load(path) == office
        True
        True
    """
    found = scheme_named(scheme, host=host) if isinstance(scheme, str) else scheme
    return filled.form(found, submission, lang=lang, classified=classified)


def annotated_form(path: str | os.PathLike[str], findings: Iterable[Finding], *, lang: Lang | None = None) -> bytes:
    """A copy of a form that was filled in, with a comment at each cell that a finding is about.

    Raises:
        FormatError: it is no form, or cannot be read.
        UsageError: the extra `excel` is not installed.
    """
    data = read_bytes(Path(path))
    return filled.annotated(data, findings, lang or default_language(), os.fspath(path))
