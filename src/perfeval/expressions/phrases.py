"""A rule as a phrase: the same walk serves the standard in words, the formula with figures, and the bare working."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from perfeval.expressions.forms import Choose, Extreme, IsMissing, Round, Total, Unknown
from perfeval.expressions.nodes import TRUE, Arithmetic, Compare, Const, Expr, Logic, Not
from perfeval.expressions.references import Field, Parameter, Placeholder, Rows
from perfeval.expressions.types import short
from perfeval.expressions.walking import walk
from perfeval.findings import Text, say

Leaf = Callable[[Expr], "Text | None"]
_SIGNS = {"+": "＋", "-": "－", "*": "×", "/": "÷"}
_COMPARISONS = {"<": "<", "<=": "≤", ">": ">", ">=": "≥", "=": "＝"}
_STRENGTH = {"or": 1, "and": 2, "not": 3, "compare": 4, "+": 5, "-": 5, "*": 6, "/": 6}
_FIGURE = 7  # stronger than every sign: whatever is made of parts stands in parentheses
_PLACEHOLDERS = {
    "measure": Text("指标值", "the measure"),
    "full": Text("满分", "full marks"),
    "awarded": Text("评定得分", "the judgement"),
}
MONEY = ((10**8, "亿元"), (10**4, "万元"), (1, "元"))


def words(rule: Expr) -> Text:
    """The rule in words, with labels for figures and values for constants.

    Example:
        >>> from perfeval.expressions import lift, words
        >>> words(lift("95%"))["en"]
        '95%'
    """
    return phrase(rule, lambda node: None)


def constant(node: Const) -> Text:
    """A constant as it would be written."""
    value = node.value
    if isinstance(value, bool):
        return Text("是" if value else "否", "yes" if value else "no")
    if not isinstance(value, Fraction):
        return Text(str(value))
    if node.kind == "ratio":
        return Text(f"{short(value * 100)}%")
    if node.kind == "money":
        size, unit = next((s, u) for s, u in MONEY if abs(value) >= s or s == 1)
        return Text(f"{short(value / size)} {unit}")
    return Text(short(value))


def phrase(rule: Expr, leaf: Leaf, outer: int = 0) -> Text:
    """The rule as a phrase; `leaf` may give the words of any node, or None to go on inside it."""
    given = leaf(rule)
    if given is not None:
        return given
    match rule:
        case Const():
            return constant(rule)
        case Parameter(value=value):
            return constant(value)
        case Field(path=path, label=label):
            return label or Text(path)
        case Rows(table, label):
            return label or Text(table)
        case Placeholder(name):
            return _PLACEHOLDERS[name]
        case Arithmetic() | Compare() | Logic() | Not():
            return _operation(rule, leaf, outer)
    return _call(rule, leaf, outer)


def _operation(rule: Expr, leaf: Leaf, outer: int) -> Text:
    match rule:
        case Arithmetic(op, left, right):
            s, sign = _STRENGTH[op], Text(_SIGNS[op], "−" if op == "-" else op if op == "+" else _SIGNS[op])
            found = _join(phrase(left, leaf, s), sign, phrase(right, leaf, s + 1))
        case Compare(op, left, right):
            s = _STRENGTH["compare"]
            found = _join(phrase(left, leaf, s + 1), Text(_COMPARISONS[op], op), phrase(right, leaf, s + 1))
        case Logic(op, left, right):
            s = _STRENGTH[op]
            sign = Text("且" if op == "and" else "或", op)
            found = _join(phrase(left, leaf, s), sign, phrase(right, leaf, s))
        case Not(IsMissing(value)):
            return say("{value}已填报", "{value} is given", value=phrase(value, leaf))
        case Not(value):
            s = _STRENGTH["not"]
            found = say("非{value}", "not {value}", value=phrase(value, leaf, s + 1))
    return _enclosed(found) if s < outer else found


def _enclosed(found: Text) -> Text:
    return say("（{found}）", "({found})", found=found)


def _join(left: Text, sign: Text, right: Text) -> Text:
    return say("{left} {sign} {right}", "{left} {sign} {right}", left=left, sign=sign, right=right)


def _call(rule: Expr, leaf: Leaf, outer: int) -> Text:
    """What is told in words; beside a sign it stands in parentheses, so that nobody reads on past its end."""
    found, several = _told(rule, leaf)
    return _enclosed(found) if several and outer else found


def _told(rule: Expr, leaf: Leaf) -> tuple[Text, bool]:
    """The words, and whether they are more than one figure."""

    def inner(node: Expr) -> Text:
        return phrase(node, leaf, _STRENGTH["or"])

    match rule:
        case Choose(when, then, otherwise):
            first, last = _branch(then, leaf), _branch(otherwise, leaf)
            parts = {"when": phrase(when, leaf), "then": _enclosed(first) if "；" in first.zh else first}
            return say("若{when}，则{then}；否则{last}", "if {when}: {then}; else {last}", **parts, last=last), True
        case Extreme(op, left, right):
            zh, en = ("较小者", "smaller") if op == "min" else ("较大者", "greater")
            sides = {"left": phrase(left, leaf, _FIGURE), "right": phrase(right, leaf, _FIGURE)}
            return say(f"{{left}}、{{right}}中的{zh}", f"the {en} of {{left}} and {{right}}", **sides), True
        case Round(value, to, mode):
            zh, en = _ROUNDED.get(mode, _ROUNDED["half_up"])
            return say(zh, en, value=inner(value), to=inner(to)), True
        case Total(table, value, where):
            counted = isinstance(value, Const)
            told = _total(rows_label(table, value, where), inner(value), where, leaf, counted)
            return told, where != TRUE or isinstance(value, Arithmetic)
        case IsMissing(value):
            return say("{value}未填报", "{value} is not given", value=inner(value)), False
        case Unknown():
            return Text("没有规定", "not laid down"), False
    sentence: Callable[[], Text] = rule.sentence  # type: ignore[attr-defined]  # all that is left are functions
    said = sentence()
    return said, any(sign in said.zh for sign in "，；")


def _branch(node: Expr, leaf: Leaf) -> Text:
    """A branch of a choice: a value is taken, a standard speaks for itself."""
    found = phrase(node, leaf)
    if not isinstance(node, Const | Parameter | Field | Placeholder | Arithmetic | Extreme | Round | Total):
        return found
    return say("取 {found}" if found.zh[:1].isascii() else "取{found}", "{found}", found=found)


_ROUNDED = {
    "half_up": ("{value}取整到 {to}", "{value} rounded to {to}"),
    "ceiling": ("{value}进位到整 {to}", "{value} rounded up to whole {to}"),
    "up": ("{value}进位到整 {to}", "{value} rounded up to whole {to}"),
    "floor": ("{value}舍去到整 {to}", "{value} rounded down to whole {to}"),
    "down": ("{value}舍去到整 {to}", "{value} rounded down to whole {to}"),
}


def rows_label(table: str, *parts: Expr) -> Text:
    """What the rows of a table are called, as one of the figures knows it; else the table's name."""
    named = (n for part in parts for n in walk(part) if isinstance(n, Field | Rows) and n.rows_label)
    return next((n.rows_label for n in named), Text(table))


def _total(name: Text, value: Text, where: Expr, leaf: Leaf, counted: bool) -> Text:
    which = Text() if where == TRUE else phrase(where, leaf)
    if counted:
        if not which:
            return say("{name}行数", "the number of {name}", name=name)
        return say("{which}的{name}行数", "the number of {name} where {which}", name=name, which=which)
    if not which:
        return say("{value}合计", "total of {value}", value=value)
    return say("{which}的{value}合计", "total of {value} where {which}", value=value, which=which)
