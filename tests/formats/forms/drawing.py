"""Tables drawn as text: cells between bars; `^` belongs to the cell above, `<` to the one on the left."""

import re
from decimal import Decimal

from perfeval.findings import Origin
from perfeval.formats.pages import Cell, Document, Grid, Line
from perfeval.formats.pages.places import address

_TYPED = re.compile(r"#(\d+(?:\.\d+)?)")


def drawn(text: str, name: str = "自评表") -> Grid:
    """A grid from lines such as `产出指标 | 数量指标 | 培训人数 | 95%`; a figure that begins with `#` is typed."""
    rows = [[part.strip(" ") for part in line.split("|")] for line in text.strip().splitlines()]
    width = max(map(len, rows))
    return gridded([row + [""] * (width - len(row)) for row in rows], name)


def gridded(rows: list[list[str]], name: str = "自评表") -> Grid:
    """A grid from texts, all rows of one length."""
    cells: dict[tuple[int, int], Cell] = {}
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text in ("^", "<"):
                continue
            width = next((n for n in range(1, len(row) - c) if row[c + n] != "<"), len(row) - c)
            height = next((n for n in range(1, len(rows) - r) if rows[r + n][c] != "^"), len(rows) - r)
            cell = _cell(text, r, c, height, width)
            cells.update({(r + down, c + right): cell for down in range(height) for right in range(width)})
    return Grid(name, tuple(tuple(cells[r, c] for c in range(len(rows[0]))) for r in range(len(rows))))


def document(*blocks: Grid | str) -> Document:
    """A document of grids and lines."""
    return Document(
        "form.xlsx", tuple(Line(b, Origin("form.pdf", page=1)) if isinstance(b, str) else b for b in blocks)
    )


def _cell(text: str, row: int, column: int, height: int, width: int) -> Cell:
    typed = _TYPED.match(text)
    number = Decimal(typed[1]) if typed else None
    shown = text.removeprefix("#").replace("\\n", "\n")
    places = len(typed[1].partition(".")[2]) if typed else 0
    origin = Origin("form.xlsx", cell=address(row, column))
    return Cell(shown, origin, row=row, column=column, height=height, width=width, number=number, places=places)
