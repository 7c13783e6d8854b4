"""Points and parameters that differ from entity to entity: each combination is a scheme of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
import polars as pl
from attrs import evolve, frozen

from perfeval.evaluation import Plan
from perfeval.expressions import suggestion
from perfeval.findings import Finding, PerfevalError, Text, kind
from perfeval.tables.faulted import ColumnError, of_wrong_type, schema_fault
from perfeval.tables.points import points_of, total_unit
from perfeval.tables.preparing import Tables
from perfeval.tables.results import TableEvaluation
from perfeval.tables.worked import REASONS

HEADS = ("parameters.", "points.")
_AT = "~at"


@frozen(eq=False)
class Vary:
    """What can be changed in a scheme, and the scheme changed so."""

    parameters: tuple[str, ...]
    """Its parameters."""
    points: tuple[str, ...]
    """The ids of indicators and open groups."""
    plan: Callable[[Mapping[str, str], Mapping[str, str]], Plan]
    """The plan under other parameters and points, both as text; raises a `PerfevalError` where they do not fit."""


@frozen(eq=False)
class Group:
    """The entities that share a combination of points and parameters."""

    places: pl.Series
    """Where they stand among all entities."""
    parameters: Mapping[str, str]
    points: Mapping[str, str]
    """Both as text, by name."""


@frozen(eq=False)
class Part:
    """What a combination came to."""

    group: Group
    found: TableEvaluation
    stands: bool = True
    """Whether it is a scheme; otherwise nothing is scored."""


def varying(columns: Sequence[str]) -> list[str]:
    """The columns of points and parameters."""
    return [name for name in columns if name.startswith(HEADS)]


def column_faults(entities: pl.DataFrame, vary: Vary) -> Iterator[Finding]:
    """A fault for each column of points or parameters that the scheme lacks, or whose values are no exact numbers."""
    for name in varying(entities.columns):
        head, _, id = name.partition(".")
        known = vary.points if head == "points" else vary.parameters
        if id not in known:
            what = Text("指标", "indicator") if head == "points" else Text("参数", "parameter")
            yield kind("I115").at(name, name=id, what=what, near=suggestion(id, known))
        dtype = entities.schema[name]
        if not (dtype.is_integer() or dtype.is_decimal() or dtype in (pl.String, pl.Null)):
            wanted = Text("文本或十进制数，如 95%、12.5", "texts or exact numbers, such as 95%, 12.5")
            error: ColumnError = of_wrong_type(entities[name], wanted)
            yield schema_fault(error, name)


def groups(entities: pl.DataFrame) -> Iterator[Group]:
    """The combinations in the order in which they are met; a value that is empty stays the scheme's."""
    names = varying(entities.columns)
    texts = [pl.col(name).cast(pl.String).str.strip_chars().replace("", None) for name in names]
    found = entities.select(texts).with_row_index(_AT)
    for values, rows in found.group_by(names, maintain_order=True):
        said = {name: str(value) for name, value in zip(names, values, strict=True) if value is not None}
        yield Group(rows[_AT], *({n.removeprefix(h): v for n, v in said.items() if n.startswith(h)} for h in HEADS))


def part_of(tables: Tables, places: pl.Series) -> Tables:
    """Some of the entities with their rows."""
    entities = tables.entities[places]
    entities = entities.drop(varying(entities.columns))
    chosen = np.zeros(tables.entities.height, np.bool_)
    chosen[places.to_numpy()] = True
    keys = entities.lazy().select(tables.keys)
    children = {
        name: rows.filter(pl.Series(np.repeat(chosen, tables.counts[name])))
        if name in tables.counts
        else rows.lazy().join(keys, on=tables.keys, how="semi", maintain_order="left").collect()
        for name, rows in tables.children.items()
    }
    return Tables(entities, children, tables.keys, {name: counts[chosen] for name, counts in tables.counts.items()})


