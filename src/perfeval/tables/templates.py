"""Empty tables to fill in: a file for each table, with the columns that a scheme has to have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any, Literal

import polars as pl

from perfeval.tables.describing import TableColumn

TemplateForm = Literal["parquet", "csv"]
_TYPES: Mapping[str, Any] = {
    "number": pl.Decimal(38, 6),
    "money": pl.Decimal(38, 6),
    "ratio": pl.Decimal(38, 6),
    "flag": pl.Boolean(),
    "text": pl.String(),
    "date": pl.Date(),
}


def template_files(columns: Sequence[TableColumn], form: TemplateForm) -> dict[str, bytes]:
    r"""The files of an empty template by name, such as `entities.csv`.

    Columns that are required are laid down, and flags that may stay empty; what is only added where it is wanted
    (`projects.given`, `not_applicable.ID`) is not. CSV begins with a byte order mark, so that Excel reads it as UTF-8.

    Example:
        >>> from perfeval.evaluation import plan
        >>> from perfeval.model import Indicator, Scheme
        >>> from perfeval.tables import table_columns, template_files
        >>> toy = plan(Scheme(id="toy", label="示例", groups=[Indicator("work", "工作", 100)]))
        >>> template_files(table_columns(toy), "csv")["entities.csv"].decode("utf-8-sig")
        'entity,judgements.work\n'
    """
    return {f"{name}.{form}": _empty(own, form) for name, own in template_tables(columns).items()}


def template_tables(columns: Sequence[TableColumn]) -> dict[str, list[TableColumn]]:
    """The columns of an empty template, by table."""
    found: dict[str, list[TableColumn]] = {}
    for column in columns:
        if column.role in ("key", "figure", "judgement"):
            found.setdefault(column.table, []).append(column)
    return found


def _empty(columns: Sequence[TableColumn], form: TemplateForm) -> bytes:
    frame = pl.DataFrame(schema={column.name: _TYPES[column.held] for column in columns})
    into = BytesIO()
    if form == "parquet":
        frame.write_parquet(into)
    else:
        frame.write_csv(into, include_bom=True)
    return into.getvalue()
