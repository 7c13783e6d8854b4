"""A catalogue: what all plugins bring of one sort, by id, with the package behind each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import Generic, TypeVar

from attrs import frozen

from perfeval.expressions import suggestion
from perfeval.findings import Finding, Text, UsageError, kind
from perfeval.plugins.provider import Provider

T = TypeVar("T")


@frozen
class Entry(Generic[T]):
    """One thing in a catalogue, and the plugin that brought it."""

    id: str
    """Its id."""
    item: T
    """The thing."""
    provider: Provider
    """The plugin that brought it, with package and version."""

    @property
    def plugin(self) -> str:
        """The name of the plugin."""
        return self.provider.name

    @property
    def package(self) -> str:
        """The plugin's package."""
        return self.provider.package

    @property
    def version(self) -> str:
        """The package's version."""
        return self.provider.version

    @property
    def origin(self) -> str:
        """`package version`, for the identity of an evaluation."""
        return self.provider.origin

    @property
    def qualified(self) -> str:
        """`plugin:id`, which reaches it whatever else is installed."""
        return f"{self.plugin}:{self.id}"


def clash(what: Text, id: str, first: Provider, second: Provider, qualified: str) -> Finding:
    """The finding that two plugins bring the same id; it names both sides with package and version."""
    sides = {"first": first.described, "second": second.described, "qualified": qualified}
    return second.fault("P102", what=what, id=id, **sides)


class Catalogue(Generic[T]):
    """Things by id: what is shipped first, then by name of plugin. It cannot be changed.

    Where two plugins bring the same id, the first keeps it; both are there as `plugin:id`.

    Example:
        >>> from perfeval.findings import Text
        >>> from perfeval.plugins import Catalogue, Entry, Provider
        >>> both = [Entry("fig", 1, Provider("a", "garden", "1.0")), Entry("fig", 2, Provider("b", "shop", "2.0"))]
        >>> fruit = Catalogue(Text("水果", "fruit"), both)
        >>> fruit.get("fig"), fruit.get("b:fig"), len(fruit), [f.code for f in fruit.clashes]
        (1, 2, 1, ['P102'])
    """

    def __init__(self, what: Text, entries: Iterable[Entry[T]]) -> None:
        """Take the entries in order of precedence; `what` is the word for one of them."""
        plain: dict[str, Entry[T]] = {}
        qualified: dict[str, Entry[T]] = {}
        clashes: list[Finding] = []
        for entry in entries:
            if entry.qualified in qualified:
                clashes.append(entry.provider.fault("P109", what=what, id=entry.id))
                continue
            qualified[entry.qualified] = entry
            first = plain.setdefault(entry.id, entry)
            if first is not entry:
                clashes.append(clash(what, entry.id, first.provider, entry.provider, entry.qualified))
        self.what = what
        self.clashes = tuple(clashes)
        self._plain = MappingProxyType(plain)
        self._qualified = MappingProxyType(qualified)

    def entry(self, id: str) -> Entry[T]:
        """The entry with this id, or with this qualified name, `plugin:id`.

        Raises:
            UsageError: there is none; says what was probably meant, or what there is.
        """
        found = self._qualified.get(id) or self._plain.get(id)
        if found is None:
            known = self._qualified if ":" in id else self._plain
            near = suggestion(id, known) or self._listed()
            raise UsageError(kind("I115").at("", name=id, what=self.what, near=near))
        return found

    def get(self, id: str) -> T:
        """The thing itself; id and errors as for `entry`."""
        return self.entry(id).item

    def _listed(self) -> Text:
        names = list(self._plain)
        return Text(f"可用的有：{'、'.join(names) or '无'}", f"there are: {', '.join(names) or 'none'}")

    def entries(self) -> tuple[Entry[T], ...]:
        """All entries in order, those too that are reachable only as `plugin:id`."""
        return tuple(self._qualified.values())

    def __iter__(self) -> Iterator[Entry[T]]:
        """The entries that hold a plain id, in order."""
        return iter(self._plain.values())

    def __contains__(self, id: object) -> bool:
        return id in self._plain or id in self._qualified

    def __len__(self) -> int:
        return len(self._plain)
