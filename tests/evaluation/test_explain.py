"""Explanations: exact wording in both languages, and every figure that they show."""

import re
from collections.abc import Iterator
from fractions import Fraction
from textwrap import dedent
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evaluation.generating import RESULTS, SCALE, case

from perfeval.evaluation import (
    Explanation,
    engine_of,
    evaluate,
    explain,
    explained_text,
    explainer_of,
    explanation_text,
)
from perfeval.expressions import Parameter, Source, parse
from perfeval.findings import Text
from perfeval.model import (
    Budget,
    BudgetLine,
    Cap,
    Deduction,
    Entity,
    Grades,
    Group,
    Indicator,
    Input,
    Judgement,
    NoCombination,
    OpenGroup,
    Project,
    Scheme,
    Submission,
    Target,
    Task,
    WeakestLink,
    names,
)
from perfeval.numbers import Money

LINE = Parameter(
    "line", "95%", Text("支出率满分线", "full-marks line"), Source("报告载 95.8% 得满分，线未公布", "assumed")
)
RATE = Input("rate", "ratio", Text("完成率", "completion rate"), low=0, out_of=100)
STAFF = Input("trained", "quantity", Text("培训人数", "people trained"), unit="人", low=0)
GRANT = Input("grant", "money", Text("补助", "grant"), low=0)
PAID = Input(
    "grants.paid", "money", Text("拨付额", "amount paid"), low=0, table="grants", table_label=Text("补助", "grants")
)
INPUTS = (RATE, STAFF, GRANT, PAID)
the = names(INPUTS, [LINE])


def rule(text: str) -> Any:
    return parse(text, the)


def indicator(scoring: str, measure: str | None = None, points: Any = 10, **more: Any) -> Indicator:
    return Indicator(
        "own",
        Text("本项", "own"),
        points,
        measure=None if measure is None else rule(measure),
        scoring=rule(scoring),
        **more,
    )


def scheme_of(*nodes: Any, **more: Any) -> Scheme:
    found = {"full": sum(n.points or 0 for n in nodes), "inputs": INPUTS, "parameters": [LINE], **more}
    return Scheme(id="own", label="示例", groups=nodes, **found)


def handed(**more: Any) -> Submission:
    return Submission(entity=Entity("某局"), year=2024, **{"money_unit": "万元", **more})


def total(actual: str, adjusted: str) -> Budget:
    return Budget([BudgetLine("total", None, adjusted, actual)])


def told(submission: Submission, scheme: Scheme, id: str, lang: Any = "zh", **policies: Any) -> str:
    found = evaluate(submission, scheme, **policies)
    explained = explain(submission, scheme, found)
    return explanation_text(next(e for e in explained.explanations if e.outcome.id == id), lang)


def agrees(found: str, expected: str) -> None:
    assert found.replace("\n  ", "\n") == dedent(expected).strip()


# The case of the design

SPENDING = scheme_of(
    Indicator(
        "own",
        Text("部门预算资金支出率", "spending rate"),
        10,
        measure=rule("budget.total.actual / budget.total.adjusted"),
        measured_as=Text("支出率", "spending rate"),
        scoring=rule("linear(full=line)"),
        source=Source("某报告", "published"),
    )
)


def test_the_case_of_the_design() -> None:
    submission = handed(budget=total("757.33万元", "922.01万元"))
    agrees(
        told(submission, SPENDING, "own"),
        """
        部门预算资金支出率（10 分）：得 8.65 分
        计算：支出率 ＝ 合计决算数 757.33 万元 ÷ 合计调整预算数 922.01 万元 ≈ 82.14%
        标准：达到 95% 得满分，低于的按比例（0 为零分）
        得分：10 × （757.33 ÷ 922.01） ÷ 95% ＝ 8.6462…，四舍五入得 8.65
        依据：支出率满分线 95%，暂定，未见出处（报告载 95.8% 得满分，线未公布）
        依据：部门预算资金支出率，公布（某报告）
        """,
    )
    agrees(
        told(submission, SPENDING, "own", "en"),
        """
        spending rate (10): 8.65
        measure: spending rate = total actual 757.33 万元 ÷ total adjusted 922.01 万元 ≈ 82.14%
        standard: full marks from 95%, in proportion below (0 earns none)
        score: 10 × (757.33 ÷ 922.01) ÷ 95% = 8.6462…, rounded to 8.65
        basis: full-marks line 95%, assumed, no source found (报告载 95.8% 得满分，线未公布)
        basis: spending rate, published (某报告)
        """,
    )


