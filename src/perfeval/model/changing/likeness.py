"""Whether something removed and something added are one thing under another id: a guess, said to be one."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any

from perfeval.expressions import Parameter
from perfeval.findings import Text
from perfeval.model.canonical import plain_of
from perfeval.model.indicators import Group, Indicator, OpenGroup, walk_tree
from perfeval.model.inputs import Input

_CLOSE = 60
_SAME = 100
_MOST = 200
"""Of longer names only the beginning is compared: the time grows with the square."""


def renamed(removed: Mapping[str, Any], added: Mapping[str, Any]) -> dict[str, str]:
    """The likely new ids by their old ones, the likest pair first; each is taken once."""
    pairs = [
        (alike, old, new)
        for old, a in removed.items()
        for new, b in added.items()
        if type(a) is type(b) and (alike := likeness(a, b))
    ]
    found: dict[str, str] = {}
    for _, old, new in sorted(pairs, key=lambda pair: -pair[0]):
        if old not in found and new not in found.values():
            found[old] = new
    return found


def likeness(a: Any, b: Any) -> int:
    """How alike two things are, out of 200; 0 where nobody would take one for the other."""
    names = max(_near(a.label, b.label), _near(Text(_id(a)), Text(_id(b))))
    alike = bool(a.label) and a.label == b.label
    telling = isinstance(a, Group) or (isinstance(a, Indicator) and a.measure is not None)
    same = sum(_SAME // 2 for name in _TELLING[type(a)] if plain_of(_part(a, name)) == plain_of(_part(b, name)))
    if alike or (names >= _CLOSE and same) or (same == _SAME and telling):
        return same + names
    return 0


_TELLING: Mapping[type, tuple[str, str]] = {
    Group: ("children", "points"),
    Indicator: ("rules", "points"),
    OpenGroup: ("rules", "points"),
    Input: ("kind", "table"),
    Parameter: ("value", "value"),
}
"""Two things that tell such a part from others; of most sorts many have them alike, so they make no pair alone."""


def _part(of: Any, name: str) -> Any:
    if name == "children":
        return tuple(sorted(node.id for node in walk_tree(of.children)))
    if name == "rules":
        return (of.measure, of.scoring)
    return getattr(of, name)


def _id(of: Any) -> str:
    return str(of.path if isinstance(of, Input) else of.name if isinstance(of, Parameter) else of.id)


def _near(a: Text, b: Text) -> int:
    """How alike two names are, out of 100, in the language in which they are most alike."""
    return max(_ratio(x, y) for x, y in ((a.zh, b.zh), (a.en, b.en)))


def _ratio(a: str, b: str) -> int:
    if not (a and b):
        return 0
    return round(100 * SequenceMatcher(None, a[:_MOST], b[:_MOST]).ratio())
