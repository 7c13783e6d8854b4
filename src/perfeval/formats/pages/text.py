"""Plain text and CSV: decoded by trial, as lines or as one table."""

from __future__ import annotations

import csv
import io
import unicodedata

from perfeval.findings import FormatError, Origin, Text, kind, say
from perfeval.formats.pages.cells import Cell, Document, Line
from perfeval.formats.pages.places import MOST_PLACES, address, placed
from perfeval.formats.pages.wrapping import joined, legible

TEXT = Text("文本文件", "a text file")
_MOST_LINES = 200_000
_LONGEST_LINE = 100_000
_SAMPLE = 20_000
_EVERYDAY = range(0x4E00, 0xA000)


def decoded(data: bytes, file: str = "") -> str:
    """The text of bytes in UTF-8, UTF-16 with its mark, or GB18030.

    Raises:
        FormatError: it is in none of them (I304), or a line is too long (I306).

    Example:
        >>> from perfeval.formats.pages.text import decoded
        >>> decoded("项目支出绩效自评表".encode("gb18030"))
        '项目支出绩效自评表'
    """
    _refuse_long_lines(data, file)
    marked = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}.get(data[:2])
    for encoding in (marked,) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text[:_SAMPLE] and (encoding != "gb18030" or _plausible(text[:_SAMPLE])):
            return text
    advice = Text("用记事本打开，另存为 UTF-8 编码", "open it in an editor and save it in UTF-8")
    what = Text("编码无法识别的文件", "a file of an unknown encoding")
    raise FormatError(kind("I304").at("", origin=Origin(file), what=what, advice=advice))


def _refuse_long_lines(data: bytes, file: str) -> None:
    """Before anything is made of them that takes several times their room."""
    start = 0
    while len(data) - start > 4 * _LONGEST_LINE:
        end = max(
            data.rfind(b"\n", start, start + 4 * _LONGEST_LINE), data.rfind(b"\r", start, start + 4 * _LONGEST_LINE)
        )
        if end < 0:
            raise _too_long(file, data.count(b"\n", 0, start) + 1)
        start = end + 1


def _plausible(text: str) -> bool:
    """Whether it is Chinese: most of what is not ASCII are everyday characters and punctuation."""
    foreign = [c for c in text if not c.isascii()]
    usual = sum(ord(c) in _EVERYDAY or unicodedata.category(c)[0] in "PSZ" or "\uff00" < c < "\uffef" for c in foreign)
    return usual * 10 >= len(foreign) * 9


def read_text(data: bytes, file: str) -> Document:
    """A text file as its lines; a form feed starts a page.

    Raises:
        FormatError: its encoding is not known (I304), it has too many lines or too long ones (I306).
    """
    text = decoded(data, file)
    number, blocks = 0, []
    pages = text.split("\f")
    for n, page in enumerate(pages, start=1):
        lines = page.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for k, line in enumerate(lines):
            number += 0 if n > 1 and k == 0 else 1  # what follows a form feed stands on the line that it ended
            if len(line) > _LONGEST_LINE or number > _MOST_LINES:
                raise _too_long(file, number)
            if shown := legible(line).strip():
                blocks.append(Line(shown, Origin(file, page=n if len(pages) > 1 else None, line=number)))
    return Document(file, tuple(blocks))


def _too_long(file: str, number: int) -> FormatError:
    detail = say(
        "一行超过 {long} 个字，或者超过 {most} 行",
        "a line of more than {long} letters, or more than {most} lines",
        long=_LONGEST_LINE,
        most=_MOST_LINES,
    )
    return FormatError(kind("I306").at("", origin=Origin(file, line=number), detail=detail))


def read_csv(data: bytes, file: str) -> Document:
    """A CSV file as one table; commas, semicolons and tabs are told apart by the first lines.

    Raises:
        FormatError: its encoding is not known (I304), it is too large (I306), or no table (I303).
    """
    text = decoded(data, file)
    if any(len(line) > _LONGEST_LINE for line in text.splitlines()):
        raise _too_long(file, 1)
    rows = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text[:_SAMPLE]), strict=False):
            rows.append([joined(value) for value in row])
            if sum(map(len, rows[-1:])) > _LONGEST_LINE or len(rows) > _MOST_LINES:
                raise _too_long(file, len(rows))
    except csv.Error as error:
        what = Text("CSV 文件", "a CSV file")
        raise FormatError(kind("I303").at("", origin=Origin(file), what=what, detail=str(error))) from error
    filled = [(r, c) for r, row in enumerate(rows) for c, value in enumerate(row) if value]
    if not filled:
        return Document(file)
    top, left = min(r for r, _ in filled), min(c for _, c in filled)
    height, width = max(r for r, _ in filled) - top + 1, max(c for _, c in filled) - left + 1
    if height * width > MOST_PLACES:
        raise _too_long(file, height)
    cells = (Cell(rows[r][c], Origin(file, "", address(r, c)), row=r - top, column=c - left) for r, c in filled)
    return Document(file, (placed("", cells, height, width, Origin(file), top, left),))


def _delimiter(sample: str) -> str:
    """The one that most lines have equally often."""
    lines = [line for line in sample.splitlines() if line.strip()][:50]

    def steady(delimiter: str) -> tuple[int, int]:
        counts = [line.count(delimiter) for line in lines]
        most = max(set(counts), key=lambda n: (counts.count(n) * (n > 0), n), default=0)
        return counts.count(most) * (most > 0), most

    return max(",\t;", key=steady)
