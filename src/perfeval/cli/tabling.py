"""`perfeval table`: whole tables evaluated, the columns that they need, templates to fill in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import click
from attrs import evolve, frozen

from perfeval.api import evaluate_table
from perfeval.api.preparing import Options, Preparation
from perfeval.cli.options import FILE, Departures, departing, settled
from perfeval.cli.progress import followed
from perfeval.cli.settings import Settings
from perfeval.cli.table_columns import KEY, MONEY_UNIT, columns
from perfeval.cli.table_input import TableFiles, table_files, tables_room
from perfeval.cli.table_tally import Outcome
from perfeval.cli.table_template import template
from perfeval.evaluation import plan
from perfeval.model import Scheme
from perfeval.plugins import default_host

MOST_ROWS: Final = 1_000_000
"""Parquet files with more rows together are not read as a whole."""
_OTHERS = ("projects", "tasks", "targets", "judgements")


@click.group("table")
def table() -> None:
    """Evaluate tables of many entities (整表评价), and what they need."""


@frozen(kw_only=True)
class Wanted:
    """How tables are read, and what the result holds."""

    key: tuple[str, ...]
    money_unit: str
    floats: int | None
    absent: bool
    bounds: bool
    shares: bool
    layout: Any
    batch: int | None


@table.command("evaluate")
@click.argument("tables", nargs=-1, required=True, type=FILE, metavar="TABLES...")
@click.option(
    "-o",
    "--output",
    "target",
    metavar="FILE",
    type=FILE,
    help="The .parquet or .csv file of the scores, written whole or not at all. 得分写入的文件，.parquet 或 .csv。",
)
@KEY
@MONEY_UNIT
@click.option(
    "--floats",
    metavar="N",
    type=click.IntRange(0, 15),
    help="Take columns of floats, which have N decimals. 浮点列有几位小数；不写则不接受浮点列。",
)
@click.option("--absent", is_flag=True, help="A column that is not there counts as not given. 缺的列一律算未提供。")
@click.option("--bounds", is_flag=True, help="Also the bounds of totals. 另写总分的上下限和可能的等级。")
@click.option("--shares", is_flag=True, help="Also the shares, at 12 decimals. 另写得分率，12 位小数。")
@click.option(
    "--layout",
    type=click.Choice(["wide", "tidy"]),
    default="wide",
    show_default=True,
    help="A row for each entity, or for each entity and indicator. 每个单位一行，或每个单位、每项指标一行。",
)
@click.option(
    "--batch",
    metavar="N",
    type=click.IntRange(min=1),
    help="Read Parquet N entities at a time, in bounded memory; large files always are."
    " 分批读 Parquet，每批 N 个单位，内存占用有限；大文件自动分批。",
)
@departing
@settled("text", "json", output=False)
def evaluate(
    settings: Settings, tables: Sequence[str], target: str | None, departures: Departures, **wanted: Any
) -> int:
    """Evaluate tables (整表评价): a row of scores for each entity, with the digits of `perfeval evaluate`.

    TABLES are the file of the entities and then NAME=FILE for each child table, such as projects=projects.parquet; or a
    folder whose files have the names of the tables. Files are Parquet or CSV. Without -o only the summary is told.
    """
    if departures.scheme is None:
        raise click.UsageError("Missing option '--scheme'.")
    room = tables_room()
    files = table_files(tables)
    evolve(settings, output=target).spare([*files.all(), *departures.files()])
    if target is not None:
        room.check_output(Path(target))
    prepared = Preparation(departures.chosen(), Options(**departures.options), default_host())()
    needed = room.needs(plan(prepared.scheme)).tables
    files = files.known([*needed, "judgements"], [name for name in _OTHERS if name not in (*needed, "judgements")])
    work = _Work(room, prepared.scheme, prepared.asked, files, Wanted(**wanted), target)
    outcome = Outcome(prepared.scheme, work.tally(), work.wanted.key, target)
    settings.publish(lambda screen: outcome.text(settings.lang, screen), lambda: outcome.document(settings.lang))
    return outcome.code


@frozen(eq=False)
class _Work:
    """Tables to evaluate, as a whole or in bounded memory."""

    room: Any
    scheme: Scheme
    asked: Options
    files: TableFiles
    wanted: Wanted
    output: str | None

    def tally(self) -> Any:
        """How it came out; the scores are written on the way."""
        if self.files.parquet and self.output is not None and (self.wanted.batch is not None or self._large()):
            return self._in_batches(Path(self.output))
        if self.wanted.batch is not None:
            raise click.UsageError("--batch needs Parquet files, and -o.")
        found = evaluate_table(
            self.files.entities,
            self.scheme,
            tables=self.files.children,
            key=self.wanted.key,
            money_unit=self.wanted.money_unit,
            floats=self.wanted.floats,
            absent=self.wanted.absent,
            bounds=self.wanted.bounds,
            shares=self.wanted.shares,
            not_applicable=self.asked.not_applicable,
            on_missing=self.asked.on_missing,
        )
        if self.output is not None:
            self.room.save_scores(found, Path(self.output), self.wanted.layout)
        return self.room.Tally.of(found)

    def _large(self) -> bool:
        return sum(int(self.room.row_count(Path(name))) for name in self.files.all()) > MOST_ROWS

    def _in_batches(self, output: Path) -> Any:
        room, wanted, scheme = self.room, self.wanted, self.scheme
        reading = room.Reading(
            keys=wanted.key, money_unit=wanted.money_unit, floats=wanted.floats, absent=wanted.absent
        )
        asked = room.Asked(
            self.asked.not_applicable or scheme.not_applicable,
            self.asked.on_missing or scheme.on_missing,
            bounds=wanted.bounds,
            shares=wanted.shares,
        )
        with followed() as progress:
            return room.evaluate_files(
                plan(scheme),
                self.files.entities,
                self.files.children,
                output,
                reading=reading,
                asked=asked,
                layout=wanted.layout,
                rows=wanted.batch or room.BATCH_ROWS,
                progress=progress,
            )


table.add_command(columns)
table.add_command(template)
