"""Evaluates tables: shapes them, runs the engine, presents the result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from threading import Lock
from typing import Any

import polars as pl
from attrs import evolve, field, frozen

from perfeval.evaluation import Plan
from perfeval.expressions import suggestion
from perfeval.findings import Finding, FormatError, Lang, PerfevalError, UsageError, kind
from perfeval.numbers import MONEY_UNITS
from perfeval.tables.engine import PolarsEngine
from perfeval.tables.frames import frame_of
from perfeval.tables.naming import unknown_names
from perfeval.tables.needing import Needs
from perfeval.tables.numerals import Way
from perfeval.tables.preparing import Tables, column_faults
from perfeval.tables.program import Asked
from perfeval.tables.results import TableEvaluation, presented
from perfeval.tables.shaping import Laid, key_faults, laid_flat, shaped
from perfeval.tables.varying import Part, Vary, groups, joined, part_of, refused, varying
from perfeval.tables.varying import column_faults as varying_faults
from perfeval.tables.worked import Worked

ROW = "~row"
"""The row of a child table where it stood, from 1, for tables of which only a part is evaluated."""


@frozen(kw_only=True)
class Reading:
    """How tables are to be read.

    Raises:
        UsageError: a unit of money that there is not, or decimals that nobody has.
    """

    keys: tuple[str, ...] = ("entity",)
    """The columns that tell entities apart."""
    money_unit: str = field(default="元")
    """The unit of amounts of money."""
    floats: int | None = field(default=None)
    """How many decimals Float64 columns have, at most 15; None refuses them."""
    absent: bool = False
    """Whether a column that is not there counts as not given; otherwise it is a fault."""

    def __attrs_post_init__(self) -> None:
        faults = []
        if self.money_unit not in MONEY_UNITS:
            options = "、".join(MONEY_UNITS)
            near = suggestion(self.money_unit, MONEY_UNITS)
            faults.append(kind("I111").at("money_unit", found=self.money_unit, options=options, near=near))
        if self.floats is not None and not 0 <= self.floats <= _MOST_PLACES:
            faults.append(kind("I113").at("floats", found=self.floats, low=0, high=_MOST_PLACES))
        if faults:
            raise UsageError(faults)


_MOST_PLACES = 15
"""The decimals that a float of 1 or so can tell apart."""


def evaluate_tables(
    plan: Plan,
    entities: Any,
    children: Mapping[str, Any],
    *,
    reading: Reading,
    asked: Asked,
    vary: Vary | None = None,
) -> TableEvaluation:
    """Evaluate tables by a plan.

    Args:
        plan: the plan.
        entities: a row for each entity.
        children: child tables by name.
        reading: how they are to be read.
        asked: policies, and what is wanted beside scores.
        vary: gives the plan under other points and parameters, for columns of them.

    Raises:
        FormatError: every fault of the tables' shape, before any work.
    """
    engine = engine_for(plan)
    frames = {name: frame_of(table, name) for name, table in children.items()}
    way = Way(reading.money_unit, reading.floats)
    laid = laid_flat(frame_of(entities, "entities"), frames, engine.needs)
    faults = [*key_faults(laid, reading.keys), *unknown_names(laid.entities, laid.children, engine.needs)]
    faults += _varying_faults(laid.entities, vary)
    if faults:
        raise FormatError([*faults, *_others(laid, engine.needs, way, reading)])
    tables = shaped(laid, engine.needs, reading.keys)
    if vary is not None and varying(laid.entities.columns) and laid.entities.height:
        return _varied(tables, vary, plan, way, reading, asked)
    return _evaluated(tables, engine, way, reading, asked)


def _evaluated(tables: Tables, engine: PolarsEngine, way: Way, reading: Reading, asked: Asked) -> TableEvaluation:
    worked = engine.evaluate(tables, asked, way, absent=reading.absent)
    found = orphans(tables, [name for name in engine.needs.tables if _some_lost(tables, worked, name)])
    return presented(worked, engine.plan, asked, tables.entities, reading.keys, found)


def _varied(tables: Tables, vary: Vary, plan: Plan, way: Way, reading: Reading, asked: Asked) -> TableEvaluation:
    """Each combination of points and parameters by a plan of its own; where they do not fit, nothing is scored."""
    parts = []
    for group in groups(tables.entities):
        some = part_of(tables, group.places)
        try:
            changed = vary.plan(group.parameters, group.points)
        except PerfevalError as error:
            parts.append(refused(group, _evaluated(some, engine_for(plan), way, reading, asked), error))
        else:
            parts.append(Part(group, _evaluated(some, engine_for(changed), way, reading, asked)))
    return joined(parts, plan, orphans(tables, engine_for(plan).needs.tables))


def _varying_faults(entities: pl.DataFrame, vary: Vary | None) -> list[Finding]:
    if vary is None:
        return [kind("I207").at(name, column=name) for name in varying(entities.columns)]
    return list(varying_faults(entities, vary))


def _others(laid: Laid, needs: Needs, way: Way, reading: Reading) -> list[Finding]:
    """The faults of columns, to be told with those of keys and names; a long table of judgements is no column yet."""
    tables = Tables(laid.entities, laid.children, reading.keys, laid.counts)
    if "judgements" in laid.children:
        columns = [c for c in needs.columns if not c.path.startswith("judgements.")]
        needs = evolve(needs, columns=tuple(columns))
    return column_faults(tables, needs, way, absent=reading.absent)


def _some_lost(tables: Tables, worked: Worked, name: str) -> bool:
    """Whether rows of a table may have found no entity."""
    return name in tables.children and worked.matched.get(name) != tables.children[name].height


def orphans(tables: Tables, names: Sequence[str]) -> pl.DataFrame:
    """The rows whose entity is not there: a finding for each, with its key."""
    parts = []
    for name in names:
        if name not in tables.children or name in tables.counts:
            continue
        child = tables.children[name]
        own = pl.col(ROW) if ROW in child.columns else pl.int_range(1, pl.len() + 1)
        rows = child.lazy().select(own.alias("row"), *tables.keys)
        lost = rows.join(tables.entities.lazy().select(tables.keys), on=tables.keys, how="anti").collect()
        parts.append(_told(lost, name, tables.keys))
    return pl.concat(parts or [_told(tables.entities.clear().with_columns(pl.lit(0).alias("row")), "", tables.keys)])


def _told(lost: pl.DataFrame, table: str, keys: Sequence[str]) -> pl.DataFrame:
    """A finding for each row, in both languages."""
    found = kind("I204")
    key = pl.concat_str(keys, separator=" ")
    langs: tuple[Lang, ...] = ("zh", "en")
    texts = {lang: found.message[lang].format(table=table, row="{}", key="{}") for lang in langs}
    return lost.select(
        pl.lit(found.code).alias("code"),
        pl.lit(found.severity).alias("severity"),
        pl.lit(table).alias("table"),
        pl.col("row").cast(pl.Int64),
        *keys,
        *(pl.format(text, "row", key).alias(lang) for lang, text in texts.items()),
    )


_ENGINES: dict[str, PolarsEngine] = {}
_LOCK = Lock()
_MOST = 16


def engine_for(plan: Plan) -> PolarsEngine:
    """The engine of a plan; the last few are kept with their programs."""
    with _LOCK:
        if plan.digest not in _ENGINES:
            while len(_ENGINES) >= _MOST:
                _ENGINES.pop(next(iter(_ENGINES)))
            _ENGINES[plan.digest] = PolarsEngine(plan)
        return _ENGINES[plan.digest]
