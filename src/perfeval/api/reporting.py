"""Writes reports: evaluates, explains, and hands both to the writer that a suffix or a name chooses."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from attrs import field, frozen

from perfeval import formats
from perfeval.api.evaluating import evaluated, handed_in
from perfeval.api.files import placed
from perfeval.api.preparing import Options, Preparation
from perfeval.api.schemes import host_of
from perfeval.evaluation import Evaluation, Explained, Reported, explainer_of
from perfeval.findings import Lang, PerfevalError, UsageError, default_language, kind
from perfeval.formats import Writer, read_bytes, read_evaluation
from perfeval.model import Scheme, Submission
from perfeval.plugins import Host

Reportable = Submission | Evaluation | Explained | Reported | str | os.PathLike[str]
"""A submission or an evaluation, with or without its explanation, or the path of either's file."""

_ONE = (Submission, Evaluation, Explained, Reported, str, os.PathLike)
_SAVED = "perfeval.evaluation/"


def report(
    of: Reportable | Iterable[Reportable],
    path: str | os.PathLike[str] | None = None,
    scheme: Scheme | str | None = None,
    *,
    format: str | None = None,
    template: str | os.PathLike[str] | None = None,
    lang: Lang | None = None,
    host: Host | None = None,
    **options: Any,
) -> bytes:
    """Write a report: a page, a PDF, or what an installed writer makes.

    Args:
        of: a submission or the path of its file, which is evaluated and explained; or an evaluation, or the file of a
            saved one, whose report has no explanations. Several become one report, a table, where the writer has one.
        path: where the report goes, whole or not at all; its suffix chooses the writer. Without it nothing is written.
        scheme: as for `evaluate`.
        format: the name of a writer (`html`, `pdf`), where the suffix does not say it.
        template: the file of a template of your own, for writers that take one.
        lang: `zh` or `en`; by default that of `PERFEVAL_LANG`, else Chinese.
        host: as for `evaluate`.
        **options: as for `evaluate`.

    Returns:
        The bytes of the report.

    Raises:
        PerfevalError: as for `evaluate`; no such writer, or one that cannot do what is asked.

    Example:
        >>> import perfeval
        >>> page = perfeval.report("examples/foshan-2021/hmt-office.toml", format="html", lang="en")
        >>> '<span class="total">99.85</span>' in page.decode()
        True
    """
    host = host_of(host)
    writer = report_writer(path, format, host)
    reporting = Reporting(scheme, options, host)
    lang = lang or default_language()
    if isinstance(of, _ONE):
        data = report_of_one(reporting(of), writer, lang, template)
    else:
        data = report_of_many([reporting(each) for each in of], writer, lang)
    if path is not None:
        formats.write_atomic(Path(path), data)
    return data


def report_writer(path: str | os.PathLike[str] | None, format: str | None, host: Host) -> Writer:
    """The writer that a name or a suffix chooses.

    Raises:
        UsageError: no writer of that name, or neither a name nor a path.
        FormatError: no writer for that suffix.
    """
    if format is not None:
        return host.writers.get(format)
    with placed(path or ""):
        return host.writer_for(Path(path or "").suffix)


def report_of_one(
    reported: Reported, writer: Writer, lang: Lang, template: str | os.PathLike[str] | None = None
) -> bytes:
    """One evaluation in one report, in a template of one's own where its file is given.

    Raises:
        UsageError: the writer takes no template.
        FormatError: the template cannot be read, or has faults.
    """
    if template is None:
        return writer.reported(reported, lang)
    with placed(template):
        return writer.reported(reported, lang, read_bytes(Path(template)))


def report_of_many(reported: Iterable[Reported], writer: Writer, lang: Lang) -> bytes:
    """Several evaluations in one report.

    Raises:
        UsageError: the writer writes one evaluation to a file.
    """
    if writer.many is None:
        raise UsageError(kind("I404").at("", name=writer.name))
    return writer.many(tuple(reported), lang)


@frozen
class Reporting:
    """Makes what reports are made of; each scheme is prepared once for all of them."""

    scheme: Scheme | str | None
    options: Mapping[str, Any]
    host: Host
    prepare: Preparation = field(init=False)

    @prepare.default
    def _prepared(self) -> Preparation:
        return Preparation(self.scheme, Options(**self.options), self.host)

    def __call__(self, of: Reportable) -> Reported:
        """An evaluation with as much of its submission, scheme and explanation as can be had.

        Raises:
            PerfevalError: as for `evaluate`.
        """
        source = of if isinstance(of, str | os.PathLike) else None
        if isinstance(of, str | os.PathLike):
            saved = _saved(of)
            of = handed_in(os.fspath(of), self.host) if saved is None else saved
        if isinstance(of, Submission):
            prepared = self.prepare(of.scheme)
            found = evaluated(of, prepared, source)
            explained = explainer_of(prepared.scheme).explain(of, found)
            return Reported(found, explained, of, prepared.scheme)
        if self.scheme is not None or any(self.options.values()):
            what = of.entity if isinstance(of, Evaluation) else ""
            raise UsageError(kind("I406").at("", what=what))
        if isinstance(of, Explained):
            return Reported(of.evaluation, of)
        return of if isinstance(of, Reported) else Reported(of)


def _saved(path: str | os.PathLike[str]) -> Evaluation | None:
    """The evaluation in a file that holds one; None for any other file."""
    if Path(path).suffix.lower() != ".json":
        return None
    data = read_bytes(Path(path))
    try:
        found = json.loads(data, parse_float=str, parse_int=str)
    except (ValueError, RecursionError):  # whoever reads it as a submission says what is wrong
        return None
    named = found.get("format") if isinstance(found, dict) else None
    if not (isinstance(named, str) and named.startswith(_SAVED)):
        return None
    return read_evaluation(data, file=os.fspath(path))


@frozen
class ReportAttempt:
    """One of many files: what a report of it is made of, or its fault."""

    path: str
    """The file."""
    reported: Reported | None
    """None where the file could not be used."""
    error: PerfevalError | None
    """Why it could not."""


def attempted(path: str, reporting: Reporting) -> ReportAttempt:
    """A file, or its fault, which does not touch the others."""
    try:
        return ReportAttempt(path, reporting(path), None)
    except PerfevalError as error:
        return ReportAttempt(path, None, error)
