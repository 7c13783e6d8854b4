"""Reviews in files: TOML and JSON of the same shape."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Final

from perfeval.findings import Finding, SubmissionError, Text, kind
from perfeval.formats import submission_shapes
from perfeval.formats.documents import Source, Syntax, checked_format, load
from perfeval.formats.json_text import dump_json
from perfeval.formats.misfits import Misfits, wrong
from perfeval.formats.paths import Path
from perfeval.formats.scalars import plain_schema
from perfeval.formats.shapes import Shape, Shapes
from perfeval.formats.structuring import converter_of
from perfeval.formats.submission_shapes import read_facts, read_judgement, write_facts
from perfeval.formats.toml_writing import dump_toml
from perfeval.model import Judgement, Review
from perfeval.numbers import plain

REVIEW: Final = "perfeval.review/1"
"""The `format` line of a review."""


def _read_judgement(value: Any) -> Judgement:
    """A judgement whose shares are shares."""
    made = read_judgement(value)
    faults = [(path, _beyond(share)) for path, share in _shares(made) if share is not None and not 0 <= share <= 1]
    if faults:  # said here too, beside all other faults of the file
        raise Misfits(faults)
    return made


def _shares(judgement: Judgement) -> Iterator[tuple[Path, Fraction | None]]:
    yield ("share",), judgement.share
    for n, deduction in enumerate(judgement.deductions or ()):
        yield ("deductions", n, "share"), deduction.share


def _beyond(share: Fraction) -> Finding:
    return kind("I113").at("", found=f"{plain(share * 100, 6)}%", low="0%", high="100%")


def _read_date(value: Any) -> datetime.date:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    try:
        return datetime.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise wrong(Text("2024-05-06 这样的日期", "a date like 2024-05-06"), value) from None


_OWN: Shapes = submission_shapes.SHAPES
SHAPES: Shapes = {
    **_OWN,
    Judgement: Shape(_read_judgement, _OWN[Judgement].schema, _OWN[Judgement].write),
    (Review, "facts"): Shape(read_facts, submission_shapes.facts_schema, write_facts),
    (Review, "date"): Shape(_read_date, plain_schema({"type": "string", "format": "date"})),
}
CONVERTER = converter_of(SHAPES)
"""For whole reviews."""


def read_review(source: Source, *, file: str = "", syntax: Syntax = "toml") -> Review:
    r"""Read a review.

    Args:
        source: a TOML or JSON text, its UTF-8 bytes, or a mapping of plain values.
        file: the name that findings show.
        syntax: `toml` or `json`; a mapping has none.

    Raises:
        FormatError: no TOML or JSON, or a file of another format.
        SubmissionError: every mistake in it at once, each with its key path and, for TOML, line and column.

    Example:
        >>> from perfeval.formats import read_review
        >>> text = '''
        ... format = "perfeval.review/1"
        ... reviewer = "某会计师事务所"
        ... date = 2024-05-06
        ...
        ... [facts]
        ... "targets[开放天数].actual" = "290天"
        ...
        ... [judgements.finance]
        ... deductions = [{ points = 5.7, share = "30%", code = "not-verifiable", reason = "未见内控制度" }]
        ... '''
        >>> review = read_review(text)
        >>> review.date.year, review.judgements["finance"].deductions[0].share
        (2024, Fraction(3, 10))
    """
    document = load(source, file=file, syntax=syntax)
    checked_format(document, REVIEW)
    return document.made(_review, SubmissionError)


def _review(data: dict[str, Any]) -> Review:
    made: Review = CONVERTER.structure(data, Review)
    return made


def review_document(review: Review) -> dict[str, Any]:
    """A review as plain values, which `read_review` reads back as an equal one.

    An amount of money among the facts comes back as the text it is written as.

    Example:
        >>> from perfeval.formats import review_document
        >>> from perfeval.model import Judgement, Review
        >>> review_document(Review(reviewer="某所", judgements={"work": Judgement(85)}))["judgements"]
        {'work': Decimal('85')}
    """
    return {"format": REVIEW, **CONVERTER.unstructure(review)}


def review_toml(review: Review) -> str:
    """A review as TOML text.

    Example:
        >>> from perfeval.formats import review_toml
        >>> from perfeval.model import Judgement, Review
        >>> print(review_toml(Review(reviewer="某所", judgements={"work": Judgement(85)})), end="")
        format = "perfeval.review/1"
        reviewer = "某所"
        <BLANKLINE>
        [judgements]
        work = 85
    """
    return dump_toml(review_document(review))


def review_json(review: Review) -> str:
    """A review as JSON text; dates become text.

    Example:
        >>> from perfeval.formats import review_json
        >>> from perfeval.model import Review
        >>> print(review_json(Review(reviewer="某所")).splitlines()[1])
          "format": "perfeval.review/1",
    """
    return dump_json(review_document(review))
