"""Rules and scales inside a scheme's file: what they may name depends on the rest of the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from attrs import field, frozen

from perfeval.expressions import FUNCTIONS, Expr, Function, Names, parse, render, suggestion
from perfeval.findings import Text, kind
from perfeval.formats.misfits import Misfits
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
    return parse(read_text(value), around.names, around.functions)


def write_rule(rule: Expr) -> str:
    """A rule as text."""
    return render(rule)


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


def name_of(scale: Ordinal) -> str:
    """The name under which the scale is written."""
    return next(name for name, known in _AROUND.get().scales.items() if known == scale)
