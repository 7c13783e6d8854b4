"""Family I from 411 on: forms that were filled in."""

from perfeval.findings.finding import FindingKind
from perfeval.findings.text import Text

KINDS = (
    FindingKind(
        "I411",
        "error",
        Text("填报表的结构已改动", "a form whose layout was changed"),
        Text("填报表的结构已改动：{detail}", "the layout of the form was changed: {detail}"),
        Text(
            "用 perfeval form 重新生成一份，把内容复制过去；不要移动、删除表头和工作表",
            "make a new form with perfeval form and copy the entries over; leave heads and sheets where they are",
        ),
    ),
    FindingKind(
        "I412",
        "error",
        Text("必填的单元格没有填", "a cell that has to be filled"),
        Text("“{label}”没有填写", '"{label}" is not filled in'),
        Text("请填写这个单元格", "fill in this cell"),
    ),
    FindingKind(
        "I413",
        "error",
        Text("公式单元格被改写", "an overwritten formula"),
        Text(
            "“{label}”是公式算出的合计，应为 {expected}，单元格里却是 {stated}",
            '"{label}" is a sum and comes to {expected}, but {stated} stands in the cell',
        ),
        Text(
            "核对各组成部分；合计不用填，清空这个单元格即可",
            "check the parts; the sum need not be filled in, so clear the cell",
        ),
    ),
    FindingKind(
        "I418",
        "info",
        Text("填报表是按另一版方案生成的", "a form of another scheme, or of the scheme as it was"),
        Text("填报表按 {was} 生成，现按 {now} 评价", "the form was made for {was} and is evaluated by {now}"),
        Text(
            "核对方案改了什么；需要时用 perfeval form --from 按现行方案重新生成，已填内容会带过去",
            "see what changed in the scheme; perfeval form --from makes the form anew with all that is filled in",
        ),
    ),
)
