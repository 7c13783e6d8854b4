"""The polars engine: programs over columns, and the record engine for what columns cannot hold."""

from __future__ import annotations

from threading import Lock

import polars as pl
from attrs import frozen

from perfeval.evaluation import Plan, RecordEngine
from perfeval.tables.figures import Domain
from perfeval.tables.flagged import flagged
from perfeval.tables.layouts import worked_out
from perfeval.tables.making import Made, made
from perfeval.tables.needing import Needs, needs
from perfeval.tables.numerals import Way
from perfeval.tables.preparing import Prepared, Tables, prepared
from perfeval.tables.program import Asked
from perfeval.tables.recalling import recalled
from perfeval.tables.recording import Recall, Recording
from perfeval.tables.running import Data, run
from perfeval.tables.selftest import tried
from perfeval.tables.wholes import WidthError
from perfeval.tables.worked import REASONS, ROWS, Worked

_SIZES = (126, 100, 80, 62, 50, 40, 30, 20)
"""Powers of two from which on values go to the record engine; the first that the rules have room for."""

_MOST_PROGRAMS = 256


@frozen(eq=False)
class _Run:
    """A program that has run: the outputs, and the data with the columns that rows needed."""

    outputs: pl.DataFrame
    data: Data


class PolarsEngine:
    """A plan for tables; safe to share between threads."""

    def __init__(self, plan: Plan) -> None:
        """Take the plan; programs are made when data shows its bounds, and kept.

        Raises:
            UsageError: this version of polars does not do what the engine relies on.
        """
        tried()
        self.plan = plan
        self.needs: Needs = needs(plan)
        self.record = RecordEngine(plan)
        self._programs: dict[object, Made] = {}
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
            ready, found = self._ready(given, asked, way, absent, rows)
            if found is None:
                return recording.whole(given.entities.height, self.needs.nodes)
            ran = _ran(found, ready.data)
            rows = _most_beyond(ran, ready.domain)
            if not rows:
                break
        return _worked(found, ready, ran, recording)

    def _ready(self, given: Tables, asked: Asked, way: Way, absent: bool, rows: int) -> tuple[Prepared, Made | None]:
        """Prepared data with a program that is proved for it; none where no size of values has one."""
        for size in _SIZES:
            ready = prepared(given, self.needs, way, absent=absent, most=2**size, rows=rows)
            try:
                return ready, self._kept(ready.domain, asked)
            except WidthError:
                continue
        return ready, None

    def _kept(self, domain: Domain, asked: Asked) -> Made:
        """A program, made once for all data of the same bounds."""
        key = (domain.key(), asked)
        with self._lock:
            if key not in self._programs:
                while len(self._programs) >= _MOST_PROGRAMS:
                    self._programs.pop(next(iter(self._programs)))
                self._programs[key] = made(self.plan, domain, asked)
            return self._programs[key]


def _ran(found: Made, data: Data) -> _Run:
    columns, data = run(found.reach, data)
    program = found.program
    counted = [f"{name}.rows" for name in data.tables if name in program.scopes]
    outputs = columns.select(
        pl.int_range(pl.len()).alias("~place"),
        *(output.expr.alias(output.name) for output in program.outputs),
        program.doubtful.alias("~doubtful"),
        program.beyond.alias("~beyond"),
        *counted,
        *found.sums,
    )
    return _Run(outputs.collect(engine="streaming"), data)


def _most_beyond(ran: _Run, domain: Domain) -> int:
    """A bound for the rows of an entity, where more were counted than the program is proved for; else 0."""
    counted = {name: ran.outputs.get_column(f"{name}.rows", default=None) for name in ran.data.tables}
    most = {name: rows.max() for name, rows in counted.items() if rows is not None}
    found = [n for name, n in most.items() if isinstance(n, int) and n > domain.most[name]]
    return 1 << max(found).bit_length() if found else 0


def _worked(found: Made, ready: Prepared, ran: _Run, recording: Recording) -> Worked:
    forms = {output.name: output.form for output in found.program.outputs}
    far = ran.outputs["~beyond"] | ready.beyond
    reasons = _reasons(found, ready, ran, ran.outputs["~doubtful"] & ~far)
    rows = _rows_told(found, ran) if found.program.rows else pl.DataFrame(schema=dict(ROWS))
    worked = recording.overlaid(Worked(ran.outputs.select(list(forms)), forms, reasons, rows, 0), far)
    return Worked(
        worked.frame,
        forms,
        worked.reasons.sort("place", maintain_order=True),
        worked.rows.sort("place", maintain_order=True),
        worked.recorded,
        {name: int(ran.outputs[f"{name}.rows"].sum()) for name in ran.data.tables if f"{name}.rows" in ran.outputs},
    )


def _reasons(found: Made, ready: Prepared, ran: _Run, doubtful: pl.Series) -> pl.DataFrame:
    """The reasons of the entities that have any, worked out for those alone, from sums that are there already."""
    if not doubtful.any():
        return pl.DataFrame(schema=dict(REASONS))
    sums = ran.outputs.select(pl.col("^.*[.]rows$"), *found.sums)
    entities = pl.concat([ready.data.entities, sums], how="horizontal").filter(doubtful).lazy()
    steps = found.later.steps(None)
    for phase in range(found.later.phases + 1):
        entities = worked_out(entities, [step for step in steps if step.column.phase == phase])
    numbers = pl.int_range(pl.len()).alias("#entity"), pl.lit(None, dtype=pl.Int64).alias("#row")
    parts = [flagged(found.reasons, entities.with_columns(numbers))]
    if found.row_reasons:
        data = run(found.later_rows, ready.data.chosen(doubtful))[1]
        for table in dict.fromkeys(reasoned.table for reasoned in found.row_reasons):
            assert table is not None
            numbered = data.tables[table].numbered(data.entities, found.later_rows.steps(table))
            parts.append(flagged([r for r in found.row_reasons if r.table == table], numbered))
    told = pl.concat(parts)
    places = doubtful.arg_true().cast(pl.Int64)
    return told.with_columns(places.gather(told["place"]).alias("place"))


def _rows_told(found: Made, ran: _Run) -> pl.DataFrame:
    """The rows of open groups, numbered as they stand in their table."""
    parts = []
    for told in found.program.rows:
        steps = found.reach.steps(told.table)
        numbered = ran.data.tables[told.table].numbered(ran.data.entities, steps)
        outputs = {o.name: o.expr for o in told.outputs}
        kept = numbered.filter(told.shown).select(
            pl.col("#entity").cast(pl.Int64).alias("place"),
            pl.lit(told.id).alias("group"),
            pl.col("#row").cast(pl.Int64).alias("row"),
            told.absent.alias("absent"),
            *(outputs.get(name, pl.lit(None)).cast(pl.Int64).alias(name) for name in ("points", "score", "share")),
        )
        parts.append(kept.collect())
    return pl.concat(parts)
