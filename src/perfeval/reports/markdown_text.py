"""A page as Markdown, as GitHub and MkDocs read it; nothing in a text is taken for markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from perfeval.findings import Lang
from perfeval.reports.content import (
    Block,
    Cell,
    Code,
    Fact,
    Listing,
    Page,
    Part,
    Prose,
    Row,
    Section,
    Table,
    shown,
)

_INSIDE = re.compile(r"[\\`@*_{}\[\]<>&|~$^#]|(?<==)=|=(?==)|:(?=//|[\w+-]+:)|(?<=\b[Ww]{3})\.")
_AT_START = re.compile(r"^(?:[=!?/:]|[+-](?=[\s-]|$)|\d+(?=[.)](?:\s|$)))")
_BARE = re.compile(r"[\w.()\[\]=,\"'%+*/<>~ -]+")
_INSIDE_TAGS = re.compile(r"[^\w .,()/%+=\u3000-\uffff-]|_|(?<=[-.=])[-.=]")
_ANCHOR = re.compile(r"[^\w.-]")
_INDENT = "&emsp;"
_DEEPEST = 6
"""The last level of headings."""


def markdown(page: Page, lang: Lang) -> str:
    r"""A page as Markdown.

    Args:
        page: what it says.
        lang: the language.

    Example:
        >>> from perfeval.findings import Text
        >>> from perfeval.reports.content import Page
        >>> markdown(Page(Text("甲*乙"), (), ()), "zh")
        '# 甲&#42;乙\n'
    """
    parts = [f"# {_part(page.title, lang)}", *_blocks(page.blocks, lang)]
    for section in page.sections:
        parts += _section(section, lang, 2)
    return "\n\n".join(parts) + "\n"


def _section(section: Section, lang: Lang, level: int) -> Iterator[str]:
    anchor = f'<a id="{_ANCHOR.sub(_references, section.id)}"></a>' if section.id else ""
    yield f"{'#' * min(level, _DEEPEST)} {anchor}{_part(section.title, lang)}"
    yield from _blocks(section.blocks, lang)
    for inner in section.sections:
        yield from _section(inner, lang, level + 1)


def _blocks(blocks: Sequence[Block], lang: Lang) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield _table(block, lang)
        elif isinstance(block, Listing):
            mark = "1." if block.ordered else "-"
            yield "\n".join(f"{mark} {_cell(cell, lang)}" for cell in block.cells)
        elif isinstance(block, Prose):
            yield from (_part(paragraph, lang) for paragraph in block.paragraphs)
        else:
            yield "\n".join(f"- {_fact(fact, lang)}" for fact in block.facts)


def _fact(fact: Fact, lang: Lang) -> str:
    colon = "：" if lang == "zh" else ": "
    return f"**{_part(fact.name, lang)}**{colon}{_cell(fact.cell, lang)}"


def _table(table: Table, lang: Lang) -> str:
    lines = [
        _row([_part(column.title, lang) for column in table.columns]),
        _row(["---:" if column.right else "---" for column in table.columns]),
        *(_row(_cells(row, lang)) for row in table.rows),
    ]
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(row: Row, lang: Lang) -> list[str]:
    first, *rest = (_cell(cell, lang) for cell in row.cells)
    if row.strong and first:
        first = f"**{first}**"
    return [_INDENT * row.depth + first, *rest]


def _cell(cell: Cell, lang: Lang) -> str:
    return "<br>".join(_part(part, lang) for part in cell.parts)


def _part(part: Part, lang: Lang) -> str:
    said = shown(part, lang)
    if not isinstance(part, Code):
        return plainly(said)
    return f"`{said}`" if _BARE.fullmatch(said) else f"<code>{_entities(said)}</code>"


def plainly(said: str) -> str:
    """A text in which no sign is taken for markup, whichever dialect reads it.

    Signs become character references rather than being escaped: dialects differ in which backslashes they take.

    Example:
        >>> from perfeval.reports.markdown_text import plainly
        >>> plainly("a|b <i> 1_2"), plainly("1. 甲"), plainly("满意度（95%）")
        ('a&#124;b &#60;i&#62; 1&#95;2', '&#49;. 甲', '满意度（95%）')
    """
    return _AT_START.sub(_references, _INSIDE.sub(_references, said))


def _references(found: re.Match[str]) -> str:
    return "".join(f"&#{ord(sign)};" for sign in found[0])


def _entities(said: str) -> str:
    """A text inside a tag, where quotes and dashes are not to be made prettier either."""
    return _INSIDE_TAGS.sub(_references, said)
