"""The report as Markdown: one evaluation with every explanation, or many as a table."""

from perfeval.reports.markdown_report.many import evaluations_markdown
from perfeval.reports.markdown_report.one import evaluation_markdown

__all__ = ["evaluation_markdown", "evaluations_markdown"]
