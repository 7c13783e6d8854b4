"""Submissions in files: TOML and JSON of the same shape."""

from __future__ import annotations

from typing import Any, Final

from attrs import evolve

from perfeval.findings import SubmissionError
from perfeval.formats.documents import Source, Syntax, checked_format, load
from perfeval.formats.json_text import dump_json
from perfeval.formats.scalars import money_in
from perfeval.formats.submission_shapes import CONVERTER
from perfeval.formats.toml_writing import dump_toml
from perfeval.model import Project, Submission
from perfeval.numbers import MONEY_UNITS

SUBMISSION: Final = "perfeval.submission/1"
"""The `format` line of a submission."""

WITHHELD: Final = "（涉密）"
"""What stands for the name of a classified project."""


def read_submission(source: Source, *, file: str = "", syntax: Syntax = "toml") -> Submission:
    r"""Read a submission.

    Args:
        source: a TOML or JSON text, its UTF-8 bytes, or a mapping of plain values.
        file: the name that findings show.
        syntax: `toml` or `json`; a mapping has none.

    Raises:
        FormatError: no TOML or JSON, or a file of another format.
        SubmissionError: every mistake in it at once, each with its key path and, for TOML, line and column.

    Example:
        >>> from perfeval.findings import SubmissionError
        >>> from perfeval.formats import read_submission
        >>> text = '''
        ... format = "perfeval.submission/1"
        ... year = 2021
        ... money_unit = "万元"
        ... entity.name = "某局"
        ... budget.total.actual = 757.33
        ... '''
        >>> read_submission(text).budget.line("total").actual.text
        '757.33万元'
        >>> try:
        ...     read_submission(text.replace("total", "total.actul = 1\nbudget.total"))
        ... except SubmissionError as error:
        ...     print(error.findings[0].location, error.findings[0].origin.line)
        budget.total.actul 6
    """
    document = load(source, file=file, syntax=syntax)
    checked_format(document, SUBMISSION)
    return document.made(structured, SubmissionError)


def structured(data: dict[str, Any]) -> Submission:
    """The submission that plain values make; faults of values are told with their paths.

    Raises:
        Misfits: they do not fit.
        PerfevalError: nor do they together.
    """
    unit = data.get("money_unit", "")
    # A unit that is not known is one fault, and not one for each amount.
    with money_in(unit if unit == "" or unit in tuple(MONEY_UNITS) else next(iter(MONEY_UNITS))):
        made: Submission = CONVERTER.structure(data, Submission)
        return made


def submission_document(submission: Submission, *, classified: bool = False) -> dict[str, Any]:
    """A submission as plain values, which `read_submission` reads back as an equal one.

    An amount of money among the facts comes back as the text it is written as.

    Args:
        submission: what to write.
        classified: whether to write the names and amounts of classified projects; otherwise they are withheld, and
            what is read back is not the same.

    Example:
        >>> from perfeval.formats import submission_document
        >>> from perfeval.model import Entity, Submission
        >>> submission_document(Submission(entity=Entity("某局"), year=2021))
        {'format': 'perfeval.submission/1', 'entity': {'name': '某局'}, 'year': 2021}
    """
    with money_in(submission.money_unit):
        return {"format": SUBMISSION, **CONVERTER.unstructure(submission if classified else _withheld(submission))}


def submission_toml(submission: Submission, *, classified: bool = False) -> str:
    """A submission as TOML text.

    Example:
        >>> from perfeval.formats import submission_toml
        >>> from perfeval.model import Entity, Judgement, Submission
        >>> own = Submission(entity=Entity("某局"), year=2021, judgements={"work": Judgement("9.50")})
        >>> print(submission_toml(own), end="")
        format = "perfeval.submission/1"
        year = 2021
        <BLANKLINE>
        [entity]
        name = "某局"
        <BLANKLINE>
        [judgements]
        work = 9.50
    """
    return dump_toml(submission_document(submission, classified=classified))


def submission_json(submission: Submission, *, classified: bool = False) -> str:
    """A submission as JSON text; dates among the facts become text.

    Example:
        >>> from perfeval.formats import submission_json
        >>> from perfeval.model import Entity, Submission
        >>> print(submission_json(Submission(entity=Entity("某局"), year=2021)).splitlines()[1])
          "format": "perfeval.submission/1",
    """
    return dump_json(submission_document(submission, classified=classified))


def _withheld(submission: Submission) -> Submission:
    """The submission without names, amounts and sources of its classified projects."""
    projects = submission.projects or ()
    secret = [n for n, project in enumerate(projects) if project.classified]
    if not secret:
        return submission
    kept = {
        path: source
        for path, source in submission.sources.items()
        if not path.startswith(tuple(f"projects[{n}]" for n in secret))
    }
    return evolve(submission, projects=[_nameless(p) if p.classified else p for p in projects], sources=kept)


def _nameless(project: Project) -> Project:
    return evolve(project, name=WITHHELD, original=None, adjusted=None, actual=None)
