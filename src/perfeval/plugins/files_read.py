"""The scheme files of all plugins: each read with the functions and by the base that it means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

from attrs import evolve

from perfeval.expressions import Function, RuleFunction, suggestion
from perfeval.findings import (
    Finding,
    FormatError,
    Origin,
    PerfevalError,
    PluginError,
    SchemeError,
    Text,
    UsageError,
    kind,
    say,
)
from perfeval.formats import id_of, read_scheme
from perfeval.model import Scheme
from perfeval.plugins import sorts
from perfeval.plugins.catalogue import Catalogue
from perfeval.plugins.members import Member
from perfeval.plugins.provider import Provider, told
from perfeval.plugins.schemefile import SchemeFile

Nodes = Mapping[str, type[Function]]
_Key = tuple[str, int]


class FilesRead:
    """Reads every scheme file once; a faulty one is left out, the plugin stays.

    A file means what its own plugin brings, then what the plugins bring that it says it uses, then anybody's. So what
    it means does not depend on what else is installed.
    """

    def __init__(self, members: Sequence[Member], functions: Catalogue[RuleFunction]) -> None:
        """Take the plugins in the order of their ranks, and the functions of all of them."""
        self.schemes: dict[Provider, list[Scheme]] = {m.provider: [] for m in members}
        self.faults: list[Finding] = []
        self._members, self._functions = members, functions
        self._named = {m.provider.name: m for m in members if m.status == "active"}
        self._read: dict[_Key, Scheme | Exception] = {}
        self._open: list[_Key] = []
        for member in members:
            for n, file in enumerate(member.provided.scheme_files):
                found = self._once(member, n)
                if isinstance(found, Scheme):
                    self.schemes[member.provider].append(found)
                else:
                    self.faults += _unreadable(member.provider, file, found)

    def _once(self, member: Member, n: int) -> Scheme | Exception:
        key = (member.provider.name, n)
        if key not in self._read:
            self._open.append(key)
            try:
                self._read[key] = self._scheme(member, member.provided.scheme_files[n])
            except Exception as error:  # a function of a plugin may raise anything while a rule is made
                self._read[key] = error
            finally:
                self._open.pop()
        return self._read[key]

    def _scheme(self, member: Member, file: SchemeFile) -> Scheme:
        by, meant = member.provider, self._meant(member, file)
        functions = self._nodes(meant)
        scheme = read_scheme(
            file.content,
            file=file.name,
            syntax=file.syntax,
            functions=functions,
            bases=lambda name: self._base(meant, name),
        )
        if unfit := sorts.SCHEMES.unfit(scheme):
            raise PluginError(by.fault("P105", hook=sorts.SCHEME_FILES.hook, found=unfit, wanted="Scheme"))
        return scheme

    def _meant(self, member: Member, file: SchemeFile) -> tuple[Member, ...]:
        """The plugins that a file means by what it names, its own first."""
        if absent := [name for name in file.uses if name not in self._named]:
            what = Text("可用的插件", "plugin in use")
            raise UsageError(
                kind("I115").at("uses", name=n, what=what, near=suggestion(n, self._named)) for n in absent
            )
        return (member, *(self._named[name] for name in file.uses))

    def _nodes(self, meant: Sequence[Member]) -> Nodes:
        nodes = {entry.id: entry.item.node for entry in self._functions}
        for each in reversed(meant):
            nodes |= {function.name: function.node for function in reversed(each.provided.functions)}
        return nodes

    def _base(self, meant: Sequence[Member], name: str) -> Scheme:
        """The scheme that an edition names: by id, by `plugin:id`, or by the name of a file of the same plugin."""
        plugin, colon, id = name.rpartition(":")
        wanted = [plugin] if colon else [*(m.provider.name for m in meant), *self._named]
        for member in (self._named[each] for each in dict.fromkeys(wanted) if each in self._named):
            for scheme in member.provided.schemes:
                if scheme.id == id:
                    return scheme
            for n, file in enumerate(member.provided.scheme_files):
                beside = member is meant[0] and PurePath(file.name).name == PurePath(name).name
                if beside or _id(file) == id:
                    return self._opened(member, n)
        known = [s.id for m in self._named.values() for s in m.provided.schemes]
        known += [_id(file) for m in self._named.values() for file in m.provided.scheme_files]
        raise UsageError(kind("I115").at("", name=name, what=sorts.SCHEMES.what, near=suggestion(name, known)))

    def _opened(self, member: Member, n: int) -> Scheme:
        key = (member.provider.name, n)
        if key in self._open:
            chain = [*self._open[self._open.index(key) :], key]
            way = " → ".join(_id(self._named[name].provided.scheme_files[n]) for name, n in chain)
            raise SchemeError(kind("D108").at("", way=way))
        found = self._once(member, n)
        if isinstance(found, Scheme):
            return found
        raise found


def _id(file: SchemeFile) -> str:
    """The id that a file gives its scheme, empty where it cannot be read."""
    try:
        return id_of(file.content, file=file.name, syntax=file.syntax)
    except FormatError:
        return ""


def _unreadable(by: Provider, file: SchemeFile, error: Exception) -> Iterator[Finding]:
    """The findings of the error itself, then the one that names plugin and package."""
    causes = error.findings if isinstance(error, PerfevalError) else ()
    yield from (evolve(cause, origin=cause.origin or Origin(file.name)) for cause in causes)
    detail = say("{n} 处错误，见上", "{n} faults, see above", n=len(causes)) if causes else told(error)
    yield by.fault("P108", file=file.name, detail=detail, because=[cause.location for cause in causes])
