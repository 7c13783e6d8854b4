"""A scheme like Foshan's of 2021, written in Python as a stranger would: the fixture of this room."""

from perfeval.expressions import Parameter, Source, linear, proportional, share_of, weighted_mean
from perfeval.findings import Text
from perfeval.model import Grades, Group, Indicator, Input, Scheme, names

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
SATISFACTION = Input("satisfaction", "ratio", Text("满意度", "satisfaction"), low=0, high=1, out_of=100)
THE = names([SATISFACTION], [SPENDING_FULL, SATISFACTION_FULL])

FOSHAN = Scheme(
    id="foshan-like-2021",
    label="部门整体支出绩效自评表",
    edition="2021",
    inputs=[SATISFACTION],
    parameters=[SPENDING_FULL, SATISFACTION_FULL],
    grades=Grades({"优": 90, "良": 80, "中": 60, "差": 0}),
    groups=[
        Group(
            "management",
            "管理效率",
            [
                Indicator("budgeting", "预算管理", 10),
                Indicator("performance", "绩效管理", 8),
                Indicator("finance", "财务管理", 19),
                Indicator("project_management", "项目管理", 8),
                Indicator("assets", "资产管理", 5),
            ],
            points=50,
        ),
        Group(
            "effectiveness",
            "履职效能",
            [
                Indicator(
                    "key_tasks",
                    "重点工作完成率",
                    10,
                    measure=share_of(THE.tasks.done),
                    scoring=proportional(),
                ),
                Indicator(
                    "project_goals",
                    "项目绩效目标完成率",
                    10,
                    measure=weighted_mean(
                        THE.projects.self_score, by=THE.projects.adjusted, where=~THE.projects.exempt
                    ),
                    scoring=proportional(),
                ),
                Indicator(
                    "spending",
                    "部门预算资金支出率",
                    10,
                    measured_as="支出率",
                    measure=THE.budget.total.actual / THE.budget.total.adjusted,
                    scoring=linear(full=SPENDING_FULL),
                ),
                Indicator("benefit", "社会经济生态效益", 15),
                Indicator(
                    "satisfaction",
                    "公众或服务对象满意度",
                    5,
                    measure=THE.satisfaction,
                    scoring=linear(full=SATISFACTION_FULL),
                ),
            ],
            points=50,
        ),
    ],
)
