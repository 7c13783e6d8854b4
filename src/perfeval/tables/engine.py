"""The polars engine: programs over columns, and the record engine for what columns cannot hold."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TypeVar, cast

import polars as pl
from attrs import frozen

from perfeval.evaluation import Plan, RecordEngine
from perfeval.tables.columns import Column
from perfeval.tables.figures import Domain
from perfeval.tables.needing import Needs, needs
from perfeval.tables.preparing import Prepared, Tables, prepared
from perfeval.tables.program import Asked, Program, program
from perfeval.tables.readings import Way
from perfeval.tables.recalling import recalled
from perfeval.tables.recording import Recall, Recording
from perfeval.tables.running import Data, run
from perfeval.tables.wholes import WidthError
from perfeval.tables.whys import Reasoned, whys
from perfeval.tables.worked import REASONS, ROWS, Worked

_SIZES = (126, 100, 80, 62, 50, 40, 30, 20)
"""Powers of two from which on values go to the record engine; the first that the rules have room for."""

_MOST_PROGRAMS = 256
_Made = TypeVar("_Made")


@frozen(eq=False)
class _Run:
    """A program that has run: all its columns lazily, the outputs, and the rows with the columns they needed."""

    columns: pl.LazyFrame
    outputs: pl.DataFrame
    data: Data


class PolarsEngine:
    """A plan for tables; safe to share between threads."""

    def __init__(self, plan: Plan) -> None:
        """Take the plan; programs are made when data shows its bounds, and kept."""
        self.plan = plan
        self.needs: Needs = needs(plan)
        self.record = RecordEngine(plan)
        self._programs: dict[object, object] = {}
        self._lock = Lock()

    def evaluate(
        self, given: Tables, asked: Asked, way: Way, *, absent: bool = False, recall: Recall | None = None
    ) -> Worked:
        """Evaluate tables.

        Args:
            given: flat tables.
            asked: policies, and what is wanted beside scores.
            way: how numbers are written.
            absent: whether a column that is not there counts as not given.
            recall: gives the submissions at some places, where the caller has them.

        Raises:
            FormatError: every fault of the tables' shape.
        """
        back = recall or (lambda places: recalled(given, self.needs, way, places))
        recording = Recording(self.plan, self.record, asked, back)
        rows = 0
        while True:
            ready, made = self._ready(given, asked, way, absent, rows)
            if made is None:
                return recording.whole(given.entities.height, self.needs.nodes)
            ran = _ran(made, ready.data)
            rows = _most_beyond(ran, ready.domain)
            if not rows:
                break
        return self._worked(made, ready, ran, asked, recording)

    def _ready(self, given: Tables, asked: Asked, way: Way, absent: bool, rows: int) -> tuple[Prepared, Program | None]:
        """Prepared data with a program that is proved for it; none where no size of values has one."""
        for size in _SIZES:
            ready = prepared(given, self.needs, way, absent=absent, most=2**size, rows=rows)
            try:
                return ready, self._kept(program, ready.domain, asked)
            except WidthError:
                continue
        return ready, None

    def _kept(self, make: Callable[[Plan, Domain, Asked], _Made], domain: Domain, asked: Asked) -> _Made:
        """A program, made once for all data of the same bounds."""
        key = (make, domain.key(), asked)
        with self._lock:
            if key not in self._programs:
                while len(self._programs) >= _MOST_PROGRAMS:
                    self._programs.pop(next(iter(self._programs)))
                self._programs[key] = make(self.plan, domain, asked)
            return cast(_Made, self._programs[key])

    def _worked(self, made: Program, ready: Prepared, ran: _Run, asked: Asked, recording: Recording) -> Worked:
        forms = {output.name: output.form for output in made.outputs}
        far = ran.outputs["~beyond"] | ready.beyond
        reasons = self._reasons(ran.outputs["~doubtful"] & ~far, ready, asked)
        rows = _rows_told(made, ran) if made.rows else pl.DataFrame(schema=dict(ROWS))
        worked = recording.overlaid(Worked(ran.outputs.select(list(forms)), forms, reasons, rows, 0), far)
        return Worked(
            worked.frame,
            forms,
            worked.reasons.sort("place", maintain_order=True),
            worked.rows.sort("place", maintain_order=True),
            worked.recorded,
            {name: int(ran.outputs[f"{name}.rows"].sum()) for name in ran.data.tables if f"{name}.rows" in ran.outputs},
        )

    def _reasons(self, doubtful: pl.Series, ready: Prepared, asked: Asked) -> pl.DataFrame:
        """The reasons of the entities that have any: a second program, over those alone."""
        parts = [pl.DataFrame(schema=dict(REASONS))]
        if doubtful.any():
            made = self._kept(whys, ready.domain, asked)
            columns, data = run(made.scopes, ready.data.chosen(doubtful))
            entities = columns.collect()
            for reasoned in made.found:
                if reasoned.table is None:
                    source = entities.lazy().with_row_index("#entity")
                else:
                    source = data.tables[reasoned.table].numbered(entities, made.scopes[reasoned.table])
                parts += _flagged(reasoned, source)
        found = pl.concat(parts)
        places = doubtful.arg_true().cast(pl.Int64)
        return found.with_columns(places.gather(found["place"]).alias("place"))


def _ran(made: Program, data: Data) -> _Run:
    columns, data = run(made.scopes, data)
    outputs = columns.select(
        pl.int_range(pl.len()).alias("~place"),
        *(output.expr.alias(output.name) for output in made.outputs),
        made.doubtful.alias("~doubtful"),
        made.beyond.alias("~beyond"),
        *(pl.col(f"{name}.rows") for name in data.tables if name in made.scopes and made.scopes[name].sums),
    )
    return _Run(columns, outputs.collect(), data)


def _most_beyond(ran: _Run, domain: Domain) -> int:
    """A bound for the rows of an entity, where more were counted than the program is proved for; else 0."""
    counted = {name: ran.outputs.get_column(f"{name}.rows", default=None) for name in ran.data.tables}
    most = {name: rows.max() for name, rows in counted.items() if rows is not None}
    found = [n for name, n in most.items() if isinstance(n, int) and n > domain.most[name]]
    return 1 << max(found).bit_length() if found else 0


def _flagged(reasoned: Reasoned, source: pl.LazyFrame) -> list[pl.DataFrame]:
    """A row for each entity, or row of its table, that has one of the reasons."""
    row = pl.lit(None, dtype=pl.Int64) if reasoned.table is None else pl.col("#row").cast(pl.Int64)
    queries = []
    for (code, path), held in reasoned.reasons.items():
        kept = source.filter(held.expr) if isinstance(held, Column) else source
        queries.append(
            kept.select(
                pl.col("#entity").cast(pl.Int64).alias("place"),
                pl.lit(reasoned.id).alias("indicator"),
                row.alias("row"),
                pl.lit(code).alias("code"),
                pl.lit(path).alias("path"),
            )
        )
    return pl.collect_all(queries)


def _rows_told(made: Program, ran: _Run) -> pl.DataFrame:
    """The rows of open groups, numbered as they stand in their table."""
    entities = ran.columns.collect()
    parts = []
    for told in made.rows:
        numbered = ran.data.tables[told.table].numbered(entities, made.scopes[told.table])
        outputs = {o.name: o.expr for o in told.outputs}
        found = numbered.filter(told.shown).select(
            pl.col("#entity").cast(pl.Int64).alias("place"),
            pl.lit(told.id).alias("group"),
            pl.col("#row").cast(pl.Int64).alias("row"),
            told.absent.alias("absent"),
            *(outputs.get(name, pl.lit(None)).cast(pl.Int64).alias(name) for name in ("points", "score", "share")),
        )
        parts.append(found.collect())
    return pl.concat(parts)
