"""The functions that programs call: they join host, files, plan and engine, and tell observers."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from perfeval import formats
from perfeval.evaluation import (
    Evaluation,
    Explained,
    Explanation,
    Identity,
    compare,
    engine_of,
    explained_text,
    explainer_of,
    explanation_text,
)
from perfeval.expressions import suggestion
from perfeval.findings import (
    Finding,
    FormatError,
    Lang,
    Origin,
    PerfevalError,
    SchemeError,
    Text,
    UsageError,
    kind,
)
from perfeval.formats import read_bytes, read_evaluation, read_scheme
from perfeval.model import NotApplicable, OnMissing, Scheme, Submission, Weighting, weighted
from perfeval.plugins import Host, default_host

__all__ = [
    "Options",
    "compare",
    "evaluate",
    "evaluate_many",
    "explain",
    "explanation",
    "explanation_of",
    "list_schemes",
    "load",
    "load_evaluation",
    "load_scheme",
    "save",
    "scheme",
]

Handed = Submission | str | os.PathLike[str]
"""A submission, or the path of its file."""


@frozen(kw_only=True)
class Options:
    """How an evaluation departs from what scheme and submission say; every departure is recorded in the result."""

    not_applicable: NotApplicable | None = None
    """The policy for points that do not apply."""
    on_missing: OnMissing | None = None
    """The policy for indicators without a result."""
    parameters: Mapping[str, Any] | None = None
    """Other values for parameters of the scheme."""
    points: Mapping[str, Any] | None = None
    """Other points for indicators."""
    weighting: Weighting | str | None = None
    """A weighting, or the id of a registered one, that assigns all points."""
    weighting_data: Any = None
    """What the weighting works from: plain values, or the path of a TOML or JSON file."""


def evaluate(
    submission: Handed, scheme: Scheme | str | None = None, *, host: Host | None = None, **options: Any
) -> Evaluation:
    """Evaluate a submission.

    Args:
        submission: a submission, or the path of a file that a reader reads.
        scheme: a scheme, or the id of a registered one; by default the one that the submission names.
        host: the plugins to use, by default all that are installed.
        **options: see `Options`: `not_applicable`, `on_missing`, `parameters`, `points`, `weighting`, `weighting_data`.

    Raises:
        PerfevalError: the file, the scheme or an option cannot be used; every mistake at once.

    Example:
        >>> import perfeval
        >>> perfeval.evaluate("examples/foshan-2021/hmt-office.toml").total
        Decimal('99.85')
    """
    host = _host(host)
    handed = _handed(submission, host)
    return _evaluated(handed, _Preparation(scheme, Options(**options), host)(handed))


@frozen
class Attempt:
    """One of many evaluations: the file, and its evaluation or its fault."""

    path: str
    """The file."""
    evaluation: Evaluation | None
    """The evaluation, None where the file could not be used."""
    error: PerfevalError | None
    """Why it could not."""


def evaluate_many(
    paths: Iterable[str | os.PathLike[str]],
    scheme: Scheme | str | None = None,
    *,
    host: Host | None = None,
    **options: Any,
) -> Iterator[Attempt]:
    """Evaluate many files one after another; the fault of one does not touch the others.

    Example:
        >>> import perfeval
        >>> [a.evaluation.grade for a in perfeval.evaluate_many(["examples/foshan-2021/hmt-office.toml"])]
        ['优']
    """
    prepared = _Preparation(scheme, Options(**options), _host(host))
    for path in paths:
        try:
            handed = _handed(path, prepared.host)
            yield Attempt(os.fspath(path), _evaluated(handed, prepared(handed)), None)
        except PerfevalError as error:
            yield Attempt(os.fspath(path), None, error)


def explanation(
    submission: Handed, scheme: Scheme | str | None = None, *, host: Host | None = None, **options: Any
) -> Explained:
    """Evaluate a submission and explain every outcome.

    Args:
        submission: as for `evaluate`.
        scheme: as for `evaluate`.
        host: as for `evaluate`.
        **options: as for `evaluate`.

    Raises:
        PerfevalError: as for `evaluate`.

    Example:
        >>> import perfeval
        >>> explained = perfeval.explanation("examples/foshan-2021/hmt-office.toml")
        >>> explained.total.en
        'total 99.85 of 100; grade 优'
    """
    host = _host(host)
    handed = _handed(submission, host)
    prepared = _Preparation(scheme, Options(**options), host)(handed)
    return explainer_of(prepared.scheme).explain(handed, _evaluated(handed, prepared))


def explain(
    submission: Handed,
    indicator: str | None = None,
    scheme: Scheme | str | None = None,
    *,
    lang: Lang | None = None,
    host: Host | None = None,
    **options: Any,
) -> str:
    """Say why: one indicator or group, or the whole evaluation.

    Args:
        submission: as for `evaluate`.
        indicator: the id of an indicator, row or group; all of them where it is left out.
        scheme: as for `evaluate`.
        lang: `zh` or `en`; by default that of `PERFEVAL_LANG`, else Chinese.
        host: as for `evaluate`.
        **options: as for `evaluate`.

    Raises:
        UsageError: no such indicator.
        PerfevalError: as for `evaluate`.

    Example:
        >>> import perfeval
        >>> print(perfeval.explain("examples/foshan-2021/hmt-office.toml", "key_tasks", lang="en").splitlines()[0])
        completion of key tasks (10): 10.00
    """
    explained = explanation(submission, scheme, host=host, **options)
    if indicator is None:
        return explained_text(explained, lang)
    return explanation_text(explanation_of(explained, indicator), lang)


def explanation_of(explained: Explained, indicator: str) -> Explanation:
    """The explanation of one indicator, row or group.

    Raises:
        UsageError: no such indicator.
    """
    found = {e.outcome.id: e for e in explained.explanations}
    if indicator not in found:
        near = suggestion(indicator, found)
        raise UsageError(kind("D107").at(explained.evaluation.scheme, id=indicator, near=near))
    return found[indicator]


def scheme(id: str, *, host: Host | None = None) -> Scheme:
    """A registered scheme.

    Raises:
        UsageError: no plugin registers it.

    Example:
        >>> import perfeval
        >>> perfeval.scheme("foshan-2021").full
        Decimal('100')
    """
    return _host(host).schemes.get(id)


def list_schemes(*, host: Host | None = None) -> tuple[Scheme, ...]:
    """All registered schemes, the shipped ones first.

    Example:
        >>> import perfeval
        >>> [s.id for s in perfeval.list_schemes()][:2]
        ['foshan-2021', 'mof-2020-project']
    """
    return tuple(entry.item for entry in _host(host).schemes)


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
    try:
        reader = _host(host).reader_for(Path(path).suffix)
    except FormatError as error:
        raise FormatError(evolve(f, origin=Origin(os.fspath(path))) for f in error.findings) from error
    return reader.read(read_bytes(Path(path)), os.fspath(path))


def load_scheme(path: str | os.PathLike[str], *, host: Host | None = None) -> Scheme:
    """Read a scheme from a TOML or JSON file, with the rule functions of all plugins.

    An edition names its base by the id of a registered scheme, or by a file beside its own.

    Raises:
        FormatError: a file that cannot be read as a scheme.
        SchemeError: a scheme that is not sound; every mistake at once.
    """
    return read_scheme(read_bytes(Path(path)), **_surrounding(path, _host(host), ()))


def scheme_doubts(path: str | os.PathLike[str], *, host: Host | None = None) -> tuple[Finding, ...]:
    """What is doubtful in the file of a scheme that is sound, each with its place in the file.

    Raises:
        FormatError: as for `load_scheme`.
        SchemeError: as for `load_scheme`.
    """
    return formats.read_doubts(read_bytes(Path(path)), **_surrounding(path, _host(host), ()))


def _surrounding(path: str | os.PathLike[str], host: Host, editions: tuple[Path, ...]) -> dict[str, Any]:
    """What reading a scheme's file needs besides its content; `editions` are the files that named it as their base."""
    here = Path(path).resolve()

    def base(name: str) -> Scheme:
        if Path(name).suffix.lower() not in (".toml", ".json"):
            return host.schemes.get(name)
        beside, chain = Path(path).parent / name, (*editions, here)
        if beside.resolve() in chain:
            way = " → ".join(each.name for each in (*chain[chain.index(beside.resolve()) :], beside))
            raise SchemeError(kind("D108").at("", way=way))
        return read_scheme(read_bytes(beside), **_surrounding(beside, host, chain))

    functions = {entry.id: entry.item.node for entry in host.functions}
    return {"file": os.fspath(path), "syntax": _syntax(path), "functions": functions, "bases": base}


