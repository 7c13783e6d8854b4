"""Reports of several shapes: what is printed in them is bound, with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.formats.prose.reports import LIBRARY, SCORES, word

from perfeval.auditing.described import figures
from perfeval.findings import Origin
from perfeval.formats.pages import Document, Line
from perfeval.formats.pages.opening import open_document
from perfeval.formats.prose import bind
from perfeval.formats.prose.plain import plain
from perfeval.model import Reading, Sheet

HERE = Path(__file__).parent


def read(name: str) -> Reading:
    return bind(open_document((HERE / name).read_bytes(), name))


def lines(text: str) -> Reading:
    return bind(Document("report.txt", tuple(Line(one, Origin(line=n)) for n, one in enumerate(text.split("\n"), 1))))


def scores(sheet: Sheet) -> dict[str, tuple[str | None, str | None]]:
    return {
        row.label: (row.points.raw if row.points else None, row.score.raw if row.score else None)
        for row in sheet.indicators
    }


def about(reading: Reading) -> dict[str, str]:
    return {f"{claim.subject} {claim.figure.raw}": claim.about for claim in reading.claims if claim.about}


def test_the_report_of_foshan():
    reading = read("foshan-hmt-office-2021.txt")
    (sheet,) = reading.sheets
    assert (sheet.layout, sheet.kind, sheet.entity, sheet.year) == ("report", "department", "市委台港澳办", 2021)
    assert (sheet.total and sheet.total.raw, sheet.grade and sheet.grade.raw) == ("99.85分", "优")
    assert [row.line for row in sheet.funds] == [
        *("basic", "personnel", "operating", "project", "capital", "transfers_up", "business", "subsidies", "total")
    ]
    assert {row.headings[0].name for row in sheet.indicators} == {"管理效率", "履职效能"}
    assert scores(sheet) == {
        "预算管理": ("10分", "10分"),
        "绩效管理": ("8分", "8分"),
        "财务管理": ("19分", "19分"),
        "项目管理": ("8分", "8分"),
        "资产管理": ("5分", "5分"),
        "重点工作完成率": ("10分", "10分"),
        "项目绩效目标完成率": ("10分", "9.85分"),
        "部门预算资金支出率": ("10分", "10分"),
        "社会经济生态效益": ("15分", "15分"),
        "公众或服务对象满意度": ("5分", "5分"),
    }
    assert reading.unread == ()


def test_claims_of_foshan_are_tied_where_they_repeat_the_table_and_nowhere_else():
    basic, project = "funds[一、基本支出]", "funds[二、项目支出]"
    assert about(read("foshan-hmt-office-2021.txt")) == {
        "2021年部门整体支出 884.78万元": "funds[合计].actual",
        "基本支出 825.18万元": f"{basic}.actual",
        "项目支出 59.6万元": f"{project}.actual",
        "市委台港澳办全年支出完成率 95.8%": "funds[合计].rate",
        "市委台港澳办获得 96.37分": "indicators[公众或服务对象满意度].actual",
        "项目支出执行率 85.18%": f"{project}.rate",
    }


def test_a_report_with_scores_in_its_headings():
    reading = read("water-bureau-2022.txt")
    (sheet,) = reading.sheets
    assert (sheet.entity, sheet.year) == ("云河市水务局", 2022)
    assert (sheet.total and sheet.total.raw, sheet.grade and sheet.grade.raw) == ("95.6分", "优秀")
    groups = {
        h.name: (h.points and h.points.raw, h.score and h.score.raw) for r in sheet.indicators for h in r.headings
    }
    assert groups == {"投入管理": ("20分", "19.5分"), "过程管理": ("30分", "28.1分"), "产出与效果": ("50分", "48分")}
    assert scores(sheet)["预算编制科学性"] == ("10分", "9.5分")
    assert scores(sheet)["预算执行率"] == ("15分", "13.5分")
    assert sheet.indicators[-1].actual is not None
    assert sheet.indicators[-1].actual.raw == "96.5%"
    assert reading.unread == ()


def test_words_of_a_sentence_carry_over_to_its_next_clauses():
    tied = about(read("water-bureau-2022.txt"))
    assert tied["执行率 98.94%"] == "funds[基本支出].rate"
    assert tied["实际支出 1770.4万元"] == "funds[项目支出].actual"
    assert tied["占部门整体支出 46.52%"] == "funds[基本支出].actual / funds[合计].actual"
    assert tied["得分率 90%"] == "indicators[预算执行率].score / indicators[预算执行率].points"


def test_other_periods_changes_and_plans_are_tied_to_nothing():
    untied = {c.figure.raw for c in read("water-bureau-2022.txt").claims if not c.about}
    assert untied >= {"2987.65万元", "322.77万元", "10.8%", "38.2%", "8.02%"}


def test_a_report_without_a_table_has_its_indicators_all_the_same():
    (sheet,) = (reading := read("school-2023.txt")).sheets
    assert (sheet.entity, sheet.funds, len(sheet.indicators)) == ("青禾县职业技术学校", (), 6)
    assert scores(sheet)["“双师型”教师占比"] == ("20分", "20分")
    assert about(reading)["部门整体支出自评得分 98.4分"] == "total.score"


def test_a_word_file_with_its_budget_in_yuan_and_its_scores_in_a_table():
    reading = bind(open_document(word(LIBRARY), "library.docx"))
    (sheet,) = reading.sheets
    assert (sheet.entity, sheet.year, sheet.money_unit) == ("清川区图书馆", 2023, "元")
    assert scores(sheet) == {row[2]: (row[3], row[4]) for row in SCORES[1:-1]}
    assert sheet.total is not None
    assert (sheet.total.raw, sheet.total.origin.cell) == ("97.59", "E7")
    tied = about(reading)
    assert tied["本馆整体支出 1,997.59万元"] == "funds[合计].actual"
    assert tied["占 65.02%"] == "funds[一、基本支出].actual / funds[合计].actual"
    assert tied["图书流通量得分 28.5分"] == "indicators[图书流通量].score"
    assert tied["该指标扣 1.5分"] == "indicators[图书流通量].points - indicators[图书流通量].score"
    assert reading.unread == ()


@pytest.mark.parametrize(
    ("sentence", "points", "score"),
    [
        ("该指标分值10分，自评得分9.5分。", "10分", "9.5分"),
        ("满分10分，得9.5分。", "10分", "9.5分"),
        ("权重分10分，自评得分为9.5分。", "10分", "9.5分"),
        ("该项指标总分10分，得分为9.5分。", "10分", "9.5分"),
        ("本指标分值１０分，自评9.5分。", "１０分", "9.5分"),
        ("指标分值：10，自评得分：9.5。", "10", "9.5"),
        ("本项满分为10分，扣0.5分，实得9.5分。", "10分", "9.5分"),
        ("标准分10分，评价得分9.5分。", "10分", "9.5分"),
        ("根据评分标准，该指标得9.5分（满分10分）。", "10分", "9.5分"),
        ("本项得9.5分。", None, "9.5分"),
        ("我局获得10分以上评价的企业有3家，市民评分4.8分。该指标分值10分，自评得分9.5分。", "10分", "9.5分"),
    ],
)
def test_points_and_scores_in_many_words(sentence: str, points: str | None, score: str | None):
    (sheet,) = lines(f"二、履职效能\n1．窗口服务\n{sentence}").sheets
    assert scores(sheet) == {"窗口服务": (points, score)}


def test_the_score_of_a_project_is_not_that_of_the_indicator():
    first = "1．项目目标完成率\n管网项目自评得分98分。该指标分值10分，自评得分9.8分。"
    reading = lines(f"二、履职效能\n{first}\n2．满意度\n该指标分值5分，得5分。")
    assert scores(reading.sheets[0]) == {"项目目标完成率": ("10分", "9.8分"), "满意度": ("5分", "5分")}
    assert [(claim.figure.raw, claim.about) for claim in reading.claims] == [("98分", "")]


def test_a_total_under_a_heading_that_only_divides_the_report():
    text = "三、部门整体支出绩效情况\n对照指标评分，我单位得分94分，评价等次为“优”。\n1、投入情况，满分15分，得分14分。"
    (sheet,) = lines(text).sheets
    assert (sheet.total and sheet.total.raw, scores(sheet)) == ("94分", {"投入": ("15分", "14分")})


def test_what_is_only_about_so_much_repeats_nothing():
    table = "单位：万元\n类别 年初预算数 调整预算数 决算数\n基本支出 8 9 9\n项目支出 1 1 1\n合计 9 10 10"
    reading = lines(f"{table}\n整体支出10万元，约10万元，10万元左右，10余万元。\n整体支出近10万元。")
    assert [claim.about for claim in reading.claims] == ["funds[合计].actual", "", "", "", ""]


@pytest.mark.parametrize(
    "heading",
    [
        "1．窗口服务情况（10分）\n本项得9.5分。",
        "1．窗口服务。服务规范，满分10分，得9.5分。",
        "1．窗口服务情况：服务规范有序。该指标满分10分，得9.5分。",
        "1．窗口服务，满分10分，得9.5分。",
        "（1）窗口服务（满分10分，自评得9.5分）\n服务规范。",
        "1.1 窗口服务（10分）\n本项得9.5分。",
        "①窗口服务（10分）。本项得9.5分。",
        "二、“窗口服务”指标（10分）\n本项得9.5分。",
    ],
)
def test_headings_in_many_shapes(heading: str):
    (sheet,) = lines(f"一、履职效能\n{heading}" if heading[0] != "二" else heading).sheets
    ((label, (points, score)),) = scores(sheet).items()
    assert (label, points, score) == ("窗口服务", "10分", "9.5分")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("2023年3月15日印发。", "date"),
        ("依据财预〔2020〕10号文件。", "document number"),
        ("《2021年度自评表》已报送。", "title"),
        ("举办第12届比赛。", "ordinal"),
        ("建设5G基站。", "name"),
        ("落实“1+1+9”部署。", "name"),
        ("热线0757-83281234。", "code"),
        ("90-100分为优。", "range"),
        ("总分≥90为优，80≤总分<90为良。", "scale"),
        ("每超1%扣0.5分，扣完为止。", "scoring rule"),
        ("- 12 -", "page number"),
        ("详见附表3。", "caption"),
        ("按8×12计。", "formula"),
    ],
)
def test_numbers_that_are_no_figures_are_passed_over_by_a_named_rule(text: str, rule: str):
    reading = lines(text)
    assert {loose.rule for loose in reading.ignored} == {rule}
    assert (reading.claims, reading.unread) == ((), ())


def test_a_sentence_over_lines_and_a_page_is_one_sentence_with_its_lines():
    text = (
        "二、履职效能\n1．服务对象满意度\n"
        "全年共接待办事群众一万余名，发放并收回问卷若干份，群众总体评价较好，总体满意度\n- 3 -\n"
        "96.5%，比预期目标要高一些，群众反映的问题都得到及时解决。该指标分值\n10分，自评得分 10分。"
    )
    reading = lines(text)
    (row,) = reading.sheets[0].indicators
    assert (row.points and row.points.origin.line, row.score and row.score.origin.line) == (6, 6)
    assert [c.figure.origin.line for c in reading.claims] == [5]


def test_a_footnote_stands_between_the_lines_of_a_paragraph():
    text = (
        "一、自评结论\n我局对照评分表逐项评分，部门整体支出绩效得分为96.5分，绩效等级为“优”1。具体情况将在下面分别说明，\n"
        "1 绩效等级：总分≥90为优，80≤总分<90为良。\n并报市财政局备案。"
    )
    reading = lines(text)
    assert reading.sheets[0].grade is not None
    assert reading.sheets[0].grade.raw == "优"
    assert {loose.rule for loose in reading.ignored} == {"footnote mark", "footnote", "scale"}
    assert [claim.sentence for claim in reading.claims] == []


FRAGMENTS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                *(
                    "基本支出",
                    "自评得分",
                    "满分",
                    "扣",
                    "约",
                    "超过",
                    "第",
                    "《",
                    "占",
                    "共",
                    "，",
                    "。",
                    "（",
                    "）",
                    "1．",
                    "2021年",
                    "率为",
                    "每",
                ),
                *(
                    "一、自评结论",
                    "二、投入（",
                    "（一）过程（满分",
                    "1．绩效（",
                    "该指标分值",
                    "总分",
                    "其中：过程得",
                    "- ",
                ),
            ]
        ),
        st.decimals(0, 99999, places=2).map(str) | st.integers(0, 99999).map(str) | st.just(""),
        st.sampled_from(
            ["%", "万元", "分", "元", "人", "年", "月", "号", "", "，", "》", "-", "+", "。", "个", "为优", "G", "分）"]
        ),
    ),
    max_size=12,
)


@given(st.lists(FRAGMENTS, min_size=1, max_size=8))
@settings(deadline=None)
def test_no_number_of_the_text_is_lost(texts: list[list[tuple[str, str, str]]]):
    text = "\n".join("".join("".join(part) for part in line) or "空" for line in texts)
    assert digits(*told(lines(text))) == digits(text)


@pytest.mark.parametrize("name", sorted(path.name for path in HERE.glob("*.txt")))
def test_no_number_of_a_report_is_lost(name: str):
    assert digits(*told(read(name))) == digits((HERE / name).read_text(encoding="utf-8"))


def digits(*texts: str) -> list[str]:
    return sorted(re.findall(r"[0-9]", plain("".join(texts))))


def told(reading: Reading) -> Iterator[str]:
    """Everything that a reading holds of a text, each piece once."""
    (sheet,) = reading.sheets
    known = {path: figure for path, figure in figures(sheet).items() if not re.fullmatch(r"indicators.*\.actual", path)}
    yield from (figure.raw for figure in known.values())
    yield from (claim.figure.raw for claim in reading.claims)
    yield from (loose.raw for loose in (*reading.ignored, *reading.unread))
