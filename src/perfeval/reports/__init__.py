"""Documents: schemes as pages in Markdown or HTML; workbooks to fill in, of audits and of reviews."""

from perfeval.reports.audit_workbook import audit_workbook
from perfeval.reports.content import Page
from perfeval.reports.fillable import FillColumn, fillable_workbook
from perfeval.reports.html_text import html
from perfeval.reports.markdown_text import markdown
from perfeval.reports.review_form import review_form
from perfeval.reports.review_workbook import review_workbook
from perfeval.reports.scheme_pages import scheme_page

__all__ = [
    "FillColumn",
    "Page",
    "audit_workbook",
    "fillable_workbook",
    "html",
    "markdown",
    "review_form",
    "review_workbook",
    "scheme_page",
]
