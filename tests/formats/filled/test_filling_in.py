"""Forms that people fill in: what they type is read, and every mistake is named by its sheet and cell."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest

import perfeval
from perfeval.evaluation import evaluate
from perfeval.findings import FormatError, PerfevalError, SubmissionError
from perfeval.formats import READERS, submission_toml
from perfeval.formats.filled import annotated, form, is_form, read_form

FOSHAN = perfeval.scheme("foshan-2021")
PROJECT = perfeval.scheme("mof-2020-project")
OFFICE = perfeval.load("examples/foshan-2021/hmt-office.toml")
EMPTY = form(FOSHAN, lang="zh")
FILLED = form(FOSHAN, OFFICE, lang="zh", classified=True)
ENGLISH = form(PROJECT, lang="en")
BASICS = {"基本情况!B4": "某局", "基本情况!B6": 2024}


def typed(data: bytes, cells: dict[str, Any]) -> bytes:
    """The form as a spreadsheet program saves it with these cells typed in."""
    book = openpyxl.load_workbook(BytesIO(data))
    for place, value in cells.items():
        sheet, _, cell = place.partition("!")
        book[sheet][cell] = value
    into = BytesIO()
    book.save(into)
    return into.getvalue()


def faults(data: bytes) -> list[tuple[str, str, str]]:
    with pytest.raises(PerfevalError) as caught:
        read_form(data, "f.xlsx")
    return [(f.code, f.origin.sheet, f.origin.cell) for f in caught.value.findings if f.origin]


def test_an_empty_form_lacks_what_is_required():
    assert faults(EMPTY) == [("I412", "基本情况", "B4"), ("I412", "基本情况", "B6")]


def test_what_is_typed_is_read_and_sums_are_computed_anew():
    cells = {**BASICS, "预算!B7": 1.5, "预算!B8": "2元", "项目!B6": "甲", "项目!G6": "是", "重点工作!C3": "没有"}
    cells |= {"指标评分!D6": "扣分", "扣分!B6": "绩效管理", "扣分!C6": 0.5, "扣分!D6": "迟报", "指标评分!H7": "A1、A2"}
    read = read_form(typed(EMPTY, cells))
    assert read.budget.line("basic").original == perfeval.Money("1.5002", "万元")  # type: ignore[union-attr]
    assert read.budget.line("total").original == perfeval.Money("1.5002", "万元")  # type: ignore[union-attr]
    assert [(project.name, project.exempt) for project in read.projects or ()] == [("甲", True)]
    assert read.tasks == ()
    assert read.judgements["budgeting"].deductions == ()
    assert [(d.points, d.reason) for d in read.judgements["performance"].deductions or ()] == [(Decimal("0.5"), "迟报")]
    assert read.judgements["performance"].evidence == ("A1", "A2")
    assert (read.scheme, read.kind, read.money_unit) == ("foshan-2021", "department", "万元")


def test_an_overwritten_sum_is_a_mistake_only_where_it_contradicts():
    total = "预算!D13"
    assert openpyxl.load_workbook(BytesIO(FILLED))["预算"]["D13"].value.startswith("=IF(COUNT(")
    assert faults(typed(FILLED, {total: 884.79})) == [("I413", "预算", "D13")]
    assert read_form(typed(FILLED, {total: 884.78})) == OFFICE
    assert read_form(typed(FILLED, {total: "=1+1"})) == OFFICE  # whatever the formula is, it is not asked
    alone = read_form(typed(EMPTY, {**BASICS, "预算!B5": 12}))
    assert alone.budget.line("total").original.amount == 12  # type: ignore[union-attr]


def test_an_overwritten_sum_of_deductions():
    cells = {**BASICS, "扣分!B6": "预算管理", "扣分!C6": 2, "指标评分!F6": 3}
    assert faults(typed(EMPTY, cells)) == [("I413", "指标评分", "F6")]
    assert read_form(typed(EMPTY, {**cells, "指标评分!F6": 2})).judgements["budgeting"].deductions


def test_every_mistake_at_once_in_the_order_of_the_sheets():
    cells = {
        "基本情况!B6": "二〇二四",
        "基本情况!B7": "万",
        "基本情况!B13": "很满意",
        "预算!B7": "大约五",
        "项目!C6": 5,
        "项目!B7": "乙",
        "项目!G7": "也许",
        "指标评分!E6": 9,
        "扣分!B6": "预算管理",
        "扣分!C6": 1,
        "扣分!B7": "没有的指标",
        "扣分!C7": 1,
        "扣分!D8": "理由",
        "文字材料!B6": "总体",
        "问题与措施!B6": "#REF!",
        "数据来源!B6": "tasks",
        "数据来源!C6": "暂定",
        "数据来源!D6": "大概",
    }
    assert faults(typed(EMPTY, cells)) == [
        ("I412", "基本情况", "B4"),
        ("I106", "基本情况", "B6"),
        ("I111", "基本情况", "B7"),
        ("I106", "基本情况", "B13"),
        ("I106", "预算", "B7"),
        ("I412", "项目", "B6"),
        ("I111", "项目", "G7"),
        ("I114", "指标评分", "E6"),
        ("I111", "扣分", "B7"),
        ("I412", "扣分", "B8"),
        ("I412", "文字材料", "C6"),
        ("I309", "问题与措施", "B6"),
        ("I111", "数据来源", "D6"),
    ]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"基本情况!A4": "名称"}, [("I411", "基本情况", "A4")]),
        ({"项目!C5": "金额"}, [("I411", "项目", "C5")]),
        ({"问题与措施!B6": "=1+1"}, [("I308", "问题与措施", "B6")]),
        ({"基本情况!B9": True}, [("I103", "基本情况", "B9")]),
        ({"项目!B9": "〔见“其他内容” 7〕"}, [("I411", "项目", "B9")]),
        (
            {"文字材料!B6": "a", "文字材料!C6": "b", "文字材料!B7": "a", "文字材料!C7": "c"},
            [("I105", "文字材料", "B7")],
        ),
    ],
)
def test_single_mistakes(cells, expected):
    found = [fault for fault in faults(typed(EMPTY, {**BASICS, **cells})) if fault in expected]
    assert found == expected


def test_targets_are_typed_as_people_write_them():
    basics = {"Basics!B4": "Lake", "Basics!B6": 2024}
    cells = {
        "Targets!B6": "visitors",
        "Targets!C6": "outputs",
        "Targets!E6": 50,
        "Targets!G6": "≥735人次",
        "Targets!H6": 760,
    }
    cells |= {"Targets!B7": "look", "Targets!C7": "benefits", "Targets!J7": "partly reached", "Targets!K7": 0.85}
    first, second = read_form(typed(ENGLISH, {**basics, **cells})).targets or ()
    assert (first.group, first.relation, first.target, first.unit) == ("outputs", ">=", 735, "人次")
    assert (second.group, second.tier, second.degree) == ("benefits", "partly", Decimal("0.85"))
    assert faults(typed(ENGLISH, {**basics, "Targets!B6": "a", "Targets!F6": "~"})) == [("I111", "Targets", "F6")]


def broken(data: bytes, change: Any) -> bytes:
    book = openpyxl.load_workbook(BytesIO(data))
    change(book)
    into = BytesIO()
    book.save(into)
    return into.getvalue()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda book: book.remove(book["项目"]), "I411"),
        (lambda book: book["_perfeval"].__setitem__("B6", "{"), "I411"),
        (lambda book: book["_perfeval"].__setitem__("B6", '{"singles":[{"path":["a"]}]}'), "I411"),
        (lambda book: book["_perfeval"].__setitem__("B1", "perfeval.form/9"), "I109"),
    ],
)
def test_forms_that_were_tampered_with(change, code):
    with pytest.raises(FormatError) as caught:
        read_form(broken(FILLED, change), "f.xlsx")
    assert [finding.code for finding in caught.value.findings] == [code]


def test_forms_are_told_from_other_files():
    other = openpyxl.Workbook()
    into = BytesIO()
    other.save(into)
    assert [is_form(data) for data in (EMPTY, into.getvalue(), b"PK\x03\x04", b"", b"year = 1")] == [True] + 4 * [False]
    reader = next(reader for reader in READERS if ".xlsx" in reader.suffixes)
    assert reader.submission(FILLED, "f.xlsx") == OFFICE
    assert reader.printed(FILLED, "f.xlsx").sheets
    with pytest.raises(FormatError):
        read_form(b"PK\x03\x04", "f.xlsx")


def test_the_same_form_is_the_same_bytes():
    assert form(FOSHAN, OFFICE, lang="zh", classified=True) == FILLED


def test_classified_projects_are_withheld():
    names = [project.name for project in read_form(form(FOSHAN, OFFICE)).projects or ()]
    assert names == ["港澳台工作专项", "（涉密）"]


def test_cells_are_checked_protected_and_printable():
    book = openpyxl.load_workbook(BytesIO(FILLED))
    assert book["_perfeval"].sheet_state == "veryHidden"
    hidden = {row[0].value: row[1].value for row in book["_perfeval"].iter_rows(max_row=5)}
    assert hidden["scheme"] == "foshan-2021"
    assert hidden["edition"] == "2021"
    assert hidden["digest"] == FOSHAN.digest
    for sheet in book.worksheets[:-1]:
        assert sheet.protection.sheet
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (9, 0)
    budget = book["预算"]
    assert (budget["D5"].protection.locked, budget["D6"].protection.locked) == (True, False)
    assert budget.freeze_panes == "B5"
    lists = {str(rule.sqref): rule for rule in book["项目"].data_validations.dataValidation}
    assert (lists["G6:G2001"].type, lists["G6:G2001"].errorStyle) == ("list", None)
    assert (lists["C6:C2001"].type, lists["C6:C2001"].errorStyle) == ("decimal", "warning")


NASTY = [
    "=cmd|' /C calc'!A0",
    "+1",
    "@x",
    "-1+1",
    "a\x00b\x1b",
    "a\u202eb",
    "_x0041_",
    "{=1}",
    "甲" * 50_000,
    " x ",
    "\r\n",
    "〔见“其他内容” 1〕",
]


@pytest.mark.parametrize("nasty", NASTY, ids=range(len(NASTY)))
def test_texts_that_would_do_harm_are_texts(nasty):
    from attrs import evolve

    own = evolve(OFFICE, problems=[nasty], narrative={"budgeting": nasty, nasty: nasty})
    data = form(FOSHAN, own, classified=True)
    assert read_form(data) == own
    ours = ("=IF(COUNT(", "=IF(SUMPRODUCT(")
    for sheet in openpyxl.load_workbook(BytesIO(data)).worksheets:
        for row in sheet.iter_rows():
            assert [c.value for c in row if c.data_type == "f" and not c.value.startswith(ours)] == []


def test_half_a_character_cannot_be_kept():
    from attrs import evolve

    with pytest.raises(SubmissionError) as caught:
        form(FOSHAN, evolve(OFFICE, problems=["\ud800"]))
    assert [finding.code for finding in caught.value.findings] == ["I103"]


def comments(data: bytes) -> dict[str, str]:
    book = openpyxl.load_workbook(BytesIO(data))
    return {
        f"{sheet.title}!{cell.coordinate}": cell.comment.text
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment is not None
    }


def test_mistakes_are_written_into_a_copy():
    data = typed(FILLED, {"预算!D13": 1, "项目!G7": "也许", "基本情况!B4": None})
    with pytest.raises(SubmissionError) as caught:
        read_form(data, "f.xlsx")
    copy = annotated(data, caught.value.findings, "zh", "f.xlsx")
    assert {place: text[:4] for place, text in comments(copy).items()} == {
        "基本情况!B4": "I412",
        "预算!D13": "I413",
        "项目!G7": "I111",
    }
    assert faults(copy) == faults(data)


def test_findings_of_an_evaluation_find_their_cells():
    data = typed(FILLED, {"基本情况!B13": 140, "指标评分!E6": None})
    found = evaluate(read_form(data), FOSHAN).findings
    assert found
    said = comments(annotated(data, found, "en"))
    assert said.keys() == {"基本情况!B13", "指标评分!E6"}


def test_a_form_holds_what_its_toml_holds():
    assert submission_toml(read_form(FILLED), classified=True).count("\n") > 80
