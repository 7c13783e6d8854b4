"""Files looked over before any work: their columns, their keys, their floats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import polars as pl
from attrs import evolve

from perfeval.evaluation import Plan
from perfeval.findings import Finding, FormatError, kind
from perfeval.tables.evaluating import Reading, engine_for, evaluate_tables
from perfeval.tables.faulted import ColumnError, schema_fault
from perfeval.tables.frames import scanned
from perfeval.tables.needing import Needed, Needs
from perfeval.tables.numerals import Way
from perfeval.tables.program import Asked
from perfeval.tables.readings import read
from perfeval.tables.results import TableEvaluation
from perfeval.tables.streams import batches

_ROWS = 200_000


def screened(
    plan: Plan, entities: Path, children: Mapping[str, Path], reading: Reading, asked: Asked
) -> TableEvaluation:
    """The result of no rows at all: it shows every fault of the columns, and the columns of the result.

    Raises:
        FormatError: every fault that can be told without evaluating.
    """
    frames = {name: _no_rows(path) for name, path in children.items()}
    found = evaluate_tables(plan, _no_rows(entities), frames, reading=reading, asked=asked)
    files = {"entities": entities, **children}
    faults = [f for name, path in files.items() for f in _empty_keys(name, path, reading.keys)]
    if reading.floats is not None:
        needs = engine_for(plan).needs
        faults += [f for name, path in files.items() for f in _float_faults(name, path, needs, reading)]
    if faults:
        raise FormatError(faults)
    return found


def _no_rows(path: Path) -> pl.DataFrame:
    return pl.DataFrame(schema=scanned(path).collect_schema())


def _empty_keys(name: str, path: Path, keys: Sequence[str]) -> Iterator[Finding]:
    """A fault for each column of the key that is empty somewhere."""
    empty = {key for frame in batches(path, _ROWS, keys) for key in keys if frame[key].null_count()}
    yield from (kind("I202").at(f"{name}: {key}", key=key) for key in keys if key in empty)


def _float_faults(name: str, path: Path, needs: Needs, reading: Reading) -> Iterator[Finding]:
    """A fault for each column of floats that has more decimals than were said, with where it is met first."""
    floats = dict(_floats(name, path, needs))
    way, first = Way(reading.money_unit, reading.floats), 1
    for frame in batches(path, _ROWS, list(dict.fromkeys(column for column, _ in floats.values()))) if floats else ():
        for needed, (column, inner) in list(floats.items()):
            series = frame[column] if inner is None else frame[column].explode().struct.field(inner)
            try:
                read(series, needed, way)
            except ColumnError as error:
                del floats[needed]
                place = needed.name if needed.table is None else f"{needed.table}: {needed.name}"
                fault = schema_fault(error, place)
                yield evolve(fault, location=f"{place} ({first}–{first + frame.height - 1})")
        first += frame.height


def _floats(name: str, path: Path, needs: Needs) -> Iterator[tuple[Needed, tuple[str, str | None]]]:
    """The columns of floats that rules read, each with its column in the file and, in lists, the field there."""
    schema = scanned(path).collect_schema()
    for needed in needs.columns:
        if (needed.table or "entities") == name and schema.get(needed.name, pl.Null()).is_float():
            yield needed, (needed.name, None)
        rows = schema.get(needed.table or "")
        if name == "entities" and isinstance(rows, pl.List) and isinstance(rows.inner, pl.Struct):
            inner = pl.Schema({field.name: field.dtype for field in rows.inner.fields})
            if inner.get(needed.name, pl.Null()).is_float():
                yield needed, (str(needed.table), needed.name)


def checked_keys(
    ordered: Iterable[pl.DataFrame], keys: Sequence[str], grouped: Callable[[], Iterable[pl.DataFrame]]
) -> None:
    """Make sure that no key stands twice.

    Args:
        ordered: the keys in their order; where they go up, nothing else has to be looked at.
        keys: their columns.
        grouped: the keys in groups, equal ones in the same.

    Raises:
        FormatError: keys that stand twice.
    """
    if len(keys) == 1 and _go_up(frame[keys[0]] for frame in ordered):
        return
    count, shown = 0, ""
    for frame in grouped():
        twice = frame.filter(pl.struct(keys).is_duplicated()).unique(maintain_order=True)
        if twice.height:
            shown = shown or "、".join(str(value) for value in twice.row(0))
            count += twice.height
    if count:
        raise FormatError(kind("I203").at(f"entities: {', '.join(keys)}", key=shown, count=count))


def _go_up(columns: Iterable[pl.Series]) -> bool:
    """Whether values go up from first to last; of nothing at all that is not known."""
    last = None
    for column in columns:
        if not len(column):
            continue
        if (last is not None and not column[0] > last) or not (column[1:] > column[:-1]).all():
            return False
        last = column[-1]
    return last is not None
