"""佛山市 2021 年度市级部门整体支出绩效自评: the reference plugin, written in Python.

Facts from the report that the municipal office for Taiwan, Hong Kong and Macao affairs published. What the report does
not print is marked inferred or assumed, and every explanation says so.
"""

from __future__ import annotations

from collections.abc import Iterable

from perfeval import (
    Grade,
    Grades,
    Group,
    Indicator,
    Input,
    Parameter,
    Scheme,
    Source,
    Text,
    hookimpl,
    linear,
    names,
    proportional,
    share_of,
    weighted_mean,
)

REPORT = Source("市委台港澳办2021年度部门整体支出绩效自评报告", "published")
INFERRED = Source("由报告数字推得", "inferred")

SPENDING_FULL = Parameter(
    "spending_full",
    "95%",
    Text("支出率满分线", "full-marks line of the spending rate"),
    Source("报告载 95.8% 得满分，线未公布", "assumed"),
)
SATISFACTION_FULL = Parameter(
    "satisfaction_full",
    "95%",
    Text("满意度满分线", "full-marks line of satisfaction"),
    Source("报告载 96.37 分得满分，线未公布", "assumed"),
)
SATISFACTION = Input(
    "satisfaction",
    "ratio",
    Text("满意度调查得分", "satisfaction survey score"),
    low=0,
    high=1,
    out_of=100,
    source=Source("满分 100 分由报告推得", "inferred"),
)

the = names([SATISFACTION], [SPENDING_FULL, SATISFACTION_FULL])

MANAGEMENT = Group(
    "management",
    Text("管理效率", "management efficiency"),
    [
        Indicator(
            "budgeting",
            Text("预算管理", "budget management"),
            10,
            aspects=[
                Text("预算编制符合政策和部门职责", "the budget follows policy and mandate"),
                Text("资金在项目间合理分配", "sensible allocation between projects"),
                Text("项目入库", "projects are in the project library"),
                Text("专项资金编制细化", "special funds are itemised"),
                Text("功能分类和经济分类准确", "functional and economic classification is correct"),
                Text("未因年中调剂导致预决算差异过大", "no large gap between budget and final accounts"),
                Text("项目之间未频繁调剂", "no frequent moves between projects"),
            ],
            source=REPORT,
        ),
        Indicator(
            "performance",
            Text("绩效管理", "performance management"),
            8,
            aspects=[
                Text("绩效目标科学合理", "scientific goals"),
                Text("开展事前绩效评估", "ex-ante evaluation"),
                Text("目标细化为清晰可衡量的指标", "goals broken into clear, measurable indicators"),
                Text("指标与任务和资金相匹配", "indicators match tasks and money"),
                Text("按时完成自评", "self-evaluations handed in on time"),
            ],
            source=REPORT,
        ),
        Indicator(
            "finance",
            Text("财务管理", "financial management"),
            19,
            aspects=[
                Text("会议、培训、差旅标准", "standards for meetings, training and travel"),
                Text("无超范围、超标准支出", "nothing out of scope or above standard"),
                Text("会计核算规范", "accounting rules and subjects"),
                Text("按时提交财务报告和决算", "financial report and final accounts on time"),
                Text("内部控制", "internal control"),
                Text("预决算信息公开", "disclosure of budget and final accounts"),
            ],
            source=REPORT,
        ),
        Indicator(
            "project_management",
            Text("项目管理", "project management"),
            8,
            aspects=[
                Text("立项、政府采购", "approval and procurement"),
                Text("日常监管", "monitoring"),
                Text("验收", "acceptance"),
                Text("自评覆盖率", "self-evaluation coverage"),
            ],
            source=REPORT,
        ),
        Indicator(
            "assets",
            Text("资产管理", "asset management"),
            5,
            aspects=[
                Text("资产配置合理", "sensible allocation"),
                Text("管理制度", "a management system"),
                Text("按时报送资产年报", "annual asset report on time"),
                Text("资产安全", "safety"),
            ],
            source=REPORT,
        ),
    ],
    points=50,
    source=INFERRED,
)

EFFECTIVENESS = Group(
    "effectiveness",
    Text("履职效能", "effectiveness"),
    [
        Indicator(
            "key_tasks",
            Text("重点工作完成率", "completion of key tasks"),
            10,
            measured_as=Text("完成率", "completion rate"),
            measure=share_of(the.tasks.done),
            scoring=proportional(),
            better="higher",
            source=INFERRED,
        ),
        Indicator(
            "project_goals",
            Text("项目绩效目标完成率", "attainment of project goals"),
            10,
            measured_as=Text("目标完成率", "attainment rate"),
            measure=weighted_mean(the.projects.self_score, by=the.projects.adjusted, where=~the.projects.exempt),
            scoring=proportional(),
            better="higher",
            source=REPORT,
        ),
        Indicator(
            "spending",
            Text("部门预算资金支出率", "spending rate"),
            10,
            measured_as=Text("支出率", "spending rate"),
            measure=the.budget.total.actual / the.budget.total.adjusted,
            scoring=linear(full=SPENDING_FULL),
            better="higher",
            source=REPORT,
        ),
        Indicator(
            "benefit",
            Text("社会经济生态效益", "social, economic and ecological benefit"),
            15,
            aspects=[
                Text("社会效益", "social benefit"),
                Text("经济效益", "economic benefit"),
                Text("生态效益", "ecological benefit"),
            ],
            source=REPORT,
        ),
        Indicator(
            "satisfaction",
            Text("公众或服务对象满意度", "satisfaction of the public and of those served"),
            5,
            measured_as=Text("满意度", "satisfaction"),
            measure=the.satisfaction,
            scoring=linear(full=SATISFACTION_FULL),
            better="higher",
            source=REPORT,
        ),
    ],
    points=50,
    source=INFERRED,
)

SCHEME = Scheme(
    id="foshan-2021",
    label=Text(
        "2021年度佛山市市级部门整体支出绩效自评表",
        "Foshan 2021: self-evaluation of whole-department expenditure",
    ),
    edition="2021",
    groups=[MANAGEMENT, EFFECTIVENESS],
    grades=Grades(
        [
            Grade("优", 90, Text("优", "excellent")),
            Grade("良", 80, Text("良", "good")),
            Grade("中", 60, Text("中", "fair")),
            Grade("差", 0, Text("差", "poor")),
        ]
    ),
    inputs=[SATISFACTION],
    parameters=[SPENDING_FULL, SATISFACTION_FULL],
    source=REPORT,
)


@hookimpl
def perfeval_schemes() -> Iterable[Scheme]:
    """The scheme of Foshan 2021."""
    return (SCHEME,)
