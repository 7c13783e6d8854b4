"""A scheme on a screen: its page without what is told of each indicator, laid out for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from perfeval.cli.screen import Column, Row, Screen
from perfeval.findings import Lang
from perfeval.model import Scheme
from perfeval.reports import scheme_page
from perfeval.reports.content import Block, Listing, Prose, Section, Table, shown

_IN_FULL = "rules"


def outline(scheme: Scheme, lang: Lang, screen: Screen) -> str:
    """A whole scheme."""
    page = scheme_page(scheme)
    parts = [screen.styled(page.title[lang], "bold") + "\n" + _blocks(page.blocks, lang, screen)]
    for section in page.sections:
        if section.id != _IN_FULL:
            parts += _section(section, lang, screen)
    return "\n".join(parts)


def _section(section: Section, lang: Lang, screen: Screen) -> Iterator[str]:
    yield screen.styled(section.title[lang], "bold") + "\n" + _blocks(section.blocks, lang, screen)
    for inner in section.sections:
        yield from _section(inner, lang, screen)


def _blocks(blocks: tuple[Block, ...], lang: Lang, screen: Screen) -> str:
    return "\n".join(_block(block, lang, screen) for block in blocks)


def _block(block: Block, lang: Lang, screen: Screen) -> str:
    if isinstance(block, Table):
        columns = [Column(column.title[lang], column.right, column.whole) for column in block.columns]
        rows = [
            Row(tuple(cell.words(lang) for cell in row.cells), "bold" if row.strong else "", row.depth)
            for row in block.rows
        ]
        return screen.table(columns, rows)
    if isinstance(block, Listing):
        lines = [f"{n}. {cell.words(lang)}" for n, cell in enumerate(block.cells, start=1)]
    elif isinstance(block, Prose):
        lines = [shown(paragraph, lang) for paragraph in block.paragraphs]
    else:
        colon = "：" if lang == "zh" else ": "
        lines = [f"{fact.name[lang]}{colon}{fact.cell.words(lang)}" for fact in block.facts]
    return "".join(f"  {screen.line(each)}\n" for each in lines)
