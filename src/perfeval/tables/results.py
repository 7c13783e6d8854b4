"""The result of a table: scores as decimals, wide and tidy, with reasons and findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
from attrs import frozen

from perfeval.evaluation import Plan
from perfeval.tables.points import points_of, total_unit
from perfeval.tables.program import SHARE_PLACES, Asked, Form
from perfeval.tables.worked import Worked


@frozen(eq=False)
class TableEvaluation:
    """What evaluating a table came to. Scores are decimals of the scheme's places, exactly as one by one.

    All tables are polars frames, which pandas, pyarrow and DuckDB read as they are.
    """

    scores: pl.DataFrame
    """A row for each entity, in the order of the input: the keys, `total`, `grade`, `complete`, and for every
    indicator and group its `score.ID`; `level.ID` on ordinal scales, `status.ID` where something is unscored or does
    not apply, `lower`, `upper`, `possible_grades` and `share.ID` where they were asked for."""
    reasons: pl.DataFrame
    """Why something has no result of its own: the keys, `indicator`, `row` of an open group, `code`, `path`."""
    rows: pl.DataFrame
    """The rows of open groups, where they were asked for: the keys, `group`, `row`, `status`, `points`, `score`."""
    findings: pl.DataFrame
    """What is wrong with the tables beside that: rows whose entity is not there."""
    worked: Worked
    """The same in units."""
    plan: Plan
    """The plan they were evaluated by."""
    asked: Asked
    """The policies, and what was asked for."""
    keys: tuple[str, ...]
    """The columns that tell entities apart."""

    @property
    def recorded(self) -> int:
        """How many entities were too large for columns and went through the record engine one by one."""
        return self.worked.recorded

    def uniform(self) -> pl.DataFrame:
        """The scores with every column that a result of the scheme can have, and the reasons in a column of lists.

        Whatever the data, the columns and their types are those of `uniform_schema`, and reasons stand in one order:
        what files and clusters need.
        """
        schema = uniform_schema(self.plan, self.asked, {key: self.scores.schema[key] for key in self.keys})
        reasons = self._in_order().group_by("place", maintain_order=True).agg(pl.struct(*REASON).alias("reasons"))
        places = pl.DataFrame({"place": pl.int_range(self.scores.height, eager=True)})
        lists = places.join(reasons, on="place", how="left", maintain_order="left")["reasons"]
        lists = lists.fill_null(pl.Series([[]], dtype=schema["reasons"]))
        have = self.scores.with_columns(lists)
        columns = []
        for name, dtype in schema.items():
            absent = pl.lit("scored" if name.startswith("status.") else None)
            columns.append((pl.col(name) if name in have.columns else absent).cast(dtype).alias(name))
        return have.select(columns)

    def _in_order(self) -> pl.DataFrame:
        """The reasons by entity, in the order of the scheme and its rows: the same whichever engine found them."""
        order = {id: n for n, id in enumerate(points_of(self.plan))}
        place = pl.col("indicator").replace_strict(order, return_dtype=pl.Int64)
        return self.worked.reasons.sort("place", place, "row", "code", "path", nulls_last=False)

    def tidy(self) -> pl.DataFrame:
        """A row for each entity and node: the keys, `indicator`, `points`, `status`, `score` or `level`, `share`."""
        parts = [self._node(id) for id in points_of(self.plan)]
        return pl.concat(parts).select(pl.exclude("~place", "~node"))

    def _node(self, id: str) -> pl.DataFrame:
        columns, points = self.scores.columns, points_of(self.plan)[id]
        score = f"score.{id}"

        def taken(name: str, dtype: pl.DataType) -> pl.Expr:
            return pl.col(name).cast(dtype) if name in columns else pl.lit(None, dtype=dtype)

        status = taken(f"status.{id}", pl.String()).fill_null("scored")
        return self.scores.select(
            *self.keys,
            pl.lit(id).alias("indicator"),
            (pl.col(f"points.{id}") if f"points.{id}" in columns else pl.lit(points))
            .cast(pl.Decimal(38, 6))
            .alias("points"),
            status.alias("status"),
            taken(score, pl.Decimal(38, self.plan.places)).alias("score"),
            taken(f"level.{id}", pl.String()).alias("level"),
            taken(f"share.{id}", pl.Decimal(38, SHARE_PLACES)).alias("share"),
        )


def uniform_schema(plan: Plan, asked: Asked, keys: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of `TableEvaluation.uniform`, known before any data is."""
    places = len(str(total_unit(plan))) - 1
    whole, score = pl.Decimal(38, places), pl.Decimal(38, plan.places)
    schema: dict[str, Any] = dict(keys)
    if plan.totals:
        schema["total"] = whole
    if plan.grades is not None:
        schema["grade"] = pl.String()
        if plan.caps:
            schema["uncapped"] = pl.String()
    schema["complete"] = pl.Boolean()
    if asked.bounds and plan.totals:
        schema |= {"lower": whole, "upper": whole}
        if plan.grades is not None:
            schema["possible_grades"] = pl.List(pl.String())
    for id, points in points_of(plan).items():
        schema |= {f"score.{id}": score} if points is not None else {f"level.{id}": pl.String()}
        schema[f"status.{id}"] = pl.String()
        if asked.shares and points is not None:
            schema[f"share.{id}"] = pl.Decimal(38, SHARE_PLACES)
        if asked.not_applicable == "redistribute" and points is not None:
            schema[f"points.{id}"] = whole
    schema["reasons"] = pl.List(pl.Struct(REASON))
    return schema


