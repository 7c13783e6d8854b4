"""`perfeval table`: evaluate, columns, template."""

import builtins
import sys
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from tests.cli.test_process import POSIX, terminal

TABLES, TOWN = "examples/town-2024/tables", "examples/town-2024/scheme.toml"
HOW = ("--scheme", TOWN, "--money-unit", "万元")


@pytest.fixture
def parquet(tmp_path: Path) -> Path:
    """The tables of the town as Parquet, without the row that belongs to nobody."""
    folder = tmp_path / "tables"
    folder.mkdir()
    entities = pl.read_csv(f"{TABLES}/entities.csv", infer_schema=False)
    targets = pl.read_csv(f"{TABLES}/targets.csv", infer_schema=False).join(entities, on="entity", how="semi")
    for name, frame in (("entities", entities), ("targets", targets)):
        frame.write_parquet(folder / f"{name}.parquet")
    return folder


def test_a_folder_and_files_by_name_are_the_same(call, tmp_path):
    one, other = tmp_path / "one.parquet", tmp_path / "other.parquet"
    assert call("table", "evaluate", TABLES, *HOW, "-o", one).code == 1
    assert (
        call("table", "evaluate", f"{TABLES}/entities.csv", f"targets={TABLES}/targets.csv", *HOW, "-o", other).code
        == 1
    )
    assert pl.read_parquet(one).equals(pl.read_parquet(other))
    assert pl.read_parquet(one)["total"].cast(pl.String).to_list() == ["96.21", "99.67", None, "86.25", "100.00"]


@pytest.mark.parametrize("layout", ["wide", "tidy"])
@pytest.mark.parametrize("suffix", [".parquet", ".csv"])
def test_in_batches_and_as_a_whole(call, parquet, tmp_path, layout, suffix):
    one, other = tmp_path / f"one{suffix}", tmp_path / f"other{suffix}"
    more = ("--bounds", "--shares", "--layout", layout)
    whole = call("table", "evaluate", parquet, *HOW, *more, "-o", one, "--format", "json")
    parts = call("table", "evaluate", parquet, *HOW, *more, "-o", other, "--format", "json", "--batch", "2")
    assert {**whole.json, "output": ""} == {**parts.json, "output": ""}
    assert whole.json["output"] == str(one)
    read = pl.read_parquet if suffix == ".parquet" else pl.read_csv
    assert read(one).equals(read(other))
    assert read(one).height == 5 if layout == "wide" else read(one).height > 20


def test_large_files_are_read_in_batches(call, parquet, tmp_path, monkeypatch):
    monkeypatch.setattr("perfeval.cli.tabling.MOST_ROWS", 5)
    monkeypatch.setattr("perfeval.cli.tabling.evaluate_table", None)
    assert call("table", "evaluate", parquet, *HOW, "-o", tmp_path / "out.parquet").code == 1
    assert pl.read_parquet(tmp_path / "out.parquet").height == 5


def test_summary_as_json(call):
    ended = call("table", "evaluate", TABLES, *HOW, "--format", "json", "--lang", "en")
    assert ended.code == 1
    told = ended.json
    assert (told["entities"], told["complete"], told["orphans"], told["recorded"]) == (5, 4, 1, 0)
    assert told["grades"] == {"优": 2, "良": 1, "中": 1, "差": 0}
    assert ended.codes == ["I204"]
    assert told["output"] is None


def test_many_orphans_are_counted_and_a_few_told(call, parquet):
    rows = pl.read_parquet(parquet / "targets.parquet")
    lost = rows.with_columns(pl.lit("无此单位").alias("entity"))
    pl.concat([rows, lost, lost]).write_parquet(parquet / "targets.parquet")
    ended = call("table", "evaluate", parquet, *HOW)
    assert "没有归属的行 14 行" in ended.out
    assert ended.out.count("I204") == 10
    assert "还有 4 行" in ended.out


def test_all_well_is_zero(call, parquet):
    assert call("table", "evaluate", parquet, *HOW, "--on-missing", "zero").code == 0
    entities = pl.read_parquet(parquet / "entities.parquet").filter(pl.col("entity") != "文化站")
    entities.write_parquet(parquet / "entities.parquet")
    assert call("table", "evaluate", parquet, *HOW).code == 1  # the rows of the one that is gone
    targets = pl.read_parquet(parquet / "targets.parquet").join(entities, on="entity", how="semi")
    targets.write_parquet(parquet / "targets.parquet")
    assert call("table", "evaluate", parquet, *HOW).code == 0


