"""Pieces of WordprocessingML: the paragraphs and tables that blocks are drawn as."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from perfeval.findings import Lang
from perfeval.reports.told import visible
from perfeval.reports.word.blocks import Block, Grid, Line, Row

TEXT_WIDTH = 8844
"""A4 less its margins (156 mm), in twentieths of a point."""
_INDENT = 210
_FEW, _SHORT = 16, 600
"""The rows of a table, and the letters in it or in a row, that stay on one page."""
_BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")


def piece(tag: str, *inside: Any, **attributes: Any) -> Any:
    """An element of the namespace `w` with attributes of the same."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    for part in inside:
        made.append(part)
    return made


def drawn(block: Block, lang: Lang) -> Iterator[Any]:
    """The elements of a block."""
    if isinstance(block, Line):
        yield _paragraph(block.style, block.text, lang, *([piece("pageBreakBefore")] if block.new_page else []))
    else:
        yield _table(block, lang)
        yield piece("p", piece("pPr", piece("pStyle", val="Apart")))  # two tables that touch would become one


def page_number() -> Any:
    """The paragraph of the footer: the number of the page between dashes."""
    number = piece("fldSimple", _run("1"), instr=" PAGE ")
    return piece("p", piece("pPr", piece("pStyle", val="Footer")), _run("— "), number, _run(" —"))


def _paragraph(style: str, text: str, lang: Lang, *more: Any) -> Any:
    return piece("p", piece("pPr", piece("pStyle", val=style), *more), _run(visible(text), lang))


def _run(text: str, lang: Lang = "en") -> Any:
    said = piece("t")
    said.text = text
    said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    if lang == "en" or text.isascii():
        return piece("r", said)
    return piece("r", piece("rPr", piece("rFonts", hint="eastAsia")), said)  # quotes and dashes as wide as Chinese


def _table(grid: Grid, lang: Lang) -> Any:
    total = sum(grid.widths)
    widths = [TEXT_WIDTH * part // total for part in grid.widths]
    lines = [piece(side, val="single", sz=4, space=0, color="000000") for side in _BORDERS]
    made = piece(
        "tbl",
        piece(
            "tblPr",
            piece("tblW", w=sum(widths), type="dxa"),
            piece("jc", val="center"),
            piece("tblBorders", *lines),
            piece("tblLayout", type="fixed"),
        ),
        piece("tblGrid", *(piece("gridCol", w=width) for width in widths)),
    )
    if grid.head is not None:
        cells = (_cell(text, width, "TableHead", lang) for text, width in zip(grid.head.cells, widths, strict=True))
        made.append(piece("tr", piece("trPr", piece("cantSplit"), piece("tblHeader")), *cells))
    together = len(grid.rows) <= _FEW and sum(len(text) for row in grid.rows for text in row.cells) <= _SHORT
    for n, row in enumerate(grid.rows, 1):
        whole = [piece("trPr", piece("cantSplit"))] if sum(map(len, row.cells)) <= _SHORT else []
        keep = together and n < len(grid.rows)
        made.append(piece("tr", *whole, *_cells(row, grid, widths, lang, keep)))
    return made


def _cells(row: Row, grid: Grid, widths: list[int], lang: Lang, keep: bool) -> Iterator[Any]:
    for n, (text, width) in enumerate(zip(row.cells, widths, strict=True)):
        style = "TableNumber" if n in grid.numbers else "TableStrong" if row.strong else "TableText"
        indent = [piece("ind", left=_INDENT * row.depth)] if row.depth and not n else []
        yield _cell(text, width, style, lang, *([piece("keepNext")] if keep else []), *indent)


def _cell(text: str, width: int, style: str, lang: Lang, *more: Any) -> Any:
    place = piece("tcPr", piece("tcW", w=width, type="dxa"), piece("vAlign", val="center"))
    return piece("tc", place, _paragraph(style, text, lang, *more))
