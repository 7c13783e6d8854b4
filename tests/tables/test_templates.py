"""The columns that a scheme asks for, and templates that are filled in and evaluated."""

from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from tests.evaluation.generating import schemes

import perfeval
from perfeval.evaluation import plan
from perfeval.expressions import choose, clamp, is_missing, lift
from perfeval.model import Indicator, Input, Scheme, names
from perfeval.tables import Asked, Reading, evaluate_tables, needs, table_columns, template_files, template_tables

FOSHAN = plan(perfeval.scheme("foshan-2021"))
ASKED = Asked("rescale", "incomplete")
LONG = f"{'9' * 19}.{'9' * 19}"
"""An amount that columns cannot hold."""
FILLED = {
    "entities": {
        "entity": ["甲", "乙"],
        "judgements.budgeting": ["9.5", "8"],
        "judgements.performance": ["7", "8"],
        "judgements.finance": ["18", "19"],
        "judgements.project_management": ["7.5", "8"],
        "judgements.assets": ["5", "4"],
        "budget.total.actual": ["884.78", "95"],
        "budget.total.adjusted": ["922.01", "100"],
        "judgements.benefit": ["13", "15"],
        "satisfaction": ["98.5", "91"],
    },
    "tasks": {"entity": ["甲", "乙", "乙"], "done": ["true", "true", "false"]},
    "projects": {
        "entity": ["乙", "甲"],
        "exempt": ["false", "false"],
        "self_score": ["97", "99"],
        "adjusted": ["10", "20"],
    },
}


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_template_filled_in_is_evaluated(tmp_path: Path, form: str) -> None:
    files = template_files(table_columns(FOSHAN, money_unit="万元"), form)  # type: ignore[arg-type]
    paths = {name: tmp_path / f"{name}.{form}" for name in FILLED}
    assert set(files) == {path.name for path in paths.values()}
    for name, path in paths.items():
        path.write_bytes(files[path.name])
        if form == "csv":
            rows = zip(*FILLED[name].values(), strict=True)
            path.write_bytes(files[path.name] + "".join(f"{','.join(row)}\n" for row in rows).encode())
        else:
            empty = pl.read_parquet(path)
            kept = pl.DataFrame(FILLED[name]).with_columns(
                pl.col(c).replace_strict({"true": True, "false": False})
                for c, t in empty.schema.items()
                if t == pl.Boolean
            )
            pl.concat([empty, kept.cast(dict(empty.schema))]).write_parquet(path)  # type: ignore[arg-type]
    entities = paths.pop("entities")
    found = evaluate_tables(FOSHAN, entities, paths, reading=Reading(money_unit="万元"), asked=ASKED)
    assert found.scores["score.spending"].to_list() == [Decimal("10.00"), Decimal("10.00")]
    assert found.scores["score.key_tasks"].to_list() == [Decimal("10.00"), Decimal("5.00")]
    assert found.scores["complete"].all()


def test_csv_opens_in_excel() -> None:
    for data in template_files(table_columns(FOSHAN), "csv").values():
        assert data.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("seed", range(12))
def test_an_empty_template_of_any_scheme_is_no_fault(tmp_path: Path, seed: int) -> None:
    made = plan(schemes(seed))
    columns = table_columns(made)
    for name, data in template_files(columns, "parquet").items():
        (tmp_path / name).write_bytes(data)
    children = {name: tmp_path / f"{name}.parquet" for name in needs(made).tables}
    found = evaluate_tables(made, tmp_path / "entities.parquet", children, reading=Reading(), asked=ASKED)
    assert found.scores.height == 0
    assert set(template_tables(columns)) == {"entities", *children}


