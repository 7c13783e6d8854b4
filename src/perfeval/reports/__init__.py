"""Documents: schemes as pages in Markdown or HTML; workbooks of forms, audits and reviews; evaluations as pages."""

from perfeval.reports.audit_sheets import audit_workbook
from perfeval.reports.content import Page
from perfeval.reports.fillable import FillColumn, fillable_workbook
from perfeval.reports.html_text import html
from perfeval.reports.markdown_report import evaluation_markdown, evaluations_markdown
from perfeval.reports.markdown_text import markdown
from perfeval.reports.page import evaluation_page, evaluations_page, page_pdf
from perfeval.reports.review_forms import review_form
from perfeval.reports.review_sheets import review_workbook
from perfeval.reports.scheme_pages import scheme_page
from perfeval.reports.score_table import evaluation_workbook, evaluations_workbook
from perfeval.reports.word import evaluation_docx, evaluations_docx, filled_docx

__all__ = [
    "FillColumn",
    "Page",
    "audit_workbook",
    "evaluation_docx",
    "evaluation_markdown",
    "evaluation_page",
    "evaluation_workbook",
    "evaluations_docx",
    "evaluations_markdown",
    "evaluations_page",
    "evaluations_workbook",
    "fillable_workbook",
    "filled_docx",
    "html",
    "markdown",
    "page_pdf",
    "review_form",
    "review_workbook",
    "scheme_page",
]
