"""C501 to C503 on small reports: what the text claims against the table, against itself, against nothing."""

from __future__ import annotations

import pytest
from tests.formats.prose.reports import LIBRARY, with_changed, word

from perfeval.auditing import Audited, audit_reading
from perfeval.auditing.claims import CLAIMS
from perfeval.auditing.recomputing import Recomputed
from perfeval.findings import Finding, Origin
from perfeval.formats.pages import Document, Line
from perfeval.formats.pages.opening import open_document
from perfeval.formats.prose import bind
from perfeval.model import Reading

REPORT = """示例市水务局2024年度部门整体支出绩效自评报告
一、部门整体支出情况
单位：万元
支出类别 年初预算数 调整预算数 决算数
一、基本支出 669.53 834.81 825.18
人员经费 625.22 766.53 761.04
日常公用经费 44.31 68.28 64.14
二、项目支出 185 87.2 59.6
三、上缴上级支出 0 0 0
合计 854.53 922.01 884.78
{}
二、绩效自评结论
自评得分96.5分，绩效等级为“优”。
三、履职效能
1．重点工作完成率
该指标分值10分，自评得分9.5分。
2．资金支出率
{}
"""


def read(first: str, second: str = "") -> Reading:
    lines = REPORT.format(first, second).split("\n")
    return bind(Document("report.txt", tuple(Line(one, Origin(line=n)) for n, one in enumerate(lines, start=1))))


def found(reading: Reading) -> list[Finding]:
    return list(audit_reading(reading, CLAIMS).findings)


def told(reading: Reading) -> list[tuple[str, str, str]]:
    return [(f.code, f.stated, f.expected) for f in found(reading)]


@pytest.mark.parametrize(
    ("sentence", "stated", "expected"),
    [
        ("2024年部门整体支出884.87万元。", "884.87万元", "884.78万元"),
        ("2024年，我局支出合计8847800.50元。", "", ""),
        ("全年支出合计0.0885亿元。", "", ""),
        ("全年支出合计0.0848亿元。", "0.0848亿元", "0.0885亿元"),
        ("基本支出825.18万元，占部门整体支出的92.36%。", "92.36%", "93.26%"),
        ("其中：人员经费761.04万元、日常公用经费64.41万元。", "64.41万元", "64.14万元"),
        ("项目支出年初预算185万元，调整预算87.2万元，决算数59.6万元，执行率85.18%。", "85.18%", "68.35%"),
        ("部门整体支出年初预算数为845.53万元。", "845.53万元", "854.53万元"),
        ("示例市水务局全年支出完成率为95.8%。", "95.8%", "95.96%"),
        ("本部门预算资金支出率达95.8%。", "95.8%", "95.96%"),
        ("整体支出执行率96%。", "", ""),
        ("整体支出执行率95%。", "95%", "95.96%"),
        ("基本支出执行率９８．８５％。", "", ""),
        ("上缴上级支出0万元。", "", ""),
        ("上缴上级支出执行率100%。", "", ""),
    ],
)
def test_a_figure_that_repeats_the_table_is_held_against_it(sentence: str, stated: str, expected: str):
    assert told(read(sentence)) == ([("C501", stated, expected)] if stated else [])


@pytest.mark.parametrize(
    "sentence",
    [
        "结案率超过90%，服务300多人。",
        "整体支出执行率超过90%。",
        "整体支出约880万元，执行率近96%。",
        "整体支出执行率达到90%以上。",
        "2023年部门整体支出700万元，执行率88%。",
        "上年项目支出50万元，基本支出600万元。",
        "基本支出比上年增加30万元，增长3.8%。",
        "项目支出中，城区管网改造执行率为40%。",
        "管网改造项目进展较慢，执行率为40%。",
        "上半年项目支出执行率为30%。",
        "力争项目支出执行率达到95%。",
        "绩效目标要求整体支出执行率98%。",
        "下属单位基本支出200万元。",
        "“三公”经费方面。当年预算安排10万元，实际支出5万元，执行率50%。",
        "基本支出和项目支出分别为825.18万元和59.6万元。",
        "示例市财政局整体支出900万元。",
        "满意率98%，覆盖率100%，捐款195.5万元，贸易额354.1亿元，合同外资2143.93万美元。",
        "开展学习21次，上党课7次，后又上党课8次。",
    ],
)
def test_what_is_no_figure_of_the_table_is_not_held_against_it(sentence: str):
    assert [code for code, _, _ in told(read(sentence)) if code in ("C501", "C502")] == []


