"""Who stands behind a plugin, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from attrs import field, frozen

from perfeval.findings import Finding, PerfevalError, Text, kind

Status = Literal["active", "broken", "off"]
_LONGEST = 500


@frozen
class Provider:
    """A plugin by name, with the package it was installed with."""

    name: str
    """The name of its entry point, or the one it was registered under."""
    package: str = ""
    """The package; of a plugin registered by hand the module."""
    version: str = ""
    """The package's version; empty for a plugin registered by hand."""
    shipped: bool = False
    """Whether it is part of perfeval itself."""

    @property
    def origin(self) -> str:
        """`package version`."""
        return f"{self.package} {self.version}".strip()

    @property
    def described(self) -> str:
        """`plugin (package version)`."""
        return f"{self.name} ({self.origin})"

    @property
    def rank(self) -> tuple[bool, str, str]:
        """The order of plugins: what is shipped first, then by name; never by the order of installation."""
        return (not self.shipped, self.name, self.package)

    def fault(self, code: str, **parts: Any) -> Finding:
        """A finding about this plugin."""
        return kind(code).at(f"plugins.{self.name}", plugin=self.name, package=self.origin, **parts)


@frozen
class PluginInfo(Provider):
    """A plugin as it stands in a host."""

    status: Status = field(default="active", kw_only=True)
    """active; broken, with nothing of it left; or off, by environment variable."""
    hooks: tuple[str, ...] = field(default=(), kw_only=True)
    """The hooks that it implements."""
    provides: Mapping[str, tuple[str, ...]] = field(factory=dict, hash=False, kw_only=True)
    """The ids that it brings, by name of the host's catalogue: `schemes`, `functions`, ...; where none, no key."""


def told(error: BaseException) -> Text:
    """An error in words, kept short; one that cannot even say what it is is named by its type."""
    name = type(error).__name__
    try:
        if isinstance(error, PerfevalError):
            return Text(_short(name, error.render("zh")), _short(name, error.render("en")))
        return Text(_short(name, str(error)))
    except Exception:
        return Text(name)


def _short(name: str, message: str) -> str:
    line = " ".join(message.split())
    line = line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
    return f"{name}: {line}" if line else name
