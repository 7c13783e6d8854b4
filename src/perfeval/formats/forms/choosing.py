"""Whether a document has a form in it, or is a report that tells everything in words."""

from __future__ import annotations

from perfeval.formats.forms.facts import key
from perfeval.formats.forms.headers import header_at
from perfeval.formats.forms.labels import plain
from perfeval.formats.forms.lexicon import lexicon
from perfeval.formats.pages import Document, Grid

_REPORT = 1500
_TIMES = 2


def readable(document: Document) -> bool:
    """Whether there is a form in a document at all; one of long prose with a few tables is a report.

    Example:
        >>> from perfeval.formats.forms import readable
        >>> from perfeval.formats.pages import Document, Line
        >>> readable(Document("report.txt", (Line("一、部门基本情况"),)))
        False
    """
    forms = [grid for grid in document.grids if _is_form(grid)]
    if not forms:
        return False
    prose = sum(len(plain(line.text)) for line in document.lines)
    printed = sum(len(plain(cell.text)) for grid in forms for cell in grid.cells())
    return prose < _REPORT or prose < _TIMES * printed


def _is_form(grid: Grid) -> bool:
    """Whether a table has a header of a form, or states a total or grade beside its label."""
    for number, row in enumerate(grid.rows):
        if header_at(grid, number) is not None:
            return True
        first = next((cell for cell in row if cell.text.strip()), None)
        if first is not None and (
            key(first.text)[0] in ("total", "grade") or lexicon("names", "titles").find(plain(first.text))
        ):
            return True
    return False
