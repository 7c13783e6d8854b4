"""An edition of another scheme: a file that names its base and states only what changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from attrs import Factory, define

from perfeval.expressions import suggestion
from perfeval.findings import Finding, Text, kind
from perfeval.formats.declarations import entries
from perfeval.formats.misfits import TEXT, Fault, Misfits, wrong
from perfeval.formats.paths import Path
from perfeval.model import Scheme

Bases = Callable[[str], Scheme]
"""Finds a base by its id, or by the name of its file."""

OWN: Final = ("base", "change", "add", "remove")
"""The keys that only an edition has."""

_NOT_INHERITED = ("id", "edition", "source", "overrides", "weighting", "derived_from")
_MERGED = ("parameters", "inputs", "scales")
_TREES = ("groups", "bonus", "penalties")
_TOLD_APART = ("label", "aspects", "measured_as")  # changing these leaves the source of a rule as it was


@define
class Edition:
    """The plain values of the whole scheme, and where in the edition's own file each part of them is stated."""

    data: dict[str, Any]
    ways: dict[Path, Path] = Factory(dict)
    nodes: dict[Path, Path] = Factory(dict)
    """The same for changed nodes themselves, whose parts may well come from the base."""
    faults: list[Fault] = Factory(list)

    def way(self, path: Path) -> Path:
        """The path in the edition's file of what stands in the whole; what comes from the base is told of there."""
        if path in self.nodes:
            return self.nodes[path]
        for end in range(len(path), 0, -1):
            if path[:end] in self.ways:
                return (*self.ways[path[:end]], *path[end:])
        return ("base",)

    def own(self, fault: Fault) -> Fault:
        """A fault of the whole as one of the edition's file; one that names its place itself is placed later."""
        path, finding = fault
        return fault if finding.location and finding.location[0] != ":" else (self.way(path), finding)


def edition_of(own: Mapping[str, Any], base: Mapping[str, Any]) -> Edition:
    """An edition's values laid over those of its base.

    Args:
        own: the values of the edition's file.
        base: the values of the scheme that it names.

    Raises:
        Misfits: changes that do not fit the base, with their paths in `own`.
    """
    made = Edition({key: _copied(value) for key, value in base.items() if key not in _NOT_INHERITED})
    if "groups" in own:
        made.faults.append((("groups",), _tree_given()))
    for key in own.keys() - {*OWN, *_MERGED, "groups"}:
        made.data[key], made.ways[key,] = own[key], (key,)
    for key in _MERGED:
        _merge(made, key, own.get(key, {}))
    _remove(made, own.get("remove", []))
    _change(made, own.get("change", {}))
    _add(made, own.get("add", []))
    if made.faults:
        raise Misfits(made.faults)
    _trace(made, own)
    return made


def _tree_given() -> Finding:
    detail = Text("有 base 的文件不再写 [[groups]]", "a file with a base has no [[groups]] of its own")
    advice = Text(
        '改动写在 [change.标识] 下，新增写 [[add]]，删去写 remove = ["标识"]',
        'state changes under [change.ID], new ones under [[add]], and remove = ["ID"]',
    )
    return kind("D106").at("", detail=detail, advice=advice)


def _merge(made: Edition, key: str, given: Any) -> None:
    """Parameters and inputs by name: what is stated is changed, the rest stays; a new value needs its own source."""
    if not isinstance(given, dict):
        made.data[key], made.ways[key,] = given, (key,)
        return
    tables = made.data.setdefault(key, {})
    named = entries(given) if key == "inputs" else (((name,), entry) for name, entry in given.items())
    for way, entry in named:
        name = ".".join(way)
        before = tables.get(name)
        made.ways[key, name] = (key, *way)
        tables[name] = _laid(before, entry) if isinstance(before, dict) and isinstance(entry, dict) else entry


