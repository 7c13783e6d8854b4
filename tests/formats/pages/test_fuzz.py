"""Mutated files of every format: read, or refused with findings that say what to do; never anything else."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perfeval.findings import PerfevalError
from perfeval.formats.pages import Grid
from perfeval.formats.pages.opening import open_document
from perfeval.formats.pages.pdf import pages
from perfeval.formats.pages.xls import old_workbook

pytestmark = pytest.mark.slow

FILES = {path.name: path.read_bytes() for path in (Path(__file__).parent / "files").iterdir()}
ZIPPED = sorted(name for name in FILES if FILES[name][:2] == b"PK")
RUN = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
FEW = settings(RUN, max_examples=25)
NASTY = [
    b"<",
    b">",
    b"&",
    b'"',
    b"\0",
    b"-1",
    b"999999999999",
    b"NaN",
    b"1e999",
    b"]]>",
    b"\xff\xfe",
    b'r="ZZZ0"',
    b"inf",
    b"&#0;",
]


@st.composite
def mutations(draw: st.DrawFn, data: bytes) -> bytes:
    """Bytes changed, cut out, put in, doubled, or the end cut off."""
    changed = bytearray(data)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(len(changed) - 1, 0)))
        match draw(st.sampled_from(["flip", "cut", "put", "double", "end"])):
            case "flip" if changed:
                changed[at] ^= draw(st.integers(1, 255))
            case "cut":
                del changed[at : at + draw(st.integers(1, 64))]
            case "put":
                changed[at:at] = draw(st.one_of(st.sampled_from(NASTY), st.binary(min_size=1, max_size=8)))
            case "double":
                changed[at:at] = changed[at : at + draw(st.integers(1, 200))]
            case "end" if draw(st.integers(0, 5)) == 0:
                del changed[at:]
    return bytes(changed)


def sound(document) -> None:
    """What is read has the shape that everybody builds on."""
    for grid in document.grids:
        assert isinstance(grid, Grid)
        assert len({len(row) for row in grid.rows}) == 1
        for cell in grid.cells():
            assert cell.height >= 1
            assert cell.width >= 1
            for r in range(cell.row, cell.row + cell.height):
                assert all(grid.rows[r][c] is cell for c in range(cell.column, cell.column + cell.width))
    assert all(line.text for line in document.lines)


def tried(read) -> None:
    try:
        document = read()
    except PerfevalError as error:
        found = error.findings
    else:
        sound(document)
        return
    assert found
    assert all(finding.code.startswith("I3") and finding.advice.zh for finding in found)


@pytest.mark.parametrize("name", ZIPPED)
@RUN
@given(st.data())
def test_archives_with_changed_parts(name: str, data: st.DataObject):
    """The parts are changed and packed anew, so that the checksum does not give them away; some change places."""
    with zipfile.ZipFile(io.BytesIO(FILES[name])) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    telling = [part for part in parts if part.endswith((".xml", ".rels")) and len(parts[part]) < 60_000]
    for part in data.draw(st.lists(st.sampled_from(telling), min_size=1, max_size=2, unique=True)):
        parts[part] = data.draw(mutations(parts[part]))
    if data.draw(st.integers(0, 9)) == 0:
        a, b = data.draw(st.sampled_from(telling)), data.draw(st.sampled_from(telling))
        parts[a], parts[b] = parts[b], parts[a]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part, text in parts.items():
            archive.writestr(part, text)
    tried(lambda: open_document(out.getvalue(), name))


@pytest.mark.parametrize("name", [*ZIPPED, "form.csv", "report.txt", "web_page.xls"])
@RUN
@given(st.data())
def test_files_with_changed_bytes(name: str, data: st.DataObject):
    changed = data.draw(mutations(FILES[name]))
    tried(lambda: open_document(changed, name))


@pytest.mark.parametrize("name", ["sheet.pdf", "ruleless.pdf", "password.pdf", "one_scan.pdf"])
@FEW
@given(st.data())
def test_changed_pdfs(name: str, data: st.DataObject):
    """In this process, which is what the other one runs."""
    changed = data.draw(mutations(FILES[name]))
    tried(lambda: Documents(pages(changed, name)))


@RUN
@given(st.data())
def test_changed_old_workbooks(data: st.DataObject):
    changed = data.draw(mutations(FILES["form.xls"]))
    tried(lambda: old_workbook(changed, "form.xls"))


class Documents:
    """The pages of a PDF taken together."""

    def __init__(self, found) -> None:
        documents = list(found)
        self.grids = [grid for document in documents for grid in document.grids]
        self.lines = [line for document in documents for line in document.lines]


@settings(RUN, max_examples=4)
@given(st.data())
def test_changed_files_that_are_read_apart(data: st.DataObject):
    name = data.draw(st.sampled_from(["sheet.pdf", "form.xls"]))
    changed = data.draw(mutations(FILES[name]))
    tried(lambda: open_document(changed, name))


@settings(RUN, max_examples=100)
@given(st.binary(max_size=400), st.sampled_from([".xlsx", ".docx", ".pdf", ".csv", ".txt", ".xls", ".html", ""]))
def test_any_bytes_under_any_name(data: bytes, suffix: str):
    tried(lambda: open_document(data, f"a{suffix}"))


@RUN
@given(st.text(max_size=300), st.sampled_from(["<table>", "<html>", "", "a,b\n", "<table><tr><td "]))
def test_any_text_as_a_page_or_a_table(text: str, start: str):
    for file in ("a.html", "a.csv", "a.txt"):
        tried(lambda: open_document((start + text).encode("utf-8", "replace"), file))  # noqa: B023
