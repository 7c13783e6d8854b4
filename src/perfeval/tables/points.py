"""The full marks of every node of a plan, and the unit in which totals are counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from perfeval.evaluation import Plan, PlannedGroup, PlannedNode
from perfeval.model import Sum
from perfeval.numbers import exact_sum


def points_of(plan: Plan) -> Mapping[str, Decimal | None]:
    """Full marks by node, None on an ordinal scale."""
    return {id: points for node in (*plan.groups, *plan.bonus, *plan.penalties) for id, points in _of(node)}


def _of(node: PlannedNode) -> Iterator[tuple[str, Decimal | None]]:
    if not isinstance(node, PlannedGroup):
        yield node.id, node.full
        return
    below = [dict(_of(child)) for child in node.children]
    own = [found[child.id] for found, child in zip(below, node.children, strict=True)]
    yield node.id, exact_sum(p for p in own if p is not None) if isinstance(node.combine, Sum) else None
    for found in below:
        yield from found.items()


def total_unit(plan: Plan) -> int:
    """How many units of the total make a point: enough places for scores and for all points."""
    places = [plan.places]
    for points in (*points_of(plan).values(), plan.full, plan.most):
        exponent = 0 if points is None else points.normalize().as_tuple().exponent
        assert isinstance(exponent, int)
        places.append(-exponent)
    return int(10 ** max(places))
