"""The host: plugins let in one by one, what they bring, their faults, and word to their observers."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from threading import RLock
from typing import TYPE_CHECKING, TypeVar

from attrs import evolve

from perfeval.auditing import Check
from perfeval.evaluation import Evaluation
from perfeval.expressions import RuleFunction
from perfeval.findings import Finding, FormatError, PluginError, Text, kind
from perfeval.formats import Reader, Writer
from perfeval.model import Scheme, Weighting
from perfeval.plugins.admission import OBSERVED, TABLE_OBSERVED, Provided, admitted
from perfeval.plugins.catalogue import Catalogue, clash
from perfeval.plugins.contents import Contents, gathered
from perfeval.plugins.entrypoints import installed, switched_off
from perfeval.plugins.members import Member
from perfeval.plugins.provider import PluginInfo, Provider, told

if TYPE_CHECKING:
    from perfeval.tables import TableEvaluation

T = TypeVar("T")
_MOST_FAULTS = 20
_telling: ContextVar[bool] = ContextVar("telling", default=False)


class Host:
    """The plugins in use, as an object: an empty one, or `Host.load()` with all that are installed.

    A faulty plugin is left out as a whole and told of in `findings`; it never takes another down. What a host brings is
    worked out when first asked for, and again after a plugin is registered; catalogues once handed out do not change.
    A host may be shared between threads.

    Example:
        >>> from perfeval.plugins import Host
        >>> host = Host()
        >>> len(host.schemes), host.findings
        (0, ())
    """

    def __init__(self) -> None:
        """Begin without plugins."""
        self._lock = RLock()
        self._members: tuple[Member, ...] = ()
        self._contents: Contents | None = None
        self._observed: tuple[Finding, ...] = ()

    @classmethod
    def load(cls, *, strict: bool = False, env: Mapping[str, str] = os.environ) -> Host:
        """A host with all plugins that are installed.

        Args:
            strict: whether to raise where any plugin is at fault.
            env: `PERFEVAL_PLUGINS_BLOCK` and `PERFEVAL_PLUGINS_ALLOW` list names of plugins, with commas between.
                What is blocked, or not among the allowed, is never imported; what is shipped need not be allowed.

        Raises:
            PluginError: every fault of every plugin, where `strict` asks for it.

        Example:
            >>> from perfeval.plugins import Host
            >>> host = Host.load(env={"PERFEVAL_PLUGINS_ALLOW": "none"})
            >>> [plugin.name for plugin in host.plugins if plugin.status == "active" and not plugin.shipped]
            []
        """
        host = cls()
        for candidate in installed():
            by = candidate.provider
            if variable := switched_off(by, env):
                host._add(Member(by, "off", Provided(), (by.fault("P107", variable=variable),)))
            else:
                host._admit(by, candidate.load)
        if strict:
            host.raise_faults()
        return host

    def register(self, plugin: object, name: str | None = None, *, package: str = "", version: str = "") -> PluginInfo:
        """Let a plugin in by hand: a module, an instance, or a class that is instantiated without arguments.

        A faulty plugin is left out and told of in `findings`; see `raise_faults`.

        Args:
            plugin: the plugin.
            name: its name, by default that of the module or class.
            package: the package behind it, by default the module.
            version: the version of that package.

        Example:
            >>> from perfeval.plugins import Hooks, Host, hookimpl
            >>> class Misspelt(Hooks):
            ...     @hookimpl
            ...     def perfeval_scheme(self): ...
            >>> host = Host()
            >>> host.register(Misspelt).status, [finding.code for finding in host.findings]
            ('broken', ['P103'])
        """
        described = plugin if hasattr(plugin, "__name__") else type(plugin)
        module = getattr(described, "__module__", None) or getattr(described, "__name__", "")
        provider = Provider(
            name or str(getattr(described, "__name__", "")), package or str(module), version, package == "perfeval"
        )
        added = self._admit(provider, lambda: plugin)
        return next(info for info in self.plugins if info.name == added.name)

    def _admit(self, provider: Provider, load: Callable[[], object]) -> Provider:
        """The plugin's code runs outside the lock, so that it cannot hold up other threads."""
        try:
            member = Member(provider, "active", admitted(provider, load))
        except PluginError as error:
            member = Member(provider, "broken", Provided(), error.findings)
        return self._add(member)

    def _add(self, member: Member) -> Provider:
        """Add a plugin under a name of its own; where it is taken, `name@package`, then with a number."""
        with self._lock:
            taken = {m.provider.name: m.provider for m in self._members}
            wanted = member.provider
            given = wanted
            count = 1
            while given.name in taken:
                number = "" if count == 1 else f"#{count}"
                given = evolve(wanted, name=f"{wanted.name}@{wanted.package}{number}")
                count += 1
            if given is not wanted:
                what = Text("插件", "plugin")
                found = clash(what, wanted.name, taken[wanted.name], given, given.name)
                member = evolve(member, provider=given, faults=(*member.faults, found))
            self._members = tuple(sorted((*self._members, member), key=lambda m: m.provider.rank))
            self._contents = None
        return given

    @property
    def _now(self) -> Contents:
        found = self._contents
        if found is None:
            with self._lock:
                found = self._contents = self._contents or gathered(self._members)
        return found

    @property
    def schemes(self) -> Catalogue[Scheme]:
        """The schemes by id."""
        return self._now.schemes

    @property
    def functions(self) -> Catalogue[RuleFunction]:
        """The functions for rules by name."""
        return self._now.functions

    @property
    def weightings(self) -> Catalogue[Weighting]:
        """The weightings by id."""
        return self._now.weightings

    @property
    def readers(self) -> Catalogue[Reader]:
        """The readers of submissions by suffix, in small letters: `.toml`."""
        return self._now.readers

    @property
    def writers(self) -> Catalogue[Writer]:
        """The writers of evaluations by name."""
        return self._now.writers

    @property
    def checks(self) -> Catalogue[Check]:
        """The checks of published sheets by id."""
        return self._now.checks

    @property
    def plugins(self) -> tuple[PluginInfo, ...]:
        """All plugins, those too that are broken or off; what is shipped first, then by name."""
        return self._now.plugins

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All faults of plugins, in the order of the plugins; then those of observers, as they came."""
        return self._now.findings + self._observed

    def raise_faults(self) -> None:
        """Raise where any plugin is at fault; a plugin that is switched off is not.

        Raises:
            PluginError: every fault of every plugin.
        """
        faults = [finding for finding in self.findings if finding.severity != "info"]
        if faults:
            raise PluginError(faults)

    def reader_for(self, suffix: str) -> Reader:
        """The reader of files with this suffix.

        Raises:
            FormatError: there is none; says which there are.
        """
        if (wanted := suffix.lower()) not in self.readers:
            known = ", ".join(entry.id for entry in self.readers)
            raise FormatError(kind("I116").at("", suffix=suffix, known=known))
        return self.readers.get(wanted)

    def writer_for(self, suffix: str) -> Writer:
        """The writer of files with this suffix; of several, the first in the order of the plugins.

        Raises:
            FormatError: there is none; says which there are.
        """
        by_suffix: dict[str, Writer] = {}
        for entry in self.writers.entries():
            for each in entry.item.suffixes:
                by_suffix.setdefault(each.lower(), entry.item)
        if (wanted := suffix.lower()) not in by_suffix:
            raise FormatError(kind("I116").at("", suffix=suffix, known=", ".join(by_suffix)))
        return by_suffix[wanted]

    def origin(self, scheme: str) -> str:
        """`package version` of the plugin that a scheme comes from.

        Raises:
            UsageError: no such scheme.
        """
        return self.schemes.entry(scheme).origin

    def notify(self, evaluation: Evaluation) -> None:
        """Tell every observer of an evaluation; what an observer raises becomes a finding, the first few are kept.

        Evaluations that an observer makes while it is told are not told.
        """
        self._tell(OBSERVED, evaluation, ((m.provider, m.provided.observers) for m in self._members))

    def notify_table(self, evaluation: TableEvaluation) -> None:
        """Tell every observer of a table that was evaluated, in the same way."""
        self._tell(TABLE_OBSERVED, evaluation, ((m.provider, m.provided.table_observers) for m in self._members))

    def _tell(
        self, hook: str, evaluation: T, observers: Iterable[tuple[Provider, Iterable[Callable[[T], object]]]]
    ) -> None:
        if _telling.get():
            return
        token = _telling.set(True)
        try:
            for by, observes in observers:
                for observe in observes:
                    self._told(hook, by, observe, evaluation)
        finally:
            _telling.reset(token)

    def _told(self, hook: str, by: Provider, observe: Callable[[T], object], evaluation: T) -> None:
        try:
            answer = observe(evaluation)
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            self._note(by.fault("P104", hook=hook, detail=told(error)))
        else:
            if answer is not None:
                self._note(by.fault("P105", hook=hook, found=type(answer).__name__, wanted="None"))

    def _note(self, fault: Finding) -> None:
        with self._lock:
            if len(self._observed) < _MOST_FAULTS and fault not in self._observed:
                self._observed = (*self._observed, fault)
