"""The score table holds every score as the number that it is, says why one is missing, and prints on A4."""

from datetime import datetime
from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reports.score_table.reading import book, formulas, number, ours, rows

import perfeval
from perfeval import (
    Budget,
    BudgetLine,
    Deduction,
    Entity,
    Group,
    Indicator,
    Judgement,
    NoCombination,
    Ordinal,
    Scheme,
    Submission,
)
from perfeval.api import Reporting
from perfeval.evaluation import Reported, explanation_lines
from perfeval.plugins import default_host
from perfeval.reports import evaluation_workbook
from perfeval.reports.score_table.funds import budget_checks

FOSHAN = "examples/foshan-2021"


def reported(of, scheme=None, **options):
    return Reporting(scheme, options, default_host())(of)


@pytest.fixture(scope="module")
def office():
    return reported(f"{FOSHAN}/hmt-office.toml")


@pytest.fixture(scope="module")
def incomplete():
    return reported(f"{FOSHAN}/incomplete.toml")


def scores(what, lang="zh"):
    """The rows of the score table by what stands in the column of indicators, or left of it."""
    found = rows(evaluation_workbook(what, lang), "评分表" if lang == "zh" else "Score table")
    head = next(n for n, row in enumerate(found) if row[-1] in ("说明", "Notes"))
    return {next(v for v in reversed(row[:-4]) if v): row[-4:] for row in found[head + 1 :]}


def test_every_score_is_a_number_with_its_places(office):
    data = evaluation_workbook(office, "en")
    cells = {row[1].value or row[0].value: row for row in book(data)["Score table"].iter_rows(min_row=4)}
    for outcome in office.evaluation.indicators():
        row = cells[outcome.label.en]
        assert (number(row[2].value), number(row[3].value)) == (outcome.points, outcome.score)
        assert (row[2].number_format, row[3].number_format, row[4].number_format) == ("0", "0.00", "0.00%")
    assert [number(c.value) for c in cells["Total"][2:5]] == [100, Decimal("99.85"), Decimal("0.9985")]
    assert cells["Grade"][3].value == "优"


def test_groups_stand_beside_their_indicators_with_a_subtotal(office):
    sheet = book(evaluation_workbook(office, "zh"))["评分表"]
    assert {str(r) for r in sheet.merged_cells.ranges} >= {"A4:A9", "A10:A15", "A16:B16", "A17:B17"}
    assert [sheet[c].value for c in ("A4", "B9", "C9", "D9", "A10", "B15", "D15")] == [
        *("管理效率", "小计", 50, 50, "履职效能", "小计", 49.85)
    ]
    assert sheet["A4"].font.b
    assert not sheet["B4"].font.b


def test_an_indicator_without_a_group_takes_the_room_of_both():
    sheet = book(evaluation_workbook(reported("examples/project-2020/sheet.toml"), "zh"))["评分表"]
    assert (sheet["A4"].value, sheet["B4"].value, sheet["D4"].value) == ("预算执行率", None, 9.5)
    assert "A4:B4" in {str(r) for r in sheet.merged_cells.ranges}


def test_deeper_trees_have_a_column_for_each_level():
    inner = Group("inner", "内", [Indicator("one", "一", 60), Indicator("two", "二", 20)])
    scheme = Scheme(id="d-2024", label="深", groups=[Group("top", "外", [inner, Indicator("three", "三", 20)])])
    own = Submission(entity=Entity("某局"), year=2024, judgements={n: Judgement(10) for n in ("one", "two", "three")})
    found = rows(evaluation_workbook(reported(own, scheme), "zh"), "评分表")
    assert found[2][:4] == ["一级指标", "二级指标", "指标", "分值"]
    assert [row[:5] for row in found[3:9]] == [
        ["外", "内", "一", 60, 10],
        [None, None, "二", 20, 10],
        [None, None, "小计", 80, 20],
        [None, "三", None, 20, 10],
        [None, "小计", None, 100, 30],
        ["总分", None, None, 100, 30],
    ]
    english = rows(evaluation_workbook(reported(own, scheme), "en"), "Score table")
    assert english[2][:3] == ["Level 1", "Level 2", "Indicator"]


