"""Whatever a form's headers, order of columns and merged cells: the figures written into it are read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.formats.forms.drawing import document, drawn, gridded
from tests.formats.forms.making import HEADERS, funds, indicators
from tests.formats.forms.telling import accounted, figures, parts

from perfeval.formats.forms import bind, readable
from perfeval.formats.forms.headers import header_at
from perfeval.formats.pages import Cell, Grid

pytestmark = pytest.mark.slow


def squared(*blocks):
    """Rows of several blocks as one table."""
    rows = [row for block in blocks for row in block]
    width = max(map(len, rows))
    return gridded([row + [""] * (width - len(row)) for row in rows])


def read(grid):
    return bind(document(grid))


def found(reading):
    (sheet,) = reading.sheets
    return {f.path: (f.value, f.unit) for f in figures(sheet) if f.value is not None}


@settings(max_examples=60, deadline=None)
@given(funds())
def test_the_figures_of_a_funds_block_are_read(made):
    reading = read(squared(made.rows))
    assert found(reading) == made.figures
    assert tuple(loose.raw for loose in reading.unread) == made.loose
    assert set(parts(reading.sheets[0]).values()) <= {"funds[年度资金总额]", "funds[年度资金总额] (of which)"}


@settings(max_examples=60, deadline=None)
@given(indicators())
def test_the_figures_of_an_indicator_block_are_read(made):
    reading = read(squared(made.rows))
    assert found(reading) == made.figures
    assert reading.unread == ()
    assert {row.kind for row in reading.sheets[0].indicators} <= {"quantity", "quality", "social"}
    assert all(row.group for row in reading.sheets[0].indicators)


@settings(max_examples=30, deadline=None)
@given(funds(), indicators())
def test_both_blocks_one_below_the_other_are_read(money, done):
    reading = read(squared([["项目支出绩效自评表"], ["项目名称", "甲"]], money.rows, done.rows, [["自评等级", "优"]]))
    assert found(reading) == money.figures | done.figures
    assert reading.sheets[0].grade.raw == "优"


@settings(max_examples=40, deadline=None)
@given(indicators(), st.data())
def test_a_form_reads_the_same_over_two_pages(made, data):
    # Where a merged cell is cut, the page below has a blank in its place.
    rows = [["" if text == "^" else text for text in row] for row in made.rows]
    cut = data.draw(st.integers(1, len(rows) - 1))
    again = [rows[0]] if data.draw(st.booleans()) else []
    reading = bind(document(gridded(rows[:cut], "表1"), "- 1 -", gridded([*again, *rows[cut:]], "表2")))
    assert found(reading) == made.figures


TEXTS = st.one_of(
    st.text("0123456789.%-一二、（）()：:年分合计总其中 　", max_size=8),
    st.sampled_from(
        [*"^<", "年度资金总额", "全年预算数", "全年执行数", "得分", "分值", "一级指标", "三级指标", "总分"]
    ),
    st.sampled_from(
        ["项目名称", "预期目标", "实际完成情况", "项目支出绩效自评表", "小计", "序号", "产出指标（50分）", "自评等级"]
    ),
)


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 5).flatmap(lambda n: st.lists(st.lists(TEXTS, min_size=n, max_size=n), min_size=1, max_size=9)))
def test_no_number_is_lost_whatever_stands_where(rows):
    rows[0] = ["" if text in ("^", "<") else text for text in rows[0]]
    rows = [["" if n == 0 and text == "<" else text for n, text in enumerate(row)] for row in rows]
    grid = squares(rows)
    reading = read(grid)
    readable(document(grid))
    numeric = {cell.origin.cell for cell in grid.cells() if any(map(str.isdigit, cell.text))}
    assert numeric <= accounted(reading)


def squares(rows):
    """The cells of rows in which `^` and `<` may stand anywhere: each merges with one neighbour at most."""
    plain = [[text if text not in ("^", "<") else "" for text in row] for row in rows]
    grid = gridded(plain)
    cells = [list(row) for row in grid.rows]
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text == "^" and cells[r - 1][c].height == cells[r - 1][c].width == 1:
                above = cells[r - 1][c]
                cells[r][c] = cells[r - 1][c] = Cell(above.text, above.origin, row=r - 1, column=c, height=2)
    return Grid(grid.name, tuple(map(tuple, cells)))


def test_an_empty_table_is_no_form():
    assert bind(document(Grid("空", ()))).sheets == ()
    assert not readable(document(drawn("名单 | 人数\n甲 | 3")))


PLAIN = {
    "indicators": {
        "level1": "一级指标",
        "level2": "二级指标",
        "target": "年度指标值",
        "actual": "实际完成值",
        "score": "得分",
    },
    "funds": {"original": "年初预算数", "adjusted": "全年预算数", "actual": "全年执行数", "rate": "执行率"},
}
# what they hold depends on what stands beside them
DEPENDING = {"budget", "received", "amount", "levels", "adjusted_target"}


@pytest.mark.parametrize(
    ("block", "role", "text"),
    [
        (block, role, text)
        for block in PLAIN
        for role, texts in HEADERS[block].items()
        for text in texts
        if "*" not in text and role not in DEPENDING
    ],
)
def test_every_header_of_the_table_is_known_beside_plain_ones(block, role, text):
    beside = PLAIN[block] | {role: f"{text}（A）"}
    header = header_at(squared([list(beside.values()), [""] * len(beside)]), 0)
    assert (header.block, [column.role for column in header.columns]) == (block, list(beside))
