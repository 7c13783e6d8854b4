"""From functions to core nodes, and from placeholders to an indicator's own figures."""

from __future__ import annotations

from collections.abc import Mapping

from perfeval.expressions.functions.function import Function
from perfeval.expressions.nodes import Expr
from perfeval.expressions.references import Placeholder
from perfeval.expressions.types import misfit
from perfeval.expressions.walking import replace, walk
from perfeval.findings import Text


def lowered(rule: Expr) -> Expr:
    """The rule in core nodes only.

    Example:
        >>> from perfeval.expressions import lift, lowered, proportional
        >>> type(lowered(proportional(lift("95%")))).__name__
        'Extreme'
    """
    return replace(rule, lambda node: lowered(node.lower()) if isinstance(node, Function) else None)


def bind(rule: Expr, put: Mapping[Placeholder, Expr | None]) -> Expr:
    """The rule with an indicator's figures in place of `measure`, `full` and `awarded`; types are checked again.

    A function that needs a placeholder takes it as an argument, with the placeholder as the default; one hidden in
    `lower()` could not be bound and is refused.

    Raises:
        RuleError: the rule asks for a figure that the indicator does not have, or no longer makes sense with it.
    """

    def new(node: Expr) -> Expr | None:
        if not isinstance(node, Placeholder):
            return None
        found = put.get(node)
        if found is None:
            raise misfit(
                Text(f"规则用到 {node.name}，但这里没有", f"the rule uses {node.name}, but there is none here"),
                Text("给指标写上 measure、分值或等级", "give the indicator a measure, points or levels"),
            )
        return found

    made = replace(rule, new)
    left = next((node for node in walk(lowered(made)) if isinstance(node, Placeholder)), None)
    if left is not None:
        raise misfit(
            Text(f"函数在 lower() 里用了 {left.name}", f"a function uses {left.name} inside lower()"),
            Text("把它声明为带默认值的参数", "declare it as an argument with that default"),
        )
    return made
