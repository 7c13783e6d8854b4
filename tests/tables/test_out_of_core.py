"""Files in bounded memory: the rows of a table at once, whatever the layout, the batches and the keys."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from tests.evaluation.generating import Maker, schemes

from perfeval.evaluation import Plan, plan
from perfeval.expressions import linear, total
from perfeval.findings import FormatError
from perfeval.model import Group, Indicator, Scheme, names
from perfeval.tables import Asked, Reading, evaluate_files, evaluate_tables, framed, in_layout, needs
from perfeval.tables.outofcore import Tally

pytestmark = pytest.mark.slow

ASKED = Asked("rescale", "incomplete", bounds=True, shares=True)
ABSENT = Reading(absent=True)
THE = names()
TOY = plan(
    Scheme(
        id="toy",
        label="示例",
        groups=[
            Group(
                "all",
                "全部",
                [
                    Indicator("work", "工作", 60),
                    Indicator(
                        "spent",
                        "支出",
                        40,
                        measure=total(THE.projects.actual) / total(THE.projects.adjusted),
                        scoring=linear(full="95%"),
                    ),
                ],
            )
        ],
    )
)


def written(folder: Path, tables: Mapping[str, pl.DataFrame], **options: Any) -> dict[str, Path]:
    found = {name: folder / f"{name}.parquet" for name in tables}
    for name, path in found.items():
        tables[name].write_parquet(path, **options)
    return found


def ran(plan: Plan, files: Mapping[str, Path], output: Path, **options: Any) -> Tally:
    children = {name: path for name, path in files.items() if name != "entities"}
    asked = {"reading": Reading(), "asked": ASKED, **options}
    return evaluate_files(plan, files["entities"], children, output, **asked)


def toys(n: int = 10) -> dict[str, pl.DataFrame]:
    keys = [f"单位{k:03}" for k in range(n)]
    entities = pl.DataFrame({"entity": keys, "judgements.work": [60 - k % 7 for k in range(n)]})
    owners = [key for key in keys for _ in range(3)]
    rows = pl.DataFrame({"entity": owners, "actual": range(3 * n), "adjusted": [100 + k for k in range(3 * n)]})
    return {"entities": entities, "projects": rows.sample(fraction=1, shuffle=True, seed=3)}


def nested(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    entities = tables["entities"]
    for name in tables.keys() - {"entities"}:
        rows = tables[name].group_by("entity", maintain_order=True).agg(pl.struct(pl.exclude("entity")).alias(name))
        entities = entities.join(rows, on="entity", how="left", maintain_order="left")
        entities = entities.with_columns(pl.col(name).fill_null([]))
    return {"entities": entities}


@pytest.mark.parametrize("rows", [1, 3, 7, 1000])
@pytest.mark.parametrize("layout", ["wide", "tidy"])
@pytest.mark.parametrize("shape", [dict, nested], ids=["flat", "nested"])
def test_files_give_what_tables_give(tmp_path: Path, shape: Callable[..., Any], layout: Any, rows: int) -> None:
    tables = toys()
    files = written(tmp_path, shape(tables), row_group_size=4)
    tally = ran(TOY, files, tmp_path / "out.parquet", layout=layout, rows=rows)
    found = evaluate_tables(TOY, tables["entities"], {"projects": tables["projects"]}, reading=Reading(), asked=ASKED)
    assert_frame_equal(pl.read_parquet(tmp_path / "out.parquet"), in_layout(found, layout))
    assert (tally.entities, tally.complete, tally.orphans) == (10, 10, 0)


@settings(deadline=None, max_examples=12)
@given(st.integers(0, 2**32), st.integers(1, 9), st.booleans())
def test_of_any_scheme(tmp_path_factory: pytest.TempPathFactory, seed: int, rows: int, apart: bool) -> None:
    scheme, maker = schemes(seed), Maker(~seed)
    made = plan(scheme)
    tables = framed([maker.submission(scheme) for _ in range(12)], needs(made))
    asked = Asked(scheme.not_applicable, scheme.on_missing, bounds=True, shares=True)
    found = evaluate_tables(made, tables.entities, tables.children, reading=ABSENT, asked=asked)
    flat = {"entities": tables.entities, **tables.children}
    given = flat if apart else nested_or_not(tables.entities, tables.children)
    folder = tmp_path_factory.mktemp("any")
    files = written(folder, given)
    tally = ran(made, files, folder / "out.parquet", rows=rows, asked=asked, reading=ABSENT)
    assert_frame_equal(pl.read_parquet(folder / "out.parquet"), found.uniform())
    assert (tally.entities, tally.complete) == (12, found.scores["complete"].sum())


def nested_or_not(entities: pl.DataFrame, children: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Nested, where a table that was not given is a null list."""
    for name, frame in children.items():
        kept = pl.col(f"{name}.given") if f"{name}.given" in entities.columns else pl.lit(value=True)
        if frame.width == 1:
            frame = frame.with_columns(pl.lit(0).alias("~none"))
        rows = frame.group_by("entity", maintain_order=True).agg(pl.struct(pl.exclude("entity")).alias(name))
        joined = entities.join(rows, on="entity", how="left", maintain_order="left")
        entities = joined.with_columns(pl.when(kept).then(pl.col(name).fill_null([])).alias(name))
    return {"entities": entities}


