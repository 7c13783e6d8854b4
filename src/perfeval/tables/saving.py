"""Results as files: one row for each entity, or one for each entity and node, in Parquet or CSV."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import polars as pl

from perfeval.findings import FormatError, Origin, Text, kind
from perfeval.tables.results import TableEvaluation
from perfeval.tables.streams import whole

Layout = Literal["wide", "tidy"]
"""`wide`: a row for each entity, the columns of `TableEvaluation.uniform`; `tidy`: a row for each entity and node."""
SUFFIXES = (".parquet", ".csv")
_ACTS = r"^[=+\-@\t\r]"
"""Texts that a spreadsheet would take for a formula."""


def save_scores(found: TableEvaluation, path: Path, layout: Layout = "wide") -> None:
    """Write a result to a Parquet or CSV file, whole or not at all.

    Raises:
        FormatError: another kind of file, or one that cannot be written.

    Example:
        >>> import pathlib
        >>> import tempfile
        >>> import perfeval
        >>> import polars
        >>> from perfeval.tables import save_scores
        >>> offices = polars.DataFrame({"entity": ["甲局"], "judgements.work": [90]})
        >>> toy = perfeval.Scheme(id="toy", label="示例", groups=[perfeval.Indicator("work", "工作", 100)])
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = pathlib.Path(folder, "scores.csv")
        ...     save_scores(perfeval.evaluate_table(offices, toy), path, "tidy")
        ...     print(path.read_text(encoding="utf-8-sig"))
        entity,indicator,points,status,score,level,share
        甲局,work,100.000000,scored,90.00,,
        <BLANKLINE>
    """
    check_output(path)
    with whole(path) as beside:
        write(in_layout(found, layout).lazy(), beside, path.suffix)


def check_output(path: Path) -> None:
    """Refuse a kind of file that is not written.

    Raises:
        FormatError: another kind of file.
    """
    if path.suffix.lower() not in SUFFIXES:
        why = Text("结果只写成 .parquet 或 .csv", "results are written as .parquet or .csv")
        raise FormatError(kind("I117").at("", origin=Origin(str(path)), detail=why))


def in_layout(found: TableEvaluation, layout: Layout) -> pl.DataFrame:
    """A result in the layout of a file; the columns and their types are those of the scheme, whatever the data."""
    if layout == "wide":
        return found.uniform()
    tidy, height = found.tidy(), max(found.scores.height, 1)
    place = pl.int_range(pl.len()) % height
    return tidy.sort(place, maintain_order=True)


def write(rows: pl.LazyFrame, path: Path, suffix: str, group: int = 50_000) -> None:
    """Write rows as they come, in bounded memory."""
    if suffix.lower() == ".parquet":
        rows.sink_parquet(path, row_group_size=group)
    else:
        _plain(rows).sink_csv(path, include_bom=True, check_extension=False)


def _plain(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Lists as text, since CSV has none; and no text that acts when a spreadsheet opens it."""
    columns = []
    for name, dtype in rows.collect_schema().items():
        column = pl.col(name)
        if isinstance(dtype, pl.List):
            each = _reason(pl.element()) if isinstance(dtype.inner, pl.Struct) else pl.element()
            column = column.list.eval(each).list.join("; ")
        elif dtype == pl.String or isinstance(dtype, pl.Categorical | pl.Enum):
            text = column.cast(pl.String)
            column = pl.when(text.str.contains(_ACTS)).then(pl.concat_str(pl.lit("'"), text)).otherwise(text)
        columns.append(column.alias(name))
    return rows.select(columns)


def _reason(each: pl.Expr) -> pl.Expr:
    """A reason as `indicator[row] code path`."""
    row = each.struct.field("row")
    place = pl.when(row.is_null()).then(pl.lit("")).otherwise(pl.format("[{}]", row.fill_null(0)))
    return pl.concat_str(
        each.struct.field("indicator"),
        place,
        pl.lit(" "),
        each.struct.field("code"),
        pl.lit(" "),
        each.struct.field("path").fill_null(""),
    )
