"""What forms and reports leave open: uses of money that need not be all, points that are not printed or not told of."""

from attrs import evolve
from tests.audit.printing import funds, reading, row, sheet

from perfeval.auditing import BUDGET, SCORES, audit_reading

OFFICE, SUPPLIES, TRAVEL = "公用经费", "其中：办公费", "差旅费"


def codes(form, checks):
    return [finding.code for finding in audit_reading(reading(form), checks).findings]


def uses(**stages):
    """公用经费 with two uses of it: stages as three amounts each."""
    rows = [funds(OFFICE, line="operating", **{stage: amounts[0] for stage, amounts in stages.items()})]
    for n, name in enumerate((SUPPLIES, TRAVEL), start=1):
        cells = {stage: amounts[n] for stage, amounts in stages.items()}
        rows.append(funds(name, within=OFFICE, of_which=True, **cells))
    return sheet(*rows)


def test_uses_that_never_make_the_whole_are_only_some():
    assert codes(uses(adjusted=("120", "36", "24"), actual=("116", "35", "23")), BUDGET) == []


def test_uses_that_make_the_whole_in_one_stage_make_it_in_all():
    assert codes(uses(adjusted=("60", "36", "24"), actual=("58", "35", "24")), BUDGET) == ["B101"]
    assert codes(uses(adjusted=("60", "36", "24"), actual=("58", "35", "23")), BUDGET) == []


def test_one_of_several_uses_is_not_more_than_the_whole():
    assert codes(uses(adjusted=("30", "36", "24"), actual=("29", "20", "2")), BUDGET) == ["B101"]


def test_a_score_without_points_comes_on_top_of_the_points_printed():
    money = funds("年度资金总额", line="total", adjusted="100", actual="95", score="9.5")
    done = row("场次", points="90", score="90")
    assert "S210" not in codes(sheet(money, done, points="90", total="99.5"), SCORES)
    assert "S210" in codes(sheet(evolve(money, score=None), done, points="90", total="99.5"), SCORES)


def test_an_execution_rate_scored_in_both_blocks_counts_once():
    money = funds("年度资金总额", line="total", adjusted="100", actual="100", score="10")
    done = [row("预算执行率", "", points="10", score="10"), row("场次", points="90", score="90")]
    assert codes(sheet(money, *done, points="100", total="100"), SCORES) == []
    assert "S202" in codes(
        sheet(evolve(money, score=evolve(money.score, value=money.score.value - 1)), *done, total="100"), SCORES
    )


def test_a_deduction_may_be_negative_and_a_score_may_not():
    taken = row("审计发现问题", points="-5", score="-1", bonus=True)
    assert "S203" not in codes(sheet(taken, row("场次", points="100", score="99")), SCORES)
    assert "S203" in codes(sheet(evolve(taken, bonus=False), row("场次", points="100", score="99")), SCORES)


def test_a_report_may_tell_of_some_indicators_only():
    some = [row("预算管理", points="15", score="15"), row("财务管理", points="10", score="9")]
    assert codes(sheet(*some, total="95.5", layout="report"), SCORES) == []
    assert "S202" in codes(sheet(*some, total="99.5", layout="report"), SCORES)
    assert "S202" in codes(sheet(*some, total="95.5", layout="form"), SCORES)


def test_a_report_that_tells_of_all_points_is_added_up():
    whole = [row("预算管理", points="60", score="55"), row("财务管理", points="40", score="39")]
    assert "S202" in codes(sheet(*whole, total="95.5", layout="report"), SCORES)
