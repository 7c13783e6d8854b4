"""Whole tables at once, with the record engine's digits: plans as integer columns in polars."""

from perfeval.tables.describing import TableColumn, table_columns
from perfeval.tables.engine import PolarsEngine
from perfeval.tables.evaluating import Reading, engine_for, evaluate_tables
from perfeval.tables.framing import framed
from perfeval.tables.needing import Needed, Needs, needs
from perfeval.tables.numerals import Way
from perfeval.tables.outofcore import BATCH_ROWS, evaluate_files, row_count
from perfeval.tables.preparing import Tables
from perfeval.tables.program import Asked
from perfeval.tables.results import TableEvaluation, uniform_schema
from perfeval.tables.saving import check_output, in_layout, save_scores
from perfeval.tables.spark import evaluate_spark, is_spark, spark_findings
from perfeval.tables.tally import Tally
from perfeval.tables.templates import template_files, template_tables
from perfeval.tables.varying import Vary
from perfeval.tables.worked import Worked

__all__ = [
    "BATCH_ROWS",
    "Asked",
    "Needed",
    "Needs",
    "PolarsEngine",
    "Reading",
    "TableColumn",
    "TableEvaluation",
    "Tables",
    "Tally",
    "Vary",
    "Way",
    "Worked",
    "check_output",
    "engine_for",
    "evaluate_files",
    "evaluate_spark",
    "evaluate_tables",
    "framed",
    "in_layout",
    "is_spark",
    "needs",
    "row_count",
    "save_scores",
    "spark_findings",
    "table_columns",
    "template_files",
    "template_tables",
    "uniform_schema",
]
