"""What all plugins of a host bring together: the catalogues, clashes settled, scheme files read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from attrs import evolve, frozen

from perfeval.expressions import Function, RuleFunction, suggestion
from perfeval.findings import Finding, Origin, PerfevalError, PluginError, Text, UsageError, kind, say
from perfeval.formats import Reader, Writer, read_scheme
from perfeval.model import Scheme, Weighting
from perfeval.plugins import sorts
from perfeval.plugins.admission import Provided
from perfeval.plugins.catalogue import Catalogue, Entry
from perfeval.plugins.provider import PluginInfo, Provider, Status, told
from perfeval.plugins.schemefile import SchemeFile

T = TypeVar("T")
Nodes = Mapping[str, type[Function]]


@frozen
class Member:
    """A plugin in a host: who, what became of it, what it brings, and its faults."""

    provider: Provider
    status: Status
    provided: Provided
    faults: tuple[Finding, ...] = ()


@frozen
class Contents:
    """All that a host's plugins bring, as one value that never changes."""

    schemes: Catalogue[Scheme]
    functions: Catalogue[RuleFunction]
    weightings: Catalogue[Weighting]
    readers: Catalogue[Reader]
    writers: Catalogue[Writer]
    plugins: tuple[PluginInfo, ...]
    findings: tuple[Finding, ...]


def gathered(members: Sequence[Member]) -> Contents:
    """The contents of a host with these members, who stand in the order of their ranks."""
    functions = _catalogue(sorts.FUNCTIONS, ((m.provider, m.provided.functions) for m in members))
    read, faults = _files_read(members, functions)
    schemes = _catalogue(sorts.SCHEMES, ((m.provider, (*m.provided.schemes, *read[m.provider])) for m in members))
    weightings = _catalogue(sorts.WEIGHTINGS, ((m.provider, m.provided.weightings) for m in members))
    readers = _catalogue(sorts.READERS, ((m.provider, m.provided.readers) for m in members))
    writers = _catalogue(sorts.WRITERS, ((m.provider, m.provided.writers) for m in members))
    catalogues: dict[str, Catalogue[Any]] = {
        "schemes": schemes,
        "functions": functions,
        "weightings": weightings,
        "readers": readers,
        "writers": writers,
    }
    clashes = [clash for catalogue in catalogues.values() for clash in catalogue.clashes]
    return Contents(
        schemes=schemes,
        functions=functions,
        weightings=weightings,
        readers=readers,
        writers=writers,
        plugins=tuple(_info(m, catalogues) for m in members),
        findings=(*(fault for m in members for fault in m.faults), *faults, *clashes),
    )


def _catalogue(sort: sorts.Sort[T], offers: Iterable[tuple[Provider, Iterable[T]]]) -> Catalogue[T]:
    return Catalogue(sort.what, (Entry(id, i, by) for by, items in offers for i in items for id in sort.ids_of(i)))


def _info(member: Member, catalogues: Mapping[str, Catalogue[Any]]) -> PluginInfo:
    by = member.provider
    brought = {
        name: tuple(entry.id for entry in catalogue.entries() if entry.provider == by)
        for name, catalogue in catalogues.items()
    }
    return PluginInfo(
        by.name,
        by.package,
        by.version,
        by.shipped,
        status=member.status,
        hooks=member.provided.hooks,
        provides={name: ids for name, ids in brought.items() if ids},
    )


def _files_read(
    members: Sequence[Member], functions: Catalogue[RuleFunction]
) -> tuple[dict[Provider, list[Scheme]], list[Finding]]:
    """Every scheme file read with the functions that it means; a faulty one is left out, the plugin stays."""
    found: dict[Provider, list[Scheme]] = {m.provider: [] for m in members}
    faults: list[Finding] = []
    for member in members:
        for file in member.provided.scheme_files:
            try:
                found[member.provider].append(_read(member.provider, file, _meant(member, file, members, functions)))
            except Exception as error:  # a function of a plugin may raise anything while a rule is made
                faults += _unreadable(member.provider, file, error)
    return found, faults


def _read(by: Provider, file: SchemeFile, functions: Nodes) -> Scheme:
    scheme = read_scheme(file.content, file=file.name, syntax=file.syntax, functions=functions)
    if unfit := sorts.SCHEMES.unfit(scheme):
        raise PluginError(by.fault("P105", hook=sorts.SCHEME_FILES.hook, found=unfit, wanted="Scheme"))
    return scheme


def _meant(member: Member, file: SchemeFile, members: Sequence[Member], functions: Catalogue[RuleFunction]) -> Nodes:
    """The functions that a file means by their names: its plugin's own, those it uses, then the catalogue's.

    So what a file means does not depend on what else is installed.
    """
    by_name = {m.provider.name: m for m in members if m.status == "active"}
    if absent := [name for name in file.uses if name not in by_name]:
        what = Text("可用的插件", "plugin in use")
        raise UsageError(kind("I115").at("uses", name=n, what=what, near=suggestion(n, by_name)) for n in absent)
    meant = {entry.id: entry.item.node for entry in functions}
    for each in (*(by_name[name] for name in reversed(file.uses)), member):
        meant |= {function.name: function.node for function in reversed(each.provided.functions)}
    return meant


def _unreadable(by: Provider, file: SchemeFile, error: Exception) -> Iterator[Finding]:
    """The findings of the error itself, then the one that names plugin and package."""
    causes = error.findings if isinstance(error, PerfevalError) else ()
    yield from (evolve(cause, origin=cause.origin or Origin(file.name)) for cause in causes)
    detail = say("{n} 处错误，见上", "{n} faults, see above", n=len(causes)) if causes else told(error)
    yield by.fault("P108", file=file.name, detail=detail, because=[cause.location for cause in causes])
