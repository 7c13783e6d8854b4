"""However tables come, the result is the same: nested, sorted, scattered, from files and frames of all kinds."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from tests.tables.provinces import SCHEME, Departments

import perfeval
from perfeval import Indicator, Input, Scheme, evaluate_table, linear, names, total
from perfeval.findings import PerfevalError

ENTITIES, PROJECTS = Departments(1, huge=False).tables(400)
OWNED = PROJECTS.filter(PROJECTS["entity"] < 400)
PLAIN = Scheme(
    id="plain",
    label="简例",
    groups=[
        Indicator(
            "used",
            "执行率",
            60,
            measure=total(names().projects.actual) / total(names().projects.adjusted),
            scoring=linear(full="100%"),
        ),
        Indicator("work", "工作", 40),
    ],
)
OFFICES = pl.DataFrame({"entity": ["甲", "乙", "丙"], "judgements.work": [Decimal("40"), Decimal("30.5"), None]})
OWN = pl.DataFrame({"entity": ["甲", "甲", "丙"], "actual": [3, 1, 5], "adjusted": [4, 4, 5]})
SCORES = [Decimal("70.00"), None, None]


def scores(entities: Any = OFFICES, scheme: Any = PLAIN, **options: Any) -> Any:
    return evaluate_table(entities, scheme, **options).scores


def codes(entities: Any = OFFICES, scheme: Any = PLAIN, **options: Any) -> list[tuple[str, str]]:
    with pytest.raises(PerfevalError) as raised:
        evaluate_table(entities, scheme, **options)
    return [(finding.code, finding.location) for finding in raised.value.findings]


# layouts


def nested(entities: pl.DataFrame, rows: pl.DataFrame, empty: Any = ()) -> pl.DataFrame:
    lists = rows.group_by("entity", maintain_order=True).agg(pl.struct(pl.exclude("entity")).alias("projects"))
    joined = entities.join(lists, on="entity", how="left", maintain_order="left")
    if empty is None:
        return joined
    return joined.with_columns(pl.col("projects").fill_null(pl.Series([[]], dtype=joined.schema["projects"])))


def test_all_layouts_tell_the_same() -> None:
    wanted = evaluate_table(ENTITIES, SCHEME, projects=OWNED, shares=True)
    others = [
        evaluate_table(ENTITIES, SCHEME, projects=OWNED.sample(fraction=1, shuffle=True, seed=1), shares=True),
        evaluate_table(nested(ENTITIES, OWNED), SCHEME, shares=True),
        evaluate_table(ENTITIES, SCHEME, projects=OWNED.with_columns(pl.col("entity").cast(pl.Int32)), shares=True),
    ]
    for found in others:
        assert found.scores.equals(wanted.scores)
        assert sorted(found.reasons.rows()) == sorted(wanted.reasons.rows())


@pytest.mark.parametrize("order", ["backwards", "mixed"])
def test_rows_that_lie_together_in_another_order_than_their_entities(order: str) -> None:
    wanted = evaluate_table(ENTITIES, SCHEME, projects=OWNED).scores
    mixed = OWNED.sort("entity", descending=True, maintain_order=True)
    if order == "mixed":
        mixed = OWNED.sort(pl.col("entity").hash(3), maintain_order=True)
    assert evaluate_table(ENTITIES, SCHEME, projects=mixed).scores.equals(wanted)


def test_rows_of_one_entity_in_two_places() -> None:
    entities = pl.DataFrame({"entity": [1, 2, 3], "judgements.work": [40, 40, 40]})
    rows = pl.DataFrame({"entity": [1, 2, 1], "actual": [1, 1, 0], "adjusted": [1, 1, 1]})
    assert scores(entities, projects=rows)["total"].to_list() == [Decimal(70), Decimal(100), None]


def test_sorted_rows_with_gaps() -> None:
    entities = pl.DataFrame({"entity": range(300), "judgements.work": 40})
    rows = pl.DataFrame({"entity": [n for n in range(0, 300, 3) for _ in range(3)], "actual": 1, "adjusted": 2})
    wanted = [Decimal("70.00") if n % 3 == 0 else None for n in range(300)]
    assert scores(entities, projects=rows)["total"].to_list() == wanted


def test_no_rows_and_no_table_are_not_the_same() -> None:
    given = evaluate_table(OFFICES, PLAIN, projects=OWN.clear())
    absent = evaluate_table(OFFICES, PLAIN)
    flagged = evaluate_table(
        OFFICES.with_columns(pl.Series("projects.given", [True, False, None])), PLAIN, projects=OWN.clear()
    )
    told = [
        [(r[0], r[3], r[4]) for r in found.reasons.filter(indicator="used").rows()]
        for found in (given, absent, flagged)
    ]
    assert [code for _, code, _ in told[0]] == ["zero_denominator"] * 3
    assert [why[1:] for why in told[1]] == [("not_given", "projects")] * 3
    assert [code for _, code, _ in told[2]] == ["zero_denominator", "not_given", "not_given"]


def test_a_null_list_was_not_given_and_an_empty_one_is_empty() -> None:
    lists = nested(OFFICES, OWN, empty=None)
    whys = evaluate_table(lists, PLAIN).reasons.filter(entity="乙")
    assert whys.rows() == [("乙", "used", None, "not_given", "projects")]
    whys = evaluate_table(nested(OFFICES, OWN), PLAIN).reasons.filter(entity="乙")
    assert whys["code"].to_list() == ["zero_denominator"]


def test_nested_lists_that_are_all_empty() -> None:
    dtype = pl.List(pl.Struct({"actual": pl.Int64, "adjusted": pl.Int64}))
    empty = OFFICES.with_columns(pl.Series("projects", [[], [], []], dtype=dtype))
    assert scores(empty)["total"].to_list() == [None] * 3


# keys


def test_keys_that_are_not_there_empty_or_twice() -> None:
    assert codes(OFFICES.drop("entity"), projects=OWN.drop("entity")) == [
        ("I201", "entities: entity"),
        ("I201", "projects: entity"),
    ]
    holes = pl.Series("entity", [None, "乙", "丙"])
    assert codes(OFFICES.with_columns(holes), projects=OWN.with_columns(holes)) == [
        ("I202", "entities: entity"),
        ("I202", "projects: entity"),
    ]
    assert codes(OFFICES.with_columns(entity=pl.lit("甲"))) == [("I203", "entities: entity")]
    years = OFFICES.with_columns(year=pl.lit(2024))
    assert codes(pl.concat([years, years]), key=["entity", "year"]) == [("I203", "entities: entity, year")]


def test_two_keys() -> None:
    both = pl.concat([OFFICES.with_columns(year=pl.lit(2023)), OFFICES.with_columns(year=pl.lit(2024))])
    found = evaluate_table(both, PLAIN, projects=OWN.with_columns(year=pl.lit(2024)), key=["entity", "year"])
    assert found.scores.columns[:2] == ["entity", "year"]
    assert found.scores["total"].to_list() == [None, None, None, *SCORES]


def test_every_fault_of_the_shape_at_once() -> None:
    wrong = OFFICES.with_columns(pl.lit("甲").alias("entity"), pl.lit(1.5).alias("judgements.work"))
    flag = pl.Series("not_applicable.work", [1, 2, 3])
    found = codes(wrong.with_columns(flag), projects=OWN.drop("adjusted"))
    assert found == [
        ("I203", "entities: entity"),
        ("I103", "judgements.work"),
        ("I103", "not_applicable.work"),
        ("I201", "projects: adjusted"),
    ]


def test_a_table_that_is_given_twice() -> None:
    assert codes(nested(OFFICES, OWN), projects=OWN) == [("I114", "projects")]


def test_rows_without_an_entity_are_told_and_not_counted() -> None:
    lost = pl.DataFrame({"entity": ["丁", "戊"], "actual": [9, 9], "adjusted": [9, 9]})
    for rows in (pl.concat([OWN, lost]), pl.concat([lost, OWN])):
        found = evaluate_table(OFFICES, PLAIN, projects=rows)
        assert found.scores["total"].to_list() == SCORES
        assert found.scores.height == 3
        assert set(found.findings["code"]) == {"I204"}
        told = rows.with_row_index("row", offset=1).filter(pl.col("entity").is_in(["丁", "戊"]))
        assert found.findings["row"].to_list() == told["row"].to_list()


# judgements in a table of their own


def test_a_long_table_of_judgements() -> None:
    long = pl.DataFrame(
        {
            "entity": ["甲", "乙", "乙", "甲", "丁"],
            "indicator": ["work", "work", "work", "other", "work"],
            "points": [None, None, None, 1, 40],
            "deduction": [Decimal("1.5"), Decimal(2), Decimal("3.25"), None, None],
        }
    )
    found = evaluate_table(OFFICES.select("entity"), PLAIN, projects=OWN, judgements=long)
    assert found.scores["score.work"].to_list() == [Decimal("38.50"), Decimal("34.75"), None]
    long = long.with_columns(points=pl.Series([10, None, None, 1, 40]))
    found = evaluate_table(OFFICES.select("entity"), PLAIN, projects=OWN, judgements=long)
    assert found.scores["score.work"].to_list()[0] == 10
    nothing = long.select("entity", "indicator")
    assert scores(OFFICES.select("entity"), projects=OWN, judgements=nothing)["score.work"].null_count() == 3


def test_levels_in_a_long_table() -> None:
    scale = perfeval.Ordinal(("D", "C", "B", "A"))
    pefa = Scheme(
        id="levels", label="等级", groups=[Indicator("l", "等级", scale=scale)], combine=perfeval.NoCombination()
    )
    long = pl.DataFrame({"entity": ["甲", "乙"], "indicator": "l", "level": ["B", "E"]})
    found = evaluate_table(OFFICES.select("entity"), pefa, judgements=long)
    assert found.scores["level.l"].to_list() == ["B", None, None]
    assert dict(found.reasons.select("entity", "code").rows()) == {"乙": "out_of_bounds", "丙": "not_given"}
    assert scores(OFFICES.select("entity"), pefa, judgements=long.drop("level"))["level.l"].null_count() == 3


def test_judgements_without_indicators() -> None:
    long = pl.DataFrame({"entity": ["甲"], "points": [3]})
    assert codes(OFFICES.select("entity"), projects=OWN, judgements=long) == [("I201", "judgements: indicator")]


# where tables come from


def in_duckdb(frame: pl.DataFrame) -> Any:
    return duckdb.sql("select * from frame")


FRAMES: dict[str, Callable[[pl.DataFrame], Any]] = {
    "polars": lambda frame: frame,
    "lazy": lambda frame: frame.lazy(),
    "pandas": lambda frame: frame.to_pandas(use_pyarrow_extension_array=True),
    "pyarrow": lambda frame: frame.to_arrow(),
    "duckdb": in_duckdb,
}


@pytest.mark.parametrize("kind", FRAMES)
def test_frames_of_all_kinds(kind: str) -> None:
    found = scores(FRAMES[kind](OFFICES), projects=FRAMES[kind](OWN))
    assert found["total"].to_list() == SCORES


@pytest.mark.parametrize("suffix", [".parquet", ".csv"])
def test_files(suffix: str, tmp_path: Path) -> None:
    paths = {name: tmp_path / f"{name}{suffix}" for name in ("offices", "own")}
    for name, frame in (("offices", OFFICES), ("own", OWN)):
        getattr(frame, f"write{suffix.replace('.', '_')}")(paths[name])
    assert scores(str(paths["offices"]), projects=paths["own"])["total"].to_list() == SCORES


def test_what_is_no_table(tmp_path: Path) -> None:
    assert codes([1, 2]) == [("I103", "entities")]
    assert codes(projects={"actual": [1]}) == [("I103", "projects")]
    assert codes(tmp_path / "offices.txt")[0][0] == "I116"
    assert codes(tmp_path / "none.parquet")[0][0] == "I112"
    assert codes(tmp_path / "none.csv")[0][0] == "I112"


def test_an_own_table_with_values_of_all_kinds() -> None:
    inputs = (
        Input("visits.day", "date", "日期", table="visits"),
        Input("visits.held", "flag", "举行", table="visits"),
        Input("visits.place", "text", "地点", table="visits"),
        Input("visits.people", "quantity", "人数", table="visits", unit="人"),
    )
    the = names(inputs).visits
    kept = the.held & (the.day >= datetime.date(2025, 3, 1)) & the.place.equals("县")
    share = total(the.people, where=kept) / total(the.people)
    groups = [Indicator("v", "走访", 100, measure=share, scoring=linear(full="100%"))]
    own = Scheme(id="visits", label="走访", inputs=inputs, groups=groups)
    rows = pl.DataFrame(
        {
            "entity": ["甲", "甲", "乙", "丙"],
            "day": ["2025-03-01", "2025-02-28", "2025-04-01", "2025-13-01"],
            "held": ["是", "true", "否", "1"],
            "place": pl.Series(["县", "县", "县", "县"], dtype=pl.Categorical),
            "people": [5, 90, 9, 9],
        }
    )
    found = evaluate_table(OFFICES.select("entity"), own, tables={"visits": rows})
    assert found.scores["total"].to_list() == [Decimal("5.26"), 0, None]
    assert found.reasons.rows() == [("丙", "v", None, "unreadable", "visits.day")]
