"""Documents of Word and WPS (.docx, .docm), through python-docx: paragraphs and tables in reading order."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from attrs import define, field

from perfeval.findings import Finding, Origin, Text, kind, say
from perfeval.formats.pages.apart import read_apart
from perfeval.formats.pages.archives import Archive
from perfeval.formats.pages.cells import Block, Cell, Document, Line
from perfeval.formats.pages.needing import needed
from perfeval.formats.pages.places import MOST_PLACES, address, placed
from perfeval.formats.pages.wrapping import joined, legible

DOCUMENT = Text("Word 文档", "a Word document")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CONTAINERS = {f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "hyperlink")}
_GONE = {f"{_W}{name}" for name in ("del", "moveFrom", "delText", "instrText", "rPr", "pPr")}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LARGE = 4 * 1024 * 1024  # a document of styles alone comes to half a megabyte
_WIDEST = 1_000
_DEEPEST = 60


def read_docx(data: bytes, file: str) -> Document:
    """A document as its lines and tables.

    Raises:
        FormatError: it cannot be opened, or not safely (I302, I303, I306, I307).
        UsageError: the extra `word` is not installed (I205).
    """
    archive = Archive(data, file, DOCUMENT)
    return read_apart("docx", data, file) if archive.size > _LARGE else text_document(data, file)


def text_document(data: bytes, file: str) -> Document:
    """The same in this process, however large it is."""
    archive = Archive(data, file, DOCUMENT)
    for _, part in archive.checked():
        if part.count(b"<w:tc>") + part.count(b"<w:tc ") + part.count(b"<w:tc/") > MOST_PLACES:
            raise archive.too_large(say("超过 {n} 个单元格", "more than {n} cells", n=MOST_PLACES))
    with needed("docx", "word"):
        import docx
    try:
        body = docx.Document(io.BytesIO(data)).element.body
    except MemoryError:
        raise
    except Exception as error:  # whatever a broken document makes of its parser
        raise archive.damaged(error) from error
    walk = _Walk(file, archive)
    walk.blocks_of(body, 0)
    if any(name.lower().endswith("vbaproject.bin") for name in archive.names):
        walk.findings.append(kind("I311").at("", origin=Origin(file)))
    if next(body.iter(f"{_W}ins", f"{_W}del", f"{_W}moveFrom"), None) is not None:
        walk.findings.append(kind("I312").at("", origin=Origin(file)))
    return Document(file, tuple(walk.blocks), tuple(walk.findings))


@define
class _Walk:
    """A walk over the body, by hand: python-docx counts a row's cells anew for every cell of it."""

    file: str
    archive: Archive
    blocks: list[Block] = field(factory=list)
    findings: list[Finding] = field(factory=list)
    tables: int = 0
    lines: int = 0
    room: int = MOST_PLACES

    def blocks_of(self, parent: Any, depth: int) -> None:
        """Add the paragraphs and tables of a part, nested ones after the table they stand in."""
        if depth > _DEEPEST:
            raise self.archive.too_large(say("表格嵌套超过 {n} 层", "tables nest deeper than {n}", n=_DEEPEST))
        for child in parent.iterchildren():
            if child.tag == f"{_W}p":
                self._paragraph(child, depth)
            elif child.tag == f"{_W}tbl":
                self._table(child, depth)
            elif child.tag in _CONTAINERS:
                self.blocks_of(child, depth + 1)

    def _paragraph(self, paragraph: Any, depth: int) -> None:
        for text in _text(paragraph).split("\n"):
            self.lines += 1
            if text := legible(text).strip():
                self.blocks.append(Line(text, Origin(self.file, line=self.lines)))
        for box in _boxes(paragraph):
            self.blocks_of(box, depth + 1)

    def _table(self, table: Any, depth: int) -> None:
        self.tables += 1
        name = f"表{self.tables}"
        spans = _spans(table)
        nested = [
            inner for span in spans for inner in span.cell.iterdescendants(f"{_W}tbl") if _outer(inner, span.cell)
        ]
        height = max((span.row + span.height for span in spans), default=0)
        width = max((span.column + span.width for span in spans), default=0)
        self.room -= height * width
        if width > _WIDEST or self.room < 0:
            raise self.archive.too_large(
                say("{name}有 {h} 行 {w} 列", "table {name} has {h} rows, {w} columns", name=name, h=height, w=width)
            )
        cells = (
            Cell(
                joined("\n".join(_text(p) for p in _within(span.cell, f"{_W}p"))),
                Origin(self.file, name, address(span.row, span.column)),
                row=span.row,
                column=span.column,
                height=span.height,
                width=span.width,
            )
            for span in spans
        )
        if height and width:
            self.blocks.append(placed(name, cells, height, width, Origin(self.file)))
        for inner in nested:
            if depth > _DEEPEST:
                raise self.archive.too_large(say("表格嵌套超过 {n} 层", "tables nest deeper than {n}", n=_DEEPEST))
            self._table(inner, depth + 1)


