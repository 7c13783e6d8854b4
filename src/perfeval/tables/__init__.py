"""Whole tables at once, with the record engine's digits: plans as integer columns in polars."""

from perfeval.tables.engine import PolarsEngine
from perfeval.tables.evaluating import Reading, engine_for, evaluate_tables
from perfeval.tables.framing import framed
from perfeval.tables.needing import Needed, Needs, needs
from perfeval.tables.preparing import Tables
from perfeval.tables.program import Asked
from perfeval.tables.readings import Way
from perfeval.tables.results import TableEvaluation, uniform_schema
from perfeval.tables.worked import Worked

__all__ = [
    "Asked",
    "Needed",
    "Needs",
    "PolarsEngine",
    "Reading",
    "TableEvaluation",
    "Tables",
    "Way",
    "Worked",
    "engine_for",
    "evaluate_tables",
    "framed",
    "needs",
    "uniform_schema",
]
