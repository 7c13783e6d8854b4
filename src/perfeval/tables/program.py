"""A plan as steps over columns: what to work out, in which order, and which columns are the result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Literal

import polars as pl
from attrs import frozen

from perfeval.evaluation import Plan, PlannedGroup, PlannedIndicator, PlannedNode, PlannedRows
from perfeval.model import NoCombination, NotApplicable, OnMissing, Ordinal, Sum
from perfeval.tables import levels
from perfeval.tables.apportioning import Worth, apportioned, units_of
from perfeval.tables.columns import Column, Scope
from perfeval.tables.figures import Domain
from perfeval.tables.flags import any_of, but_not, is_null_column
from perfeval.tables.lowering import Lowering
from perfeval.tables.marks import Mark, Marking
from perfeval.tables.opening import OpenSums
from perfeval.tables.points import points_of, total_unit
from perfeval.tables.rationals import Rational, multiplied, of, rounded
from perfeval.tables.totals import Graded, Totals, graded, totalled
from perfeval.tables.values import NOTHING, Flag, Nothing, Plain
from perfeval.tables.wholes import Whole, combined, constant

Form = Literal["units", "total_units", "share", "flag", "text", "rank"]
SHARE_PLACES = 12
"""Decimals of a share where it is asked for; engines agree on so many."""


@frozen(eq=False)
class Output:
    """A column of the result."""

    name: str
    form: Form
    expr: pl.Expr


@frozen
class Asked:
    """What a caller wants beyond scores, total, grade and reasons."""

    not_applicable: NotApplicable
    on_missing: OnMissing
    bounds: bool = False
    """The total's bounds and the grades still possible."""
    shares: bool = False
    """Shares (得分率) at `SHARE_PLACES` places."""
    rows: bool = False
    """The rows of open groups."""


@frozen(eq=False)
class RowOutput:
    """The rows of an open group: which of them count, and what each comes to."""

    id: str
    table: str
    shown: pl.Expr
    absent: pl.Expr
    outputs: tuple[Output, ...]

    @property
    def exprs(self) -> tuple[pl.Expr, ...]:
        """All of it that is worked out."""
        return self.shown, self.absent, *(output.expr for output in self.outputs)


@frozen(eq=False)
class Program:
    """Scopes with their steps, and the outputs over the columns of the entities."""

    scopes: dict[str | None, Scope]
    outputs: tuple[Output, ...]
    doubtful: pl.Expr
    """Whether anything of an entity has a reason to be told."""
    beyond: pl.Expr
    """Whether an entity is for the record engine, since columns cannot say it."""
    rows: tuple[RowOutput, ...] = ()


@frozen(eq=False)
class Result:
    """What a node of the tree comes to."""

    id: str
    score: Whole | None
    level: Plain | None
    absent: Flag
    unknown: Flag
    unscored: Flag
    share: Rational | Nothing = NOTHING


def program(plan: Plan, domain: Domain, asked: Asked) -> Program:
    """The program of a plan over a domain.

    Raises:
        WidthError: something that columns of 128 bits cannot hold for such data.
    """
    return Building(plan, domain, asked).program()


