"""The sorts of things that plugins bring: the hook, the record it returns, and the ids that a record takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from attrs import frozen

from perfeval.auditing import Check
from perfeval.expressions import Function, RuleFunction
from perfeval.expressions.textform.calls import CORE
from perfeval.findings import Text, say
from perfeval.formats import Reader, Writer
from perfeval.model import Scheme, Weighting
from perfeval.plugins.provider import told
from perfeval.plugins.schemefile import SchemeFile

T = TypeVar("T")

RESERVED = frozenset({*CORE, "and", "or", "not", "true", "false", "measure", "full", "awarded"})
"""Words of the rule language itself: a function of that name could never be called from a rule's text."""


@frozen
class Sort(Generic[T]):
    """One sort of thing."""

    hook: str
    """The hook that brings it."""
    record: type[T]
    """What the hook returns an iterable of."""
    what: Text
    """The word for one of them."""
    ids: Callable[[T], Iterable[str]] | None
    """The ids that one of them takes in its catalogue; None for what has no catalogue."""

    def ids_of(self, item: T) -> tuple[str, ...]:
        """The ids that a record takes."""
        return () if self.ids is None else tuple(self.ids(item))

    def unfit(self, item: T) -> Text:
        """Why a record cannot stand in a catalogue; empty where it can."""
        if isinstance(item, RuleFunction) and not _is_function(item.node):
            return Text("函数，其 node 不是 Function 的子类", "a function whose node is no subclass of Function")
        try:
            ids = self.ids_of(item)
        except Exception as error:
            return say(
                "无法使用的{what}（{why}）", "a {what} that cannot be used ({why})", what=self.what, why=told(error)
            )
        if not ids and self.ids is not None:
            return say("没有标识的{what}", "a {what} without an id", what=self.what)
        wrong = [i for i in ids if not _usable(i) or (isinstance(item, RuleFunction) and i in RESERVED)]
        if wrong:
            return say(
                "标识不可用的{what} {ids}", "a {what} with the unusable id {ids}", what=self.what, ids=repr(wrong[0])
            )
        return Text()


def _is_function(node: object) -> bool:
    return isinstance(node, type) and issubclass(node, Function)


def _usable(id: object) -> bool:
    return isinstance(id, str) and bool(id) and ":" not in id and not any(c.isspace() for c in id)


SCHEMES = Sort("perfeval_schemes", Scheme, Text("方案", "scheme"), lambda s: (s.id,))
SCHEME_FILES = Sort("perfeval_scheme_files", SchemeFile, Text("方案文件", "scheme file"), None)
FUNCTIONS = Sort("perfeval_functions", RuleFunction, Text("函数", "function"), lambda f: (f.name,))
WEIGHTINGS = Sort("perfeval_weightings", Weighting, Text("赋权方法", "weighting"), lambda w: (w.id,))
READERS = Sort("perfeval_readers", Reader, Text("读取器", "reader"), lambda r: [s.lower() for s in r.suffixes])
CHECKS = Sort("perfeval_checks", Check, Text("检查", "check"), lambda c: (c.id,))
WRITERS = Sort("perfeval_writers", Writer, Text("写出器", "writer"), lambda w: (w.name,))
