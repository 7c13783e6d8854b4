"""The names that rules may use: figures by path, parameters, tables."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from perfeval.expressions.nodes import Expr
from perfeval.expressions.references import Field, Parameter, Rows
from perfeval.findings import RuleError, Text, join, kind, say


def suggestion(name: str, known: Iterable[str]) -> Text:
    """Words for "did you mean", empty where nothing is near.

    Example:
        >>> from perfeval.expressions import suggestion
        >>> suggestion("budget.totl", ["budget.total"]).en
        'did you mean budget.total?'
    """
    options = list(known)
    near = difflib.get_close_matches(name, options, 2, 0.6) or [o for o in options if o.startswith(f"{name}.")][:3]
    if not near:
        return Text()
    return say("是否想写 {zh}？", "did you mean {en}?", zh=" 或 ".join(near), en=" or ".join(near))


_MOST_NEAR = 3
UNDECLARED = Text(
    "标准数据以外的，先在 [inputs.名称] 或 [parameters.名称] 里声明",
    "what the standard vocabulary does not have is declared under [inputs.NAME] or [parameters.NAME]",
)
"""What to do about a name that is near no other."""


def _label(node: Expr) -> Text:
    if isinstance(node, Rows):
        return node.rows_label
    return node.label if isinstance(node, Field | Parameter) else Text()


class Names:
    """The dictionary of names: `names["budget.total.actual"]`, or in Python `names.budget.total.actual`.

    A table's name stands for its rows. A name that is not known is refused at once, with what was probably meant.

    Raises:
        RuleError: no such name.
    """

    def __init__(self, figures: Iterable[Field], parameters: Iterable[Parameter] = ()) -> None:
        """Take the figures and parameters that rules may name."""
        found: dict[str, Expr] = {f.path: f for f in figures}
        tables = {f.declared.table: f.rows_label for f in found.values() if isinstance(f, Field)}
        found |= {table: Rows(table, label) for table, label in tables.items() if table is not None}
        found |= {p.name: p for p in parameters}
        self._known: Mapping[str, Expr] = found

    def __iter__(self) -> Any:
        return iter(self._known)

    def __contains__(self, path: object) -> bool:
        return path in self._known

    def __getitem__(self, path: str) -> Expr:
        """The figure, parameter or table of that name."""
        if path in self._known:
            return self._known[path]
        raise RuleError(kind("D202").at("", name=path, near=self._near(path)))

    def _near(self, path: str) -> Text:
        """What was probably meant: a name spelt nearly so, or one that is labelled so; else where names come from."""
        if near := suggestion(path, self):
            return near
        called = [(name, label) for name, node in self._known.items() if path in (label := _label(node)).zh]
        called.sort(key=lambda each: len(each[1].zh))
        shown = (say("{name}（{label}）", "{name} ({label})", name=n, label=label) for n, label in called[:_MOST_NEAR])
        meant = join(shown, "、", ", ")
        return say("规则里用它的名称，如 {meant}", "rules use its name: {meant}", meant=meant) if meant else UNDECLARED

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return _Prefix(self, name).settle()


@frozen
class _Prefix:
    """A name that is not finished: `the.budget`, before `.total.actual`."""

    _names: Names
    _path: str

    def settle(self) -> Any:
        return self if any(n.startswith(f"{self._path}.") for n in self._names) else self._names[self._path]

    def as_rows(self) -> Expr:
        return self._names[self._path]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return _Prefix(self._names, f"{self._path}.{name}").settle()
