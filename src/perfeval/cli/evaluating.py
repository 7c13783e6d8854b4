"""`perfeval evaluate`: submissions to scores, totals and grades."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from perfeval.api import Attempt, annotated_form, evaluate_many
from perfeval.cli import exits
from perfeval.cli.evaluated import evaluation_text
from perfeval.cli.options import FILE, Departures, departing, settled
from perfeval.cli.progress import watched
from perfeval.cli.screen import Screen
from perfeval.cli.settings import Settings
from perfeval.cli.summary import summary
from perfeval.findings import FormatError
from perfeval.formats import Writer, evaluation_document, read_bytes, write_atomic
from perfeval.formats.filled import is_form
from perfeval.plugins import default_host


@click.command("evaluate")
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@click.option(
    "--annotate",
    metavar="COPY",
    type=FILE,
    help="Write a copy of a form (.xlsx) with every finding as a comment at its cell."
    " 另存填报表的一份副本，把发现的问题批注在单元格上。",
)
@departing
@settled("text", "json")
def evaluate(settings: Settings, files: Sequence[str], departures: Departures, annotate: str | None) -> int:
    """Evaluate submissions (评价): scores, total and grade.

    FILE is a submission, in TOML or JSON or whatever an installed plugin reads. With several files a table of all of
    them comes last; a file that cannot be used does not stop the others. The suffix of -o chooses what is written:
    .json, that of a writer of an installed plugin, else text.
    """
    settings.spare([*files, *departures.files()])
    _only_one(files, annotate)
    writer = _writer(settings, files)
    scheme = departures.chosen()
    attempts = list(watched(evaluate_many(files, scheme, **departures.options), len(files)))
    for attempt in attempts:
        if attempt.error is not None:
            settings.complain(attempt.error.findings, attempt.path)
    if annotate is not None:
        _annotate(attempts[0], annotate, settings)
    if writer is not None:
        _written(writer, attempts[0], settings)
    elif settings.format == "json" or any(attempt.evaluation for attempt in attempts):
        settings.publish(lambda screen: _text(attempts, settings, screen), lambda: _document(attempts, settings))
    return max(_code(attempt) for attempt in attempts)


def _writer(settings: Settings, files: Sequence[str]) -> Writer | None:
    """The writer of a plugin, where the suffix of the output asks for one."""
    if settings.format != "text" or not settings.suffix:
        return None
    try:
        writer = default_host().writer_for(settings.suffix)
    except FormatError:
        return None
    if len(files) > 1:
        why = f"{writer.name!r}, which writes {settings.suffix} files, takes one FILE; or give --format text."
        raise click.BadParameter(why, param_hint="'-o' / '--output'")
    return writer


def _only_one(files: Sequence[str], annotate: str | None) -> None:
    """Refuse a copy of several forms, and one in place of the form itself."""
    if annotate is None:
        return
    if len(files) > 1 or not is_form(read_bytes(files[0])):
        raise click.BadParameter("it takes one form (.xlsx).", param_hint="'--annotate'")
    if Path(annotate).resolve() == Path(files[0]).resolve():
        raise click.BadParameter(f"{annotate!r} is the form itself.", param_hint="'--annotate'")


def _annotate(attempt: Attempt, copy: str, settings: Settings) -> None:
    found = attempt.evaluation.findings if attempt.evaluation is not None else ()
    faults = attempt.error.findings if attempt.error is not None else ()
    write_atomic(copy, annotated_form(attempt.path, [*faults, *found], lang=settings.lang))


def _written(writer: Writer, attempt: Attempt, settings: Settings) -> None:
    if attempt.evaluation is not None:
        assert settings.output is not None
        write_atomic(settings.output, writer.write(attempt.evaluation, settings.lang))


def _code(attempt: Attempt) -> int:
    if attempt.evaluation is not None:
        return exits.of_evaluation(attempt.evaluation)
    assert attempt.error is not None
    return exits.of_error(attempt.error)


def _text(attempts: Sequence[Attempt], settings: Settings, screen: Screen) -> str:
    parts = [evaluation_text(a.evaluation, settings.lang, screen) for a in attempts if a.evaluation is not None]
    if len(attempts) > 1:
        parts.append(summary(attempts, settings.lang, screen))
    return f"\n{screen.rule()}\n\n".join(parts)


def _document(attempts: Sequence[Attempt], settings: Settings) -> Any:
    documents = [_one(attempt, settings) for attempt in attempts]
    return documents if len(documents) > 1 else documents[0]


def _one(attempt: Attempt, settings: Settings) -> dict[str, Any]:
    if attempt.evaluation is not None:
        return evaluation_document(attempt.evaluation, settings.lang)
    assert attempt.error is not None
    return settings.failed(attempt.error, attempt.path)