def test_orphans_are_told_with_the_row_where_they_stand(tmp_path: Path) -> None:
    tables = toys()
    lost = pl.DataFrame({"entity": ["无", "单位003", "没有"], "actual": [1, 1, 1], "adjusted": [1, 1, 1]})
    tables["projects"] = pl.concat([lost, tables["projects"]])
    tally = ran(TOY, written(tmp_path, tables), tmp_path / "out.parquet", rows=2)
    assert tally.orphans == 2
    told = tally.findings.sort("row")
    assert told["row"].to_list() == [1, 3]
    assert told["entity"].to_list() == ["无", "没有"]
    assert "第 3 行" in told["zh"][1]


@pytest.mark.parametrize("shape", [dict, nested], ids=["flat", "nested"])
def test_keys_that_stand_twice_in_different_batches(tmp_path: Path, shape: Callable[..., Any]) -> None:
    tables = toys()
    entities = shape(tables)["entities"]
    twice = {**shape(tables), "entities": pl.concat([entities, entities[[2]]])}
    with pytest.raises(FormatError) as error:
        ran(TOY, written(tmp_path, twice), tmp_path / "out.parquet", rows=2)
    assert [(f.code, f.location) for f in error.value.findings] == [("I203", "entities: entity")]
    assert "单位002" in error.value.findings[0].message.zh
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".parquet"] * len(twice)


def test_keys_in_any_order_are_no_fault(tmp_path: Path) -> None:
    tables = nested(toys())
    mixed = {"entities": tables["entities"].reverse()}
    assert ran(TOY, written(tmp_path, mixed), tmp_path / "out.parquet", rows=3).entities == 10
    assert pl.read_parquet(tmp_path / "out.parquet")["entity"][0] == "单位009"


def test_every_fault_of_the_shape_before_any_work(tmp_path: Path) -> None:
    tables = toys()
    tables["entities"] = tables["entities"].rename({"judgements.work": "other"})
    tables["projects"] = tables["projects"].with_columns(pl.col("actual").cast(pl.Float64)).drop("adjusted")
    seen: list[int] = []
    with pytest.raises(FormatError) as error:
        ran(TOY, written(tmp_path, tables), tmp_path / "out.parquet", progress=lambda done, total: seen.append(done))
    assert {(f.code, f.location) for f in error.value.findings} == {
        ("I201", "judgements.work"),
        ("I103", "projects: actual"),
        ("I201", "projects: adjusted"),
    }
    assert not seen


