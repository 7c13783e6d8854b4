"""What a function of the rule language is, and how its arguments are declared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from attrs import NOTHING, field, fields, frozen

from perfeval.expressions.extent import Extent
from perfeval.expressions.nodes import Const, Expr, lift
from perfeval.expressions.references import MEASURE, Field, Parameter
from perfeval.expressions.source import Source
from perfeval.expressions.types import Type
from perfeval.findings import RuleError, Text, join, kind

Pairs = tuple[tuple[Expr, Expr], ...]


class Function(Expr):
    """A function: its fields are its signature, `lower` its meaning in core nodes, `sentence` its words.

    The node stays in the rule, so text and explanations keep the author's words; a plan lowers it once. Subclasses are
    frozen attrs classes named as rules name them, with `summary`, `source` and `example`.
    """

    summary: ClassVar[Text] = Text()
    source: ClassVar[Source | None] = None
    example: ClassVar[str] = ""

    def lower(self) -> Expr:
        """The meaning in core nodes (or other functions)."""
        raise NotImplementedError

    def sentence(self) -> Text:
        """The standard in words, as a scoring table words it."""
        raise NotImplementedError

    def check(self) -> Type:
        """The type of the meaning; an error names the function."""
        try:
            return self.lower().type
        except RuleError as error:
            if any(f.code in ("D206", "D208") for f in error.findings):  # these tell all by themselves
                raise
            name = type(self).__name__
            detail = join((part for f in error.findings for part in (f.message, f.advice) if part), "；", "; ")
            raise RuleError(
                kind("D206").at("", function=name, detail=detail, example=self.example or f"{name}(...)")
            ) from error

    def reach(self) -> Extent:
        """The meaning's, or its arguments' where those are not in it."""
        own, meant = super().reach(), self.lower().extent
        return Extent(max(own.size, meant.size), max(own.depth, meant.depth))

    def wrong(self, zh: str, en: str) -> RuleError:
        """The error for arguments that contradict each other."""
        name = type(self).__name__
        return RuleError(
            kind("D206").at("", function=name, detail=Text(zh, en), example=self.example or f"{name}(...)")
        )


@frozen
class RuleFunction:
    """A function as a plugin registers it.

    Example:
        >>> from perfeval.expressions import RuleFunction, linear
        >>> RuleFunction(linear).name
        'linear'
    """

    node: type[Function]
    """The class of its nodes."""

    @property
    def name(self) -> str:
        """The name in rules: the class's own."""
        return self.node.__name__


# Arguments. Type checkers look through `field(converter=...)` in a class body, not through the helpers below: functions
# whose callers are to be checked spell the field out, as the shipped ones do.


def maybe_lift(value: Any) -> Expr | None:
    """A node, or None."""
    return None if value is None else lift(value)


def award_pairs(value: Any) -> Pairs:
    """Edges and awards, from a mapping or from pairs in order."""
    return tuple((lift(k), award(v)) for k, v in _items(value))


def text_pairs(value: Any) -> Pairs:
    """Texts and values, from a mapping or from pairs in order."""
    return tuple((_text(k), lift(v)) for k, v in _items(value))


def _items(value: Any) -> Any:
    return value.items() if isinstance(value, Mapping) else value


AWARDS: Mapping[str, bool] = {"pairs": True, "awards": True}
VALUES: Mapping[str, bool] = {"pairs": True, "awards": False}


def subject() -> Any:
    """The first argument: what is scored, the indicator's measure unless another is given."""
    return field(default=MEASURE, converter=lift)


def given(**options: Any) -> Any:
    """An argument that has to be given."""
    return field(converter=lift, kw_only=True, **options)


def optional() -> Any:
    """An argument that may be left out."""
    return field(default=None, converter=maybe_lift, kw_only=True)


def word(default: str, options: tuple[str, ...]) -> Any:
    """An argument that is one of a few words."""

    def check(instance: Function, attribute: Any, value: object) -> None:
        if value not in options:
            listed = ", ".join(options)
            raise instance.wrong(
                f"{attribute.name} 只能是 {listed}，不能是 {value}",
                f"{attribute.name} is one of {listed}, not {value}",
            )

    return field(default=default, validator=check, kw_only=True, metadata={"word": options})


def pairs(default: Any = NOTHING, *, texts: bool = False, awards: bool = False) -> Any:
    """An argument that is a small table, edge to value, as a mapping or as pairs in order."""

    def read(value: Any) -> Pairs:
        return tuple((_text(k) if texts else lift(k), award(v) if awards else lift(v)) for k, v in _items(value))

    return field(default=default, converter=read, kw_only=True, metadata={"pairs": True, "awards": awards})


def _text(value: Any) -> Expr:
    return Const(value, "text") if isinstance(value, str) else lift(value)


def award(value: Any) -> Expr:
    """In the place of a result a plain number means points, a percentage a share of the full marks."""
    node = lift(value)
    return Const(node.value, "points") if isinstance(node, Const) and node.kind == "number" else node


def literal(node: Expr) -> Any:
    """The value of a constant or parameter, None for anything else."""
    if isinstance(node, Parameter):
        return node.value.value
    return node.value if isinstance(node, Const) else None


def place(node: Expr) -> str:
    """The path of a figure, empty for anything else."""
    return node.path if isinstance(node, Field) else ""


def arguments(cls: type[Function]) -> tuple[tuple[str, bool, bool], ...]:
    """Name, keyword-only, required: the signature."""
    return tuple((a.name, a.kw_only, a.default is NOTHING) for a in fields(cls) if a.init)
