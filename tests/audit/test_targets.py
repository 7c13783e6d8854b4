"""Checks T, each on a row that fires it and on neighbours that must not."""

from collections.abc import Sequence

import pytest
from attrs import evolve
from tests.audit.printing import heading, reading, row, sheet

from perfeval.auditing import TARGETS, audit_reading
from perfeval.model import IndicatorRow


def codes(rows: Sequence[IndicatorRow], code: str) -> list[str]:
    """Where a code was reported."""
    return [f.location for f in audit_reading(reading(sheet(*rows)), TARGETS).findings if f.code == code]


ONE, TWO = heading("产出指标"), heading("效益指标")

FIRES = [
    ("T301", "actual", row("a", target="≤30万元", actual="完成")),
    ("T301", "actual", row("a", target="不低于95%", actual="达成预期指标")),
    ("T301", "actual", row("a", target="0起", actual="达成预期指标")),
    ("T301", "actual", row("a", target="100人", actual="约100人")),
    ("T301", "actual", row("a", target="90%", actual="90%-95%")),
    ("T302", "actual", row("a", target="100%", actual="1000件")),
    ("T302", "actual", row("a", target="5个", actual="100%")),
    ("T302", "actual", row("a", target="30万元", actual="3个")),
    ("T302", "actual", row("a", target="300公里", actual="3天")),
    ("T303", "actual", row("a", target="≥266米", actual="≥266米")),
    ("T303", "actual", row("a", target="不低于90%", actual="≥90%")),
    ("T303", "actual", row("a", target="≤30天", actual="≤30")),
    ("T304", "target", row("项目总成本", "成本指标", target="≥30万元")),
    ("T304", "target", row("群众满意度", "满意度指标", target="≤95%")),
    ("T304", "target", row("差错率", target="≥1%")),
    ("T306", "", row("资金支出率", target="95%")),
    ("T306", "", row("补助资金发放", target="≥300万元")),
    ("T307", "target", row("a", target="好坏")),
    ("T307", "target", row("a", target="效果明显")),
    ("T307", "target", row("a", target="显著提升，有效改善")),
]
QUIET = [
    ("T301", row("a", target="≤30万元", actual="28")),
    ("T301", row("a", target="≤30万元", actual="")),
    ("T301", row("a", target="严格执行规定", actual="达成预期指标")),
    ("T301", row("a", target="2021年12月完成", actual="已完成")),
    ("T301", row("a", target="2021年底前", actual="已完成")),
    ("T301", row("a", target="12月", actual="2021年12月20日")),
    ("T301", row("a", target="100%", actual="100%覆盖")),
    ("T301", row("a", target="3公里道路硬化", actual="道路已硬化")),
    ("T302", row("a", target="≥50个", actual="50")),
    ("T302", row("a", target="≥100百分比", actual="100%")),
    ("T302", row("a", target="5个", actual="5项")),
    ("T302", row("a", target="300公里", actual="300000米")),
    ("T302", row("a", target="30天", actual="1个月")),
    ("T302", row("a", target="10亩", actual="6667平方米")),
    ("T302", row("a", target="10TB", actual="10个")),
    ("T302", row("a", target="有效", actual="10个")),
    ("T303", row("a", target="≥266米", actual="266米")),
    ("T303", row("a", target="≥266米", actual="≥270米")),
    ("T303", row("a", target="=100%", actual="=100%")),
    ("T303", row("a", target="有效", actual="有效")),
    ("T304", row("项目总成本", "成本指标", target="≤30万元")),
    ("T304", row("成本节约额", "成本指标", target="≥30万元")),
    ("T304", row("生均补助标准", "成本指标", target="≥1000元")),
    ("T304", row("投诉处理率", target="≥95%")),
    ("T304", row("群众不满意率", "满意度指标", target="≤5%")),
    ("T304", row("群众满意度", "满意度指标", target="满意")),
    ("T306", row("资金支出率", "时效指标", target="95%")),
    ("T306", row("培训人数", target="95人")),
    ("T306", row("带动贷款", target="≥300万元")),
    ("T307", row("a", target="严格执行制度规定")),
    ("T307", row("a", target="好于上年")),
    ("T307", row("a", target="≥90%")),
    ("T307", row("a", target="")),
]
TWICE = [
    (row("满意度", headings=[ONE]), row("满意度", "社会效益指标", headings=[TWO], path="indicators[满意度#2]")),
    (
        row("培训", headings=[ONE], target="3次"),
        row("1.培训", headings=[ONE], target="3次", path="indicators[满意度#2]"),
    ),
]
NOT_TWICE = [
    (row("资料", headings=[ONE], target="12种"), row("资料", headings=[ONE], target="6种")),
    (row("资料", headings=[ONE]), row("资料", headings=[ONE])),
    (
        row("资料", "", headings=[heading("项目一")], target="6种"),
        row("资料", "", headings=[heading("项目二")], target="6种"),
    ),
    (row("……", headings=[ONE], target="6种"), row("……", headings=[ONE], target="6种")),
]


@pytest.mark.parametrize(("code", "column", "printed"), FIRES)
def test_a_doubtful_value_is_reported_at_its_figure(code: str, column: str, printed: IndicatorRow):
    """Once, and at the figure that is wrong."""
    assert codes([printed], code) == [f"{printed.path}.{column}" if column else printed.path]


@pytest.mark.parametrize(("code", "printed"), QUIET)
def test_what_may_be_meant_so_is_left_alone(code: str, printed: IndicatorRow):
    """Units that convert, words for standards, dates, blanks."""
    assert codes([printed], code) == []


@pytest.mark.parametrize("rows", TWICE)
def test_an_indicator_stands_once(rows: tuple[IndicatorRow, IndicatorRow]):
    """Under outputs and benefits, or twice with the same target."""
    assert codes(rows, "T305") == ["indicators[满意度#2]"]


@pytest.mark.parametrize("rows", NOT_TWICE)
def test_a_label_over_several_rows_is_no_repetition(rows: tuple[IndicatorRow, IndicatorRow]):
    """One merged label, several projects in one form, and what forms print as placeholders."""
    assert codes(rows, "T305") == []


def test_a_sign_in_a_column_of_its_own_asks_for_a_number():
    """指标性质 ≥ beside a target in words."""
    plain = row("a", target="若干")
    assert codes([plain], "T301") == []
    signed = evolve(plain, target=evolve(plain.target, relation=">="))
    assert codes([signed], "T301") == ["indicators[a].target"]
