"""The dimensions whose requirements are figures: what is asked for, and which figures earn which level.

Every other dimension is judged: an assessor holds the evidence against the framework's text and states a level.
"""

from dataclasses import dataclass, field

from perfeval import (
    MEASURE,
    Expr,
    Input,
    Parameter,
    Text,
    names,
)

from perfeval_pefa.functions import in_each_year, in_two_years, requirement, three_year_mean
from perfeval_pefa.sources import MATERIALITY

YEARS = Text("财政年度（最近三个已完成的）", "fiscal years (the last three completed)")


def _amount(name: str, zh: str, en: str) -> Input:
    return Input(f"years.{name}", "number", Text(zh, en), low=0, table="years", table_label=YEARS)


def _months(name: str, low: int | None, zh: str, en: str) -> Input:
    return Input(f"years.{name}", "quantity", Text(zh, en), unit="月", low=low, table="years", table_label=YEARS)


def _variance(name: str, zh: str, en: str) -> Input:
    return Input(f"years.{name}", "ratio", Text(zh, en), low=0, table="years", table_label=YEARS)


def _share(path: str, zh: str, en: str) -> Input:
    return Input(path, "ratio", Text(zh, en), low=0)


def _elements(path: str, high: int, zh: str, en: str) -> Input:
    return Input(path, "quantity", Text(zh, en), unit="项", low=0, high=high)


# Amounts may be in any currency and unit, as long as all of them are in the same.
INPUTS = (
    Input("years.year", "text", Text("年度", "year"), table="years", table_label=YEARS),
    _amount("expenditure_budget", "原始批准的支出预算", "originally approved expenditure"),
    _amount("expenditure", "实际支出", "actual expenditure"),
    _amount("contingency", "从预备费列支的支出", "expenditure charged to contingency"),
    _amount("revenue_budget", "原始批准的收入预算", "originally approved revenue"),
    _amount("revenue", "实际收入", "actual revenue"),
    _amount("arrears", "年末拖欠支出余额", "stock of expenditure arrears at the end of the year"),
    _variance("variance_function", "按功能分类的支出结构差异", "variance in expenditure composition by function"),
    _variance("variance_economic", "按经济分类的支出结构差异", "variance in expenditure composition by economic type"),
    _variance("variance_revenue", "收入结构差异", "variance in revenue composition"),
    _months(
        "budget_submitted",
        None,
        "预算草案提前于财年开始提交立法机关的月数（迟于开始为负）",
        "months from the budget proposal's submission to the start of the year (below 0 if later)",
    ),
    _months(
        "budget_delay",
        None,
        "立法机关批准预算迟于财年开始的月数（之前为 0 或负）",
        "months from the start of the year to the budget's approval (0 or below if before)",
    ),
    _months(
        "audit_months",
        0,
        "审计机关收到财务报告至审计报告提交立法机关的月数",
        "months from the receipt of the financial reports to the audit report's submission to the legislature",
    ),
    _months(
        "scrutiny_months",
        0,
        "立法机关收到审计报告至审查完毕的月数",
        "months from the receipt of the audit report to the end of its scrutiny by the legislature",
    ),
    _elements("documents.basic", 4, "预算文件具备的基本要素", "basic elements in the budget documentation"),
    _elements("documents.additional", 8, "预算文件具备的附加要素", "additional elements in the budget documentation"),
    _elements("public.basic", 5, "按时公开的基本要素", "basic elements made public in time"),
    _elements("public.additional", 4, "按时公开的附加要素", "additional elements made public in time"),
    _share("unreported.expenditure", "未列入财务报告的支出占比", "share of expenditure outside financial reports"),
    _share("unreported.revenue", "未列入财务报告的收入占比", "share of revenue outside financial reports"),
    _share(
        "extrabudgetary.in_3_months",
        "3 个月内提交报告的预算外单位（按支出）",
        "extrabudgetary units reporting within 3 months, by value",
    ),
    _share(
        "extrabudgetary.in_6_months",
        "6 个月内提交报告的预算外单位（按支出）",
        "extrabudgetary units reporting within 6 months, by value",
    ),
    _share(
        "extrabudgetary.in_9_months",
        "9 个月内提交报告的预算外单位（按支出）",
        "extrabudgetary units reporting within 9 months, by value",
    ),
    _share("revenue_arrears.stock", "年末欠缴收入占当年收入", "stock of revenue arrears in the year's collection"),
    _share("revenue_arrears.old", "欠缴收入中超过 12 个月的比重", "share of revenue arrears older than 12 months"),
    _share(
        "competitive_contracts",
        "以竞争方式授予的合同金额占比",
        "share of contracts awarded through competition, by value",
    ),
    Input(
        "complaints.independent",
        "flag",
        Text("投诉审理机构不参与采购（标准 1）", "the complaints body takes no part in procurement (criterion 1)"),
    ),
    _elements("complaints.others", 5, "投诉处理满足的其他标准", "other criteria that the complaints system meets"),
    Input(
        "financial_report_months",
        "quantity",
        Text(
            "财年结束至年度财务报告提交外部审计的月数",
            "months from the end of the year to the financial report's submission for audit",
        ),
        low=0,
    ),
)

