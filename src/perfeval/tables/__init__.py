"""Whole tables at once, with the record engine's digits: plans as integer columns in polars."""

from perfeval.tables.describing import TableColumn, table_columns
from perfeval.tables.engine import PolarsEngine
from perfeval.tables.evaluating import Reading, engine_for, evaluate_tables
from perfeval.tables.framing import framed
from perfeval.tables.needing import Needed, Needs, needs
from perfeval.tables.numerals import Way
from perfeval.tables.outofcore import ROWS, evaluate_files, height_of
from perfeval.tables.preparing import Tables
from perfeval.tables.program import Asked
from perfeval.tables.results import TableEvaluation, uniform_schema
from perfeval.tables.saving import checked, laid_out, saved
from perfeval.tables.spark import evaluate_spark, is_spark, spark_findings
from perfeval.tables.tally import Tally
from perfeval.tables.templates import laid_down, template_files
from perfeval.tables.worked import Worked

__all__ = [
    "ROWS",
    "Asked",
    "Needed",
    "Needs",
    "PolarsEngine",
    "Reading",
    "TableColumn",
    "TableEvaluation",
    "Tables",
    "Tally",
    "Way",
    "Worked",
    "checked",
    "engine_for",
    "evaluate_files",
    "evaluate_spark",
    "evaluate_tables",
    "framed",
    "height_of",
    "is_spark",
    "laid_down",
    "laid_out",
    "needs",
    "saved",
    "spark_findings",
    "table_columns",
    "template_files",
    "uniform_schema",
]