REASON: dict[str, Any] = {"indicator": pl.String(), "row": pl.Int64(), "code": pl.String(), "path": pl.String()}


def presented(
    worked: Worked,
    plan: Plan,
    asked: Asked,
    entities: pl.DataFrame,
    keys: Sequence[str],
    orphans: pl.DataFrame,
) -> TableEvaluation:
    """A result in units as decimals and names."""
    own = entities.select(keys)
    shown = [_shown(name, form, plan) for name, form in worked.forms.items() if _kept(name)]
    columns = worked.frame.select(
        *shown,
        *([_possible(worked.frame, plan)] if asked.bounds and plan.grades is not None else []),
        *(status for id in points_of(plan) if (status := _status(id, worked.forms)) is not None),
    )
    return TableEvaluation(
        pl.concat([own, columns], how="horizontal"),
        _keyed(worked.reasons, own),
        _keyed(_rows(worked, plan, asked), own),
        orphans,
        worked,
        plan,
        asked,
        tuple(keys),
    )


def _rows(worked: Worked, plan: Plan, asked: Asked) -> pl.DataFrame:
    unscored = pl.when(pl.col("score").is_null()).then(pl.lit("unscored")).otherwise(pl.lit("scored"))
    shares = [_decimal(pl.col("share"), 10**SHARE_PLACES)] if asked.shares else []
    return worked.rows.select(
        "place",
        "group",
        "row",
        pl.when("absent").then(pl.lit("not_applicable")).otherwise(unscored).alias("status"),
        _decimal(pl.col("points"), total_unit(plan)),
        _decimal(pl.col("score"), 10**plan.places),
        *shares,
    )


def _keyed(frame: pl.DataFrame, own: pl.DataFrame) -> pl.DataFrame:
    """A frame by place as a frame by key."""
    taken = own.select(pl.all().gather(frame["place"]))
    return pl.concat([taken, frame.drop("place")], how="horizontal")


def _kept(name: str) -> bool:
    return not name.startswith(("absent.", "unscored.", "possible."))


def _decimal(units: pl.Expr, unit: int) -> pl.Expr:
    """Units as decimals: the same digits with a point in them."""
    return units.cast(pl.Int128).reinterpret(dtype=pl.Decimal(38, len(str(unit)) - 1))


def _shown(name: str, form: Form, plan: Plan) -> pl.Expr:
    column = pl.col(name)
    match form:
        case "units":
            return _decimal(column, 10**plan.places)
        case "total_units":
            return _decimal(column, total_unit(plan))
        case "share":
            return _decimal(column, 10**SHARE_PLACES)
        case "rank":
            assert plan.grades is not None
            return column.cast(pl.UInt8).cat.to(pl.Enum([g.id for g in plan.grades.grades]))
    return column


_STATUSES = pl.Enum(["scored", "unscored", "not_applicable"])


def _status(id: str, forms: Mapping[str, Form]) -> pl.Expr | None:
    """`scored`, `unscored` or `not_applicable`; None where all are scored."""
    absent, unscored = f"absent.{id}", f"unscored.{id}"
    if absent not in forms and unscored not in forms:
        return None
    place = pl.col(unscored).cast(pl.UInt8) if unscored in forms else pl.lit(0, dtype=pl.UInt8)
    if absent in forms:
        place = pl.when(absent).then(pl.lit(2, dtype=pl.UInt8)).otherwise(place)
    return place.cat.to(_STATUSES).alias(f"status.{id}")


def _possible(frame: pl.DataFrame, plan: Plan) -> pl.Series:
    """The grades still possible, best first: few sets of them come up, so each list is made once."""
    assert plan.grades is not None
    ids = [grade.id for grade in plan.grades.grades]
    flags = [pl.col(f"possible.{n}").cast(pl.Int64) * 2**n for n in range(len(ids))]
    sets = frame.select(pl.sum_horizontal(flags)).to_series()
    found = sets.unique()
    lists = [[id for n, id in enumerate(ids) if value >> n & 1] for value in found]
    places = sets.replace_strict(found, pl.int_range(len(found), eager=True), return_dtype=pl.Int64)
    return pl.Series("possible_grades", lists, dtype=pl.List(pl.String)).gather(places)
