"""The picture of one evaluation: each indicator's score against its full marks."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from perfeval.evaluation import Evaluation, Outcome
from perfeval.figures.colours import DARK, INK, LIGHT, SOFT
from perfeval.figures.figure import Figure
from perfeval.figures.furniture import BODY, MARGIN, SMALL, WIDTH, Key, Sheet, finished, headed, legend, sheet
from perfeval.figures.marks import Box, Mark, Words
from perfeval.figures.taking import Drawn, entity, evaluation_of, grade, label, nothing, scheme_label
from perfeval.figures.typesetting import seen
from perfeval.figures.words import listing, word
from perfeval.findings import Lang, Text
from perfeval.numbers import plain

_LABELS = 150
_RESULTS = 88
_BAR = 10
_LINE = 12


def scores(
    evaluation: Drawn, *, lang: Lang | None = None, heading: str | None = None, font: str | None = None
) -> Figure:
    """Every score of one evaluation against its full marks.

    The outline of a bar is as long as the full marks, its dark part as the score. What is not scored is hatched, with
    no dark part: unknown is not zero. Penalties are marks taken off.

    Args:
        evaluation: the evaluation.
        lang: the language of the words in it; by default that of `PERFEVAL_LANG`, else Chinese.
        heading: what stands over it in place of its own title; empty for nothing.
        font: the file of a font to be used before those of the system.

    Raises:
        UsageError: the evaluation has no indicators (I422), or the extra `figures` is
            not installed (I205).

    Example:
        >>> import perfeval
        >>> from perfeval import figures
        >>> office = perfeval.evaluate("examples/foshan-2021/hmt-office.toml")
        >>> figures.scores(office).alt.en.partition(" budget")[0]
        'Scores of 中共佛山市委台港澳工作办公室, 2021. The total is 99.85 of 100; the grade is 优.'
    """
    e, on = evaluation_of(evaluation), sheet(lang, font, heading)
    if not e.indicators():
        raise nothing("这份评价没有指标", "the evaluation has no indicators")
    title = word("scores", entity=entity(e), year=e.year)
    marks, y = headed(on, title, [scheme_label(e), total_words(e)])
    keys, y = legend(on, _keys(e, on.lang), y)
    most = max((o.points for o in e.indicators() if o.points is not None), default=Decimal(0))
    body, y = _Rows(on, Fraction(most)).drawn(e, y)
    alt = [word("full_stop", text=title), total_words(e), word("full_stop", text=listing(map(told, e.indicators())))]
    return finished(on, title, alt, [*marks, *keys, *body], y)


def total_words(e: Evaluation) -> Text:
    """The total and the grade in a sentence, or between which bounds they lie."""
    if e.total is not None and e.full is not None:
        return word("total_graded" if e.grade else "total_of", total=plain(e.total), full=plain(e.full), grade=grade(e))
    if e.lower is not None and e.upper is not None and e.full is not None:
        return word("open_total", low=plain(e.lower), high=plain(e.upper), full=plain(e.full))
    return word("full_stop", text=word("no_total"))


def result(o: Outcome) -> Text:
    """What an outcome came to, in a few words, beside its full marks."""
    points = "" if o.points is None else f" / {plain(o.points)}"
    if o.status == "not_applicable":
        return word("not_applicable")
    if o.status == "unscored":
        return word("unscored_of", points=points)
    return Text(seen(o.level or "—")) if o.score is None else Text(f"{plain(o.score)}{points}")


def told(o: Outcome) -> Text:
    """An outcome in words: `财务管理 18.00 / 19`."""
    return word("told", label=label(o), result=result(o))


def _keys(e: Evaluation, lang: Lang) -> list[Key]:
    """What the bars mean, as far as there are any."""
    found: set[str] = {o.status for o in e.indicators() if o.points is not None}
    looks = {
        "scored": ("score", Box(0, 0, 0, 0, DARK, DARK)),
        "lost": ("lost", Box(0, 0, 0, 0, LIGHT, DARK)),
        "unscored": ("unscored", Box(0, 0, 0, 0, LIGHT, DARK, SOFT)),
        "not_applicable": ("not_applicable", Box(0, 0, 0, 0, None, SOFT, dashed=True)),
    }
    if "scored" in found:
        found.add("lost")
    return [Key(box, word(name)[lang]) for status, (name, box) in looks.items() if status in found]


@frozen
class _Rows:
    on: Sheet
    most: Fraction
    """The highest full marks of all."""

    def drawn(self, e: Evaluation, y: Fraction) -> tuple[list[Mark], Fraction]:
        marks: list[Mark] = []
        for outcome, depth, heading in _ordered(e):
            if heading is not None:
                row, y = self._heading(outcome, heading, depth, y + 6)
                marks += row
            elif outcome is not None:
                row, y = self._row(outcome, depth, y)
                marks += row
        return marks, y

    def _heading(self, o: Outcome | None, name: Text, depth: int, y: Fraction) -> tuple[list[Mark], Fraction]:
        right = "" if o is None else result(o)[self.on.lang]
        set_ = self.on.typesetter
        room = WIDTH - 2 * MARGIN - 8 * depth - set_.width(right, BODY) - 10
        marks: list[Mark] = [
            Words(MARGIN + 8 * depth, y + 9, set_.cut(name[self.on.lang], BODY, room), BODY, INK),
            Words(WIDTH - MARGIN, y + 9, right, BODY, INK, "end"),
            Box(MARGIN, y + 13, WIDTH - 2 * MARGIN, Fraction(1, 2), SOFT),
        ]
        return marks, y + 20

    def _row(self, o: Outcome, depth: int, y: Fraction) -> tuple[list[Mark], Fraction]:
        left = MARGIN + 8 * depth
        lines = self.on.typesetter.broken(label(o)[self.on.lang], BODY, _LABELS - 8 * depth, 2)
        middle = y + Fraction(_LINE * len(lines), 2)
        marks: list[Mark] = [Words(left, y + 9 + _LINE * n, text, BODY, INK) for n, text in enumerate(lines)]
        right = self.on.typesetter.cut(result(o)[self.on.lang], SMALL + 1, _RESULTS)
        marks.append(Words(WIDTH - MARGIN, middle + 3, right, SMALL + 1, INK, "end"))
        if o.points and self.most:
            marks += self._bar(o, middle - Fraction(_BAR, 2))
        return marks, y + _LINE * len(lines) + 5

    def _bar(self, o: Outcome, y: Fraction) -> Iterator[Mark]:
        left, room = MARGIN + _LABELS + 8, Fraction(WIDTH - 2 * MARGIN - _LABELS - 8 - _RESULTS)
        full = Fraction(o.points or 0) / self.most * room
        if o.status == "not_applicable":
            yield Box(left, y, full, _BAR, None, SOFT, dashed=True, name=f"not_applicable:{o.id}")
            return
        hatch = SOFT if o.status == "unscored" else None
        yield Box(left, y, full, _BAR, LIGHT, DARK, hatch, name=f"{'unscored' if hatch else 'full'}:{o.id}")
        if o.score is not None:
            scored = min(max(Fraction(o.score) / self.most * room, Fraction(0)), room)
            yield Box(left, y, scored, _BAR, DARK, DARK, name=f"score:{o.id}")


Row = tuple[Outcome | None, int, Text | None]
"""An outcome, how deep it stands, and its heading where it is a group."""


def _ordered(e: Evaluation) -> Iterator[Row]:
    """Outcomes as they are printed."""
    for outcome in e.groups:
        yield from _below(outcome, 0)
    for name, extras in ((word("bonus"), e.bonus), (word("penalties"), e.penalties)):
        if extras:
            yield None, 0, name
        yield from ((outcome, 1, None) for outcome in extras)


def _below(o: Outcome, depth: int) -> Iterator[Row]:
    if o.children:
        yield o, depth, label(o)
        for child in o.children:
            yield from _below(child, depth + 1)
    else:
        yield o, depth, None
