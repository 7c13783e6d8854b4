"""Several forms in one file, and what is no form of one's own."""

from attrs import evolve
from tests.formats.forms.drawing import document, drawn
from tests.formats.forms.telling import parts, told

from perfeval.findings import Origin
from perfeval.formats.forms import bind, readable
from perfeval.formats.pages import Document, Line

FORM = """
项目名称 | {name} | < | <
项目资金（万元） | 全年预算数 | 全年执行数 | 得分
年度资金总额 | 10 | 9 | 9.0
一级指标 | 三级指标 | 分值 | 得分
产出 | 数量 | 90 | 80
"""


def test_projects_on_pages_with_one_title_are_sheets_of_their_own():
    blocks = []
    for year, name in ((2021, "甲"), (2022, "乙"), (2023, "丙")):
        blocks += ["项目支出绩效自评表", f"（{year}年度）", drawn(FORM.format(name=name), f"表{year}")]
    sheets = bind(document(*blocks)).sheets
    assert [(sheet.project, sheet.year) for sheet in sheets] == [("甲", 2021), ("乙", 2022), ("丙", 2023)]
    assert [len(sheet.indicators) for sheet in sheets] == [1, 1, 1]


def test_a_running_head_does_not_begin_another_form():
    head, below = FORM.format(name="甲").strip().split("一级指标")
    table = drawn(f"一级指标{below}", "表2")
    sheets = bind(document("项目支出绩效自评表", drawn(head, "表1"), "项目支出绩效自评表", table)).sheets
    assert [(len(sheet.funds), len(sheet.indicators)) for sheet in sheets] == [(1, 1)]


def test_worksheets_are_sheets_of_their_own():
    pages = document(drawn(FORM.format(name="甲"), "附表一"), drawn(FORM.format(name="甲"), "附表二"))
    assert [sheet.name for sheet in bind(pages).sheets] == ["附表一", "附表二"]


def test_a_second_row_of_a_name_is_numbered():
    rows = "一级指标 | 三级指标 | 分值\n产出 | 资料 | 1\n^ |  | 2\n^ | 资料 | 3"
    (sheet,) = bind(document(drawn(rows))).sheets
    assert [row.path for row in sheet.indicators] == ["indicators[资料]", "indicators[资料#2]", "indicators[资料#3]"]


def test_rows_beside_one_merged_score_know_of_each_other():
    rows = "一级指标 | 三级指标 | 分值 | 得分\n产出 | 甲 | 5 | 9\n^ | 乙 | 5 | ^\n^ | 丙 | 1 | 1"
    (sheet,) = bind(document(drawn(rows))).sheets
    shared = ("indicators[甲]", "indicators[乙]")
    assert [row.shares_score for row in sheet.indicators] == [shared, shared, ()]
    assert sheet.indicators[0].score == sheet.indicators[1].score


def test_a_list_of_projects_is_told_of():
    pages = document(drawn("项目名称 | 预算数 | 执行数 | 自评得分\n甲 | 1 | 1 | 90", "表1"))
    reading = bind(pages)
    assert [finding.code for finding in reading.findings] == ["I314"]
    assert [loose.raw for loose in reading.unread] == ["1", "1", "90"]


def test_a_report_of_long_prose_is_no_form():
    form = drawn(FORM.format(name="甲"), "表1")
    prose = [Line("本年度各项工作按计划完成。" * 40, Origin("report.docx")) for _ in range(10)]
    assert not readable(Document("report.docx", (*prose, form)))
    assert readable(Document("report.docx", (*prose[:1], form)))


def test_numbered_lines_stand_below_the_nearest_of_a_lower_order():
    rows = """项目 | 年初预算数 | 决算数
收入合计 | 30 | 30
一、财政拨款 | 30 | 30
（一）一般公共预算 | 20 | 20
（二）政府性基金 | 10 | 10
支出合计 | 30 | 30
其中：基本支出 | 20 | 20
人员经费 | 12 | 12
公用经费 | 8 | 8
项目支出 | 10 | 10
其中：基本建设类项目 | 3 | 3"""
    (sheet,) = bind(document(drawn(rows))).sheets
    assert parts(sheet) == {
        "funds[一、财政拨款]": "funds[收入合计] (of which)",
        "funds[（一）一般公共预算]": "funds[一、财政拨款]",
        "funds[（二）政府性基金]": "funds[一、财政拨款]",
        "funds[其中：基本支出]": "funds[支出合计]",
        "funds[人员经费]": "funds[其中：基本支出]",
        "funds[公用经费]": "funds[其中：基本支出]",
        "funds[项目支出]": "funds[支出合计]",
        "funds[其中：基本建设类项目]": "funds[项目支出] (of which)",
    }


def test_points_beside_all_rows_of_a_funds_block_are_those_of_its_total():
    rows = "项目资金（元） |  | 全年预算数 | 全年执行数 | 分值\n^ | 总额 | 2 | 2 | 10\n^ | 其中：财政资金 | 2 | 2 | ^"
    (sheet,) = bind(document(drawn(rows))).sheets
    assert [path for path in told(sheet) if path.endswith("points")] == ["funds[总额].points"]


def test_what_pages_found_comes_first():
    pages = document(drawn(FORM.format(name="甲")))
    (finding,) = bind(document(drawn("项目名称 | 预算数 | 执行数 | 自评得分\n甲 | 1 | 1 | 9"))).findings
    assert bind(evolve(pages, findings=(finding,))).findings == (finding,)


def test_a_new_heading_ends_those_below_the_one_before():
    rows = "一级指标 | 二级指标 | 三级指标 | 分值\n决策 | 立项 | 依据 | 2\n |  | 程序 | 2\n管理 |  | 制度 | 3"
    (sheet,) = bind(document(drawn(rows))).sheets
    paths = [[heading.path for heading in row.headings] for row in sheet.indicators]
    assert paths == [["groups[决策]", "groups[决策].立项"], ["groups[决策]", "groups[决策].立项"], ["groups[管理]"]]


def test_a_second_total_is_unread_and_not_lost():
    reading = bind(document(drawn("总分 | 90 | <\n自评得分 | 91 | <\n总分 | 92 | 93")))
    assert reading.sheets[0].total.raw == "90"
    assert [loose.raw for loose in reading.unread] == ["91", "93"]
    assert reading.sheets[0].points.raw == "92"


def test_a_year_is_when_and_no_quantity_but_money_may_look_like_one():
    money = "项目资金（元） | 全年预算数 | 全年执行数\n总额 | 2030.12 | 1998.5"
    rows = f"{money}\n三级指标 | 目标值 | 完成值\n完工 | 2023年 | 11月底"
    (sheet,) = bind(document(drawn(rows))).sheets
    assert [str(sheet.funds[0].adjusted.value), str(sheet.funds[0].actual.value)] == ["2030.12", "1998.5"]
    assert (sheet.indicators[0].target.value, sheet.indicators[0].actual.value) == (None, None)


def test_an_indicator_may_be_called_like_a_fact():
    rows = "一级指标 | 三级指标 | 分值 | 得分\n绩效目标 | 合理性 | 5 | 4\n存在问题 | 3个 | < | <"
    reading = bind(document(drawn(rows)))
    assert [row.label for row in reading.sheets[0].indicators] == ["合理性"]
    assert reading.sheets[0].texts == (("存在问题", "3个"),)
