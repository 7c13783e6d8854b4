"""`perfeval review`: a self-evaluation against its review."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from perfeval.api import review as reviewed
from perfeval.api import review_form
from perfeval.auditing import ReviewResult
from perfeval.cli import exits
from perfeval.cli.options import FILE, Departures, departing, settled
from perfeval.cli.reviewed import review_text
from perfeval.cli.settings import Settings
from perfeval.formats import review_result_document, write_atomic
from perfeval.reports import review_workbook


@click.command("review")
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="SELF REVIEW...")
@click.option("--form", is_flag=True, help="Write the workbook that a reviewer fills in. 制作供复核人填写的工作簿。")
@departing
@settled("text", "json", "xlsx")
def review(settings: Settings, files: Sequence[str], departures: Departures, form: bool) -> int:
    """Hold a self-evaluation against its review (复核).

    SELF is a submission, REVIEW what the reviewer found instead, in TOML or JSON or as a form that was filled in.
    Several pairs come into one workbook. With --form there is only SELF, and -o names the workbook to write.
    """
    settings.spare([*files, *departures.files()])
    scheme = departures.chosen()
    if form:
        return _form(settings, files, scheme, departures)
    if len(files) % 2:
        raise click.BadParameter("each SELF is followed by its REVIEW.", param_hint="'SELF REVIEW...'")
    pairs = [(files[n], files[n + 1]) for n in range(0, len(files), 2)]
    results = [reviewed(own, seen, scheme, **departures.options) for own, seen in pairs]
    if settings.format == "xlsx":
        write_atomic(_named(settings), review_workbook(results, settings.lang))
    else:
        settings.publish(
            lambda screen: f"\n{screen.rule()}\n\n".join(review_text(r, settings.lang, screen) for r in results),
            lambda: _document(results, settings),
        )
    return max(_code(result) for result in results)


def _form(settings: Settings, files: Sequence[str], scheme: Any, departures: Departures) -> int:
    if len(files) != 1:
        raise click.BadParameter("a form is made for one SELF.", param_hint="'--form'")
    write_atomic(_named(settings), review_form(files[0], scheme, lang=settings.lang, **departures.options))
    return exits.FINE


def _named(settings: Settings) -> str:
    """The file to write a workbook to."""
    if settings.output is None:
        raise click.BadParameter("a workbook needs a file: -o OUT.xlsx", param_hint="'-o' / '--output'")
    return settings.output


def _document(results: Sequence[ReviewResult], settings: Settings) -> Any:
    documents = [review_result_document(result, settings.lang) for result in results]
    return documents if len(documents) > 1 else documents[0]


def _code(result: ReviewResult) -> int:
    return max(exits.of_findings(result.findings), exits.of_evaluation(result.reviewed))