def test_what_is_not_known_is_empty_with_the_reason_beside_it(incomplete):
    found = scores(incomplete)
    assert found["项目绩效目标完成率"] == [10, None, None, "未计分\n没有填报 项目自评得分（projects[0].self_score）"]
    assert found["总分"][:3] == [100, None, None]
    assert found["总分"][3].splitlines() == [
        "不完整，总分未定",
        "总分在 74.46 至 89.46 之间",
        "未能计分的有 2 项：项目绩效目标完成率、公众或服务对象满意度",
    ]
    assert found["等级"] == [None, None, None, "可能的等级：良 · 中"]
    assert 0 not in [value for told in found.values() for value in told]
    english = scores(incomplete, "en")
    assert english["Total"][3].splitlines()[2] == (
        "Not scored (2): attainment of project goals, satisfaction of the public and of those served"
    )


def test_a_saved_evaluation_gives_its_reasons_too_and_says_what_it_cannot(incomplete):
    saved = Reported(incomplete.evaluation)
    assert scores(saved)["项目绩效目标完成率"] == scores(incomplete)["项目绩效目标完成率"]
    data = evaluation_workbook(saved, "zh")
    assert book(data).sheetnames == ["评分表", "逐项说明", "发现的问题", "评价依据的版本"]
    assert rows(data, "逐项说明")[-1][2].startswith("本页由保存的评价结果生成")
    told = [row for row in rows(data, "逐项说明") if row[0] == "项目绩效目标完成率"]
    assert [row[1:] for row in told] == [
        ["结果", "未计分 / 10"],
        ["说明", "未计分"],
        ["说明", "没有填报 项目自评得分（projects[0].self_score）"],
    ]


def test_marks_and_remarks_stand_beside_the_score():
    found = scores(reported(f"{FOSHAN}/incomplete.toml", on_missing="zero", parameters={"spending_full": "98%"}))
    assert found["部门预算资金支出率"][3] == "依据待核\n已改动"
    assert found["项目绩效目标完成率"][1] == 0
    assert found["项目绩效目标完成率"][3].endswith("按零分计")
    judged = scores(reported(f"{FOSHAN}/not-applicable.toml"))
    assert judged["财务管理"][3] == "扣 1 分：一次培训超出标准\n扣 0.5 分：决算公开迟五天"
    assert judged["公众或服务对象满意度"][:2] == [5, None]
    assert judged["公众或服务对象满意度"][3].startswith("不适用（")


def test_bonus_penalties_and_caps():
    scheme = Scheme(
        id="x-2024", label="加减分", groups=[Indicator("work", "工作", 100)],
        bonus=[Indicator("award", "获奖", 2)], penalties=[Indicator("late", "迟报", 3), Indicator("lost", "丢失", 1)],
    )  # fmt: skip
    given_ = {"work": Judgement(80), "award": Judgement(1), "late": Judgement(2), "lost": Judgement(0)}
    of = reported(Submission(entity=Entity("某局"), year=2024, judgements=given_), scheme)
    found = rows(evaluation_workbook(of, "zh"), "评分表")
    assert [row[:4] for row in found[3:]] == [
        ["工作", None, 100, 80],
        ["加分", "获奖", 2, 1],
        ["减分", "迟报", 3, 2],
        [None, "丢失", 1, 0],
        ["总分", None, 100, 79],
        ["等级", None, None, of.evaluation.grade],
    ]
    capped = Reported(evolve(of.evaluation, grade="差", uncapped="中"))
    assert scores(capped)["等级"] == [None, "差", None, "原为 中"]


def test_levels_and_no_total():
    scale = Ordinal(("D", "C", "B", "A"))
    one, two = Indicator("one", "一", scale=scale), Indicator("two", "二", scale=scale)
    scheme = Scheme(id="l-2024", label="等级", groups=[one, two], combine=NoCombination())
    of = reported(Submission(entity=Entity("某局"), year=2024, judgements={"one": Judgement(level="C")}), scheme)
    found = scores(of)
    assert found["一"] == [None, "C", None, None]
    assert found["二"][:3] == [None, None, None]
    assert found["总分"] == [None, None, None, "本方案不计总分"]


