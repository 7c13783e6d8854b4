"""The distribution of totals: how many lie where between the edges of the grades."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from attrs import frozen

from perfeval.figures.colours import DARK, INK, LIGHT, LINE, MIDDLE, SOFT
from perfeval.figures.figure import Figure
from perfeval.figures.furniture import BODY, MARGIN, SMALL, WIDTH, Sheet, finished, headed, sheet
from perfeval.figures.marks import Box, Mark, Stroke, Words
from perfeval.figures.ranking import ranked
from perfeval.figures.taking import (
    Drawn,
    Totalled,
    entity,
    evaluations_of,
    grades_of,
    same_scheme,
    scheme_label,
    totalled,
)
from perfeval.figures.typesetting import seen
from perfeval.figures.words import listing, sentences, word
from perfeval.findings import Lang, Text
from perfeval.model import Grades
from perfeval.numbers import plain

_TALL = 150
_ALONG = WIDTH - 2 * MARGIN - 8
"""How long the axis is."""
_BINS = 6
"""Over fewer bins the totals are not spread, where finer ones meet the edges too."""
_WIDTHS = tuple(Fraction(by) for by in ("20", "10", "5", "2", "1", "1/2", "1/5"))
"""How wide a bin can be."""
_OPEN = 10
"""How many incomplete evaluations are shown one by one."""


@frozen
class Bin:
    """Totals from `low` on, below `high`; the last has its upper edge too."""

    low: Fraction
    high: Fraction
    count: int


def distribution(
    evaluations: Iterable[Drawn],
    *,
    grades: Grades | None = None,
    lang: Lang | None = None,
    heading: str | None = None,
    font: str | None = None,
) -> Figure:
    """How many evaluations of one scheme lie where, in bins that end where grades do.

    What is incomplete stands in no bin: its bounds are shown below, up to ten of them, and the rest counted.

    Args:
        evaluations: any number of them.
        grades: the grades, `scheme.grades`; needed where the evaluations come without their scheme.
        lang: the language of the words in it.
        heading: what stands over it in place of its own title; empty for nothing.
        font: the file of a font to be used before those of the system.

    Raises:
        UsageError: several schemes (I421), no totals (I422), or the extra `figures` is
            not installed (I205).

    Example:
        >>> import perfeval
        >>> from perfeval import figures
        >>> office = perfeval.evaluate("examples/foshan-2021/hmt-office.toml")
        >>> grades = perfeval.scheme("foshan-2021").grades
        >>> figures.distribution([office], grades=grades).alt.en.partition(". ")[2]
        'Evaluations: 1. 99 to 100: 1.'
    """
    drawn = tuple(evaluations)
    found = evaluations_of(drawn)
    first, on = same_scheme(found), sheet(lang, font, heading)
    totals, scale = totalled(found), grades_of(drawn, grades)
    edges = () if scale is None else tuple(Fraction(g.low) for g in reversed(scale.grades))
    full = None if first.full is None else Fraction(first.full)
    most = floor(_ALONG / (on.typesetter.width(str(len(totals)), SMALL) + 2))
    counted = bins(totals, edges, full, most)
    open_ = [r.totalled for r in ranked(totals) if r.rank is None]
    title = word("distribution")
    notes = list(_notes(drawn, totals, open_))
    marks, y = headed(on, title, [scheme_label(first), sentences([*notes, word("bins_note")])])
    plot = _Plot(on, counted)
    body, y = plot.drawn(scale, y)
    below, y = plot.open(open_, y)
    alt = [word("full_stop", text=title), *notes, word("full_stop", text=listing(_told(counted)))]
    if open_:
        alt.append(word("full_stop", text=listing([word("open_bounds"), *map(_bounds, open_)])))
    return finished(on, title, alt, [*marks, *body, *below], y)


def _notes(drawn: Sequence[Drawn], totals: Sequence[Totalled], open_: Sequence[Totalled]) -> Iterator[Text]:
    yield word("count", n=len(totals), open=len(open_)) if open_ else word("count_complete", n=len(totals))
    if others := len(drawn) - len(totals):
        yield word("without_total", n=others)
    if capped := sum(t.evaluation.uncapped is not None for t in totals):
        yield word("capped", n=capped)


def _told(counted: Iterable[Bin]) -> Iterator[Text]:
    return (word("bin", low=plain(b.low), high=plain(b.high), n=b.count) for b in counted if b.count)


def _bounds(t: Totalled) -> Text:
    return word("between_of", name=entity(t.evaluation), low=plain(t.low), high=plain(t.high))


def bins(totals: Sequence[Totalled], edges: Sequence[Fraction], full: Fraction | None, most: int) -> tuple[Bin, ...]:
    """Bins of one width that meet every edge; where no round width does, one for each stretch between two edges.

    Args:
        totals: what is counted; the bins hold the bounds of what is open, too.
        edges: where grades begin, from the lowest.
        full: the full marks, where the bins end at least.
        most: how many bins there is room for.
    """
    closed = [Fraction(t.low) for t in totals if not t.open]
    high = max([Fraction(t.high) for t in totals] + ([] if full is None else [full]))
    low = min([Fraction(t.low) for t in totals] + [high - (10 if full is None else full / 10)])
    inner = [edge for edge in edges if low < edge < high]
    spread = max(closed, default=high) - min(closed, default=low)
    bounds = _even(low, high, inner, spread, most)
    if not bounds:
        bounds = sorted({max((edge for edge in edges if edge <= low), default=low), *inner, high})
    return tuple(
        Bin(a, b, sum(a <= total < b or total == b == bounds[-1] for total in closed)) for a, b in pairwise(bounds)
    )


def _even(low: Fraction, high: Fraction, inner: Sequence[Fraction], spread: Fraction, most: int) -> list[Fraction]:
    """The ends of bins of one round width; none where no such width meets the edges between."""
    fitting: list[tuple[Fraction, list[Fraction]]] = []
    for by in _WIDTHS:
        first, last = floor(low / by), ceil(high / by)
        if all((edge / by).denominator == 1 for edge in inner) and last - first <= most:
            fitting.append((by, [n * by for n in range(first, last + 1)]))
    fine = [bounds for by, bounds in fitting if spread / by >= _BINS]
    rough = [bounds for _, bounds in fitting if len(bounds) > _BINS] + [bounds for _, bounds in fitting[-1:]]
    return next(iter(fine + rough), [])


@frozen
class _Plot:
    on: Sheet
    bins: Sequence[Bin]

    @property
    def slot(self) -> Fraction:
        """How wide a bin is drawn."""
        return Fraction(_ALONG, len(self.bins))

    def at(self, value: Fraction) -> Fraction:
        """Where a total lies."""
        for n, b in enumerate(self.bins):
            if value <= b.high or n == len(self.bins) - 1:
                inside = min(max((value - b.low) / (b.high - b.low), Fraction(0)), Fraction(1))
                return MARGIN + 4 + self.slot * (n + inside)
        raise AssertionError  # there is a bin

    def drawn(self, grades: Grades | None, y: Fraction) -> tuple[list[Mark], Fraction]:
        """The bars between the edges of the grades, with how many above each."""
        marks, base = list(self._grades(grades, y)), y + 18 + _TALL
        most = max((b.count for b in self.bins), default=0) or 1
        for n, b in enumerate(self.bins):
            x = MARGIN + 4 + self.slot * n
            tall = Fraction(b.count, most) * (_TALL - 14)
            if b.count:
                bar = Box(x + 1, base - tall, self.slot - 2, tall, MIDDLE, DARK, name=f"bin:{plain(b.low)}")
                marks += [bar, Words(x + self.slot / 2, base - tall - 4, str(b.count), SMALL, INK, "middle")]
        marks.append(Stroke(MARGIN, base, WIDTH - MARGIN, base, INK))
        marks += self._numbers(base)
        return marks, base + 24

    def _numbers(self, base: Fraction) -> Iterator[Mark]:
        """The edges of the bins, as many as there is room for."""
        edges = [b.low for b in self.bins] + [self.bins[-1].high]
        widest = max(self.on.typesetter.width(plain(edge), SMALL) for edge in edges) + 6
        each = max(1, ceil(widest / self.slot))
        for n, edge in enumerate(edges):
            if (len(edges) - 1 - n) % each == 0:
                x = MARGIN + 4 + self.slot * n
                yield Stroke(x, base, x, base + 3, INK)
                yield Words(x, base + 12, plain(edge), SMALL, INK, "middle")

    def _grades(self, grades: Grades | None, y: Fraction) -> Iterator[Mark]:
        """The name of each grade over its stretch."""
        lowest, highest = self.bins[0].low, self.bins[-1].high
        above = highest
        for grade in () if grades is None else grades.grades:
            low = Fraction(grade.low)
            if above > lowest and low < highest:
                left, right = self.at(max(low, lowest)), self.at(above)
                text = self.on.typesetter.cut(seen(grade.id), BODY, right - left - 4)
                yield Words((left + right) / 2, y + 10, text, BODY, INK, "middle")
                if low > lowest:
                    yield Stroke(left, y, left, y + 18 + _TALL, SOFT, Fraction(3, 4), dashed=True, name="edge")
            above = min(low, above)

    def open(self, found: Sequence[Totalled], y: Fraction) -> tuple[list[Mark], Fraction]:
        """The bounds of incomplete evaluations, on the same axis."""
        if not found:
            return [], y
        shown = found[:_OPEN]
        name = "open_bounds" if len(found) <= _OPEN else "open_bounds_some"
        head = word(name, shown=len(shown), n=len(found))[self.on.lang]
        marks: list[Mark] = [
            Stroke(MARGIN, y - 4, WIDTH - MARGIN, y - 4, LINE),
            Words(MARGIN, y + 9, head, SMALL, SOFT),
        ]
        y += 18
        for t in shown:
            row, y = self._bounds(t, y)
            marks += row
        return marks, y

    def _bounds(self, t: Totalled, y: Fraction) -> tuple[list[Mark], Fraction]:
        """One of them, with its name where there is room: left of the bar, right of it, or above."""
        left, right = self.at(Fraction(t.low)), self.at(Fraction(t.high))
        right = max(right, left + 1)
        told = self.on.typesetter.cut(_bounds(t)[self.on.lang], SMALL, WIDTH - 2 * MARGIN)
        wide = self.on.typesetter.width(told, SMALL) + 6
        x = MARGIN if wide <= left - MARGIN else right + 6 if wide <= WIDTH - MARGIN - right else None
        name = Words(MARGIN if x is None else x, y + 7, told, SMALL, INK)
        y += 12 if x is None else 0
        return [name, Box(left, y + 1, right - left, 6, LIGHT, DARK, SOFT, name="open")], y + 14
