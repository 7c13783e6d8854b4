"""What all plugins of a host bring together: the catalogues, clashes settled, scheme files read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from attrs import frozen

from perfeval.auditing import Check
from perfeval.expressions import RuleFunction
from perfeval.findings import Finding
from perfeval.formats import Reader, Writer
from perfeval.model import Scheme, Weighting
from perfeval.plugins import sorts
from perfeval.plugins.catalogue import Catalogue, Entry
from perfeval.plugins.files_read import FilesRead
from perfeval.plugins.members import Member
from perfeval.plugins.provider import PluginInfo, Provider

T = TypeVar("T")


@frozen
class Contents:
    """All that a host's plugins bring, as one value that never changes."""

    schemes: Catalogue[Scheme]
    functions: Catalogue[RuleFunction]
    weightings: Catalogue[Weighting]
    readers: Catalogue[Reader]
    writers: Catalogue[Writer]
    checks: Catalogue[Check]
    plugins: tuple[PluginInfo, ...]
    findings: tuple[Finding, ...]


def gathered(members: Sequence[Member]) -> Contents:
    """The contents of a host with these members, who stand in the order of their ranks."""
    functions = _catalogue(sorts.FUNCTIONS, ((m.provider, m.provided.functions) for m in members))
    files = FilesRead(members, functions)
    schemes = _catalogue(
        sorts.SCHEMES, ((m.provider, (*m.provided.schemes, *files.schemes[m.provider])) for m in members)
    )
    weightings = _catalogue(sorts.WEIGHTINGS, ((m.provider, m.provided.weightings) for m in members))
    readers = _catalogue(sorts.READERS, ((m.provider, m.provided.readers) for m in members))
    writers = _catalogue(sorts.WRITERS, ((m.provider, m.provided.writers) for m in members))
    checks = _catalogue(sorts.CHECKS, ((m.provider, m.provided.checks) for m in members))
    catalogues: dict[str, Catalogue[Any]] = {
        "schemes": schemes,
        "functions": functions,
        "weightings": weightings,
        "readers": readers,
        "writers": writers,
        "checks": checks,
    }
    clashes = [clash for catalogue in catalogues.values() for clash in catalogue.clashes]
    return Contents(
        schemes=schemes,
        functions=functions,
        weightings=weightings,
        readers=readers,
        writers=writers,
        checks=checks,
        plugins=tuple(_info(m, catalogues) for m in members),
        findings=(*(fault for m in members for fault in m.faults), *files.faults, *clashes),
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
