"""The schemes that are registered."""

from __future__ import annotations

from perfeval.model import Scheme
from perfeval.plugins import Host, default_host


def scheme(id: str, *, host: Host | None = None) -> Scheme:
    """A registered scheme.

    Raises:
        UsageError: no plugin registers it.

    Example:
        >>> import perfeval
        >>> perfeval.scheme("foshan-2021").full
        Decimal('100')
    """
    return host_of(host).schemes.get(id)


def list_schemes(*, host: Host | None = None) -> tuple[Scheme, ...]:
    """All registered schemes, the shipped ones first.

    Example:
        >>> import perfeval
        >>> [s.id for s in perfeval.list_schemes()][:2]
        ['foshan-2021', 'mof-2020-project']
    """
    return tuple(entry.item for entry in host_of(host).schemes)


def host_of(host: Host | None) -> Host:
    """The host to use: the one that is handed in, or that of all installed plugins."""
    return default_host() if host is None else host
