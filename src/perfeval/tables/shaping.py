"""Tables of any layout as flat tables: nested lists taken apart, long judgements spread, keys checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import numpy as np
import polars as pl
from attrs import frozen

from perfeval.findings import Finding, FormatError, Text, kind
from perfeval.tables.needing import Needed, Needs
from perfeval.tables.preparing import Tables

_SAMPLE = 4096


@frozen(eq=False)
class Laid:
    """Tables laid flat, with whatever keys they have; `counts` of those that were nested."""

    entities: pl.DataFrame
    children: Mapping[str, pl.DataFrame]
    counts: Mapping[str, np.ndarray]


def laid_flat(entities: pl.DataFrame, children: Mapping[str, pl.DataFrame], needs: Needs) -> Laid:
    """Tables with columns of lists of structs as child tables.

    Raises:
        FormatError: a table is given twice.
    """
    counts: dict[str, np.ndarray] = {}
    flat = dict(children)
    for table in needs.tables:
        if table in entities.columns and isinstance(entities.schema[table], pl.List):
            if table in children:
                detail = Text(f"表 {table} 给了两次", f"the table {table} is given twice")
                raise FormatError(kind("I114").at(table, detail=detail))
            entities, flat[table], counts[table] = _taken_apart(entities, table)
    return Laid(entities, flat, counts)


def key_faults(laid: Laid, keys: Sequence[str]) -> list[Finding]:
    """What is wrong with the keys of tables."""
    given = {name: frame for name, frame in laid.children.items() if name not in laid.counts}
    faults = _key_faults(laid.entities, keys, None)
    faults += [f for name, frame in given.items() for f in _key_faults(frame, keys, name)]
    return faults + [f for name, frame in given.items() for f in _other_keys(laid.entities, frame, keys, name)]


def shaped(laid: Laid, needs: Needs, keys: Sequence[str]) -> Tables:
    """Flat tables whose keys are sound, with the number of rows of each entity where they lie together.

    Raises:
        FormatError: judgements do not say of which indicator they are.
    """
    entities, flat, counts = laid.entities, dict(laid.children), dict(laid.counts)
    if "judgements" in flat:
        entities = _with_judgements(entities, flat.pop("judgements"), needs, keys)
    for name, frame in flat.items():
        if name not in counts and (found := _counted(entities, frame, keys)) is not None:
            counts[name] = found
    return Tables(entities, flat, tuple(keys), counts)


def _taken_apart(entities: pl.DataFrame, table: str) -> tuple[pl.DataFrame, pl.DataFrame, np.ndarray]:
    """A column of lists as rows that lie together; a null list was not given."""
    lists = entities[table]
    sizes = lists.list.len().fill_null(0).cast(pl.Int64)
    rows = entities.select(table).filter(sizes > 0).explode(table).unnest(table)
    rest = entities.drop(table)
    if lists.null_count():
        rest = rest.with_columns(lists.is_not_null().alias(f"{table}.given"))
    return rest, rows, sizes.to_numpy()


def _key_faults(frame: pl.DataFrame, keys: Sequence[str], table: str | None) -> list[Finding]:
    """What is wrong with the keys of a table: they have to be there, and tell entities apart."""
    place = table or "entities"
    absent = [key for key in keys if key not in frame.columns]
    if absent:
        label = Text("键", "the key")
        return [kind("I201").at(f"{place}: {key}", column=key, label=label) for key in absent]
    faults = [kind("I202").at(f"{place}: {key}", key=key) for key in keys if frame[key].null_count()]
    if table is None:
        faults += [_taken(f"{place}: {key}", key) for key in keys if key in OWN]
    if table is None and not faults and not _distinct(frame, keys):
        twice = frame.select(keys).filter(pl.struct(keys).is_duplicated()).unique(maintain_order=True)
        shown = "、".join(str(v) for v in twice.row(0))
        faults.append(kind("I203").at(f"{place}: {', '.join(keys)}", key=shown, count=twice.height))
    return faults


OWN = frozenset(
    [
        *("code", "complete", "en", "grade", "group", "indicator", "level", "lower", "path", "points"),
        *("possible_grades", "reasons", "row", "score", "severity", "share", "status", "table", "total"),
        *("uncapped", "upper", "zh"),
    ]
)
"""The columns that results have beside the keys."""


def _taken(place: str, key: str) -> Finding:
    what = Text("键", "name of a key")
    why = Text("结果里已有同名的列", "results have a column of that name")
    near = Text("给这一列换个名称，如 entity", "give the column another name, such as entity")
    return kind("I118").at(place, name=key, what=what, why=why, near=near)


def _other_keys(entities: pl.DataFrame, rows: pl.DataFrame, keys: Sequence[str], table: str) -> Iterator[Finding]:
    """A fault for each key of another type than that of the entities, since nothing would be found by it."""
    for key in keys:
        own, other = entities.schema.get(key), rows.schema.get(key)
        if own is not None and other is not None and own != other and not {own, other} <= _WHOLE:
            advice = Text("让各表的键同为一种类型", "let the key have one type in all tables")
            yield kind("I103").at(f"{table}: {key}", wanted=Text(str(own)), found=str(other), advice=advice)


_WHOLE = {pl.Int8, pl.Int16, pl.Int32, pl.Int64, pl.UInt8, pl.UInt16, pl.UInt32}
"""Types of keys that find each other."""


def _distinct(frame: pl.DataFrame, keys: Sequence[str]) -> bool:
    if len(keys) == 1:
        column = frame[keys[0]]
        if column.dtype.is_integer() and bool((column[1:] > column[:-1]).all()):
            return True
        return column.n_unique() == frame.height
    return frame.select(keys).n_unique() == frame.height


def _counted(entities: pl.DataFrame, rows: pl.DataFrame, keys: Sequence[str]) -> np.ndarray | None:
    """How many rows each entity has, where those of each lie together in the order of the entities."""
    if len(keys) != 1 or not rows.height:
        return None
    column, owners = rows[keys[0]], entities[keys[0]]
    if column.dtype != owners.dtype:
        return None
    sample = column[:_SAMPLE]
    if len(sample) > 64 and int((sample[1:] != sample[:-1]).sum()) > len(sample) // 2:
        return None  # scattered
    starts = np.concatenate([[0], _changes(column) + 1])
    if len(starts) > entities.height:
        return None
    sizes = np.diff(np.concatenate([starts, [rows.height]]))
    firsts = column.gather(pl.Series(starts))
    if len(firsts) == len(owners) and (firsts == owners).all():
        return sizes
    places = owners.to_frame("key").with_row_index("place")
    found = firsts.to_frame("key").join(places, on="key", how="left", maintain_order="left")["place"]
    if found.null_count() or not (found[1:] > found[:-1]).all():
        return None
    counts = np.zeros(entities.height, np.int64)
    counts[found.to_numpy()] = sizes
    return counts


def _changes(column: pl.Series) -> np.ndarray:
    """The places whose next value is another; whole numbers are compared by numpy, which is quicker."""
    if column.dtype in _WHOLE and not column.null_count():
        values = column.to_numpy()
        return np.flatnonzero(values[1:] != values[:-1])
    return np.flatnonzero((column[1:] != column[:-1]).to_numpy())


def _with_judgements(
    entities: pl.DataFrame, judgements: pl.DataFrame, needs: Needs, keys: Sequence[str]
) -> pl.DataFrame:
    """A long table of judgements as columns: points, or the full marks less the deductions, or a level."""
    names = {"indicator", "points", "deduction", "level"}
    if "indicator" not in judgements.columns:
        label = Text("指标的标识", "the id of the indicator")
        raise FormatError(kind("I201").at("judgements: indicator", column="indicator", label=label))
    made = entities
    for needed in needs.of(None):
        if needed.path.startswith("judgements.") and needed.path not in entities.columns:
            own = judgements.filter(pl.col("indicator") == needed.path.removeprefix("judgements."))
            found = _judged(own.select(*keys, *(c for c in own.columns if c in names)), needed, keys)
            made = made.join(found, on=list(keys), how="left", maintain_order="left")
    return made


def _judged(rows: pl.DataFrame, needed: Needed, keys: Sequence[str]) -> pl.DataFrame:
    if needed.options:
        value = pl.col("level").drop_nulls().first() if "level" in rows.columns else pl.lit(None, dtype=pl.String)
        return rows.group_by(keys).agg(value.alias(needed.path))
    parts = []
    if "points" in rows.columns:
        parts.append(pl.col("points").drop_nulls().first().cast(pl.Decimal(38, 6)))
    if "deduction" in rows.columns and needed.high is not None:
        full = pl.lit(Decimal(needed.high.numerator) / needed.high.denominator).cast(pl.Decimal(38, 6))
        taken = pl.col("deduction").cast(pl.Decimal(38, 6))
        parts.append(pl.when(taken.is_not_null().any()).then(full - taken.sum()))
    value = pl.coalesce(parts) if parts else pl.lit(None, dtype=pl.Decimal(38, 6))
    return rows.group_by(keys).agg(value.alias(needed.path))
