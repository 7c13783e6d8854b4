"""The picture of several years of one entity: totals between the grades, a gap where a year is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from math import ceil

from attrs import frozen

from perfeval.evaluation import Evaluation
from perfeval.figures.axis import Axis, axis
from perfeval.figures.colours import BAND, DARK, INK, LIGHT, LINE, PAPER, SOFT
from perfeval.figures.figure import Figure
from perfeval.figures.furniture import MARGIN, SMALL, WIDTH, Sheet, finished, headed, sheet
from perfeval.figures.marks import Box, Dot, Mark, Stroke, Words
from perfeval.figures.taking import Drawn, Totalled, entity, evaluations_of, grade, grades_of, totalled
from perfeval.figures.typesetting import seen
from perfeval.figures.words import listing, word
from perfeval.findings import Finding, Lang, Text, UsageError, join, kind, say, text
from perfeval.model import Grades
from perfeval.numbers import plain

_TALL = 170
_GRADES = 70
_AXIS = 34
_YEAR = 28
"""How much room the number of a year takes."""
_GAP = 20
"""From which width of a year on a gap says so."""
_MOST = 40
"""How many years one picture spans."""


def years(
    evaluations: Iterable[Drawn],
    *,
    grades: Grades | None = None,
    lang: Lang | None = None,
    heading: str | None = None,
    font: str | None = None,
) -> Figure:
    """The totals of one entity year by year, between the edges of the grades.

    Only years that follow each other are joined by a line. A year without an evaluation is a gap; an incomplete one
    shows the bounds of its total. Schemes may change from year to year, as long as their full marks do not; the picture
    says so.

    Args:
        evaluations: one for each year, in any order.
        grades: the grades, `scheme.grades`; needed where the evaluations come without their scheme.
        lang: the language of the words in it.
        heading: what stands over it in place of its own title; empty for nothing.
        font: the file of a font to be used before those of the system.

    Raises:
        UsageError: several entities, a year twice, or other full marks (I423), no totals (I422), more than 40 years
            (I424), or the extra `figures` is not installed (I205).

    Example:
        >>> import perfeval
        >>> from attrs import evolve
        >>> from perfeval import figures
        >>> office = perfeval.evaluate("examples/foshan-2021/hmt-office.toml")
        >>> figures.years([office, evolve(office, year=2023)]).alt.en.partition(". ")[2]
        '2021: 99.85, 优; 2022: no evaluation; 2023: 99.85, 优.'
    """
    drawn = tuple(evaluations)
    found = sorted(evaluations_of(drawn), key=lambda e: e.year)
    _check(found)
    on, totals, scale = (
        sheet(lang, font, heading),
        {t.evaluation.year: t for t in totalled(found)},
        grades_of(drawn, grades),
    )
    title = word("years", entity=entity(found[0]))
    changed = _changes(found)
    marks, y = headed(on, title, [word("years_note"), changed])
    bounds = [Fraction(v) for t in totals.values() for v in (t.low, t.high)]
    bounds.append(min(bounds) - (max(bounds) - min(bounds)) / 8)  # what stands below the lowest needs room
    full = None if found[0].full is None else Fraction(found[0].full)
    along = axis(bounds, y + _TALL, y + 12, most=full)
    span = range(found[0].year, found[-1].year + 1)
    body = _Plot(on, along, span).drawn(totals, scale)
    told = listing(_told(year, totals.get(year)) for year in span)
    alt = [word("full_stop", text=title), changed, word("full_stop", text=told)]
    return finished(on, title, alt, [*marks, *body], y + _TALL + 22)


def _check(found: Sequence[Evaluation]) -> None:
    """That the evaluations make one line.

    Raises:
        UsageError: they do not; everything at once.
    """
    faults: list[Finding] = []
    entities, fulls = {e.entity for e in found}, {e.full for e in found}
    if len(entities) > 1:
        names = sorted(seen(name)[:40] for name in entities)[:5]
        detail = say("其中有几个单位：{names}", "they are of several entities: {names}", names=_listed(names))
        faults.append(kind("I423").at("", detail=detail))
    twice = sorted(year for year, n in Counter(e.year for e in found).items() if n > 1)
    faults += [
        kind("I423").at("", detail=say("{year} 年有不止一份评价", "{year} has more than one", year=year))
        for year in twice
    ]
    if len(fulls) > 1:
        detail = Text("各年的满分不同", "their full marks differ")
        faults.append(kind("I423").at("", detail=detail))
    if (span := found[-1].year - found[0].year + 1) > _MOST:
        faults.append(kind("I424").at("", found=span, most=_MOST))
    if faults:
        raise UsageError(faults)


def _listed(names: Sequence[str]) -> Text:
    return Text("、".join(names), ", ".join(names))


def _changes(found: Sequence[Evaluation]) -> Text:
    """From which years on other schemes applied; empty where one applied throughout."""
    first = [found[0], *(b for a, b in pairwise(found) if a.scheme != b.scheme)]
    if len(first) == 1:
        return Text()
    told = [word("scheme_from", year=e.year, scheme=text(seen(e.scheme))) for e in first]
    return word("years_schemes", schemes=join(told, "，", ", "))


def _told(year: int, t: Totalled | None) -> Text:
    if t is None:
        return word("year_gap", year=year)
    if t.open:
        return word("year_open", year=year, low=plain(t.low), high=plain(t.high))
    name = "year_graded" if t.evaluation.grade else "year_total"
    return word(name, year=year, total=plain(t.low), grade=grade(t.evaluation))


@frozen
class _Plot:
    on: Sheet
    along: Axis
    """The totals, upwards."""
    span: range

    @property
    def right(self) -> int:
        """Where the names of the grades begin."""
        return WIDTH - MARGIN - _GRADES

    @property
    def slot(self) -> Fraction:
        """How wide a year is."""
        return Fraction(self.right - MARGIN - _AXIS, len(self.span))

    def x(self, year: int) -> Fraction:
        """Where a year lies."""
        return MARGIN + _AXIS + self.slot * (year - self.span[0]) + self.slot / 2

    def drawn(self, totals: Mapping[int, Totalled], grades: Grades | None) -> Iterator[Mark]:
        yield from self._ground(grades)
        yield from self._years(totals)
        for a, b in pairwise(self.span):
            one, other = totals.get(a), totals.get(b)
            if one is not None and other is not None and not one.open and not other.open:
                start, end = self.along.at(one.low), self.along.at(other.low)
                yield Stroke(self.x(a), start, self.x(b), end, DARK, Fraction(3, 2), name=f"line:{a}")
        for year, t in totals.items():
            yield from self._point(year, t, self._below(year, totals))

    def _ground(self, grades: Grades | None) -> Iterator[Mark]:
        """Bands of the grades with their names, or a grid where there are none; values on the left."""
        left, above = MARGIN + _AXIS, self.along.high
        for n, each in enumerate(() if grades is None else grades.grades):
            low = Fraction(each.low)
            if above > self.along.low and low < self.along.high:
                top, bottom = self.along.at(above), self.along.at(low)
                fill = BAND if n % 2 == 0 else PAPER
                yield Box(left, top, self.right - left, bottom - top, fill, name=f"band:{n}")
                told = word("grade_from", grade=seen(each.id), low=plain(each.low))[self.on.lang]
                if bottom - top >= SMALL + 2:
                    text_ = self.on.typesetter.cut(told, SMALL, _GRADES - 6)
                    yield Words(self.right + 6, (top + bottom) / 2 + 3, text_, SMALL, SOFT)
            above = min(above, low)
        for tick in self.along.ticks():
            at = self.along.at(tick)
            yield Stroke(left, at, self.right, at, LINE, Fraction(1, 2))
            yield Words(left - 6, at + 3, plain(tick), SMALL, SOFT, "end")

    def _years(self, totals: Mapping[int, Totalled]) -> Iterator[Mark]:
        """The years along the bottom, as many as there is room for; a gap says so."""
        each = ceil(_YEAR / self.slot)
        for n, year in enumerate(self.span):
            if n % each == 0:
                yield Words(self.x(year), self.along.start + 14, str(year), SMALL, INK, "middle")
            if year not in totals and self.slot >= _GAP:
                y = self.along.start - 5
                yield Words(self.x(year), y, word("gap")[self.on.lang], SMALL, SOFT, "middle")

    def _below(self, year: int, totals: Mapping[int, Totalled]) -> bool:
        """Whether a total stands below its point: where all lines from there lead upwards."""
        beside = [t for y in (year - 1, year + 1) if (t := totals.get(y)) is not None and not t.open]
        return bool(beside) and all(t.low > totals[year].low for t in beside)

    def _point(self, year: int, t: Totalled, below: bool) -> Iterator[Mark]:
        x, high, low = self.x(year), self.along.at(t.high), self.along.at(t.low)
        if t.open:
            yield Box(x - 4, high, 8, max(low - high, Fraction(1)), LIGHT, DARK, SOFT, name=f"open:{year}")
            yield from self._value(x, high - 7, plain(t.high))
            yield from self._value(x, low + 12, plain(t.low))
        else:
            yield Dot(x, low, Fraction(7, 2), DARK, DARK, name=f"total:{year}")
            yield from self._value(x, low + 14 if below else low - 7, plain(t.low))

    def _value(self, x: Fraction, y: Fraction, told: str) -> Iterator[Mark]:
        """A total beside its point, where the years leave room for it."""
        if self.on.typesetter.width(told, SMALL + 1) <= self.slot - 2:
            yield Words(x, y, told, SMALL + 1, INK, "middle")
