"""What audits found, as a workbook: a row for each file, every finding, what indicators come to, what was not read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

from perfeval.auditing import AuditResult, counted
from perfeval.findings import SEVERITY_WORDS, Finding, Lang, Text
from perfeval.model import Loose, Sheet
from perfeval.reports.findings_table import findings_sheet
from perfeval.reports.sheets import Entry, Workbook, workbook

_FILE = (Text("文件", "file"), 36)
_SUMMARY = (
    _FILE,
    (Text("工作表", "sheet"), 16),
    (Text("单位", "entity"), 24),
    (Text("项目", "project"), 24),
    (Text("年度", "year"), 8),
    (Text("所载总分", "stated total"), 10),
    (Text("重算总分", "recomputed total"), 10),
    (Text("所载等级", "stated grade"), 10),
    (Text("重算等级", "recomputed grade"), 10),
    *((title, 8) for title in SEVERITY_WORDS.values()),
    (Text("未读数字", "unread numbers"), 10),
)
_INDICATORS = (
    _FILE,
    (Text("工作表", "sheet"), 16),
    (Text("指标", "indicator"), 30),
    (Text("分值", "points"), 8),
    (Text("所载得分", "stated score"), 10),
    (Text("重算得分", "recomputed score"), 10),
    (Text("依据", "basis"), 12),
    (Text("怎样算得", "how"), 50),
    (Text("未见出处的参数", "parameters without a source"), 30),
)
_BASIS = {
    "rule": Text("按规则", "by its rule"),
    "printed": Text("照印出的", "as printed"),
    "none": Text("无", "none"),
}
_UNREAD = (_FILE, (Text("位置", "place"), 36), (Text("内容", "text"), 40))
_SHEETS = (
    Text("汇总", "Summary"),
    Text("发现", "Findings"),
    Text("重算", "Recomputed"),
    Text("未读数字", "Unread"),
)


def audit_workbook(
    results: Sequence[AuditResult], lang: Lang, failed: Mapping[str, Sequence[Finding]] | None = None
) -> bytes:
    """The workbook of the audits of one or several files.

    Args:
        results: what was found in each file.
        lang: the language of everything that is not taken from the files.
        failed: by the names of files that could not be read: why.

    Raises:
        UsageError: the extra `excel` is not installed.

    Example:
        >>> from perfeval.auditing import AuditResult
        >>> from perfeval.model import Reading
        >>> from perfeval.reports import audit_workbook
        >>> audit_workbook([AuditResult(reading=Reading("form.xlsx"))], "zh")[:2]
        b'PK'
    """
    into, lost = BytesIO(), failed or {}
    with workbook(into, lang) as book:
        _filtered(book, _SHEETS[0], _SUMMARY, [*_summary(results), *_failed(lost)])
        found = [(result.file, finding) for result in results for finding in result.findings]
        found += [(file, finding) for file, findings in lost.items() for finding in findings]
        findings_sheet(book, _SHEETS[1], (_FILE,), (([file], finding) for file, finding in found))
        _filtered(book, _SHEETS[2], _INDICATORS, list(_indicators(results)))
        _filtered(book, _SHEETS[3], _UNREAD, [_unread(r.file, u, lang) for r in results for u in r.reading.unread])
    return into.getvalue()


def _filtered(
    book: Workbook, title: Text, columns: Sequence[tuple[Text, int]], rows: Sequence[Sequence[Entry]]
) -> None:
    sheet = book.sheet(title[book.lang])
    end = book.table(sheet, 0, columns, rows)
    sheet.autofilter(0, 0, max(end - 1, 1), len(columns) - 1)


def _summary(results: Sequence[AuditResult]) -> Iterator[Sequence[Entry]]:
    """A row for each sheet of each file; findings and unread numbers are the file's and stand in its first row."""
    for result in results:
        counts: Sequence[Entry] = [*counted(result.findings).values(), len(result.reading.unread)]
        sheets = result.reading.sheets or (Sheet(),)
        for n, sheet in enumerate(sheets):
            yield [result.file, *_sheet(result, n, sheet), *(counts if n == 0 else [None] * len(counts))]


def _sheet(result: AuditResult, n: int, sheet: Sheet) -> Sequence[Entry]:
    again = result.recomputed[n] if n < len(result.recomputed) else None
    stated = None if sheet.total is None else sheet.total.raw
    grade = None if sheet.grade is None else sheet.grade.raw
    head: list[Entry] = [sheet.name, sheet.entity, sheet.project, sheet.year, stated]
    return [*head, None if again is None else again.total, grade, None if again is None else again.grade]


def _failed(lost: Mapping[str, Sequence[Finding]]) -> Iterator[Sequence[Entry]]:
    unread = Text("无法读取", "cannot be read")
    for file, findings in lost.items():
        yield [file, unread, *[None] * 7, *counted(findings).values(), None]


def _indicators(results: Sequence[AuditResult]) -> Iterator[Sequence[Entry]]:
    for result in results:
        for sheet, again in zip(result.reading.sheets, result.recomputed, strict=False):
            for row in again.rows:
                assumed = "、".join(parameter.name for parameter in row.assumed)
                scores: list[Entry] = [row.points, row.printed, row.score, _BASIS[row.basis], row.why, assumed]
                yield [result.file, sheet.name, row.label, *scores]


def _unread(file: str, loose: Loose, lang: Lang) -> Sequence[Entry]:
    return [file, loose.origin.describe(lang), loose.raw]
