"""Where everything stands in the workbook of a review form: shared by who writes it and who reads it back."""

from __future__ import annotations

from typing import Final

from perfeval.findings import Text

HIDDEN: Final = "_perfeval"
"""The hidden sheet: a line of JSON in each row of its first column."""

HEAD: Final = Text("说明", "About")
ROWS: Final = Text("指标复核", "Indicators")
FIGURES: Final = Text("数据复核", "Figures")
FURTHER: Final = Text("其他扣分", "More deductions")
REASONS: Final = Text("理由", "Reasons")

HEAD_CELLS: Final = {"reviewer": "B6", "date": "B7", "opinion": "B8"}
"""Where the reviewer says who, when and what."""

ROW_COLUMNS: Final[dict[str, tuple[Text, int]]] = {
    "id": (Text("标识", "id"), 16),
    "group": (Text("上级指标", "group"), 14),
    "label": (Text("指标", "indicator"), 26),
    "points": (Text("分值", "points"), 8),
    "goal": (Text("目标值", "target"), 12),
    "own_value": (Text("自评值", "self value"), 14),
    "own_score": (Text("自评得分", "self score"), 10),
    "value": (Text("复核值", "reviewed value"), 14),
    "score": (Text("复核得分", "reviewed score"), 10),
    "off": (Text("扣分", "points off"), 8),
    "share": (Text("扣分比例", "share off"), 10),
    "code": (Text("理由分类", "kind of reason"), 22),
    "reason": (Text("理由", "reason"), 30),
    "evidence": (Text("佐证材料", "evidence"), 16),
    "remark": (Text("备注", "remark"), 24),
}
"""The columns of the rows to review, with their widths; those from `value` on are filled in."""

ASKED: Final = ("value", "score", "off", "share", "code", "reason", "evidence", "remark")
"""What a reviewer fills in for a row."""

FIGURE_COLUMNS: Final[dict[str, tuple[Text, int]]] = {
    "path": (Text("标识", "id"), 28),
    "label": (Text("数据", "figure"), 40),
    "unit": (Text("单位", "unit"), 10),
    "own": (Text("自评", "self-evaluation"), 16),
    "reviewed": (Text("复核", "review"), 16),
    "used": (Text("用于", "used for"), 40),
}
"""The columns of the figures; `reviewed` is filled in."""

FURTHER_COLUMNS: Final[dict[str, tuple[Text, int]]] = {
    "id": (Text("标识", "id"), 20),
    "off": (Text("扣分", "points off"), 8),
    "share": (Text("扣分比例", "share off"), 10),
    "code": (Text("理由分类", "kind of reason"), 26),
    "reason": (Text("理由", "reason"), 40),
    "evidence": (Text("佐证材料", "evidence"), 20),
}
"""The columns of further deductions, where an indicator loses points for several reasons."""

FURTHER_ROWS: Final = 200
"""How many further deductions a form has room for."""

NOT_APPLICABLE: Final = Text("不适用", "not applicable")
"""What stands for the score of an indicator that does not apply."""
