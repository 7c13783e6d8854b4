"""The columns that a scheme needs: of the entities, and of each child table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Literal

from attrs import field, frozen

from perfeval.evaluation import Plan, PlannedRows
from perfeval.expressions import Expr, Field, Total, walk
from perfeval.findings import Text
from perfeval.model import Input

Held = Literal["number", "money", "ratio", "flag", "text", "date"]


@frozen
class Needed:
    """A column that rules read.

    Example:
        >>> from perfeval.evaluation import plan
        >>> from perfeval.model import Indicator, Scheme
        >>> from perfeval.tables.needing import needs
        >>> toy = plan(Scheme(id="toy", label="示例", groups=[Indicator("work", "工作", 100)]))
        >>> [(column.path, column.table, column.held) for column in needs(toy).columns]
        [('judgements.work', None, 'number')]
    """

    path: str
    """Its name: the path that rules use; a column of a child table goes without the table's name in that table."""
    table: str | None
    """The child table, None for the entities."""
    held: Held
    """What it holds."""
    label: Text = Text()
    """What people call it."""
    unit: str = ""
    """The unit of a quantity; `100` for a mark out of 100."""
    low: Fraction | None = None
    """The lowest value, in base units."""
    high: Fraction | None = None
    """The highest value, in base units."""
    options: tuple[str, ...] = ()
    """What a text can be."""
    missing: str | None = None
    """The level that says that information is missing."""
    out_of: Fraction | None = None
    """For a ratio written as a mark: out of how much."""
    default: bool | None = None
    """What a flag is where nothing is said."""

    @property
    def name(self) -> str:
        """The column's name in its table."""
        return self.path if self.table is None else self.path.removeprefix(f"{self.table}.")


@frozen
class Needs:
    """All columns and tables that a plan reads, and what a submission may mark as not applicable."""

    columns: tuple[Needed, ...]
    tables: tuple[str, ...]
    nodes: tuple[str, ...] = field(factory=tuple)

    def of(self, table: str | None) -> tuple[Needed, ...]:
        """The columns of one table."""
        return tuple(column for column in self.columns if column.table == table)


_HELD: Mapping[str, Held] = {
    "number": "number",
    "points": "number",
    "quantity": "number",
    "money": "money",
    "ratio": "ratio",
    "flag": "flag",
    "text": "text",
    "level": "text",
    "date": "date",
}


def needs(plan: Plan) -> Needs:
    """What a plan reads, in the order that it is met."""
    declared = {i.path: i for i in plan.inputs}
    columns: dict[str, Needed] = {}
    tables: dict[str, None] = {}
    for rule in _rules(plan):
        for node in walk(rule):
            if isinstance(node, Field):
                columns.setdefault(node.path, _needed(node, declared.get(node.path)))
            elif isinstance(node, Total):
                tables.setdefault(node.table)
    for leaf in plan.leaves():
        if isinstance(leaf, PlannedRows):
            tables.setdefault(leaf.table)
    return Needs(tuple(columns.values()), tuple(tables), tuple(node.id for node in plan.nodes()))


def _needed(figure: Field, declared: Input | None) -> Needed:
    if declared is None:  # a judgement
        held: Held = "text" if figure.declared.options else "number"
        return Needed(
            figure.path,
            None,
            held,
            figure.label,
            low=figure.low,
            high=figure.high,
            options=figure.declared.options,
            missing=figure.missing,
        )
    return Needed(
        declared.path,
        declared.table,
        _HELD[declared.kind],
        declared.label,
        declared.unit,
        declared.low,
        declared.high,
        declared.options,
        None,
        None if declared.out_of is None else Fraction(declared.out_of),
        declared.default,
    )


def _rules(plan: Plan) -> Iterator[Expr]:
    for leaf in plan.leaves():
        each = leaf.each if isinstance(leaf, PlannedRows) else leaf
        rules = [each.rule, each.measure, each.not_applicable_when]
        if isinstance(leaf, PlannedRows):
            rules += [leaf.where, leaf.points]
        yield from (rule for rule in rules if rule is not None)
    for cap in plan.caps:
        yield cap.when
