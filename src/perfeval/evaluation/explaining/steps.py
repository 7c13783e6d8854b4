"""A core rule with the closure of every node at hand, so that any part of it can be asked for its value."""

from __future__ import annotations

from attrs import frozen

from perfeval.evaluation.compiling import Compiler, Compute
from perfeval.expressions import Expr


@frozen(eq=False)
class Step:
    """A node, its closure, and its parts in the order of the node's arguments."""

    rule: Expr
    compute: Compute
    parts: tuple[Step, ...]


def steps(rule: Expr, compiler: Compiler, known: dict[Expr, Step] | None = None) -> Step:
    """The tree of steps for a core rule; equal subtrees are one step."""
    known = {} if known is None else known
    found = known.get(rule)
    if found is None:
        parts = tuple(steps(child, compiler, known) for child in rule.children())
        found = known[rule] = Step(rule, compiler(rule), parts)
    return found
