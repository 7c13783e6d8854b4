"""`perfeval table columns`: which columns of which tables a scheme needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import click

from perfeval.api import scheme
from perfeval.cli import exits
from perfeval.cli.options import is_file, scheme_from, settled
from perfeval.cli.screen import Column as ScreenColumn
from perfeval.cli.screen import Row as ScreenRow
from perfeval.cli.screen import Screen
from perfeval.cli.settings import Settings
from perfeval.cli.table_input import tables_room
from perfeval.evaluation import plan
from perfeval.findings import Lang, Text, say
from perfeval.model import Scheme
from perfeval.numbers import MONEY_UNITS, plain
from perfeval.reports.content import Code, Column, Row, Table

Command = Callable[..., Any]
KEY = click.option(
    "--key",
    metavar="NAME",
    multiple=True,
    default=("entity",),
    show_default="entity",
    help="The column that tells entities apart; may be repeated. 区分单位的列；可重复。",
)
MONEY_UNIT = click.option(
    "--money-unit",
    type=click.Choice(list(MONEY_UNITS)),
    default="元",
    show_default=True,
    help="The unit of amounts of money. 金额的单位。",
)
_HEADS = (
    Text("表", "table"),
    Text("列", "column"),
    Text("名称", "label"),
    Text("填写", "what to write"),
    Text("范围", "bounds"),
    Text("必需", "required"),
)
_YES, _NO = Text("是", "yes"), Text("可选", "optional")


@click.command("columns")
@click.argument("scheme_id", metavar="ID|FILE", type=click.Path())
@KEY
@MONEY_UNIT
@settled("text", "json")
def columns(settings: Settings, scheme_id: str, key: Sequence[str], money_unit: str) -> int:
    """Tell the columns (所需的列) of the tables that a scheme is evaluated from: what to write, within which bounds."""
    settings.spare([scheme_id])
    found = columns_of(chosen(scheme_id), key, money_unit)
    settings.publish(
        lambda screen: _text(found, settings.lang, screen),
        lambda: [_document(column, settings.lang) for column in found],
    )
    return exits.FINE


def chosen(name: str) -> Scheme:
    """A scheme by its id or its file."""
    return scheme_from(name) if is_file(name) else scheme(name)


def columns_of(scheme: Scheme, keys: Sequence[str], money_unit: str) -> Sequence[Any]:
    """The columns that a scheme needs.

    Raises:
        UsageError: the extra `tables` is not installed.
    """
    found: Sequence[Any] = tables_room().table_columns(plan(scheme), keys=tuple(keys), money_unit=money_unit)
    return found


def columns_table(columns: Sequence[Any]) -> Table:
    """The columns as a table of a document."""
    heads = [Column(head, whole=n < 2) for n, head in enumerate(_HEADS)]
    return Table(heads, [Row(_cells(column)) for column in columns])


def _cells(column: Any) -> Iterator[Any]:
    yield Code(column.table)
    yield Code(column.name)
    yield from (column.label, column.form, column.bounds, _YES if column.required else _NO)


def _text(columns: Sequence[Any], lang: Lang, screen: Screen) -> str:
    """The columns of each table below its name."""
    parts = []
    for table in dict.fromkeys(column.table for column in columns):
        own = columns_table([column for column in columns if column.table == table])
        heads = [ScreenColumn(head.title[lang], whole=head.whole) for head in own.columns[1:]]
        rows = [ScreenRow(tuple(cell.words(lang) for cell in row.cells[1:])) for row in own.rows]
        title = say("表 {table}", "table {table}", table=table)[lang]
        parts.append(screen.styled(title, "bold") + "\n\n" + screen.table(heads, rows))
    return "\n".join(parts)


def _document(column: Any, lang: Lang) -> dict[str, Any]:
    return {
        "table": column.table,
        "name": column.name,
        "role": column.role,
        "type": column.held,
        "required": column.required,
        "label": column.label[lang],
        "form": column.form[lang],
        "unit": column.unit,
        "low": None if column.low is None else plain(column.low),
        "high": None if column.high is None else plain(column.high),
        "options": list(column.options),
    }
