"""Reads and audits published files: joins readers, checks, schemes and settings."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from attrs import evolve, frozen

from perfeval.api.schemes import host_of
from perfeval.auditing import AuditResult, Check, Configuration, audit_reading, chosen, configuration_of
from perfeval.findings import FormatError, PerfevalError, Text, UsageError, kind
from perfeval.formats import read_bytes, read_configuration
from perfeval.model import Reading, Scheme
from perfeval.plugins import Host

FORMS = "mof-2020-project"
"""The scheme whose rules forms share; they are held against it where nobody names another."""

Published = Reading | str | os.PathLike[str]
"""What was read, or the path of a published file."""


def read(path: str | os.PathLike[str], *, host: Host | None = None) -> Reading:
    """Read what is printed in a published file, right or wrong.

    Args:
        path: a workbook, a Word file, a PDF with text, a text or CSV file, or a submission in TOML or JSON.
        host: the plugins to take the reader from, by default all that are installed.

    Raises:
        FormatError: no reader for the suffix, or a file that cannot be read: a scan, a password, a broken file.

    Example:
        >>> import perfeval
        >>> perfeval.read("examples/audit/library.xlsx").sheets[0].project
        '图书馆免费开放'
    """
    reader = host_of(host).reader_for(Path(path).suffix)
    return reader.printed(read_bytes(Path(path)), os.fspath(path))


def audit(
    published: Published,
    scheme: Scheme | str | None = None,
    *,
    checks: Iterable[str] | None = None,
    config: Configuration | str | os.PathLike[str] | None = None,
    host: Host | None = None,
) -> AuditResult:
    """Audit a published file: recompute what can be recomputed, and report each contradiction with its place.

    Args:
        published: the path of a file, or what `read` read.
        scheme: the scheme to hold it against, or the id of a registered one. Without one, forms are held against the
            rules that forms share (`mof-2020-project`), the text of a report against none.
        checks: what to look for: ids of checks, codes of findings, letters of families; all by default.
        config: settings of checks and silenced findings, or the path of a `perfeval.toml`.
        host: the plugins to use, by default all that are installed.

    Raises:
        FormatError: the file cannot be read.
        UsageError: no such scheme or check.

    Example:
        >>> import perfeval
        >>> found = perfeval.audit("examples/audit/library.xlsx")
        >>> [(finding.code, finding.origin.cell) for finding in found.findings if finding.severity == "error"]
        [('B102', 'G6'), ('S204', 'G14'), ('S202', 'G16')]
    """
    return Auditor.of(scheme, checks=checks, config=config, host=host_of(host))(published)


@frozen
class Auditor:
    """Everything that the audits of many files share."""

    host: Host
    checks: tuple[Check, ...]
    scheme: Scheme | None
    named: bool
    config: Configuration

    @classmethod
    def of(
        cls,
        scheme: Scheme | str | None,
        *,
        checks: Iterable[str] | None,
        config: Configuration | str | os.PathLike[str] | None,
        host: Host,
    ) -> Auditor:
        """Look up what is named."""
        known = tuple(entry.item for entry in host.checks)
        settled = _configuration(config, known)
        if checks is not None:
            settled = evolve(settled, checks=_known(tuple(checks), known))
        named = host.schemes.get(scheme) if isinstance(scheme, str) else scheme
        held = named if named is not None else host.schemes.get(FORMS) if FORMS in host.schemes else None
        return cls(host, chosen(settled, known), held, named is not None, settled)

    def __call__(self, published: Published) -> AuditResult:
        """Audit one file."""
        reading = published if isinstance(published, Reading) else read(published, host=self.host)
        settings, silences = self.config.settings, self.config.silences
        return audit_reading(reading, self.checks, self.scheme, named=self.named, settings=settings, silences=silences)


def _configuration(config: Configuration | str | os.PathLike[str] | None, checks: Sequence[Check]) -> Configuration:
    if config is None:
        return Configuration()
    if isinstance(config, Configuration):
        return config
    return read_configuration(read_bytes(Path(config)), checks, file=os.fspath(config))


def _known(names: tuple[str, ...], checks: Sequence[Check]) -> tuple[str, ...]:
    """The names of checks, if all are known.

    Raises:
        UsageError: those that are not.
    """
    try:
        return configuration_of({"audit": {"checks": list(names)}}, checks).checks
    except FormatError as error:
        raise UsageError(evolve(finding, location="checks") for finding in error.findings) from error


@frozen
class AuditAttempt:
    """One of many audits: the file, and what was found in it or why it could not be read."""

    path: str
    """The file."""
    result: AuditResult | None
    """What was found, None where the file could not be read."""
    error: PerfevalError | None
    """Why it could not."""


def audit_many(
    paths: Iterable[str | os.PathLike[str]],
    scheme: Scheme | str | None = None,
    *,
    checks: Iterable[str] | None = None,
    config: Configuration | str | os.PathLike[str] | None = None,
    processes: int = 1,
    host: Host | None = None,
) -> Iterator[AuditAttempt]:
    """Audit many files; the fault of one does not touch the others.

    Args:
        paths: the files; results come in their order.
        scheme: as for `audit`.
        checks: as for `audit`.
        config: as for `audit`.
        processes: how many files are worked on at once, each in a process of its own. More than one needs the plugins
            that are installed, so that `host` cannot be given with it.
        host: the plugins to use, by default all that are installed.

    Raises:
        UsageError: no such scheme or check, or processes with a host.

    Example:
        >>> import perfeval
        >>> [len(attempt.result.findings) for attempt in perfeval.audit_many(["examples/audit/library.xlsx"])]
        [4]
    """
    if processes > 1 and host is not None:
        detail = Text("多个进程只能用已安装的插件", "several processes have the plugins that are installed, no others")
        raise UsageError(kind("I114").at("processes", detail=detail))
    auditor = Auditor.of(scheme, checks=checks, config=config, host=host_of(host))
    listed = [os.fspath(path) for path in paths]
    if processes <= 1:
        yield from map(partial(_attempt, auditor), listed)
        return
    asked = (scheme, None if checks is None else tuple(checks), auditor.config)
    context = get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context, initializer=_begin, initargs=asked) as pool:
        yield from pool.map(_attempt_here, listed, chunksize=_CHUNK)


_CHUNK = 8
_NOTES = {".md", ".text"}
_here: list[Auditor] = []


def _begin(scheme: Scheme | str | None, checks: Sequence[str] | None, config: Configuration) -> None:
    """Make a process ready: every file of its is audited alike."""
    _here[:] = [Auditor.of(scheme, checks=checks, config=config, host=host_of(None))]


def _attempt_here(path: str) -> AuditAttempt:
    return _attempt(_here[0], path)


def _attempt(auditor: Callable[[Published], AuditResult], path: str) -> AuditAttempt:
    try:
        return AuditAttempt(path, auditor(path), None)
    except PerfevalError as error:
        return AuditAttempt(path, None, error)


def published_files(paths: Iterable[str | os.PathLike[str]], *, host: Host | None = None) -> tuple[str, ...]:
    """The files named, and of folders all published files below them, in the order of their names.

    Left out of folders are submissions, notes in Markdown, hidden files, and what office programs leave beside an open
    document (`~$form.xlsx`).
    """
    known = {entry.id for entry in host_of(host).readers if entry.item.reading is not None} - _NOTES
    found: list[str] = []
    for path in map(Path, paths):
        if path.is_dir():
            below = sorted(each for each in path.rglob("*") if each.suffix.lower() in known and each.is_file())
            found += [os.fspath(each) for each in below if not each.name.startswith((".", "~$"))]
        else:
            found.append(os.fspath(path))
    return tuple(dict.fromkeys(found))
