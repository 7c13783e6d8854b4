"""What the tests of formats share: real files, and ways to look at what was found in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfeval.evaluation import evaluate
from perfeval.findings import PerfevalError
from perfeval.formats import read_scheme, read_submission

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="session")
def town():
    return EXAMPLES / "town-2024"


@pytest.fixture(scope="session")
def evaluation(town):
    scheme = read_scheme((town / "scheme.toml").read_bytes())
    return evaluate(read_submission((town / "office.toml").read_bytes()), scheme)


@pytest.fixture
def found():
    """Call a reader and tell what it found: code, location, line and column."""

    def look(read, source, **more):
        with pytest.raises(PerfevalError) as caught:
            read(source, **more)
        return [
            (f.code, f.location, f.origin and f.origin.line, f.origin and f.origin.column)
            for f in caught.value.findings
        ]

    return look
