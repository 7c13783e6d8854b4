"""Schemes in files: TOML and JSON of the same shape, with rules as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from perfeval.expressions import FUNCTIONS, Field, Function, Names, Parameter, Type
from perfeval.findings import PerfevalError, SchemeError
from perfeval.formats.declarations import entries, read_input, read_parameter
from perfeval.formats.documents import Source, Syntax, checked_format, load
from perfeval.formats.json_text import dump_json
from perfeval.formats.misfits import Fault, Misfits, below, faults_of, gathered
from perfeval.formats.paths import Path, locate
from perfeval.formats.rules import Surroundings, among
from perfeval.formats.scalars import PLAIN
from perfeval.formats.scheme_shapes import CONVERTER, read_ordinal
from perfeval.formats.structuring import read_table
from perfeval.formats.toml_writing import dump_toml
from perfeval.model import STANDARD, OpenGroup, Ordinal, Scheme, figures

SCHEME: Final = "perfeval.scheme/1"
"""The `format` line of a scheme."""

_ORDER = (
    *("source", "grades", "scales", "parameters", "inputs", "groups", "bonus", "penalties", "caps"),
    *("overrides", "weighting"),
)


def read_scheme(
    source: Source,
    *,
    file: str = "",
    syntax: Syntax = "toml",
    functions: Mapping[str, type[Function]] = FUNCTIONS,
) -> Scheme:
    """Read a scheme.

    Args:
        source: a TOML or JSON text, its UTF-8 bytes, or a mapping of plain values.
        file: the name that findings show.
        syntax: `toml` or `json`; a mapping has none.
        functions: the functions that its rules may use.

    Raises:
        FormatError: no TOML or JSON, or a file of another format.
        SchemeError: every mistake in the file and every rule at once; where there is none, everything that is not
            sound in the scheme as a whole. A fault in a rule has the place `key path:column`.

    Example:
        >>> from perfeval.findings import SchemeError
        >>> from perfeval.formats import read_scheme
        >>> text = '''
        ... format = "perfeval.scheme/1"
        ... id = "toy-2024"
        ... label = "示例"
        ... [[groups]]
        ... id = "spending"
        ... label = "支出率"
        ... points = 100
        ... measure = "budget.total.actual / budget.total.adjusted"
        ... scoring = "linear(full=95%)"
        ... '''
        >>> read_scheme(text).full
        Decimal('100')
        >>> try:
        ...     read_scheme(text.replace("total.adj", "totl.adj"))
        ... except SchemeError as error:
        ...     print(error.findings[0].code, error.findings[0].location, error.findings[0].origin.line)
        D202 groups[0].measure:23 9
    """
    document = load(source, file=file, syntax=syntax)
    checked_format(document, SCHEME)
    return document.made(lambda data: _scheme(data, functions), SchemeError, scheme_path)


def _scheme(data: dict[str, Any], functions: Mapping[str, type[Function]]) -> Scheme:
    faults: list[Fault] = []
    scales = _lenient_scales(data.pop("scales", {}), faults)
    with among(Surroundings(_names(data), functions, scales)):
        try:
            made: Scheme = CONVERTER.structure(data, Scheme)
        except (Misfits, PerfevalError) as error:
            faults += faults_of(error)
    if faults:
        raise Misfits(faults)
    return made


def _lenient_scales(value: Any, faults: list[Fault]) -> dict[str, Ordinal | None]:
    """The scales by name, with None for those whose faults are noted."""
    found: dict[str, Ordinal | None] = {}
    try:
        table = read_table(value)
        found = dict.fromkeys(table)
        made = gathered(table.items(), read_ordinal)
        return dict(zip(table, made, strict=True))
    except Misfits as error:
        faults += below(("scales",), error.faults)
    return found


def _names(data: dict[str, Any]) -> Names:
    """What rules may name; a faulty declaration stands in with an open type, so that rules are not blamed for it."""
    found, parameters = list(figures(STANDARD)), list[Parameter]()
    for way, entry in entries(_table(data, "inputs")):
        path = ".".join(way)
        try:
            found.append(read_input(path, entry).figure())
        except (Misfits, PerfevalError):
            table = entry.get("table") if isinstance(entry, dict) else None
            found.append(Field(path, Type("any", table if isinstance(table, str) else None)))
    for name, entry in _table(data, "parameters").items():
        try:
            parameters.append(read_parameter(name, entry))
        except (Misfits, PerfevalError):
            found.append(Field(name, Type("any")))
    return Names(found, parameters)


def _table(data: dict[str, Any], key: str) -> dict[str, Any]:
    value = data.get(key)
    return value if isinstance(value, dict) else {}


def scheme_path(data: dict[str, Any], location: str) -> Path:
    """The path in a scheme's file of a place that the scheme itself names: `indicators.spending.scoring`."""
    what, _, name = location.partition(".")
    if what == "inputs":
        return next((("inputs", *way) for way, _ in entries(_table(data, what)) if ".".join(way) == name), ("inputs",))
    if what != "indicators":
        return locate(data, location) or (("groups",) if what == "full" else ())
    nodes = [(id, path) for key in ("groups", "bonus", "penalties") for id, path in _nodes(data.get(key), (key,))]
    named = [(id, path) for id, path in nodes if name == id or name.startswith(f"{id}.")]
    if not named:
        return ()
    id, path = max(reversed(named), key=lambda each: len(each[0]))  # of two nodes with one id the later
    return (*path, name.removeprefix(id).removeprefix(".")) if name != id else path