def test_full_marks_and_none() -> None:
    full = told(handed(budget=total("95万元", "100万元")), SPENDING, "own").splitlines()
    assert full[1].strip() == "计算：支出率 ＝ 合计决算数 95 万元 ÷ 合计调整预算数 100 万元 ＝ 95%"
    assert full[3].strip() == "得分：达到满分条件，得满分 10.00 分"
    none = told(handed(budget=total("0万元", "100万元")), SPENDING, "own", "en").splitlines()
    assert none[3].strip() == "score: earns none"


def test_a_source_of_a_submitted_value_is_told() -> None:
    sources = {"budget.total.actual": Source("决算草案", "unverified"), "facts.rate": Source("别处", "assumed")}
    lines = told(handed(budget=total("95万元", "100万元"), sources=sources), SPENDING, "own").splitlines()
    assert lines[-1].strip() == "依据：合计决算数 budget.total.actual，未核对原文（决算草案）"


# Figures are exact or marked


def test_a_figure_that_was_handed_in_is_shown_with_all_its_decimals() -> None:
    submission = handed(money_unit="亿元", budget=total("12345.67元", "98765.43元"))
    lines = told(submission, SPENDING, "own").splitlines()
    assert lines[1].strip() == (
        "计算：支出率 ＝ 合计决算数 0.0001234567 亿元 ÷ 合计调整预算数 0.0009876543 亿元 ≈ 12.5%"
    )


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        ({}, "补助 5 万元 ÷ 合计调整预算数 100 万元"),
        ({"budget": total("1亿元", "0.01亿元")}, "补助 5 万元 ÷ 合计调整预算数 100 万元"),
        ({"facts": {"grant": Money("5", "万元")}}, "补助 5 万元 ÷ 合计调整预算数 100 万元"),
        ({"facts": {"grant": "50000元"}}, "补助 50000 元 ÷ 合计调整预算数 1000000 元"),
        ({"facts": {"grant": "5万元", "grants": ({"paid": "1元"}, {"paid": "1万元"})}}, "补助 50000 元 ÷ "),
        ({"facts": {"grant": "5万元", "grants": ({"paid": "1"}, {"paid": None}, {"other": "1元"})}}, "补助 5 万元 ÷ "),
        ({"projects": [Project("road", actual="1元")]}, "补助 50000 元 ÷ "),
        ({"money_unit": "元"}, "补助 50000 元 ÷ "),
    ],
)
def test_amounts_are_shown_in_one_unit_as_they_are_written(more: Any, shown: str) -> None:
    own = indicator("linear(full=10%)", "grant / budget.total.adjusted")
    given = {"money_unit": "", "facts": {"grant": "5万元"}, "budget": total("95万元", "100万元"), **more}
    assert shown in told(handed(**given), scheme_of(own), "own")


def test_a_measure_that_does_not_end_is_marked() -> None:
    lines = told(handed(facts={"rate": 100}, budget=total("1万元", "3万元")), SPENDING, "own", "en").splitlines()
    assert lines[1].endswith("≈ 33.33%")
    assert lines[3].strip() == "score: 10 × (1 ÷ 3) ÷ 95% = 3.5087…, rounded to 3.51"


@pytest.mark.parametrize(
    ("rounding", "zh"),
    [("half_up", "四舍五入"), ("half_even", "四舍六入五成双"), ("down", "截尾"), ("up", "进位")],
)
def test_rounding_is_named(rounding: Any, zh: str) -> None:
    scheme = scheme_of(indicator("proportional()", "rate"), rounding=rounding)
    assert f"＝ 9.475，{zh}得 " in told(handed(facts={"rate": "94.75"}), scheme, "own")


# Judgements


