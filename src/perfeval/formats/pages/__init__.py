"""Files opened as what is printed on them: tables of cells, and lines of text between them, each with its place."""

from perfeval.formats.pages.cells import Block, Cell, Document, Grid, Line
from perfeval.formats.pages.opening import SUFFIXES, open_document

__all__ = ["SUFFIXES", "Block", "Cell", "Document", "Grid", "Line", "open_document"]
