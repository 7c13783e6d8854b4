"""What the framework's requirements say again and again, as functions for rules: levels, and years."""

from attrs import field, frozen
from perfeval import (
    Expr,
    Function,
    Input,
    RuleFunction,
    Text,
    choose,
    count,
    given,
    lift,
    names,
    say,
    total,
    unknown,
    words,
)

YEARS = lift(names([Input("years.year", "text", table="years")]).years)
"""The rows of the table of fiscal years."""


def of_three_years(rule: Expr) -> Expr:
    """The rule, if exactly three years are given: with fewer or more there is no telling."""
    return choose(count(YEARS).equals(3), rule, unknown("not_given", "years"))


@frozen(order=False)
class requirement(Function):  # noqa: N801  # a function of the rule language is a class named as rules write it
    """A where `a` holds, else B where `b` does, else C where `c` does, else D."""

    summary = Text("满足哪一级的要求就得哪一级，都不满足得 D", "the level whose requirement is met, else D")
    example = "requirement(a=rate < 1%, b=rate < 5%, c=rate < 10%)"
    a: Expr = given()
    b: Expr = given()
    c: Expr = given()

    def lower(self) -> Expr:
        """A chain of choices, the best level first."""
        return choose(self.a, "A", choose(self.b, "B", choose(self.c, "C", "D")))

    def sentence(self) -> Text:
        """A: …; B: …; C: …; else D."""
        return say(
            "A：{a}；B：{b}；C：{c}；其余 D",
            "A: {a}; B: {b}; C: {c}; else D",
            a=words(self.a),
            b=words(self.b),
            c=words(self.c),
        )


@frozen(order=False)
class in_two_years(Function):  # noqa: N801  # likewise
    """Whether a condition holds in at least two of three years: one year may be out of the ordinary."""

    summary = Text("三年中至少两年满足条件", "whether a condition holds in at least two of three years")
    example = "in_two_years(years.variance_function < 5%)"
    condition: Expr = field(converter=lift)

    def lower(self) -> Expr:
        """Two or three of three."""
        return of_three_years(count(self.condition) >= 2)

    def sentence(self) -> Text:
        """… in at least two of the last three years."""
        return say(
            "最近三年中至少两年{condition}",
            "{condition} in at least two of the last three years",
            condition=words(self.condition),
        )


@frozen(order=False)
class in_each_year(Function):  # noqa: N801  # likewise
    """Whether a condition holds in every one of three years."""

    summary = Text("三年每年都满足条件", "whether a condition holds in each of three years")
    example = "in_each_year(years.audit_months <= 3)"
    condition: Expr = field(converter=lift)

    def lower(self) -> Expr:
        """Three of three."""
        return of_three_years(count(self.condition).equals(3))

    def sentence(self) -> Text:
        """… in each of the last three years."""
        return say(
            "最近三年每年{condition}",
            "{condition} in each of the last three years",
            condition=words(self.condition),
        )


@frozen(order=False)
class three_year_mean(Function):  # noqa: N801  # likewise
    """The simple mean of a figure over three years: (x₁ + x₂ + x₃) ÷ 3."""

    summary = Text("三年的简单平均", "the simple mean over three years")
    example = "three_year_mean(years.contingency / years.expenditure_budget)"
    value: Expr = field(converter=lift)

    def lower(self) -> Expr:
        """The total of three, over three."""
        return of_three_years(total(self.value) / 3)

    def sentence(self) -> Text:
        """The mean of … over three years."""
        return say("{value}的三年平均", "the mean over three years of {value}", value=words(self.value))


FUNCTIONS = tuple(RuleFunction(node) for node in (requirement, in_two_years, in_each_year, three_year_mean))