def load_evaluation(path: str | os.PathLike[str]) -> Evaluation:
    """Read an evaluation that `save` wrote; equal to the one that was saved.

    Raises:
        FormatError: a file that cannot be read as an evaluation.
    """
    return read_evaluation(read_bytes(Path(path)), file=os.fspath(path))


def save(value: Evaluation | Scheme | Submission, path: str | os.PathLike[str], *, classified: bool = False) -> None:
    """Write an evaluation (JSON), scheme or submission (TOML or JSON, by the suffix), whole or not at all.

    Args:
        value: what to write.
        path: where; a file that is there is replaced in one step.
        classified: whether names and amounts of classified projects are written; withheld by default.

    Raises:
        FormatError: the file cannot be written.
    """
    if isinstance(value, Evaluation):
        text = formats.evaluation_json(value)
    elif isinstance(value, Scheme):
        text = formats.scheme_json(value) if _syntax(path) == "json" else formats.scheme_toml(value)
    else:
        write = formats.submission_json if _syntax(path) == "json" else formats.submission_toml
        text = write(value, classified=classified)
    formats.write_atomic(Path(path), text.encode())


def _syntax(path: str | os.PathLike[str]) -> Any:
    return "json" if Path(path).suffix.lower() == ".json" else "toml"


def _host(host: Host | None) -> Host:
    return default_host() if host is None else host


