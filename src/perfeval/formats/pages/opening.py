"""The front of all formats: what a file is, by its content, and its document."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from pathlib import PurePath

from attrs import evolve, frozen

from perfeval.findings import FormatError, Origin, Text, kind, say
from perfeval.formats.pages.archives import Archive
from perfeval.formats.pages.cells import Document
from perfeval.formats.pages.compound import SIGNATURE, contents
from perfeval.formats.pages.docx import DOCUMENT, read_docx
from perfeval.formats.pages.html import HTML, read_html
from perfeval.formats.pages.ods import MEDIA_TYPE, SPREADSHEET, read_ods
from perfeval.formats.pages.pdf import PDF, read_pdf
from perfeval.formats.pages.text import TEXT, read_csv, read_text
from perfeval.formats.pages.xls import OLD_WORKBOOK, read_xls
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
_XLS = _Format(OLD_WORKBOOK, (".xls", ".xlt", ".et"), read_xls)
_ODS = _Format(SPREADSHEET, (".ods", ".ots"), read_ods)
_HTML = _Format(HTML, (".html", ".htm", ".mht", ".mhtml"), read_html)
_CSV = _Format(Text("CSV 文件", "a CSV file"), (".csv", ".tsv"), read_csv)
_TEXT = _Format(TEXT, (".txt", ".md", ".text"), read_text)
_FORMATS = (_XLSX, _XLS, _ODS, _DOCX, _PDF, _HTML, _CSV, _TEXT)
SUFFIXES = tuple(suffix for format in _FORMATS for suffix in format.suffixes)
"""The suffixes of files that are read."""
MOST_BYTES = 64 * 1024 * 1024
"""The most bytes of a file that is looked at."""
_OTHERS = (".doc", ".rtf", ".wps", ".ppt", ".pptx", ".xlsb", ".xml", ".json", ".zip", ".rar", ".jpg", ".png")


_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<\?xml[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html|head|body|table|meta|div)\b",
    re.I | re.S,
)
_SAVE_AS_DOCX = Text("用 Word 或 WPS 打开，另存为 .docx", "open it in Word or WPS and save it as .docx")
_PICTURES = {
    b"\xff\xd8\xff": Text("JPEG 图片", "a JPEG picture"),
    b"\x89PNG": Text("PNG 图片", "a PNG picture"),
    b"II*\0": Text("TIFF 图片", "a TIFF picture"),
    b"MM\0*": Text("TIFF 图片", "a TIFF picture"),
}


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
    if len(data) > MOST_BYTES:
        detail = say("文件超过 {most} MiB", "the file has more than {most} MiB", most=MOST_BYTES // 2**20)
        raise FormatError(kind("I306").at("", origin=Origin(file), detail=detail))
    format, suffix = _told(data, file), PurePath(file).suffix.lower()
    try:
        document = format.read(data, file)
    except (MemoryError, RecursionError) as error:
        detail = Text("层次过深，或者内存不够", "it nests too deeply, or there is not enough memory")
        raise FormatError(kind("I306").at("", origin=Origin(file), detail=detail)) from error
    except FormatError as error:
        named = next((other for other in _FORMATS if suffix in other.suffixes), format)
        if format is _TEXT and named is not _TEXT and error.findings[0].code == "I304":
            detail = Text("内容不是这种文件", "its content is nothing of the sort")
            raise FormatError(kind("I303").at("", origin=Origin(file), what=named.what, detail=detail)) from None
        raise
    if suffix not in format.suffixes and suffix in (*SUFFIXES, *_OTHERS):
        wrong = kind("I305").at("", origin=Origin(file), suffix=suffix, what=format.what)
        return evolve(document, findings=(wrong, *document.findings))
    return document


def _told(data: bytes, file: str) -> _Format:
    head = data[:1024].lstrip()
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _archive(data, file)
    if b"%PDF-" in data[:1024]:
        return _PDF
    if data[:8] == SIGNATURE:
        return _compound(data, file)
    if not head:
        raise _not_read(
            file, Text("空文件", "an empty file"), Text("检查文件是否下载完整", "check that it was fetched whole")
        )
    if head[:13].lower() == b"mime-version:" or _MARKUP.match(head):
        return _HTML
    if head[:5] == b"<?xml":
        advice = Text("用 Excel 或 WPS 打开，另存为 .xlsx", "open it in Excel or WPS and save it as .xlsx")
        raise _not_read(file, Text("XML 文件", "a file in XML"), advice)
    if (picture := next((what for start, what in _PICTURES.items() if data.startswith(start)), None)) is not None:
        raise FormatError(kind("I301").at("", origin=Origin(file), what=picture))
    if head.startswith(b"{\\rtf"):
        raise _not_read(file, Text("RTF 文档", "an RTF document"), _SAVE_AS_DOCX)
    suffix = PurePath(file).suffix.lower()
    return _CSV if suffix in _CSV.suffixes else _TEXT


def _archive(data: bytes, file: str) -> _Format:
    """The kind of a zip archive, by its parts."""
    archive = Archive(data, file, Text("Excel 或 Word 文档", "a document of Excel or Word"))
    names = set(archive.names)
    if "xl/workbook.xml" in names:
        return _XLSX
    if "word/document.xml" in names:
        return _DOCX
    if "content.xml" in names and "mimetype" in names and archive.read("mimetype").startswith(MEDIA_TYPE):
        return _ODS
    advice = Text("解压后给出其中的文件", "unpack it and name a file in it")
    raise _not_read(file, Text("压缩包", "a zip archive"), advice)


def _compound(data: bytes, file: str) -> _Format:
    """The kind of a compound file, by its streams."""
    try:
        what = contents(data)
    except (ValueError, struct.error) as error:
        named = Text("旧版 Office 文件", "a file of an old Office")
        raise FormatError(kind("I303").at("", origin=Origin(file), what=named, detail=str(error))) from error
    if "encrypted" in what:
        raise FormatError(kind("I302").at("", origin=Origin(file)))
    if "workbook" in what:
        return _XLS
    if "document" in what:
        raise _not_read(file, Text("旧版 Word 文档（.doc）", "a document of an old Word (.doc)"), _SAVE_AS_DOCX)
    other = Text("旧版 Office 文件", "a file of an old Office")
    raise _not_read(file, other, Text("另存为 .xlsx、.docx 或 PDF", "save it as .xlsx, .docx or PDF"))


def _not_read(file: str, what: Text, advice: Text) -> FormatError:
    return FormatError(kind("I304").at("", origin=Origin(file), what=what, advice=advice))
