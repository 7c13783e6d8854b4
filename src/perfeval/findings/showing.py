"""How values are shown at a prompt and in a notebook: each room tells it of its own, below stands only who asks."""

from __future__ import annotations

from functools import singledispatch

from perfeval.findings.text import Lang, default_language


@singledispatch
def line(value: object) -> str:
    """A value in one line, for a prompt."""
    return object.__repr__(value)


@singledispatch
def page(value: object, lang: Lang) -> str | None:
    """A value as HTML, for a notebook; None where nobody told how, and the line is shown."""
    return None


class Shown:
    """A value that is shown as `line` and `page` were told for its class."""

    __slots__ = ()

    def __repr__(self) -> str:
        return line(self)

    def _repr_html_(self) -> str | None:
        return page(self, default_language())
