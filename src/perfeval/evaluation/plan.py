"""A plan: a scheme lowered to core nodes once, ready for any engine."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from attrs import frozen

from perfeval.expressions import Expr, lowered
from perfeval.findings import Text
from perfeval.model import (
    Combine,
    Grades,
    Group,
    Indicator,
    Input,
    Leaf,
    Node,
    NotApplicable,
    OnMissing,
    OpenGroup,
    Ordinal,
    Override,
    Scheme,
    Sum,
    Weighed,
    bound,
    points_of,
)
from perfeval.numbers import Rounding

Yield = Literal["share", "points", "level"]


@frozen
class PlannedIndicator:
    """An indicator, or the rows of an open group, in core nodes."""

    id: str
    label: Text
    full: Decimal | None
    points: Expr | None
    measure: Expr | None
    rule: Expr
    yields: Yield
    scale: Ordinal | None = None
    not_applicable_when: Expr | None = None


@frozen
class PlannedRows:
    """An open group: each row of `table` that `where` keeps is scored by `each`."""

    id: str
    label: Text
    full: Decimal
    points: Expr
    table: str
    where: Expr
    row_label: Expr | None
    each: PlannedIndicator


@frozen
class PlannedGroup:
    """A group with its rule of combination."""

    id: str
    label: Text
    children: tuple[PlannedNode, ...]
    combine: Combine
    scale: Ordinal | None = None


PlannedNode = PlannedGroup | PlannedRows | PlannedIndicator


@frozen
class PlannedCap:
    """A cap on the grade."""

    when: Expr
    grade: str
    label: Text


@frozen(kw_only=True)
class Plan:
    """All that an engine needs; no function of any plugin is left in it."""

    scheme: str
    label: Text
    edition: str
    digest: str
    groups: tuple[PlannedNode, ...]
    bonus: tuple[PlannedIndicator, ...]
    penalties: tuple[PlannedIndicator, ...]
    totals: bool
    full: Decimal
    most: Decimal | None
    grades: Grades | None
    caps: tuple[PlannedCap, ...]
    not_applicable: NotApplicable
    on_missing: OnMissing
    places: int
    rounding: Rounding
    inputs: tuple[Input, ...]
    overrides: tuple[Override, ...]
    weighting: Weighed | None = None

    def nodes(self) -> Iterator[PlannedNode]:
        """All groups and leaves of the tree, parents first, then bonus and penalties."""
        for node in (*self.groups, *self.bonus, *self.penalties):
            yield from below(node)

    def leaves(self) -> Iterator[PlannedRows | PlannedIndicator]:
        """The indicators and open groups of the tree, in order, then bonus and penalties."""
        return (node for node in self.nodes() if not isinstance(node, PlannedGroup))


def below(node: PlannedNode) -> Iterator[PlannedNode]:
    """A node and all that stand below it, parents first."""
    yield node
    if isinstance(node, PlannedGroup):
        for child in node.children:
            yield from below(child)


def plan(scheme: Scheme) -> Plan:
    """Lower a scheme.

    Example:
        >>> from perfeval.evaluation import plan
        >>> from perfeval.model import Indicator, Scheme
        >>> plan(Scheme(id="toy", label="示例", groups=[Indicator("work", "工作", 100)])).full
        Decimal('100')
    """
    return Plan(
        scheme=scheme.id,
        label=scheme.label,
        edition=scheme.edition,
        digest=scheme.digest,
        groups=tuple(_node(node) for node in scheme.groups),
        bonus=tuple(_leaf(i) for i in scheme.bonus),
        penalties=tuple(_leaf(i) for i in scheme.penalties),
        totals=isinstance(scheme.combine, Sum),
        full=scheme.full,
        most=scheme.most,
        grades=scheme.grades,
        caps=tuple(PlannedCap(lowered(c.when), c.grade, c.label) for c in scheme.caps),
        not_applicable=scheme.not_applicable,
        on_missing=scheme.on_missing,
        places=scheme.places,
        rounding=scheme.rounding,
        inputs=tuple(scheme.figures.values()),
        overrides=scheme.overrides,
        weighting=scheme.weighting,
    )


def _node(node: Node) -> PlannedNode:
    match node:
        case Group():
            return PlannedGroup(node.id, node.label, tuple(_node(c) for c in node.children), node.combine, node.scale)
        case OpenGroup():
            label = None if node.row_label is None else lowered(node.row_label)
            return PlannedRows(
                node.id,
                node.label,
                node.points,
                node.row_points,
                node.rows,
                lowered(node.where),
                label,
                _leaf(node),
            )
    return _leaf(node)


def _leaf(leaf: Leaf) -> PlannedIndicator:
    made = bound(leaf)
    scale = leaf.scale if isinstance(leaf, Indicator) else None
    when = leaf.not_applicable_when if isinstance(leaf, Indicator) else None
    kind = made.scoring.type.kind
    return PlannedIndicator(
        leaf.id,
        leaf.label,
        leaf.points,
        points_of(leaf),
        None if made.measure is None else lowered(made.measure),
        lowered(made.scoring),
        "level" if scale is not None else "share" if kind in ("ratio", "any") else "points",
        scale,
        None if when is None else lowered(when),
    )
