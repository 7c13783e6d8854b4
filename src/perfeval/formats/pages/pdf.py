"""Pages of a PDF with text, through pdfplumber: ruled tables with their merged cells, and the lines around them."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any

from attrs import frozen

from perfeval.findings import FormatError, Origin, Text, kind
from perfeval.formats.pages.cells import Block, Cell, Document, Line
from perfeval.formats.pages.needing import needed
from perfeval.formats.pages.places import address, placed
from perfeval.formats.pages.wrapping import joined, legible

PDF = Text("PDF", "a PDF")
_SAME_EDGE = 2.5
"""Edges that are closer than this, in points, are one."""


def read_pdf(data: bytes, file: str) -> Document:
    """A PDF as lines and tables, page by page.

    Raises:
        FormatError: it cannot be opened, has a password or no text (I301, I302, I303, I306).
        UsageError: the extra `pdf` is not installed (I205).
    """
    blocks: list[Block] = []
    for page in pages(data, file):
        blocks += page
    if not blocks:
        raise FormatError(kind("I301").at("", origin=Origin(file), what=PDF))
    return Document(file, tuple(blocks))


def pages(data: bytes, file: str) -> Iterator[list[Block]]:
    """The blocks of each page in turn."""
    with needed("pdfplumber", "pdf"):
        import pdfplumber
        from pdfminer.pdfdocument import PDFPasswordIncorrect
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            tables = 0
            for number, page in enumerate(pdf.pages, start=1):
                blocks = list(_page(page, Origin(file, page=number), tables))
                tables += sum(not isinstance(block, Line) for block in blocks)
                yield blocks
                page.close()
    except Exception as error:  # whatever a broken PDF makes of its parser
        if any(isinstance(e, PDFPasswordIncorrect) for e in (error, *error.args, error.__cause__, error.__context__)):
            raise FormatError(kind("I302").at("", origin=Origin(file))) from error
        detail = str(error)[:200] or type(error).__name__
        raise FormatError(kind("I303").at("", origin=Origin(file), what=PDF, detail=detail)) from error


@frozen
class _Table:
    """A ruled table of a page: its edges and the boxes of its cells."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    boxes: tuple[tuple[float, float, float, float], ...]

    def place(self, box: tuple[float, float, float, float]) -> tuple[int, int, int, int]:
        """Row, column, height and width of a box."""
        left, top, right, bottom = box
        row, column = _nearest(self.rows, top), _nearest(self.columns, left)
        return row, column, max(_nearest(self.rows, bottom) - row, 1), max(_nearest(self.columns, right) - column, 1)


def _edges(found: list[float]) -> tuple[float, ...]:
    edges: list[float] = []
    for edge in sorted(found):
        if not edges or edge - edges[-1] > _SAME_EDGE:
            edges.append(edge)
    return tuple(edges)


def _nearest(edges: tuple[float, ...], place: float) -> int:
    return min(range(len(edges)), key=lambda n: abs(edges[n] - place))


def _page(page: Any, origin: Origin, tables: int) -> Iterator[Block]:
    from pdfplumber.utils import extract_text

    found: list[tuple[float, int, Block]] = []
    taken: list[tuple[float, float, float, float]] = []
    for table in sorted(page.find_tables(), key=lambda t: (t.bbox[1], t.bbox[0])):
        boxes = tuple(table.cells)
        if len(boxes) < 2:
            continue
        shape = _Table(
            _edges([x for b in boxes for x in (b[0], b[2])]), _edges([y for b in boxes for y in (b[1], b[3])]), boxes
        )
        tables += 1
        name = f"表{tables}"
        chars = _shared(page.chars, boxes)
        cells = []
        for n, box in enumerate(boxes):
            row, column, height, width = shape.place(box)
            text = joined(extract_text(chars[n])) if chars[n] else ""
            where = Origin(origin.file, name, address(row, column), origin.page)
            cells.append(Cell(text, where, row=row, column=column, height=height, width=width))
        grid = placed(name, cells, len(shape.rows) - 1, len(shape.columns) - 1, Origin(origin.file, page=origin.page))
        found.append((table.bbox[1], len(found), grid))
        taken.append(table.bbox)
    rest = page.filter(lambda o: o["object_type"] != "char" or not any(_inside(o, box) for box in taken))
    for n, line in enumerate(rest.extract_text_lines(return_chars=False), start=1):
        if text := legible(line["text"]).strip():
            found.append((line["top"], len(found), Line(text, Origin(origin.file, page=origin.page, line=n))))
    yield from (block for _, _, block in sorted(found, key=lambda f: f[:2]))


def _inside(char: Any, box: tuple[float, float, float, float]) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return box[0] <= x < box[2] and box[1] <= y < box[3]


def _shared(chars: list[Any], boxes: tuple[tuple[float, float, float, float], ...]) -> list[list[Any]]:
    """The letters in each box."""
    shares: list[list[Any]] = [[] for _ in boxes]
    for char in chars:
        for n, box in enumerate(boxes):
            if _inside(char, box):
                shares[n].append(char)
                break
    return shares
