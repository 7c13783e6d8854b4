"""`perfeval form`, and forms given to the other commands."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

import perfeval

OFFICE = "examples/foshan-2021/hmt-office.toml"


@pytest.fixture
def made(call, tmp_path) -> Path:
    """A form with everything filled in."""
    path = tmp_path / "form.xlsx"
    assert call("form", "foshan-2021", "--from", OFFICE, "--classified", "-o", str(path)).code == 0
    return path


def test_a_form_is_evaluated_explained_and_validated(call, made):
    ended = call("evaluate", str(made), "--lang", "zh")
    assert (ended.code, ended.err) == (0, "")
    assert "总分 99.85" in ended.out
    assert call("explain", str(made), "spending").code == 0
    assert call("validate", str(made)).code == 0
    assert perfeval.load(made) == perfeval.load(OFFICE)


def test_a_form_of_a_scheme_in_a_file_in_english(call, tmp_path):
    path = tmp_path / "form.xlsx"
    assert call("form", "examples/town-2024/scheme.toml", "-o", str(path), "--lang", "en").code == 0
    assert openpyxl.load_workbook(path).sheetnames[0] == "Basics"


def test_classified_projects_are_withheld(call, tmp_path):
    path = tmp_path / "form.xlsx"
    call("form", "foshan-2021", "--from", OFFICE, "-o", str(path))
    assert [project.name for project in perfeval.load(path).projects or ()][1] == "（涉密）"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([], "-o form.xlsx"),
        (["-o", "form.xls"], ".xlsx"),
        (["--from", OFFICE, "-o", OFFICE], ".xlsx"),
    ],
)
def test_the_workbook_has_to_be_named(call, args, said):
    ended = call("form", "foshan-2021", *args)
    assert ended.code == 2
    assert said in ended.err


def test_mistakes_are_printed_with_their_cells_and_written_into_a_copy(call, made, tmp_path):
    book = openpyxl.load_workbook(made)
    book["预算"]["D13"] = 1
    book["基本情况"]["B6"] = "去年"
    book.save(made)
    copy = tmp_path / "copy.xlsx"
    ended = call("evaluate", str(made), "--annotate", str(copy), "--lang", "zh")
    assert ended.code == 3
    assert "基本情况，B6" in ended.err
    assert "预算，D13" in ended.err
    commented = openpyxl.load_workbook(BytesIO(copy.read_bytes()))
    assert commented["预算"]["D13"].comment.text.startswith("I413 ")
    assert commented["基本情况"]["B6"].comment.text.startswith("I106 ")


def test_what_an_evaluation_finds_is_written_too(call, made, tmp_path):
    book = openpyxl.load_workbook(made)
    book["基本情况"]["B13"] = 140
    book.save(made)
    copy = tmp_path / "copy.xlsx"
    assert call("evaluate", str(made), "--annotate", str(copy)).code == 1
    assert openpyxl.load_workbook(copy)["基本情况"]["B13"].comment is not None


def test_a_copy_is_of_one_form_and_not_in_its_place(call, made):
    assert call("evaluate", OFFICE, "--annotate", "copy.xlsx").code == 2
    assert call("evaluate", str(made), str(made), "--annotate", "copy.xlsx").code == 2
    assert call("evaluate", str(made), "--annotate", str(made)).code == 2
