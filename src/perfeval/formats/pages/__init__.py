"""Files opened as what is printed on them: tables of cells, and lines of text between them, each with its place."""

from perfeval.formats.pages.cells import Block, Cell, Document, Grid, Line

__all__ = ["Block", "Cell", "Document", "Grid", "Line"]
