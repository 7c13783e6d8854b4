"""Rows of tables: those that open groups want, with the points they want, and others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from random import Random
from typing import Any

from attrs import fields
from hypothesis import strategies as st

from perfeval.evaluation import engine_of
from perfeval.evaluation.figures import Frame
from perfeval.evaluation.missing import Missing
from perfeval.expressions import Field, lowered
from perfeval.model import Entity, Input, OpenGroup, Project, Scheme, Submission, Target, Task, bound
from perfeval.testing.strategies.demand import Demand, settled_by
from perfeval.testing.strategies.values import Amount, amounts, examples_of, parts_of, value_of

Values = dict[str, Any]

CLASSES: Mapping[str, type[Project | Task | Target]] = {"projects": Project, "tasks": Task, "targets": Target}
"""The tables of the standard vocabulary."""

_TRIES = 300
_SIXTH = st.integers(1, 6)


class RowMaker:
    """Makes the rows of one table."""

    def __init__(self, table: str, columns: tuple[Input, ...], asked: Demand, near: bool) -> None:
        """Prepare the columns and groups of the table.

        Args:
            table: the table.
            columns: its columns that rules read.
            asked: what the scheme asks for.
            near: whether rows may have gaps and faults.
        """
        self.table, self.near = table, near
        self.cells = {self.name(column.path): self.cell(column, asked) for column in columns}
        self.examples = {self.name(c.path): examples_of(c, asked.edges, classed=table in CLASSES) for c in columns}
        self.count = st.integers(0 if near else 1, 4)
        groups = [group for group in asked.open_groups if group.rows == table]
        self.groups = [_Wanted(self, group, asked.scheme) for group in groups]

    def name(self, path: str) -> str:
        """A column's name inside a row."""
        return path.removeprefix(f"{self.table}.")

    def cell(self, column: Input, asked: Demand) -> st.SearchStrategy[Any]:
        """The values of a column; what stands in a class has to be of its kind."""
        if self.table not in CLASSES:
            return value_of(column, asked.edges, near=self.near)
        if column.kind == "money":
            return amounts(asked.edges, near=self.near)
        return value_of(column, asked.edges, near=False)

    def rows(self, draw: st.DrawFn, base: Decimal, *, gaps: bool = False) -> list[Any]:
        """Draw the rows.

        Args:
            draw: what draws.
            base: what amounts stand to, in 万元.
            gaps: whether rows may be such that they cannot be scored.
        """
        rows: list[Values] = []
        for wanted in self.groups:
            points = draw(wanted.points)
            if self.near and draw(_SIXTH) == 6:
                points = draw(wanted.wrong_points(points))
            rows += [self.row_for(draw, wanted, each, gaps) for each in points]
        if not self.groups:
            spare = list(self.cells) if self.near else []
            rows = [self.row(draw, spare) for _ in range(draw(self.count))]
        elif self.near and draw(_SIXTH) == 6:
            rows.append(self.row(draw, []))
        return [self.made(row, base, n) for n, row in enumerate(rows, 1)]

    def row(self, draw: st.DrawFn, spare: list[str]) -> Values:
        """A row, without some of what it need not give."""
        left_out = draw(st.integers(0, 2 ** len(spare) - 1)) if spare and draw(_SIXTH) > 3 else 0
        gone = {name for n, name in enumerate(spare) if left_out >> n & 1}
        return {name: draw(values) for name, values in self.cells.items() if name not in gone}

    def row_for(self, draw: st.DrawFn, wanted: _Wanted, points: Decimal, gaps: bool) -> Values:
        """A row that an open group takes, with its points; where all is well, one that can be scored."""
        known = None if self.near or (gaps and draw(_SIXTH) > 4) else wanted.known
        row = self.row(draw, wanted.spare) if known is None or draw(_SIXTH) > 4 else draw(known)
        if known is not None and not wanted.scored({**row, **wanted.texts}):
            row = draw(known)
        return {**row, **wanted.texts, wanted.column: points}

    def made(self, row: Values, base: Decimal, n: int) -> Any:
        """A row as a submission holds it."""
        cls: Any = CLASSES.get(self.table)
        whole = {name: value.of(base) if isinstance(value, Amount) else value for name, value in row.items()}
        if cls is None:
            return whole
        known = {a.name for a in fields(cls)}
        return cls(**{"name": f"第{n}项", **{name: value for name, value in whole.items() if name in known}})


class _Wanted:
    """What an open group wants of its rows."""

    def __init__(self, maker: RowMaker, group: OpenGroup, scheme: Scheme) -> None:
        self.group = group
        self.points = parts_of(group.points, scheme.places)
        self.texts = {maker.name(path): text for path, text in settled_by(group.where).items()}
        self.column = maker.name(group.row_points.path) if isinstance(group.row_points, Field) else ""
        needed = {self.column, *(maker.name(f.path) for f in (group.row_label,) if isinstance(f, Field)), *self.texts}
        self.spare = sorted(maker.cells.keys() - needed)
        self.scored = _scored(maker, group, scheme)
        rows = [] if maker.near else self.some_rows(maker.examples)
        self.known: st.SearchStrategy[Values] | None = st.sampled_from(rows) if rows else None

    def some_rows(self, examples: Mapping[str, list[Any]]) -> list[Values]:
        """Rows that can be scored, found by trying; always the same ones.

        Forms ask for a target or for a tier and seldom get both, so a row may leave out what it can do without.
        """
        chance = Random(2020)
        rows: list[Values] = []
        for _ in range(_TRIES):
            gone = {name for name in self.spare if chance.random() < 0.5} if chance.random() < 0.7 else set()
            row = {name: chance.choice(values) for name, values in examples.items() if name not in gone}
            if self.scored({**row, **self.texts}):
                rows.append(row)
        return rows

    def wrong_points(self, points: list[Decimal]) -> st.SearchStrategy[list[Decimal]]:
        """Points of rows that cannot be used: none, too many, with more decimals than a score has."""
        half = self.group.points / 2
        fine = [half + Decimal("0.0000005"), half - Decimal("0.0000005")]
        return st.sampled_from([[], [*points, Decimal(1)], fine])


def _scored(maker: RowMaker, group: OpenGroup, scheme: Scheme) -> Callable[[Values], bool]:
    """Whether the group takes a row and can score it, alone in its table."""
    compiler = engine_of(scheme).compiler
    where, rule = compiler(lowered(group.where)), compiler(lowered(bound(group).scoring))

    def run(row: Values) -> bool:
        rows = (maker.made(row, Decimal(100), 1),)
        alone: Values = {maker.table: rows} if maker.table in CLASSES else {"facts": {maker.table: rows}}
        frame = Frame(Submission(entity=Entity("某局"), year=2024, **alone))
        return where(frame, 0) is True and rule(frame, 0).__class__ is not Missing

    return run
