"""What every report tells, whatever it is written as: outcomes, budget, sources, identity and the words around them."""

from perfeval.findings.visible import in_document as visible
from perfeval.reports.told.budget import BudgetRow, amount, budget_rows, money_unit
from perfeval.reports.told.handed_in import Told, lists, narrative, paragraphs
from perfeval.reports.told.identity import identity
from perfeval.reports.told.league import Cell, Column, cells, columns, grade_counts, shared_groups
from perfeval.reports.told.nodes import Node, extras, nodes, score_share, unscored
from perfeval.reports.told.sources import Rested, sources
from perfeval.reports.told.texts import text_of
from perfeval.reports.told.words import word, words, words_in

__all__ = [
    "BudgetRow",
    "Cell",
    "Column",
    "Node",
    "Rested",
    "Told",
    "amount",
    "budget_rows",
    "cells",
    "columns",
    "extras",
    "grade_counts",
    "identity",
    "lists",
    "money_unit",
    "narrative",
    "nodes",
    "paragraphs",
    "score_share",
    "shared_groups",
    "sources",
    "text_of",
    "unscored",
    "visible",
    "word",
    "words",
    "words_in",
]
