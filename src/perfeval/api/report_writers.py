"""The writers of reports that are shipped; what draws them is an extra, loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence

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


def _html_alone(evaluation: Evaluation, lang: Lang) -> bytes:
    return _html(Reported(evaluation), lang)


def _pdf_alone(evaluation: Evaluation, lang: Lang) -> bytes:
    return _pdf(Reported(evaluation), lang)


def _markdown_alone(evaluation: Evaluation, lang: Lang) -> bytes:
    return _markdown(Reported(evaluation), lang)


def _docx_alone(evaluation: Evaluation, lang: Lang) -> bytes:
    return _docx(Reported(evaluation), lang)


def _xlsx_alone(evaluation: Evaluation, lang: Lang) -> bytes:
    return _xlsx(Reported(evaluation), lang)


REPORT_WRITERS: tuple[Writer, ...] = (
    Writer("html", (".html", ".htm"), _html_alone, report=_html, many=_html_of_many),
    Writer("pdf", (".pdf",), _pdf_alone, report=_pdf, many=_pdf_of_many),
    Writer("markdown", (".md", ".markdown"), _markdown_alone, report=_markdown, many=_markdown_of_many),
    Writer("docx", (".docx",), _docx_alone, report=_docx, many=_docx_of_many, filled=_docx_filled),
    Writer("xlsx", (".xlsx",), _xlsx_alone, report=_xlsx, many=_xlsx_of_many),
)
"""The writers of reports."""
