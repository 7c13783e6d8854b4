"""The tables that are measured, and the rivals: float64 queries as an analyst would write them by hand."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import numpy as np
import polars as pl

c = pl.col
IDS = tuple(f"i{n}" for n in range(1, 11))
CENT = Decimal("0.01")


def departments(
    size: int, projects: int = 10, holes: float = 0.035, seed: int = 0
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Departments and their projects, which lie together; a few figures are not given."""
    r = np.random.default_rng(seed)
    counts = r.integers(max(1, projects // 2), projects + projects // 2 + 1, size)
    rows = int(counts.sum())

    def money(size: int) -> Any:
        return np.exp(r.normal(15.5, 1.6, size)).clip(1, 10**12).astype(np.int64)

    adjusted, own = money(size), money(rows)
    marks = {f"judgements.i{n}": r.integers(0, 11, size) for n in (7, 8, 9)}
    entities = pl.DataFrame(
        {
            "entity": np.arange(size),
            "budget.total.adjusted": adjusted,
            "budget.total.actual": (adjusted * (r.integers(0, 1101, size) / 1000)).astype(np.int64),
            "carry": (adjusted // 1000) * r.integers(0, 300, size),
            "planned": r.integers(1, 60, size),
            "done": r.integers(0, 61, size),
            "satisfaction": r.integers(50, 101, size),
            "d1": r.integers(0, 8, size),
            "d2": r.integers(0, 15, size),
            **marks,
        }
    )
    child = pl.DataFrame(
        {
            "entity": np.repeat(np.arange(size), counts),
            "self_score": r.integers(30, 101, rows),
            "adjusted": own,
            "actual": (own // 1000) * r.integers(600, 1050, rows),
        }
    )
    for name in ("budget.total.actual", "satisfaction", "judgements.i8"):
        entities = entities.with_columns(entities[name].set(pl.Series(r.random(size) < holes), None))
    return entities, child.with_columns(child["self_score"].set(pl.Series(r.random(rows) < holes / 5), None))


def declared_wide(entities: pl.DataFrame, projects: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The same with one department and one project of 9e17, so that products need 128 bits."""
    first, huge = pl.int_range(pl.len()) == 0, 9 * 10**17
    names = ("budget.total.adjusted", "budget.total.actual")
    entities = entities.with_columns(pl.when(first).then(huge).otherwise(c(n)).alias(n) for n in names)
    return entities, projects.with_columns(
        pl.when(first).then(huge).otherwise(c(n)).alias(n) for n in ("adjusted", "actual")
    )


def floats(frame: pl.DataFrame) -> pl.DataFrame:
    """All but the key as float64."""
    return frame.with_columns(pl.exclude("entity").cast(pl.Float64))


def _cents(x: pl.Expr) -> pl.Expr:
    return (x * 100 + 0.5).floor() / 100


def hand_flat(entities: pl.DataFrame, projects: pl.DataFrame, engine: Any) -> pl.DataFrame:
    """The rival over flat tables: scores, total, grade, a code for each reason."""
    sums = {"weighted": c.self_score * c.actual, "actual": c.actual, "adjusted": c.adjusted}
    grouped = (
        projects.lazy()
        .group_by("entity")
        .agg(*(x.sum().alias(name) for name, x in sums.items()), unknown=c.self_score.null_count(), rows=pl.len())
    )
    joined = entities.lazy().join(grouped, on="entity", how="left", maintain_order="left")
    return _by_hand(joined).collect(engine=engine)


def hand_together(entities: pl.DataFrame, projects: pl.DataFrame, counts: Any) -> pl.DataFrame:
    """The rival where it knows that rows lie together: numpy sums."""
    starts = np.cumsum(counts) - counts
    marks, actual, adjusted = (projects[n].to_numpy() for n in ("self_score", "actual", "adjusted"))
    unknown = np.isnan(marks)
    sums = {
        "weighted": np.where(unknown, 0, marks) * actual,
        "actual": actual,
        "adjusted": adjusted,
        "unknown": unknown,
    }
    found = {name: np.add.reduceat(x, starts) for name, x in sums.items()}
    own = pl.DataFrame({**found, "unknown": found["unknown"].astype(np.int64), "rows": counts})
    return _by_hand(pl.concat([entities, own], how="horizontal").lazy()).collect()


def _by_hand(frame: pl.LazyFrame) -> pl.LazyFrame:
    budget, used, rate = c("budget.total.adjusted"), c("budget.total.actual"), c.actual / c.adjusted
    carried, done, lost = c.carry / budget, c.done / c.planned, 20 - c.d1 - c.d2
    scores = {
        "i1": _cents(pl.min_horizontal(used / budget / 0.95, pl.lit(1.0)) * 10),
        "i2": _cents(pl.when(c.unknown == 0).then(c.weighted / c.actual / 100 * 10)),
        "i3": _cents(pl.when(done > 1).then(1.0).otherwise(done) * 10),
        "i4": _cents(pl.when(c.satisfaction >= 95).then(5.0).otherwise(c.satisfaction / 95 * 5)),
        "i5": _cents(
            pl.when(rate >= 1).then(10.0).when(rate >= 0.9).then(6 + (rate - 0.9) * 40).otherwise(rate * 6 / 0.9)
        ),
        "i6": pl.when(carried <= 0.05)
        .then(5.0)
        .when(carried <= 0.1)
        .then(4.0)
        .when(carried <= 0.2)
        .then(3.0)
        .when(carried.is_not_null())
        .then(0.0),
        **{f"i{n}": _cents(c(f"judgements.i{n}")) for n in (7, 8, 9)},
        "i10": _cents(pl.when(lost > 0).then(lost).otherwise(0.0)),
    }
    codes = {
        "c1": _code(used.is_null(), budget == 0),
        "c2": _code(c.unknown > 0, c.actual == 0, c.rows.is_null()),
        "c3": _code(c.planned == 0),
        "c4": _code(c.satisfaction.is_null()),
        "c5": _code(c.adjusted == 0),
        "c6": _code(budget == 0),
        **{f"c{n}": _code(c(f"judgements.i{n}").is_null()) for n in (7, 8, 9)},
        "c10": _code(c.d1.is_null(), c.d2.is_null()),
    }
    told = frame.select("entity", *(x.alias(n) for n, x in {**scores, **codes}.items()))
    return told.with_columns(total=pl.sum_horizontal(IDS, ignore_nulls=False)).with_columns(grade=_grade(c.total))


def _code(*flags: pl.Expr) -> pl.Expr:
    found = flags[0].cast(pl.UInt8)
    for n, flag in enumerate(flags[1:], 1):
        found = found + 2**n * flag.cast(pl.UInt8)
    return found


def _grade(total: pl.Expr) -> pl.Expr:
    graded = pl.when(total >= 90).then(pl.lit("优")).when(total >= 80).then(pl.lit("良"))
    return graded.when(total >= 60).then(pl.lit("中")).when(total.is_not_null()).then(pl.lit("差"))


def decimal_loop(entities: pl.DataFrame, projects: pl.DataFrame) -> list[Any]:
    """The rival without a data frame: a loop over departments with Decimal, exact to 28 digits only."""
    rows: dict[int, list[Any]] = {}
    for row in projects.iter_rows(named=True):
        rows.setdefault(row["entity"], []).append(row)
    return [_department(one, rows.get(one["entity"], [])) for one in entities.iter_rows(named=True)]


def _department(one: dict[str, Any], own: list[Any]) -> Any:
    def cents(x: Decimal) -> Decimal:
        return x.quantize(CENT, ROUND_HALF_UP)

    d = {name: None if value is None else Decimal(value) for name, value in one.items()}
    scores: dict[str, Decimal | None] = dict.fromkeys(IDS)
    budget, used, carry = d["budget.total.adjusted"], d["budget.total.actual"], d["carry"]
    if budget and used is not None:
        scores["i1"] = cents(min(used / budget / Decimal("0.95"), Decimal(1)) * 10)
    actual = sum((Decimal(p["actual"]) for p in own), Decimal(0))
    adjusted = sum((Decimal(p["adjusted"]) for p in own), Decimal(0))
    if actual and all(p["self_score"] is not None for p in own):
        weighted = sum((Decimal(p["self_score"]) * Decimal(p["actual"]) for p in own), Decimal(0))
        scores["i2"] = cents(weighted / actual / 100 * 10)
    if d["planned"] and d["done"] is not None:
        scores["i3"] = cents(min(d["done"] / d["planned"], Decimal(1)) * 10)
    if (marks := d["satisfaction"]) is not None:
        scores["i4"] = cents(min(marks / 95, Decimal(1)) * 5)
    if adjusted:
        rate = actual / adjusted
        low = rate * 6 / Decimal("0.9")
        scores["i5"] = cents(Decimal(10) if rate >= 1 else 6 + (rate - Decimal("0.9")) * 40 if rate * 10 >= 9 else low)
    if budget and carry is not None:
        share = carry / budget
        steps = ((Decimal("0.05"), 5), (Decimal("0.1"), 4), (Decimal("0.2"), 3))
        scores["i6"] = Decimal(next((points for most, points in steps if share <= most), 0))
    for n in (7, 8, 9):
        if (judged := d[f"judgements.i{n}"]) is not None:
            scores[f"i{n}"] = cents(judged)
    if d["d1"] is not None and d["d2"] is not None:
        scores["i10"] = cents(max(Decimal(0), 20 - d["d1"] - d["d2"]))
    known = [score for score in scores.values() if score is not None]
    total = sum(known, Decimal(0)) if len(known) == len(IDS) else None
    grade = None if total is None else "优" if total >= 90 else "良" if total >= 80 else "中" if total >= 60 else "差"
    return scores, total, grade, [id for id, score in scores.items() if score is None]


_POINTS = ((10, 10, 10, 10, 5, 5), (10, 10, 5, 5), (5, 5))
_GROUPS = ("outputs", "benefits", "satisfaction")
_FULL = (50, 30, 10)


def sheets(size: int, seed: int = 0) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Project sheets with 12 targets each, seven in ten of them quantitative."""
    r = np.random.default_rng(seed)
    rows = size * 12
    adjusted = np.exp(r.normal(13, 1.6, size)).clip(1, 10**12).astype(np.int64)
    entities = pl.DataFrame(
        {
            "entity": np.arange(size),
            "budget.total.adjusted": adjusted,
            "budget.total.actual": (adjusted * (r.integers(500, 1001, size) / 1000)).astype(np.int64),
        }
    )
    groups = [name for name, points in zip(_GROUPS, _POINTS, strict=True) for _ in points]
    target = r.integers(1, 1000, rows)
    met = r.random(rows) < 0.7
    actual = np.where(met, target + r.integers(0, 50, rows), (target * r.random(rows)).astype(np.int64))
    relation = np.where(met & (r.random(rows) < 0.2), 1, r.choice([0, 0, 2], rows))
    actual = np.where(relation == 1, np.minimum(actual, target), actual)
    worded = pl.Series(r.random(rows) < 0.3)
    tiers = r.integers(0, 3, rows)
    degree = np.choose(tiers, [r.integers(80, 101, rows), r.integers(60, 80, rows), r.integers(0, 60, rows)])
    flat = [p for points in _POINTS for p in points]
    child = pl.DataFrame(
        {
            "entity": np.repeat(np.arange(size), 12),
            "group": pl.Series(groups).gather(pl.Series(np.tile(np.arange(12), size))),
            "points": np.tile(flat, size),
            "relation": pl.Series([">=", "<=", "="]).gather(pl.Series(relation)),
            "target": target,
            "actual": pl.Series(actual).set(pl.Series(r.random(rows) < 0.002), None),
            "tier": pl.Series(["reached", "partly", "missed"]).gather(pl.Series(tiers)).set(~worded, None),
            "degree": pl.Series(degree).cast(pl.Int128).reinterpret(dtype=pl.Decimal(38, 2)).set(~worded, None),
        }
    )
    return entities, child


def hand_sheets(entities: pl.DataFrame, targets: pl.DataFrame, engine: Any) -> pl.DataFrame:
    """The rival for project sheets: scores of rows, rounded, summed by group; what is open, and wrong points."""
    rate = pl.when(c.actual >= c.target).then(1.0).otherwise(c.actual / c.target)
    counted = pl.when(c.relation == "<=").then(pl.when(c.actual <= c.target).then(1.0)).otherwise(rate)
    share = pl.when(c.tier.is_null()).then(counted).otherwise(c.degree)
    rows = targets.lazy().with_columns(score=_cents(share * c.points))
    own = [c.group == name for name in _GROUPS]
    grouped = rows.group_by("entity").agg(
        *(pl.when(x).then(c.score).sum().alias(f"s{n}") for n, x in enumerate(own)),
        *(pl.when(x).then(c.points).sum().alias(f"p{n}") for n, x in enumerate(own)),
        *((x & c.score.is_null()).sum().alias(f"o{n}") for n, x in enumerate(own)),
    )
    joined = entities.lazy().join(grouped, on="entity", how="left", maintain_order="left")
    execution = _cents(pl.min_horizontal(c("budget.total.actual") / c("budget.total.adjusted"), pl.lit(1.0)) * 10)
    scores = [
        pl.when((c(f"p{n}") == full) & (c(f"o{n}") == 0)).then(c(f"s{n}")).alias(name)
        for n, (name, full) in enumerate(zip(_GROUPS, _FULL, strict=True))
    ]
    codes = [
        _code(c(f"p{n}").is_null(), c(f"p{n}") != full, c(f"o{n}") > 0).alias(f"c{n}") for n, full in enumerate(_FULL)
    ]
    told = joined.select("entity", execution.alias("execution"), *scores, *codes)
    parts = ("execution", *_GROUPS)
    told = told.with_columns(total=pl.sum_horizontal(parts, ignore_nulls=False)).with_columns(grade=_grade(c.total))
    return told.collect(engine=engine)
