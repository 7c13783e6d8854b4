"""The nodes of a scheme's tree: groups, indicators, and open groups whose indicators are a submission's rows."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Literal

from attrs import field, frozen, validators

from perfeval.expressions import Expr, Source, judged
from perfeval.findings import Text, text
from perfeval.model.collections import listed
from perfeval.model.combining import Combine, Ordinal, Sum
from perfeval.model.inputs import maybe_exact
from perfeval.numbers import exact, exact_sum


def _texts(value: Any) -> tuple[Text, ...]:
    return tuple(text(v) for v in value)


@frozen
class Indicator:
    """What is scored: a measure (the rate or count that the form computes) and a scoring (how that becomes marks).

    Without a measure the indicator is judged. It has points, or an ordinal scale.

    Example:
        >>> from perfeval.model import Indicator
        >>> Indicator("budgeting", "预算管理", 10).points
        Decimal('10')
    """

    id: str
    """Its name in files and output."""
    label: Text = field(converter=text)
    """What the form calls it."""
    points: Decimal | None = field(default=None, converter=maybe_exact)
    """分值, the full marks; None on an ordinal scale."""
    measure: Expr | None = field(default=None, kw_only=True)
    """计算公式."""
    measured_as: Text = field(default=Text(), converter=text, kw_only=True)
    """What the measure is called: 支出率."""
    scoring: Expr = field(factory=judged, kw_only=True)
    """评分标准: a share, points or a level."""
    scale: Ordinal | None = field(default=None, kw_only=True)
    """The ordinal scale, in place of points."""
    not_applicable_when: Expr | None = field(default=None, kw_only=True)
    """A condition under which it does not apply."""
    aspects: tuple[Text, ...] = field(default=(), converter=_texts, kw_only=True)
    """What an evaluator looks at: a checklist, not sub-scores."""
    better: Literal["higher", "lower"] | None = field(
        default=None, validator=validators.in_((None, "higher", "lower")), kw_only=True
    )
    """Whether a higher or a lower measure never scores less; None where neither is declared."""
    source: Source | None = field(default=None, kw_only=True)
    """Where it is laid down."""


@frozen
class OpenGroup:
    """A group with given points whose indicators are the rows that each submission brings.

    The rows of `rows` that `where` keeps have to bring exactly the group's points.
    """

    id: str
    """Its name."""
    label: Text = field(converter=text)
    """What the form calls it."""
    points: Decimal = field(converter=exact)
    """The points that its rows bring together."""
    rows: str = field(kw_only=True)
    """The table."""
    where: Expr = field(kw_only=True)
    """Which rows are its own."""
    row_points: Expr = field(kw_only=True)
    """The column of a row's points."""
    row_label: Expr | None = field(default=None, kw_only=True)
    """The column of a row's name."""
    measure: Expr | None = field(default=None, kw_only=True)
    """计算公式, for each row."""
    measured_as: Text = field(default=Text(), converter=text, kw_only=True)
    """What the measure is called."""
    scoring: Expr = field(kw_only=True)
    """评分标准, a share for each row."""
    better: Literal["higher", "lower"] | None = field(
        default=None, validator=validators.in_((None, "higher", "lower")), kw_only=True
    )
    """Whether a higher or a lower measure never scores less."""
    source: Source | None = field(default=None, kw_only=True)
    """Where it is laid down."""


@frozen
class Group:
    """A group of indicators or groups, with the rule that combines them."""

    id: str
    """Its name."""
    label: Text = field(converter=text)
    """What the form calls it."""
    children: tuple[Node, ...] = field(converter=listed)
    """Groups and indicators, in the printed order."""
    points: Decimal | None = field(default=None, converter=maybe_exact, kw_only=True)
    """The printed points; checked against the children's where given."""
    combine: Combine = field(factory=Sum, kw_only=True)
    """Sum, weakest link, averaging by table, or none."""
    scale: Ordinal | None = field(default=None, kw_only=True)
    """The group's own ordinal scale, where its children are levels."""
    source: Source | None = field(default=None, kw_only=True)
    """Where it is laid down."""


Node = Group | Indicator | OpenGroup
Leaf = Indicator | OpenGroup


def walk_tree(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """All nodes, parents first, in the printed order."""
    for node in nodes:
        yield node
        if isinstance(node, Group):
            yield from walk_tree(node.children)


def full_marks(node: Node) -> Decimal:
    """The points of a node: its own, or its children's sum; 0 on an ordinal scale."""
    if isinstance(node, Group):
        return exact_sum(full_marks(child) for child in node.children)
    return node.points if node.points is not None else Decimal(0)
