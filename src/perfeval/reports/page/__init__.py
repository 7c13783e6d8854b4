"""The page to look at: one evaluation, or many as a table, as HTML that needs nothing else, and as a PDF of it."""

from perfeval.reports.page.many import evaluations_page
from perfeval.reports.page.one import evaluation_page
from perfeval.reports.page.pdf import page_pdf

__all__ = ["evaluation_page", "evaluations_page", "page_pdf"]
