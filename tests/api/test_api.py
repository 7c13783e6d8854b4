"""The functions that programs call, on the real case."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve

import perfeval
from perfeval.findings import LANGUAGES, FormatError, Origin, SchemeError, UsageError
from perfeval.formats import Writer
from perfeval.model import EQUAL
from perfeval.plugins import Hooks, Host, hookimpl

FOSHAN = "examples/foshan-2021/hmt-office.toml"
SHEET = "examples/project-2020/sheet.toml"


def test_the_real_case() -> None:
    """Every indicator comes out as published."""
    found = perfeval.evaluate(FOSHAN)
    assert (found.total, found.grade, found.complete, found.findings) == (Decimal("99.85"), "优", True, ())
    assert {o.id: str(o.score) for o in found.indicators()} == {
        "budgeting": "10.00",
        "performance": "8.00",
        "finance": "19.00",
        "project_management": "8.00",
        "assets": "5.00",
        "key_tasks": "10.00",
        "project_goals": "9.85",
        "spending": "10.00",
        "benefit": "15.00",
        "satisfaction": "5.00",
    }
    assert (found["management"].score, found["effectiveness"].score) == (Decimal("50.00"), Decimal("49.85"))
    assert found.identity.perfeval == perfeval.__version__
    assert found.identity.plugin == f"perfeval {perfeval.__version__}"
    assert found.identity.digest == perfeval.scheme("foshan-2021").digest


def test_the_budget_of_the_real_case_cross_foots() -> None:
    budget = perfeval.load(FOSHAN).budget
    for stage in ("original", "adjusted", "actual"):
        for whole in ("total", "basic"):
            parts = sum(getattr(line, stage).yuan for line in budget.parts(whole))
            assert parts == getattr(budget.line(whole), stage).yuan
    assert [line.id for line in budget.of_which("project")] == ["capital"]


def test_a_local_split_of_the_project_sheet_and_its_total_as_a_self_score() -> None:
    split = perfeval.scheme("mof-2020-project").with_points({"outputs": 40, "benefits": 30, "satisfaction": 20})
    assert [leaf.points for leaf in split.leaves()] == [10, 40, 30, 20]
    project = perfeval.evaluate(SHEET)
    assert project.total is not None
    assert project.full is not None
    department = perfeval.load(FOSHAN).with_self_score("港澳台工作专项", project.share)
    assert perfeval.evaluate(department)["project_goals"].score == Decimal("9.41")


def test_options_are_recorded() -> None:
    found = perfeval.evaluate(FOSHAN, parameters={"spending_full": "100%"}, points={"spending": 12, "benefit": 13})
    assert [(o.kind, o.name, o.was, o.now) for o in found.overrides] == [
        ("points", "spending", "10", "12"),
        ("points", "benefit", "15", "13"),
        ("parameter", "spending_full", "95%", "100%"),
    ]
    assert found["spending"].score == Decimal("11.52")
    assert perfeval.evaluate(FOSHAN, weighting=EQUAL)["spending"].points == 10
    assert perfeval.evaluate(FOSHAN, weighting="equal").total == perfeval.evaluate(FOSHAN, weighting=EQUAL).total
    with pytest.raises(SchemeError):
        perfeval.evaluate(FOSHAN, points={"spending": 12})
    with pytest.raises(TypeError):
        perfeval.evaluate(FOSHAN, onmissing="zero")


def test_one_bad_file_does_not_touch_the_others(tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text("nonsense", encoding="utf-8")
    good, failed, again = perfeval.evaluate_many([FOSHAN, bad, SHEET])
    assert good.evaluation is not None
    assert again.evaluation is not None
    assert failed.error is not None
    assert failed.error.findings[0].code == "I101"


def test_explain_names_what_is_there() -> None:
    assert "95%" in perfeval.explain(FOSHAN, "spending", lang="en")
    with pytest.raises(UsageError) as caught:
        perfeval.explain(FOSHAN, "spendin")
    assert caught.value.findings[0].code == "D107"
    with pytest.raises(UsageError):
        perfeval.evaluate(FOSHAN, "foshan-2020")
    with pytest.raises(UsageError):
        perfeval.evaluate(evolve(perfeval.load(FOSHAN), scheme=""))


@pytest.mark.parametrize("suffix", [".toml", ".json"])
def test_what_is_saved_is_loaded_again(tmp_path: Path, suffix: str) -> None:
    submission, scheme = perfeval.load(FOSHAN), perfeval.scheme("foshan-2021")
    perfeval.save(submission, tmp_path / f"s{suffix}", classified=True)
    perfeval.save(scheme, tmp_path / f"scheme{suffix}")
    assert perfeval.load(tmp_path / f"s{suffix}") == submission
    assert perfeval.load_scheme(tmp_path / f"scheme{suffix}") == scheme
    assert perfeval.load_scheme(tmp_path / f"scheme{suffix}").digest == scheme.digest
    perfeval.save(submission, tmp_path / f"open{suffix}")
    assert "涉密项目" not in (tmp_path / f"open{suffix}").read_text(encoding="utf-8")
    found = perfeval.evaluate(submission)
    perfeval.save(found, tmp_path / "e.json")
    assert perfeval.load_evaluation(tmp_path / "e.json") == found
    assert perfeval.compare(found, perfeval.load_evaluation(tmp_path / "e.json")) == ()


def test_the_writer_of_an_evaluation_is_chosen_by_the_suffix(tmp_path: Path) -> None:
    class Reports(Hooks):
        @hookimpl
        def perfeval_writers(self) -> list[Writer]:
            first = Writer("first", (".txt",), lambda found, lang: f"{lang} {found.total}".encode())
            return [first, Writer("second", (".txt", ".json"), lambda found, lang: b"never")]

    host = Host.load(env={"PERFEVAL_PLUGINS_ALLOW": "none"})
    host.register(Reports)
    found = perfeval.evaluate(FOSHAN)
    for lang in LANGUAGES:
        perfeval.save(found, tmp_path / "e.TXT", host=host, lang=lang)
        assert (tmp_path / "e.TXT").read_text() == f"{lang} 99.85"
        perfeval.save(found, tmp_path / "e.json", host=host, lang=lang)
        assert json.loads((tmp_path / "e.json").read_text(encoding="utf-8"))["lang"] == lang
    for name in ("e.txt", "e"):
        with pytest.raises(FormatError) as caught:
            perfeval.save(found, tmp_path / name)
        (fault,) = caught.value.findings
        assert (fault.code, fault.origin) == ("I116", Origin(str(tmp_path / name)))
        assert not (tmp_path / name).exists()


def test_unreadable_suffix() -> None:
    with pytest.raises(FormatError) as caught:
        perfeval.load("README.odt")
    assert caught.value.findings[0].code == "I116"


def test_eight_threads_agree() -> None:
    handed, one = perfeval.load(FOSHAN), perfeval.evaluate(FOSHAN)
    with ThreadPoolExecutor(8) as pool:
        assert all(found == one for found in pool.map(lambda _: perfeval.evaluate(handed), range(200)))


def test_importing_loads_next_to_nothing() -> None:
    """No engine, office, plotting or terminal library is loaded, not even by the first evaluation."""
    code = (
        "import sys, perfeval; light = set(sys.modules); perfeval.evaluate; heavy = set(sys.modules); "
        f"perfeval.evaluate({FOSHAN!r}); "
        "foreign = 'click rich polars numpy pandas openpyxl docx pdfplumber matplotlib'.split(); "
        "print(sorted(m for m in foreign if m in sys.modules)); print('attrs' in light or 'attr' in light)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split("\n")[:2] == ["[]", "False"]


def test_every_root_name_is_there_and_mirrored_for_type_checkers() -> None:
    source = Path("src/perfeval/__init__.py").read_text(encoding="utf-8")
    for name in perfeval.__all__:
        assert getattr(perfeval, name) is not None
        assert name == "__version__" or f" import {name} as {name}\n" in source
    assert set(perfeval.__all__) <= set(dir(perfeval))
    with pytest.raises(AttributeError):
        perfeval.evalute  # noqa: B018
