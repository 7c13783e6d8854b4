"""Family R: the review of a self-evaluation."""

from perfeval.findings.finding import FindingKind
from perfeval.findings.text import Text

KINDS = (
    FindingKind(
        "R401",
        "error",
        Text("扣分没有理由", "points taken without a reason"),
        Text(
            "{label}：自评 {own} 分，复核 {reviewed} 分，没有写明扣分理由",
            "{label}: {own} in the self-evaluation, {reviewed} in the review, and no reason is given",
        ),
        Text("写明扣分理由，或恢复自评得分", "give the reason, or leave the points"),
    ),
    FindingKind(
        "R402",
        "error",
        Text("扣分比例与扣分不符", "the share named is not the share taken"),
        Text(
            "{label}：理由写的是扣 {share}，分值 {full} 分，实际扣了 {taken} 分（{actual}）",
            "{label}: the reason says {share} off, yet {taken} of {full} points ({actual}) were taken",
        ),
        Text("按理由改正扣分，或按扣分改正理由", "correct the points to the reason, or the reason to the points"),
    ),
    FindingKind(
        "R403",
        "error",
        Text("无佐证材料却有得分", "no evidence, yet points were left"),
        Text(
            "{label}：理由是无佐证材料，复核仍给 {reviewed} 分",
            "{label}: the reason is that there is no evidence, yet {reviewed} points were left",
        ),
        Text("无佐证材料的记 0 分；有部分材料的，改写理由", "give 0; or, where there is some evidence, say so instead"),
    ),
    FindingKind(
        "R404",
        "error",
        Text("复核得分为空", "the reviewed score is empty"),
        Text("{label}：没有复核得分", "{label}: there is no reviewed score"),
        Text("填上复核得分；认可自评的，填自评得分", "give it; where the self-evaluation stands, its score"),
    ),
    FindingKind(
        "R405",
        "warning",
        Text("复核加分没有理由", "points added without a reason"),
        Text(
            "{label}：自评 {own} 分，复核 {reviewed} 分，高于自评而没有写明理由",
            "{label}: {own} in the self-evaluation, {reviewed} in the review, higher and without a reason",
        ),
        Text("写明加分理由，或恢复自评得分", "give the reason, or leave the score"),
    ),
    FindingKind(
        "R406",
        "info",
        Text("复核改变了等级", "the review changes the grade"),
        Text(
            "自评总分 {own}，等级“{before}”；复核总分 {reviewed}，等级“{after}”",
            'the self-evaluation comes to {own}, grade "{before}"; the review to {reviewed}, grade "{after}"',
        ),
        Text("在复核意见中说明等级变化的主要原因", "say in the opinion what mainly changed the grade"),
    ),
)
