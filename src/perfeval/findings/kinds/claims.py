"""Family C: what the text of a report claims."""

from perfeval.findings.finding import FindingKind
from perfeval.findings.text import Text

KINDS = (
    FindingKind(
        "C501",
        "error",
        Text("正文与表不一致", "the text disagrees with the table"),
        Text(
            "正文称“{subject}”为 {stated}，按{basis}应为 {expected}",
            'the text gives "{subject}" as {stated}; {basis} gives {expected}',
        ),
        Text(
            "核对表中数字和计算口径，改正文或改表",
            "check the table and how the figure was computed; mend the text or the table",
        ),
    ),
    FindingKind(
        "C502",
        "error",
        Text("正文前后不一致", "the text contradicts itself"),
        Text(
            "“{subject}”在正文中先为 {expected}（{first}），后为 {stated}",
            'the text gives "{subject}" first as {expected} ({first}), then as {stated}',
        ),
        Text("核对来源，前后统一", "check where they come from and state one of them"),
    ),
    FindingKind(
        "C503",
        "info",
        Text("正文数字在表中无依据", "a figure without a table"),
        Text(
            "正文的“{subject}”{stated}，在表中找不到对应的数字",
            'no table has a figure for "{subject}", {stated}, in the text',
        ),
        Text("说明来源，或在表中列出", "say where it comes from, or list it in a table"),
    ),
)