def test_what_was_too_large_for_columns_is_told(call, parquet):
    entities = pl.read_parquet(parquet / "entities.parquet")
    huge = (
        pl.when(pl.col("entity") == "水务站").then(pl.lit(f"{'9' * 19}.{'9' * 19}")).otherwise("budget.total.adjusted")
    )
    entities.with_columns(huge.alias("budget.total.adjusted")).write_parquet(parquet / "entities.parquet")
    assert "逐个计算 1 个" in call("table", "evaluate", parquet, *HOW).out


def test_departures_are_those_of_evaluate(call, tmp_path):
    out = tmp_path / "out.parquet"
    more = ("--set", "spending_full=97%", "--points", "budgeting=15", "--points", "spending=25")
    call("table", "evaluate", TABLES, *HOW, *more, "--not-applicable", "full", "-o", out)
    one = call("evaluate", "examples/town-2024/office.toml", "--scheme", TOWN, *more, "--format", "json")
    scores = pl.read_parquet(out)
    shown = {i["id"]: i["score"] for i in one.json["indicators"] if i["id"] in ("spending", "satisfaction")}
    assert {id: str(scores[f"score.{id}"][0]) for id in shown} == shown


def test_other_keys_floats_and_absent_columns(call, parquet):
    for path in parquet.iterdir():
        pl.read_parquet(path).rename({"entity": "单位代码"}).write_parquet(path)
    assert call("table", "evaluate", parquet, *HOW).code == 3
    assert call("table", "evaluate", parquet, *HOW, "--key", "单位代码").code == 1
    entities = pl.read_parquet(parquet / "entities.parquet").drop("judgements.award")
    entities.with_columns(pl.col("satisfaction").cast(pl.Float64)).write_parquet(parquet / "entities.parquet")
    ended = call("table", "evaluate", parquet, *HOW, "--key", "单位代码", "--format", "json")
    assert (ended.code, sorted(ended.codes)) == (3, ["I103", "I201"])
    assert call("table", "evaluate", parquet, *HOW, "--key", "单位代码", "--floats", "1", "--absent").code == 1


def test_a_key_with_a_name_that_results_use(call, parquet):
    for path in parquet.iterdir():
        pl.read_parquet(path).rename({"entity": "code"}).write_parquet(path)
    ended = call("table", "evaluate", parquet, *HOW, "--key", "code", "--format", "json")
    assert (ended.code, ended.codes) == (3, ["I118"])


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ((TABLES, "--scheme", "no-such-scheme"), 2),
        ((TABLES,), 2),
        ((f"{TABLES}/entities.csv", f"{TABLES}/targets.csv", *HOW), 2),
        ((f"targets={TABLES}/targets.csv", *HOW), 2),
        ((f"{TABLES}/entities.csv", f"target={TABLES}/targets.csv", *HOW), 2),
        ((TABLES, *HOW, "--batch", "5"), 2),
        ((TABLES, *HOW, "-o", "scores.xlsx"), 3),
        ((TABLES, *HOW, "-o", f"{TABLES}/targets.csv"), 2),
        (("examples/town-2024", *HOW), 3),
        (("no-such-file.parquet", *HOW), 3),
        ((f"{TABLES}/entities.csv", f"targets={TOWN}", *HOW), 3),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_mistakes(call, args, code):
    ended = call("table", "evaluate", *args)
    assert (ended.code, ended.out) == (code, "")


def test_a_misspelt_table_is_told(call, parquet):
    (parquet / "targets.parquet").rename(parquet / "target.parquet")
    ended = call("table", "evaluate", parquet, *HOW, "--lang", "en")
    assert ended.code == 2
    assert "I115" in ended.err
    assert "targets" in ended.err


def test_tables_that_a_scheme_does_not_read_are_left_alone(call, parquet):
    (parquet / "tasks.parquet").write_bytes(b"nothing that could be read")
    assert call("table", "evaluate", parquet, *HOW).code == 1


