"""Documents: what a scheme says, as a page for people, in Markdown or as one HTML file; workbooks to fill in."""

from perfeval.reports.content import Page
from perfeval.reports.fillable import FillColumn, fillable_workbook
from perfeval.reports.html_text import html
from perfeval.reports.markdown_text import markdown
from perfeval.reports.review_form import review_form
from perfeval.reports.scheme_pages import scheme_page

__all__ = ["FillColumn", "Page", "fillable_workbook", "html", "markdown", "review_form", "scheme_page"]
