"""A function for rules: full marks from one point, half from another, none below."""

from collections.abc import Iterable

from attrs import frozen

from perfeval import (
    Expr,
    Function,
    Hooks,
    RuleFunction,
    Text,
    choose,
    clamp,
    given,
    hookimpl,
    lift,
    say,
    subject,
    words,
)


@frozen(order=False)
class tapered(Function):  # noqa: N801  # a function of the rule language is a class named as rules write it
    """Full marks from `full`, half of them at `half`, a straight line between; none below `half`."""

    summary = Text(
        "达到 full 得满分，达到 half 得一半，其间按直线，低于 half 不得分", "full marks, half marks, or none"
    )
    example = "tapered(full=95%, half=80%)"
    value: Expr = subject()
    full: Expr = given()
    half: Expr = given()

    def lower(self) -> Expr:
        """50% and the share of the way from `half` to `full`."""
        way = (self.value - self.half) / (self.full - self.half)
        between = clamp(lift("50%") + lift("50%") * way)
        return choose(self.value >= self.full, "100%", choose(self.value >= self.half, between, "0%"))

    def sentence(self) -> Text:
        """Full marks from …, half at …."""
        return say(
            "达到 {full} 得满分，达到 {half} 得一半，其间按直线，低于 {half} 不得分",
            "full marks from {full}, half of them at {half}, none below",
            full=words(self.full),
            half=words(self.half),
        )


class Tapered(Hooks):
    """The plugin."""

    @hookimpl
    def perfeval_functions(self) -> Iterable[RuleFunction]:
        """The function."""
        return [RuleFunction(tapered)]


plugin = Tapered()