ALL = Parameter("all_by_value", "90%", Text("“全部”的含义（按金额）", "what all means, by value"), MATERIALITY)
MOST = Parameter("most_by_value", "75%", Text("“大多数”的含义（按金额）", "what most means, by value"), MATERIALITY)
MAJORITY = Parameter(
    "majority_by_value", "50%", Text("“多数”的含义（按金额）", "what majority means, by value"), MATERIALITY
)
PARAMETERS = (ALL, MOST, MAJORITY)

the = names(INPUTS, PARAMETERS)
years = the.years


@dataclass(frozen=True)
class Requirement:
    """What is measured, where it is one figure, and the level that it earns."""

    scoring: Expr
    measure: Expr | None = None
    measured_as: Text = field(default_factory=Text)


def between(rate: Expr, low: str, high: str) -> Expr:
    """Whether a rate lies between two edges, both included, in two of the three years."""
    return in_two_years((rate >= low) & (rate <= high))


def below(value: Expr, a: str, b: str, c: str) -> Expr:
    """Levels for what has to stay below an edge."""
    return requirement(a=value < a, b=value < b, c=value < c)


def yearly(value: Expr, a: str, b: str, c: str) -> Expr:
    """Levels for what has to stay below an edge in two of the three years."""
    return requirement(a=in_two_years(value < a), b=in_two_years(value < b), c=in_two_years(value < c))


def within(months: Expr, a: int, b: int, c: int) -> Expr:
    """Levels for what has to be done within so many months in each of the three years."""
    return requirement(a=in_each_year(months <= a), b=in_each_year(months <= b), c=in_each_year(months <= c))


def elements(basic: Expr, additional: Expr, a: tuple[int, int], b: tuple[int, int], c: int) -> Expr:
    """Levels for a list of elements: so many basic ones, and so many in all."""
    together = basic + additional
    return requirement(
        a=(basic >= a[0]) & (together >= a[1]),
        b=(basic >= b[0]) & (together >= b[1]),
        c=basic >= c,
    )


def _requirements() -> dict[str, Requirement]:
    rate = MEASURE  # what is measured, of whichever dimension
    spent = years.expenditure / years.expenditure_budget
    collected = years.revenue / years.revenue_budget
    owed = years.arrears / years.expenditure
    proposed, delay = years.budget_submitted, years.budget_delay
    stock, old = the.revenue_arrears.stock, the.revenue_arrears.old
    independent, others = the.complaints.independent, the.complaints.others
    reporting = the.extrabudgetary
    return {
        "1.1": Requirement(
            requirement(
                a=between(spent, "95%", "105%"), b=between(spent, "90%", "110%"), c=between(spent, "85%", "115%")
            )
        ),
        "2.1": Requirement(yearly(years.variance_function, "5%", "10%", "15%")),
        "2.2": Requirement(yearly(years.variance_economic, "5%", "10%", "15%")),
        "2.3": Requirement(
            requirement(a=rate < "3%", b=rate <= "6%", c=rate < "10%"),
            three_year_mean(years.contingency / years.expenditure_budget),
            Text("平均占原始预算的比重", "average share of the original budget"),
        ),
        "3.1": Requirement(
            requirement(
                a=between(collected, "97%", "106%"),
                b=between(collected, "94%", "112%"),
                c=between(collected, "92%", "116%"),
            )
        ),
        "3.2": Requirement(yearly(years.variance_revenue, "5%", "10%", "15%")),
        "5.1": Requirement(elements(the.documents.basic, the.documents.additional, (4, 10), (3, 7), 3)),
        "6.1": Requirement(below(rate, "1%", "5%", "10%"), the.unreported.expenditure),
        "6.2": Requirement(below(rate, "1%", "5%", "10%"), the.unreported.revenue),
        "6.3": Requirement(
            requirement(
                a=reporting.in_3_months >= ALL, b=reporting.in_6_months >= MOST, c=reporting.in_9_months >= MAJORITY
            )
        ),
        "9.1": Requirement(elements(the.public.basic, the.public.additional, (5, 8), (4, 6), 4)),
        "17.3": Requirement(
            requirement(
                a=in_each_year(proposed >= 2),
                b=in_two_years(proposed >= 2) & in_each_year(proposed > 0),
                c=in_two_years(proposed >= 1),
            )
        ),
        "18.3": Requirement(
            requirement(
                a=in_each_year(delay <= 0),
                b=in_two_years(delay <= 0) & in_each_year(delay <= 1),
                c=in_two_years(delay <= 1),
            )
        ),
        "19.4": Requirement(
            requirement(
                a=(stock < "10%") & (old < "25%"),
                b=(stock < "20%") & (old < "50%"),
                c=(stock < "40%") & (old < "75%"),
            )
        ),
        "22.1": Requirement(
            requirement(a=in_two_years(owed <= "2%"), b=in_two_years(owed <= "6%"), c=in_two_years(owed <= "10%"))
        ),
        "24.2": Requirement(requirement(a=rate >= "80%", b=rate >= "70%", c=rate >= "60%"), the.competitive_contracts),
        "24.4": Requirement(
            requirement(a=independent & (others >= 5), b=independent & (others >= 3), c=independent & (others >= 1))
        ),
        "29.2": Requirement(requirement(a=rate <= 3, b=rate <= 6, c=rate <= 9), the.financial_report_months),
        "30.2": Requirement(within(years.audit_months, 3, 6, 9)),
        "31.1": Requirement(within(years.scrutiny_months, 3, 6, 12)),
    }


REQUIREMENTS = _requirements()
"""By the number of the dimension."""
