"""The program of reasons: run over the few entities of which something has no result."""

from __future__ import annotations

import polars as pl
from attrs import frozen

from perfeval.evaluation import PlannedGroup, PlannedIndicator, PlannedNode, PlannedRows
from perfeval.tables.building import Building
from perfeval.tables.columns import Column, Scope
from perfeval.tables.flags import any_of, but_not
from perfeval.tables.opening import OpenSums
from perfeval.tables.reasons import Explaining, Held, Reasons, both, either
from perfeval.tables.values import Flag, Nothing


@frozen(eq=False)
class Reasoned:
    """A node or open group with the flags of its reasons, in the scope of the entities or of its rows."""

    id: str
    table: str | None
    reasons: Reasons


def whys(building: Building) -> tuple[Reasoned, ...]:
    """The reasons of everything that a program was built for; they add steps to its scopes.

    Raises:
        WidthError: as for the program of the scores.
    """
    return _Reasoning(building).whys()


class _Reasoning:
    def __init__(self, building: Building) -> None:
        self.plan = building.plan
        self.building = building
        self.lowering = self.building.lowering
        self.marking = self.building.marking
        self.explaining = Explaining(self.lowering)
        self.scope = self.lowering.scope(None)
        self.found: list[Reasoned] = []

    def whys(self) -> tuple[Reasoned, ...]:
        for node in self.plan.groups:
            self._node(node, ())
        for leaf in (*self.plan.bonus, *self.plan.penalties):
            self._indicator(leaf, ())
        for result in self.building.results:
            if result.level is not None and result.id not in self.building.marks and result.unknown is not False:
                self._add(result.id, None, {("no_rule", result.id): result.unknown})
        return tuple(self.found)

    def _add(self, id: str, table: str | None, reasons: Reasons) -> None:
        if reasons:
            self.found.append(Reasoned(id, table, reasons))

    def _node(self, node: PlannedNode, above: tuple[str, ...]) -> None:
        match node:
            case PlannedGroup():
                for child in node.children:
                    self._node(child, (*above, node.id))
            case PlannedRows():
                self._rows(node)
            case PlannedIndicator():
                self._indicator(node, above)

    def _masked(self, reasons: Reasons, flag: Flag, table: str | None = None) -> dict[tuple[str, str], Held]:
        """Reasons where a flag holds."""
        scope = self.lowering.scope(table)
        if flag is False:
            return {}
        if flag is True:
            return dict(reasons)
        return {why: both(scope, held, flag) for why, held in reasons.items()}

    def _indicator(self, leaf: PlannedIndicator, above: tuple[str, ...]) -> None:
        mark = self.building.marks[leaf.id]
        found = self.explaining.of(leaf.rule)
        if leaf.scale is None and isinstance(outside := self._outside(leaf), Column):
            found = either(self.scope, found, {("out_of_bounds", leaf.id): outside})
        applies = but_not(self.scope, True, any_of(self.scope, [mark.absent, mark.perhaps]))
        parts = [self._masked(found, applies)]
        if leaf.not_applicable_when is not None:
            parts.append(self._masked(self.explaining.of(leaf.not_applicable_when), mark.perhaps))
        self._add(leaf.id, None, either(self.scope, *parts))

    def _outside(self, leaf: PlannedIndicator) -> Flag:
        """Whether the rule gives something that is no share of the marks."""
        raw, share = self.lowering.number(leaf.rule), self.building.marks[leaf.id].share
        if isinstance(raw, Nothing) or isinstance(share, Nothing) or not share.nullable:
            return False
        if self.marking.sharing.proved(leaf, leaf.rule, share if leaf.yields == "points" else raw):
            return False
        parents = (*raw.n.parents, *share.n.parents)
        known = pl.lit(True) if raw.n.column is None else raw.n.column.expr.is_not_null()
        assert share.n.column is not None
        return self.scope.bind(known & share.n.column.expr.is_null(), parents, nullable=False)

    def _rows(self, leaf: PlannedRows) -> None:
        mark = self.building.marks[leaf.id]
        table, applies = leaf.table, but_not(self.scope, True, mark.absent)
        given = self.lowering.domain.given[table]
        if given is False:
            self._add(leaf.id, None, self._masked({("not_given", table): True}, applies))
            return
        kept = self.lowering.flag(leaf.where, table)
        where = self.explaining.of(leaf.where, table)
        points = self.explaining.kept(self.explaining.of(leaf.points, table), kept, table)
        untold = self.explaining.over_rows(table, either(self.lowering.scope(table), where, points))
        sums = mark.sums
        reasons = dict(untold)
        told = but_not(self.scope, True, _flag(self.scope, untold))
        if given is None:
            flag = Column(f"{table}.given")
            reasons = self._masked(reasons, flag)
            reasons[("not_given", table)] = self.scope.bind(~flag.expr, (flag,), nullable=False)
            told = flag if told is True else _and(self.scope, told, flag)
        reasons.update(self._unusable(leaf, sums, told))
        self._add(leaf.id, None, self._masked(reasons, applies))
        if sums is not None:
            self._each(leaf, sums, applies)

    def _unusable(self, leaf: PlannedRows, sums: OpenSums | None, told: Flag) -> Reasons:
        """No row at all, or rows that do not bring the group's points."""
        none, wrong = ("no_rows", leaf.id), ("rows_points", leaf.id)
        if sums is None:
            return {} if told is False else {none: told}
        empty = self.scope.bind(sums.count.expr == 0, (sums.count,), nullable=False)
        assert isinstance(sums.closed, Column)
        others = self.scope.bind(sums.closed.expr & (sums.count.expr > 0), (sums.closed, sums.count), nullable=False)
        return {**self._masked({none: empty}, told), **self._masked({wrong: others}, told)}

    def _each(self, leaf: PlannedRows, sums: OpenSums, applies: Flag) -> None:
        """The reasons of single rows, where the group can be told."""
        table = leaf.table
        rows = self.lowering.scope(table)
        open_ = rows.bind(sums.row.open, sums.row.parents, nullable=False)
        shown = but_not(self.scope, applies, sums.closed)
        if isinstance(shown, bool):
            flag: Flag = open_ if shown else False
        else:
            over = rows.spread_over(shown)
            flag = rows.bind(open_.expr & over.expr, (open_, over), nullable=False)
        self._add(leaf.id, table, self._masked(self.explaining.of(leaf.each.rule, table), flag, table))


def _flag(scope: Scope, reasons: Reasons) -> Flag:
    return any_of(scope, list(reasons.values()))


def _and(scope: Scope, one: Flag, other: Column) -> Flag:
    if isinstance(one, bool):
        return other if one else False
    return scope.bind(one.expr & other.expr, (one, other), nullable=False)
