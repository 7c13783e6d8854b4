"""A form for a scheme, empty or with a submission in it."""

from __future__ import annotations

from perfeval.findings import Lang, SubmissionError, default_language
from perfeval.formats.documents import load
from perfeval.formats.filled.drawing import drawn
from perfeval.formats.filled.filling import filled_form
from perfeval.formats.submissions import submission_document
from perfeval.model import Scheme, Submission


def form(
    scheme: Scheme, submission: Submission | None = None, *, lang: Lang | None = None, classified: bool = False
) -> bytes:
    """An XLSX workbook to fill in, made from what a scheme asks for.

    Args:
        scheme: the scheme.
        submission: what is filled in already.
        lang: the language of its labels and notes; by default that of `PERFEVAL_LANG`, else Chinese.
        classified: whether names and amounts of classified projects are filled in; withheld by default.

    Raises:
        SubmissionError: a text of the submission that no file can hold.
        UsageError: the extra `excel` is not installed (I205).

    Example:
        >>> import perfeval
        >>> from perfeval.formats.filled import form, is_form
        >>> is_form(form(perfeval.scheme("foshan-2021"), lang="zh"))
        True
    """
    lang = lang or default_language()
    document = None
    if submission is not None:
        checked = load(submission_document(submission, classified=classified))
        if checked.faults:
            raise SubmissionError(checked.findings(checked.faults))
        document = checked.data
    return drawn(filled_form(scheme, document, lang), scheme.label[lang])
