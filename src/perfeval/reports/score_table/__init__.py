"""The score table as a workbook: one evaluation with all that it rests on, or a row for each of many."""

from perfeval.reports.score_table.many import evaluations_workbook
from perfeval.reports.score_table.one import evaluation_workbook

__all__ = ["evaluation_workbook", "evaluations_workbook"]
