"""Word, PDF, text and CSV: lines and tables in reading order, each with its place."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from perfeval.formats.pages import Grid, Line, open_document

CASES = Path(__file__).parents[4] / "shared" / "cases"
W = nsdecls("w")


def reopened(fill):
    report, out = docx.Document(), io.BytesIO()
    fill(report)
    report.save(out)
    return open_document(out.getvalue(), "report.docx")


def said(document):
    return [block.text if isinstance(block, Line) else block.name for block in document.blocks]


def test_paragraphs_and_tables_keep_their_order_and_count_as_in_a_spreadsheet():
    def fill(report):
        report.add_paragraph("一、预算")
        table = report.add_table(3, 3)
        table.cell(0, 1).text, table.cell(2, 2).text = "年初\n预算数", "884.78"
        table.cell(0, 0).merge(table.cell(1, 0)).text = "项目"
        table.cell(0, 1).merge(table.cell(0, 2))
        report.add_paragraph("  ")
        report.add_paragraph("二、决算\n见下")

    document = reopened(fill)
    assert said(document) == ["一、预算", "表1", "二、决算", "见下"]
    grid = document.grids[0]
    assert {c.origin.cell: (c.text, c.height, c.width) for c in grid.cells() if c.text} == {
        "A1": ("项目", 2, 1),
        "B1": ("年初预算数", 1, 2),
        "C3": ("884.78", 1, 1),
    }
    assert grid.rows[1][0] is grid.rows[0][0]
    assert (grid.rows[2][2].origin.file, grid.rows[2][2].origin.sheet) == ("report.docx", "表1")


def test_tables_in_cells_stand_after_the_table_around_them():
    def fill(report):
        table = report.add_table(1, 2)
        table.cell(0, 0).text = "外"
        inner = table.cell(0, 1).add_table(1, 1)
        inner.cell(0, 0).text = "内"
        inner.cell(0, 0).add_table(1, 1).cell(0, 0).text = "最内"

    document = reopened(fill)
    assert [grid.name for grid in document.grids] == ["表1", "表2", "表3"]
    assert [[c.text for c in grid.cells()] for grid in document.grids] == [["外", ""], ["内"], ["最内"]]


def test_tracked_changes_are_read_as_if_accepted():
    def fill(report):
        line = report.add_paragraph("执行率")
        line._p.append(parse_xml(f"<w:del {W}><w:r><w:delText>95.8%</w:delText></w:r></w:del>"))
        line._p.append(parse_xml(f"<w:ins {W}><w:r><w:t>95.96%</w:t></w:r></w:ins>"))
        table = report.add_table(2, 1)
        table.cell(0, 0).text, table.cell(1, 0).text = "留", "删"
        table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {W}/>"))

    document = reopened(fill)
    assert said(document)[0] == "执行率95.96%"
    assert [[c.text for c in grid.cells()] for grid in document.grids] == [["留"]]
    assert [f.code for f in document.findings] == ["I312"]


def test_text_boxes_tabs_breaks_and_content_controls_are_read():
    def fill(report):
        line = report.add_paragraph("单位：")
        line._p.append(parse_xml(f"<w:r {W}><w:tab/><w:noBreakHyphen/><w:t>万元</w:t><w:br/><w:t>注</w:t></w:r>"))
        inside = "<w:txbxContent><w:p><w:r><w:t>附框</w:t></w:r></w:p></w:txbxContent>"
        line._p.append(parse_xml(f"<w:r {W}><w:pict>{inside}</w:pict></w:r>"))
        control = "<w:sdtContent><w:p><w:r><w:t>控件</w:t></w:r></w:p></w:sdtContent>"
        report.element.body.insert(1, parse_xml(f"<w:sdt {W}>{control}</w:sdt>"))

    assert said(reopened(fill)) == ["单位：\t-万元", "注", "附框", "控件"]


def test_a_row_that_starts_late_is_in_its_columns():
    def fill(report):
        table = report.add_table(2, 3)
        row = table.rows[1]._tr
        row.remove(row.tc_lst[0])
        row.get_or_add_trPr().append(parse_xml(f'<w:gridBefore {W} w:val="1"/>'))
        table.cell(0, 0).text = "项目"
        row.tc_lst[0].p_lst[0].add_r().text = "884.78"

    cells = {c.origin.cell: c.text for c in reopened(fill).grids[0].cells() if c.text}
    assert cells == {"A1": "项目", "B2": "884.78"}


@pytest.mark.parametrize("suffix", ["xlsx", "docx", "pdf"])
def test_a_published_sheet_in_three_formats(opened, suffix: str):
    document = opened(f"sheet.{suffix}")
    grid = document.grids[0]
    shown = [c.text for c in grid.cells() if c.text]
    whole = [*(line.text for line in document.lines), *shown]
    assert whole == ["".join(text.split()) for text in whole]
    reference = opened("sheet.xlsx")
    assert whole == [c.text for c in reference.grids[0].cells() if c.text]
    shape = {(c.text, c.height, c.width) for c in grid.cells() if c.text}
    assert shape <= {(c.text, c.height, c.width) for c in reference.grids[0].cells()}
    assert all(c.origin.page == (1 if suffix == "pdf" else None) for c in grid.cells())


@pytest.mark.skipif(not CASES.is_dir(), reason="the published sheets are not on this machine")
def test_all_published_sheets_are_the_same_in_three_formats():
    """The heading is a line in Word and PDF and a row in a workbook; a PDF may lose spaces at ends of lines."""
    compared = 0
    for path in sorted(CASES.glob("*.docx")):
        found = {}
        for suffix in (".xlsx", ".docx", ".pdf"):
            document = open_document(path.with_suffix(suffix).read_bytes(), path.stem + suffix)
            texts = [line.text for line in document.lines]
            texts += [c.text for grid in document.grids for c in grid.cells() if c.text]
            found[suffix] = ["".join(text.split()).lstrip("=") for text in texts]
        assert found[".docx"] == found[".xlsx"], path.name
        assert found[".pdf"] == found[".xlsx"], path.name
        compared += 1
    assert compared


def test_a_table_that_goes_on_over_a_page(opened, texts):
    document = opened("two_pages.pdf")
    first, second = document.grids
    assert (first.continues, second.continues) == (False, True)
    assert len(first.rows) + len(second.rows) == 25
    assert [line.text for line in document.lines] == ["项目支出绩效自评表", "第 1 页", "第 2 页"]
    assert {c.origin.page for c in second.cells()} == {2}
    assert texts(first)["A2"][0] == "产出指标（50分）"
    last = second.rows[-1]
    assert [c.text for c in last[2:]] == ["巡查河道及周边环境第24段的次数", "≥24次", "25次", "1", "0.24"]


def test_a_table_without_rules(opened):
    document = opened("ruleless.pdf")
    assert [type(block) for block in document.blocks] == [Line, Grid, Line, Line]
    rows = [[c.text for c in row] for row in document.grids[0].rows]
    assert rows[0] == ["项目", "年初预算数", "调整预算数", "决算数"]
    assert rows[-1] == ["合计", "2,085.28", "2,081.20", "2,017.64"]
    assert document.lines[-1].text == "为96.95%，比上年提高3.2个百分点。"


def test_scans_and_passwords_of_pdfs(opened, refused):
    files = Path(__file__).parent / "files"
    assert refused((files / "scan.pdf").read_bytes(), "a.pdf") == ["I301"]
    assert refused((files / "password.pdf").read_bytes(), "a.pdf") == ["I302"]
    document = opened("one_scan.pdf")
    assert [line.text for line in document.lines] == ["绩效自评报告"]
    assert [(f.code, f.origin.page) for f in document.findings] == [("I313", 2)]


def test_lines_of_a_text_keep_their_numbers_and_pages(opened):
    assert [(line.text, line.origin.page, line.origin.line) for line in opened("report.txt").lines] == [
        ("一、部门基本情况", 1, 1),
        ("（一）部门职责。", 1, 3),
        ("二、部门整体支出 884.78 万元，", 2, 4),
        ("预算执行率98.12%。", 2, 5),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_in_every_usual_encoding(encoding: str):
    text = "项目支出绩效自评表\r\n全年执行数 884.78 万元，≥98%"
    marks = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
    data = marks.get(encoding, b"") + text.encode(encoding)
    assert [line.text for line in open_document(data, "a.txt").lines] == text.split("\r\n")
    assert open_document(data, "a.txt").lines[0].origin.page is None


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_csv_with_each_delimiter(delimiter: str, encoding: str):
    text = f'项目名称{delimiter}备注\n"森林{delimiter}防火"{delimiter}"两行\n备注"\n'
    document = open_document(text.encode(encoding), "a.csv")
    assert [[c.text for c in row] for row in document.grids[0].rows] == [
        ["项目名称", "备注"],
        [f"森林{delimiter}防火", "两行备注"],
    ]
    assert document.grids[0].rows[1][1].origin.cell == "B2"


def test_blank_columns_of_a_csv_are_cut_and_short_rows_filled():
    grid = open_document(b",,,\n,a,b,\n,c\n,,,\n", "a.csv").grids[0]
    assert [[(c.text, c.origin.cell) for c in row] for row in grid.rows] == [
        [("a", "B2"), ("b", "C2")],
        [("c", "B3"), ("", "C3")],
    ]
    assert open_document(b",,\n", "a.csv").blocks == ()


@settings(deadline=None)
@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=12))
def test_chinese_in_utf_8_is_never_taken_for_another_encoding(text: str):
    assert [line.text for line in open_document(text.encode(), "a.txt").lines] == [text]