@define
class _Span:
    """A cell of a table and how far it reaches."""

    cell: Any
    row: int
    column: int
    width: int
    height: int = 1


def _spans(table: Any) -> list[_Span]:
    """The cells of a table; one that goes on from the row above is counted to the cell it belongs to."""
    spans: list[_Span] = []
    above: dict[int, _Span] = {}
    for r, row in enumerate(_within(table, f"{_W}tr")):
        column = min(_number(row, "trPr", "gridBefore", 0), _WIDEST + 1)
        here: dict[int, _Span] = {}
        for cell in _within(row, f"{_W}tc"):
            width = min(max(_number(cell, "tcPr", "gridSpan", 1), 1), _WIDEST + 1)
            merge = _property(cell, "tcPr", "vMerge")
            over = above.get(column)
            if merge is not None and merge.get(f"{_W}val") != "restart" and over is not None and over.width == width:
                over.height += 1
                span = over
            else:
                span = _Span(cell, r, column, width)
                spans.append(span)
            here[column] = span
            column += width
        above = here
    return spans


def _within(parent: Any, tag: str) -> Iterator[Any]:
    """The children of a sort, also those in content controls and insertions; not what was deleted."""
    for child in parent.iterchildren():
        if child.tag == tag:
            if not (tag == f"{_W}tr" and _property(child, "trPr", "del") is not None):
                yield child
        elif child.tag in _CONTAINERS:
            yield from _within(child, tag)


def _outer(table: Any, cell: Any) -> bool:
    """Whether a table stands in this very cell and not in one of a table inside it."""
    return next(table.iterancestors(f"{_W}tc")) is cell


def _property(element: Any, group: str, name: str) -> Any:
    holder = element.find(f"{_W}{group}")
    return None if holder is None else holder.find(f"{_W}{name}")


def _number(element: Any, group: str, name: str, default: int) -> int:
    found = _property(element, group, name)
    value = "" if found is None else found.get(f"{_W}val", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 7 else default


def _text(element: Any) -> str:
    """The text of a paragraph as it is when changes are accepted; text boxes apart."""
    out: list[str] = []
    for child in element.iterchildren():
        if child.tag == f"{_W}t":
            out.append(child.text or "")
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            out.append("\n")
        elif child.tag == f"{_W}tab":
            out.append("\t")
        elif child.tag == f"{_W}noBreakHyphen":
            out.append("-")
        elif child.tag not in _GONE and child.tag not in (_FALLBACK, f"{_W}txbxContent", f"{_W}tbl"):
            out.append(_text(child))
    return "".join(out)


def _boxes(paragraph: Any) -> list[Any]:
    """The contents of text boxes, those of the fallback for old programs left out."""
    return [
        box
        for box in paragraph.iterdescendants(f"{_W}txbxContent")
        if not any(parent.tag in (_FALLBACK, f"{_W}txbxContent") for parent in box.iterancestors())
    ]
