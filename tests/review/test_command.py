"""`perfeval review`, as a person types it."""

from __future__ import annotations

import json
import subprocess
import sys

import openpyxl
import pytest
from tests.review.filling import Form
from tests.review.reviewed import LIBRARY, OFFICE, SEEN

import perfeval
from perfeval.cli import main
from perfeval.model import Judgement, Review


@pytest.fixture
def run(capsys):
    """Run the command; its exit code, what it printed, and what it complained of."""

    def command(*args):
        code = main(["review", *map(str, args)])
        return code, *capsys.readouterr()

    return command


def test_text(run):
    code, out, err = run(LIBRARY, SEEN, "--lang", "zh")
    assert (code, err) == (1, "")
    assert "复核：83.97 分，良" in out
    assert "R402 indicators.outputs[2]" in out
    code, out, _ = run(LIBRARY, SEEN, "--lang", "en")
    assert 'the grade changes from "优" to "良"' in out


def test_json(run):
    code, out, _ = run(LIBRARY, SEEN, "--format", "json")
    assert code == 1
    assert json.loads(out)["counts"] == {"error": 1, "warning": 0, "info": 1}


def test_a_review_without_fault_is_fine(run, tmp_path):
    said = tmp_path / "said.toml"
    perfeval.save(Review(reviewer="某所", judgements={"开放天数": Judgement(19, reason="x")}), said)
    code, out, _ = run(LIBRARY, said)
    assert code == 0
    assert "R4" not in out


def test_one_that_only_changes_the_grade_is_fine_too(run, tmp_path):
    said = tmp_path / "said.json"
    perfeval.save(Review(reviewer="某所", judgements={"开放天数": Judgement(0, code="no-evidence")}), said)
    code, out, _ = run(LIBRARY, said)
    assert code == 0
    assert "R406" in out


def test_an_incomplete_one(run, tmp_path):
    said = tmp_path / "said.toml"
    perfeval.save(Review(reviewer="某所", judgements={"开放天数": Judgement()}), said)
    code, out, _ = run(LIBRARY, said, "--lang", "en")
    assert code == 1
    assert "no total yet, between 74.11 and 94.11" in out


def test_from_a_form_to_a_workbook(run, tmp_path):
    form, filled, result = tmp_path / "form.xlsx", tmp_path / "filled.xlsx", tmp_path / "result.xlsx"
    assert run("--form", LIBRARY, "-o", form) == (0, "", "")
    sheet = Form(form.read_bytes())
    sheet.say(reviewer="某所")
    for row in range(2, 9):
        sheet.type(sheet.rows.cell(row, 1).value, score=sheet.rows.cell(row, 7).value)
    filled.write_bytes(sheet.saved())
    assert run(LIBRARY, filled, "-o", result) == (0, "", "")
    (line,) = openpyxl.load_workbook(result)["复核结论"].iter_rows(min_row=2, values_only=True)
    assert line[5] == line[7] == 94.11


def test_several_pairs(run, tmp_path):
    said, result = tmp_path / "said.toml", tmp_path / "result.xlsx"
    perfeval.save(Review(reviewer="某所"), said)
    code, _, _ = run(LIBRARY, SEEN, OFFICE, said, "-o", result, "--lang", "en")
    assert code == 1
    assert openpyxl.load_workbook(result)["Conclusions"].max_row == 3
    code, out, _ = run(LIBRARY, SEEN, OFFICE, said, "--format", "json")
    assert [document["entity"] for document in json.loads(out)] == [
        "示例县图书馆免费开放",
        "中共佛山市委台港澳工作办公室",
    ]


def test_the_options_of_an_evaluation_hold(run, tmp_path):
    said = tmp_path / "said.toml"
    perfeval.save(Review(reviewer="某所"), said)
    _, out, _ = run(OFFICE, said, "--set", "spending_full=100%", "--format", "json")
    document = json.loads(out)
    assert document["conclusion"]["self"]["total"] == document["conclusion"]["reviewed"]["total"] == "99.45"


@pytest.mark.parametrize(
    "args",
    [
        [LIBRARY],
        [LIBRARY, SEEN, LIBRARY],
        ["--form", LIBRARY],
        ["--form", LIBRARY, SEEN, "-o", "x.xlsx"],
        [LIBRARY, SEEN, "--format", "xlsx"],
        [LIBRARY, SEEN, "-o", SEEN],
        [LIBRARY, SEEN, "--scheme", "nothing"],
    ],
)
def test_wrong_usage(run, args):
    assert run(*args)[0] == 2


def test_unusable_input(run, tmp_path):
    assert run(LIBRARY, tmp_path / "nowhere.toml")[0] == 3
    broken = tmp_path / "broken.toml"
    broken.write_text("format = 1")
    code, _, err = run(LIBRARY, broken)
    assert code == 3
    assert "I103" in err
    text = tmp_path / "form.xlsx"
    text.write_text("no workbook")
    assert run(LIBRARY, text)[0] == 3
    other = tmp_path / "other.toml"
    perfeval.save(Review(reviewer="某所", entity="别人"), other)
    code, out, err = run(LIBRARY, other, "--format", "json")
    assert code == 3
    assert [finding["code"] for finding in json.loads(out)["findings"]] == ["I114"]
    assert "other.toml" in err


def test_without_the_extra(tmp_path):
    """A real process that has no xlsxwriter."""
    block = "import sys; sys.modules['xlsxwriter'] = None; from perfeval.cli import main; sys.exit(main(sys.argv[1:]))"
    made = subprocess.run(
        [sys.executable, "-c", block, "review", "--form", str(LIBRARY), "-o", str(tmp_path / "form.xlsx")],
        capture_output=True,
        check=False,
    )
    assert made.returncode == 2
    assert b"perfeval[excel]" in made.stderr
    assert not (tmp_path / "form.xlsx").exists()


def test_a_review_can_be_validated(capsys, tmp_path):
    assert main(["validate", str(SEEN), "--lang", "en"]) == 0
    broken = tmp_path / "broken.toml"
    broken.write_text('format = "perfeval.review/1"\nreviewr = "x"\n', encoding="utf-8")
    capsys.readouterr()
    assert main(["validate", str(broken), "--format", "json"]) == 3
    assert {finding["code"] for finding in json.loads(capsys.readouterr().out)["findings"]} == {"I102", "I104"}
