"""Plugins: hook specifications, the host that lets plugins in, the catalogues of what they bring."""

from perfeval.plugins.catalogue import Catalogue, Entry
from perfeval.plugins.default import default_host, use_host
from perfeval.plugins.hooks import Hooks, hookimpl, hookspec
from perfeval.plugins.host import Host
from perfeval.plugins.provider import PluginInfo, Provider, Status
from perfeval.plugins.schemefile import SchemeFile

__all__ = [
    "Catalogue",
    "Entry",
    "Hooks",
    "Host",
    "PluginInfo",
    "Provider",
    "SchemeFile",
    "Status",
    "default_host",
    "hookimpl",
    "hookspec",
    "use_host",
]
