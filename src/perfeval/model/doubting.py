"""What is doubtful in a scheme that is sound: told, never refused."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from perfeval.expressions import (
    AWARDED,
    FULL,
    MEASURE,
    Expr,
    Field,
    Parameter,
    Trend,
    bind,
    bounds,
    lowered,
    trend,
    walk,
)
from perfeval.findings import Finding, kind
from perfeval.model.binding import awarded, bound
from perfeval.model.indicators import Group, Indicator, Leaf
from perfeval.model.scheme import Scheme


def doubts(scheme: Scheme) -> tuple[Finding, ...]:
    """What is sound and still looks like a mistake.

    Parameters without a source or without use, inputs and measures that no rule uses, indicators that cannot lose
    points, or whose scoring goes against the direction that they declare.

    Example:
        >>> from perfeval.expressions import Parameter
        >>> from perfeval.model import Indicator, Scheme, doubts
        >>> work = Indicator("work", "工作", 100)
        >>> scheme = Scheme(id="toy", label="示例", groups=[work], parameters=[Parameter("line", "95%")])
        >>> [finding.code for finding in doubts(scheme)]
        ['D301', 'D304']
    """
    return tuple(_doubts(scheme))


def _doubts(scheme: Scheme) -> Iterator[Finding]:
    rules = list(rules_of(scheme))
    named = {n.name for rule in rules for n in walk(rule) if isinstance(n, Parameter)}
    for parameter in scheme.parameters:
        if parameter.source is None:
            yield kind("D301").at(f"parameters.{parameter.name}", name=parameter.name)
        if parameter.name not in named:
            yield kind("D304").at(f"parameters.{parameter.name}", name=parameter.name)
    used = {n.path for rule in rules for n in walk(lowered(rule)) if isinstance(n, Field)}
    for declared in scheme.inputs:
        if declared.path not in used:
            yield kind("D302").at(f"inputs.{declared.path}", name=declared.path)
    for node in scheme.nodes():
        if isinstance(node, Indicator) and node.points is not None:
            made = bound(node).scoring
            full = Fraction(1) if made.type.kind == "ratio" else Fraction(node.points)
            if bounds(made).low == full:
                yield kind("D303").at(f"indicators.{node.id}", id=node.id)
        if not isinstance(node, Group) and node.measure is not None and not _counts(node):
            yield kind("D305").at(f"indicators.{node.id}", id=node.id)
        if not isinstance(node, Group) and node.better is not None and _contradicts(node):
            other = "lower" if node.better == "higher" else "higher"
            yield kind("D307").at(f"indicators.{node.id}", id=node.id, better=node.better, other=other)


def _counts(leaf: Leaf) -> bool:
    """Whether a scoring takes the measure, or figures that it is made of."""
    figures = {n for n in walk(leaf.measure) if isinstance(n, Field)} if leaf.measure is not None else set()
    return any(n == MEASURE or n in figures for n in walk(lowered(leaf.scoring)))


def _contradicts(leaf: Leaf) -> bool:
    """Whether it is proved that a better measure, everything else being equal, never earns more and may earn less."""
    made = bound(leaf)
    if made.measure is None or not _counts(leaf):
        return False
    reach = bounds(made.measure)
    grows = Field("measure", made.measure.type, low=reach.low, high=reach.high)
    judgement = awarded(leaf) if isinstance(leaf, Indicator) else None
    found = trend(bind(leaf.scoring, {MEASURE: grows, FULL: made.points, AWARDED: judgement}), grows)
    return found == Trend(rises=leaf.better == "lower", falls=leaf.better == "higher")


def rules_of(scheme: Scheme) -> Iterator[Expr]:
    """Every rule of a scheme."""
    for node in scheme.nodes():
        if isinstance(node, Group):
            continue
        names = ("measure", "scoring", "not_applicable_when", "where", "row_points", "row_label")
        yield from (rule for name in names if (rule := getattr(node, name, None)) is not None)
    yield from (cap.when for cap in scheme.caps)
