"""Worked cases as files: a submission, and what the scheme makes of it, for people who do not program.

A file names its scheme and may state what all its cases hand in; a case lays its own figures over that, takes some
away, and says what is expected. What a case does not state is not looked at.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from attrs import frozen

from perfeval.findings import FormatError
from perfeval.formats import Source, Syntax, read_bytes
from perfeval.formats.documents import checked_format
from perfeval.formats.documents import load as load_document
from perfeval.plugins import Host, default_host
from perfeval.testing.case_shapes import CONVERTER, FileShape
from perfeval.testing.making import Case, Maker

__all__ = ["CASES", "Case", "CaseFile", "load_cases", "read_cases"]

CASES: Final = "perfeval.cases/1"
"""The `format` line of a file of cases."""


@frozen
class CaseFile:
    """The cases of one file."""

    file: str
    """Its path, as messages show it."""
    cases: tuple[Case, ...]
    """In the order of the file."""


def load_cases(path: str | os.PathLike[str], *, host: Host | None = None) -> CaseFile:
    """Read a file of cases; the files that it names are looked for beside it.

    Raises:
        FormatError: every fault of the file, and of the files that it names, at once.
    """
    syntax: Syntax = "json" if Path(path).suffix.lower() == ".json" else "toml"
    return read_cases(read_bytes(Path(path)), file=os.fspath(path), syntax=syntax, folder=Path(path).parent, host=host)


def read_cases(
    source: Source,
    *,
    file: str = "",
    syntax: Syntax = "toml",
    folder: str | os.PathLike[str] = "",
    host: Host | None = None,
) -> CaseFile:
    r"""Read cases.

    Args:
        source: a TOML or JSON text, its UTF-8 bytes, or a mapping of plain values.
        file: the name that findings show.
        syntax: `toml` or `json`; a mapping has none.
        folder: where the files that it names are looked for.
        host: the plugins to use, by default all that are installed.

    Raises:
        FormatError: every fault at once, each with its key path and, for TOML, line and column.

    Example:
        >>> from perfeval.testing import read_cases, run_case
        >>> found = read_cases('''
        ... format = "perfeval.cases/1"
        ... scheme = "foshan-2021"
        ... submission = { entity.name = "某局", year = 2021 }
        ... [[cases]]
        ... name = "one judgement"
        ... submission.judgements.benefit = 14
        ... expect.complete = false
        ... expect.indicators.benefit = 14.5
        ... ''')
        >>> for mismatch in run_case(found.cases[0]).mismatches:
        ...     print(mismatch.path, mismatch.expected, mismatch.got)
        indicators.benefit.score 14.5 14.00
    """
    document = load_document(source, file=file, syntax=syntax)
    checked_format(document, CASES)
    shape: FileShape = document.made(lambda data: CONVERTER.structure(data, FileShape), FormatError)
    maker = Maker(document, shape, Path(folder), default_host() if host is None else host)
    cases = tuple(maker.case(n, each) for n, each in enumerate(shape.cases))
    if maker.faults or maker.foreign:
        own = document.findings(dict.fromkeys(maker.faults))
        raise FormatError([*own, *dict.fromkeys(maker.foreign)])
    return CaseFile(file, cases)