@pytest.mark.parametrize(
    ("judgement", "zh", "en"),
    [
        (Judgement("9.5"), "评价人给 9.50 分", "the evaluator gave 9.50"),
        (Judgement("9.125"), "评价人给 9.125 分，四舍五入得 9.13 分", "the evaluator gave 9.125, rounded to 9.13"),
        (Judgement(deductions=[]), "满分 10，扣 0，得 10.00 分", "10 less 0 makes 10.00"),
        (
            Judgement(deductions=[Deduction("1.5"), Deduction("0.25")]),
            "满分 10，扣 1.5 + 0.25，得 8.25 分",
            "10 less 1.5 + 0.25 makes 8.25",
        ),
        (
            Judgement(deductions=[Deduction("0.125")]),
            "满分 10，扣 0.125，四舍五入得 9.88 分",
            "10 less 0.125, rounded to 9.88",
        ),
    ],
)
def test_judgements(judgement: Judgement, zh: str, en: str) -> None:
    scheme, submission = scheme_of(indicator("judged()")), handed(judgements={"own": judgement})
    assert told(submission, scheme, "own").splitlines()[2].strip() == f"得分：{zh}"
    assert told(submission, scheme, "own", "en").splitlines()[2].strip() == f"score: {en}"


def test_deductions_are_told_with_their_reasons() -> None:
    judgement = Judgement(deductions=[Deduction("1.5", "凭证不全"), Deduction(1)])
    agrees(
        told(handed(judgements={"own": judgement}), scheme_of(indicator("judged()")), "own"),
        """
        本项（10 分）：得 7.50 分
        标准：由评价人评定
        得分：满分 10，扣 1.5 + 1，得 7.50 分
        评语：扣 1.5 分：凭证不全
        评语：扣 1 分：未写理由
        """,
    )


def test_a_judgement_out_of_the_printed_points_is_told_when_points_are_redistributed() -> None:
    scheme = scheme_of(indicator("judged()"), Indicator("other", "其他", 30))
    submission = handed(judgements={"own": Judgement("8.5")}, not_applicable={"other": "无"})
    found = told(submission, scheme, "own", not_applicable="redistribute").splitlines()
    assert found[0] == "本项（40.00 分）：得 34.00 分"
    assert found[2].strip() == "得分：评价人给 8.5 分；40.00 × 8.5 ÷ 10 ＝ 34.00 分"


def test_an_award_out_of_the_printed_points_is_told_when_points_are_redistributed() -> None:
    scheme = scheme_of(
        indicator("bands(at_most={0%: 10, 10%: 6}, otherwise=0)", "rate"), Indicator("other", "其他", 30)
    )
    submission = handed(facts={"rate": 8}, not_applicable={"other": "无"})
    found = told(submission, scheme, "own", not_applicable="redistribute").splitlines()
    assert found[3].strip() == "得分：40 × 6 ÷ 10 ＝ 24.00 分"


# Standards of every kind


