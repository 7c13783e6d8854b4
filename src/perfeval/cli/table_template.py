"""`perfeval table template`: empty tables to fill in, as a folder of files or as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from perfeval.cli import exits
from perfeval.cli.options import FILE, settled
from perfeval.cli.packages import write_folder
from perfeval.cli.settings import Settings
from perfeval.cli.table_columns import KEY, MONEY_UNIT, chosen, columns_of, columns_table
from perfeval.cli.table_input import tables_room
from perfeval.findings import Lang, Text, say
from perfeval.formats import write_atomic
from perfeval.model import Scheme
from perfeval.reports import FillColumn, fillable_workbook, markdown
from perfeval.reports.content import Page

_README = "README.md"
_SHEET = Text("说明", "columns")
_HELD = {"flag": "flag", "text": "text", "date": "date"}


@click.command("template")
@click.argument("scheme_id", metavar="ID|FILE", type=click.Path())
@click.option(
    "-o",
    "--output",
    "target",
    metavar="FOLDER|FILE",
    type=FILE,
    required=True,
    help="The folder to make, or a .xlsx file. 要建立的文件夹，或一个 .xlsx 文件。",
)
@click.option(
    "--form",
    type=click.Choice(["csv", "parquet", "xlsx"]),
    help="Kind of the files; by default xlsx for a .xlsx file, else csv. 文件的种类。",
)
@KEY
@MONEY_UNIT
@settled("text", "json", output=False)
def template(
    settings: Settings, scheme_id: str, target: str, form: str | None, key: Sequence[str], money_unit: str
) -> int:
    """Write an empty template (空白模板) of the tables that a scheme is evaluated from.

    A folder has a file for each table and README.md, which explains the columns; a workbook has a sheet for each table
    and one that explains. A folder that holds anything is left alone.
    """
    workbook = Path(target).suffix.lower() == ".xlsx"
    if form is not None and (form == "xlsx") != workbook:
        raise click.UsageError("--form xlsx goes with a file that ends in .xlsx, the other forms with a folder.")
    scheme = chosen(scheme_id)
    columns = columns_of(scheme, key, money_unit)
    if workbook:
        write_atomic(target, _workbook(columns, settings.lang))
        made = [target]
    else:
        files: dict[str, Any] = tables_room().template_files(columns, form or "csv")
        files[_README] = markdown(_page(scheme, columns), settings.lang)
        write_folder(target, files)
        made = [str(Path(target, name)) for name in files]
    settings.publish(lambda screen: "".join(f"{screen.line(path)}\n" for path in made), lambda: {"files": made})
    return exits.FINE


def _page(scheme: Scheme, columns: Sequence[Any]) -> Page:
    title = say("{label}：各表的列", "{label}: columns of the tables", label=scheme.label)
    return Page(title, [columns_table(columns)], [])


def _workbook(columns: Sequence[Any], lang: Lang) -> bytes:
    sheets = {
        name: [FillColumn(c.name, _HELD.get(c.held, "number"), c.low, c.high, c.options) for c in own]  # type: ignore[arg-type]
        for name, own in tables_room().template_tables(columns).items()
    }
    return fillable_workbook(sheets, (_SHEET, columns_table(columns)), lang)
