"""Checks B, each on a sheet that fires it and on neighbours that must not."""

from decimal import Decimal

import pytest
from attrs import evolve
from tests.audit.printing import funds, reading, sheet

from perfeval.auditing import BUDGET, audit_reading
from perfeval.model import Sheet

TOTAL = "年度资金总额"


def codes(form: Sheet, code: str) -> list[str]:
    """Where a code was reported."""
    return [f.location for f in audit_reading(reading(form), BUDGET).findings if f.code == code]


def whole(**cells: str):
    return funds(TOTAL, line="total", **cells)


def part(label: str, within: str = TOTAL, **cells: str):
    return funds(label, within=within, **cells)


FIRES = [
    (
        "B101",
        "adjusted",
        sheet(whole(adjusted="100"), part("财政拨款", adjusted="60"), part("其他资金", adjusted="41")),
    ),
    ("B101", "actual", sheet(whole(actual="7165.32"), part("中央", actual="7000.29"), part("地方", actual="165"))),
    ("B101", "adjusted", sheet(whole(adjusted="100"), part("其中：财政拨款", adjusted="100.01"))),
    ("B101", "adjusted", sheet(whole(adjusted="100"), part("财政拨款", adjusted="120"), part("其他资金", adjusted=""))),
    ("B101", "adjusted", sheet(whole(adjusted="10"), part("财政拨款", adjusted="10"), part("其他资金", adjusted="10"))),
    (
        "B101",
        "adjusted",
        sheet(whole(adjusted="1.0万元"), part("a", adjusted="5000元"), part("b", adjusted="6000元")),
    ),
    ("B102", "rate", sheet(whole(adjusted="922.01", actual="884.78", rate="95.8%"))),
    ("B102", "rate", sheet(whole(adjusted="148", actual="46", rate="31.00%"))),
    ("B102", "rate", sheet(whole(adjusted="100", actual="98.12", rate="97"))),
    ("B103", "actual", sheet(whole(adjusted="100", actual="100.01"))),
    ("B104", "rate", sheet(whole(adjusted="0", actual="0", rate="0.00%"))),
    ("B104", "rate", sheet(whole(adjusted="0", actual="0", rate="100%", score="10"))),
    ("B104", "score", sheet(whole(adjusted="0", actual="0", points="10", score="10"))),
    ("B105", "", sheet(whole(adjusted="0", actual="0"), part("其中：财政拨款", adjusted="90", actual="89.974"))),
    ("B105", "", sheet(whole(original="5"), part("其中：财政拨款", original="5", adjusted="5"))),
    ("B106", "adjusted", sheet(whole(original="12.5", adjusted="125000"))),
    ("B106", "adjusted", sheet(whole(adjusted="207.4538"), money_unit="元")),
    ("B106", "adjusted", sheet(whole(adjusted="64.8"), money_unit="元")),
    ("B106", "adjusted", sheet(whole(adjusted="38766462.00"))),
    ("B107", "adjusted", sheet(whole(original="100", adjusted="120.01"))),
    ("B107", "adjusted", sheet(whole(original="5.28", adjusted="1.96"))),
    ("B108", "adjusted", sheet(whole(adjusted="-3"))),
    ("B108", "actual", sheet(whole(adjusted="3", actual="见附件"))),
]

