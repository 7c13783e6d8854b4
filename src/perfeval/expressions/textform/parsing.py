"""A strict parser for rules: nothing is run, each error has its column, all unknown names are reported at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from attrs import evolve

from perfeval.expressions.functions import FUNCTIONS
from perfeval.expressions.functions.function import Function
from perfeval.expressions.names import Names
from perfeval.expressions.nodes import Arithmetic, Compare, Const, Expr, Logic, Not, lift
from perfeval.expressions.references import AWARDED, FULL, MEASURE
from perfeval.expressions.textform.calls import CORE, argument_names, call
from perfeval.expressions.textform.rendering import STRENGTH
from perfeval.expressions.textform.tokens import Token, fault, tokens
from perfeval.findings import Finding, PerfevalError, RuleError, Text

_PLACEHOLDERS: Mapping[str, Expr] = {"measure": MEASURE, "full": FULL, "awarded": AWARDED}
_DEEPEST = 30  # each takes some fifteen frames of Python


def parse(text: str, names: Names, functions: Mapping[str, type[Function]] = FUNCTIONS) -> Expr:
    """Read a rule; `names` resolves figures and parameters, `functions` are those of the host.

    Raises:
        RuleError: a syntax error alone, or every unknown name, unit and argument at once; locations are `:column`.

    Example:
        >>> from perfeval.expressions import Names, parse, render
        >>> render(parse("linear( full = 95% )", Names([])))
        'linear(full=95%)'
    """
    parser = _Parser(text, names, functions)
    rule = parser.whole()
    if parser.findings:
        raise RuleError(parser.findings)
    return rule


class _Parser:
    """Precedence climbing; after an error of meaning it goes on with a placeholder, to find the next one too."""

    def __init__(self, text: str, names: Names, functions: Mapping[str, type[Function]]) -> None:
        self.text, self.names, self.functions = text, names, functions
        self.tokens, self.at, self.depth = tokens(text), 0, 0
        self.findings: list[Finding] = []

    @property
    def next(self) -> Token:
        return self.tokens[self.at]

    def take(self) -> Token:
        self.at += 1
        return self.tokens[self.at - 1]

    def peek(self, *signs: str) -> bool:
        return self.next.kind in ("sign", "name") and self.next.text in signs

    def expect(self, sign: str) -> None:
        if not self.peek(sign):
            raise self.wanted(Text(f"“{sign}”", f'"{sign}"'))
        self.take()

    def wanted(self, expected: Text) -> RuleError:
        if self.at == 0 and self.peek("="):
            expected = Text("规则本身，前面没有等号", "the rule itself, without an equals sign in front")
        return fault(self.text, self.next.column, self.next.shown(), expected)

    def made(self, column: int, make: Callable[[], Expr]) -> Expr:
        """What `make` makes; where it makes no sense, the findings are kept and a placeholder stands in."""
        try:
            return make()
        except PerfevalError as error:
            self.findings += [evolve(f, location=f":{column}") if not f.location else f for f in error.findings]
            return MEASURE

    def whole(self) -> Expr:
        rule = self.level(1)
        if self.next.kind != "end":
            raise self.wanted(Text("运算符或结尾", "an operator or the end"))
        return rule

    def level(self, strength: int) -> Expr:
        if strength == STRENGTH["not"]:
            return self.negation()
        if strength > STRENGTH["*"]:
            return self.primary()
        left = self.level(strength + 1)
        while self.peek(*(op for op, s in STRENGTH.items() if s == strength)):
            sign = self.take()
            right = self.level(strength + 1)
            left = self.made(sign.column, lambda op=sign.text, a=left, b=right: _operation(op, a, b))  # type: ignore[misc]
            if strength == STRENGTH["="] and self.peek("<", "<=", ">", ">=", "="):
                raise self.wanted(
                    Text(" and 或结尾（比较不能连写，要写 a <= b and b <= c）", "and, or the end: a <= b and b <= c")
                )
        return left

    def negation(self) -> Expr:
        if not self.peek("not"):
            return self.level(STRENGTH["="])
        sign = self.take()
        value = self.nested(self.negation)
        return self.made(sign.column, lambda: Not(value))

    def nested(self, inner: Callable[[], Expr]) -> Expr:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self.wanted(Text("较浅的嵌套", "less nesting"))
        rule = inner()
        self.depth -= 1
        return rule

    def primary(self) -> Expr:
        token = self.take()
        if token.kind == "number":
            return self.made(token.column, lambda: lift(token.text))
        if token.kind == "text":
            return Const(token.text, "text")
        if token.kind == "date":
            return self.made(token.column, lambda: _date(token, self.text))
        if token.kind == "sign" and token.text == "-":
            return self.nested(self.negative)
        if token.kind == "sign" and token.text == "(":
            rule = self.nested(lambda: self.level(1))
            self.expect(")")
            return rule
        if token.kind == "name" and token.text not in ("and", "or", "not"):
            return self.named(token)
        self.at -= 1
        if token.kind == "sign" and token.text == "=" and self.at > 0:
            raise self.wanted(Text("一个值；相等只写一个 =", "a value; equality is a single ="))
        raise self.wanted(Text("一个值", "a value"))

    def negative(self) -> Expr:
        sign = self.tokens[self.at - 1]
        value = self.primary()
        if isinstance(value, Const) and not isinstance(value.value, str | bool | date):
            return Const(-value.value, value.kind)
        return self.made(sign.column, lambda: 0 - value)

    def named(self, token: Token) -> Expr:
        if token.text in ("true", "false"):
            return Const(token.text == "true", "flag")
        if self.peek("("):
            return self.nested(lambda: self.called(token))
        if token.text in _PLACEHOLDERS:
            return _PLACEHOLDERS[token.text]
        return self.made(token.column, lambda: self.names[token.text])

    def called(self, token: Token) -> Expr:
        self.expect("(")
        args: list[Any] = []
        named: dict[str, Any] = {}
        while not self.peek(")"):
            if args or named:
                if not self.peek(","):
                    raise self.wanted(Text("“,”或“)”", '"," or ")"'))
                self.take()
            if self.names_argument(token.text):
                key = self.take()
                self.take()
                if key.text in named:
                    raise fault(self.text, key.column, key.shown(), Text("每个参数只写一次", "each argument once"))
                named[key.text] = self.argument()
            else:
                args.append(self.argument())
        self.expect(")")
        return self.made(token.column, lambda: call(token.text, args, named, self.functions))

    def names_argument(self, function: str) -> bool:
        """Whether `name =` comes next and names an argument; a figure is compared, unless an argument is called so."""
        word, sign = self.next, self.tokens[min(self.at + 1, len(self.tokens) - 1)]
        if word.kind != "name" or "." in word.text or (sign.kind, sign.text) != ("sign", "="):
            return False
        figure = word.text in self.names or word.text in _PLACEHOLDERS
        return not figure or word.text in argument_names(function, self.functions)

    def argument(self) -> Any:
        if not self.peek("{"):
            return self.level(1)
        self.take()
        pairs: list[tuple[Expr, Expr]] = []
        while not self.peek("}"):
            if pairs:
                if not self.peek(","):
                    raise self.wanted(Text("“,”或“}”", '"," or "}"'))
                self.take()
            key = self.level(1)
            self.expect(":")
            pairs.append((key, self.level(1)))
        self.expect("}")
        return tuple(pairs)


def _operation(op: Any, left: Expr, right: Expr) -> Expr:
    if op in ("and", "or"):
        return Logic(op, left, right)
    if STRENGTH[op] == STRENGTH["="]:
        return Compare(op, left, right)
    return Arithmetic(op, left, right)


def _date(token: Token, rule: str) -> Expr:
    try:
        return Const(date.fromisoformat(token.text), "date")
    except ValueError as error:
        raise fault(rule, token.column, token.shown(), Text("一个存在的日期", "a date that exists")) from error


KEYWORDS = frozenset({"and", "or", "not", "true", "false", *_PLACEHOLDERS, *CORE})
