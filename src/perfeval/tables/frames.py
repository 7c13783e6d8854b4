"""Tables of any kind as polars frames: whatever speaks Arrow, and files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import polars as pl

from perfeval.findings import FormatError, Text, UsageError, kind

_WANTED = Text(
    "表格：polars、pandas、pyarrow、DuckDB 的结果，或 Parquet、CSV 文件",
    "a table: of polars, pandas, pyarrow or DuckDB, or a Parquet or CSV file",
)


def frame_of(table: Any, name: str) -> pl.DataFrame:
    """A table as a polars frame, without copying where it lies in memory already.

    Args:
        table: a polars frame, anything with `__arrow_c_stream__`, or the path of a Parquet or CSV file.
        name: what messages call it.

    Raises:
        UsageError: it is no table.
        FormatError: a file that cannot be read.
    """
    if isinstance(table, pl.LazyFrame):
        return table.collect()
    if isinstance(table, pl.DataFrame):
        return table
    if isinstance(table, str | os.PathLike):
        return _read(Path(table))
    if hasattr(table, "__arrow_c_stream__"):
        return pl.DataFrame(table)
    advice = Text("交给一种表格", "hand in one of these")
    raise UsageError(kind("I103").at(name, wanted=_WANTED, found=type(table).__name__, advice=advice))


def _read(path: Path) -> pl.DataFrame:
    suffix = path.suffix.lower()
    if suffix not in (".parquet", ".csv"):
        known = Text(".parquet、.csv", ".parquet, .csv")
        raise FormatError(kind("I116").at(str(path), suffix=suffix, known=known))
    try:
        if suffix == ".parquet":
            return pl.read_parquet(path)
        return pl.read_csv(path, infer_schema=False)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise unreadable(path, error) from error


def scanned(path: Path) -> pl.LazyFrame:
    """A Parquet file, read when it is needed.

    Raises:
        FormatError: a file that cannot be read.
    """
    try:
        frame = pl.scan_parquet(path, glob=False, hive_partitioning=False)
        frame.collect_schema()
    except (OSError, pl.exceptions.PolarsError) as error:
        raise unreadable(path, error) from error
    return frame


def unreadable(path: Path, error: Exception) -> FormatError:
    """What to say of a file that cannot be read."""
    advice = Text("检查路径，以及文件是否完整", "check the path, and whether the file is whole")
    return FormatError(kind("I112").at(str(path), detail=str(error), advice=advice))