def test_columns_that_are_left_out_are_missed(tmp_path: Path) -> None:
    """What is said to be required is, and nothing else."""
    frames = {name: pl.read_csv(data) for name, data in template_files(table_columns(FOSHAN), "csv").items()}
    for column in table_columns(FOSHAN):
        if column.role in ("given", "not_applicable") or column.role == "key":
            continue
        kept = {name.removesuffix(".csv"): frame.cast(pl.String) for name, frame in frames.items()}
        kept[column.table] = kept[column.table].drop(column.name)
        entities = kept.pop("entities")
        codes = []
        try:
            evaluate_tables(FOSHAN, entities, kept, reading=Reading(), asked=ASKED)
        except perfeval.FormatError as error:
            codes = [finding.code for finding in error.findings]
        assert codes == (["I201"] if column.required else []), column.name


def test_bounds_are_as_they_are_written() -> None:
    inputs = [
        Input("people", "quantity", "人数", unit="人", low=1),
        Input("debt", "money", "债务", high=500_000),
        Input("rate", "ratio", "比率", low=0, high="50%"),
        Input("mark", "ratio", "得分", low=0, high=1, out_of=120),
        Input("region", "text", "地区", options=["东", "西"]),
        Input("since", "date", "日期"),
        Input("open", "flag", "公开", default=False),
    ]
    the = names(inputs)
    share = choose(the.open, the.rate, the.mark)
    known = choose(the.region.equals("东") & ~is_missing(the.since) & (the.people > lift(3)), share, share)
    rule = choose(is_missing(the.debt), known, share)
    made = plan(
        Scheme(id="toy", label="示例", groups=[Indicator("work", "工作", 100, scoring=clamp(rule))], inputs=inputs)
    )
    columns = {c.name: c for c in table_columns(made, money_unit="万元")}
    assert (columns["debt"].high, columns["debt"].unit) == (Decimal(50), "万元")
    assert columns["debt"].bounds.zh == "不大于 50"
    assert columns["rate"].bounds.en == "0 to 0.5"
    assert (columns["mark"].bounds.en, columns["mark"].form.zh) == ("0 to 120", "分数，满分 120")
    assert columns["people"].bounds.zh == "不小于 1"
    assert columns["people"].form.en == "a number (人)"
    assert (columns["region"].options, columns["region"].form.zh) == (("东", "西"), "选其一：东、西")
    assert columns["since"].held == "date"
    assert not columns["open"].required


def test_flags_beside_the_figures_are_read_from_csv() -> None:
    """A text says no where it is one of the words for it, and so does a flag that was left empty."""
    entities = pl.DataFrame({n: [*v, v[0], v[0]] for n, v in FILLED["entities"].items() if n != "entity"})
    entities = entities.with_columns(
        pl.Series("entity", ["甲", "乙", "丙", "丁"]),
        pl.Series("projects.given", ["是", "否", "", "false"]),
        pl.Series("not_applicable.benefit", ["", "否", "没有", "true"]),
    )
    children = {name: pl.DataFrame(FILLED[name]) for name in ("tasks", "projects")}
    for size in ("922.01", LONG):  # the second goes to the record engine
        told = entities.with_columns(pl.lit(size).alias("budget.total.adjusted"))
        found = evaluate_tables(FOSHAN, told, children, reading=Reading(), asked=ASKED)
        assert found.recorded == (4 if size == LONG else 0)
        assert found.uniform()["status.benefit"].to_list() == ["scored", "scored", "not_applicable", "not_applicable"]
        reasons = found.reasons.filter(pl.col("indicator") == "project_goals")
        assert dict(reasons.select("entity", "code").rows())["乙"] == "not_given"
        assert set(reasons["entity"]) >= {"乙", "丙", "丁"}
        assert found.uniform()["status.project_goals"][0] == "scored"


def test_the_example_of_the_town() -> None:
    folder = Path(__file__).parent.parent.parent / "examples" / "town-2024"
    scheme = perfeval.load_scheme(folder / "scheme.toml")
    found = perfeval.evaluate_table(
        folder / "tables" / "entities.csv", scheme, targets=folder / "tables" / "targets.csv", money_unit="万元"
    )
    one = perfeval.evaluate(folder / "office.toml", scheme)
    assert found.scores["total"][0] == one.total
