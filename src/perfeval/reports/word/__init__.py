"""The official report as a Word document, and a bureau's own template filled with the same."""

from perfeval.reports.word.official import evaluation_docx, evaluations_docx

__all__ = ["evaluation_docx", "evaluations_docx"]
