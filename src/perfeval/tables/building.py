"""A plan lowered over data of known bounds: what every node comes to, as columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import polars as pl
from attrs import frozen

from perfeval.evaluation import Plan, PlannedGroup, PlannedIndicator, PlannedNode, PlannedRows
from perfeval.evaluation.plan import below
from perfeval.model import NoCombination, Ordinal, Sum
from perfeval.tables import levels
from perfeval.tables.apportioning import Worth, apportioned, units_of
from perfeval.tables.columns import Column
from perfeval.tables.figures import Domain
from perfeval.tables.flags import any_of, but_not, is_null_column
from perfeval.tables.lowering import Lowering
from perfeval.tables.marks import Mark, Marking
from perfeval.tables.program import Asked
from perfeval.tables.rationals import Rational
from perfeval.tables.totals import Totals, totalled
from perfeval.tables.values import NOTHING, Flag, Nothing, Plain
from perfeval.tables.wholes import Whole, combined, constant


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


class Building:
    """Lowers a plan over a domain: marks of leaves, results of all nodes.

    Raises:
        WidthError: something that columns of 128 bits cannot hold for such data.
    """

    def __init__(self, plan: Plan, domain: Domain, asked: Asked) -> None:
        """Take the plan, the data's bounds, and what is asked."""
        self.plan = plan
        self.asked = asked
        self.lowering = Lowering(domain)
        self.marking = Marking(plan, self.lowering, zero=asked.on_missing == "zero")
        self.scope = self.lowering.scope(None)
        self.marks: dict[str, Mark] = {}
        self.results: list[Result] = []
        self.top: list[Result] = []
        self.build()

    def build(self) -> None:
        """Lower everything; what it comes to stands in `top`, `results` and `marks`."""
        self.marking.worth = self._worth()
        self.top += [self._node(node, ()) for node in self.plan.groups]
        self.top += [self._leaf(leaf, ()) for leaf in (*self.plan.bonus, *self.plan.penalties)]

    def beyond(self) -> Flag:
        """Whether an entity is for the record engine: under `redistribute` where nobody knows what applies."""
        if self.asked.not_applicable != "redistribute" or not self.plan.totals:
            return False
        tree = [self.marks[leaf.id] for node in self.plan.groups for leaf in leaves_of(node)]
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

    def totals(self) -> Totals:
        """The total of a scheme that has one."""
        plan = self.plan
        tree = [self.marks[leaf.id] for node in plan.groups for leaf in leaves_of(node)]
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


def leaves_of(node: PlannedNode) -> list[PlannedRows | PlannedIndicator]:
    """The leaves below a node, in order."""
    return [each for each in below(node) if not isinstance(each, PlannedGroup)]
