"""Schemes in files: TOML and JSON of the same shape, with rules as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import evolve

from perfeval.expressions import FUNCTIONS, Function
from perfeval.findings import Finding, PerfevalError, SchemeError, Text, UsageError, kind, say
from perfeval.formats.declarations import entries
from perfeval.formats.documents import Document, Source, Syntax, checked_format, load
from perfeval.formats.editions import Bases, Edition, edition_of
from perfeval.formats.json_text import dump_json
from perfeval.formats.misfits import TEXT, Fault, Misfits, missing, wrong
from perfeval.formats.paths import Path, locate
from perfeval.formats.rules import Surroundings, among
from perfeval.formats.scalars import PLAIN
from perfeval.formats.scheme_reading import Read, read_values, table_of
from perfeval.formats.scheme_shapes import CONVERTER
from perfeval.formats.second_look import second_look
from perfeval.formats.toml_writing import dump_toml
from perfeval.model import OpenGroup, Ordinal, Scheme, doubts

SCHEME: Final = "perfeval.scheme/1"
"""The `format` line of a scheme."""

_ORDER = (
    *("source", "grades", "scales", "parameters", "inputs", "groups", "bonus", "penalties", "caps"),
    *("overrides", "weighting", "derived_from"),
)


def read_scheme(
    source: Source,
    *,
    file: str = "",
    syntax: Syntax = "toml",
    functions: Mapping[str, type[Function]] = FUNCTIONS,
    bases: Bases | None = None,
) -> Scheme:
    """Read a scheme.

    Args:
        source: a TOML or JSON text, its UTF-8 bytes, or a mapping of plain values.
        file: the name that findings show.
        syntax: `toml` or `json`; a mapping has none.
        functions: the functions that its rules may use.
        bases: finds the scheme that an edition names as its `base`.

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
    return _read(_document(source, file, syntax), functions, bases).scheme


def read_doubts(
    source: Source,
    *,
    file: str = "",
    syntax: Syntax = "toml",
    functions: Mapping[str, type[Function]] = FUNCTIONS,
    bases: Bases | None = None,
) -> tuple[Finding, ...]:
    """What is doubtful in the file of a scheme, each with its place: named rules without use, then `model.doubts`.

    Args:
        source: as for `read_scheme`.
        file: as for `read_scheme`.
        syntax: as for `read_scheme`.
        functions: as for `read_scheme`.
        bases: as for `read_scheme`.

    Raises:
        FormatError: as for `read_scheme`.
        SchemeError: as for `read_scheme`.
    """
    document = _document(source, file, syntax)
    read = _read(document, functions, bases)
    return tuple(
        document.findings((((), doubt) for doubt in (*read.names.unused(), *doubts(read.scheme))), scheme_path)
    )


def _document(source: Source, file: str, syntax: Syntax) -> Document:
    document = load(source, file=file, syntax=syntax)
    checked_format(document, SCHEME)
    return document


def _read(document: Document, functions: Mapping[str, type[Function]], bases: Bases | None) -> Read:
    if "base" not in document.data:
        return document.made(lambda data: read_values(data, functions), SchemeError, scheme_path, second_look)
    base = _base(document, bases)
    laid: list[Edition] = []

    def make(data: dict[str, Any]) -> Read:
        if data.get("id", base.id) == base.id:
            raise Misfits([(("id",), kind("D101").at("", id=base.id))] if "id" in data else [((), missing("id"))])
        edition = edition_of(data, _plain(base))
        laid.append(edition)
        edition.data["derived_from"] = {"scheme": base.id, "digest": base.digest}
        try:
            return read_values(dict(edition.data), functions)
        except Misfits as error:
            raise Misfits(edition.own(fault) for fault in error.faults) from None

    def where(data: dict[str, Any], location: str) -> Path:
        return laid[-1].way(scheme_path(laid[-1].data, location)) if laid else scheme_path(data, location)

    return document.made(make, SchemeError, where, second_look)


def _base(document: Document, bases: Bases | None) -> Scheme:
    """The scheme that an edition names.

    Raises:
        SchemeError: there is none, or it cannot be used; the faults of its own file come first.
    """
    at: Path = ("base",)
    name = document.data["base"]
    if not isinstance(name, str):
        raise SchemeError(document.findings([(at, fault) for _, fault in wrong(TEXT, name).faults]))
    try:
        if bases is None:
            what = Text("方案（这里不能查找方案）", "scheme (none can be looked up here)")
            raise UsageError(kind("I115").at("", name=name[:80], what=what, near=Text()))
        return bases(name)
    except PerfevalError as error:
        others = [finding for finding in error.findings if finding.origin is not None and finding.origin.file]
        own: list[Fault] = [(at, evolve(f, location="")) for f in error.findings if f not in others]
        if others:
            detail = say("依据的方案“{name}”不能使用，见上", 'the base "{name}" cannot be used, see above', name=name)
            own.append((at, kind("D106").at("", detail=detail, advice=Text("先改正它", "mend it first"))))
        raise SchemeError([*others, *document.findings(own)]) from error


def scheme_path(data: dict[str, Any], location: str) -> Path:
    """The path in a scheme's file of a place that the scheme itself names: `indicators.spending.scoring`."""
    what, _, name = location.partition(".")
    if what == "inputs":
        return next(
            (("inputs", *way) for way, _ in entries(table_of(data, what)) if ".".join(way) == name), ("inputs",)
        )
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
    scales = _scales(scheme, "scale")
    with among(Surroundings(scales=scales)):
        document: dict[str, Any] = {"format": SCHEME, **CONVERTER.unstructure(scheme)}
    if scales:
        document["scales"] = {name: PLAIN.unstructure(scale) for name, scale in scales.items()}
    last = {key: document.pop(key) for key in _ORDER if key in document}
    return {**document, **last}


def _plain(base: Scheme) -> dict[str, Any]:
    """A base as plain values, but with its rules as they are: they mean what they meant where it was read."""
    scales = _scales(base, "base scale ")
    with among(Surroundings(scales=scales, whole=True)):
        return {
            **CONVERTER.unstructure(base),
            "scales": {name: PLAIN.unstructure(scale) for name, scale in scales.items()},
        }


def _scales(scheme: Scheme, prefix: str) -> dict[str, Ordinal]:
    found = dict.fromkeys(n.scale for n in scheme.nodes() if not isinstance(n, OpenGroup) and n.scale is not None)
    return {f"{prefix}{n}": scale for n, scale in enumerate(found, start=1)}


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
