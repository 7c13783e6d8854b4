"""The picture of groups: which share of its points each has earned, in one evaluation or in several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import frozen

from perfeval.evaluation import Evaluation, Outcome
from perfeval.figures.axis import Axis, grid
from perfeval.figures.colours import DARK, INK, LIGHT, SERIES, SOFT
from perfeval.figures.figure import Figure
from perfeval.figures.furniture import BODY, MARGIN, SMALL, WIDTH, Key, Sheet, finished, headed, legend, sheet
from perfeval.figures.indicators import result
from perfeval.figures.marks import Box, Mark, Words
from perfeval.figures.taking import Drawn, entity, evaluations_of, label, nothing, same_scheme, scheme_label
from perfeval.figures.words import listing, word
from perfeval.findings import Lang, Text, UsageError, join, kind
from perfeval.numbers import plain
from perfeval.reports.told import score_share

_LABELS = 110
_RESULTS = 118
_STEP, _BAR = 14, 11
_MOST = len(SERIES)


def profile(
    *evaluations: Drawn, lang: Lang | None = None, heading: str | None = None, font: str | None = None
) -> Figure:
    """Which share of its points each group has earned: the profile of one evaluation, or several side by side.

    A group that is not scored is hatched along its whole length.

    Args:
        *evaluations: up to five evaluations of one scheme.
        lang: the language of the words in it.
        heading: what stands over it in place of its own title; empty for nothing.
        font: the file of a font to be used before those of the system.

    Raises:
        UsageError: several schemes (I421), no groups with points (I422), more than five evaluations (I424), or the
            extra `figures` is not installed (I205).

    Example:
        >>> import perfeval
        >>> from perfeval import figures
        >>> office = perfeval.evaluate("examples/foshan-2021/hmt-office.toml")
        >>> figures.profile(office).alt.en.partition(". ")[2]
        'management efficiency: 50.00 / 50 (100%); effectiveness: 49.85 / 50 (99.7%).'
    """
    found = evaluations_of(evaluations)
    if len(found) > _MOST:
        raise UsageError(kind("I424").at("", found=len(found), most=_MOST))
    first, on = same_scheme(found), sheet(lang, font, heading)
    rows = _rows(found)
    if not rows:
        raise nothing("各组没有分值", "no group has points")
    title = word("profile") if len(found) > 1 else word("profile_of", entity=entity(first), year=first.year)
    marks, y = headed(on, title, [scheme_label(first), word("share_note")])
    names = [word("series", entity=entity(e), year=e.year) for e in found]
    looks = [Box(0, 0, 0, 0, fill, DARK, hatch) for fill, hatch in SERIES]
    keys = [Key(look, name[on.lang]) for name, look in zip(names, looks, strict=False)]
    told, y = legend(on, keys if len(found) > 1 else [], y)
    body, y = _Bars(on, len(found)).drawn(rows, y)
    alt = [word("full_stop", text=title), word("full_stop", text=listing(_told(row, names) for row in rows))]
    return finished(on, title, alt, [*marks, *told, *body], y)


def _rows(found: Sequence[Evaluation]) -> list[tuple[Outcome, ...]]:
    """The groups, each in every evaluation."""
    return [row for row in zip(*(e.groups for e in found), strict=True) if row[0].points]


def _result(o: Outcome) -> Text:
    part = score_share(o)
    return result(o) if part is None else word("shared", result=result(o), share=plain(part * 100, 2))


def _told(row: Sequence[Outcome], names: Sequence[Text]) -> Text:
    results = [_result(o) for o in row]
    if len(row) > 1:
        results = [word("result_of", name=n, result=r) for n, r in zip(names, results, strict=True)]
    return word("group", label=label(row[0]), results=join(results, "，", ", "))


@frozen
class _Bars:
    on: Sheet
    many: int

    def drawn(self, rows: Sequence[Sequence[Outcome]], y: Fraction) -> tuple[list[Mark], Fraction]:
        left, high = MARGIN + _LABELS + 8, Fraction(1)
        percent = Axis(Fraction(0), high * 100, left, WIDTH - MARGIN - _RESULTS, step=Fraction(20))
        top, bars = y, list[Mark]()
        for row in rows:
            tall = self.many * _STEP
            lines = self.on.typesetter.broken(label(row[0])[self.on.lang], BODY, _LABELS, max(2, self.many))
            start = y + Fraction(max(tall, 12 * len(lines)) - 12 * len(lines), 2)
            bars += [Words(MARGIN, start + 9 + 12 * n, part, BODY, INK) for n, part in enumerate(lines)]
            inset = Fraction(max(tall, 12 * len(lines)) - tall, 2)
            for n, outcome in enumerate(row):
                bars += self._bar(outcome, n, percent, y + inset + n * _STEP)
            y += max(tall, 12 * len(lines)) + 8
        return [*grid(percent, top - 4, y, "%"), *bars], y + 14

    def _bar(self, o: Outcome, n: int, percent: Axis, y: Fraction) -> Iterator[Mark]:
        (fill, hatch), part = SERIES[n], score_share(o)
        start, whole = percent.start, percent.end - percent.start
        if part is not None:
            yield Box(start, y, percent.at(part * 100) - start, _BAR, fill, DARK, hatch, name=f"group:{o.id}:{n}")
        elif o.status == "not_applicable":
            yield Box(start, y, whole, _BAR, LIGHT, SOFT, dashed=True, name=f"not_applicable:{o.id}:{n}")
        else:
            yield Box(start, y, whole, _BAR, LIGHT, SOFT, SOFT, dashed=True, name=f"unscored:{o.id}:{n}")
        text = self.on.typesetter.cut(_result(o)[self.on.lang], SMALL, _RESULTS - 8)
        yield Words(percent.end + 8, y + 9, text, SMALL, INK)
