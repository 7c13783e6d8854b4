"""Workbooks of every program show what is printed, with true addresses, and say what cannot be trusted."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest
import xlsxwriter
from openpyxl.styles import PatternFill

from perfeval.formats.pages import open_document


def saved(fill) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    fill(book.active)
    book.save(out)
    return out.getvalue()


def reopened(fill, file="form.xlsx"):
    return open_document(saved(fill), file)


def codes(document):
    return [(f.code, f.origin.sheet, f.origin.cell) for f in document.findings]


@pytest.mark.parametrize(
    ("name", "first"),
    [("form.xls", "项目支出绩效自评表"), ("form.ods", "项目支出绩效自评表"), ("web_page.xls", "项目资金（万元）")],
)
def test_the_same_form_from_three_programs(opened, texts, name: str, first: str):
    grid = opened(name).grids[0]
    shown = [text for text, _, _ in texts(grid).values()]
    assert shown[0] == first
    assert {"全年预算数", "1,200.00", "1,140.96", "95%"} <= set(shown)
    figures = {c.text: (c.number, c.places) for c in grid.cells()}
    assert figures["1,200.00"] == (1200, 2)
    assert figures["95%"] == (Decimal("95.08"), 0)


def test_an_old_workbook_with_all_that_its_library_passes_over(opened, texts):
    document = opened("form.xls")
    assert texts(document.grids[0])["A2"] == ("项目资金（万元）", 3, 1)
    assert texts(document.grids[0])["B5"][0] == "2023年5月6日"
    assert texts(document.grids[0])["C5"][0] == "1.50分"
    assert texts(document.grids[0])["A6"][0] == "TRUE"
    assert codes(document) == [
        ("I308", "自评表", "E4"),
        ("I310", "自评表", ""),
        ("I310", "自评表", ""),
        ("I310", "底稿", ""),
    ]
    assert [f.message.en for f in document.findings[1:]] == [
        "rows 6 are hidden, but read all the same",
        "columns E are hidden, but read all the same",
        "the worksheet is hidden, but read all the same",
    ]


def test_a_spreadsheet_reports_errors_and_formulas_without_result(opened, texts):
    document = opened("form.ods")
    assert codes(document) == [("I309", "自评表", "D4"), ("I308", "自评表", "E4")]
    assert texts(document.grids[0])["A2"] == ("项目资金（万元）", 3, 1)
    assert "E4" not in texts(document.grids[0])


def test_merged_cells_are_one_object_in_each_place():
    def fill(sheet):
        sheet["B2"], sheet["B5"], sheet["D5"] = "产出指标", "a", "b"
        sheet.merge_cells("B2:C4")

    grid = reopened(fill).grids[0]
    cell = grid.rows[0][0]
    assert (cell.text, cell.row, cell.column, cell.height, cell.width) == ("产出指标", 0, 0, 3, 2)
    assert all(grid.rows[r][c] is cell for r in range(3) for c in range(2))
    assert grid.rows[0][2].text == ""
    assert grid.rows[3][2].origin.cell == "D5"
    assert sum(c is cell for c in grid.cells()) == 1


def test_blank_borders_are_cut_and_addresses_stay_true():
    def fill(sheet):
        sheet["C4"], sheet["D6"] = "合计", 5
        sheet["Z90"].fill = PatternFill("solid", fgColor="FF0000")
        sheet["A1"] = "  "

    grid = reopened(fill).grids[0]
    assert (len(grid.rows), len(grid.rows[0])) == (3, 2)
    assert [[c.origin.cell for c in row] for row in grid.rows] == [["C4", "D4"], ["C5", "D5"], ["C6", "D6"]]
    assert all(c.origin.file == "form.xlsx" and c.origin.sheet == "Sheet" for c in grid.cells())


def test_a_title_merged_over_the_whole_row_does_not_widen_the_table():
    def fill(sheet):
        sheet["A1"], sheet["C2"] = "自评表", 1
        sheet.merge_cells("A1:XFD1")

    grid = reopened(fill).grids[0]
    assert len(grid.rows[0]) == 3
    assert grid.rows[0][0].width == 3


def test_formulas_that_nobody_computed_are_never_zero():
    def fill(sheet):
        sheet.append([5, "=A1/2", "=SUM(A1:A1)", "=100%", "=0件"])

    document = reopened(fill)
    assert codes(document) == [("I308", "Sheet", "B1"), ("I308", "Sheet", "C1")]
    row = document.grids[0].rows[0]
    assert [(c.text, c.number) for c in row] == [("5", 5), ("", None), ("", None), ("100%", 100), ("0件", None)]


@pytest.mark.parametrize(("value", "found"), [(0, ["I308"]), ("", ["I308"]), (2.5, [])])
def test_a_writer_that_cannot_compute_leaves_zero_and_says_so(value, found):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write("A1", 5)
        sheet.write_formula("B1", "=A1/2", None, value)
    document = open_document(out.getvalue(), "form.xlsx")
    assert [f.code for f in document.findings] == found


@pytest.mark.parametrize(
    ("said", "instead", "shown"),
    [
        (b' fullCalcOnLoad="1"', b"", "0"),  # as Excel saves it, which has computed
        (b"<f>1-1</f><v>0</v>", b"<f>1-1</f><v/>", None),
        (b'<c r="B1"><f>1-1</f><v>0</v>', b'<c r="B1" t="str"><f>1-1</f><v></v>', ""),  # a text that came to nothing
    ],
)
def test_what_was_computed_and_what_was_not(said: bytes, instead: bytes, shown: str | None):
    out, again = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet().write_row("A1", ["合计"])
        book.worksheets()[0].write_formula("B1", "=1-1", None, 0)
    parts = zipfile.ZipFile(out)
    assert any(said in parts.read(name) for name in parts.namelist())
    with zipfile.ZipFile(again, "w") as copy:
        for name in parts.namelist():
            copy.writestr(name, parts.read(name).replace(said, instead))
    document = open_document(again.getvalue(), "form.xlsx")
    row = document.grids[0].rows[0]
    assert [f.code for f in document.findings] == (["I308"] if shown is None else [])
    assert [c.text for c in row[1:2]] == ([shown or ""] if shown != "" else [])


def test_what_is_hidden_and_what_is_wrong_is_said():
    def fill(sheet):
        sheet["A1"], sheet["B2"], sheet["C9"] = "#DIV/0!", 1, 2
        sheet.row_dimensions[2].hidden = sheet.row_dimensions[3].hidden = sheet.column_dimensions["B"].hidden = True
        other = sheet.parent.create_sheet("底稿")
        other["A1"], other.sheet_state = "x", "veryHidden"
        sheet.parent.create_sheet("空表").sheet_state = "hidden"

    document = reopened(fill)
    assert codes(document) == [
        ("I309", "Sheet", "A1"),
        ("I310", "Sheet", ""),
        ("I310", "Sheet", ""),
        ("I310", "底稿", ""),
    ]
    assert [f.message.zh[:5] for f in document.findings[1:]] == ["第 2-3", "第 B 列", "工作表是隐"]
    assert [grid.name for grid in document.grids] == ["Sheet", "底稿"]


def test_macros_are_said_and_not_run():
    data = io.BytesIO(saved(lambda sheet: sheet.append([1])))
    with zipfile.ZipFile(data, "a") as parts:
        parts.writestr("xl/vbaProject.bin", b"Auto_Open")
    assert [f.code for f in open_document(data.getvalue(), "form.xlsm").findings] == ["I311"]


def test_dates_times_and_flags_are_shown_as_written():
    def fill(sheet):
        sheet.append([dt.date(2023, 12, 31), dt.time(8, 30), True, 45291])
        sheet["A1"].number_format = 'yyyy"年"m"月"d"日"'
        sheet["B1"].number_format = "h:mm"
        sheet["D1"].number_format = "[$-804]aaaa"

    row = reopened(fill).grids[0].rows[0]
    assert [(c.text, c.number) for c in row] == [
        ("2023年12月31日", None),
        ("8:30", None),
        ("TRUE", None),
        ("星期日", None),
    ]


def test_a_large_workbook_is_read_apart_and_the_same():
    def fill(sheet):
        for n in range(6_000):
            sheet.append([f"第{n}项", n, n / 7, "说明" * 3])
        sheet["A1"].number_format = "@"
        sheet.merge_cells("A1:A2")

    document = reopened(fill)
    grid = document.grids[0]
    assert (len(grid.rows), len(grid.rows[0])) == (6_000, 4)
    assert grid.rows[1][0] is grid.rows[0][0]
    assert grid.rows[13][2].number == Decimal("1.85714285714286")
    assert grid.rows[13][2].origin.cell == "C14"


def test_a_sheet_with_nothing_on_it_is_no_grid():
    assert reopened(lambda sheet: None).blocks == ()
