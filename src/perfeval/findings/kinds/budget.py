"""Family B: the arithmetic of a printed budget."""

from perfeval.findings.finding import FindingKind
from perfeval.findings.text import Text

KINDS = (
    FindingKind(
        "B101",
        "error",
        Text("分项之和不等于合计", "parts do not add up"),
        Text(
            "“{label}”{stage}载 {stated}，各分项之和为 {expected}",
            '"{label}", {stage}: {stated} is printed, the parts add up to {expected}',
        ),
        Text(
            "核对各分项与合计，改正抄错或漏列的一项",
            "check the parts and the total, and mend what was miscopied or left out",
        ),
    ),
    FindingKind(
        "B102",
        "error",
        Text("执行率与金额不符", "the execution rate disagrees with the amounts"),
        Text(
            "“{label}”执行率载 {stated}，按 {actual} ÷ {adjusted} 应为 {expected}",
            '"{label}": the rate printed is {stated}, {actual} ÷ {adjusted} is {expected}',
        ),
        Text(
            "核对全年预算数、全年执行数，重新计算执行率",
            "check the adjusted and the actual amount, and compute the rate again",
        ),
    ),
    FindingKind(
        "B103",
        "warning",
        Text("执行数超过预算数", "more was spent than the budget"),
        Text(
            "“{label}”执行数 {stated} 大于全年预算数 {expected}",
            '"{label}": {stated} was spent of an adjusted budget of {expected}',
        ),
        Text("核对两数；确有超支的，说明原因", "check both amounts; where more was spent, say why"),
    ),
    FindingKind(
        "B104",
        "warning",
        Text("预算为零却有执行率或得分", "a rate or points on a zero budget"),
        Text(
            "“{label}”全年预算数为零，没有执行率可言，却载有{what} {stated}",
            '"{label}": the adjusted budget is zero, so there is no rate, yet {what} {stated} is printed',
        ),
        Text(
            "没有预算的，执行率栏留空，并说明如何计分",
            "leave the rate empty where there is no budget, and say how the points are given",
        ),
    ),
    FindingKind(
        "B105",
        "error",
        Text("合计为空或为零，分项却有数", "the total is empty or zero, its parts are not"),
        Text(
            "“{label}”为 {stated}，而“{part}”有数：{expected}",
            '"{label}" is {stated}, while "{part}" is not: {expected}',
        ),
        Text("在合计行填写各分项之和", "put the sum of the parts into the total row"),
    ),
    FindingKind(
        "B106",
        "warning",
        Text("金额单位可能有误", "the unit of an amount looks wrong"),
        Text(
            "“{label}”载 {stated}，单位为{unit}：{why}",
            '"{label}" is {stated} in {unit}: {why}',
        ),
        Text("核对表头的金额单位与各金额的单位", "check the unit in the heading against the amounts"),
    ),
    FindingKind(
        "B107",
        "info",
        Text("预算调整幅度大而无说明", "a large change of the budget without an explanation"),
        Text(
            "“{label}”全年预算数 {stated} 比年初预算数 {expected} {direction} {change}，未见说明",
            '"{label}": the adjusted budget {stated} is {change} {direction} the original {expected}, unexplained',
        ),
        Text("说明预算调整的原因", "say why the budget was changed"),
    ),
    FindingKind(
        "B108",
        "error",
        Text("金额为负或不是数字", "an amount is negative or no number"),
        Text("“{label}”{stage}载 {stated}", '"{label}", {stage}: {stated} is printed'),
        Text("填写不小于零的金额；没有的留空", "write an amount of zero or more, or leave the cell empty"),
    ),
)
