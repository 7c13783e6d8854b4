"""A value under a number format is shown as Excel shows it in China; a workbook shows what was written."""

from __future__ import annotations

import io
from decimal import ROUND_HALF_UP, Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfeval.formats.pages import open_document
from perfeval.formats.pages.places import address, column_of, letters
from perfeval.formats.pages.showing import shown

ACCOUNTS = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "format", "text", "number", "places"),
    [
        (0.95, "0%", "95%", "95", 0),
        (0.9508, "0%", "95%", "95.08", 0),
        (0.95955, "0.00%", "95.96%", "95.955", 2),
        (1, "0%", "100%", "100", 0),
        (1234567.891, "#,##0.00", "1,234,567.89", "1234567.891", 2),
        (999.5, "#,##0", "1,000", "999.5", 0),
        (0.125, "0.00", "0.13", "0.125", 2),
        (2.675, "0.00", "2.68", "2.675", 2),
        (0.1 + 0.2, "General", "0.3", "0.3", 1),
        (1200.0, "General", "1200", "1200", 0),
        (12345678901234567890, "General", "12345678901234567890", "12345678901234567890", 0),
        (1e-7, "General", "0.0000001", "1E-7", 7),
        (1e300, "0.00", "1E+300", "1E+300", 0),
        (884.78, "@", "884.78", "884.78", 2),
        (5, '0"分"', "5分", "5", 0),
        (95, '0.0"%"', "95.0%", "95", 1),
        (95.5, "0.0\\%", "95.5%", "95.5", 1),
        (7, 'G/通用格式"分"', "7分", "7", 0),
        (1234.5, '0.00"万元"', "1234.50万元", "1234.5", 2),
        (123456, '0!.0,"万"', "12.3万", "12.3456", 1),
        (123456, "0!.0000", "12.3456", "12.3456", 4),
        (1234567, "#,##0,", "1,235", "1234.567", 0),
        (12, "[$¥-804]#,##0.00", "¥12.00", "12", 2),
        (0.5, "#.##", ".5", "0.5", 1),
        (12, "0.##", "12", "12", 0),
        (2, "000", "002", "2", 0),
        (13800001234, "000-0000-0000", "138-0000-1234", "13800001234", 0),
        (-5.5, "0.0;(0.0)", "(5.5)", "-5.5", 1),
        (-5.5, "0.0", "-5.5", "-5.5", 1),
        (0, "0.0;-0.0;无", "无", "0", 0),
        (0, ACCOUNTS, "-", "0", 0),
        (-1234.5, ACCOUNTS, "-1,234.50", "-1234.5", 2),
        (1234.5, ACCOUNTS, "1,234.50", "1234.5", 2),
        (12, '[>=10]0.0"优";0', "12.0优", "12", 1),
        (5, '[>=10]0.0"优";0', "5", "5", 0),
        (5, "[Red][DBNum1]0.0", "5.0", "5", 1),
        (0.5, "# ?/?", "0.5", "0.5", 1),
        (120000, "0.00E+00", "120000", "120000", 0),
    ],
)
def test_a_number_under_a_format(value, format: str, text: str, number: str, places: int):
    found = shown(value, format)
    assert (found.text, found.number, found.places) == (text, Decimal(number), places)


@pytest.mark.parametrize(
    ("value", "format", "text"),
    [
        (5, ";;;", ""),
        ("优", '@"等"', "优等"),
        ("优", "0.00", "优"),
        (45291, "yyyy-mm-dd", "2023-12-31"),
        (45291.5, "m/d/yy h:mm", "2023/12/31 12:00"),
        (45291, "mm-dd-yy", "2023/12/31"),
        (45291.75, 'yy"年"m"月" 上午/下午h:mm', "23年12月 下午6:00"),
        (45291, "dddd mmm d", "Sunday Dec 31"),
        (45291, "aaa", "周日"),
        (45291.5068, "h:mm:ss AM/PM", "12:09:48 PM"),
        (float("nan"), "0.00", "nan"),
        (False, "0", "FALSE"),
    ],
)
def test_what_is_no_figure(value, format: str, text: str):
    assert shown(value, format).text == text
    assert shown(value, format).number is None


