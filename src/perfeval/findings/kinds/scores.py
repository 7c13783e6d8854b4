"""Family S: printed points, scores, totals and grades."""

from perfeval.findings.finding import FindingKind
from perfeval.findings.text import Text

KINDS = (
    FindingKind(
        "S201",
        "error",
        Text("分值之和与标明的满分不符", "full marks do not add up"),
        Text(
            "“{label}”满分载 {stated}，各项分值之和为 {expected}",
            '"{label}" declares {stated} points, its indicators have {expected}',
        ),
        Text("核对各项分值，使其合计等于满分", "mend the points, so that they make the full marks"),
    ),
    FindingKind(
        "S202",
        "error",
        Text("得分之和与标明的总分不符", "scores do not add up"),
        Text(
            "“{label}”得分载 {stated}，各项得分之和为 {expected}",
            '"{label}" states a score of {stated}, its indicators have {expected}',
        ),
        Text("核对各项得分与总分", "check the scores and the total"),
    ),
    FindingKind(
        "S203",
        "error",
        Text("得分超出分值或为负", "a score beyond its full marks"),
        Text("“{label}”得分 {stated}，分值 {expected}", '"{label}" has a score of {stated} out of {expected}'),
        Text(
            "得分应在零与分值之间；确属加分的，单列加分项",
            "a score lies between zero and the full marks; list a bonus apart",
        ),
    ),
    FindingKind(
        "S204",
        "error",
        Text("得分与计分规则不符", "a score is not what its rule gives"),
        Text(
            "“{label}”得分载 {stated}，按规则应为 {expected}（{why}）{assumed}",
            '"{label}" has a score of {stated}, its rule gives {expected} ({why}){assumed}',
        ),
        Text(
            "按计分规则重新计算；另有规定的，写明依据", "compute it again by the rule, or name the rule that was used"
        ),
    ),
    FindingKind(
        "S205",
        "warning",
        Text("达到目标却扣分且无原因", "points taken although the target is met"),
        Text(
            "“{label}”达到目标（目标 {target}，完成 {actual}），得分却为 {stated}（满分 {expected}），未说明原因",
            '"{label}" met its target ({actual} of {target}), yet has {stated} of {expected} points, unexplained',
        ),
        Text("说明扣分原因，或改正得分", "say why, or mend the score"),
    ),
    FindingKind(
        "S206",
        "warning",
        Text("扣分或未达目标而原因栏空白", "no reason for lost points or a missed target"),
        Text(
            "“{label}”{what}，偏差原因栏空白",
            '"{label}": {what}, and the column for the reason is empty',
        ),
        Text("在“偏差原因分析及改进措施”栏填写原因", "fill in the reason and what is done about it"),
    ),
    FindingKind(
        "S207",
        "error",
        Text("等级与总分不符", "the grade is not that of the total"),
        Text("总分 {total}，等级载“{stated}”，应为“{expected}”", 'a total of {total} is "{expected}", not "{stated}"'),
        Text("核对总分与等级", "check the total and the grade"),
    ),
    FindingKind(
        "S208",
        "error",
        Text("同一分数在合计行和分项行重复填写", "the same points on a total and on its part"),
        Text(
            "“{label}”与“{total}”重复填写了 {stated} 分，逐行相加会计算两次",
            '"{label}" repeats the {stated} points of "{total}", so a sum of the rows counts them twice',
        ),
        Text("分值和得分只填在年度资金总额一行", "give the points and the score on the total row only"),
    ),
    FindingKind(
        "S209",
        "info",
        Text("完成值远超目标而无说明", "far above the target without an explanation"),
        Text(
            "“{label}”完成 {stated}，为目标 {expected} 的 {share}，未见说明",
            '"{label}": {stated} is {share} of the target {expected}, and nothing says why',
        ),
        Text("说明原因；目标定得偏低的，今后调整", "say why, and set a better target next time"),
    ),
    FindingKind(
        "S210",
        "error",
        Text("总分超过满分", "the total exceeds the full marks"),
        Text(
            "总分载 {stated}，满分 {expected}，表中没有加分项",
            "the total is {stated} of {expected}, and the form has no bonus indicator",
        ),
        Text("核对总分；有加分的，列出加分项", "check the total, or list the bonus"),
    ),
    FindingKind(
        "S211",
        "error",
        Text("缺少得分或分值", "a score or full marks is missing"),
        Text("“{label}”没有填写{what}", '"{label}" has no {what}'),
        Text("补填这一栏", "fill it in"),
    ),
)
