"""A rule's text cut into tokens."""

from __future__ import annotations

import re
from typing import Literal

from attrs import frozen

from perfeval.findings import RuleError, Text, kind

TokenKind = Literal["date", "number", "text", "name", "sign", "end"]
_NAME = r"[^\W\d]\w*(?:\.[^\W\d]\w*)*"
_TOKEN = re.compile(
    r"\s*(?:(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"|(?P<number>[0-9]+(?:\.[0-9]+)?(?:%|元|千元|万元|百万元|千万元|亿元)?)"
    rf"|(?P<name>{_NAME})"
    r'|"(?P<text>(?:[^"\\]|\\.)*)"'
    r"|(?P<sign><=|>=|[-+*/<>=(){}:,]))"
)
_ESCAPES = {"n": "\n", "r": "\r"}
_LONGEST = 10_000
_LOOKALIKES = {
    **dict.fromkeys("“”„＂「」『』", '"'),
    **dict.fromkeys("，、；", ","),
    **dict(zip("（）：＝｛｝＜＞＋－＊／．％", "():={}<>+-*/.%", strict=True)),
    **dict(zip("×÷−–—", "*/---", strict=True)),
    "≥": ">=",
    "≤": "<=",
    **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
}
_INSTEAD = {
    **dict.fromkeys("&＆", Text(" and（并且）", "and")),
    **dict.fromkeys("|｜", Text(" or（或者）", "or")),
    **dict.fromkeys("!！", Text(" not (...)（不是）", "not (...)")),
    "≠": Text(" not (a = b)（不等于）", "not (a = b)"),
    "^": Text("乘号 *（没有乘方）", "* (there are no powers)"),
    ";": Text("逗号 ,", "a comma"),
    **dict.fromkeys("'‘’", Text('双引号 "', 'double quotes, "')),
    **dict.fromkeys("[]【】［］", Text("花括号的表 {界限: 值}", "a table in braces, {edge: value}")),
    "%": Text("紧跟在数字后面的百分号，如 95%", "a percent sign right behind its number: 95%"),
}
_UNITS = "元、千元、万元、百万元、千万元、亿元"


@frozen
class Token:
    """One token; `column` counts characters from 1."""

    kind: TokenKind
    text: str
    column: int

    def shown(self) -> Text:
        """The token for a message."""
        return Text("结尾", "the end") if self.kind == "end" else Text(f"“{self.text}”", f'"{self.text}"')


def is_name(text: str) -> bool:
    """Whether rules can write this as the name of a figure or parameter."""
    return re.fullmatch(_NAME, text) is not None and all(part.isidentifier() for part in text.split("."))


def fault(rule: str, column: int, found: Text, expected: Text) -> RuleError:
    """A syntax error at a column."""
    shown = rule if len(rule) <= 200 else f"{rule[:200]}…"
    return RuleError(kind("D201").at(f":{column}", column=column, found=found, wanted=expected, rule=shown))


def tokens(rule: str) -> list[Token]:
    """The tokens of a rule, an end token last.

    Raises:
        RuleError: a character that no token starts with, with the way out for full-width signs.
    """
    if len(rule) > _LONGEST:
        raise fault(rule, _LONGEST, Text("过长的规则", "a very long rule"), Text("较短的规则", "a shorter one"))
    found: list[Token] = []
    position, end = 0, len(rule.rstrip())
    while position < end:
        match = _TOKEN.match(rule, position)
        if match is None:
            raise _unreadable(rule, position)
        name = match.lastgroup or "sign"
        text = match[name]
        if name == "text":
            text = re.sub(r"\\(.)", lambda m: _ESCAPES.get(m[1], m[1]), text, flags=re.DOTALL)
        if name == "name" and found and found[-1].kind == "number" and match.start() == match.start("name"):
            raise _glued(rule, found[-1], text)
        found.append(Token(name, text, match.start(name) + (0 if name == "text" else 1)))  # type: ignore[arg-type]
        position = match.end()
    found.append(Token("end", "", len(rule) + 1))
    return found


def _glued(rule: str, number: Token, name: str) -> RuleError:
    """The error for a number with something behind it that is no unit here: 100万, 40分."""
    expected = Text(
        f"数字，后面只能是 % 或金额单位（{_UNITS}）", f"a number alone, or with % or a unit of money ({_UNITS})"
    )
    both = number.text + name[:20]
    return fault(rule, number.column + len(number.text), Text(f"“{both}”", f'"{both}"'), expected)


def _unreadable(rule: str, position: int) -> RuleError:
    position += len(rule[position:]) - len(rule[position:].lstrip())
    sign = rule[position]
    if sign in _LOOKALIKES:
        expected = Text(f"半角的 {_LOOKALIKES[sign]}", f"{_LOOKALIKES[sign]} (half width)")
    elif sign in _INSTEAD:
        expected = _INSTEAD[sign]
    elif sign == '"':
        expected = Text("成对的引号", "a closing quote")
    else:
        expected = Text("数字、名称、引号中的文字或运算符", "a number, a name, a quoted text or an operator")
    return fault(rule, position + 1, Text(f"“{sign}”", f'"{sign}"'), expected)