def test_empty_keys_and_keys_of_another_type(tmp_path: Path) -> None:
    tables = toys()
    tables["projects"] = tables["projects"].with_columns(pl.lit(None, dtype=pl.String).alias("entity"))
    with pytest.raises(FormatError) as error:
        ran(TOY, written(tmp_path, tables), tmp_path / "out.parquet")
    assert [(f.code, f.location) for f in error.value.findings] == [("I202", "projects: entity")]
    tables["projects"] = tables["projects"].with_columns(pl.lit(7).alias("entity"))
    with pytest.raises(FormatError) as error:
        ran(TOY, written(tmp_path, tables), tmp_path / "out.parquet")
    assert [(f.code, f.location) for f in error.value.findings] == [("I103", "projects: entity")]


@pytest.mark.parametrize("shape", [dict, nested], ids=["flat", "nested"])
def test_floats_with_more_decimals_than_were_said(tmp_path: Path, shape: Callable[..., Any]) -> None:
    tables = toys()
    odd = pl.when(pl.col("actual") == 29).then(29.123).otherwise(pl.col("actual").cast(pl.Float64))
    tables["projects"] = tables["projects"].with_columns(odd.alias("actual"))
    files = written(tmp_path, shape(tables))
    with pytest.raises(FormatError) as error:
        ran(TOY, files, tmp_path / "out.parquet", reading=Reading(floats=2))
    (finding,) = error.value.findings
    assert finding.code == "I103"
    assert finding.location.startswith("projects: actual (1–")
    assert ran(TOY, files, tmp_path / "out.parquet", reading=Reading(floats=3)).complete == 10


def test_integers_of_other_widths_find_each_other(tmp_path: Path) -> None:
    tables = toys()
    number = pl.col("entity").str.slice(2).cast(pl.Int64)
    tables = {
        "entities": tables["entities"].with_columns(number),
        "projects": tables["projects"].with_columns(number.cast(pl.UInt8)),
    }
    tally = ran(TOY, written(tmp_path, tables), tmp_path / "out.parquet", rows=3)
    assert (tally.complete, tally.orphans) == (10, 0)


def test_two_keys(tmp_path: Path) -> None:
    tables = {name: frame.with_columns(pl.lit(2024).alias("year")) for name, frame in toys().items()}
    reading = Reading(keys=("entity", "year"))
    tally = ran(TOY, written(tmp_path, tables), tmp_path / "out.parquet", rows=3, reading=reading)
    assert (tally.complete, tally.orphans) == (10, 0)
    assert pl.read_parquet(tmp_path / "out.parquet").columns[:2] == ["entity", "year"]


def test_no_rows_at_all(tmp_path: Path) -> None:
    for shape in (dict, nested):
        files = written(tmp_path, {name: frame.clear() for name, frame in shape(toys()).items()})
        assert ran(TOY, files, tmp_path / "out.parquet").entities == 0
        found = pl.read_parquet(tmp_path / "out.parquet")
        assert found.height == 0
        assert "score.work" in found.columns


