"""The columns of a result, from what a plan came to."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import polars as pl

from perfeval.evaluation import PlannedGroup, PlannedRows
from perfeval.tables.building import Building, Result, leaves_of
from perfeval.tables.columns import Column, Scope
from perfeval.tables.flags import any_of, but_not
from perfeval.tables.opening import OpenSums
from perfeval.tables.points import points_of, total_unit
from perfeval.tables.program import SHARE_PLACES, Output, Program, RowOutput
from perfeval.tables.rationals import Rational, multiplied, of, rounded
from perfeval.tables.totals import Graded, Totals, graded
from perfeval.tables.values import Flag, Nothing


def program_of(built: Building) -> Program:
    """The program of a plan that was lowered."""
    return _Telling(built).program()


class _Telling:
    def __init__(self, built: Building) -> None:
        self.built = built
        self.points = points_of(built.plan)
        groups = (node for node in built.plan.nodes() if isinstance(node, PlannedGroup))
        self.below = {group.id: [leaf.id for leaf in leaves_of(group)] for group in groups}

    def program(self) -> Program:
        """The program."""
        built, plan = self.built, self.built.plan
        outputs: list[Output] = []
        if plan.totals:
            totals = built.totals()
            outputs += self._of_total(totals)
            if plan.grades is not None:
                outputs += self._of_grade(graded(plan, built.lowering, totals, bounds=built.asked.bounds))
        else:
            unscored = any_of(built.scope, [r.unscored for r in built.top])
            outputs.append(Output("complete", "flag", ~_expr(unscored)))
        for result in built.results:
            outputs += self._of_result(result)
        doubtful = any_of(built.scope, [r.unknown for r in built.results])
        rows = tuple(self._row_outputs()) if built.asked.rows else ()
        return Program(built.lowering.scopes, tuple(outputs), _expr(doubtful), _expr(built.beyond()), rows)

    def _of_total(self, totals: Totals) -> list[Output]:
        certain, none = _expr(totals.certain), _expr(totals.none)
        value = totals.lower.at(totals.lower.needs())
        complete = certain & ~none
        total = value if totals.certain is True and totals.none is False else pl.when(complete).then(value)
        found = [Output("total", "total_units", total), Output("complete", "flag", complete)]
        if self.built.asked.bounds:
            for name, edge in (("lower", totals.lower), ("upper", totals.upper)):
                expr = edge.at(edge.needs())
                found.append(Output(name, "total_units", expr if totals.none is False else pl.when(~none).then(expr)))
        return found

    def _of_grade(self, found: Graded) -> list[Output]:
        outputs = [Output("grade", "rank", found.rank.expr)]
        if self.built.plan.caps:
            before = pl.lit(None, dtype=pl.Int8) if found.uncapped is None else found.uncapped.expr
            outputs.append(Output("uncapped", "rank", before))
        outputs += [Output(f"possible.{n}", "flag", column.expr) for n, column in enumerate(found.possible)]
        return outputs

    def _of_result(self, result: Result) -> list[Output]:
        gone = any_of(self.built.scope, [result.absent, result.unscored])
        outputs = []
        if result.score is not None:
            expr = result.score.at(result.score.needs())
            shown = expr if gone is False else pl.when(~_expr(gone)).then(expr)
            outputs.append(Output(f"score.{result.id}", "units", shown))
        if self.built.asked.shares and result.id in self.built.marks and result.level is None:
            outputs.append(Output(f"share.{result.id}", "share", self._share(result)))
        if result.level is not None:
            outputs.append(Output(f"level.{result.id}", "text", result.level.expr))
        if self.built.asked.not_applicable == "redistribute":
            outputs.append(Output(f"points.{result.id}", "total_units", self._points(result.id)))
        if result.absent is not False:
            outputs.append(Output(f"absent.{result.id}", "flag", _expr(result.absent)))
        if result.unscored is not False:
            outputs.append(Output(f"unscored.{result.id}", "flag", _expr(result.unscored)))
        return outputs

    def _points(self, id: str) -> pl.Expr:
        """The points that a node has for each entity; those of a group are what its applying indicators bring."""
        points, unit = self.points[id], total_unit(self.built.plan)
        if points is None:
            return pl.lit(None, dtype=pl.Int64)
        whole, scale = int(Fraction(points) * unit), unit // 10**self.built.plan.places
        worth = self.built.marking.worth
        if id in worth:
            own, absent = worth[id].n.at(64) * scale, self.built.marks[id].absent
            return own if absent is False else pl.when(_expr(absent)).then(pl.lit(whole)).otherwise(own)
        below = self.below.get(id, ())
        if not below or not worth:
            return pl.lit(whole, dtype=pl.Int64)
        applying = [
            pl.when(_expr(self.built.marks[leaf].absent)).then(pl.lit(0)).otherwise(worth[leaf].n.at(64))
            for leaf in below
        ]
        none = pl.all_horizontal([_expr(self.built.marks[leaf].absent) for leaf in worth])
        return pl.when(none).then(pl.lit(whole)).otherwise(pl.sum_horizontal(applying) * scale)

    def _row_outputs(self) -> Iterator[RowOutput]:
        for leaf in self.built.plan.leaves():
            sums = self.built.marks[leaf.id].sums
            if sums is not None and isinstance(leaf, PlannedRows):
                yield self._rows_of(leaf, sums)

    def _rows_of(self, leaf: PlannedRows, sums: OpenSums) -> RowOutput:
        """Rows are told unless the group cannot be, or is said not to apply itself."""
        rows, mark = self.built.lowering.scope(leaf.table), self.built.marks[leaf.id]
        own = self.built.marking.absent(leaf.id, ())
        shown = but_not(self.built.scope, True, any_of(self.built.scope, [sums.closed, own]))
        kept = sums.row.kept
        if isinstance(shown, Column):
            kept = kept & rows.spread_over(shown).expr
        absent = _expr(rows.spread_over(mark.absent) if isinstance(mark.absent, Column) else mark.absent)
        score = sums.row.score.at(64)
        known = ~absent & ~sums.row.open
        zero = self.built.asked.on_missing == "zero"
        taken = pl.when(known).then(score)
        shown_score = taken.when(~absent).then(pl.lit(0)) if zero else taken
        points = self.built.marking.sharing.whole_points(rows, sums.points)
        outputs = [Output("points", "total_units", points), Output("score", "units", shown_score)]
        if self.built.asked.shares:
            share = pl.when(known).then(_share_units(rows, sums.row.share))
            outputs.append(Output("share", "share", share.when(~absent).then(pl.lit(0)) if zero else share))
        return RowOutput(leaf.id, leaf.table, kept if shown is not False else pl.lit(False), absent, tuple(outputs))

    def _share(self, result: Result) -> pl.Expr:
        """The share of what has a result, 0 where a missing one counts as zero."""
        expr = _share_units(self.built.scope, result.share)
        sums = self.built.marks[result.id].sums
        without = result.unknown if sums is None else sums.closed
        if without is not False:
            expr = pl.when(_expr(without)).then(pl.lit(0)).otherwise(expr)
        gone = any_of(self.built.scope, [result.absent, result.unscored])
        return expr if gone is False else pl.when(~_expr(gone)).then(expr)


def _share_units(scope: Scope, share: Rational | Nothing) -> pl.Expr:
    """A share as units of its last place; null where it is known for no row."""
    if isinstance(share, Nothing):
        return pl.lit(None, dtype=pl.Int64)
    whole = rounded(scope, multiplied(scope, share, of(Fraction(10**SHARE_PLACES))), "half_up")
    return whole.at(whole.needs())


def _expr(flag: Flag) -> pl.Expr:
    return pl.lit(flag) if isinstance(flag, bool) else flag.expr