def test_plans_at_the_end_are_no_claims():
    reading = read("", "该指标分值10分，自评得分10分。\n四、下一步改进措施\n整体支出执行率98%，项目支出100万元。")
    assert found(reading) == []


def test_a_bare_rate_under_the_heading_of_the_rate_is_that_of_the_whole():
    assert told(read("", "预算执行率为95.8%。该指标分值10分，自评得分10分。")) == [("C501", "95.8%", "95.96%")]


def test_a_rate_of_another_denominator_is_not_sure():
    assert [code for code, _, _ in told(read("部门整体支出预算完成率103.54%。"))] == ["C503"]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("该指标分值10分，扣0.5分，自评得分9.5分，得分率95%。", []),
        ("该指标分值10分，扣0.3分，自评得分9.5分。", [("C501", "0.3分", "0.5分")]),
        ("该指标分值10分，自评得分9.5分，得分率90%。", [("C501", "90%", "95%")]),
    ],
)
def test_what_was_taken_and_the_share_left_are_worked_out(second: str, expected: list[tuple[str, str, str]]):
    assert told(read("", second)) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("三公经费支出决算数12.5万元。", "三公经费支出决算数为13.5万元。", ("13.5万元", "12.5万元")),
        ("三公经费支出决算数12.5万元。", "2023年三公经费支出决算数为13.5万元。", None),
        ("三公经费支出决算数12.5万元。", "三公经费支出决算数为12.50万元。", None),
        ("问卷有效回收率95.2%。", "问卷有效回收率为93.2%。", ("93.2%", "95.2%")),
        ("问卷有效回收率95.2%。", "问卷有效回收率为95%。", None),
        ("任务完成率100%。", "任务完成率为95%。", None),
        ("会议费实际支出10万元。", "培训费实际支出12万元。", None),
        ("走访企业38家。", "走访企业37家。", None),
        ("部门整体支出自评总分96.5分。", "部门整体支出自评总分95.5分。", ("95.5分", "96.5分")),
    ],
)
def test_the_same_thing_stated_twice(first: str, second: str, expected: tuple[str, str] | None):
    twice = [(stated, wanted) for code, stated, wanted in told(read(first, second)) if code == "C502"]
    assert twice == ([expected] if expected else [])


def test_the_second_place_is_told_with_the_first():
    (finding,) = (f for f in found(read("问卷有效回收率95.2%。", "问卷有效回收率为93.2%。")) if f.code == "C502")
    assert finding.origin is not None
    assert (finding.origin.line, "line 11" in finding.message.en, "第 11 行" in finding.message.zh) == (18, True, True)


def test_a_figure_of_the_budget_that_no_table_has():
    (finding,) = found(read("会议费支出决算12.5万元，捐款3万元，走访20次。"))
    assert (finding.code, finding.severity, finding.stated) == ("C503", "info", "12.5万元")


def test_without_any_table_nothing_is_missed_there():
    assert found(bind(Document("a.txt", (Line("会议费支出决算12.5万元，预算执行率90%。"),)))) == []


@pytest.mark.parametrize(
    ("old", "new", "stated", "expected"),
    [
        ("1,997.59万元", "1,979.59万元", "1,979.59万元", "1997.59万元"),
        ("65.02%", "66.02%", "66.02%", "65.02%"),
        ("自评得分19.59分", "自评得分19.95分", "19.95分", "19.59分"),
        ("满分20分", "满分25分", "25分", "20分"),
        ("绩效自评得分97.59分", "绩效自评得分97.95分", "97.95分", "97.59分"),
        ("扣1.5分", "扣2.5分", "2.5分", "1.5分"),
        ("得分率97.95%", "得分率98.95%", "98.95%", "97.95%"),
        ("28.5", "27.5", "1.5分", "2.5分"),
    ],
)
def test_the_text_is_held_against_the_table_of_scores(old: str, new: str, stated: str, expected: str):
    reading = bind(open_document(word(with_changed(old, new)), "library.docx"))
    assert (("C501", stated, expected)) in told(reading)


def test_the_report_with_a_table_of_scores_agrees():
    assert found(bind(open_document(word(LIBRARY), "library.docx"))) == []


def test_claims_are_told_once_in_a_file_with_several_sheets():
    from attrs import evolve

    reading = read("整体支出执行率95%。")
    (sheet,) = reading.sheets
    other = evolve(sheet, name="another")
    several = evolve(reading, sheets=[sheet, other])
    audited = Audited(reading=several, sheet=other, recomputed=Recomputed())
    assert [finding for check in CLAIMS for finding in check.run(audited)] == []
    assert [code for code, _, _ in told(several)] == ["C501"]