@pytest.mark.parametrize(
    ("scoring", "rate", "standard", "working"),
    [
        ("proportional()", 85, "按比例得分，至多满分", "10 × 85% ＝ 8.50 分"),
        (
            "linear(full=100%, zero=60%)",
            85,
            "达到 100% 得满分，低于的按比例（60% 为零分）",
            "10 × （85% － 60%） ÷ （100% － 60%） ＝ 6.25 分",
        ),
        (
            "linear(full=0%, zero=20%)",
            5,
            "不超过 0% 得满分，超过的按比例扣减（20% 为零分）",
            "10 × （5% － 20%） ÷ （0% － 20%） ＝ 7.50 分",
        ),
        ("bands(at_most={0%: 10, 10%: 6}, otherwise=0)", 8, "≤ 0% 得 10；≤ 10% 得 6；其余得 0", "落入该档 ＝ 6.00 分"),
        (
            "bands(at_least={90%: 100%, 60%: 80%}, otherwise=0%)",
            75,
            "≥ 90% 得 100%；≥ 60% 得 80%；其余得 0%",
            "10 × 80% ＝ 8.00 分",
        ),
        (
            "deduct(above=100%, each=1%, off=0.5)",
            "102.5",
            "不超过 100% 得满分，每超过 1% 扣 0.5 分，扣完为止",
            "10 × （100% － （102.5% － 100%） ÷ 1% × （0.5 ÷ 10）） ＝ 8.75 分",
        ),
        (
            'deduct(above=100%, each=1%, off=0.5, steps="up")',
            "102.5",
            "不超过 100% 得满分，每超过 1% 扣 0.5 分（不足一个单位按一个计），扣完为止",
            "10 × （100% － 3（2.5 取整） × （0.5 ÷ 10）） ＝ 8.50 分",
        ),
        (
            'deduct(above=100%, each=1%, off=0.5, steps="up")',
            102,
            "不超过 100% 得满分，每超过 1% 扣 0.5 分（不足一个单位按一个计），扣完为止",
            "10 × （100% － 2 × （0.5 ÷ 10）） ＝ 9.00 分",
        ),
        (
            'deduct(below=90%, each=5%, off=1, steps="down")',
            81,
            "不低于 90% 得满分，每低 5% 扣 1 分（不足一个单位不计），扣完为止",
            "10 × （100% － 1（1.8 取整） × （1 ÷ 10）） ＝ 9.00 分",
        ),
        ("clamp(measure, high=60%)", 50, "不低于 0%，不高于 60%", "10 × 50% ＝ 5.00 分"),
        ("clamp(round(measure, to=5%))", 87, "不低于 0%，不高于 100%", "10 × 85%（87% 取整） ＝ 8.50 分"),
        ("choose(measure >= 60%, proportional(), 0%)", 70, "按比例得分，至多满分", "10 × 70% ＝ 7.00 分"),
    ],
)
def test_standards(scoring: str, rate: Any, standard: str, working: str) -> None:
    scheme = scheme_of(indicator(scoring, "rate", measured_as="完成率"))
    lines = [line.strip() for line in told(handed(facts={"rate": rate}), scheme, "own").splitlines()]
    assert lines[2:] == [f"标准：{standard}", f"得分：{working}"]


@pytest.mark.parametrize(
    ("scoring", "rate", "standard", "working"),
    [
        (
            'deduct(above=100%, each=1%, off=0.5, steps="up")',
            "102.5",
            "full marks up to 100%; 0.5 off for each 1% above (a started step counts whole), at least none",
            "10 × (100% − 3 (from 2.5) × (0.5 ÷ 10)) = 8.50",
        ),
        ("bands(at_most={0%: 10, 10%: 6}, otherwise=0)", 8, "≤ 0%: 10; ≤ 10%: 6; else 0", "this band = 6.00"),
        (
            "linear(full=0%, zero=20%)",
            5,
            "full marks up to 0%, in proportion above (20% earns none)",
            "10 × (5% − 20%) ÷ (0% − 20%) = 7.50",
        ),
    ],
)
def test_standards_in_english(scoring: str, rate: Any, standard: str, working: str) -> None:
    scheme = scheme_of(indicator(scoring, "rate"))
    lines = [line.strip() for line in told(handed(facts={"rate": rate}), scheme, "own", "en").splitlines()]
    assert lines[2:] == [f"standard: {standard}", f"score: {working}"]


# Rows of a project sheet


def sheet(missed: str) -> Scheme:
    return scheme_of(
        OpenGroup(
            "rows",
            Text("产出指标", "outputs"),
            20,
            rows="targets",
            where=rule('targets.group = "产出"'),
            row_points=rule("targets.points"),
            row_label=rule("targets.name"),
            scoring=rule(
                "attainment(targets.actual, target=targets.target, relation=targets.relation, "
                f'missed_at_most="{missed}")'
            ),
        )
    )


ROWS = handed(
    targets=[
        Target("人均成本", group="产出", points=10, relation="<=", target=100, actual=150),
        Target("培训人次", group="产出", points=10, relation=">=", target=7, actual=5),
    ]
)


@pytest.mark.parametrize(
    ("missed", "standard", "working"),
    [
        ("inverse", "未达到“≤”目标按目标值 ÷ 完成值得分", "得分：10 × 100 ÷ 150 ＝ 6.6666…，四舍五入得 6.67"),
        (
            "double",
            "未达到“≤”目标按 1 －（完成值 － 目标值）÷ 目标值得分，达目标值两倍为零",
            "得分：10 × （100% － （150 － 100） ÷ 100） ＝ 5.00 分",
        ),
        ("none", "未达到“≤”目标不得分", "得分：得 0 分"),
        (
            "unknown",
            "未达到“≤”目标时没有规定如何计分",
            "原因：年度指标值（targets[0].target） 的情形没有规定如何计分",
        ),
    ],
)
def test_rows(missed: str, standard: str, working: str) -> None:
    lines = [line.strip() for line in told(ROWS, sheet(missed), "rows[0]").splitlines()]
    assert lines[0].startswith("人均成本（10 分）：")
    assert lines[1].endswith(f"；{standard}")
    assert lines[2] == working
    other = [line.strip() for line in told(ROWS, sheet(missed), "rows[1]").splitlines()]
    assert other[2] == "得分：10 × 5 ÷ 7 ＝ 7.1428…，四舍五入得 7.14"


