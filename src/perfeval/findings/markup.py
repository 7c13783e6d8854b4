"""HTML for notebooks: whatever is put in is text, nothing acts, nothing is asked for from anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from attrs import frozen

from perfeval.findings.text import Lang
from perfeval.findings.visible import in_document

_LANGUAGE: Final = {"zh": "zh-CN", "en": "en"}
_ESCAPES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})
_LONG: Final = 80
_SHOWN: Final = 40
# Colours are the notebook's own, light or dark; the class is doubled to weigh more than the style of notebooks.
_STYLE: Final = (
    ".perfeval.perfeval{max-width:64rem;line-height:1.5;overflow-wrap:anywhere}"
    ".perfeval.perfeval p{margin:.2rem 0}"
    ".perfeval.perfeval b{font-size:1.4em}"
    ".perfeval.perfeval table{border-collapse:collapse;table-layout:auto;width:auto;margin:.5rem 0;font-size:inherit}"
    ".perfeval.perfeval :is(th,td){border:0;border-bottom:1px solid rgba(128,128,128,.35);padding:.2rem .7rem;"
    "text-align:left;vertical-align:top;white-space:normal;max-width:36rem;font-weight:inherit}"
    ".perfeval.perfeval thead th{border-bottom-width:2px;font-weight:600;white-space:nowrap}"
    ".perfeval.perfeval .group>*{font-weight:600}"
    ".perfeval.perfeval .number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}"
    ".perfeval.perfeval code{background:none;padding:0;color:inherit;font-size:.9em}"
    ".perfeval.perfeval summary{cursor:pointer}"
    ".perfeval.perfeval :is(ul,ol){margin:.2rem 0;padding-left:1.4rem}"
)


class Markup(str):
    """A text that is HTML already; any other is escaped on its way in."""

    __slots__ = ()


@frozen
class Head:
    """The head of a column."""

    title: str
    number: bool = False
    """Whether numbers stand below it."""


@frozen
class Row:
    """A row of a table; its first cell is its head."""

    cells: tuple[str, ...]
    depth: int = 0
    """How far its first cell is moved in."""
    group: bool = False
    """Whether rows of its own stand below it."""


def tag(name: str, *inside: str, **attributes: str) -> Markup:
    """An element with what stands in it; a name that Python keeps for itself ends in an underscore.

    Example:
        >>> from perfeval.findings.markup import tag
        >>> tag("p", tag("b", "99.85"), " <of> 100", class_="total")
        '<p class="total"><b>99.85</b> &lt;of&gt; 100</p>'
    """
    own = "".join(f' {key.rstrip("_")}="{_escaped(value)}"' for key, value in attributes.items() if value)
    return Markup(f"<{name}{own}>{''.join(map(_escaped, inside))}</{name}>")


def table(heads: Sequence[Head], rows: Iterable[Row]) -> Markup:
    """A table, its columns and rows headed for whoever has it read out."""
    titles = (tag("th", head.title, scope="col", class_="number" if head.number else "") for head in heads)
    body = (tag("tr", *_cells(heads, row), class_="group" if row.group else "") for row in rows)
    return tag("table", tag("thead", tag("tr", *titles)), tag("tbody", *body))


def _cells(heads: Sequence[Head], row: Row) -> Iterable[Markup]:
    first, *rest = row.cells
    yield tag("th", first, scope="row", style=f"padding-left:{0.7 + 1.2 * row.depth:.1f}rem" if row.depth else "")
    for head, cell in zip(heads[1:], rest, strict=True):
        yield tag("td", cell, class_="number" if head.number else "")


def opening(summary: str, *inside: str) -> Markup:
    """What a reader opens to see more."""
    return tag("details", tag("summary", summary), *inside)


def folded(text: str) -> str:
    """A text as it is, or, where it is long, its beginning that opens to the whole."""
    return text if len(text) <= _LONG else opening(f"{text[:_SHOWN]}…", text)


def shown(lang: Lang, *blocks: str) -> Markup:
    """Blocks as a notebook shows them, in the notebook's own colours."""
    return tag("div", tag("style", Markup(_STYLE)), *blocks, class_="perfeval", lang=_LANGUAGE[lang])


def _escaped(text: str) -> str:
    return text if isinstance(text, Markup) else in_document(text).translate(_ESCAPES)
