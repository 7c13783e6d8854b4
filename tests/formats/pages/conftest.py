"""What the tests of pages share: the real files, and short ways to say what is in a document."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfeval.findings import FormatError
from perfeval.formats.pages import open_document

FILES = Path(__file__).parent / "files"


@pytest.fixture
def opened():
    """Open one of the files by name."""
    return lambda name, called=None: open_document((FILES / name).read_bytes(), called or name)


@pytest.fixture
def texts():
    """The cells of a grid that show something: address, text, height and width."""
    return lambda grid: {c.origin.cell: (c.text, c.height, c.width) for c in grid.cells() if c.text}


@pytest.fixture
def refused():
    """The codes that a file is refused with."""

    def refuse(data: bytes, file: str) -> list[str]:
        with pytest.raises(FormatError) as error:
            open_document(data, file)
        for finding in error.value.findings:
            assert finding.advice.zh
            assert finding.advice.en
            assert finding.origin is not None
            assert finding.origin.file == file
        return [finding.code for finding in error.value.findings]

    return refuse
