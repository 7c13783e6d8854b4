"""What every report tells, whatever it is written as: outcomes, budget, sources, identity and the words around them."""

from perfeval.findings.visible import in_document as visible
from perfeval.reports.told.budget import BudgetRow, amount, budget_rows, money_unit
from perfeval.reports.told.handed_in import Told, lists, narrative, paragraphs
from perfeval.reports.told.identity import identity
from perfeval.reports.told.league import Cell, Column, best_first, cells, columns, shared_groups
from perfeval.reports.told.nodes import Node, nodes, unscored
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
    "best_first",
    "budget_rows",
    "cells",
    "columns",
    "identity",
    "lists",
    "money_unit",
    "narrative",
    "nodes",
    "paragraphs",
    "shared_groups",
    "sources",
    "text_of",
    "unscored",
    "visible",
    "word",
    "words",
    "words_in",
]
