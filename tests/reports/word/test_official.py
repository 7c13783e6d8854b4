"""The official report: its sections in order, what each says, and how each indicator ends."""

import pytest
from tests.reports.word.reading import Read

from perfeval import (
    Budget,
    BudgetLine,
    Entity,
    Group,
    Indicator,
    Judgement,
    NoCombination,
    Ordinal,
    Scheme,
    Staff,
    Submission,
    Task,
    WeakestLink,
)
from perfeval.evaluation import Reported, explanation_lines
from perfeval.reports import evaluation_docx, evaluations_docx


def read(reported, lang="zh"):
    return Read(evaluation_docx(reported, lang))


def test_sections_stand_in_the_official_order(office):
    page = read(office)
    assert page.of("Title") == ["中共佛山市委台港澳工作办公室", "2021年度部门整体支出绩效自评报告"]
    assert page.of("Heading 1") == [
        "一、部门基本情况",
        "二、绩效自评情况",
        "三、存在问题",
        "四、改进措施及有关建议",
    ]
    assert page.of("Heading 2") == [
        "（一）部门职能",
        "（二）机构设置",
        "（三）年度总体工作和重点工作任务",
        "（四）部门整体支出情况",
        "（一）自评结论",
        "（二）管理效率分析",
        "（三）履职效能分析",
    ]
    assert page.of("Heading 3")[:2] == ["1．预算管理", "2．绩效管理"]
    assert page.of("Heading 3")[5:7] == ["1．重点工作完成率", "2．项目绩效目标完成率"]
    assert page.of("Report Annex") == ["附件1", "附件2", "附件3"]


def test_english_has_the_same_shape(office):
    zh, en = read(office), read(office, "en")
    assert [style for style, _ in en.lines] == [style for style, _ in zh.lines]
    assert en.of("Heading 1")[0] == "I. About the department"
    assert en.of("Heading 3")[0] == "1. budget management"


def test_every_indicator_ends_with_its_points_and_score(office):
    page = read(office)
    ends = [page.below(heading)[-1] for heading in page.of("Heading 3")]
    leaves = office.evaluation.indicators()
    assert len(ends) == len(leaves) == 10
    for end, outcome in zip(ends, leaves, strict=True):
        assert end.endswith(f"该指标满分{outcome.points}分，自评得{outcome.score}分。")
    assert page.below("2．项目绩效目标完成率")[-1] == "该指标满分10分，自评得9.85分。"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_explanation_is_told(office, lang):
    text = "\n".join(read(office, lang).texts)
    for explanation in office.explained.explanations:
        for line in explanation_lines(explanation, lang):
            if line.status is None:
                assert line.said in text
        for aspect in explanation.aspects:
            assert aspect[lang] in text


def test_what_was_handed_in_is_told_where_it_belongs(office):
    page = read(office)
    own = office.submission
    assert page.below("（一）部门职能") == [own.profile["functions"]]
    assert page.below("（二）机构设置") == ["内设机构：综合科、台湾工作科、港澳工作科。", "在职人员16人，政府雇员2人。"]
    assert page.below("（三）年度总体工作和重点工作任务")[1] == "1．坚持政治引领（已完成）。"
    assert page.below("1．预算管理")[0] == own.narrative["budgeting"]
    assert page.below("三、存在问题") == [f"{n}．{text}" for n, text in enumerate(own.problems, 1)]
    assert page.below("四、改进措施及有关建议") == [f"{n}．{text}" for n, text in enumerate(own.improvements, 1)]


def test_the_budget_stands_in_a_table_of_three_stages(office):
    page = read(office)
    assert "884.78万元，其中：基本支出825.18万元，项目支出59.6万元" in page.below("（四）部门整体支出情况")[0]
    assert page.tables[0][0] == ["支出", "年初预算数", "调整预算数", "决算数"]
    assert page.tables[0][1] == ["基本支出", "669.53", "834.81", "825.18"]
    assert page.tables[0][-1] == ["合计", "854.53", "922.01", "884.78"]
    assert page.of("Report Unit") == ["单位：万元"]


def test_the_annex_has_every_score(office):
    table = read(office).tables[1]
    assert table[0] == ["指标", "满分", "得分", "得分率", "说明"]
    assert [row[:3] for row in table[1:-1]] == [
        [o.label.zh, str(o.points), str(o.score)] for o in office.evaluation.outcomes()
    ]
    assert table[-1] == ["总分", "100", "99.85", "99.85%", "优"]
    assert table[9] == ["项目绩效目标完成率", "10", "9.85", "98.5%", "依据待核"]


def test_what_is_assumed_is_told_at_its_indicator_and_first_among_the_sources(office):
    page = read(office)
    noted = page.below("3．部门预算资金支出率")[1]
    assert noted == "依据待核：支出率满分线 95%，暂定，未见出处（报告载 95.8% 得满分，线未公布）。"
    states = [row[0] for row in page.tables[2][1:]]
    assert states[0].startswith("暂定")
    assert states[-1] == "公布"


