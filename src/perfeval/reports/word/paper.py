"""The paper of an official report: A4 with the margins of GB/T 9704, numbered pages, nothing of who made it or when."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from perfeval.findings import Lang, UsageError, kind
from perfeval.reports.told import visible
from perfeval.reports.word.blocks import Block
from perfeval.reports.word.pieces import drawn, page_number
from perfeval.reports.word.styles import restyle

_MADE = datetime(2000, 1, 1)
_ZIPPED = (1980, 1, 1, 0, 0, 0)
_LONGEST = 200
"""The most letters that Word takes for a title among the properties."""
_DROPPED = ("thumbnail", "stylesWithEffects", "customXml")
"""What comes with an empty document of python-docx and says nothing."""


def document_of(blocks: Iterable[Block], title: str, lang: Lang) -> bytes:
    """A DOCX of blocks; the same bytes for the same blocks.

    Raises:
        UsageError: the extra `word` is not installed (I205).
    """
    document = _blank(title, lang)
    body = document.element.body
    for block in blocks:
        for element in drawn(block, lang):
            body.insert(len(body) - 1, element)  # the properties of the section stay last
    return packed(document)


def packed(document: Any) -> bytes:
    """The bytes of a document, with no time of writing among them."""
    written, made = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in parts.namelist():
            archive.writestr(zipfile.ZipInfo(name, _ZIPPED), parts.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def docx_module() -> Any:
    """python-docx.

    Raises:
        UsageError: the extra `word` is not installed (I205).
    """
    try:
        import docx
    except ModuleNotFoundError as error:
        raise UsageError(kind("I205").at("", what=error.name or "docx", extra="word")) from error
    return docx


def _blank(title: str, lang: Lang) -> Any:
    document = docx_module().Document()
    for part in (document.part, document.part.package):
        for name, rel in list(part.rels.items()):
            if rel.reltype.rpartition("/")[2] in _DROPPED:
                del part.rels[name]
    restyle(document, lang)
    _lay_out(document)
    said = document.core_properties
    said.title, said.author, said.last_modified_by = visible(title)[:_LONGEST], "perfeval", ""
    said.comments, said.language, said.revision = "", {"zh": "zh-CN", "en": "en"}[lang], 1
    said.created = said.modified = _MADE
    return document


def _lay_out(document: Any) -> None:
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(24)
    footer = section.footer
    footer.is_linked_to_previous = False
    element = footer._element
    for found in list(element):
        element.remove(found)
    element.append(page_number())
