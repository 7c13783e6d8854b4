"""The trees of two schemes: indicators and groups, where they stand, and their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from perfeval.findings import Text, say
from perfeval.model.changing.change import SchemeChange
from perfeval.model.changing.parts import Sort, met, new_names, ordered
from perfeval.model.indicators import Group, Node
from perfeval.model.scheme import Scheme

Parent = tuple[str, str]
"""The part of the scheme, and the id of the group; empty at the top."""

_NODES = Sort("indicators")
_SECTIONS: Mapping[str, Text] = {
    "groups": Text("最上层", "the top level"),
    "bonus": Text("加分", "bonus"),
    "penalties": Text("减分", "penalties"),
}


def tree(first: Scheme, second: Scheme) -> Iterator[SchemeChange]:
    """What became of indicators and groups."""
    a, b = ({node.id: node for node in scheme.nodes()} for scheme in (first, second))
    news = new_names(a, b)
    yield from met(a, b, news, _NODES)
    before = {news.get(id, id): (part, news.get(over, over)) for id, (part, over) in _parents(first).items()}
    now = dict(_parents(second))
    for id, parent in now.items():
        if before.get(id, parent) != parent:
            was = _where(before[id], {**a, **b})
            what = _NODES.what(id, b[id])
            yield SchemeChange(kind="moved", place=f"indicators.{id}", what=what, was=was, now=_where(parent, b))
    for parent in dict.fromkeys(now.values()):
        part, over = parent
        place = f"indicators.{over}.children" if over else part
        children = ([id for id, p in found.items() if p == parent] for found in (before, now))
        yield from ordered(place, _where(parent, b), *children)


def _parents(scheme: Scheme) -> dict[str, Parent]:
    """What each node stands under, in the order of the scheme."""
    found: dict[str, Parent] = {}

    def under(nodes: tuple[Node, ...], parent: Parent) -> None:
        for node in nodes:
            found[node.id] = parent
            if isinstance(node, Group):
                under(node.children, (parent[0], node.id))

    for part in _SECTIONS:
        under(getattr(scheme, part), (part, ""))
    return found


def _where(parent: Parent, nodes: Mapping[str, Node]) -> Text:
    part, over = parent
    return say("“{label}”（{id}）", '"{label}" ({id})', label=nodes[over].label, id=over) if over else _SECTIONS[part]
