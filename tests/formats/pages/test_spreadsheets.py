"""Spreadsheets in ODS: repeated cells and rows, groups, hidden rows, notes and everything that stands for a space."""

from __future__ import annotations

import runpy
from decimal import Decimal
from pathlib import Path

from perfeval.formats.pages import open_document

spreadsheet = runpy.run_path(str(Path(__file__).with_name("hostile.py")))["spreadsheet"]


def cell(inside: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}>{inside}</table:table-cell>"


def test_everything_that_repeats_and_hides():
    words = '<text:p>一<text:s text:c="2"/>二<text:tab/>三<text:line-break/><text:span>四</text:span></text:p>'
    note = "<office:annotation><text:p>注</text:p></office:annotation>"
    number = 'office:value-type="{}" office:value="{}"'
    table = (
        '<table:table table:name="表"><table:table-header-rows><table:table-row>'
        + cell(note + words)
        + cell("<text:p>合</text:p><text:p>计</text:p>", 'table:number-columns-repeated="2"')
        + '</table:table-row></table:table-header-rows><table:table-row table:number-rows-repeated="2" '
        'table:visibility="collapse">'
        + cell("<text:p>1,200.50</text:p>", number.format("float", "1200.5"))
        + cell("<text:p>98.12%</text:p>", number.format("percentage", "0.98120000000000007"))
        + cell("<text:p>优</text:p>", number.format("float", "x"))
        + '</table:table-row><table:table-row table:number-rows-repeated="3"/><table:table-row>'
        + cell("<text:p>末</text:p>")
        + "</table:table-row></table:table>"
    )
    document = open_document(spreadsheet(table), "a.ods")
    shown = {c.origin.cell: (c.text, c.number, c.places) for c in document.grids[0].cells() if c.text}
    row = [("1,200.50", Decimal("1200.5"), 2), ("98.12%", Decimal("98.12"), 2), ("优", None, 0)]
    assert shown == {
        "A1": ("一  二\t三四", None, 0),
        "B1": ("合计", None, 0),
        "C1": ("合计", None, 0),
        **dict(zip(("A2", "B2", "C2", "A3", "B3", "C3"), row * 2, strict=True)),
        "A7": ("末", None, 0),
    }
    assert [f.message.en for f in document.findings] == ["rows 2-3 are hidden, but read all the same"]


def test_a_spreadsheet_that_is_no_xml(refused):
    assert refused(spreadsheet("<table:table>"), "a.ods") == ["I303"]
