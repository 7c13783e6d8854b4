"""A page as one HTML file that needs nothing else: no request goes out, on the screen or in print."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from perfeval.findings import Lang
from perfeval.reports.content import Block, Cell, Code, Column, Listing, Page, Part, Prose, Section, Table, shown

_LANGUAGE = {"zh": "zh-CN", "en": "en"}
_NOTHING_FROM_ELSEWHERE = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
:root { color-scheme: light dark; --line: #ccc; --soft: #f4f4f4; }
@media (prefers-color-scheme: dark) { :root { --line: #555; --soft: #2a2a2a; } }
body { font: 1rem/1.6 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; max-width: 64rem; margin: 2rem auto;
  padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
th, td { border: 1px solid var(--line); padding: .3rem .6rem; text-align: left; vertical-align: top; }
th, .strong { background: var(--soft); font-weight: 600; }
td:first-child { min-width: 7em; }
.whole { white-space: nowrap; }
.right { text-align: right; font-variant-numeric: tabular-nums; }
code { font-family: ui-monospace, "Noto Sans Mono CJK SC", monospace; font-size: .9em; overflow-wrap: break-word; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }
dt { font-weight: 600; }
dd { margin: 0; }
@media print {
  :root { color-scheme: light; --line: #999; --soft: #eee; }
  body { max-width: none; margin: 0; font-size: 10pt; }
  thead { display: table-header-group; }
  tr, dl { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
}
"""
_NOT_IN_HTML = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")


def html(page: Page, lang: Lang) -> str:
    """A page as HTML.

    Args:
        page: what it says.
        lang: the language.

    Example:
        >>> from perfeval.findings import Text
        >>> from perfeval.reports.content import Page
        >>> "<h1>甲&lt;i&gt;</h1>" in html(Page(Text("甲<i>"), (), ()), "zh")
        True
    """
    root = Element("html", lang=_LANGUAGE[lang])
    head = SubElement(root, "head")
    SubElement(head, "meta", charset="utf-8")
    SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": _NOTHING_FROM_ELSEWHERE})
    SubElement(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    SubElement(head, "title").text = _said(page.title, lang)
    SubElement(head, "style").text = _STYLE
    body = SubElement(root, "body")
    SubElement(body, "h1").text = _said(page.title, lang)
    _blocks(body, page.blocks, lang)
    for section in page.sections:
        _section(body, section, lang, 2)
    indent(root, " ")
    return f"<!DOCTYPE html>\n{tostring(root, encoding='unicode', method='html')}\n"


def _section(into: Element, section: Section, lang: Lang, level: int) -> None:
    made = SubElement(into, "section", {"id": _clean(section.id)} if section.id else {})
    SubElement(made, f"h{min(level, 6)}").text = _said(section.title, lang)
    _blocks(made, section.blocks, lang)
    for inner in section.sections:
        _section(made, inner, lang, level + 1)


def _blocks(into: Element, blocks: Sequence[Block], lang: Lang) -> None:
    for block in blocks:
        if isinstance(block, Table):
            _table(into, block, lang)
        elif isinstance(block, Listing):
            made = SubElement(into, "ol" if block.ordered else "ul")
            for cell in block.cells:
                _fill(SubElement(made, "li"), cell, lang)
        elif isinstance(block, Prose):
            for paragraph in block.paragraphs:
                SubElement(into, "p").text = _said(paragraph, lang)
        else:
            made = SubElement(into, "dl")
            for fact in block.facts:
                SubElement(made, "dt").text = _said(fact.name, lang)
                _fill(SubElement(made, "dd"), fact.cell, lang)


def _table(into: Element, table: Table, lang: Lang) -> None:
    made = SubElement(into, "table")
    head = SubElement(SubElement(made, "thead"), "tr")
    for column in table.columns:
        SubElement(head, "th", _classes(column)).text = _said(column.title, lang)
    body = SubElement(made, "tbody")
    for row in table.rows:
        line = SubElement(body, "tr", {"class": "strong"} if row.strong else {})
        for n, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True)):
            made = SubElement(line, "td", _classes(column))
            if n == 0 and row.depth:
                made.set("style", f"padding-left: {0.6 + 1.5 * row.depth:g}rem")
            _fill(made, cell, lang)


def _classes(column: Column) -> dict[str, str]:
    found = [name for name, holds in (("right", column.right), ("whole", column.whole)) if holds]
    return {"class": " ".join(found)} if found else {}


def _fill(into: Element, cell: Cell, lang: Lang) -> None:
    """Put the parts below each other."""
    last: Element | None = None
    for part in cell.parts:
        if last is not None or into.text:
            last = SubElement(into, "br")
        said = _said(part, lang)
        if isinstance(part, Code):
            last = SubElement(into, "code")
            last.text = said
        elif last is None:
            into.text = said
        else:
            last.tail = said


def _said(part: Part, lang: Lang) -> str:
    return _clean(shown(part, lang))


def _clean(said: str) -> str:
    """A text without the signs that HTML does not allow, in which a stray one may stand for anything."""
    return _NOT_IN_HTML.sub("\ufffd", said)
