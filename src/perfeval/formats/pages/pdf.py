"""Pages of a PDF with text, through pdfplumber: ruled tables with their merged cells, and the lines around them."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any

from attrs import evolve

from perfeval.findings import FormatError, Origin, PerfevalError, Text, kind, say
from perfeval.formats.pages.apart import read_apart
from perfeval.formats.pages.cells import Document
from perfeval.formats.pages.needing import needed
from perfeval.formats.pages.pdf_page import read_page

PDF = Text("PDF", "a PDF")
_MOST_PAGES = 400


def read_pdf(data: bytes, file: str) -> Document:
    """A PDF as lines and tables, page by page; it is read in a process of its own.

    Raises:
        FormatError: it cannot be opened, has a password or no text (I301, I302, I303, I306).
        UsageError: the extra `pdf` is not installed (I205).
    """
    return read_apart("pdf", data, file)


def pages(data: bytes, file: str) -> Iterator[Document]:
    """Each page in turn, in this process."""
    with needed("pdfplumber", "pdf"):
        import pdfplumber
        from pdfminer.pdfdocument import PDFPasswordIncorrect
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    origin = Origin(file)
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            yield from _each(pdf, origin)
    except (PerfevalError, MemoryError):
        raise
    except Exception as error:  # whatever a broken PDF makes of its parser
        if any(isinstance(e, MemoryError) for e in (*error.args, error.__cause__, error.__context__)):
            raise MemoryError from error
        if any(isinstance(e, PDFPasswordIncorrect) for e in (error, *error.args, error.__cause__, error.__context__)):
            raise FormatError(kind("I302").at("", origin=origin)) from error
        detail = str(error)[:200] or type(error).__name__
        raise FormatError(kind("I303").at("", origin=origin, what=PDF, detail=detail)) from error


def _each(pdf: Any, origin: Origin) -> Iterator[Document]:
    """Its pages; those without text in a PDF with text are said."""
    tables, empty, previous = 0, [], None
    for number, page in enumerate(pdf.pages, start=1):
        if number > _MOST_PAGES:
            raise FormatError(
                kind("I306").at("", origin=origin, detail=say("超过 {n} 页", "more than {n} pages", n=_MOST_PAGES))
            )
        printed = read_page(page, evolve(origin, page=number), tables)
        tables += len(printed.ends)
        if printed.blocks:
            yield Document(origin.file, printed.after(previous))
            previous = printed
        elif page.images:
            empty.append(number)
        page.close()
    if previous is None:
        raise FormatError(kind("I301").at("", origin=origin, what=PDF))
    scans = [kind("I313").at("", origin=evolve(origin, page=number)) for number in empty]
    yield Document(origin.file, (), tuple(scans))
