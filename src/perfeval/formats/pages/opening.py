"""The front of all formats: what a file is, by its content, and its document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from attrs import evolve, frozen

from perfeval.findings import FormatError, Origin, Text, kind
from perfeval.formats.pages.archives import Archive
from perfeval.formats.pages.cells import Document
from perfeval.formats.pages.docx import DOCUMENT, read_docx
from perfeval.formats.pages.pdf import PDF, read_pdf
from perfeval.formats.pages.text import TEXT, read_csv, read_text
from perfeval.formats.pages.xlsx import WORKBOOK, read_xlsx


@frozen
class _Format:
    """A kind of file that is read."""

    what: Text
    suffixes: tuple[str, ...]
    read: Callable[[bytes, str], Document]


_XLSX = _Format(WORKBOOK, (".xlsx", ".xlsm", ".xltx", ".xltm"), read_xlsx)
_DOCX = _Format(DOCUMENT, (".docx", ".docm", ".dotx", ".dotm"), read_docx)
_PDF = _Format(PDF, (".pdf",), read_pdf)
_CSV = _Format(Text("CSV 文件", "a CSV file"), (".csv", ".tsv"), read_csv)
_TEXT = _Format(TEXT, (".txt", ".md", ".text"), read_text)
SUFFIXES = tuple(suffix for format in (_XLSX, _DOCX, _PDF, _CSV, _TEXT) for suffix in format.suffixes)
"""The suffixes of files that are read."""


def open_document(data: bytes, file: str) -> Document:
    r"""What is printed in a file: told by its content, whatever its suffix says.

    Args:
        data: all of it.
        file: its name; findings show it, and its suffix tells CSV from text.

    Raises:
        FormatError: it is of no kind that is read, broken, encrypted, without text or unsafe (I301 to I307).
        UsageError: the extra that reads it is not installed (I205).

    Example:
        >>> from perfeval.formats.pages.opening import open_document
        >>> open_document("项目名称,年度\n森林防火,2023".encode("gb18030"), "form.csv").grids[0].rows[1][0].text
        '森林防火'
    """
    format = _told(data, file)
    document = format.read(data, file)
    suffix = PurePath(file).suffix.lower()
    if suffix and suffix not in format.suffixes:
        wrong = kind("I305").at("", origin=Origin(file), suffix=suffix, what=format.what)
        return evolve(document, findings=(wrong, *document.findings))
    return document


def _told(data: bytes, file: str) -> _Format:
    head = data[:1024].lstrip()
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _archive(data, file)
    if b"%PDF-" in data[:1024]:
        return _PDF
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise FormatError(kind("I302").at("", origin=Origin(file)))
    if not head:
        raise _not_read(
            file, Text("空文件", "an empty file"), Text("检查文件是否下载完整", "check that it was fetched whole")
        )
    suffix = PurePath(file).suffix.lower()
    return _CSV if suffix in _CSV.suffixes else _TEXT


def _archive(data: bytes, file: str) -> _Format:
    """The kind of a zip archive, by its parts."""
    names = set(Archive(data, file, Text("Excel 或 Word 文档", "a document of Excel or Word")).names)
    if "xl/workbook.xml" in names:
        return _XLSX
    if "word/document.xml" in names:
        return _DOCX
    advice = Text("解压后给出其中的文件", "unpack it and name a file in it")
    raise _not_read(file, Text("压缩包", "a zip archive"), advice)


def _not_read(file: str, what: Text, advice: Text) -> FormatError:
    return FormatError(kind("I304").at("", origin=Origin(file), what=what, advice=advice))
