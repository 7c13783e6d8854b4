"""`perfeval test`: worked cases, and what of their schemes they do not reach."""

from __future__ import annotations

from collections.abc import Sequence

import click

from perfeval.cli import exits
from perfeval.cli.options import FILE, settled
from perfeval.cli.settings import Settings
from perfeval.testing import Report, case_files, report_document, report_text, run_cases


@click.command("test")
@click.argument("paths", nargs=-1, type=FILE, metavar="PATH...")
@settled("text", "json")
def test(settings: Settings, paths: Sequence[str]) -> int:
    """Run worked cases (用例), and tell which bands and branches of the scheme none of them has reached.

    PATH is a file of cases, or a folder that is searched for them: *.toml in a folder "cases", and *.cases.toml.
    Without PATH the current folder is searched.
    """
    found = case_files(paths or (".",))
    settings.spare(found)
    report = run_cases(found)
    settings.publish(
        lambda screen: screen.block(report_text(report, settings.lang)),
        lambda: report_document(report, settings.lang),
    )
    return _code(report)


def _code(report: Report) -> int:
    if report.faults:
        return exits.UNUSABLE
    return exits.FINE if report.passed else exits.DOUBTFUL
