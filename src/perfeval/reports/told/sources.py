"""What scores rest on: every source once, with all that rests on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from perfeval.evaluation import Basis, Reported
from perfeval.expressions import STATUS_WORDS, STATUSES, Status
from perfeval.findings import Text


@frozen
class Rested:
    """A source, and all that rests on it."""

    status: Status
    words: Text
    title: str
    link: str
    used: tuple[Text, ...]


def sources(reported: Reported) -> Iterator[Rested]:
    """Every source once, the doubtful ones first."""
    found: dict[tuple[Status, str, str], dict[tuple[str, str], Text]] = {}
    for explanation in () if reported.explained is None else reported.explained.explanations:
        for basis in explanation.bases:
            if (source := basis.source) is not None:
                used = found.setdefault((source.status, source.title, source.link), {})
                used[basis.what, basis.label["zh"]] = _valued(basis)
    for status in reversed(STATUSES):
        for (of, title, link), used in found.items():
            if of == status:
                yield Rested(status, STATUS_WORDS[status], title, link, tuple(used.values()))


def _valued(basis: Basis) -> Text:
    value: Mapping[str, str] = {lang: f" {basis.value[lang]}" if basis.value else "" for lang in ("zh", "en")}
    return Text(basis.label["zh"] + value["zh"], basis.label["en"] + value["en"])
