"""The writers of reports that are shipped; what draws them is an extra, loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from perfeval.evaluation import Evaluation, Reported
from perfeval.findings import Lang
from perfeval.formats import Writer


def _html(reported: Reported, lang: Lang) -> bytes:
    from perfeval.reports import evaluation_page

    return evaluation_page(reported, lang).encode()


def _html_of_many(reported: Sequence[Reported], lang: Lang) -> bytes:
    from perfeval.reports import evaluations_page

    return evaluations_page(reported, lang).encode()


def _pdf(reported: Reported, lang: Lang) -> bytes:
    from perfeval.reports import evaluation_page, page_pdf

    return page_pdf(evaluation_page(reported, lang))


def _pdf_of_many(reported: Sequence[Reported], lang: Lang) -> bytes:
    from perfeval.reports import evaluations_page, page_pdf

    return page_pdf(evaluations_page(reported, lang))


def _markdown(reported: Reported, lang: Lang) -> bytes:
    from perfeval.reports import evaluation_markdown

    return evaluation_markdown(reported, lang).encode()


def _markdown_of_many(reported: Sequence[Reported], lang: Lang) -> bytes:
    from perfeval.reports import evaluations_markdown

    return evaluations_markdown(reported, lang).encode()


def _xlsx(reported: Reported, lang: Lang) -> bytes:
    from perfeval.reports import evaluation_workbook

    return evaluation_workbook(reported, lang)


def _xlsx_of_many(reported: Sequence[Reported], lang: Lang) -> bytes:
    from perfeval.reports import evaluations_workbook

    return evaluations_workbook(reported, lang)


def _docx(reported: Reported, lang: Lang) -> bytes:
    from perfeval.reports import evaluation_docx

    return evaluation_docx(reported, lang)


def _docx_of_many(reported: Sequence[Reported], lang: Lang) -> bytes:
    from perfeval.reports import evaluations_docx

    return evaluations_docx(reported, lang)


def _docx_filled(reported: Reported, template: bytes, lang: Lang) -> bytes:
    from perfeval.formats.pages.archives import Archive
    from perfeval.formats.pages.docx import DOCUMENT
    from perfeval.reports import filled_docx

    for _ in Archive(template, "", DOCUMENT).checked():
        pass  # it comes from outside: nothing of it may unpack to too much or define entities
    return filled_docx(reported, template, lang)


def _writer(
    name: str,
    *suffixes: str,
    report: Callable[[Reported, Lang], bytes],
    many: Callable[[Sequence[Reported], Lang], bytes],
    filled: Callable[[Reported, bytes, Lang], bytes] | None = None,
) -> Writer:
    """A writer of reports, which writes an evaluation alone as a report without its explanation."""

    def write(evaluation: Evaluation, lang: Lang) -> bytes:
        return report(Reported(evaluation), lang)

    return Writer(name, suffixes, write, report=report, many=many, filled=filled)


REPORT_WRITERS: tuple[Writer, ...] = (
    _writer("html", ".html", ".htm", report=_html, many=_html_of_many),
    _writer("pdf", ".pdf", report=_pdf, many=_pdf_of_many),
    _writer("markdown", ".md", ".markdown", report=_markdown, many=_markdown_of_many),
    _writer("docx", ".docx", report=_docx, many=_docx_of_many, filled=_docx_filled),
    _writer("xlsx", ".xlsx", report=_xlsx, many=_xlsx_of_many),
)
"""The writers of reports."""