def test_every_line_of_every_explanation_is_there(office):
    for lang in ("zh", "en"):
        told = [
            row[1:] for row in rows(evaluation_workbook(office, lang), "逐项说明" if lang == "zh" else "Explanations")
        ]
        for explanation in office.explained.explanations:
            for line in explanation_lines(explanation, lang):
                assert [line.label, " ".join(line.said.splitlines())] in told


def test_the_budget_is_checked(office):
    found = rows(evaluation_workbook(office, "zh"), "预算")
    assert found[0][0] == "单位：万元"
    total = next(row for row in found if row[0] == "\u3000合计" or row[0] == "合计")
    assert [number(v) for v in total[1:5]] == [Decimal(v) for v in ("854.53", "922.01", "884.78", "0.9596")]
    assert next(row for row in found if row[0] and row[0].strip() == "经营支出")[1:5] == [0, 0, 0, None]
    checks = found[[row[0] for row in found].index("勾稽核对") + 2 :]
    assert len(checks) == 6
    assert {row[5] for row in checks} == {"相符"}


def test_parts_that_do_not_add_up_are_told_exactly():
    lines = [
        BudgetLine("total", "3.01万元", "3万元", None),
        BudgetLine("basic", "1万元", "1万元", "1万元"),
        BudgetLine("project", "2万元", None, None),
        BudgetLine("personnel", None, None, None),
        BudgetLine("own", "1万元", label="自设", part_of="project"),
    ]
    told = [[str(v["zh"]) if hasattr(v, "zh") else v for v in row] for row in budget_checks(Budget(lines), "万元")]
    number_ = Decimal
    assert told == [
        ["合计", "年初预算数", number_("3.01"), number_("3"), number_("0.01"), "不符"],
        ["合计", "调整预算数", number_("3"), None, None, "未核对，项目支出未填"],
        ["合计", "决算数", None, None, None, "未核对，合计、项目支出未填"],
        ["基本支出", "年初预算数", number_("1"), None, None, "未核对，人员经费未填"],
        ["基本支出", "调整预算数", number_("1"), None, None, "未核对，人员经费未填"],
        ["基本支出", "决算数", number_("1"), None, None, "未核对，人员经费未填"],
        ["项目支出", "年初预算数", number_("2"), number_("1"), number_("1"), "不符"],
    ]


def test_a_budget_in_other_units_is_told_in_one():
    scheme = Scheme(id="t-2024", label="示例", groups=[Indicator("work", "工作", 100)])
    lines = [BudgetLine("total", "1000万元", "1.50亿元", None), BudgetLine("own", "0元", "0元", "5元", label="自设")]
    own = Submission(entity=Entity("某局"), year=2024, judgements={"work": Judgement(60)}, budget=Budget(lines))
    found = rows(evaluation_workbook(reported(own, scheme), "zh"), "预算")
    assert found[2] == ["合计", 1000, 15000, None, None]
    assert found[3] == ["自设", 0, 0, 0.0005, None]


def test_findings_sources_texts_and_identity(office, incomplete):
    data = evaluation_workbook(office, "zh")
    assert book(data).sheetnames == [
        *("评分表", "逐项说明", "预算", "发现的问题", "文字说明", "依据", "评价依据的版本")
    ]
    assert rows(data, "发现的问题") == [["没有发现问题。"]]
    assert rows(data, "文字说明")[1][0] == "存在问题"
    assert [row[0] for row in rows(data, "依据")[1:]] == [*["暂定，未见出处"] * 4, *["由公布数字推得"] * 2, "公布"]
    about = dict(rows(data, "评价依据的版本")[1:])
    identity = office.evaluation.identity
    assert (about["单位"], about["年度"]) == (office.evaluation.entity, "2021")
    assert about["方案摘要（SHA-256）"] == identity.digest
    found = rows(evaluation_workbook(incomplete, "en"), "Findings")
    assert [row[0] for row in found[1:]] == ["E101", "E101"]


def test_changes_weighting_and_bounds_stand_with_the_identity():
    changed = reported(f"{FOSHAN}/incomplete.toml", parameters={"spending_full": "98%"}, weighting="equal")
    told = rows(evaluation_workbook(changed, "en"), "How this was made")
    changes = [row[1] for row in told if row[0] == "Changes to the scheme"]
    assert changes[0].startswith("Points were assigned by")
    assert changes[1:] == [change.sentence.en for change in changed.evaluation.overrides]
    assert "parameter spending_full from 95% to 98%" in changes
    e = changed.evaluation
    assert ["Total", f"{e.lower} to {e.upper}"] in told