def test_the_group_of_rows_is_told_as_a_head() -> None:
    assert told(ROWS, sheet("none"), "rows") == "产出指标（20 分）：得 7.14 分"
    assert told(handed(targets=[]), sheet("none"), "rows").splitlines() == [
        "产出指标（20 分）：未计分",
        "  原因：产出指标（rows） 没有符合条件的行",
    ]


# Tables


@pytest.mark.parametrize(
    ("measure", "line"),
    [
        ("share_of(tasks.done)", "完成率 ＝ 已完成的重点工作所占比重 ＝ 2 ÷ 3 ≈ 66.67%"),
        ("count(tasks.done) / count(tasks)", "完成率 ＝ 已完成的重点工作行数 ÷ 重点工作行数 ＝ 2 ÷ 3 ≈ 66.67%"),
        (
            "weighted_mean(projects.self_score, by=projects.adjusted, where=not projects.exempt)",
            "完成率 ＝ 项目自评得分以调整预算数加权平均（只计非免于自评的行）"
            " ＝ （90% × 30 ＋ 80% × 10） ÷ （30 ＋ 10） ＝ 87.5%",
        ),
        (
            "total(projects.actual) / budget.total.adjusted",
            "完成率 ＝ 决算数合计 75 万元 ÷ 合计调整预算数 100 万元 ＝ 75 ÷ 100 ＝ 75%",
        ),
        (
            "total(projects.actual, where=not projects.exempt) / budget.total.adjusted",
            "完成率 ＝ 非免于自评的决算数合计 35 万元 ÷ 合计调整预算数 100 万元 ＝ （27 ＋ 8） ÷ 100 ＝ 35%",
        ),
    ],
)
def test_tables(measure: str, line: str) -> None:
    scheme = scheme_of(indicator("clamp(measure)", measure, measured_as="完成率"))
    assert told(DEPARTMENT, scheme, "own").splitlines()[1].strip() == f"计算：{line}"


DEPARTMENT = handed(
    budget=total("90万元", "100万元"),
    tasks=[Task("一", True), Task("二", True), Task("三", False)],
    projects=[
        Project("公开一", None, "30万元", "27万元", 90),
        Project("公开二", None, "10万元", "8万元", 80),
        Project("涉密三", None, "41.37万元", "40万元", exempt=True, classified=True),
    ],
)


def test_a_total_alone_shows_its_rows() -> None:
    scheme = scheme_of(indicator("choose(measure >= 1万元, 100%, 0%)", "total(grants.paid)"))
    submission = handed(facts={"grants": ({"paid": Money.read("3万元")}, {"paid": Money.read("5000元")})})
    assert told(submission, scheme, "own", "en").splitlines()[1].strip() == (
        "measure: the measure = total of amount paid = 3 + 0.5 = 3.5 万元"
    )


def test_a_classified_project_is_neither_named_nor_its_amounts_expanded() -> None:
    measures = [
        "total(projects.actual) / budget.total.adjusted",
        "weighted_mean(projects.self_score, by=projects.adjusted, where=not projects.exempt)",
        "share_of(projects.exempt, by=projects.adjusted)",
        "count(projects.exempt) / count(projects)",
    ]
    for measure in measures:
        scheme = scheme_of(indicator("clamp(measure)", measure))
        for lang in ("zh", "en"):
            text = explained_text(explain(DEPARTMENT, scheme), lang)
            assert "涉密三" not in text
            assert " 40" not in text
    assert "41.37" in explained_text(explain(DEPARTMENT, scheme_of(indicator("clamp(measure)", measures[2]))))


