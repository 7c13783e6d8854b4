"""What a plugin returns that can read submissions or write evaluations, and the readers and writers of our own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import frozen

from perfeval.evaluation import Evaluation, Reported
from perfeval.findings import Lang, UsageError, kind
from perfeval.formats.evaluations import evaluation_json
from perfeval.formats.stating import stated
from perfeval.formats.submissions import read_submission
from perfeval.model import Reading, Submission


@frozen
class Reader:
    """Reads submissions from files of one kind, or what is printed in published ones, or both.

    Example:
        >>> from perfeval.formats import READERS
        >>> [(reader.name, reader.suffixes[0]) for reader in READERS]
        [('toml', '.toml'), ('json', '.json'), ('published', '.xlsx')]
    """

    name: str
    """Its id."""
    suffixes: tuple[str, ...]
    """The endings of the files that it reads, in small letters with their dot."""
    read: Callable[[bytes, str], Submission] | None = None
    """From the bytes of a file and its name; raises a `PerfevalError` with every fault."""
    reading: Callable[[bytes, str], Reading] | None = None
    """The same for what is printed, right or wrong. A reader without `read` is asked for this, strictly."""

    def submission(self, data: bytes, file: str) -> Submission:
        """The submission in a file.

        Raises:
            PerfevalError: every fault of the file, or of what it states.
        """
        if self.read is None:
            return self.printed(data, file).to_submission()
        return self.read(data, file)

    def printed(self, data: bytes, file: str) -> Reading:
        """What is printed in a file, right or wrong; of a submission what it states.

        Raises:
            PerfevalError: a file that cannot be read.
        """
        if self.reading is not None:
            return self.reading(data, file)
        return stated(self.submission(data, file), file)


@frozen
class Writer:
    """Writes evaluations to files of one kind.

    Example:
        >>> from perfeval.formats import WRITERS
        >>> [(writer.name, writer.suffixes) for writer in WRITERS]
        [('json', ('.json',))]
    """

    name: str
    """Its id."""
    suffixes: tuple[str, ...]
    """The endings of the files that it writes, in small letters with their dot."""
    write: Callable[[Evaluation, Lang], bytes]
    """To the bytes of a file, for readers of one language."""
    report: Callable[[Reported, Lang], bytes] | None = None
    """The same for documents that say why: with what was handed in, the scheme and the explanation of each outcome.

    `perfeval report` asks for this one where it is given; what could not be had is None in what it gets."""
    many: Callable[[Sequence[Reported], Lang], bytes] | None = None
    """Several evaluations in one file; None where each takes a file of its own."""
    filled: Callable[[Reported, bytes, Lang], bytes] | None = None
    """A report in a user's own template, given as the bytes of its file; None where there are no templates."""

    def reported(self, reported: Reported, lang: Lang, template: bytes | None = None) -> bytes:
        """A report of one evaluation, as full as this writer makes it.

        Raises:
            UsageError: a template, and the writer takes none.
        """
        if template is not None:
            if self.filled is None:
                raise UsageError(kind("I403").at("", name=self.name))
            return self.filled(reported, template, lang)
        return self.write(reported.evaluation, lang) if self.report is None else self.report(reported, lang)


def _toml(data: bytes, file: str) -> Submission:
    return read_submission(data, file=file, syntax="toml")


def _json(data: bytes, file: str) -> Submission:
    return read_submission(data, file=file, syntax="json")


def _evaluation(evaluation: Evaluation, lang: Lang) -> bytes:
    return evaluation_json(evaluation, lang).encode()


def _printed(data: bytes, file: str) -> Reading:
    from perfeval.formats.published import printed  # what opens such files is large, and an extra

    return printed(data, file)


def _handed_in(data: bytes, file: str) -> Submission:
    from perfeval.formats.published import handed_in

    return handed_in(data, file)


_SUFFIXES = (
    ".xlsx .xlsm .xltx .xltm .xls .xlt .et .ods .ots .docx .docm"
    " .dotx .dotm .pdf .html .htm .mht .mhtml .csv .tsv .txt .md .text"
)
PUBLISHED = tuple(_SUFFIXES.split())
"""The suffixes of published files: workbooks, Word files, PDFs, CSV, text, web pages."""

READERS: tuple[Reader, ...] = (
    Reader("toml", (".toml",), _toml),
    Reader("json", (".json",), _json),
    Reader("published", PUBLISHED, _handed_in, _printed),
)
"""The readers of our own."""

WRITERS: tuple[Writer, ...] = (Writer("json", (".json",), _evaluation),)
"""The writers of our own."""
