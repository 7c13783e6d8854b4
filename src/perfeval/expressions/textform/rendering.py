"""A rule as text, in the names and words that the parser reads."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Any

from attrs import NOTHING, fields

from perfeval.expressions.forms import Choose, Extreme, IsMissing, Round, Total, Unknown
from perfeval.expressions.functions.function import Function, award
from perfeval.expressions.nodes import TRUE, Arithmetic, Compare, Const, Expr, Logic, Not
from perfeval.expressions.references import Field, Parameter, Placeholder, Rows
from perfeval.expressions.types import short

STRENGTH = {
    "or": 1,
    "and": 2,
    "not": 3,
    "=": 4,
    "<": 4,
    "<=": 4,
    ">": 4,
    ">=": 4,
    "+": 5,
    "-": 5,
    "*": 6,
    "/": 6,
}
_LIKE_A_NAMED_ARGUMENT = re.compile(r"\w+ = ")
_PLAIN = 30  # digits that stand bare; more of them are stored as a text, beyond what a written number may have
_SUFFIX = {"number": "", "ratio": "%", "money": "元"}


def render(rule: Expr, outer: int = 0) -> str:
    """The rule as text; `parse` reads it back as an equal rule.

    Example:
        >>> from perfeval.expressions import linear, render
        >>> render(linear(full="95%"))
        'linear(full=95%)'
    """
    match rule:
        case Const():
            return constant(rule)
        case Field(path=name) | Parameter(name=name) | Placeholder(name=name) | Rows(table=name):
            return name
        case (
            Arithmetic(op=op, left=left, right=right)
            | Compare(op=op, left=left, right=right)
            | Logic(op=op, left=left, right=right)
        ):
            s = STRENGTH[op]
            text = f"{render(left, s + (s == 4))} {op} {render(right, s + 1)}"
            return f"({text})" if s < outer else text
        case Not(value=value):
            text = f"not {render(value, STRENGTH['not'])}"
            return f"({text})" if outer > STRENGTH["not"] else text
        case Function():
            return f"{type(rule).__name__}({', '.join(_arguments(rule))})"
    return _core(rule)


def _core(rule: Expr) -> str:
    match rule:
        case Choose(when=when, then=then, otherwise=otherwise):
            return f"choose({_placed(when)}, {_placed(then)}, {_placed(otherwise)})"
        case Extreme(op=op, left=left, right=right):
            return f"{op}({_placed(left)}, {_placed(right)})"
        case Round(value=value, to=to, mode=mode):
            kept = f', mode="{mode}"' if mode != "half_up" else ""
            return f"round({render(value)}, to={render(to)}{kept})"
        case Total(table=table, value=value, where=where):
            over = f", over={table}" if value.type.table is None and where.type.table is None else ""
            kept = "" if where == TRUE else f", where={render(where)}"
            return f"total({render(value)}{over}{kept})"
        case IsMissing(value=value):
            return f"is_missing({_placed(value)})"
        case Unknown(reason=reason, place=place):
            return f"unknown({quoted(reason)}{', ' + quoted(place) if place else ''})"
    raise TypeError(f"no text form for {type(rule).__name__}")


def _placed(rule: Expr) -> str:
    """An argument without a name."""
    return _enclosed(render(rule))


def _enclosed(text: str) -> str:
    """In parentheses where `name =` would be read as the name of an argument."""
    return f"({text})" if _LIKE_A_NAMED_ARGUMENT.match(text) else text


def constant(node: Const) -> str:
    """A constant with its unit; a kind that has no sign of its own is named, `points(3)`."""
    value = node.value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return quoted(value) if node.kind == "text" else f"{node.kind}({quoted(value)})"
    if node.kind in _SUFFIX:
        text = short(value * 100 if node.kind == "ratio" else value)
        if "/" not in text and len(text) <= _PLAIN:
            return text + _SUFFIX[node.kind]
    return f'{node.kind}("{short(value)}")'


def quoted(value: str) -> str:
    """A text in double quotes, with backslashes and quotes escaped."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'


def _arguments(node: Function) -> list[str]:
    found = []
    for a in (a for a in fields(type(node)) if a.init):
        value = getattr(node, a.name)
        if value is None or (a.default is not NOTHING and _same(value, a)):
            continue
        text = _argument(value, a.converter is award or a.metadata.get("awards", False))
        found.append(f"{a.name}={text}" if a.kw_only else _enclosed(text))
    return found


def _same(value: Any, a: Any) -> bool:
    default = a.default if a.converter is None else a.converter(a.default)
    return bool(value == default)


def _argument(value: Any, awards: bool) -> str:
    shown = _award if awards else render
    if isinstance(value, tuple):
        return "{" + ", ".join(f"{render(k)}: {shown(v)}" for k, v in value) + "}"
    return quoted(value) if isinstance(value, str) else shown(value)


def _award(value: Expr) -> str:
    if isinstance(value, Const) and value.kind == "points" and isinstance(value.value, Fraction):
        return constant(Const(value.value))
    return render(value)
