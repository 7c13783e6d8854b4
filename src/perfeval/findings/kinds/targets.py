"""Family T: targets and what was reached."""

from perfeval.findings.finding import FindingKind
from perfeval.findings.text import Text

KINDS = (
    FindingKind(
        "T301",
        "warning",
        Text("定量指标的数值读不出", "a quantity that cannot be read"),
        Text(
            "“{label}”{what}“{stated}”不能读作带单位的数值",
            '"{label}": the {what} "{stated}" cannot be read as a number with a unit',
        ),
        Text("定量指标填写数值和单位，如 28万元、97%", "give a number and a unit, such as 28万元 or 97%"),
    ),
    FindingKind(
        "T302",
        "error",
        Text("指标值与完成值单位不同", "target and actual in different units"),
        Text(
            "“{label}”指标值 {expected}，完成值 {stated}，单位不同，无法比较",
            '"{label}": the target is {expected}, the actual {stated}; they cannot be compared',
        ),
        Text("完成值用指标值的单位填写", "give the actual value in the unit of the target"),
    ),
    FindingKind(
        "T303",
        "warning",
        Text("完成值照抄指标值", "the actual only repeats the target"),
        Text(
            "“{label}”完成值“{stated}”照抄了指标值，没有实际数",
            '"{label}": the actual "{stated}" repeats the target, so nothing was measured',
        ),
        Text("填写实际完成的数值，不带“≥”等符号", "give the value that was reached, without ≥ or the like"),
    ),
    FindingKind(
        "T304",
        "warning",
        Text("方向与指标含义相反", "the relation contradicts the indicator"),
        Text(
            "“{label}”的指标值写作“{stated}”，{why}",
            '"{label}" has the target "{stated}", {why}',
        ),
        Text("核对指标值前的符号", "check the sign before the target"),
    ),
    FindingKind(
        "T305",
        "warning",
        Text("三级指标重复", "an indicator stands twice"),
        Text("“{label}”出现了不止一次", '"{label}" stands more than once'),
        Text("合并重复的指标，或写明各自考核的内容", "merge them, or say what each of them measures"),
    ),
    FindingKind(
        "T306",
        "warning",
        Text("数量指标考核的是资金", "a quantity that is money paid"),
        Text(
            "“{label}”列在数量指标下，考核的却是资金支付，不是产品或服务的数量",
            '"{label}" stands under quantity, yet measures money paid, not goods or services',
        ),
        Text(
            "改为产品或服务的数量；资金执行情况在执行率中考核",
            "count goods or services; money is told by the execution rate",
        ),
    ),
    FindingKind(
        "T307",
        "info",
        Text("定性指标没有可核实的标准", "no standard that can be verified"),
        Text(
            "“{label}”的指标值“{stated}”没有可核实的标准",
            '"{label}": nobody can verify the target "{stated}"',
        ),
        Text("写明达到什么程度、以什么为据", "say how far, and by what it is seen"),
    ),
)
