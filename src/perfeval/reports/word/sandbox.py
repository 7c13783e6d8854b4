"""What the tags of a template may do: read the names of the context, loop, choose and join; call nothing of Python."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

FILTERS = (
    *("capitalize", "count", "default", "first", "groupby", "join", "last", "length", "list", "lower", "map", "reject"),
    *("rejectattr", "reverse", "select", "selectattr", "slice", "sort", "title", "trim", "unique", "upper"),
)
"""The filters of Jinja that templates have; none puts text into the document unescaped."""
_TESTS = (
    "defined",
    "undefined",
    "none",
    "eq",
    "equalto",
    "ne",
    "in",
    "string",
    "number",
    "odd",
    "even",
    "true",
    "false",
)
_LARGEST = 10_000


Missed = tuple[str, tuple[str, ...]]
"""A name that was looked for in vain, and the names that stood in its place."""


def environment() -> tuple[Any, list[Missed]]:
    """An environment of Jinja, closed on all sides, and what it looked for in vain, in order."""
    from jinja2 import StrictUndefined
    from jinja2.exceptions import SecurityError
    from jinja2.runtime import LoopContext
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from markupsafe import Markup, escape

    missed: list[Missed] = []

    class Missing(StrictUndefined):
        """A name that the context has not: using it is an error, with its name."""

        __slots__ = ()

        def __init__(self, *args: Any, **named: Any) -> None:
            super().__init__(*args, **named)
            beside = self._undefined_obj if isinstance(self._undefined_obj, Mapping) else ()
            missed.append((str(self._undefined_name), tuple(map(str, beside))))

    class Closed(ImmutableSandboxedEnvironment):
        intercepted_binops = frozenset(("*", "**", "%"))

        def getattr(self, obj: Any, attribute: str) -> Any:
            if isinstance(obj, Mapping):  # a field, never a method of the table that holds it
                return self.getitem(obj, attribute)
            if isinstance(obj, LoopContext):
                return super().getattr(obj, attribute)
            if isinstance(obj, Missing):
                obj._fail_with_undefined_error()
            return self.undefined(obj=obj, name=attribute)

        def getitem(self, obj: Any, argument: Any) -> Any:
            try:
                return obj[argument]  # of what is missing it is an error of its own
            except (LookupError, TypeError):
                return self.undefined(obj=obj, name=argument)

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            small = all(isinstance(side, int) and abs(side) <= _LARGEST for side in (left, right))
            if operator == "**" or not small:
                raise SecurityError(f"{operator}: only small whole numbers")
            return super().call_binop(context, operator, left, right)

    def out(value: Any) -> Any:
        """A value on its way into XML; no brace of it can be taken for a tag again."""
        return Markup(str(escape(value)).replace("{", "&#123;").replace("}", "&#125;"))

    made = Closed(autoescape=True, undefined=Missing, finalize=out)
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in FILTERS}
    made.tests = {name: made.tests[name] for name in _TESTS}
    return made, missed
