"""Rules that a scheme's file writes once under a name; wherever the name stands, the rule itself is meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from perfeval.expressions import Expr, Field, Function, Names, Parameter, Type, parse, walk
from perfeval.expressions.textform.tokens import is_name
from perfeval.findings import Finding, PerfevalError, RuleError, Text, kind
from perfeval.formats.misfits import Fault, Misfits, below, faults_of
from perfeval.formats.structuring import read_text

_DEEPEST = 10
_PLACEHOLDERS = frozenset({"measure", "full", "awarded", "true", "false", "and", "or", "not"})


class NamedRules(Names):
    """The names of a file, its named rules among them; each is read when it is first asked for, and once.

    A faulty one is told of in `faults`; the rules that use it are not blamed.
    """

    def __init__(
        self,
        figures: Iterable[Field],
        parameters: Iterable[Parameter] = (),
        rules: Mapping[str, Any] | None = None,
        functions: Mapping[str, type[Function]] | None = None,
    ) -> None:
        """Take figures and parameters, the texts of the named rules, and the functions that these may use."""
        super().__init__(figures, parameters)
        self.faults: list[Fault] = []
        self._functions = functions or {}
        self._texts = dict(rules or {})
        self._read: dict[str, Expr] = {}
        self._faulty: set[Expr] = set()
        self._open: list[str] = []
        self._uses: dict[str, set[str]] = {}
        for name in [name for name in self._texts if not self._fits(name)]:
            del self._texts[name]

    def _fits(self, name: str) -> bool:
        """Whether a rule can be called so; told where it cannot."""
        if super().__contains__(name) or name in _PLACEHOLDERS:
            self.faults.append((("rules", name), kind("D101").at("", id=name)))
            return False
        if not is_name(name) or "." in name:
            detail = Text(f"“{name}”不能用作规则的名称", f'"{name}" cannot be the name of a rule')
            advice = Text("用字母、数字和下划线，如 target_met", "use letters, digits and underscores: target_met")
            self.faults.append((("rules", name), kind("D106").at("", detail=detail, advice=advice)))
            return False
        return True

    def __iter__(self) -> Iterator[str]:
        yield from super().__iter__()
        yield from self._texts

    def __contains__(self, path: object) -> bool:
        return path in self._texts or super().__contains__(path)

    def __getitem__(self, path: str) -> Expr:
        """The figure, parameter or table of that name, or what the rule of that name says."""
        if path not in self._texts:
            return super().__getitem__(path)
        self._uses.setdefault(self._open[-1] if self._open else "", set()).add(path)
        if path in self._open:
            way = " → ".join([*self._open[self._open.index(path) :], path])
            raise RuleError(kind("D209").at("", name=path, way=way))
        if len(self._open) >= _DEEPEST:
            detail = Text(f"命名的规则套了 {_DEEPEST} 层以上", f"named rules use each other more than {_DEEPEST} deep")
            advice = Text("把其中一些写全", "write some of them out")
            raise RuleError(kind("D106").at("", detail=detail, advice=advice))
        if path not in self._read:
            self._read[path] = self._made(path)
        return self._read[path]

    def _made(self, name: str) -> Expr:
        self._open.append(name)
        try:
            return parse(read_text(self._texts[name]), self, self._functions)
        except (Misfits, PerfevalError) as error:
            self.faults += below(("rules", name), faults_of(error))
            self._faulty.add(stand_in := Field(name, Type("any")))
            return stand_in
        finally:
            self._open.pop()

    def lends_a_fault_to(self, rule: Expr) -> bool:
        """Whether a rule uses a named one that is faulty, so that nothing can be said of it."""
        return bool(self._faulty) and any(node in self._faulty for node in walk(rule))

    def finish(self) -> None:
        """Read what nobody asked for, so that its faults are told too."""
        for name in self._texts:
            if name not in self._read:
                self._read[name] = self._made(name)

    def unused(self) -> Iterator[Finding]:
        """A doubt about each rule that no rule of the scheme uses, by itself or by way of others."""
        used, waiting = set[str](), [""]
        while waiting:
            new = self._uses.get(waiting.pop(), set()) - used
            used |= new
            waiting += new
        return (kind("D306").at(f"rules.{name}", name=name) for name in self._texts if name not in used)