@settings(deadline=None)
@given(st.decimals(-(10**9), 10**9, places=4), st.integers(0, 4), st.booleans(), st.booleans())
def test_fixed_decimals_are_rounded_half_up(value: Decimal, places: int, grouped: bool, percent: bool):
    format = ("#,##0" if grouped else "0") + ("." + "0" * places if places else "") + ("%" if percent else "")
    found = shown(float(value), format)
    exact = value * (100 if percent else 1)
    rounded = abs(exact).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    wanted = f"{rounded:{',' if grouped else ''}f}" + "%" * percent
    assert found.text == ("-" if value < 0 else "") + wanted
    assert (found.number, found.places) == (exact, places)


@settings(deadline=None)
@given(
    st.one_of(st.floats(), st.integers(), st.text(max_size=9)),
    st.text('0#?.,%@;_*"\\!/[]$¥E+-hmsdyage年 General', max_size=24),
)
def test_no_format_breaks_anything(value, format: str):
    found = shown(value, format)
    assert found.number is None or found.places >= 0


@settings(deadline=None)
@given(st.integers(0, 16_383))
def test_letters_of_columns(column: int):
    assert column_of(letters(column)) == column
    assert openpyxl.utils.get_column_letter(column + 1) == letters(column)


FORMATS = {"0": 0, "0.00": 2, "#,##0.00": 2, "General": None}
TYPED = st.one_of(
    st.none(),
    st.text(st.characters(categories=["L", "N", "P"], exclude_characters="='"), min_size=1, max_size=8),
    st.tuples(st.decimals(-(10**7), 10**7, places=3), st.sampled_from([*FORMATS])),
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(TYPED, min_size=4, max_size=4), min_size=3, max_size=6),
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3), st.integers(1, 2), st.integers(1, 2)), max_size=3),
)
def test_a_workbook_shows_what_was_written(cells, merges):
    """Random typed cells, formats and merges: the same texts, numbers, places and spans come back."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    taken: set[tuple[int, int]] = set()
    for row, column, high, wide in merges:
        area = {(row + r, column + c) for r in range(high) for c in range(wide)}
        if len(area) > 1 and not area & taken and row + high <= len(cells) and column + wide <= 4:
            taken |= area
            spans[row, column] = (high, wide)
    covered = {place for place in taken if place not in spans}
    wanted = {}
    for r, row in enumerate(cells):
        for c, typed in enumerate(row):
            if typed is None or (r, c) in covered:
                continue
            value, format = (typed, None) if isinstance(typed, str) else (float(typed[0]), typed[1])
            cell = book.active.cell(r + 1, c + 1)
            cell.value, cell.data_type = value, "s" if format is None else "n"
            if format is None:
                wanted[address(r, c)] = (value, None, 0, *spans.get((r, c), (1, 1)))
                continue
            cell.number_format = format
            places = FORMATS[format]
            if places is None:
                places = len(f"{typed[0].normalize():f}".partition(".")[2])
            rounded = abs(typed[0]).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
            text = ("-" if value < 0 else "") + f"{rounded:{',' if ',' in format else ''}f}"
            wanted[address(r, c)] = (text, typed[0], places, *spans.get((r, c), (1, 1)))
    for (row, column), (high, wide) in spans.items():
        book.active.merge_cells(
            start_row=row + 1, start_column=column + 1, end_row=row + high, end_column=column + wide
        )
    book.save(out)
    grids = open_document(out.getvalue(), "form.xlsx").grids
    found = {c.origin.cell: (c.text, c.number, c.places, c.height, c.width) for g in grids for c in g.cells() if c.text}
    assert found == wanted