def refused(group: Group, found: TableEvaluation, error: PerfevalError) -> Part:
    """The result of entities whose points or parameters do not fit the scheme: nothing of it stands."""
    heads = ("score.", "level.", "share.", "total", "grade", "uncapped", "lower", "upper", "possible_grades")
    nodes = points_of(found.plan)
    scores = found.scores.with_columns(
        *(pl.lit(None, dtype=d).alias(n) for n, d in found.scores.schema.items() if n.startswith(heads)),
        *(pl.lit("unscored").alias(f"status.{id}") for id in nodes),
        complete=pl.lit(value=False),
    )
    why = [(f.code, f.location or "points") for f in error.findings]
    leaves = [leaf.id for leaf in found.plan.leaves()]
    rows = [(at, id, None, code, path) for at in range(scores.height) for id in leaves for code, path in why]
    reasons = pl.DataFrame(rows, schema=dict(REASONS), orient="row")
    own = scores.select(pl.col(found.keys).gather(reasons["place"]))
    result = evolve(
        found,
        scores=scores,
        reasons=pl.concat([own, reasons.drop("place")], how="horizontal"),
        rows=found.rows.clear(),
        worked=evolve(found.worked, reasons=reasons),
    )
    return Part(group, result, stands=False)


def joined(parts: Sequence[Part], plan: Plan, findings: pl.DataFrame) -> TableEvaluation:
    """The results of all combinations as one, in the order of the entities, each with its points where they differ."""
    differing = _differing([part.found.plan for part in parts])
    scores = pl.concat(
        [_pointed(part, differing).with_columns(part.group.places.alias(_AT)) for part in parts],
        how="diagonal_relaxed",
    ).sort(_AT)
    statuses = [pl.col(name).fill_null("scored") for name in scores.columns if name.startswith("status.")]
    first = parts[0].found
    return TableEvaluation(
        scores.with_columns(statuses).drop(_AT),
        _by_place([(part.group, part.found.reasons, part.found.worked.reasons) for part in parts]),
        _by_place([(part.group, part.found.rows, part.found.worked.rows) for part in parts]),
        findings,
        evolve(
            first.worked,
            frame=first.worked.frame.clear(),
            reasons=pl.concat([_placed(part.group, part.found.worked.reasons) for part in parts]),
            rows=first.worked.rows.clear(),
            recorded=sum(part.found.recorded for part in parts),
        ),
        plan,
        first.asked,
        first.keys,
    )


def _differing(plans: Sequence[Plan]) -> list[str]:
    """The nodes whose points are not the same everywhere."""
    all_points = [points_of(plan) for plan in plans]
    return [id for id, points in all_points[0].items() if any(other[id] != points for other in all_points)]


def _pointed(part: Part, ids: Sequence[str]) -> pl.DataFrame:
    """The scores with the points of each of these nodes, unless a policy tells them already."""
    found = part.found
    points = points_of(found.plan)
    dtype = pl.Decimal(38, len(str(total_unit(found.plan))) - 1)
    new = [id for id in ids if f"points.{id}" not in found.scores.columns]
    return found.scores.with_columns(
        pl.lit(points[id] if part.stands else None, dtype=dtype).alias(f"points.{id}") for id in new
    )


def _placed(group: Group, frame: pl.DataFrame) -> pl.DataFrame:
    """A frame by place in a part as one by place among all entities."""
    return frame.with_columns(group.places.cast(pl.Int64).gather(frame["place"]).alias("place"))


def _by_place(parts: Sequence[tuple[Group, pl.DataFrame, pl.DataFrame]]) -> pl.DataFrame:
    """Frames by key in the order of the entities; beside each, the same by place."""
    frames = [shown.with_columns(_placed(group, worked)["place"].alias(_AT)) for group, shown, worked in parts]
    return pl.concat(frames, how="vertical_relaxed").sort(_AT, maintain_order=True).drop(_AT)
