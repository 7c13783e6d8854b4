"""The plugins that are installed: entry points of the group `perfeval`, and the lists that switch some of them off."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from importlib import metadata

from attrs import frozen

from perfeval.plugins.provider import Provider

GROUP = "perfeval"
BLOCK = "PERFEVAL_PLUGINS_BLOCK"
ALLOW = "PERFEVAL_PLUGINS_ALLOW"
_SHIPPED = "perfeval"


@frozen
class Candidate:
    """A plugin that is installed and not yet imported."""

    provider: Provider
    load: Callable[[], object]


def installed() -> list[Candidate]:
    """All installed plugins, in the order of their ranks.

    Distributions are read one by one: `importlib.metadata.entry_points()` fails as a whole where the metadata of any
    package on the machine is damaged.
    """
    found = [candidate for name in sorted(_names()) for candidate in _candidates(name)]
    return sorted(found, key=lambda c: c.provider.rank)


def switched_off(provider: Provider, env: Mapping[str, str]) -> str:
    """The variable that switches a plugin off, or nothing; what is shipped is allowed unless it is blocked by name.

    A list names plugins, or one of several of the same name as `name@package`.
    """
    names = {provider.name, f"{provider.name}@{provider.package}"}
    if names & _listed(env.get(BLOCK, "")):
        return BLOCK
    allowed = _listed(env.get(ALLOW, ""))
    return ALLOW if allowed and not provider.shipped and not names & allowed else ""


def _listed(value: str) -> set[str]:
    return {name.strip() for name in value.split(",")} - {""}


def _names() -> set[str]:
    """The names of the distributions that may bring plugins."""
    found = set()
    for distribution in metadata.distributions():
        try:
            if GROUP in (distribution.read_text("entry_points.txt") or ""):
                found.add(_canonical(distribution.metadata["Name"]))
        except Exception:  # damaged, and so nobody's plugin
            continue
    return found


def _candidates(name: str) -> Iterator[Candidate]:
    """The plugins of a distribution; of two copies, the one that comes first on the path, as when importing."""
    provider = Provider(name, name, "", name == _SHIPPED)
    try:
        distribution = metadata.distribution(name)
        provider = Provider(name, distribution.metadata["Name"], distribution.version, name == _SHIPPED)
        points = [point for point in distribution.entry_points if point.group == GROUP]
    except Exception as error:
        yield Candidate(provider, _raising(error))
        return
    for point in points:
        yield Candidate(Provider(point.name, provider.package, provider.version, provider.shipped), point.load)


def _raising(error: Exception) -> Callable[[], object]:
    def load() -> object:
        raise error

    return load


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