def test_two_files_for_one_table(call, parquet):
    (parquet / "entities.csv").write_text("entity\n", encoding="utf-8")
    assert call("table", "evaluate", parquet, *HOW).code == 2


def test_columns_as_json(call):
    found = {(c["table"], c["name"]): c for c in call("table", "columns", "foshan-2021", "--format", "json").json}
    spent = found["entities", "budget.total.actual"]
    assert (spent["type"], spent["unit"], spent["low"], spent["high"]) == ("money", "元", "0", None)
    assert found["projects", "exempt"]["required"] is False
    assert found["projects", "self_score"]["high"] == "100"
    assert found["entities", "not_applicable.spending"]["role"] == "not_applicable"
    ended = call("table", "columns", "foshan-2021", "--key", "unit", "--key", "year", "--format", "json")
    assert [c["name"] for c in ended.json][:2] == ["unit", "year"]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_template_is_a_folder_that_can_be_evaluated(call, tmp_path, form):
    folder = tmp_path / "new"
    ended = call("table", "template", "foshan-2021", "-o", folder, "--form", form, "--format", "json")
    assert ended.code == 0
    names = {f"{name}.{form}" for name in ("entities", "tasks", "projects")} | {"README.md"}
    assert {Path(path).name for path in ended.json["files"]} == names == {path.name for path in folder.iterdir()}
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert "`not_applicable.spending`" in readme
    assert "`projects.given`" in readme
    done = call("table", "evaluate", folder, "--scheme", "foshan-2021", "--format", "json")
    assert (done.code, done.json["entities"]) == (0, 0)
    assert call("table", "template", "foshan-2021", "-o", folder).code == 2  # it is left alone


def test_a_template_as_a_workbook(call, tmp_path):
    path = tmp_path / "new.xlsx"
    assert call("table", "template", "foshan-2021", "-o", path, "--money-unit", "万元").code == 0
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["说明", "entities", "tasks", "projects"]
    assert [cell.value for cell in book["projects"][1]] == ["entity", "exempt", "self_score", "adjusted"]
    told = {row[1]: row for row in book["说明"].iter_rows(values_only=True)}
    assert told["adjusted"][3:5] == ("金额，以万元计", "不小于 0")
    checked = {str(rule.sqref): rule for rule in book["projects"].data_validations.dataValidation}
    assert checked["B2:B10001"].formula1 == '"是,否"'
    assert (checked["C2:C10001"].formula1, checked["C2:C10001"].formula2) == ("0", "100")
    assert call("table", "template", "foshan-2021", "-o", path, "--lang", "en").code == 0
    assert openpyxl.load_workbook(path).sheetnames[0] == "columns"


@pytest.mark.parametrize(("name", "form"), [("new.xlsx", "csv"), ("new", "xlsx")])
def test_forms_that_do_not_fit_the_name(call, tmp_path, name, form):
    assert call("table", "template", "foshan-2021", "-o", tmp_path / name, "--form", form).code == 2
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("missing", "args", "extra"),
    [
        ("polars", ("columns", "foshan-2021"), "tables"),
        ("polars", ("evaluate", TABLES, *HOW), "tables"),
        ("xlsxwriter", ("template", "foshan-2021", "-o", "new.xlsx"), "excel"),
    ],
)
def test_a_missing_extra(call, monkeypatch, tmp_path, missing, args, extra):
    own = builtins.__import__
    room = "perfeval.tables"

    def without(name, *others):
        if name == missing or (missing == "polars" and name in ("perfeval", room) and others[2:3] == (("tables",),)):
            raise ModuleNotFoundError(missing, name=missing)
        return own(name, *others)

    monkeypatch.delitem(sys.modules, missing, raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    args = [tmp_path / arg if arg == "new.xlsx" else arg for arg in args]
    ended = call("table", *args, "--lang", "en")
    assert ended.code == 2
    assert f'pip install "perfeval[{extra}]"' in ended.err


def test_help_needs_no_polars(process):
    ended = process("table", "evaluate", "--help")
    assert ended.code == 0


@POSIX
def test_a_bar_where_somebody_looks(parquet, tmp_path):
    output = str(tmp_path / "out.parquet")
    code, shown = terminal("table", "evaluate", str(parquet), *HOW, "-o", output, "--batch", "2")
    assert code == 1
    assert "5/5" in shown
