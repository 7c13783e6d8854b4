"""The workbook of one evaluation: the score table first, then why, from which budget, with which sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

from perfeval.evaluation import Evaluation, Reported
from perfeval.findings import Lang, Text, join
from perfeval.numbers import plain
from perfeval.reports.findings_table import findings_sheet
from perfeval.reports.score_table.funds import budget_sheet
from perfeval.reports.score_table.scores import score_sheet
from perfeval.reports.score_table.why import explanation_rows
from perfeval.reports.sheets import Entry, Workbook, workbook
from perfeval.reports.told import identity, lists, narrative, sources, visible, word


def evaluation_workbook(reported: Reported, lang: Lang) -> bytes:
    """One evaluation as a workbook; numbers are numbers, and no formula stands in it.

    Args:
        reported: the evaluation; with its explanation and submission the workbook says why and holds the budget.
        lang: the language.

    Raises:
        UsageError: the extra `excel` is not installed.

    Example:
        >>> import perfeval
        >>> from perfeval.evaluation import Reported
        >>> from perfeval.reports import evaluation_workbook
        >>> evaluation_workbook(Reported(perfeval.evaluate("examples/foshan-2021/hmt-office.toml")), "zh")[:2]
        b'PK'
    """
    into = BytesIO()
    with workbook(into, lang) as book:
        score_sheet(book, reported)
        _explanations(book, reported)
        if reported.submission is not None and reported.submission.budget.lines:
            budget_sheet(book, reported.submission)
        _findings(book, reported.evaluation)
        if told := list(_written(reported)):
            _sheet(book, "narrative", (("item_column", 30), ("content_column", 100)), told)
        if rested := list(_sources(reported)):
            _sheet(book, "bases", (("status", 22), ("bases", 60), ("basis_of", 50)), rested)
        _sheet(book, "identity", (("item_column", 30), ("content_column", 90)), _about(reported.evaluation))
    return into.getvalue()


def _sheet(book: Workbook, name: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Entry]]) -> None:
    told = ([visible(book.said(v)) if isinstance(v, str | Text) else v for v in row] for row in rows)
    book.table(book.sheet(word(name)[book.lang]), 0, [(word(title), width) for title, width in columns], told)


def _explanations(book: Workbook, reported: Reported) -> None:
    """Every explanation line by line; where one starts is strong."""
    sheet, widths = book.sheet(word("explanations")[book.lang]), (42, 16, 84)
    names = (word("indicator_column"), word("item_column"), word("content_column"))
    line = book.table(sheet, 0, list(zip(names, widths, strict=True)), ())
    for first, row in explanation_rows(reported, book.lang):
        line = book.row(sheet, line, [visible(book.said(v)) for v in row], widths, book.looks.strong if first else None)
    sheet.autofilter(0, 0, max(line - 1, 1), len(names) - 1)


def _findings(book: Workbook, evaluation: Evaluation) -> None:
    if evaluation.findings:
        findings_sheet(book, word("findings"), (), (((), finding) for finding in evaluation.findings))
    else:
        sheet = book.sheet(word("findings")[book.lang])
        sheet.set_column(0, 0, 60)
        book.put(sheet, 0, 0, word("no_findings"), book.looks.plain)


def _written(reported: Reported) -> Iterator[Sequence[Entry]]:
    """Problems, improvements and narrative, a row for each paragraph."""
    if reported.submission is None:
        return
    for title, said in (*lists(reported.submission), *narrative(reported.submission, reported.evaluation)):
        for paragraph in said:
            yield [title, paragraph]


def _sources(reported: Reported) -> Iterator[Sequence[Entry]]:
    for rested in sources(reported):
        cited = f"{rested.title} {rested.link}" if rested.link else rested.title
        yield [rested.words, cited, join(rested.used, "；", "; ")]


def _about(e: Evaluation) -> Iterator[Sequence[Entry]]:
    """Who was evaluated by what, and what departs from the scheme."""
    yield [word("entity"), e.entity]
    yield [word("year_column"), str(e.year)]
    yield [word("label"), e.label]
    yield from ([name, value] for name, value in identity(e) if value)
    if e.weighting is not None:
        yield [word("changes"), word("weighting", label=e.weighting.label, explanation=e.weighting.explanation)]
    yield from ([word("changes"), change.sentence] for change in e.overrides)
    if e.lower is not None and e.upper is not None and e.total is None:
        yield [word("total"), word("between", low=plain(e.lower), high=plain(e.upper))]
