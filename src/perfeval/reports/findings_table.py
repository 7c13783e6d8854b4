"""Findings as rows of a worksheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from perfeval.findings import SEVERITY_WORDS, Finding, Text
from perfeval.reports.sheets import Entry, Workbook

COLUMNS: Final[tuple[tuple[Text, int], ...]] = (
    (Text("代码", "code"), 8),
    (Text("轻重", "severity"), 8),
    (Text("位置", "place"), 30),
    (Text("说明", "message"), 50),
    (Text("所载", "stated"), 14),
    (Text("应为", "expected"), 14),
    (Text("建议", "advice"), 40),
    (Text("源于", "because"), 24),
)


def cells_of(finding: Finding, book: Workbook) -> Sequence[Entry]:
    """The cells of one finding; its place as a path, then where it stands in the file."""
    where = "" if finding.origin is None else finding.origin.describe(book.lang)
    place = "\n".join(part for part in (finding.location, where) if part)
    because = "\n".join(finding.because)
    told: list[Entry] = [finding.code, SEVERITY_WORDS[finding.severity], place, finding.message]
    return [*told, finding.stated, finding.expected, finding.advice, because]


def findings_sheet(
    book: Workbook, title: Text, first: Sequence[tuple[Text, int]], listed: Iterable[tuple[Sequence[Entry], Finding]]
) -> Any:
    """A worksheet of findings, each behind cells that say whose it is."""
    sheet = book.sheet(title[book.lang])
    rows: Iterator[Sequence[Entry]] = ([*own, *cells_of(finding, book)] for own, finding in listed)
    columns = [*first, *COLUMNS]
    end = book.table(sheet, 0, columns, rows)
    sheet.autofilter(0, 0, max(end - 1, 1), len(columns) - 1)
    return sheet
