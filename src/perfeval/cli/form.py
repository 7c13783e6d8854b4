"""`perfeval form`: a workbook to fill in, for any scheme."""

from __future__ import annotations

import click

from perfeval.api import form as form_for
from perfeval.api import load, scheme
from perfeval.cli import exits
from perfeval.cli.options import FILE, is_file, scheme_from, settled
from perfeval.cli.settings import Settings
from perfeval.formats import write_atomic


@click.command("form")
@click.argument("scheme_id", metavar="ID|FILE", type=click.Path())
@click.option(
    "--from",
    "filled",
    metavar="FILE",
    type=FILE,
    help="A submission to fill in: last year's form, for example. 预先填入一份提交，如上年的表。",
)
@click.option(
    "--classified",
    is_flag=True,
    help="Fill in names and amounts of classified projects too. 涉密项目的名称和金额也填入。",
)
@settled("xlsx")
def form(settings: Settings, scheme_id: str, filled: str | None, classified: bool) -> int:
    """Make a workbook to fill in (填报表) from what a scheme asks for.

    Name the workbook by -o. Filled in, it is read by evaluate, explain and validate like any submission.
    """
    if settings.output is None:
        raise click.UsageError("Name the workbook to write: -o form.xlsx.")
    if settings.suffix != ".xlsx":
        raise click.BadParameter(f"{settings.output!r} does not end in .xlsx.", param_hint="'-o' / '--output'")
    settings.spare([scheme_id, *([filled] if filled else [])])
    chosen = scheme_from(scheme_id) if is_file(scheme_id) else scheme(scheme_id)
    submission = load(filled) if filled else None
    write_atomic(settings.output, form_for(chosen, submission, lang=settings.lang, classified=classified))
    return exits.FINE
