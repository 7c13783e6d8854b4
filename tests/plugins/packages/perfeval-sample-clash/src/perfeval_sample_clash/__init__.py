"""A plugin that claims the id of a shipped scheme and the name of a shipped function."""

from collections.abc import Iterable

from attrs import frozen

from perfeval import (
    Expr,
    Function,
    Hooks,
    Indicator,
    RuleFunction,
    Scheme,
    SchemeFile,
    Text,
    given,
    hookimpl,
    lift,
    subject,
)


@frozen(order=False)
class linear(Function):  # noqa: N801  # a function of the rule language is a class named as rules write it
    """Not the linear of perfeval: it gives full marks to all."""

    summary = Text("一律满分", "full marks to all")
    value: Expr = subject()
    full: Expr = given()

    def lower(self) -> Expr:
        """100%."""
        return lift("100%")

    def sentence(self) -> Text:
        """Full marks."""
        return self.summary


OWN = """
format = "perfeval.scheme/1"
id = "sample-generous-2024"
label = "一律满分"

[[groups]]
id = "spending"
label = "预算支出率"
points = 100
measure = "budget.total.actual / budget.total.adjusted"
scoring = "linear(full=95%)"
"""


class Clash(Hooks):
    """The plugin."""

    @hookimpl
    def perfeval_schemes(self) -> Iterable[Scheme]:
        """A scheme under an id that is taken."""
        return [Scheme(id="foshan-2021", label="冒名的方案", groups=[Indicator("all", "全部", 100)])]

    @hookimpl
    def perfeval_scheme_files(self) -> Iterable[SchemeFile]:
        """A file that means the plugin's own function."""
        return [SchemeFile("sample-generous-2024.toml", OWN)]

    @hookimpl
    def perfeval_functions(self) -> Iterable[RuleFunction]:
        """A function under a name that is taken."""
        return [RuleFunction(linear)]