def _handed(submission: Handed, host: Host) -> Submission:
    return submission if isinstance(submission, Submission) else load(submission, host=host)


@frozen
class _Prepared:
    """The scheme with every departure laid over it, and where it comes from."""

    scheme: Scheme
    asked: Options
    origin: str
    host: Host


@frozen
class _Preparation:
    """Prepares schemes as they were asked for, each once: a weighting may look at the data of a whole province."""

    scheme: Scheme | str | None
    asked: Options
    host: Host
    known: dict[str, _Prepared] = field(factory=dict, init=False, eq=False)

    def __call__(self, submission: Submission) -> _Prepared:
        """The scheme for a submission.

        Raises:
            PerfevalError: no such scheme, or an option that cannot be used.
        """
        chosen = self.scheme or submission.scheme
        name = chosen if isinstance(chosen, str) else ""
        if name not in self.known:
            self.known[name] = self._made(chosen)
        return self.known[name]

    def _made(self, chosen: Scheme | str) -> _Prepared:
        asked, origin = self.asked, ""
        if isinstance(chosen, str):
            if not chosen:
                raise UsageError(kind("I104").at("scheme", key="scheme"))
            try:
                entry = self.host.schemes.entry(chosen)
            except UsageError as error:
                raise UsageError(evolve(f, location="scheme") for f in error.findings) from error
            chosen, origin = entry.item, entry.origin
        if asked.weighting is not None or asked.weighting_data is not None:
            chosen = _weighted(chosen, asked, self.host)
        if asked.points:
            chosen = chosen.with_points(asked.points)
        if asked.parameters:
            chosen = chosen.with_parameters(asked.parameters)
        return _Prepared(chosen, asked, origin, self.host)


def _weighted(scheme: Scheme, asked: Options, host: Host) -> Scheme:
    """The scheme with the points of the weighting that was asked for."""
    chosen, data, origin = asked.weighting, asked.weighting_data, ""
    if chosen is None:
        why = Text("没有选赋权方法", "no weighting was chosen")
        raise UsageError(kind("D402").at("weighting_data", why=why))
    if isinstance(chosen, str):
        entry = host.weightings.entry(chosen)
        chosen, origin = entry.item, entry.origin
    if not isinstance(data, str | os.PathLike) or not chosen.needs:
        return weighted(scheme, chosen, data, origin=origin)
    use = partial(weighted, scheme, chosen, origin=origin)
    return formats.with_weighting_data(read_bytes(Path(data)), use, file=os.fspath(data), syntax=_syntax(data))


def _evaluated(submission: Submission, prepared: _Prepared) -> Evaluation:
    found = engine_of(prepared.scheme).evaluate(
        submission,
        not_applicable=prepared.asked.not_applicable,
        on_missing=prepared.asked.on_missing,
        identity=Identity(_version(), prepared.origin),
    )
    prepared.host.notify(found)
    return found


@cache
def _version() -> str:
    return version("perfeval")
