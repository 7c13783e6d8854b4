"""Values of single figures: at the edges where scores change and beside them, ordinary ones, and faulty ones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from attrs import frozen
from hypothesis import strategies as st

from perfeval.model import Input, Scheme
from perfeval.numbers import Money, to_decimal
from perfeval.testing.strategies.demand import Edges

Strategy = st.SearchStrategy[Any]

_STEP = {"ratio": Fraction(1, 10000), "money": Fraction(1), "points": Fraction(1, 100)}
_TOP = {"ratio": 2, "money": 10**8, "points": 100}
_WRITTEN = {"ratio": 4, "money": 2, "points": 2, "number": 2, "quantity": 0}
_DICE = {parts: st.integers(1, parts) for parts in (8, 20)}
_ANY_TEXT = st.sampled_from(["甲", "乙", "其他"])
_DAY = date(2024, 12, 31)
_YUAN = {"元": 1, "万元": 10**4, "亿元": 10**8}


@st.composite
def rarely(draw: st.DrawFn, values: Strategy, others: Strategy, parts: int = 8) -> Any:
    """Mostly one thing, in one of so many draws another."""
    return draw(others if draw(_DICE[parts]) == parts else values)


def value_of(figure: Input, edges: Edges, *, near: bool = True) -> Strategy:
    """What a submission may give for a figure.

    Args:
        figure: the figure.
        edges: where scores change.
        near: whether it may be zero, out of bounds or of the wrong kind.
    """
    good = _good(figure, edges, zero=near)
    return rarely(good, _bad(figure)) if near else good


def _good(figure: Input, edges: Edges, *, zero: bool) -> Strategy:
    match figure.kind:
        case "flag":
            return st.booleans()
        case "text" | "level":
            options = figure.options or edges.texts.get(figure.path, ())
            return st.sampled_from(options) if options else _ANY_TEXT
        case "date":
            return _dates(edges.dates)
    return _numbers(figure, edges, zero=zero).map(lambda value: _written(value, figure))


def _dates(edges: tuple[date, ...]) -> Strategy:
    beside = [edge + timedelta(days=days) for edge in edges for days in (-1, 0, 1)]
    anywhere = st.dates(date(2015, 1, 1), date(2035, 12, 31))
    return st.sampled_from(beside) | anywhere if beside else anywhere


def _numbers(figure: Input, edges: Edges, *, zero: bool) -> Strategy:
    """Numbers within the figure's bounds, in base units."""
    low, high = _ends(figure)
    inside = _beside_edges(figure, edges, zero=zero)
    scale = 10 ** _WRITTEN[figure.kind]
    first, last = -((-low * scale) // 1), high * scale // 1
    if not zero and first <= 0 <= last:
        first = min(Fraction(1), last)
    anywhere = st.integers(int(first), max(int(first), int(last))).map(lambda n: Fraction(n, scale))
    return (st.sampled_from(inside) | anywhere) if inside else anywhere


def _ends(figure: Input) -> tuple[Fraction, Fraction]:
    """Between what a figure is looked for: its bounds, or something sensible."""
    low = figure.low if figure.low is not None else Fraction(0)
    return low, figure.high if figure.high is not None else low + _TOP.get(figure.kind, 1000)


def _beside_edges(figure: Input, edges: Edges, *, zero: bool) -> list[Fraction]:
    """The numbers at which something may change, and those next to them."""
    low, high = _ends(figure)
    step = _STEP.get(figure.kind, Fraction(1))
    known = {"ratio": edges.ratios, "money": edges.money}.get(figure.kind, edges.numbers)
    beside = (edge + by for edge in (low, high, *known, Fraction(1)) for by in (-step, Fraction(0), step))
    return [value for value in dict.fromkeys(beside) if low <= value <= high and (zero or value)]


def examples_of(figure: Input, edges: Edges, *, classed: bool) -> list[Any]:
    """A few usable values of a figure; amounts in tables of the standard vocabulary stand to a base."""
    match figure.kind:
        case "flag":
            return [True, False]
        case "text" | "level":
            return list(figure.options or edges.texts.get(figure.path, ())) or ["甲", "乙"]
        case "date":
            return [edge + timedelta(days=days) for edge in (*edges.dates, _DAY) for days in (-1, 0, 1)]
        case "money" if classed:
            shares = [*edges.ratios, Fraction(1), Fraction(1, 3), Fraction(3, 2)]
            return [Amount(share, Decimal(0), "万元") for share in shares if share > 0]
    low, high = _ends(figure)
    between = [low + (high - low) * n / 10 for n in range(1, 11)]
    return [_written(value, figure) for value in (*_beside_edges(figure, edges, zero=False), *between)]


def _written(value: Fraction, figure: Input) -> Any:
    """A number as a submission gives it: a mark out of so much, an amount with its unit."""
    if figure.kind == "money":
        return f"{_decimal(value)}元"
    if figure.kind == "ratio" and figure.out_of is not None:
        return _decimal(value * Fraction(figure.out_of))
    return _decimal(value)


def _decimal(value: Fraction) -> Decimal:
    """The number as a decimal, cut off where it does not end."""
    try:
        return to_decimal(value)
    except ValueError:
        return to_decimal(Fraction(int(value * 10**6), 10**6))


def _bad(figure: Input) -> Strategy:
    """Values that cannot be used: out of bounds, or of another kind."""
    if figure.kind in ("flag", "date"):
        return st.just("不详")
    if figure.kind in ("text", "level"):
        return st.just("没有这一项") if figure.options else st.just(True)
    outside: list[Any] = [True, "不详"]
    outside += [_written(figure.low - 1, figure)] if figure.low is not None else []
    outside += [_written(figure.high + 1, figure)] if figure.high is not None else []
    return st.sampled_from(outside)


@frozen
class Amount:
    """An amount of money that stands to a base in some way, or stands alone."""

    share: Fraction | None
    alone: Decimal
    unit: str

    def of(self, base: Decimal) -> Money:
        """The amount, for a base in 万元."""
        wan = Fraction(self.alone) if self.share is None else self.share * Fraction(base)
        return Money(_decimal(wan * 10**4 / _YUAN[self.unit]), self.unit)


def amounts(edges: Edges, *, near: bool = True, divides: bool = False) -> Strategy:
    """Amounts that stand to a base as rules want them to, exactly or all but; and others.

    Args:
        edges: where scores change.
        near: whether an amount may be zero.
        divides: whether others are divided by it, so that it had better be the base itself.
    """
    beside = (edge + by for edge in (*edges.ratios, Fraction(1)) for by in (0, Fraction(-1, 10000), Fraction(1, 10000)))
    shares = [share for share in dict.fromkeys([*beside, Fraction(1, 3), Fraction(3, 2)]) if share > 0]
    shares += [Fraction(0)] if near else []
    others = st.integers(0 if near else 1, 10**8).map(lambda fen: Decimal(fen).scaleb(-2))
    units = st.sampled_from([*_YUAN, "万元"])
    related = st.builds(Amount, st.sampled_from(shares), st.just(Decimal(0)), units)
    alone = st.builds(Amount, st.none(), others, units)
    whole = st.builds(Amount, st.just(Fraction(1)), st.just(Decimal(0)), units)
    if not divides:
        return st.one_of(related, related, alone)
    nothing = st.builds(Amount, st.just(Fraction(0)), st.just(Decimal(0)), units)
    return st.one_of(whole, whole, whole, related, nothing if near else alone)


def marks(full: Decimal, scheme: Scheme, *, near: bool = True) -> Strategy:
    """Points that an evaluator gives: full marks, none, ties of rounding, others; rarely too many."""
    tie = Fraction(full) / 2 + Fraction(5, 10 ** (scheme.places + 1))
    special = [full, full, Decimal(0), *([_decimal(tie)] if tie < full else [])]
    top = int(Fraction(full) * 10**scheme.places)
    good = st.sampled_from(special) | st.integers(0, top).map(lambda n: to_decimal(Fraction(n, 10**scheme.places)))
    return rarely(good, st.just(full + 1), 20) if near else good


def parts_of(total: Decimal, places: int) -> Strategy:
    """Points of rows that together make a total."""
    steps = int(Fraction(total) * 10**places)

    def cut(at: Iterable[int]) -> list[Decimal]:
        edges = [0, *sorted(at), steps]
        return [to_decimal(Fraction(b - a, 10**places)) for a, b in pairwise(edges)]

    if steps < 2:
        return st.just([total])
    return st.lists(st.integers(1, steps - 1), max_size=4, unique=True).map(cut)