def test_it_prints_on_a4_with_its_header_on_every_page(office):
    for sheet in book(evaluation_workbook(office, "zh")):
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0  # as many pages as it takes, each as wide as the paper
    sheet = book(evaluation_workbook(office, "zh"))["评分表"]
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A4", "$3:$3")


def test_long_labels_make_high_rows(incomplete):
    sheet = book(evaluation_workbook(incomplete, "zh"))["评分表"]
    row = next(r[0].row for r in sheet.iter_rows() if r[0].value == "总分")
    assert sheet.row_dimensions[row].height >= 48
    assert sheet.row_dimensions[4].height is None


def test_the_same_input_gives_the_same_bytes(office):
    assert evaluation_workbook(office, "zh") == evaluation_workbook(reported(f"{FOSHAN}/hmt-office.toml"), "zh")
    assert formulas(evaluation_workbook(office, "zh")) == 0
    assert book(evaluation_workbook(office, "zh")).properties.created == datetime(2020, 1, 1)  # whenever it is made


@pytest.mark.slow
def test_our_own_audit_finds_nothing_wrong_with_it(tmp_path, office):
    path = tmp_path / "scores.xlsx"
    path.write_bytes(evaluation_workbook(office, "zh"))
    found = perfeval.audit(path)
    assert [f.code for f in found.findings if f.severity != "info"] == []
    assert found.recomputed[0].total == Decimal("99.85")
    assert (found.reading.sheets[0].entity, found.reading.sheets[0].total.value) == (
        office.evaluation.entity,
        Decimal("99.85"),
    )


def test_a_writer_by_suffix_by_name_and_of_an_evaluation_alone(tmp_path, office):
    path = tmp_path / "scores.xlsx"
    perfeval.report(f"{FOSHAN}/hmt-office.toml", path, lang="en")
    assert path.read_bytes() == evaluation_workbook(office, "en")
    assert perfeval.report(office, format="xlsx", lang="zh") == evaluation_workbook(office, "zh")
    perfeval.save(office.evaluation, path, lang="zh")
    assert path.read_bytes() == evaluation_workbook(Reported(office.evaluation), "zh")


POINTS = st.integers(0, 10**6).map(lambda n: Decimal(n).scaleb(-2))
LARGE = st.integers(10**15, 10**20).map(lambda n: Decimal(n).scaleb(-2))


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.lists(POINTS | LARGE, min_size=1, max_size=6), st.booleans())
def test_scores_are_read_back_as_they_were(taken, grouped):
    full = Decimal(10) ** 20
    leaves = [Indicator(f"i{n}", f"指标{n}", full) for n in range(len(taken))]
    groups = [Group("g", "组", leaves)] if grouped else leaves
    scheme = Scheme(id="r-2024", label="往返", groups=groups, full=full * len(taken))
    judged = {f"i{n}": Judgement(points) for n, points in enumerate(taken)}
    of = reported(Submission(entity=Entity("某局"), year=2024, judgements=judged), scheme)
    data = evaluation_workbook(of, "zh")
    wanted = [o.score for o in of.evaluation.indicators()]
    wanted += [g.score for g in of.evaluation.groups if grouped] + [of.evaluation.total]
    at = 3 if grouped else 2
    read = [number(row[at]) for row in rows(data, "评分表")[3:-1]]
    assert read == wanted
    assert all(
        isinstance(row[at], str) == (len(w.as_tuple().digits) > 15)
        for row, w in zip(rows(data, "评分表")[3:-1], wanted, strict=True)
    )
    assert [Decimal(str(row[at])) for row in ours(data, "评分表")[3:-1]] == wanted


def test_reasons_are_told_as_they_were_given():
    scheme = Scheme(id="t-2024", label="示例", groups=[Indicator("work", "工作", 100)])
    judged = Judgement(deductions=[Deduction("1.5", "台账缺\n两页")], reason="见底稿")
    of = reported(Submission(entity=Entity("某局"), year=2024, judgements={"work": judged}), scheme)
    assert scores(of)["工作"] == [100, 98.5, 0.985, "见底稿\n扣 1.5 分：台账缺 两页"]
