"""Rules and scales inside a scheme's file: what they may name depends on the rest of the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from attrs import field, frozen

from perfeval.expressions import (
    FUNCTIONS,
    Expr,
    Field,
    Function,
    Names,
    Parameter,
    parse,
    render,
    replace,
    suggestion,
)
from perfeval.findings import Text, kind
from perfeval.formats.misfits import Misfits
from perfeval.formats.named_rules import NamedRules
from perfeval.formats.structuring import read_text
from perfeval.model import Ordinal


@frozen
class Surroundings:
    """What the rules and nodes of a file may name."""

    names: Names = field(factory=lambda: Names([]))
    """Figures and parameters."""
    functions: Mapping[str, type[Function]] = FUNCTIONS
    """Functions of the rule language."""
    scales: Mapping[str, Ordinal | None] = field(factory=dict)
    """Ordinal scales by name; None for one whose own faults are told already."""
    tables: Mapping[str, Any] = field(factory=dict)
    """Averaging tables by name, as the file writes them."""
    whole: bool = False
    """Whether rules are written as they are, for a reader that takes them so, and not as text."""


_AROUND: ContextVar[Surroundings] = ContextVar("surroundings")


@contextmanager
def among(surroundings: Surroundings) -> Iterator[None]:
    """Inside, rules and scales are read and written with these names."""
    token = _AROUND.set(surroundings)
    try:
        yield
    finally:
        _AROUND.reset(token)


def read_rule(value: Any) -> Expr:
    """A rule from its text; faults have the place `:column`."""
    around = _AROUND.get()
    if isinstance(value, Expr):
        return replace(value, lambda node: _renewed(node, around.names))
    rule = parse(read_text(value), around.names, around.functions)
    if isinstance(around.names, NamedRules) and around.names.lends_a_fault_to(rule):
        raise Misfits([])
    return rule


def _renewed(node: Expr, names: Names) -> Expr | None:
    """The figure or parameter as it is declared now, for a rule that was read where it was declared otherwise."""
    name = node.path if isinstance(node, Field) else node.name if isinstance(node, Parameter) else ""
    if name in names:
        return names[name]
    return None


def write_rule(rule: Expr) -> Any:
    """A rule as text, or as it is where that was asked for."""
    return rule if _AROUND.get().whole else render(rule)


def named_scale(name: str) -> Ordinal:
    """The scale that the file declares under a name."""
    scales = _AROUND.get().scales
    if name not in scales:
        what = Text("标度", "scale")
        raise Misfits([((), kind("I115").at("", name=name[:80], what=what, near=suggestion(name, scales)))])
    scale = scales[name]
    if scale is None:
        raise Misfits([])
    return scale


def named_table(name: str) -> Any:
    """The averaging table that the file writes under a name."""
    tables = _AROUND.get().tables
    if name not in tables:
        what = Text("换算表", "averaging table")
        raise Misfits([((), kind("I115").at("", name=name[:80], what=what, near=suggestion(name, tables)))])
    return tables[name]


def name_of(scale: Ordinal) -> str:
    """The name under which the scale is written."""
    return next(name for name, known in _AROUND.get().scales.items() if known == scale)
