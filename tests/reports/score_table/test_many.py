"""Many evaluations are rows of one sheet; what is not known is an empty cell."""

from decimal import Decimal

import pytest
from tests.reports.score_table.reading import book, formulas, number, rows

import perfeval
from perfeval import Entity, Indicator, Judgement, NoCombination, Ordinal, Scheme, Submission
from perfeval.api import Reporting
from perfeval.plugins import default_host
from perfeval.reports import evaluations_workbook

FOSHAN = "examples/foshan-2021"


def reported(of, scheme=None):
    return Reporting(scheme, {}, default_host())(of)


@pytest.fixture(scope="module")
def both():
    return [reported(f"{FOSHAN}/{name}.toml") for name in ("hmt-office", "incomplete")]


def test_a_row_for_each(both):
    data = evaluations_workbook(both, "zh")
    assert book(data).sheetnames == ["绩效评价汇总"]
    head, office, incomplete = rows(data, "绩效评价汇总")
    assert head == ["单位", "年度", "总分", "等级", "管理效率", "履职效能", "状态", "问题", "说明"]
    assert office[1:] == [2021, 99.85, "优", 50, 49.85, "完整", 0, None]
    assert incomplete[1:8] == [2021, None, None, 47, None, "不完整", 2]
    assert incomplete[8].splitlines() == [
        "不完整，总分未定",
        "总分在 74.46 至 89.46 之间",
        "未能计分的有 2 项：项目绩效目标完成率、公众或服务对象满意度",
        "可能的等级：良 · 中",
    ]
    sheet = book(data).active
    assert (sheet["C2"].number_format, sheet["E2"].number_format) == ("0.00", "0.00")
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.auto_filter.ref) == ("B2", "$1:$1", "A1:I3")
    assert sheet.page_setup.paperSize == 9
    assert formulas(data) == 0
    assert data == evaluations_workbook(both, "zh")


def test_of_several_schemes_it_names_the_scheme(both):
    project = reported("examples/project-2020/sheet.toml")
    head, *_, last = rows(evaluations_workbook([*both, project], "en"), "Performance evaluations")
    assert head == ["Entity", "Year", "Total", "Grade", "Scheme", "Status", "Findings", "Notes"]
    assert (number(last[2]), last[4]) == (Decimal("94.11"), project.evaluation.label.en)


def test_a_long_total_is_a_text_and_levels_are_texts():
    full = Decimal(10) ** 18
    scheme = Scheme(id="b-2024", label="大", groups=[Indicator("work", "工作", full)], full=full)
    judged = {"work": Judgement("123456789012345678.12")}
    large = reported(Submission(entity=Entity("某局"), year=2024, judgements=judged), scheme)
    assert rows(evaluations_workbook([large], "zh"), "绩效评价汇总")[1][2] == "123456789012345678.12"
    one = Indicator("one", "一", scale=Ordinal(("D", "C", "B", "A")))
    levels = Scheme(id="l-2024", label="等级", groups=[one], combine=NoCombination())
    graded = reported(Submission(entity=Entity("某局"), year=2024, judgements={"one": Judgement(level="C")}), levels)
    open_ = reported(Submission(entity=Entity("某局"), year=2024), levels)
    found = rows(evaluations_workbook([graded, open_], "zh"), "绩效评价汇总")
    assert [row[2:5] for row in found] == [["总分", "等级", "一"], [None, None, "C"], [None, None, None]]
    assert found[2][-1].splitlines()[0] == "不完整"


def test_none_at_all():
    assert len(rows(evaluations_workbook([], "en"), "Performance evaluations")) == 1


def test_several_files_are_one_workbook(tmp_path):
    path = tmp_path / "all.xlsx"
    perfeval.report([f"{FOSHAN}/hmt-office.toml", f"{FOSHAN}/incomplete.toml"], path, lang="zh")
    assert len(rows(path.read_bytes(), "绩效评价汇总")) == 3
