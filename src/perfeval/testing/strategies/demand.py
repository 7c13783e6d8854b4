"""What a scheme asks for, read off its rules: figures, tables, judgements, and the edges at which scores change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from attrs import Factory, frozen

from perfeval.expressions import Arithmetic, Compare, Const, Expr, Field, Logic, Parameter, Rows, Total, lowered, walk
from perfeval.model import Indicator, Input, Leaf, OpenGroup, Scheme, bound


@frozen
class Edges:
    """The constants of a scheme's rules, by what they measure."""

    ratios: tuple[Fraction, ...] = ()
    money: tuple[Fraction, ...] = ()
    numbers: tuple[Fraction, ...] = ()
    dates: tuple[date, ...] = ()
    texts: Mapping[str, tuple[str, ...]] = Factory(dict)
    """Texts that a figure is compared with, by its path."""


@frozen
class Demand:
    """What a submission for a scheme may give."""

    scheme: Scheme
    """The scheme."""
    figures: tuple[Input, ...]
    """Figures of their own that its rules read."""
    columns: Mapping[str, tuple[Input, ...]]
    """The columns that its rules read, by table."""
    open_groups: tuple[OpenGroup, ...]
    """Groups whose indicators are rows."""
    judged: tuple[Indicator, ...]
    """Indicators that read a judgement."""
    divisors: frozenset[str]
    """Paths of figures that others are divided by."""
    edges: Edges
    """Where scores change."""


def demand(scheme: Scheme) -> Demand:
    """What a scheme asks for."""
    leaves = [*scheme.leaves(), *scheme.bonus, *scheme.penalties]
    rules = {leaf.id: [lowered(rule) for rule in _rules(leaf)] for leaf in leaves}
    every = [rule for own in rules.values() for rule in own] + [lowered(cap.when) for cap in scheme.caps]
    nodes = list(dict.fromkeys(node for rule in every for node in walk(rule)))
    paths = {node.path for node in nodes if isinstance(node, Field)}
    figures = [figure for path, figure in scheme.figures.items() if path in paths]
    tables = {node.table for node in nodes if isinstance(node, Total | Rows)}
    tables |= {leaf.rows for leaf in leaves if isinstance(leaf, OpenGroup)}
    tables |= {figure.table for figure in figures if figure.table is not None}
    columns = {t: tuple(figure for figure in figures if figure.table == t) for t in sorted(tables)}
    return Demand(
        scheme,
        tuple(figure for figure in figures if figure.table is None),
        columns,
        tuple(leaf for leaf in leaves if isinstance(leaf, OpenGroup)),
        tuple(leaf for leaf in leaves if isinstance(leaf, Indicator) and f"judgements.{leaf.id}" in paths),
        frozenset(inner.path for node in nodes for inner in _divisors(node)),
        _edges(nodes),
    )


def _divisors(node: Expr) -> Iterator[Field]:
    if isinstance(node, Arithmetic) and node.op == "/":
        yield from (inner for inner in walk(node.right) if isinstance(inner, Field))


def _rules(leaf: Leaf) -> Iterator[Expr]:
    made = bound(leaf)
    own = (getattr(leaf, name, None) for name in ("not_applicable_when", "where", "row_points", "row_label"))
    yield from (rule for rule in (made.measure, made.scoring, *own) if rule is not None)


def _edges(nodes: list[Expr]) -> Edges:
    constants = [
        node.value if isinstance(node, Parameter) else node
        for node in nodes
        if isinstance(node, Const) or (isinstance(node, Parameter) and not node.name.startswith("points."))
    ]
    by_kind: dict[str, dict[Fraction, None]] = {}
    for constant in constants:
        if isinstance(constant.value, Fraction):
            by_kind.setdefault(constant.kind, {})[constant.value] = None
    texts: dict[str, dict[str, None]] = {}
    for node in nodes:
        for field, value in _compared(node):
            texts.setdefault(field, {})[value] = None
    numbers = [value for kind in ("number", "quantity", "points") for value in by_kind.get(kind, ())]
    return Edges(
        tuple(by_kind.get("ratio", ())),
        tuple(by_kind.get("money", ())),
        tuple(dict.fromkeys(numbers)),
        tuple(dict.fromkeys(c.value for c in constants if isinstance(c.value, date))),
        {path: tuple(found) for path, found in texts.items()},
    )


def _compared(node: Expr) -> Iterator[tuple[str, str]]:
    if not isinstance(node, Compare):
        return
    for figure, other in ((node.left, node.right), (node.right, node.left)):
        value = other.value.value if isinstance(other, Parameter) else other.value if isinstance(other, Const) else None
        if isinstance(figure, Field) and isinstance(value, str):
            yield figure.path, value


def settled_by(where: Expr) -> Mapping[str, str]:
    """The texts that columns have to have for a filter to hold, as far as it says so plainly."""
    match lowered(where):
        case Logic(op="and", left=left, right=right):
            return {**settled_by(left), **settled_by(right)}
        case Compare(op="=") as compare:
            return dict(_compared(compare))
    return {}