class Building:
    """Builds the program of a plan over a domain."""

    def __init__(self, plan: Plan, domain: Domain, asked: Asked) -> None:
        """Take the plan, the data's bounds, and what is asked."""
        self.plan = plan
        self.asked = asked
        self.lowering = Lowering(domain)
        self.marking = Marking(plan, self.lowering, zero=asked.on_missing == "zero")
        self.scope = self.lowering.scope(None)
        self.marks: dict[str, Mark] = {}
        self.results: list[Result] = []
        self.points = points_of(plan)
        self.below = {id: ids for node in plan.groups for id, ids in _below(node)}

    def program(self) -> Program:
        """The program."""
        plan = self.plan
        self.marking.worth = self._worth()
        top = [self._node(node, ()) for node in plan.groups]
        extras = [self._extra(leaf) for leaf in (*plan.bonus, *plan.penalties)]
        outputs: list[Output] = []
        if plan.totals:
            totals = self._totals()
            outputs += self._of_total(totals)
            if plan.grades is not None:
                outputs += self._of_grade(graded(plan, self.lowering, totals, bounds=self.asked.bounds))
        else:
            unscored = any_of(self.scope, [r.unscored for r in (*top, *extras)])
            outputs.append(Output("complete", "flag", ~_expr(unscored)))
        for result in self.results:
            outputs += self._of_result(result)
        unknown = [r.unknown for r in self.results]
        doubtful = any_of(self.scope, unknown)
        rows = tuple(self._row_outputs()) if self.asked.rows else ()
        return Program(self.lowering.scopes, tuple(outputs), _expr(doubtful), _expr(self._beyond()), rows)

    def _beyond(self) -> Flag:
        """Under `redistribute` the points of an entity depend on what applies to it."""
        if self.asked.not_applicable != "redistribute" or not self.plan.totals:
            return False
        tree = [self.marks[leaf.id] for node in self.plan.groups for leaf in _leaves(node)]
        unsure = [mark.perhaps for mark in tree]
        return any_of(self.scope, unsure if self.marking.worth else [*unsure, *(mark.absent for mark in tree)])

    def _worth(self) -> Mapping[str, Rational]:
        """Under `redistribute`, the points of indicators for each entity; rows of open groups bring their own."""
        plan, unit = self.plan, 10**self.plan.places
        if self.asked.not_applicable != "redistribute" or not plan.totals:
            return {}
        found, full = [], units_of(plan.full, unit)
        for leaf, above in ((leaf, above) for node in plan.groups for leaf, above in _placed(node, ())):
            if isinstance(leaf, PlannedRows):
                return {}
            units = 0 if leaf.full is None else units_of(leaf.full, unit)
            if units is None:
                return {}
            found.append(Worth(leaf.id, units, self.marking.applies(leaf, above)[0]))
        return {} if full is None else apportioned(self.scope, found, full, unit)

    def _totals(self) -> Totals:
        plan = self.plan
        tree = [self.marks[leaf.id] for node in plan.groups for leaf in _leaves(node)]
        bonus = [self.marks[leaf.id] for leaf in plan.bonus]
        penalties = [self.marks[leaf.id] for leaf in plan.penalties]
        return totalled(plan, self.scope, self.asked.not_applicable, tree, bonus, penalties)

    def _node(self, node: PlannedNode, above: tuple[str, ...]) -> Result:
        if not isinstance(node, PlannedGroup):
            return self._leaf(node, above)
        place = len(self.results)
        children = [self._node(child, (*above, node.id)) for child in node.children]
        result = self._group(node, children)
        self.results.insert(place, result)
        return result

    def _extra(self, leaf: PlannedIndicator) -> Result:
        return self._leaf(leaf, ())

    def _leaf(self, leaf: PlannedIndicator | PlannedRows, above: tuple[str, ...]) -> Result:
        mark = self.marks[leaf.id] = self.marking.leaf(leaf, above)
        levelled = isinstance(leaf, PlannedIndicator) and leaf.scale is not None
        level = mark.level if isinstance(mark.level, Plain) else None
        score = None if levelled else mark.score
        result = Result(leaf.id, score, level, mark.absent, mark.unknown, mark.unscored, mark.share)
        self.results.append(result)
        return result

    def _group(self, node: PlannedGroup, children: Sequence[Result]) -> Result:
        unscored = any_of(self.scope, [c.unscored for c in children])
        absent = self._all_absent(children)
        if isinstance(node.combine, Sum):
            total = constant(0)
            for child in children:
                if child.score is not None:
                    total = combined(self.scope, "+", total, child.score)
            return Result(node.id, total, None, absent, False, unscored)
        if isinstance(node.combine, NoCombination):
            return Result(node.id, None, None, absent, False, unscored)
        scales = [_scale(child) for child in node.children]
        exprs = [pl.lit(None, dtype=pl.String) if c.level is None else c.level.expr for c in children]
        parents = [c for child in children if child.level is not None for c in child.level.parents]
        found = levels.combined(node.combine, exprs, scales)
        gone = any_of(self.scope, [unscored, absent])
        if isinstance(gone, Column):
            found, parents = pl.when(~gone.expr).then(found), [*parents, gone]
        column = self.scope.bind(found, parents, nullable=True)
        lost = but_not(self.scope, is_null_column(self.scope, column), gone)
        return Result(node.id, None, Plain(None, column), absent, lost, any_of(self.scope, [unscored, lost]))

    def _all_absent(self, children: Sequence[Result]) -> Flag:
        flags = [child.absent for child in children]
        if any(flag is False for flag in flags):
            return False
        columns = [flag for flag in flags if isinstance(flag, Column)]
        if not columns:
            return True
        return self.scope.bind(pl.all_horizontal([c.expr for c in columns]), columns, nullable=False)

    def _of_total(self, totals: Totals) -> list[Output]:
        certain, none = _expr(totals.certain), _expr(totals.none)
        value = totals.lower.at(totals.lower.needs())
        complete = certain & ~none
        total = value if totals.certain is True and totals.none is False else pl.when(complete).then(value)
        found = [Output("total", "total_units", total), Output("complete", "flag", complete)]
        if self.asked.bounds:
            for name, edge in (("lower", totals.lower), ("upper", totals.upper)):
                expr = edge.at(edge.needs())
                found.append(Output(name, "total_units", expr if totals.none is False else pl.when(~none).then(expr)))
        return found

    def _of_grade(self, found: Graded) -> list[Output]:
        outputs = [Output("grade", "rank", found.rank.expr)]
        if self.plan.caps:
            before = pl.lit(None, dtype=pl.Int8) if found.uncapped is None else found.uncapped.expr
            outputs.append(Output("uncapped", "rank", before))
        outputs += [Output(f"possible.{n}", "flag", column.expr) for n, column in enumerate(found.possible)]
        return outputs

    def _of_result(self, result: Result) -> list[Output]:
        gone = any_of(self.scope, [result.absent, result.unscored])
        outputs = []
        if result.score is not None:
            expr = result.score.at(result.score.needs())
            shown = expr if gone is False else pl.when(~_expr(gone)).then(expr)
            outputs.append(Output(f"score.{result.id}", "units", shown))
        if self.asked.shares and result.id in self.marks and result.level is None:
            outputs.append(Output(f"share.{result.id}", "share", self._share(result)))
        if result.level is not None:
            outputs.append(Output(f"level.{result.id}", "text", result.level.expr))
        if self.asked.not_applicable == "redistribute":
            outputs.append(Output(f"points.{result.id}", "total_units", self._points(result.id)))
        if result.absent is not False:
            outputs.append(Output(f"absent.{result.id}", "flag", _expr(result.absent)))
        if result.unscored is not False:
            outputs.append(Output(f"unscored.{result.id}", "flag", _expr(result.unscored)))
        return outputs

    def _points(self, id: str) -> pl.Expr:
        """The points that a node has for each entity; those of a group are what its applying indicators bring."""
        points, unit = self.points[id], total_unit(self.plan)
        if points is None:
            return pl.lit(None, dtype=pl.Int64)
        whole, scale = int(Fraction(points) * unit), unit // 10**self.plan.places
        worth = self.marking.worth
        if id in worth:
            own, absent = worth[id].n.at(64) * scale, self.marks[id].absent
            return own if absent is False else pl.when(_expr(absent)).then(pl.lit(whole)).otherwise(own)
        below = self.below.get(id, ())
        if not below or not worth:
            return pl.lit(whole, dtype=pl.Int64)
        applying = [
            pl.when(_expr(self.marks[leaf].absent)).then(pl.lit(0)).otherwise(worth[leaf].n.at(64)) for leaf in below
        ]
        none = pl.all_horizontal([_expr(self.marks[leaf].absent) for leaf in worth])
        return pl.when(none).then(pl.lit(whole)).otherwise(pl.sum_horizontal(applying) * scale)

    def _row_outputs(self) -> Iterator[RowOutput]:
        for leaf in self.plan.leaves():
            sums = self.marks[leaf.id].sums
            if sums is not None and isinstance(leaf, PlannedRows):
                yield self._rows_of(leaf, sums)

    def _rows_of(self, leaf: PlannedRows, sums: OpenSums) -> RowOutput:
        """Rows are told unless the group cannot be, or is said not to apply itself."""
        rows, mark = self.lowering.scope(leaf.table), self.marks[leaf.id]
        own = self.marking.absent(leaf.id, ())
        shown = but_not(self.scope, True, any_of(self.scope, [sums.closed, own]))
        kept = sums.row.kept
        if isinstance(shown, Column):
            kept = kept & rows.spread_over(shown).expr
        absent = _expr(rows.spread_over(mark.absent) if isinstance(mark.absent, Column) else mark.absent)
        score = sums.row.score.at(64)
        known = ~absent & ~sums.row.open
        zero = self.asked.on_missing == "zero"
        taken = pl.when(known).then(score)
        shown_score = taken.when(~absent).then(pl.lit(0)) if zero else taken
        points = self.marking.sharing.whole_points(rows, sums.points)
        outputs = [Output("points", "total_units", points), Output("score", "units", shown_score)]
        if self.asked.shares:
            whole = pl.lit(None, dtype=pl.Int64)
            if isinstance(sums.row.share, Rational):
                scaled = multiplied(rows, sums.row.share, of(Fraction(10**SHARE_PLACES)))
                units = rounded(rows, scaled, "half_up")
                whole = units.at(units.needs())
            share = pl.when(known).then(whole)
            outputs.append(Output("share", "share", share.when(~absent).then(pl.lit(0)) if zero else share))
        return RowOutput(leaf.id, leaf.table, kept if shown is not False else pl.lit(False), absent, tuple(outputs))

    def _share(self, result: Result) -> pl.Expr:
        """The share of what has a result, 0 where a missing one counts as zero."""
        expr = pl.lit(None, dtype=pl.Int64)
        if isinstance(result.share, Rational):
            scaled = multiplied(self.scope, result.share, of(Fraction(10**SHARE_PLACES)))
            whole = rounded(self.scope, scaled, "half_up")
            expr = whole.at(whole.needs())
        sums = self.marks[result.id].sums
        without = result.unknown if sums is None else sums.closed
        if without is not False:
            expr = pl.when(_expr(without)).then(pl.lit(0)).otherwise(expr)
        gone = any_of(self.scope, [result.absent, result.unscored])
        return expr if gone is False else pl.when(~_expr(gone)).then(expr)


def _expr(flag: Flag) -> pl.Expr:
    return pl.lit(flag) if isinstance(flag, bool) else flag.expr


def _scale(node: PlannedNode) -> Ordinal | None:
    return None if isinstance(node, PlannedRows) else node.scale


def _placed(
    node: PlannedNode, above: tuple[str, ...]
) -> Iterator[tuple[PlannedRows | PlannedIndicator, tuple[str, ...]]]:
    """The leaves of a node, each with the groups above it."""
    if not isinstance(node, PlannedGroup):
        yield node, above
        return
    for child in node.children:
        yield from _placed(child, (*above, node.id))


def _below(node: PlannedNode) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each group with the leaves below it."""
    if isinstance(node, PlannedGroup):
        yield node.id, tuple(leaf.id for leaf in _leaves(node))
        for child in node.children:
            yield from _below(child)


def _leaves(node: PlannedNode) -> list[PlannedRows | PlannedIndicator]:
    if isinstance(node, PlannedGroup):
        return [leaf for child in node.children for leaf in _leaves(child)]
    return [node]
