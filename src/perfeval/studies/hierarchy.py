"""AHP over a scheme: judgements between all its indicators, or group by group down the tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from attrs import frozen

from perfeval.expressions import suggestion
from perfeval.findings import Finding, Text, WeightingError, kind, say
from perfeval.model import Assignment, Group, Node, Scheme, Weighting, by_weights
from perfeval.model.weighting import unassignable
from perfeval.numbers import plain
from perfeval.studies.ahp import ACCEPTED, Priorities, read_priorities
from perfeval.studies.exactly import not_a, read_keys, read_list

_TOP = Text("最上一层", "the top")


@frozen
class _Siblings:
    """Nodes that are compared with each other."""

    above: str
    """The group that they stand in, empty at the top."""
    label: Text
    """What it is called."""
    ids: tuple[str, ...]


@frozen
class _Comparison:
    """A matrix as it was given, and what it comes to."""

    ids: tuple[str, ...]
    """What it compares; nothing where that is not clear."""
    priorities: Priorities | None
    at: str


def _assign(scheme: Scheme, data: Any) -> Assignment:
    faults: list[Finding] = unassignable(scheme)
    table = read_keys(data, "", ("judgements",), faults, also=("allow_inconsistent",))
    allowed = table.get("allow_inconsistent", False)
    if not isinstance(allowed, bool):
        faults.append(not_a(Text("true 或 false", "true or false"), allowed, "allow_inconsistent"))
    known = [node.id for node in _tree(scheme.groups)]
    entries = read_list(table["judgements"], "judgements", faults) if "judgements" in table else None
    given = [
        _comparison(entry, f"judgements[{n}]", known, bool(allowed), faults) for n, entry in enumerate(entries or ())
    ]
    clear = entries is not None and all(each.ids for each in given)
    placed = _placed(given, scheme, faults) if clear else {}
    if faults:
        raise WeightingError(faults)
    found = {above: (each.ids, each.priorities) for above, each in placed.items() if each.priorities is not None}
    local = {above: dict(zip(ids, priorities.weights, strict=True)) for above, (ids, priorities) in found.items()}
    details = {
        f"{above}.{name}" if above else name: figure
        for above, (_, priorities) in found.items()
        for name, figure in priorities.details.items()
    }
    said = _said([priorities for _, priorities in found.values()])
    return by_weights(scheme, _weights(scheme, local), said, details)


def _comparison(entry: Any, at: str, known: Sequence[str], allowed: bool, faults: list[Finding]) -> _Comparison:
    """One comparison, with the faults of its keys, names and judgements."""
    table = read_keys(entry, at, ("compared", "matrix"), faults)
    ids = tuple(read_list(table.get("compared", ()), f"{at}.compared", faults) or ())
    for n, id in enumerate(ids):
        place = f"{at}.compared[{n}]"
        if id not in known:
            faults.append(kind("D107").at(place, id=str(id)[:80], near=suggestion(str(id), known)))
        elif id in ids[:n]:
            faults.append(kind("I105").at(place, key=id))
    names, found = tuple(map(str, ids)), None
    if names and "matrix" in table:
        found = read_priorities(table["matrix"], names, f"{at}.matrix", faults, allow_inconsistent=allowed)
    clear = len({*names} & {*known}) == len(names)
    return _Comparison(names if clear else (), found, at)


def _tree(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        if isinstance(node, Group):
            yield from _tree(node.children)


def _siblings(scheme: Scheme) -> Iterator[_Siblings]:
    yield _Siblings("", _TOP, tuple(node.id for node in scheme.groups))
    for node in _tree(scheme.groups):
        if isinstance(node, Group):
            yield _Siblings(node.id, node.label, tuple(child.id for child in node.children))


def _placed(given: Sequence[_Comparison], scheme: Scheme, faults: list[Finding]) -> dict[str, _Comparison]:
    """The comparisons by the group whose children they compare; under "" where one compares all indicators."""
    leaves = {leaf.id for leaf in scheme.leaves()}
    if len(given) == 1 and set(given[0].ids) == leaves:
        return {"": given[0]}
    places = {frozenset(each.ids): each for each in reversed(list(_siblings(scheme)))}
    placed: dict[str, _Comparison] = {}
    for each in given:
        place = places.get(frozenset(each.ids))
        if place is None:
            faults.append(_misplaced(each, "{ids} 不是哪个分组的全部下级", "{ids} are not all the children of a group"))
        elif place.above in placed:
            faults.append(_misplaced(each, "{ids} 比较了两次", "{ids} are compared twice"))
        else:
            placed[place.above] = each
    for siblings in _siblings(scheme):
        if siblings.above not in placed and len(siblings.ids) > 1:
            detail = say(
                "没有比较{label}的 {ids}",
                "nothing compares {ids} ({label})",
                label=siblings.label,
                ids="、".join(siblings.ids),
            )
            faults.append(kind("D411").at("judgements", detail=detail))
    return placed


def _misplaced(each: _Comparison, zh: str, en: str) -> Finding:
    return kind("D411").at(f"{each.at}.compared", detail=say(zh, en, ids="、".join(each.ids)))


def _weights(scheme: Scheme, local: Mapping[str, Mapping[str, Fraction]]) -> dict[str, Fraction]:
    """The weights of all indicators, from one comparison of them all or from those at every level."""
    leaves = {leaf.id for leaf in scheme.leaves()}
    if set(local) == {""} and set(local[""]) == leaves:
        return dict(local[""])
    return dict(_products(scheme.groups, "", Fraction(1), local))


def _products(
    nodes: Sequence[Node], above: str, share: Fraction, local: Mapping[str, Mapping[str, Fraction]]
) -> Iterator[tuple[str, Fraction]]:
    """The weights of the indicators below: a node's own among its siblings, times that of the group."""
    for node in nodes:
        own = share * (local[above][node.id] if above in local else 1)
        if isinstance(node, Group):
            yield from _products(node.children, node.id, own, local)
        else:
            yield node.id, own


def _said(found: Sequence[Priorities]) -> Text:
    worst = max((Fraction(each.consistency_ratio) for each in found), default=Fraction(0))
    accepted = Text("小于 0.1，可以接受", "below 0.1, which is accepted")
    taken = Text("不小于 0.1，判断不一致，仍按要求采用", "not below 0.1: inconsistent, taken as asked for")
    return say(
        "由 {n} 个判断矩阵按层次分析法得出（Saaty 1980），一致性比率{most} {ratio}，{held}",
        "from pairwise judgements by AHP (Saaty 1980), matrices: {n}, consistency ratio {most}{ratio}, {held}",
        n=len(found),
        most=Text("最大", "at most ") if len(found) > 1 else Text(),
        ratio=plain(worst, 4),
        held=accepted if worst < ACCEPTED else taken,
    )


AHP = Weighting(
    "ahp",
    Text("层次分析法", "AHP"),
    _assign,
    Text(
        "judgements：判断矩阵，每个写明 compared（比较哪些）和 matrix（逐行的判断）",
        "judgements: matrices of pairwise judgements, each with `compared` (which ones) and `matrix` (row by row)",
    ),
)
"""The weighting `ahp`."""
