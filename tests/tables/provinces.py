"""A scheme of ten indicators, and departments of every kind: ordinary, tiny, huge, on a tie, with holes."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np
import polars as pl

from perfeval.expressions import (
    MEASURE,
    Const,
    bands,
    choose,
    clamp,
    lift,
    linear,
    max_of,
    proportional,
    total,
    weighted_mean,
)
from perfeval.model import Grades, Indicator, Input, Scheme, names

INPUTS = (
    Input("carry", "money", "结转", low=0),
    Input("done", "quantity", "完成", low=0, unit="项"),
    Input("planned", "quantity", "计划", low=0, unit="项"),
    Input("satisfaction", "ratio", "满意度", low=0, high=1, out_of=100),
    Input("d1", "points", "扣分一", low=0),
    Input("d2", "points", "扣分二", low=0),
)
THE = names(INPUTS)
IDS = tuple(f"i{n}" for n in range(1, 11))


def curve(x: Any) -> Any:
    return clamp(choose(x >= "90%", lift("60%") + (x - "90%") * 4, x * Const(Fraction(2, 3))))


GROUPS = (
    Indicator(
        "i1", "预算完成率", 10, measure=THE.budget.total.actual / THE.budget.total.adjusted, scoring=linear(full="95%")
    ),
    Indicator(
        "i2",
        "项目绩效",
        10,
        measure=weighted_mean(THE.projects.self_score, by=THE.projects.actual),
        scoring=proportional(),
    ),
    Indicator("i3", "任务完成率", 10, measure=THE.done / THE.planned, scoring=proportional()),
    Indicator("i4", "满意度", 5, measure=THE.satisfaction, scoring=linear(full="95%")),
    Indicator(
        "i5", "项目执行", 10, measure=total(THE.projects.actual) / total(THE.projects.adjusted), scoring=curve(MEASURE)
    ),
    Indicator(
        "i6",
        "结转率",
        5,
        measure=THE.carry / THE.budget.total.adjusted,
        scoring=bands(at_most={"5%": 5, "10%": 4, "20%": 3}, otherwise=0),
    ),
    Indicator("i7", "管理", 10),
    Indicator("i8", "公开", 10),
    Indicator("i9", "资产", 10),
    Indicator("i10", "合规", 20, scoring=max_of(lift(0), lift(20) - THE.d1 - THE.d2)),
)
SCHEME = Scheme(
    id="province",
    label="省级部门",
    groups=GROUPS,
    inputs=INPUTS,
    grades=Grades({"优": 90, "良": 80, "中": 60, "差": 0}),
)
HUGE = 9 * 10**17


class Departments:
    """Departments of all kinds, made anew from a seed."""

    def __init__(self, seed: int, *, huge: bool) -> None:
        """Take a seed, and whether some amounts are huge."""
        self.r = np.random.default_rng(seed)
        self.huge = huge

    def tables(self, size: int) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Departments, and their projects: three each on the average, some of which nobody owns."""
        counts = self.r.choice([0, 1, 2, 3, 4, 5, 6], size, p=[0.1, 0.15, 0.15, 0.2, 0.2, 0.1, 0.1])
        entities = pl.DataFrame({"entity": np.arange(size), **self.budgets(size), **self.works(size)})
        rows = int(counts.sum())
        projects = pl.DataFrame({"entity": np.repeat(np.arange(size), counts), **self.projects(rows)})
        lost = pl.DataFrame({"entity": np.full(9, size + 5), **self.projects(9)}, schema=projects.schema)
        return entities, pl.concat([projects, lost])

    def amounts(self, size: int) -> Any:
        """Amounts of money: ordinary, tiny with zeros, huge."""
        kinds = self.r.choice(3, size, p=[0.6, 0.3, 0.1] if self.huge else [0.65, 0.35, 0])
        ordinary = np.exp(self.r.normal(15.5, 1.6, size)).clip(1, 10**12).astype(np.int64)
        many = [ordinary, self.r.integers(0, 41, size), self.r.integers(HUGE // 10, HUGE, size)]
        return np.choose(kinds, many)

    def beside(self, values: Any) -> Any:
        """Values, their neighbours one unit below and above."""
        return np.maximum(values + self.r.integers(-1, 2, len(values)), 0)

    def holes(self, values: Any, dtype: Any = pl.Int64, share: float = 0.02) -> pl.Series:
        """The values with some not given."""
        gone = pl.Series(self.r.random(len(values)) < share)
        return (
            pl.Series(values).cast(pl.Int128).reinterpret(dtype=dtype).set(gone, None)
            if isinstance(dtype, pl.Decimal)
            else pl.Series(values, dtype=dtype).set(gone, None)
        )

    def pairs(self, size: int, parts: int, whole: int) -> tuple[Any, Any]:
        """A part and a whole that lie on a tie, on its neighbours, or anywhere."""
        odd, times = 2 * self.r.integers(0, 1000, size) + 1, self.r.integers(1, 10**5, size)
        tied = self.r.random(size) < 0.4
        total = self.amounts(size)
        part = np.minimum((total * self.r.random(size) * 1.1).astype(np.int64), HUGE)
        part = np.where(self.r.random(size) < 0.1, total, part)
        return np.where(tied, self.beside(parts * odd * times), part), np.where(tied, whole * times, total)

    def budgets(self, size: int) -> Mapping[str, pl.Series]:
        """Budgets: i1 and i6."""
        actual, adjusted = self.pairs(size, 19, 40000)
        carry = np.where(self.r.random(size) < 0.3, adjusted // 20, (adjusted * self.r.random(size) * 0.3).astype(int))
        return {
            "budget.total.adjusted": self.holes(adjusted),
            "budget.total.actual": self.holes(actual),
            "carry": self.holes(self.beside(carry)),
        }

    def works(self, size: int) -> Mapping[str, pl.Series]:
        """Works and marks: i3, i4, i7 to i10, and what does not apply."""
        done, planned = self.pairs(size, 1, 2000)
        marks = {f"judgements.i{n}": self.holes(self.r.integers(0, 10100, size), pl.Decimal(38, 3)) for n in (7, 8, 9)}
        absent = {f"not_applicable.i{n}": pl.Series(self.r.random(size) < 0.01) for n in (1, 6, 9)}
        return {
            "done": self.holes(done),
            "planned": self.holes(planned),
            "satisfaction": self.holes(self.r.integers(0, 100500, size), pl.Decimal(38, 3)),
            "d1": self.holes(self.r.integers(0, 30000, size), pl.Decimal(38, 3)),
            "d2": self.holes(self.r.choice([0, 5, 10, 2005, 4995], size), pl.Decimal(38, 3)),
            **marks,
            **absent,
        }

    def projects(self, size: int) -> Mapping[str, pl.Series]:
        """Projects: i2 and i5."""
        actual, adjusted = self.pairs(size, 3, 4000)
        return {
            "adjusted": self.holes(adjusted, share=0.005),
            "actual": self.holes(actual, share=0.005),
            "self_score": self.holes(self.r.integers(0, 10001, size), pl.Decimal(38, 2), share=0.01),
        }
