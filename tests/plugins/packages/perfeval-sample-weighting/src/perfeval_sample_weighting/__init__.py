"""A weighting: every first-level group counts the same, and within it every indicator."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from perfeval import Assignment, Group, Indicator, OpenGroup, Scheme, Text, Weighting, by_weights, hookimpl


def leaves(node: Group | Indicator | OpenGroup) -> Iterator[str]:
    """The ids of the indicators at or below a node."""
    if isinstance(node, Group):
        for child in node.children:
            yield from leaves(child)
    else:
        yield node.id


def even_groups(scheme: Scheme) -> Assignment:
    """The same points for every group, shared evenly inside it."""
    below = [list(leaves(group)) for group in scheme.groups]
    weights = {id: Fraction(1, len(ids)) for ids in below for id in ids}
    return by_weights(scheme, weights, Text("各一级指标分值相等", "the same points for every first-level group"))


@hookimpl
def perfeval_weightings() -> Iterable[Weighting]:
    """The weighting."""
    yield Weighting("even-groups", Text("一级指标等权", "equal groups"), even_groups)
