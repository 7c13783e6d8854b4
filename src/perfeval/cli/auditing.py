"""`perfeval audit`: what does not add up in published files, and where."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from perfeval.api import AuditAttempt, audit_many, published_files
from perfeval.cli import exits
from perfeval.cli.audited import audit_text, audits_table
from perfeval.cli.options import FILE, SCHEME, is_file, scheme_from, settled
from perfeval.cli.progress import watched
from perfeval.cli.screen import Screen
from perfeval.cli.settings import Settings
from perfeval.findings import Finding
from perfeval.formats import audit_document, audits_document, write_atomic
from perfeval.reports import audit_workbook

CONFIG = "perfeval.toml"
_FEW = 8


@click.command("audit")
@click.argument("paths", nargs=-1, required=True, type=FILE, metavar="FILE|FOLDER...")
@SCHEME
@click.option(
    "--check",
    "checks",
    multiple=True,
    metavar="CODE|ID",
    help="Look for these only; may be repeated. 只查这些代码或检查；可重复。",
)
@click.option(
    "--config",
    type=FILE,
    metavar="FILE",
    help=f"Settings of checks and silenced findings; by default {CONFIG} where it lies in the current folder."
    " 检查的参数和不再提示的发现。",
)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    help="How many files at once; by default as many as processors for more than a few. 同时处理几个文件。",
)
@settled("text", "json", "xlsx")
def audit(
    settings: Settings,
    paths: Sequence[str],
    scheme: str | None,
    checks: Sequence[str],
    config: str | None,
    jobs: int | None,
) -> int:
    """Audit published files (审核): workbooks, Word files, PDFs, text and CSV.

    Everything that can be recomputed is, and each contradiction is reported with its place. Of a FOLDER all files below
    it are audited. A file that cannot be read does not stop the others.
    """
    settings.spare([path for path in paths if not Path(path).is_dir()])
    chosen = scheme_from(scheme) if scheme is not None and is_file(scheme) else scheme
    config = config or (CONFIG if Path(CONFIG).is_file() else None)
    files = published_files(paths)
    at_once = jobs or (1 if len(files) <= _FEW else os.cpu_count() or 1)
    running = audit_many(files, chosen, checks=checks or None, config=config, processes=at_once)
    attempts = list(watched(running, len(files)))
    for attempt in attempts:
        if attempt.error is not None:
            settings.complain(attempt.error.findings, attempt.path)
    if settings.format == "xlsx":
        _workbook(settings, attempts)
    else:
        settings.publish(lambda screen: _text(attempts, settings, screen), lambda: _document(attempts, settings))
    return max((_code(attempt) for attempt in attempts), default=exits.FINE)


def _workbook(settings: Settings, attempts: Sequence[AuditAttempt]) -> None:
    if settings.output is None:
        raise click.BadParameter("a workbook needs a file: -o OUT.xlsx", param_hint="'--format'")
    results = [attempt.result for attempt in attempts if attempt.result is not None]
    lost = {attempt.path: attempt.error.findings for attempt in attempts if attempt.error is not None}
    write_atomic(settings.output, audit_workbook(results, settings.lang, lost))


def _code(attempt: AuditAttempt) -> int:
    if attempt.error is not None:
        return exits.of_error(attempt.error)
    assert attempt.result is not None
    return exits.of_findings(attempt.result.findings)


def _text(attempts: Sequence[AuditAttempt], settings: Settings, screen: Screen) -> str:
    parts = [audit_text(a.result, settings.lang, screen) for a in attempts if a.result is not None]
    if len(attempts) > 1:
        parts.append(audits_table(attempts, settings.lang, screen))
    return "\n".join(parts)


def _document(attempts: Sequence[AuditAttempt], settings: Settings) -> dict[str, Any]:
    found: list[Finding] = []
    files: list[dict[str, Any]] = []
    for attempt in attempts:
        if attempt.result is not None:
            found += attempt.result.findings
            files.append(audit_document(attempt.result, settings.lang))
        else:
            assert attempt.error is not None
            found += attempt.error.findings
            files.append({**settings.failed(attempt.error, attempt.path), "recomputed": None, "unread": []})
    return audits_document(files, found, settings.lang)
