"""The workbook of many evaluations: one sheet, a row for each."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO

from perfeval.evaluation import Evaluation, Outcome, Reported
from perfeval.findings import Lang, Text
from perfeval.reports.score_table.why import grade_notes, open_notes
from perfeval.reports.sheets import Entry, workbook
from perfeval.reports.told import Cell, cells, columns, shared_groups, visible, word

_WIDTHS = {"entity": 30, "scheme_column": 30, "grade": 7, "year_column": 7, "status": 8, "findings_column": 7}
_WIDTH, _NOTE = 12, 40
_NONE = "—"
_GRADE = ("result", "text")


def evaluations_workbook(reported: Sequence[Reported], lang: Lang) -> bytes:
    """Many evaluations as a workbook of one sheet; what is not known is empty, and the last column says why.

    Args:
        reported: the evaluations; those of one scheme have columns for its groups.
        lang: the language.

    Raises:
        UsageError: the extra `excel` is not installed.

    Example:
        >>> import perfeval
        >>> from perfeval.evaluation import Reported
        >>> from perfeval.reports import evaluations_workbook
        >>> evaluations_workbook([Reported(perfeval.evaluate("examples/foshan-2021/hmt-office.toml"))], "en")[:2]
        b'PK'
    """
    found = [each.evaluation for each in reported]
    shared = shared_groups(found)
    widths = {word(name): width for name, width in _WIDTHS.items()}
    kinds = [column.kind for column in columns(found)]
    heads = [(_shown(column.title, lang), widths.get(column.title, _WIDTH)) for column in columns(found)]
    into = BytesIO()
    with workbook(into, lang) as book:
        sheet = book.sheet(word("many")[lang])
        rows = ([*_row(e, shared, kinds, lang), "\n".join(_notes(e, lang))] for e in found)
        end = book.table(sheet, 0, [*heads, (word("note_column"), _NOTE)], rows)
        sheet.autofilter(0, 0, max(end - 1, 1), len(heads))
        sheet.freeze_panes(1, 1)
    return into.getvalue()


def _shown(title: Text, lang: Lang) -> Text:
    return Text(visible(title[lang])[:300])


def _row(e: Evaluation, shared: Sequence[Outcome], kinds: Sequence[str], lang: Lang) -> list[Entry]:
    told = zip(cells(e, shared), kinds, strict=True)
    return [e.grade if (c.part, kind) == _GRADE else _entry(c, kind, lang) for c, kind in told]


def _entry(cell: Cell, kind: str, lang: Lang) -> Entry:
    """A number where one is known; a range is told in the last column, a dash not at all."""
    said = cell.text[lang] if isinstance(cell.text, Text) else cell.text
    if kind == "number":
        return Decimal(cell.key) if cell.key == said else None
    return None if said == _NONE else visible(said)


def _notes(e: Evaluation, lang: Lang) -> list[str]:
    return [*open_notes(e, lang), *grade_notes(e, lang)]