QUIET = [
    ("B101", sheet(whole(adjusted="100"), part("财政拨款", adjusted="60"), part("其他资金", adjusted="40"))),
    ("B101", sheet(whole(adjusted="100"), part("财政拨款", adjusted="60.4"), part("其他资金", adjusted="39.7"))),
    ("B101", sheet(whole(adjusted="100"), part("财政拨款", adjusted="60"), part("其他资金"))),
    ("B101", sheet(whole(adjusted="100"), part("其中：财政拨款", adjusted="60"))),
    ("B101", sheet(whole(adjusted="0"), part("财政拨款", adjusted="60"), part("其他资金", adjusted="1"))),
    ("B101", sheet(whole(adjusted="见附件"), part("财政拨款", adjusted="60"), part("其他资金", adjusted="1"))),
    ("B101", sheet(whole(adjusted="1"), part("甲", adjusted="5000元"), part("乙", adjusted="5000元"))),
    (
        "B101",  # by source, then by use: two breakdowns below one another
        sheet(
            whole(adjusted="100"),
            part("中央", adjusted="60"),
            part("地方", adjusted="40"),
            part("其他", adjusted="0"),
            part("基本支出", adjusted="30"),
            part("项目支出", adjusted="70"),
        ),
    ),
    (
        "B101",
        sheet(
            whole(adjusted="100"),
            part("项目支出", adjusted="100"),
            funds("其中：基本建设", within="项目支出", of_which=True, adjusted="30"),
        ),
    ),
    (
        "B101",  # 中央 and 地方 break down 财政拨款, all on one level
        sheet(
            whole(adjusted="110"),
            part("拨款", adjusted="100"),
            part("中央", adjusted="60"),
            part("地方", adjusted="40"),
            part("其他", adjusted="10"),
        ),
    ),
    ("B102", sheet(whole(adjusted="100", actual="95.83", rate="95.8%"))),
    ("B102", sheet(whole(adjusted="100", actual="95.85", rate="95.9%"))),
    ("B102", sheet(whole(adjusted="100", actual="98.12", rate="98.12"))),
    ("B102", sheet(whole(adjusted="100", actual="98.12", rate="0.98"))),
    ("B102", sheet(whole(adjusted="100", actual="100", rate="1"))),
    ("B102", sheet(whole(adjusted="0", actual="0", rate="0%"))),
    ("B102", sheet(whole(actual="50", rate="50%"))),
    ("B102", sheet(whole(adjusted="100", rate="50%"))),
    ("B102", sheet(whole(adjusted="100", actual="50", rate="过半"))),
    ("B103", sheet(whole(adjusted="100", actual="100"))),
    ("B103", sheet(whole(actual="100"))),
    ("B104", sheet(whole(adjusted="0", actual="0"))),
    ("B104", sheet(whole(adjusted="0", actual="0", score="0"))),
    ("B104", sheet(whole(adjusted="0", actual="0", rate="—"))),
    ("B104", sheet(whole(adjusted="", actual="3", rate="100%"))),
    ("B105", sheet(whole(adjusted="90"), part("其中：财政拨款", adjusted="90"))),
    ("B105", sheet(whole(adjusted="0"), part("其中：财政拨款", adjusted="0"))),
    ("B105", sheet(whole(adjusted="9"), part("其中：财政拨款", adjusted="9"), funds("备注", within="其中：财政拨款"))),
    ("B105", sheet(whole(adjusted="10"), part("小计"), funds("中央", within="小计", adjusted="10"))),  # a subtotal
    ("B105", sheet(funds("甲", adjusted="1"), funds("乙"))),  # nobody says which is the total
    ("B106", sheet(whole(original="64.8", adjusted="648"))),
    ("B106", sheet(whole(adjusted="387664.62", actual="387664.62"), money_unit="元")),
    ("B106", sheet(whole(adjusted="207.4538"), money_unit="")),
    ("B106", sheet(whole(adjusted="2000"), part("其中：邮费", adjusted="64.8"), money_unit="元")),
    ("B107", sheet(whole(original="100", adjusted="120"))),
    ("B107", sheet(whole(original="100", adjusted="80"))),
    ("B107", sheet(whole(original="0", adjusted="80"))),
    ("B107", sheet(whole(original="100", adjusted="300", reason="年中追加"))),
    ("B107", sheet(whole(original="5", adjusted="5"), part("其中：财政拨款", original="1", adjusted="5"))),
    ("B107", sheet(whole(original="5"))),
    ("B108", sheet(whole(adjusted="0", actual="—"))),
]


@pytest.mark.parametrize(("code", "column", "form"), FIRES)
def test_a_contradiction_is_reported_at_its_figure(code: str, column: str, form: Sheet):
    """Once, and at the figure that is wrong."""
    path = f"funds[{TOTAL}]"
    assert codes(form, code) == [f"{path}.{column}" if column else path]


@pytest.mark.parametrize(("code", "form"), QUIET)
def test_what_only_nearly_contradicts_is_left_alone(code: str, form: Sheet):
    """Agreement at printed precision, zero denominators, blanks and subtotals."""
    assert codes(form, code) == []


def test_a_spreadsheet_that_holds_more_digits_than_it_shows_agrees_either_way():
    """1.004 three times shows 1.00, 1.00, 1.00 and 3.01."""
    form = sheet(whole(adjusted="3.01"), *(part(label, adjusted="1.00") for label in "甲乙丙"))
    assert codes(form, "B101")
    held = [evolve(r, adjusted=evolve(r.adjusted, value=Decimal("1.004" if r.within else "3.012"))) for r in form.funds]
    assert codes(evolve(form, funds=held), "B101") == []


def test_a_sum_of_what_is_shown_agrees_too():
    """1.006 twice shows 1.01 and 1.01, and somebody typed 2.02."""
    form = sheet(whole(adjusted="2.02"), *(part(label, adjusted="1.01") for label in "甲乙"))
    held = [evolve(r, adjusted=evolve(r.adjusted, value=Decimal("1.006"))) if r.within else r for r in form.funds]
    assert codes(evolve(form, funds=held), "B101") == []


def test_the_only_top_row_with_parts_is_the_total():
    """A form may name its total as it likes."""
    form = sheet(funds("大气监测专项", adjusted="0"), funds("其中：电费", within="大气监测专项", adjusted="6"))
    assert codes(form, "B105") == ["funds[大气监测专项]"]


def test_an_error_that_follows_from_another_says_so():
    """A wrong rate below an unreadable amount; a row does not explain another row."""
    form = sheet(
        whole(adjusted="10", actual="5", rate="5%"),
        part("甲", adjusted="6", actual="-1", rate="3%"),
        part("乙", adjusted="3", actual="2"),
    )
    found = {f.location: f for f in audit_reading(reading(form), BUDGET).findings}
    assert found[f"funds[{TOTAL}].rate"].because == (f"funds[{TOTAL}].adjusted", f"funds[{TOTAL}].actual")
    assert found["funds[甲].rate"].because == ("funds[甲].actual",)
    assert found[f"funds[{TOTAL}].adjusted"].because == ()
    assert found[f"funds[{TOTAL}].actual"].because == ("funds[甲].actual",)
