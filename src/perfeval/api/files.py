"""Reads submissions, schemes and evaluations from files, and writes them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from attrs import evolve

from perfeval import formats
from perfeval.api.schemes import host_of
from perfeval.evaluation import Evaluation
from perfeval.findings import Finding, FormatError, Lang, Origin, PerfevalError, SchemeError, default_language, kind
from perfeval.formats import Writer, read_bytes, read_evaluation, read_scheme
from perfeval.model import Review, Scheme, Submission
from perfeval.plugins import Host


def load(path: str | os.PathLike[str], *, host: Host | None = None) -> Submission:
    """Read a submission from a file; the reader is chosen by the file's suffix.

    Raises:
        FormatError: no reader for the suffix, or a file that cannot be read as a submission.
        SubmissionError: a submission that is not valid; every mistake at once.

    Example:
        >>> import perfeval
        >>> perfeval.load("examples/foshan-2021/hmt-office.toml").year
        2021
    """
    with placed(path):
        reader = host_of(host).reader_for(Path(path).suffix)
    return reader.submission(read_bytes(Path(path)), os.fspath(path))


def load_scheme(path: str | os.PathLike[str], *, host: Host | None = None) -> Scheme:
    """Read a scheme from a TOML or JSON file, with the rule functions of all plugins.

    An edition names its base by the id of a registered scheme, or by a file beside its own.

    Raises:
        FormatError: a file that cannot be read as a scheme.
        SchemeError: a scheme that is not sound; every mistake at once.
    """
    return read_scheme(read_bytes(Path(path)), **_surrounding(path, host_of(host), ()))


def scheme_doubts(path: str | os.PathLike[str], *, host: Host | None = None) -> tuple[Finding, ...]:
    """What is doubtful in the file of a scheme that is sound, each with its place in the file.

    Raises:
        FormatError: as for `load_scheme`.
        SchemeError: as for `load_scheme`.
    """
    return formats.read_doubts(read_bytes(Path(path)), **_surrounding(path, host_of(host), ()))


def scheme_files(path: str | os.PathLike[str], *, host: Host | None = None) -> tuple[Path, ...]:
    """The files that a scheme is read from, sound or not: its own, that of its base, that of the base's base."""
    found = [Path(path)]
    with suppress(PerfevalError):
        read_scheme(read_bytes(Path(path)), **_surrounding(path, host_of(host), (), found.append))
    return tuple(found)


def _surrounding(
    path: str | os.PathLike[str], host: Host, editions: tuple[Path, ...], opened: Callable[[Path], None] | None = None
) -> dict[str, Any]:
    """What reading a scheme's file needs besides its content.

    Args:
        path: the file.
        host: the plugins in use.
        editions: the files that named it as their base.
        opened: is told of the file of each base.
    """
    here = Path(path).resolve()

    def base(name: str) -> Scheme:
        if Path(name).suffix.lower() not in (".toml", ".json"):
            return host.schemes.get(name)
        beside, chain = Path(path).parent / name, (*editions, here)
        if beside.resolve() in chain:
            way = " → ".join(each.name for each in (*chain[chain.index(beside.resolve()) :], beside))
            raise SchemeError(kind("D108").at("", way=way))
        if opened is not None:
            opened(beside)
        return read_scheme(read_bytes(beside), **_surrounding(beside, host, chain, opened))

    functions = {entry.id: entry.item.node for entry in host.functions}
    return {"file": os.fspath(path), "syntax": syntax_of(path), "functions": functions, "bases": base}


def load_evaluation(path: str | os.PathLike[str]) -> Evaluation:
    """Read an evaluation that `save` wrote; equal to the one that was saved.

    Raises:
        FormatError: a file that cannot be read as an evaluation.
    """
    return read_evaluation(read_bytes(Path(path)), file=os.fspath(path))


def save(
    value: Evaluation | Scheme | Submission | Review,
    path: str | os.PathLike[str],
    *,
    classified: bool = False,
    lang: Lang | None = None,
    host: Host | None = None,
) -> None:
    """Write an evaluation, scheme, submission or review, whole or not at all.

    A scheme, submission or review becomes TOML, or JSON in a `.json` file. For an evaluation the suffix chooses the
    writer: `.json`, or what a plugin brings.

    Args:
        value: what to write.
        path: where; a file that is there is replaced in one step.
        classified: whether names and amounts of classified projects are written; withheld by default.
        lang: the language of what is written of an evaluation; by default that of `PERFEVAL_LANG`, else Chinese.
        host: the plugins to choose the writer from; by default all that are installed.

    Raises:
        FormatError: the file cannot be written, or there is no writer of evaluations for its suffix.
    """
    if isinstance(value, Evaluation):
        data = _writer(path, host).write(value, lang or default_language())
    elif isinstance(value, Scheme):
        data = (formats.scheme_json if syntax_of(path) == "json" else formats.scheme_toml)(value).encode()
    elif isinstance(value, Review):
        data = (formats.review_json if syntax_of(path) == "json" else formats.review_toml)(value).encode()
    else:
        write = formats.submission_json if syntax_of(path) == "json" else formats.submission_toml
        data = write(value, classified=classified).encode()
    formats.write_atomic(Path(path), data)


def _writer(path: str | os.PathLike[str], host: Host | None) -> Writer:
    with placed(path):
        return host_of(host).writer_for(Path(path).suffix)


@contextmanager
def placed(path: str | os.PathLike[str]) -> Iterator[None]:
    """Faults name the file that they are about."""
    try:
        yield
    except FormatError as error:
        raise FormatError(evolve(f, origin=Origin(os.fspath(path))) for f in error.findings) from error


def syntax_of(path: str | os.PathLike[str]) -> Any:
    """The syntax of a file, by its suffix."""
    return "json" if Path(path).suffix.lower() == ".json" else "toml"
