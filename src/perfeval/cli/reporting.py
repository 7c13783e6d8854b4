"""`perfeval report`: submissions to pages, PDFs and whatever an installed writer makes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from attrs import frozen

from perfeval.api import ReportAttempt, Reporting, attempted, report_of_many, report_of_one, report_writer
from perfeval.cli import exits
from perfeval.cli.options import FILE, Departures, departing, settled
from perfeval.cli.progress import watched
from perfeval.cli.settings import Settings
from perfeval.evaluation import Reported
from perfeval.findings import Lang, UsageError, kind
from perfeval.formats import Writer, write_atomic
from perfeval.plugins import default_host


@click.command("report")
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@click.option(
    "--format",
    "name",
    metavar="NAME",
    help="The writer (html, pdf, ...); by default the suffix of -o chooses. 写出器；默认由 -o 的扩展名决定。",
)
@click.option(
    "--template",
    metavar="FILE",
    type=FILE,
    help="A template of your own, for formats that take one. 自备的模板，只用于支持模板的格式。",
)
@departing
@settled("report")
def report(
    settings: Settings, files: Sequence[str], departures: Departures, name: str | None, template: str | None
) -> int:
    """Write reports (报告): a page to look at, a PDF, or what an installed writer makes.

    FILE is a submission, which is evaluated and explained, or an evaluation that was saved as JSON, whose report has no
    explanations. -o names the report; with several files it holds a table of all of them. Where -o is a folder, each
    file gets a report of its own in it, in the form that --format names.
    """
    if settings.output is None:
        raise click.MissingParameter(param_hint="'-o' / '--output'", param_type="option")
    settings.spare([*files, *departures.files(), *([template] if template else [])])
    aim = Aim(Path(settings.output), _is_folder(settings.output), settings.lang, template)
    if aim.folder and name is None:
        raise click.BadParameter("a folder needs --format, the form of the reports in it.", param_hint="'-o'")
    host = default_host()
    writer = report_writer(aim.output, name, host)
    if len(files) > 1 and not aim.folder and writer.many is None:
        raise UsageError(kind("I404").at("", name=writer.name))
    paths = tuple(aim.paths(files, writer)) if aim.folder else ()
    reporting = Reporting(departures.chosen(), departures.options, host)
    attempts = [attempted(path, reporting) for path in watched(files, len(files))]
    for attempt in attempts:
        if attempt.error is not None:
            settings.complain(attempt.error.findings, attempt.path)
    aim.write(attempts, paths, writer)
    return max(_code(attempt) for attempt in attempts)


@frozen
class Aim:
    """Where reports go, and for whom."""

    output: Path
    folder: bool
    lang: Lang
    template: str | None

    def paths(self, files: Sequence[str], writer: Writer) -> Iterator[Path]:
        """The report of each file in the folder.

        Raises:
            UsageError: two files would have the same.
        """
        taken: dict[str, str] = {}
        for file in files:
            name = f"{Path(file).stem}{writer.suffixes[0]}"
            if name in taken:
                raise UsageError(kind("I405").at("", first=taken[name], second=file, name=name))
            taken[name] = file
            yield self.output / name

    def write(self, attempts: Sequence[ReportAttempt], paths: Sequence[Path], writer: Writer) -> None:
        """Write what could be made."""
        found = [attempt.reported for attempt in attempts]
        made = [reported for reported in found if reported is not None]
        if self.folder:
            self.output.mkdir(parents=True, exist_ok=True)
            for path, reported in zip(paths, found, strict=True):
                if reported is not None:
                    write_atomic(path, self._one(reported, writer))
        elif len(attempts) > 1 and made:
            write_atomic(self.output, report_of_many(made, writer, self.lang))
        elif made:
            write_atomic(self.output, self._one(made[0], writer))

    def _one(self, reported: Reported, writer: Writer) -> bytes:
        return report_of_one(reported, writer, self.lang, self.template)


def _is_folder(output: str) -> bool:
    return output.endswith(("/", os.sep)) or Path(output).is_dir()


def _code(attempt: ReportAttempt) -> int:
    if attempt.reported is not None:
        return exits.of_evaluation(attempt.reported.evaluation)
    assert attempt.error is not None
    return exits.of_error(attempt.error)