def test_the_last_annex_says_which_scheme_and_which_versions(office):
    identity = dict(read(office).tables[-1])
    assert identity["方案"] == "foshan-2021"
    assert identity["方案摘要（SHA-256）"] == office.evaluation.identity.digest
    assert identity["perfeval 版本"] == office.evaluation.identity.perfeval


def test_an_incomplete_one_says_what_is_missing(incomplete):
    page = read(incomplete)
    conclusion = page.below("（一）自评结论")
    assert "总分在74.46分至89.46分之间（满分100分）。" in conclusion
    assert "可能的绩效等级：良、中。" in conclusion
    assert "未能计分的指标有2项：" in conclusion
    assert conclusion[-2].startswith("1．项目绩效目标完成率（满分10分）：")
    assert "self_score" in conclusion[-2]
    assert "本报告不完整" in page.of("Report Note")[0]
    assert page.below("2．项目绩效目标完成率")[-1].endswith("该指标满分10分，未计分。")
    assert page.tables[1][-1] == ["总分", "100", "74.46–89.46", "—", "良、中"]
    assert [row[0] for row in page.tables[3]] == ["类别", "警告 E101", "警告 E101"]
    assert page.below("（一）部门职能") == ["提交的数据中没有这一项。"]


def test_a_zero_by_policy_is_told_apart(reported):
    page = read(reported("examples/foshan-2021/incomplete.toml", on_missing="zero"))
    assert page.below("2．项目绩效目标完成率")[-1].endswith("因缺少数据按零分计。")
    assert [row[4] for row in page.tables[1]].count("按零分计") == 1
    assert [row[4] for row in page.tables[1]].count("按零分计；依据待核") == 1


def test_a_saved_evaluation_says_what_it_cannot_show(saved):
    page = read(saved)
    assert page.of("Title")[1] == "2021年度绩效自评报告"
    assert page.of("Report Note")[0].startswith("本报告由保存的评价结果生成")
    for heading in ("一、基本情况", "三、存在问题", "四、改进措施及有关建议"):
        assert page.below(heading) == ["没有提交的数据，未能显示。"]
    assert page.below("评价依据") == ["没有提交的数据，未能显示。"]
    assert page.below("1．预算管理") == ["该指标满分10分，自评得10.00分。"]


def test_a_project_has_its_targets_and_no_departmental_sections(sheet):
    page = read(sheet)
    assert page.of("Title")[1] == "2023年度项目支出绩效自评报告"
    assert page.of("Heading 2")[:3] == ["（一）绩效目标及完成情况", "（二）项目支出情况", "（一）自评结论"]
    assert page.of("Heading 2")[3:] == [
        "（二）预算执行率",
        "（三）产出指标分析",
        "（四）效益指标分析",
        "（五）满意度指标分析",
    ]
    assert page.tables[0][1] == ["开放天数", "≥300天", "312天", "20", "20.00", ""]
    assert page.tables[0][2][-1] == "两场讲座因天气取消"
    assert page.tables[0][3][1:3] == ["—", "达成95%"]


def test_changes_stand_beside_what_they_touch_and_together(reported):
    page = read(reported("examples/foshan-2021/hmt-office.toml", parameters={"spending_full": "98%"}))
    sentence = "参数 spending_full 由 95% 改为 98%"
    assert any(text.startswith("已改动：") and sentence in text for text in page.below("3．部门预算资金支出率"))
    assert any(sentence in text for text in page.below("评价说明"))
    assert [row[4] for row in page.tables[1] if "已改动" in row[4]] == ["依据待核；已改动"]


def test_a_weighting_is_told(reported):
    page = read(reported("examples/foshan-2021/hmt-office.toml", weighting="equal"))
    assert any(text.startswith("分值由“") for text in page.below("评价说明"))


def toy(groups, given, *, scheme=None, **own):
    made = Scheme(id="toy-2024", label="示例", groups=groups, **(scheme or {}))
    return Submission(entity=Entity("某局"), year=2024, judgements=given, **own), made


def test_bonus_penalties_and_what_does_not_apply(reported):
    outside = {"bonus": [Indicator("award", "获奖", 2)], "penalties": [Indicator("late", "迟报", 3)]}
    given = {"work": Judgement(80), "award": Judgement(1), "late": Judgement(2)}
    groups = [Indicator("work", "工作", 90), Indicator("foreign", "涉外", 10)]
    page = read(reported(*toy(groups, given, scheme=outside, not_applicable={"foreign": "没有涉外工作"})))
    assert page.of("Heading 2")[-2:] == ["（四）加分", "（五）减分"]
    assert page.below("1．获奖")[-1].endswith("该加分项最多加2分，自评加1.00分。")
    assert page.below("1．迟报")[-1].endswith("该减分项最多减3分，自评减2.00分。")
    assert page.below("（三）涉外")[-1] == "该指标不适用（没有涉外工作）。"
    assert page.below("（一）自评结论")[-1].startswith("总分计算：总分 87.89")
    assert ["涉外", "10", "—", "—", "不适用（没有涉外工作）"] in page.tables[-2]


