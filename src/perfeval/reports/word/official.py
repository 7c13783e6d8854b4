"""The official report of one evaluation, in the order that such reports have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perfeval.evaluation import Evaluation, Reported
from perfeval.findings import Lang
from perfeval.reports.told import cells, columns, grade_counts, paragraphs, shared_groups, text_of, word
from perfeval.reports.word.annexes import annexes
from perfeval.reports.word.background import background
from perfeval.reports.word.blocks import Block, Line, Row, grid
from perfeval.reports.word.numbering import numbered
from perfeval.reports.word.paper import document_of
from perfeval.reports.word.results import results
from perfeval.reports.word.words import said


def evaluation_docx(reported: Reported, lang: Lang) -> bytes:
    """One evaluation as an official report in DOCX; the same bytes for the same input.

    Args:
        reported: the evaluation; without its submission the report says what it could not show.
        lang: the language.

    Raises:
        UsageError: the extra `word` is not installed (I205).

    Example:
        >>> import perfeval
        >>> from perfeval.evaluation import Reported
        >>> from perfeval.reports import evaluation_docx
        >>> evaluation_docx(Reported(perfeval.evaluate("examples/foshan-2021/hmt-office.toml")), "zh")[:2]
        b'PK'
    """
    return document_of(report_blocks(reported, lang), " ".join(titles(reported, lang)), lang)


def evaluations_docx(reported: Sequence[Reported], lang: Lang) -> bytes:
    """Several evaluations in one document: a table of all, then the report of each on a page of its own.

    Args:
        reported: the evaluations; those of one scheme have columns for its groups.
        lang: the language.

    Raises:
        UsageError: the extra `word` is not installed (I205).
    """
    title = said("league")[lang]
    found = [each.evaluation for each in reported]

    def blocks() -> Iterator[Block]:
        yield Line("Title", title)
        complete = sum(e.complete for e in found)
        yield Line("BodyText", word("count", n=len(found), complete=complete)[lang])
        counts = [f"{grade or word('no_grade')[lang]} {n}" for grade, n in grade_counts(found)]
        if counts:
            yield Line("BodyText", ("，" if lang == "zh" else ", ").join(counts))
        yield _league(found, lang)
        for each in reported:
            yield from report_blocks(each, lang, new_page=True)

    return document_of(blocks(), title, lang)


def report_blocks(reported: Reported, lang: Lang, *, new_page: bool = False) -> Iterator[Block]:
    """The report as blocks: the title, 一 to 四, and the annexes."""
    e, submission = reported.evaluation, reported.submission
    for n, text in enumerate(titles(reported, lang)):
        yield Line("Title", text, new_page=new_page and n == 0)
    yield Line("Subtitle", e.label[lang])
    if not e.complete:
        yield Line("Note", said("notice_incomplete" if e.full is not None else "notice_unscored")[lang])
    if submission is None:
        yield Line("Note", said("notice_saved")[lang])
    kind = "saved" if submission is None else submission.kind
    yield _first(1, said(f"background_{kind}")[lang], lang)
    yield from _not_shown(lang) if submission is None else background(submission, e, lang)
    yield _first(2, said("results")[lang], lang)
    yield from results(reported, lang)
    for n, name in enumerate(("problems", "improvements"), 3):
        yield _first(n, said(name)[lang], lang)
        yield from _not_shown(lang) if submission is None else _listed(getattr(submission, name), lang)
    yield from annexes(reported, lang)


def titles(reported: Reported, lang: Lang) -> tuple[str, str]:
    """The two lines of the title: who, and what for which year."""
    kind = "saved" if reported.submission is None else reported.submission.kind
    return reported.evaluation.entity, said(f"title_{kind}", year=reported.evaluation.year)[lang]


def _first(n: int, text: str, lang: Lang) -> Line:
    return Line("Heading1", numbered(1, n, text, lang))


def _not_shown(lang: Lang) -> Iterator[Block]:
    yield Line("BodyText", said("not_shown")[lang])


def _listed(texts: Sequence[str], lang: Lang) -> Iterator[Block]:
    """Each text with its number; what it says on further lines follows below it."""
    told = [paragraphs([text]) for text in texts]
    for n, (first, *more) in enumerate(filter(None, told), 1):
        yield Line("BodyText", numbered(3, n, first, lang))
        yield from (Line("BodyText", text) for text in more)
    if not any(told):
        yield Line("BodyText", said("not_given")[lang])


def _league(found: Sequence[Evaluation], lang: Lang) -> Block:
    shared = shared_groups(found)
    heads = list(columns(found))
    rows = [Row(tuple(text_of(cell.text, lang) for cell in cells(e, shared))) for e in found]
    numbers = [n for n, column in enumerate(heads) if column.kind == "number"]
    return grid([text_of(column.title, lang) for column in heads], rows, [30, *([12] * (len(heads) - 1))], numbers)
