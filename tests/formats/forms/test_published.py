"""Published sheets, where they stand beside the repository: nothing unread, every format reads the same."""

from pathlib import Path

import pytest
from attrs import evolve
from tests.formats.forms.telling import accounted, figures, parts, told

from perfeval.formats.forms import bind, readable
from perfeval.formats.pages import open_document

CASES = Path(__file__).parents[4] / "shared" / "cases"
SHEETS = sorted(CASES.glob("*.xlsx"))
OTHERS = sorted([*CASES.glob("*.docx"), *CASES.glob("*.pdf")])


def read(path):
    document = open_document(path.read_bytes(), path.name)
    assert readable(document)
    return document, bind(document)


@pytest.mark.parametrize("path", SHEETS, ids=[path.stem for path in SHEETS])
def test_no_number_of_a_published_sheet_is_unread_or_lost(path):
    document, reading = read(path)
    assert reading.sheets
    assert reading.unread == ()
    seen = {(loose.origin.sheet, loose.origin.cell) for loose in reading.ignored}
    seen |= {(f.origin.sheet, f.origin.cell) for sheet in reading.sheets for f in figures(sheet)}
    numbers = {
        (cell.origin.sheet, cell.origin.cell)
        for grid in document.grids
        for cell in grid.cells()
        if cell.number is not None or any(map(str.isdigit, cell.text))
    }
    assert numbers <= seen
    assert accounted(reading)


@pytest.mark.parametrize("other", OTHERS, ids=[path.name for path in OTHERS])
def test_a_sheet_reads_the_same_in_every_format(other):
    path = other.with_suffix(".xlsx")
    ours, theirs = read(path)[1].sheets, read(other)[1].sheets
    assert len(ours) == len(theirs)
    for one, same in zip(ours, theirs, strict=True):
        assert _head(one) == _head(same)
        assert parts(one) == parts(same)
        # A workbook takes a target typed as `=100%` for a formula, and shows what it comes to.
        assert _unsigned(told(one)) == _unsigned(told(same))


def _head(sheet):
    bare = evolve(sheet, name="", funds=(), indicators=(), points=None, total=None, grade=None)
    return evolve(bare, origin=type(sheet.origin)())


def _unsigned(figures):
    return {path: text.removeprefix("=") for path, text in figures.items()}