def test_levels_and_no_total(reported):
    scale = Ordinal(("D", "C", "B", "A"))
    one, two = (Indicator(name, name, scale=scale) for name in ("one", "two"))
    top = Group("top", "总", [one, two], scale=scale, combine=WeakestLink(plus=False))
    given = {"one": Judgement(level="A"), "two": Judgement(level="C")}
    page = read(reported(*toy([top], given, scheme={"combine": NoCombination()})))
    assert page.below("（一）自评结论") == ["根据《示例》，某局2024年度绩效自评不计总分。"]
    assert page.below("1．one")[-1].endswith("自评为“A”。")
    assert page.tables[-2][1:] == [["总", "—", "C", "—", ""], ["one", "—", "A", "—", ""], ["two", "—", "C", "—", ""]]
    missing = read(reported(*toy([top], {}, scheme={"combine": NoCombination()})))
    assert "有指标未能评定" in missing.of("Report Note")[0]
    assert "1．one：" in missing.below("（一）自评结论")[2]
    assert missing.below("1．one")[-1].endswith("未计分。")


def test_a_deep_tree_and_a_long_list(reported):
    inner = Group("c", "丙", [Group("d", "丁", [Indicator("work", "工作", 100)])])
    many = [f"问题{n}" for n in range(1, 104)]
    own = toy([Group("a", "甲", [Group("b", "乙", [inner])])], {"work": Judgement(60)}, problems=["", *many])
    page = read(reported(*own))
    assert page.of("Heading 3", "Heading 4") == ["1．乙", "(1)丙", "(1)丁", "(1)工作"]
    assert page.below("三、存在问题")[-1] == "103．问题103"


def test_texts_that_are_not_of_indicators_have_sections_of_their_own(reported):
    said = {"sections": "两科", "conclusion": "总体良好", "资金管理": "第一段\n第二段", "tasks": "年度工作"}
    groups = [Indicator("work", "工作", 100)]
    tasks = [Task("甲"), Task("乙", done=False)]
    own = toy(groups, {"work": Judgement(60)}, narrative=said, profile={"沿革": "新设"}, staff=Staff(establishment=5),
              tasks=tasks, problems=["甲\n\n乙"])  # fmt: skip
    page = read(reported(*own))
    assert page.below("（二）机构设置") == ["编制5人。", "两科"]
    assert page.below("（三）年度总体工作和重点工作任务") == [
        "年度工作",
        "年度重点工作任务共2项：",
        "1．甲（完成情况未说明）。",
        "2．乙（未完成）。",
    ]
    assert page.below("（四）部门整体支出情况") == ["提交的数据中没有这一项。"]
    assert page.below("（五）沿革") == ["新设"]
    assert page.below("（六）资金管理") == ["第一段", "第二段"]
    assert page.below("（一）自评结论")[-1] == "总体良好"
    assert page.below("三、存在问题") == ["1．甲", "乙"]
    assert page.below("评价依据") == ["没有载明依据。"]


def test_a_budget_without_parts_or_total(reported):
    groups, given = [Indicator("work", "工作", 100)], {"work": Judgement(60)}
    alone = read(reported(*toy(groups, given, budget=Budget([BudgetLine("total", "3元", "2元", "1元")]))))
    assert alone.below("（四）部门整体支出情况")[0] == "以决算数为统计口径，2024年度部门整体支出1元。支出明细见下表。"
    none = read(reported(*toy(groups, given, budget=Budget([BudgetLine("own", "3元", None, None, label="自设")]))))
    assert none.below("（四）部门整体支出情况")[0] == "支出明细见下表。"
    assert none.tables[0][1] == ["自设", "3", "—", "—"]


def test_a_grade_that_was_capped_says_so(reported):
    from attrs import evolve

    from perfeval import Text

    own = reported("examples/foshan-2021/hmt-office.toml")
    e = evolve(own.evaluation, grade="中", uncapped="优", caps=(Text("一票否决", "veto"),))
    page = read(Reported(e, None, own.submission, own.scheme))
    assert "绩效等级为“中”（原为“优”，因一票否决降为此等级）。" in page.below("（一）自评结论")[0]


def test_many_have_a_table_and_a_report_each(office, incomplete, sheet):
    page = Read(evaluations_docx([office, incomplete], "zh"))
    assert "优 1，未定 1" in page.texts
    assert page.tables[0][0][:4] == ["单位", "年度", "总分", "等级"]
    assert [row[:4] for row in page.tables[0][1:]] == [
        [office.evaluation.entity, "2021", "99.85", "优"],
        [incomplete.evaluation.entity, "2021", "74.46–89.46", "良/中"],
    ]
    assert page.of("Title")[1:] == [
        office.evaluation.entity,
        "2021年度部门整体支出绩效自评报告",
        incomplete.evaluation.entity,
        "2021年度部门整体支出绩效自评报告",
    ]
    assert len(page.elements("pageBreakBefore")) == 4
    assert "方案" in Read(evaluations_docx([office, sheet], "zh")).tables[0][0]
    assert Read(evaluations_docx([], "zh")).tables[0] == [["单位", "年度", "总分", "等级", "方案", "状态", "问题"]]
