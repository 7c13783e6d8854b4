"""The official report as a Word document, and a bureau's own template filled with the same."""

from perfeval.reports.word.context import template_names
from perfeval.reports.word.official import evaluation_docx, evaluations_docx
from perfeval.reports.word.template import filled_docx

__all__ = ["evaluation_docx", "evaluations_docx", "filled_docx", "template_names"]
