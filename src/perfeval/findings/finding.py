"""A finding, its kind, and the place it was found at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from attrs import field, frozen

from perfeval.findings.showing import Shown
from perfeval.findings.text import Lang, Text, default_language, say
from perfeval.findings.visible import brief

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@frozen
class Origin:
    """Where a figure or a fault stands in a file. Lines, columns and pages count from 1."""

    file: str = ""
    sheet: str = ""
    cell: str = ""
    page: int | None = None
    line: int | None = None
    column: int | None = None

    def describe(self, lang: Lang) -> str:
        """The place in words, `office.toml, line 3, column 1`; empty parts are left out."""
        zh = lang == "zh"
        parts = [
            self.file,
            self.sheet,
            self.cell,
            "" if self.page is None else f"第 {self.page} 页" if zh else f"page {self.page}",
            "" if self.line is None else f"第 {self.line} 行" if zh else f"line {self.line}",
            "" if self.column is None else f"第 {self.column} 列" if zh else f"column {self.column}",
        ]
        return ("，" if zh else ", ").join(part for part in parts if part)


@frozen(repr=False)
class Finding(Shown):
    """One diagnostic: match on `code`, never on the prose.

    `location` is a path into the submission or scheme (`budget.total.actual`, `indicators.spending`); `origin` adds the
    file's own place. `because` holds the locations of findings that this one follows from.

    Example:
        >>> from perfeval.findings import kind
        >>> finding = kind("I102").at("budget.totl", key="totl", near="total")
        >>> finding.code, finding.severity
        ('I102', 'error')
    """

    code: str
    severity: Severity
    location: str
    message: Text
    advice: Text = Text()
    origin: Origin | None = None
    stated: str = ""
    expected: str = ""
    because: tuple[str, ...] = ()

    def render(self, lang: Lang | None = None) -> str:
        """The finding in one line: code, place, message, advice."""
        lang = lang or default_language()
        place = self.location
        if self.origin is not None and (where := self.origin.describe(lang)):
            place = f"{place} ({where})" if place else where
        advice = self.advice[lang]
        gap = "。" if lang == "zh" else ". "
        return f"{self.code}{place and ' '}{place}: {self.message[lang]}{gap + advice if advice else ''}"

    def __repr__(self) -> str:
        place = self.location and f" {self.location}"
        return f"<Finding {self.code} {self.severity}{brief(place)}: {brief(self.message['en'])}>"


@frozen
class FindingKind:
    """What all findings of one code have in common: severity, title, and templates for message and advice.

    Templates name their parts in braces. A check of a plugin brings its own kinds.

    Example:
        >>> from perfeval.findings import FindingKind, Text
        >>> late = FindingKind("X101", "warning", Text("迟报", "late"), Text("迟了 {days} 天", "{days} days late"))
        >>> late.at("entity", days=3).message.en
        '3 days late'
    """

    code: str
    severity: Severity
    title: Text
    message: Text
    advice: Text = field(default=Text())

    def at(
        self,
        location: str,
        *,
        origin: Origin | None = None,
        stated: str = "",
        expected: str = "",
        because: Iterable[str] = (),
        severity: Severity | None = None,
        **parts: Any,
    ) -> Finding:
        """A finding of this kind at a place; `parts`, `stated` and `expected` fill the templates."""
        filling = {"stated": stated, "expected": expected, **parts}
        return Finding(
            self.code,
            severity or self.severity,
            location,
            say(self.message.zh, self.message.en, **filling),
            say(self.advice.zh, self.advice.en, **filling),
            origin,
            stated,
            expected,
            tuple(because),
        )


def worst(findings: Iterable[Finding]) -> Severity | None:
    """The gravest severity among the findings, or None where there are none.

    Example:
        >>> from perfeval.findings import worst
        >>> worst([]) is None
        True
    """
    return min((f.severity for f in findings), key=SEVERITIES.index, default=None)
