"""The types whose values Hypothesis can make: `st.from_type(Money)`, `st.builds(f)` by a function's annotations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from itertools import pairwise
from typing import Any, Final

from hypothesis import strategies as st

from perfeval.expressions import STATUSES, Parameter, Source, lift, linear
from perfeval.findings import Text
from perfeval.model import (
    Deduction,
    Entity,
    Grade,
    Grades,
    Group,
    Indicator,
    Input,
    Judgement,
    Scheme,
    Submission,
    names,
)
from perfeval.numbers import MONEY_UNITS, Money

Strategy = st.SearchStrategy[Any]

_RATE = Input("satisfaction", "ratio", Text("满意度", "satisfaction"), low=0, high=1, out_of=100)
_LINE = Parameter("full_line", "95%", Text("满分线", "full-marks line"), Source("示例", "assumed"))
_the = names([_RATE], [_LINE])

SMALL: Final = Scheme(
    id="small-2024",
    label=Text("小方案", "a small scheme"),
    groups=[
        Group("management", Text("管理", "management"), [Indicator("budgeting", Text("预算管理", "budgeting"), 40)]),
        Indicator(
            "spending",
            Text("支出率", "spending rate"),
            40,
            measure=_the.budget.total.actual / _the.budget.total.adjusted,
            scoring=linear(full=_LINE),
            better="higher",
        ),
        Indicator(
            "satisfaction",
            Text("满意度", "satisfaction"),
            20,
            measure=_the["satisfaction"],
            scoring=linear(full=lift("90%"), zero=lift("60%")),
            better="higher",
        ),
    ],
    grades=Grades({"优": 90, "良": 80, "中": 60, "差": 0}),
    inputs=[_RATE],
    parameters=[_LINE],
    source=Source("示例", "assumed"),
)
"""The scheme that submissions of no scheme in particular are for."""

_POINTS = st.decimals(0, 100, places=2)
_CHINESE = st.text("预算绩效评价支出满意度目标完成", min_size=1, max_size=8)
_ENGLISH = st.text("abcdefghij klmnop", min_size=1, max_size=12).map(str.strip).filter(bool)
_IDS = st.from_regex(r"[a-z][a-z_]{0,9}", fullmatch=True)


def _texts() -> Strategy:
    return st.builds(Text, _CHINESE, _ENGLISH)


def _moneys() -> Strategy:
    return st.builds(Money, st.decimals(0, 10**8, places=2), st.sampled_from(list(MONEY_UNITS)))


def _sources() -> Strategy:
    return st.builds(Source, _CHINESE, st.sampled_from(STATUSES))


def _grades() -> Strategy:
    edges = st.lists(st.integers(1, 99), min_size=1, max_size=4, unique=True)
    return edges.map(lambda lows: Grades([Grade(f"G{low}", low) for low in (*sorted(lows, reverse=True), 0)]))


def _indicators() -> Strategy:
    return st.builds(Indicator, _IDS, _texts(), st.decimals("0.01", 100, places=2))


def _schemes() -> Strategy:
    """Schemes of judged indicators, with the points that make 100."""
    cuts = st.lists(st.integers(1, 99), max_size=5, unique=True)

    def made(cut: list[int]) -> Scheme:
        edges = [0, *sorted(cut), 100]
        points = (b - a for a, b in pairwise(edges))
        leaves = [Indicator(f"i{n}", Text(f"指标{n}", f"indicator {n}"), Decimal(p)) for n, p in enumerate(points, 1)]
        return Scheme(id="generated-2024", label=Text("生成的方案", "a generated scheme"), groups=leaves)

    return cuts.map(made)


def _judgements() -> Strategy:
    deductions = st.lists(st.builds(Deduction, _POINTS, _CHINESE), max_size=3)
    return st.builds(Judgement, points=_POINTS, reason=_CHINESE) | st.builds(Judgement, deductions=deductions)


def _submissions() -> Strategy:
    from perfeval.testing.strategies.handing_in import submissions  # reading rules is for those who ask for it

    return submissions(SMALL)


TYPES: Final[Mapping[type, Callable[[], Strategy]]] = {
    Entity: lambda: st.builds(Entity, _CHINESE, st.just("")),
    Grades: _grades,
    Indicator: _indicators,
    Judgement: _judgements,
    Money: _moneys,
    Scheme: _schemes,
    Source: _sources,
    Submission: _submissions,
    Text: _texts,
}
"""What is registered: for each type what makes its strategy."""


def register_types() -> None:
    """Register the strategies of all types."""
    for made, strategy in TYPES.items():
        st.register_type_strategy(made, partial(_of, strategy))


def _of(strategy: Callable[[], Strategy], _: type) -> Strategy:
    return strategy()
