"""The league table of many evaluations: totals in their order, bounds where there is no total yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from attrs import frozen

from perfeval.figures.axis import Axis, axis, grid
from perfeval.figures.colours import BAND, DARK, INK, LIGHT, SOFT
from perfeval.figures.figure import Figure
from perfeval.figures.furniture import BODY, MARGIN, SMALL, WIDTH, Sheet, finished, headed, sheet
from perfeval.figures.marks import Box, Dot, Mark, Stroke, Words
from perfeval.figures.paging import COUNT, page_words, paged
from perfeval.figures.taking import (
    Drawn,
    Totalled,
    entity,
    evaluations_of,
    grade,
    same_scheme,
    scheme_label,
    totalled,
)
from perfeval.figures.words import listing, sentences, word
from perfeval.findings import Lang, Text
from perfeval.numbers import plain

_NAMES = 150
_RANKS = 26
_TOTALS = 68
_GRADES = 44
_ROW = 15


@frozen
class Ranked:
    """An evaluation with its place."""

    totalled: Totalled
    rank: int | None
    """Its rank among those with a total, equal totals sharing one; None without a total."""


def league(
    evaluations: Iterable[Drawn],
    *,
    start: int = 1,
    count: int = COUNT,
    lang: Lang | None = None,
    heading: str | None = None,
    font: str | None = None,
) -> Figure:
    """Evaluations of one scheme in the order of their totals.

    Equal totals share a rank. An evaluation without a total comes last, in the order of its lower bound, with a bar
    from bound to bound and no rank: what is still open could put it anywhere.

    Args:
        evaluations: any number of them.
        start: the place in the order, from 1, that the picture begins with.
        count: how many it shows.
        lang: the language of the words in it.
        heading: what stands over it in place of its own title; empty for nothing.
        font: the file of a font to be used before those of the system.

    Raises:
        UsageError: several schemes (I421), no totals, or none from `start` on (I422),
            or the extra `figures` is not installed (I205).

    Example:
        >>> import perfeval
        >>> from perfeval import figures
        >>> folder = "examples/foshan-2021"
        >>> found = [perfeval.evaluate(f"{folder}/{name}.toml") for name in ("incomplete", "hmt-office")]
        >>> figures.league(found).alt.en.partition(". ")[2]
        'Evaluations: 2. 1. 中共佛山市委台港澳工作办公室 99.85 优; 示例单位（资料不全） incomplete, 74.46 to 89.46.'
    """
    found = evaluations_of(evaluations)
    first, on = same_scheme(found), sheet(lang, font, heading)
    order = ranked(totalled(found))
    shown = paged(order, start, count)
    full = None if first.full is None else Fraction(first.full)
    bounds = [Fraction(v) for r in shown for v in (r.totalled.low, r.totalled.high)]
    along = axis(bounds, MARGIN + _RANKS + _NAMES + 10, WIDTH - MARGIN - _TOTALS - _GRADES - 8, most=full)
    title, page = word("league"), page_words(len(order), start, len(shown))
    open_ = [word("league_open")] if any(r.rank is None for r in shown) else []
    notes = [scheme_label(first), page, word("league_note", low=plain(along.low)), *open_]
    marks, y = headed(on, title, [notes[0], sentences(notes[1:])])
    body, y = _Table(on, along).drawn(shown, y)
    alt = [word("full_stop", text=title), page, word("full_stop", text=listing(map(_told, shown)))]
    return finished(on, title, alt, [*marks, *body], y)


def ranked(found: Iterable[Totalled]) -> tuple[Ranked, ...]:
    """The best first; without a total the one with the highest lower bound first, after all others."""
    order = sorted(found, key=lambda t: (t.open, -t.low, -t.high, t.evaluation.entity, t.evaluation.year))
    made: list[Ranked] = []
    for place, each in enumerate(order, start=1):
        same = made and made[-1].rank is not None and made[-1].totalled.low == each.low
        made.append(Ranked(each, None if each.open else made[-1].rank if same else place))
    return tuple(made)


def _told(r: Ranked) -> Text:
    e = r.totalled.evaluation
    if r.rank is None:
        return word("unranked", name=entity(e), low=plain(r.totalled.low), high=plain(r.totalled.high))
    return word("ranked", rank=r.rank, name=entity(e), total=plain(r.totalled.low), grade=grade(e))


@frozen
class _Table:
    on: Sheet
    along: Axis

    def drawn(self, shown: Sequence[Ranked], y: Fraction) -> tuple[list[Mark], Fraction]:
        lang = self.on.lang
        marks: list[Mark] = [
            Words(MARGIN + _RANKS, y + 8, word("entity")[lang], SMALL, SOFT),
            Words(WIDTH - MARGIN - _GRADES, y + 8, word("total")[lang], SMALL, SOFT, "end"),
            Words(WIDTH - MARGIN, y + 8, word("grade")[lang], SMALL, SOFT, "end"),
        ]
        y += 14
        end = y + _ROW * len(shown)
        bands = [Box(MARGIN, y + _ROW * n, WIDTH - 2 * MARGIN, _ROW, BAND) for n in range(1, len(shown), 2)]
        rows = [mark for n, r in enumerate(shown) for mark in self._row(r, y + _ROW * n)]
        return [*marks, *bands, *grid(self.along, y, end), *rows], end + 14

    def _row(self, r: Ranked, y: Fraction) -> Iterator[Mark]:
        base, middle, t = y + 11, y + Fraction(_ROW, 2), r.totalled
        set_, e = self.on.typesetter, t.evaluation
        yield Words(MARGIN + _RANKS - 8, base, "—" if r.rank is None else str(r.rank), SMALL, INK, "end")
        yield Words(MARGIN + _RANKS, base, set_.cut(entity(e)[self.on.lang], BODY, _NAMES), BODY, INK)
        low, high = self.along.at(t.low), self.along.at(t.high)
        if r.rank is None:
            yield Box(low, middle - 3, max(high - low, Fraction(1)), 6, LIGHT, DARK, SOFT, name="open")
            total = word("between", low=plain(t.low), high=plain(t.high))[self.on.lang]
        else:
            yield Stroke(self.along.start, middle, low, middle, SOFT, Fraction(1, 2), dashed=True)
            yield Dot(low, middle, Fraction(7, 2), DARK, DARK, name="total")
            total = plain(t.low)
        yield Words(WIDTH - MARGIN - _GRADES, base, set_.cut(total, SMALL + 1, _TOTALS), SMALL + 1, INK, "end")
        yield Words(WIDTH - MARGIN, base, set_.cut(grade(e), SMALL + 1, _GRADES - 6), SMALL + 1, INK, "end")