def test_progress_goes_to_the_end(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    files = written(tmp_path, nested(toys()))
    ran(TOY, files, tmp_path / "out.parquet", rows=4, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(4, 10), (8, 10), (10, 10)]


def test_csv_holds_reasons_as_text_and_no_formulas(tmp_path: Path) -> None:
    tables = nested(toys(2))
    entities = tables["entities"].with_columns(
        pl.Series("entity", ["=1+1", "b"]), pl.Series("judgements.work", [None, 60])
    )
    ran(TOY, written(tmp_path, {"entities": entities}), tmp_path / "out.csv")
    text = (tmp_path / "out.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    found = pl.read_csv(tmp_path / "out.csv", infer_schema=False)
    assert found["entity"].to_list() == ["'=1+1", "b"]
    assert found["reasons"].to_list() == ["work not_given judgements.work", ""]


def test_a_file_that_is_none_or_broken(tmp_path: Path) -> None:
    files = written(tmp_path, nested(toys()))
    with pytest.raises(FormatError) as error:
        ran(TOY, {"entities": tmp_path / "no.parquet"}, tmp_path / "out.parquet")
    assert [f.code for f in error.value.findings] == ["I112"]
    data = bytearray(files["entities"].read_bytes())
    data[4:40] = bytes(36)  # the first pages; the footer stays whole
    files["entities"].write_bytes(data)
    with pytest.raises(FormatError) as error:
        ran(TOY, files, tmp_path / "out.parquet")
    assert [f.code for f in error.value.findings] == ["I112"]
    assert [path.name for path in tmp_path.iterdir()] == ["entities.parquet"]


@pytest.mark.parametrize("name", ["out.xlsx", "no such folder/out.parquet", "folder"])
def test_output_that_cannot_be_written(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    files = written(tmp_path, nested(toys()))
    with pytest.raises(FormatError) as error:
        ran(TOY, files, tmp_path / name)
    assert [f.code for f in error.value.findings] == ["I117"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["entities.parquet", "folder"]


def test_a_failure_midway_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    files = written(tmp_path, nested(toys()))
    (tmp_path / "out.parquet").write_bytes(b"old")

    def stop(done: int, total: int) -> None:
        if done > 4:
            raise RuntimeError

    with pytest.raises(RuntimeError):
        ran(TOY, files, tmp_path / "out.parquet", rows=3, progress=stop)
    assert (tmp_path / "out.parquet").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["entities.parquet", "out.parquet"]


def test_links_and_modes_stay(tmp_path: Path) -> None:
    files = written(tmp_path, nested(toys()))
    target, link = tmp_path / "target.parquet", tmp_path / "out.parquet"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link.symlink_to(target)
    ran(TOY, files, link)
    assert link.is_symlink()
    assert target.stat().st_mode & 0o777 == 0o640
    assert pl.read_parquet(target).height == 10


CHILD = """
import sys, time
from pathlib import Path
from tests.tables.test_out_of_core import TOY, ran
def slow(done, total):
    print(done, flush=True)
    time.sleep(0.2)
folder = Path(sys.argv[1])
ran(TOY, {"entities": folder / "entities.parquet"}, folder / "out.parquet", rows=1, progress=slow)
"""


FULL = """
import resource, sys
from pathlib import Path
from perfeval.findings import FormatError
from tests.tables.test_out_of_core import TOY, ran
folder = Path(sys.argv[1])
names = sys.argv[2:]
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (4000, hard))
try:
    ran(TOY, {name: folder / f"{name}.parquet" for name in names}, folder / "out.parquet", rows=1000)
except FormatError as error:
    print(*(finding.code for finding in error.findings))
finally:
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
"""


@pytest.mark.skipif(os.name != "posix", reason="needs limits of POSIX")
@pytest.mark.parametrize("shape", [dict, nested], ids=["flat", "nested"])
def test_a_disk_that_is_full(tmp_path: Path, shape: Callable[..., Any]) -> None:
    files = written(tmp_path, shape(toys(3000)))
    ran_out = in_a_process(FULL, tmp_path, *files)
    out, err = ran_out.communicate(timeout=60)
    assert (out.decode().strip(), err.decode()) == ("I117", "")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(path.name for path in files.values())


def in_a_process(code: str, *args: object) -> subprocess.Popen[bytes]:
    root = Path(__file__).parent.parent.parent
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, args)],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.mark.skipif(os.name != "posix", reason="needs signals of POSIX")
def test_ctrl_c_leaves_nothing(tmp_path: Path) -> None:
    written(tmp_path, nested(toys(100)))
    with in_a_process(CHILD, tmp_path) as child:
        assert child.stdout is not None
        child.stdout.readline()
        child.send_signal(signal.SIGINT)
        child.communicate(timeout=60)
        assert child.returncode != 0
    assert [path.name for path in tmp_path.iterdir()] == ["entities.parquet"]
