"""Reasons that reviewers take points for, by code: the standards of an accounting firm's practice as data."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any, Final

from attrs import field, frozen

from perfeval.findings import Text, text


def _shares(value: Iterable[Any]) -> tuple[Fraction, ...]:
    return tuple(Fraction(each) / 100 for each in value)


@frozen
class ReviewReason:
    """A reason, and which shares of the full marks it usually costs.

    Example:
        >>> from perfeval.model import REVIEW_REASONS, ReviewReason
        >>> late = ReviewReason("handed-in-late", "未按时报送")
        >>> len((*REVIEW_REASONS, late))
        15
    """

    code: str
    """Its code in files: `no-evidence`."""
    label: Text = field(converter=text)
    """What people read and choose: 无佐证材料."""
    percent: tuple[Fraction, ...] = field(default=(), converter=_shares)
    """The shares usually taken, given in percent; empty where that is not laid down, 0 where nothing is taken."""
    nothing_left: bool = field(default=False, kw_only=True)
    """Whether a row without evidence is meant: any points left contradict it (R403)."""


REVIEW_REASONS: Final = (
    ReviewReason("no-evidence", Text("无佐证材料", "no evidence"), [100], nothing_left=True),
    ReviewReason("irrelevant", Text("与项目无关", "irrelevant to the project"), [100]),
    ReviewReason(
        "not-verifiable",
        Text("定性指标无法核实", "a qualitative indicator that cannot be verified"),
        [100, 60, 30],
    ),
    ReviewReason("no-survey", Text("满意度未开展调查", "satisfaction without a survey"), [100]),
    ReviewReason("far-exceeded", Text("完成值超过目标值的130%", "more than 130 % of the target"), [0]),
    ReviewReason(
        "quantity-in-words",
        Text("数量指标定性表述但与项目相关", "a quantity stated in words, yet relevant"),
        [0],
    ),
    ReviewReason(
        "some-goals-unmet",
        Text("多项目标中少数未完成", "several goals, of which a few are unmet"),
        [30],
    ),
    ReviewReason(
        "qualitative-benefit",
        Text("效益定性表述但有实质内容", "a benefit stated in words, with real substance"),
        [0],
    ),
    ReviewReason(
        "counted-twice",
        Text("产出与效益重复设置同一指标", "the same indicator under outputs and benefits"),
        [100],
    ),
    ReviewReason(
        "wrong-level-2",
        Text("三级指标与二级指标不符", "a level-3 indicator that does not fit its level-2"),
        [100],
    ),
    ReviewReason(
        "money-as-quantity",
        Text("以资金拨付作为数量指标", "money paid given as a quantity"),
        [100],
    ),
    ReviewReason(
        "report-and-workpaper",
        Text("报告与盖章底稿不一致", "the report and the stamped workpaper disagree"),
    ),
    ReviewReason("report-logic", Text("报告逻辑有误", "the report's logic is at fault")),
    ReviewReason("report-format", Text("报告格式不规范", "the report's format is at fault")),
)
"""Reasons in an accounting firm's review practice; a caller may bring more."""
