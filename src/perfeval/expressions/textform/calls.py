"""Calls in a rule's text: core nodes under their names, constants of a kind, and functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from inspect import signature
from typing import Any

from perfeval.expressions import builders
from perfeval.expressions.functions.function import Function, arguments
from perfeval.expressions.names import suggestion
from perfeval.expressions.nodes import TRUE, Const, Expr
from perfeval.findings import RuleError, Text, kind
from perfeval.numbers import ROUNDINGS, read_ratio

_WORDS = {"mode"}


def call(name: str, args: list[Any], named: Mapping[str, Any], functions: Mapping[str, type[Function]]) -> Expr:
    """The node for a call.

    Raises:
        RuleError: no such function, or arguments that do not fit its signature.
    """
    if name in CORE:
        make, example = CORE[name]
        _tables(name, example, {**dict(enumerate(args)), **named}, frozenset())
        try:
            return make(*args, **named)
        except TypeError as error:
            raise _arguments(name, str(error).split("()")[-1].strip(), example) from error
    if name not in functions:
        raise RuleError(kind("D203").at("", name=name, near=suggestion(name, [*CORE, *functions]) or _all(functions)))
    node = functions[name]
    _fits(node, args, named)
    taking = frozenset(a.name for a in node.__attrs_attrs__ if "pairs" in a.metadata)
    _tables(name, node.example, {**dict(enumerate(args)), **named}, taking)
    words = {a for a, _, _ in arguments(node) if _is_word(node, a)}
    return node(*args, **{key: _plain(value) if key in words else value for key, value in named.items()})


def argument_names(name: str, functions: Mapping[str, type[Function]]) -> frozenset[str]:
    """What the arguments of a function or core node are called; none of an unknown one."""
    if name in CORE:
        return frozenset(signature(CORE[name][0]).parameters)
    return frozenset(a for a, _, _ in arguments(functions[name])) if name in functions else frozenset()


def _all(functions: Mapping[str, type[Function]]) -> Text:
    listed = ", ".join(sorted([*CORE, *functions]))
    return Text(f"可用的函数：{listed}", f"there are {listed}")


def _fits(node: type[Function], args: list[Any], named: Mapping[str, Any]) -> None:
    declared = arguments(node)
    places = [name for name, keyword, _ in declared if not keyword]
    known = {name for name, _, _ in declared}
    taken = set(places[: len(args)])
    problems = [f"{key}?" for key in named if key not in known]
    problems += [f"{key}×2" for key in named if key in taken]
    missing = [name for name, _, required in declared if required and name not in taken and name not in named]
    if len(args) > len(places):
        raise _arguments(
            node.__name__,
            f"{len(args)} > {len(places)}",
            node.example,
            Text("未写名称的参数太多", "too many unnamed arguments"),
        )
    if problems:
        listed = ", ".join(sorted(known))
        raise _arguments(
            node.__name__,
            ", ".join(problems),
            node.example,
            Text(f"参数有 {listed}；不认识", f"the arguments are {listed}; unknown or double"),
        )
    if missing:
        raise _arguments(node.__name__, ", ".join(missing), node.example, Text("缺少参数", "missing"))


def _tables(name: str, example: str, given: Mapping[Any, Any], taking: frozenset[str]) -> None:
    for key, value in given.items():
        if isinstance(value, tuple) and key not in taking:
            raise _arguments(name, "{...}", example, Text("这里不用表", "no table is taken here"))
        if key in taking and not isinstance(value, tuple):
            raise _arguments(name, str(key), example, Text("需要一个表 {界限: 值}", "needs a table {edge: value}"))


def _arguments(name: str, detail: str, example: str, lead: Text | None = None) -> RuleError:
    lead = lead or Text("参数不对", "the arguments do not fit")
    said = Text(f"{lead.zh}：{detail}", f"{lead.en}: {detail}")
    return RuleError(kind("D206").at("", function=name, detail=said, example=example or f"{name}(...)"))


def _is_word(node: type[Function], name: str) -> bool:
    return any(a.name == name and "word" in a.metadata for a in node.__attrs_attrs__)


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Const) and value.kind == "text" else value


def _text(value: Any, name: str, example: str) -> str:
    if isinstance(value, Const) and value.kind == "text":
        return str(value.value)
    raise _arguments(name, '"..."', example, Text("需要引号中的文字", "needs a text in quotes"))


def _round(value: Any, to: Any = 1, mode: Any = None) -> Expr:
    chosen = "half_up" if mode is None else _text(mode, "round", _ROUND)
    if chosen not in ROUNDINGS:
        raise _arguments("round", ", ".join(ROUNDINGS), _ROUND, Text("mode 只能是", "mode is one of"))
    return builders.round_to(value, to, chosen)


def _unknown(reason: Any, place: Any = None) -> Expr:
    return builders.unknown(
        _text(reason, "unknown", _UNKNOWN), "" if place is None else _text(place, "unknown", _UNKNOWN)
    )


def _constant(of: Any) -> Callable[..., Expr]:
    def make(value: Any) -> Expr:
        if isinstance(value, Const) and value.kind == "number" and of != "level":
            return Const(value.value, of)
        text = _text(value, of, f'{of}("...")')
        return Const(text if of == "level" else read_ratio(text), of)

    return make


def _total(value: Any, where: Any = TRUE, over: Any = None) -> Expr:
    return builders.total(value, where=where, over=over)


def _floor(value: Any, to: Any = 1) -> Expr:
    return builders.floor_to(value, to)


_ROUND = 'round(measure, to=1%, mode="half_up")'
_UNKNOWN = 'unknown("no_rule")'
CORE: Mapping[str, tuple[Callable[..., Expr], str]] = {
    "choose": (builders.choose, "choose(measure >= 90%, 5, 0)"),
    "is_missing": (builders.is_missing, "is_missing(targets.tier)"),
    "round": (_round, _ROUND),
    "floor": (_floor, "floor(measure, to=1%)"),
    "min": (builders.min_of, "min(measure, 100%)"),
    "max": (builders.max_of, "max(measure, 0)"),
    "total": (_total, "total(projects.actual, where=not projects.exempt)"),
    "unknown": (_unknown, _UNKNOWN),
    "number": (_constant("number"), 'number("1/3")'),
    "ratio": (_constant("ratio"), 'ratio("1/3")'),
    "money": (_constant("money"), 'money("1/3")'),
    "points": (_constant("points"), "points(3)"),
    "quantity": (_constant("quantity"), "quantity(3)"),
    "level": (_constant("level"), 'level("A")'),
}
