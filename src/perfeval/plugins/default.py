"""The host that is used where none is given: loaded once, when first asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import RLock

from perfeval.findings import PluginError, kind
from perfeval.plugins.host import Host

_chosen: ContextVar[Host | None] = ContextVar("host", default=None)


class _Once:
    """All installed plugins, loaded by the thread that asks first while the others wait."""

    def __init__(self) -> None:
        self.lock = RLock()
        self.loading = False
        self.host: Host | None = None

    def __call__(self) -> Host:
        if self.host is not None:
            return self.host
        with self.lock:
            if self.loading:  # by this very thread: a plugin asks while it is imported
                raise PluginError(kind("P111").at("plugins"))
            if self.host is None:
                self.loading = True
                try:
                    self.host = Host.load()
                finally:
                    self.loading = False
            return self.host


_installed = _Once()


def default_host() -> Host:
    """The host in use: the one of `use_host` around the call, else one with all installed plugins, loaded once.

    Raises:
        PluginError: a plugin asks for it while plugins are loading.

    Example:
        >>> from perfeval.plugins import default_host
        >>> default_host() is default_host()
        True
    """
    return _chosen.get() or _installed()


@contextmanager
def use_host(host: Host) -> Iterator[Host]:
    """Make `default_host()` answer with this host, within the block and in this thread or task only.

    Example:
        >>> from perfeval.plugins import Host, default_host, use_host
        >>> with use_host(Host()) as own:
        ...     default_host() is own
        True
    """
    token = _chosen.set(host)
    try:
        yield host
    finally:
        _chosen.reset(token)
