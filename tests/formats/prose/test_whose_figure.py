"""Whose figure a sentence states, where it does not say so in so many words."""

from perfeval.findings import Origin
from perfeval.formats.pages import Document, Line
from perfeval.formats.prose import bind

TABLE = ["资金来源 全年预算数 全年执行数", "年度资金总额 500 475", "财政拨款 300 300", "自筹资金 200 175"]
LINES = ["项目 年初预算数 调整预算数 决算数", "基本支出 1400 1440 1432", "项目支出 980 1000 958", "合计 2380 2440 2390"]


def bound(*texts):
    lines = [Line(one, Origin(line=n)) for n, one in enumerate(texts, start=1)]
    return bind(Document("report.txt", lines))


def about(*texts):
    return {claim.figure.raw: claim.about for claim in bound(*texts).claims}


def test_of_several_groups_that_were_asked_none_is_the_value_of_the_indicator():
    head = ["二、履职效能", "1．服务对象满意度", "该指标分值10分，自评得分9.5分。"]
    assert about(*head[:2], f"{head[2]}患者满意度95.6%，职工满意度92.1%。") == {"95.6%": "", "92.1%": ""}
    found = about(*head[:2], f"{head[2]}服务对象满意度95.6%，职工满意度92.1%。")
    assert found == {"95.6%": "indicators[服务对象满意度].actual", "92.1%": ""}
    found = about(*head[:2], f"{head[2]}患者满意度95.6%。")
    assert found == {"95.6%": "indicators[服务对象满意度].actual"}


def test_a_rate_right_behind_what_was_spent_is_that_of_the_row_with_this_amount():
    told = about("单位：万元", *TABLE, "项目到位资金500万元，实际支出475万元，预算执行率93%。")
    assert told["93%"] == "funds[年度资金总额].rate"
    told = about("单位：万元", *TABLE, "项目到位资金500万元，实际支出474万元，预算执行率93%。")
    assert told["93%"] == ""


def test_a_budget_of_a_line_is_not_what_was_spent():
    told = about("单位：万元", *LINES, "项目支出预算1000万元，项目支出958万元。")
    assert told == {"1000万元": "", "958万元": "funds[项目支出].actual"}


def test_under_a_conclusion_only_what_is_said_of_the_whole_is_the_total():
    found = bound("一、自评结论", "1．部门整体绩效自评得分98.6分。", "2．完成情况", "产出指标共6个，全部完成，得40分。")
    assert found.sheets[0].total.raw == "98.6分"


def test_a_heading_with_its_points_and_score_is_an_indicator_under_a_conclusion_too():
    head = ["二、自评得分情况", "自评总分94分。"]
    found = bound(
        *head, "（一）投入（满分20分，得分19分）", "目标设定得分10分。", "（二）过程（满分80分，得分75分）"
    ).sheets[0]
    assert [(row.label, row.points.raw, row.score.raw) for row in found.indicators] == [
        ("投入", "20分", "19分"),
        ("过程", "80分", "75分"),
    ]
    assert found.total.raw == "94分"
