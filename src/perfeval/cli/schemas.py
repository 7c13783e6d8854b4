"""`perfeval schema`: the JSON Schema of a format, for editors and forms."""

from __future__ import annotations

import click

from perfeval import formats
from perfeval.api import scheme
from perfeval.cli import exits
from perfeval.cli.options import is_file, scheme_from, settled
from perfeval.cli.settings import Settings


@click.command("schema")
@click.argument("name", type=click.Choice(formats.SCHEMAS))
@click.option(
    "--scheme",
    "scheme_id",
    metavar="ID|FILE",
    help="For a submission: ask for the facts and judgements of this scheme. 按此方案细化提交的模式。",
)
@settled("json")
def schema(settings: Settings, name: str, scheme_id: str | None) -> int:
    """Print a JSON Schema (数据模式) for editors and forms."""
    if scheme_id is not None and name != "submission":
        raise click.UsageError("--scheme goes with the schema of a submission only.")
    chosen = None if scheme_id is None else scheme_from(scheme_id) if is_file(scheme_id) else scheme(scheme_id)
    settings.publish_json(formats.schema(name, chosen))
    return exits.FINE
