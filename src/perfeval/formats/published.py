"""Published files to readings: opened as pages, then bound as forms or as the text of a report."""

from __future__ import annotations

from attrs import evolve

from perfeval.formats import forms, prose
from perfeval.formats.filled import is_form, read_form
from perfeval.formats.pages.opening import open_document
from perfeval.formats.stating import stated
from perfeval.model import Reading, Sheet, Submission


def printed(data: bytes, file: str = "") -> Reading:
    """What is printed in a published file; of a form of our own, what it states.

    Raises:
        PerfevalError: as for `read_published` and `read_form`.
    """
    return stated(read_form(data, file), file) if is_form(data) else read_published(data, file)


def handed_in(data: bytes, file: str = "") -> Submission:
    """The submission in a form of our own, or in a published sheet that is whole.

    Raises:
        PerfevalError: as for `printed`; every fault of the submission.
    """
    return read_form(data, file) if is_form(data) else read_published(data, file).to_submission()


def read_published(data: bytes, file: str = "") -> Reading:
    """Read what is printed in a published file: a workbook, a Word file, a PDF with text, a text or CSV file.

    Raises:
        FormatError: it cannot be read: a scan, a password, a broken or hostile file; says what to do.
        UsageError: the extra that opens such files is not installed.

    Example:
        >>> from pathlib import Path
        >>> from perfeval.formats.published import read_published
        >>> data = Path("examples/audit/library.xlsx").read_bytes()
        >>> read_published(data, "library.xlsx").sheets[0].funds[0].rate.raw
        '95%'
    """
    document = open_document(data, file)
    reading = forms.bind(document) if forms.readable(document) else prose.bind(document)
    return evolve(reading, sheets=filter(_filled, reading.sheets))


def _filled(sheet: Sheet) -> bool:
    """Whether anything of a self-evaluation was found in a sheet."""
    return bool(sheet.funds or sheet.indicators or sheet.total or sheet.grade)
