"""The tables that a command is given: files by name, or a folder whose files have the names of the tables."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from attrs import frozen

from perfeval.expressions import suggestion
from perfeval.findings import FormatError, Text, UsageError, kind

ENTITIES = "entities"
SUFFIXES = (".parquet", ".csv")
_TABLE = Text("表", "table")


@frozen
class TableFiles:
    """The file of the entities, and those of child tables by name."""

    entities: Path
    children: Mapping[str, Path]

    def all(self) -> tuple[str, ...]:
        """All files."""
        return tuple(map(str, (self.entities, *self.children.values())))

    def known(self, needed: Collection[str], others: Collection[str]) -> TableFiles:
        """Without the tables that a scheme could have but does not read.

        Raises:
            UsageError: a table that no scheme of the kind has.
        """
        names = {*needed, *others}
        unknown = [name for name in self.children if name not in names]
        if unknown:
            found = [kind("I115").at(n, name=n, what=_TABLE, near=suggestion(n, sorted(names))) for n in unknown]
            raise UsageError(found)
        return TableFiles(self.entities, {n: path for n, path in self.children.items() if n not in others})

    @property
    def parquet(self) -> bool:
        """Whether all of them are Parquet."""
        return all(Path(name).suffix.lower() == ".parquet" for name in self.all())


def table_files(given: Sequence[str]) -> TableFiles:
    """The tables that arguments name.

    Raises:
        FormatError: a folder without a file for the entities (I112).
        click.UsageError: no file for the entities, or a table given twice.
    """
    if len(given) == 1 and Path(given[0]).is_dir():
        return _in_folder(Path(given[0]))
    found: list[tuple[str, Path]] = []
    for each in given:
        name, equals, path = each.partition("=")
        if equals and path and not Path(each).exists():
            found.append((name.strip(), Path(path.strip())))
        else:
            found.append((ENTITIES, Path(each)))
    return _paired(found, "name each child table, as in projects=projects.parquet")


def _in_folder(folder: Path) -> TableFiles:
    paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES)
    if not any(path.stem == ENTITIES for path in paths):
        detail = Text("文件夹里没有 entities.parquet 或 entities.csv", "it has no entities.parquet or entities.csv")
        advice = Text("给每张表的文件以表名命名", "name the file of each table after it")
        raise FormatError(kind("I112").at(str(folder), detail=detail, advice=advice))
    return _paired([(path.stem, path) for path in paths], "keep one file for each table")


def _paired(found: Sequence[tuple[str, Path]], advice: str) -> TableFiles:
    tables: dict[str, Path] = {}
    for name, path in found:
        if name in tables:
            raise click.UsageError(f"Two files for the table {name}: {tables[name]}, {path}; {advice}.")
        tables[name] = path
    if ENTITIES not in tables:
        raise click.UsageError("No file for the entities: name it first, without '='.")
    return TableFiles(tables.pop(ENTITIES), tables)


def tables_room() -> Any:
    """The room of tables, imported when it is needed: it stands on an extra.

    Raises:
        UsageError: the extra is not installed (I205).
    """
    try:
        from perfeval import tables
    except ModuleNotFoundError as error:
        raise UsageError(kind("I205").at("", what=error.name or "polars", extra="tables")) from error
    return tables