def _laid(before: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    kept = {k: v for k, v in before.items() if k != "source" or over.keys() <= {*_TOLD_APART}}
    return {**kept, **over}


def _nodes(nodes: list[Any]) -> Iterator[tuple[list[Any], dict[str, Any]]]:
    """Every node with the list that it stands in."""
    for node in nodes:
        yield nodes, node
        yield from _nodes(node.get("children", []))


def _known(made: Edition) -> dict[str, tuple[list[Any], dict[str, Any]]]:
    places = (made.data.setdefault(key, []) for key in _TREES if (key,) not in made.ways)
    return {node["id"]: (nodes, node) for place in places for nodes, node in _nodes(place)}


def _found(made: Edition, id: Any, at: Path) -> tuple[list[Any], dict[str, Any]] | None:
    known = _known(made)
    if isinstance(id, str) and id in known:
        return known[id]
    if not isinstance(id, str):
        made.faults += [(at, fault) for _, fault in wrong(TEXT, id).faults]
    else:
        what = Text("指标或分组（依据的方案里）", "indicator or group in the base")
        made.faults.append((at, kind("I115").at("", name=id[:80], what=what, near=suggestion(id, known))))
    return None


def _remove(made: Edition, given: Any) -> None:
    if not isinstance(given, list):
        made.faults += [(("remove",), fault) for _, fault in wrong(_IDS, given, _LISTED).faults]
        return
    for n, id in enumerate(given):
        if (found := _found(made, id, ("remove", n))) is not None:
            nodes, node = found
            nodes.remove(node)


def _change(made: Edition, given: Any) -> None:
    if not isinstance(given, dict) or not all(isinstance(changes, dict) for changes in given.values()):
        advice = Text("写成 [change.标识]，下面写要改的各项", "write [change.ID], and what changes below it")
        made.faults += [(("change",), fault) for _, fault in wrong(_TABLES, given, advice).faults]
        return
    for id, changes in given.items():
        if (found := _found(made, id, ("change", id))) is not None:
            _, node = found
            whole = _laid(node, changes)
            node.clear()
            node.update(whole)


def _add(made: Edition, given: Any) -> None:
    if not isinstance(given, list) or not all(isinstance(node, dict) for node in given):
        advice = Text("每一项都以 [[add]] 开头", "each begins with [[add]]")
        made.faults += [(("add",), fault) for _, fault in wrong(_TABLES, given, advice).faults]
        return
    for n, entry in enumerate(given):
        node = {key: value for key, value in entry.items() if key not in ("into", "after")}
        nodes, at = made.data.setdefault("groups", []), None
        if "into" in entry:
            if (group := _found(made, entry["into"], ("add", n, "into"))) is None:
                continue
            nodes = group[1].setdefault("children", [])
        elif "after" in entry:
            if (before := _found(made, entry["after"], ("add", n, "after"))) is None:
                continue
            nodes, at = before[0], next(i for i, each in enumerate(before[0]) if each is before[1]) + 1
        nodes.insert(len(nodes) if at is None else at, node)
        node[_MARK] = n


_MARK = "\0add"
_IDS = Text("标识的列表", "a list of ids")
_LISTED = Text('写成 remove = ["标识"]', 'write remove = ["ID"]')
_TABLES = Text("表", "tables")


def _trace(made: Edition, own: Mapping[str, Any]) -> None:
    """Note where each changed or added node stands in the edition's file, now that the tree has its final shape."""
    changes = own.get("change", {})

    def walk(nodes: list[Any], path: Path) -> None:
        for n, node in enumerate(nodes):
            here = (*path, n)
            if isinstance(mark := node.pop(_MARK, None), int):
                made.ways[here] = ("add", mark)
                continue
            if node["id"] in changes:
                made.nodes[here] = ("change", node["id"])
            for key in changes.get(node["id"], {}):
                made.ways[(*here, key)] = ("change", node["id"], key)
            walk(node.get("children", []), (*here, "children"))

    for key in _TREES:
        if (key,) not in made.ways:
            walk(made.data.get(key, []), (key,))


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(part) for key, part in value.items()}
    return [_copied(part) for part in value] if isinstance(value, list) else value
