"""The heat map of many evaluations: which share of its points each group or indicator has earned."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Literal

from attrs import frozen

from perfeval.evaluation import Evaluation, Outcome
from perfeval.figures.colours import INK, LIGHT, SOFT, STEPS, of_share, on
from perfeval.figures.figure import Figure
from perfeval.figures.furniture import BODY, MARGIN, SMALL, WIDTH, Key, Sheet, finished, headed, legend, sheet
from perfeval.figures.indicators import told
from perfeval.figures.marks import Box, Mark, Words
from perfeval.figures.paging import COUNT, page_words, paged
from perfeval.figures.taking import Drawn, entity, evaluations_of, label, nothing, same_scheme, scheme_label
from perfeval.figures.words import listing, word
from perfeval.findings import Lang, Text, UsageError, join, kind
from perfeval.numbers import plain
from perfeval.reports.told import score_share

By = Literal["groups", "indicators"]
_BY: tuple[By, ...] = ("groups", "indicators")
_NAMES = 130
_ROW = 16
_WIDE = 48
"""From which width on the name of a column stands level."""
_NARROW = 13
_UPRIGHT = 110


def heat(
    evaluations: Iterable[Drawn],
    *,
    by: By = "groups",
    start: int = 1,
    count: int = COUNT,
    lang: Lang | None = None,
    heading: str | None = None,
    font: str | None = None,
) -> Figure:
    """Entities by groups or indicators, each cell as dark as its share of the points is high.

    A cell that is not scored is hatched, one that does not apply is empty: neither is coloured as a zero. The order is
    the one that the evaluations come in.

    Args:
        evaluations: any number, of one scheme.
        by: `groups`, or `indicators`; the rows of an open group are one column.
        start: the evaluation, from 1, that the picture begins with.
        count: how many it shows.
        lang: the language of the words in it.
        heading: what stands over it in place of its own title; empty for nothing.
        font: the file of a font to be used before those of the system.

    Raises:
        UsageError: several schemes (I421), nothing with points, or nothing from `start` on (I422), an unknown `by`
            (I111), or the extra `figures` is not installed (I205).

    Example:
        >>> import perfeval
        >>> from perfeval import figures
        >>> folder = "examples/foshan-2021"
        >>> found = [perfeval.evaluate(f"{folder}/{name}.toml") for name in ("hmt-office", "incomplete")]
        >>> figures.heat(found).alt.en.rpartition("; ")[2]
        '示例单位（资料不全）: management efficiency 47.00 / 50, effectiveness not scored / 50.'
    """
    if by not in _BY:
        raise UsageError(kind("I111").at("by", found=by, options=", ".join(_BY), near=Text()))
    found = evaluations_of(evaluations)
    first, made = same_scheme(found), sheet(lang, font, heading)
    columns = [o for o in _columns(first, by) if o.points]
    if not columns:
        raise nothing("没有带分值的分组或指标", "no group or indicator has points")
    shown = paged(found, start, count)
    grid = _Grid(made, tuple(o.id for o in columns), _wide(len(columns)))
    title, page = word(f"heat_{by}"), page_words(len(found), start, len(shown))
    note = word("heat_note" if grid.numbered(shown) else "heat_colours")
    marks, y = headed(made, title, [scheme_label(first), join([page, note], "", " ")], grid.width)
    found_ = {o.status for e in shown for o in e.outcomes() if o.id in grid.ids}
    keys, y = legend(made, list(_keys(made.lang, found_)), y, grid.width)
    names, y = grid.heads(columns, y)
    cells = [mark for n, e in enumerate(shown) for mark in grid.row(e, n, y + _ROW * n)]
    alt = [word("full_stop", text=title), page, word("full_stop", text=listing(_told(e, grid.ids) for e in shown))]
    bottom = y + _ROW * len(shown)
    return finished(made, title, alt, [*marks, *keys, *names, *cells], bottom, grid.width)


def _columns(e: Evaluation, by: By) -> Iterator[Outcome]:
    """What stands at the head; the rows of an open group differ from one submission to the next and are one column."""
    if by == "groups":
        yield from e.groups
        return
    for outcome in e.outcomes():
        if outcome.kind in ("indicator", "open"):
            yield outcome


def _wide(columns: int) -> Fraction:
    """How wide a column is."""
    return max(Fraction(WIDTH - 2 * MARGIN - _NAMES - 8, columns), Fraction(_NARROW))


def _keys(lang: Lang, found: Container[str]) -> Iterator[Key]:
    """What the colours mean, the best first; then how cells without a score look, where there are any."""
    above = Fraction(1)
    for low, colour in STEPS:
        name = word("full_share") if low == 1 else word("from_share", low=plain(low * 100))
        if low == 0:
            name = word("below_share", high=plain(above * 100))
        yield Key(Box(0, 0, 0, 0, colour, SOFT), name[lang])
        above = low
    if "unscored" in found:
        yield Key(Box(0, 0, 0, 0, LIGHT, SOFT, SOFT), word("unscored")[lang])
    if "not_applicable" in found:
        yield Key(Box(0, 0, 0, 0, LIGHT, SOFT, dashed=True), word("not_applicable")[lang])


def _with(lines: tuple[str, ...], told: str) -> tuple[str, ...]:
    """A name on its lines with what follows it."""
    return (*lines[:-1], lines[-1] + told)


def _told(e: Evaluation, ids: Sequence[str]) -> Text:
    outcomes = {o.id: o for o in e.outcomes()}
    results = [told(outcomes[id]) if id in outcomes else word("no_such_row") for id in ids]
    return word("row", name=entity(e), results=join(results, "，", ", "))


@frozen
class _Grid:
    on: Sheet
    ids: tuple[str, ...]
    column: Fraction
    """How wide a column is."""

    @property
    def left(self) -> int:
        """Where the cells begin."""
        return MARGIN + _NAMES + 8

    @property
    def width(self) -> int:
        """How wide the picture is: more than others where there are many columns."""
        return max(WIDTH, round(self.left + self.column * len(self.ids) + MARGIN))

    def numbered(self, shown: Iterable[Evaluation]) -> bool:
        """Whether there is room for the scores."""
        scores = (o.score for e in shown for o in e.outcomes() if o.id in self.ids and o.score is not None)
        return all(self.on.typesetter.width(plain(score), SMALL) <= self.column - 2 for score in scores)

    def heads(self, columns: Sequence[Outcome], y: Fraction) -> tuple[list[Mark], Fraction]:
        """The names of the columns, with their points; upright where there is no room."""
        set_, lang = self.on.typesetter, self.on.lang
        points = [word("of_points", points=plain(o.points or Decimal(0)))[lang] for o in columns]
        level = self.column >= _WIDE
        room = self.column - 6 if level else Fraction(_UPRIGHT)
        lines = 3 if level else max(1, min(2, floor(self.column / 11)))
        names = [
            _with(set_.broken(label(o)[lang], SMALL, room - set_.width(told, SMALL), lines), told)
            for o, told in zip(columns, points, strict=True)
        ]
        middles = [self.left + self.column * n + self.column / 2 for n in range(len(columns))]
        if level:
            bottom = y + 11 * max(map(len, names))
            return [
                Words(x, bottom - 11 * (len(lines) - 1 - n), line, SMALL, INK, "middle")
                for x, lines in zip(middles, names, strict=True)
                for n, line in enumerate(lines)
            ], bottom + 6
        bottom = y + max(set_.width(line, SMALL) for lines in names for line in lines) + 2
        return [
            Words(x + 3 + Fraction(10 * n) - Fraction(5 * (len(lines) - 1)), bottom, line, SMALL, INK, turned=True)
            for x, lines in zip(middles, names, strict=True)
            for n, line in enumerate(lines)
        ], bottom + 5

    def row(self, e: Evaluation, n: int, y: Fraction) -> Iterator[Mark]:
        """The cells of an evaluation."""
        yield Words(MARGIN, y + 11, self.on.typesetter.cut(entity(e)[self.on.lang], BODY, _NAMES), BODY, INK)
        outcomes = {o.id: o for o in e.outcomes()}
        for at, id in enumerate(self.ids):
            yield from self._cell(outcomes.get(id), f"{id}:{n}", self.left + self.column * at, y)

    def _cell(self, o: Outcome | None, name: str, x: Fraction, y: Fraction) -> Iterator[Mark]:
        part = None if o is None else score_share(o)
        if o is None or o.status == "not_applicable":
            yield Box(x + 1, y + 1, self.column - 2, _ROW - 2, LIGHT, SOFT, dashed=True, name=f"not_applicable:{name}")
        elif part is None or o.score is None:
            yield Box(x, y, self.column, _ROW, LIGHT, SOFT, SOFT, name=f"unscored:{name}")
        else:
            ground = of_share(part)
            yield Box(x, y, self.column, _ROW, ground, SOFT, name=f"cell:{name}")
            text = plain(o.score)
            if self.on.typesetter.width(text, SMALL) <= self.column - 2:
                yield Words(x + self.column / 2, y + 11, text, SMALL, on(ground), "middle")
