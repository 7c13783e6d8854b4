"""Files larger than memory: read in batches, laid apart on disk, written from batches.

All that this room needs of polars and that polars may still change (`collect_batches`, `PartitionBy`,
`register_io_source`) is used here and nowhere else.
"""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
from attrs import frozen
from polars.io.plugins import register_io_source

from perfeval.findings import FormatError, Origin, kind
from perfeval.tables.frames import scanned, unreadable

_PART = "~part"
_IN_FLIGHT = 2**18
"""How many rows wait in memory for the files of all parts together."""


def batches(source: Path, rows: int, columns: Sequence[str] | None = None) -> Iterator[pl.DataFrame]:
    """The rows of a Parquet file in their order, so many at a time.

    Raises:
        FormatError: a file that cannot be read.
    """
    frame = scanned(source)
    if columns is not None:
        frame = frame.select(columns)
    try:
        yield from frame.collect_batches(chunk_size=rows, maintain_order=True, lazy=True)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise unreadable(source, error) from error


@frozen(eq=False)
class Apart:
    """Rows laid apart on disk; those of each part keep their order."""

    folder: Path
    parts: int
    schema: Mapping[str, Any]

    def part(self, n: int) -> pl.DataFrame:
        """The rows of one part."""
        files = sorted((self.folder / f"{_PART}={n}").glob("*.parquet"))
        if not files:
            return pl.DataFrame(schema=dict(self.schema))
        return pl.read_parquet(files, glob=False, hive_partitioning=False)


def laid_apart(rows: pl.LazyFrame, part: pl.Expr, parts: int, folder: Path) -> Apart:
    """Lay rows apart on disk by the number of their part.

    Raises:
        FormatError: there is no room for them.
    """
    schema = rows.collect_schema()
    target = pl.PartitionBy(folder, key=_PART, include_key=False)
    waiting = max(_IN_FLIGHT // parts, 512)
    try:
        rows.with_columns(part.cast(pl.UInt16).alias(_PART)).sink_parquet(
            target, row_group_size=waiting, compression="lz4", mkdir=True
        )
    except (OSError, pl.exceptions.PolarsError) as error:
        if not _of_the_system(error):
            raise
        raise _unwritable(folder.parent, error) from error
    return Apart(folder, parts, schema)


def streamed(frames: Iterable[pl.DataFrame], schema: Mapping[str, Any]) -> pl.LazyFrame:
    """Frames that are made one after another, as one lazy frame that is read once."""

    def source(columns: list[str] | None, predicate: object, most: object, _: object) -> Iterator[pl.DataFrame]:
        assert (predicate, most) == (None, None), "nobody filters or cuts off what is streamed"
        for frame in frames:
            yield frame if columns is None else frame.select(columns)

    return register_io_source(source, schema=dict(schema))


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A file to write beside the one that is meant, whose place it takes once all went well.

    Raises:
        FormatError: it cannot be written; what was there stays, and nothing is left behind.
    """
    try:
        target = Path(os.path.realpath(path))  # a link goes on pointing where it points
        beside = target.with_name(f".{secrets.token_hex(8)}.part")
        beside.touch(exist_ok=False)
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from error
    try:
        yield beside
        with suppress(FileNotFoundError):
            os.chmod(beside, stat.S_IMODE(os.stat(target).st_mode))
        os.replace(beside, target)
    except (OSError, pl.exceptions.PolarsError) as error:
        if not _of_the_system(error):
            raise
        raise _unwritable(path, error) from error
    finally:
        with suppress(OSError):
            os.unlink(beside)


@contextmanager
def scratch(path: Path) -> Iterator[Path]:
    """A folder beside a file that is to be written, on the same disk; it goes in the end.

    Raises:
        FormatError: it cannot be made.
    """
    try:
        folder = TemporaryDirectory(prefix=".perfeval-", dir=Path(os.path.realpath(path)).parent)
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from error
    with folder as name:
        yield Path(name)


def _of_the_system(error: Exception) -> bool:
    """Whether the disk is at fault; all else is a defect, and stays what it is."""
    return isinstance(error, OSError) or str(error).startswith(_PARQUET) or _SYSTEM in str(error)


_PARQUET, _SYSTEM = "parquet: ", "(os error "
"""How polars begins, or ends, the message where a file could not be written; files are read apart from that."""


def _unwritable(path: Path, error: Exception) -> FormatError:
    said = error.strerror if isinstance(error, OSError) else None
    return FormatError(kind("I117").at("", origin=Origin(str(path)), detail=said or str(error)))