# Levels, not applicable, unscored


def test_levels() -> None:
    children = [
        Indicator("one", "一", scale=SCALE),
        Indicator(
            "own",
            "二",
            scale=SCALE,
            measure=rule("rate"),
            scoring=rule('bands(at_least={90%: "A", 60%: "B"}, otherwise="D")'),
        ),
        Indicator("three", "三", scale=SCALE),
    ]
    group = Group("group", Text("分组", "group"), children, combine=WeakestLink(), scale=RESULTS)
    scheme = Scheme(id="own", label="示例", groups=[group], combine=NoCombination(), inputs=INPUTS)
    submission = handed(facts={"rate": 75}, judgements={"one": Judgement(level="A")})
    agrees(
        explained_text(explain(submission, scheme), "zh"),
        """
        分组：D+
        标准：取下级中最低的等级，另有较高者加“+”
        等级：A、B、D* → D+
        一：A
        标准：由评价人评定
        等级：评为 A
        二：B
        计算：指标值 ＝ 完成率 75 分
        标准：≥ 90% 得 A；≥ 60% 得 B；其余得 D
        等级：评为 B
        三：D*
        标准：由评价人评定
        原因：没有填报 三（judgements.three）
        """,
    )


def test_not_applicable() -> None:
    stated = scheme_of(indicator("proportional()", "rate"), Indicator("other", "其他", 10))
    submission = handed(not_applicable={"own": "本年无此项"}, facts={"rate": 50}, judgements={"other": Judgement(9)})
    explained = explain(submission, stated)
    assert explanation_text(explained.explanations[0], "zh") == "本项（10 分）：不适用（本年无此项）"
    assert explained.total.zh == "总分 18.00（满分 20）；不适用 10 分，其余指标得分按满分折算；9.00 × 20 ÷ 10 ＝ 18"
    assert explained.total["en"] == (
        "total 18.00 of 20; 10 points do not apply, the other scores are rescaled to the full marks; "
        "9.00 × 20 ÷ 10 = 18"
    )
    derived = scheme_of(indicator("proportional()", "rate", not_applicable_when=rule("grant = 0")))
    given = handed(facts={"rate": 50, "grant": Money.read("0元")})
    assert told(given, derived, "own") == "本项（10 分）：不适用（按方案所定条件）"
    assert told(given, derived, "own", "en") == "own (10): not applicable (by a condition of the scheme)"


def test_unscored() -> None:
    agrees(
        told(handed(budget=Budget([BudgetLine("total", None, "100万元")])), SPENDING, "own"),
        """
        部门预算资金支出率（10 分）：未计分
        计算：支出率 ＝ 合计决算数 （缺） ÷ 合计调整预算数 100 万元
        标准：达到 95% 得满分，低于的按比例（0 为零分）
        原因：没有填报 合计决算数（budget.total.actual）
        依据：支出率满分线 95%，暂定，未见出处（报告载 95.8% 得满分，线未公布）
        依据：部门预算资金支出率，公布（某报告）
        """,
    )
    lines = told(handed(budget=total("0万元", "0万元")), SPENDING, "own", "en").splitlines()
    assert lines[0] == "spending rate (10): unscored"
    assert lines[3].strip() == "reason: the denominator total adjusted (budget.total.adjusted) is zero"


def test_zero_by_policy_keeps_its_reason() -> None:
    text = told(handed(), SPENDING, "own", on_missing="zero")
    assert text.startswith("部门预算资金支出率（10 分）：得 0.00 分")
    assert "原因：没有填报 合计决算数（budget.total.actual）" in text


# The total


def test_the_total_tells_bounds_bonus_and_caps() -> None:
    scheme = scheme_of(
        Indicator("work", "工作", 90),
        indicator("proportional()", "rate"),
        grades=Grades({"优": 90, "良": 80, "差": 0}),
        bonus=[Indicator("award", "获奖", 2)],
        caps=[Cap(rule("grant > 0"), "良", Text("挪用", "misuse"))],
        most=102,
    )
    given = {"work": Judgement(88), "award": Judgement(2)}
    whole = handed(facts={"rate": 90, "grant": Money.read("1元")}, judgements=given)
    found = explain(whole, scheme).total
    assert found.zh == "总分 99.00（满分 100）；其中加分 2.00；等级 良；等级由 优 受限：挪用"
    assert found["en"] == "total 99.00 of 100; with bonus 2.00; grade 良; capped from 优: misuse"
    partial = explain(evolve(whole, facts={"grant": Money.read("0元")}), scheme).total
    assert partial.zh == "总分未定，在 90.00 至 100.00 之间；其中加分 2.00；可能的等级：优"
    assert explain(handed(not_applicable={"work": "无", "own": "无"}), scheme).total.zh.startswith("没有总分")


