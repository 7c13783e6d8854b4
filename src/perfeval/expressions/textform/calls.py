"""Calls in a rule's text: core nodes under their names, constants of a kind, and functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from inspect import signature
from typing import Any

from perfeval.expressions import builders
from perfeval.expressions.functions.function import Function, arguments
from perfeval.expressions.names import suggestion
from perfeval.expressions.nodes import TRUE, Const, Expr
from perfeval.findings import RuleError, Text, kind, say
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
        raise RuleError(kind("D203").at("", name=name, near=_near(name, functions)))
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


def _near(name: str, functions: Mapping[str, type[Function]]) -> Text:
    """What was probably meant: what a spreadsheet calls so, else what is spelt nearly so, else all there are."""
    word = name.lower()
    meant = _SPREADSHEET.get(word, word)
    if meant in CORE or meant in functions:
        example = CORE[meant][1] if meant in CORE else functions[meant].example
        return say("是否想用 {it}，如 {example}？", "did you mean {it}, as in {example}?", it=meant, example=example)
    return suggestion(word, [*CORE, *functions]) or _all(functions)


_SPREADSHEET = {
    **dict.fromkeys(("if", "iif", "ifs", "case", "when", "switch"), "choose"),
    **dict.fromkeys(("sum", "sumif", "sumifs", "求和", "合计"), "total"),
    **dict.fromkeys(("countif", "countifs", "counta", "计数"), "count"),
    **dict.fromkeys(("average", "avg", "mean", "sumproduct", "平均"), "weighted_mean"),
    **dict.fromkeys(("vlookup", "lookup", "hlookup", "xlookup", "band", "step"), "bands"),
    **dict.fromkeys(("isblank", "isna", "ismissing"), "is_missing"),
    **dict.fromkeys(("rounddown", "int", "trunc"), "floor"),
    **dict.fromkeys(("limit", "between", "median"), "clamp"),
}


def _all(functions: Mapping[str, type[Function]]) -> Text:
    listed = ", ".join(sorted([*CORE, *functions]))
    return Text(f"可用的函数：{listed}", f"there are {listed}")


def _fits(node: type[Function], args: list[Any], named: Mapping[str, Any]) -> None:
    declared = arguments(node)
    places = [name for name, keyword, _ in declared if not keyword]
    known = {name for name, _, _ in declared}
    taken = set(places[: len(args)])
    missing = [name for name, _, required in declared if required and name not in taken and name not in named]
    if len(args) > len(places):
        rest = ", ".join(f"{name}=..." for name, keyword, _ in declared if keyword)
        raise _arguments(
            node.__name__,
            rest,
            node.example,
            Text(f"第 {len(places) + 1} 个参数要写明名称", f"argument {len(places) + 1} is given by its name"),
        )
    if twice := [key for key in named if key in taken]:
        raise _arguments(node.__name__, ", ".join(twice), node.example, Text("参数给了两次", "given twice"))
    if unknown := [key for key in named if key not in known]:
        near = suggestion(unknown[0], known)
        listed = near or say("参数有 {all}", "the arguments are {all}", all=", ".join(sorted(known)))
        detail = say("{it}；{listed}", "{it}; {listed}", it=", ".join(unknown), listed=listed)
        raise _arguments(node.__name__, detail, node.example, Text("没有这个参数", "no such argument"))
    if missing:
        raise _arguments(node.__name__, ", ".join(missing), node.example, Text("缺少参数", "missing"))


def _tables(name: str, example: str, given: Mapping[Any, Any], taking: frozenset[str]) -> None:
    for key, value in given.items():
        if isinstance(value, tuple) and key not in taking:
            raise _arguments(name, "{...}", example, Text("这里不用表", "no table is taken here"))
        if key in taking and not isinstance(value, tuple):
            raise _arguments(name, str(key), example, Text("需要一个表 {界限: 值}", "needs a table {edge: value}"))


def _arguments(name: str, detail: str | Text, example: str, lead: Text | None = None) -> RuleError:
    lead = lead or Text("参数不对", "the arguments do not fit")
    said = say("{lead}：{detail}", "{lead}: {detail}", lead=lead, detail=detail)
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
