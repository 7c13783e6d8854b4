"""Mistakes written into a copy of a form, as comments at their cells."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable
from typing import Any

from perfeval.findings import Finding, Lang, Text
from perfeval.formats.filled.blueprint import Place
from perfeval.formats.filled.opening import WORKBOOK
from perfeval.formats.filled.reading import FormRead
from perfeval.formats.pages.archives import Archive
from perfeval.formats.pages.needing import needed
from perfeval.formats.pages.places import address

_COLOURS = {"error": "FFFFC7CE", "warning": "FFFFE699", "info": "FFDDEBF7"}
_GRAVEST = ("error", "warning", "info")
_ELSEWHERE = Text("没有对应单元格的问题：", "What belongs to no single cell:")
_MOST = 8_000


def annotated(data: bytes, findings: Iterable[Finding], lang: Lang, file: str = "") -> bytes:
    """A copy of a form with a comment and a colour at each cell that a finding is about.

    What belongs to no cell becomes a comment at the title.

    Args:
        data: the form.
        findings: of reading it, or of the evaluation of what it states.
        lang: the language of the comments.
        file: its name.

    Raises:
        FormatError: it is no form of ours, or cannot be read.
        UsageError: the extra `excel` is not installed (I205).

    Example:
        >>> import perfeval
        >>> from perfeval.findings import SubmissionError
        >>> from perfeval.formats.filled import annotated, form, read_form
        >>> empty = form(perfeval.scheme("foshan-2021"))
        >>> try:
        ...     read_form(empty)
        ... except SubmissionError as error:
        ...     copy = annotated(empty, error.findings, "zh")
        >>> copy[:2]
        b'PK'
    """
    read = FormRead.of(data, file)
    by_place: dict[Place, list[Finding]] = {}
    first = read.blueprint.singles[0].place.sheet if read.blueprint.singles else ""
    top, elsewhere = Place(first, 0, 0), []
    cells = {(place.sheet, address(place.row, place.column)): place for place in _places(read)}
    for finding in findings:
        origin = finding.origin
        place = cells.get((origin.sheet, origin.cell)) if origin is not None and origin.cell else None
        place = place or read.located(finding.location)
        if place is None:
            elsewhere.append(finding)
        else:
            by_place.setdefault(place, []).append(finding)
    return _commented(data, by_place, (top, elsewhere), lang, file)


def _places(read: FormRead) -> Iterable[Place]:
    yield from read.gathered.places.values()
    yield from (place for place, _, _ in read.gathered.faults)


def _commented(
    data: bytes, by_place: dict[Place, list[Finding]], rest: tuple[Place, list[Finding]], lang: Lang, file: str
) -> bytes:
    with needed("openpyxl", "excel"):
        import openpyxl  # type: ignore[import-untyped]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that it drops
            book = openpyxl.load_workbook(io.BytesIO(data))
    except Exception as error:  # whatever a broken workbook makes of its parser
        raise Archive(data, file, WORKBOOK).damaged(error) from error
    for place, findings in by_place.items():
        _comment(book, place, "\n".join(_said(each, lang) for each in findings), findings)
    if rest[1] and rest[0].sheet in book.sheetnames:
        said = "\n".join([_ELSEWHERE[lang], *(_said(each, lang) for each in rest[1])])
        _comment(book, rest[0], said, [])
    into = io.BytesIO()
    book.save(into)
    return into.getvalue()


def _said(finding: Finding, lang: Lang) -> str:
    advice = finding.advice[lang]
    return f"{finding.code} {finding.message[lang]}" + (f"\n→ {advice}" if advice else "")


def _comment(book: Any, place: Place, text: str, findings: list[Finding]) -> None:
    from openpyxl.comments import Comment  # type: ignore[import-untyped]
    from openpyxl.styles import PatternFill  # type: ignore[import-untyped]

    cell = book[place.sheet].cell(place.row + 1, place.column + 1)
    comment = Comment(_plain(text)[:_MOST], "perfeval")
    comment.width, comment.height = 360, min(400, 60 + 22 * (text.count("\n") + len(text) // 26))
    cell.comment = comment
    if findings:
        gravest = min((each.severity for each in findings), key=_GRAVEST.index)
        cell.fill = PatternFill("solid", start_color=_COLOURS[gravest])


def _plain(text: str) -> str:
    """Without what a workbook cannot hold."""
    return "".join(sign if sign == "\n" or sign.isprintable() else "�" for sign in text)