def test_a_scheme_without_a_total_says_nothing_of_one() -> None:
    scheme = Scheme(id="own", label="示例", groups=[Indicator("one", "一", scale=SCALE)], combine=NoCombination())
    assert not explain(handed(), scheme).total


# What always holds

SEEDS = st.integers(0, 2**32 - 1)
SOME = settings(max_examples=40, deadline=None)


def explanations(seed: int) -> Iterator[Explanation]:
    scheme, submissions = case(seed)
    for submission in submissions:
        yield from explain(submission, scheme).explanations


@SOME
@given(SEEDS)
def test_explanations_are_complete(seed: int) -> None:
    for e in explanations(seed):
        if e.outcome.kind in ("indicator", "row") and e.outcome.status != "not_applicable":
            assert e.standard
            assert bool(e.working) == (e.outcome.status == "scored" and not e.outcome.reasons)
            assert bool(e.working) != bool(e.reasons)
        for lang in ("zh", "en"):
            text = explanation_text(e, lang)
            assert text
            assert "{" not in text
            assert "None" not in text


FIGURE = re.compile(r"\d+(?:\.\d+)?%?")


def value(printed: str) -> Fraction:
    """What a printed working comes to, by the rules of arithmetic."""
    counted = re.sub(r"（-?[\d.]+%? 取整）", "", printed)
    plain = counted.translate(str.maketrans("（）×÷＋－", "()*/+-"))
    exact = FIGURE.sub(lambda m: f"Fraction('{m[0].rstrip('%')}')" + ("/100" if m[0].endswith("%") else ""), plain)
    exact = re.sub(r"Fraction\('([^']+)'\)/100", r"Fraction(Fraction('\1'), 100)", exact)
    return eval(exact, {"Fraction": Fraction})  # figures and operators only, checked by the caller


@SOME
@given(SEEDS)
def test_a_working_comes_to_the_score_that_it_shows(seed: int) -> None:
    for e in explanations(seed):
        printed, _, made = e.working.zh.partition(" ＝ ")
        if not made or "…" in printed or not re.fullmatch(r"[-\d.%（）×÷＋－ 取整]+", printed):
            continue
        marks = e.outcome.share * Fraction(e.outcome.points)
        assert value(printed) == marks, e.working.zh
        shown = made.split("，")[0].removesuffix(" 分")
        assert (
            (Fraction(shown) == marks) if "…" not in shown else 0 <= marks - Fraction(shown[:-1]) < Fraction(1, 10**4)
        )
        assert made.endswith(f"{e.outcome.score} 分") or made.endswith(f"得 {e.outcome.score}")


@SOME
@given(SEEDS)
def test_a_measure_is_exact_or_marked(seed: int) -> None:
    for e in explanations(seed):
        if not isinstance(e.outcome.measure, Fraction) or not e.measure:
            continue
        shown = value(re.sub(r" 分$", "%", e.measure.zh))  # marks out of 100
        assert (shown == e.outcome.measure) == e.exact, e.measure.zh
        assert ("≈" in explanation_text(e, "zh")) == (not e.exact)
        if e.figures and re.fullmatch(r"[-\d.%（）×÷＋－ 取整]+", e.figures.zh):
            assert value(e.figures.zh) == e.outcome.measure, e.figures.zh


def test_explainers_are_kept_and_explaining_changes_nothing() -> None:
    submission = handed(budget=total("757.33万元", "922.01万元"))
    assert explainer_of(SPENDING) is explainer_of(evolve(SPENDING))
    assert explain(submission, SPENDING) == explain(submission, SPENDING)
    found = engine_of(SPENDING).evaluate(submission)
    assert explain(submission, SPENDING, found).evaluation is found