def _nodes(value: Any, path: Path) -> Iterator[tuple[str, Path]]:
    for n, node in enumerate(value if isinstance(value, list) else []):
        if isinstance(node, dict):
            if isinstance(node.get("id"), str):
                yield node["id"], (*path, n)
            yield from _nodes(node.get("children"), (*path, n, "children"))


def scheme_document(scheme: Scheme) -> dict[str, Any]:
    """A scheme as plain values, which `read_scheme` reads back as an equal one with the same digest.

    Example:
        >>> from perfeval.formats import read_scheme, scheme_document
        >>> from perfeval.model import Indicator, Scheme
        >>> scheme = Scheme(id="toy", label="示例", groups=[Indicator("work", "工作", 100)])
        >>> scheme_document(scheme)["groups"]
        [{'id': 'work', 'label': '工作', 'points': Decimal('100')}]
        >>> read_scheme(scheme_document(scheme)) == scheme
        True
    """
    scales = _scales(scheme)
    with among(Surroundings(scales=scales)):
        document: dict[str, Any] = {"format": SCHEME, **CONVERTER.unstructure(scheme)}
    if scales:
        document["scales"] = {name: PLAIN.unstructure(scale) for name, scale in scales.items()}
    last = {key: document.pop(key) for key in _ORDER if key in document}
    return {**document, **last}


def _scales(scheme: Scheme) -> dict[str, Ordinal]:
    found = dict.fromkeys(n.scale for n in scheme.nodes() if not isinstance(n, OpenGroup) and n.scale is not None)
    return {f"scale{n}": scale for n, scale in enumerate(found, start=1)}


def scheme_toml(scheme: Scheme) -> str:
    """A scheme as TOML text.

    Example:
        >>> from perfeval.formats import scheme_toml
        >>> from perfeval.model import Indicator, Scheme
        >>> print(scheme_toml(Scheme(id="toy", label="示例", groups=[Indicator("work", "工作", 100)])), end="")
        format = "perfeval.scheme/1"
        id = "toy"
        label = "示例"
        <BLANKLINE>
        [[groups]]
        id = "work"
        label = "工作"
        points = 100
    """
    return dump_toml(scheme_document(scheme))


def scheme_json(scheme: Scheme) -> str:
    """A scheme as JSON text.

    Example:
        >>> from perfeval.formats import read_scheme, scheme_json
        >>> from perfeval.model import Indicator, Scheme
        >>> scheme = Scheme(id="toy", label="示例", groups=[Indicator("work", "工作", 100)])
        >>> read_scheme(scheme_json(scheme), syntax="json") == scheme
        True
    """
    return dump_json(scheme_document(scheme))
