"""perfeval.toml: what it may say, and every mistake in it at once."""

import tomllib
from decimal import Decimal

import pytest

from perfeval.auditing import BUDGET, SCORES, Silence, chosen, configuration_of
from perfeval.findings import FormatError

CHECKS = (*BUDGET, *SCORES)

GOOD = """
[audit]
checks = ["B", "S209", "grade"]
skip = ["B107"]

[audit.settings.B107]
share = "30%"

[audit.settings.B106]
most = 5000000

[[audit.silence]]
code = "B102"
file = "form.xlsx"
location = "funds[年度资金总额]"
reason = "执行率按收入口径填报"
"""

BAD = """
[audit]
check = ["B"]
checks = ["B", "S999"]
skip = "B107"

[audit.settings]
B107.shares = "30%"
B106 = 3
B102.share = "x"
S209.share = "x"

[[audit.silence]]
code = "B102"

[[audit.silence]]
code = "Z1"
file = 3
because = "x"
reason = " "
"""


def read(text: str):
    return configuration_of(tomllib.loads(text, parse_float=Decimal), CHECKS)


def test_a_configuration_says_which_checks_with_what_and_what_is_no_matter():
    """Families, codes and ids of checks."""
    made = read(GOOD)
    assert made.settings == {"B107": {"share": Decimal("0.3")}, "B106": {"most": Decimal(5000000)}}
    assert made.silences == (Silence("B102", "执行率按收入口径填报", "form.xlsx", "funds[年度资金总额]"),)
    codes = {code for check in chosen(made, CHECKS) for code in check.codes}
    assert codes == {"B101", "B102", "B103", "B104", "B105", "B106", "B108", "S207", "S209"}
    assert chosen(configuration_of({}), CHECKS) == CHECKS


def test_every_mistake_is_told_at_once():
    """Each with its place."""
    with pytest.raises(FormatError) as raised:
        read(BAD)
    assert sorted((f.code, f.location) for f in raised.value.findings) == [
        ("I102", "audit.check"),
        ("I102", "audit.settings.B102.share"),
        ("I102", "audit.settings.B107.shares"),
        ("I102", "audit.silence[1].because"),
        ("I103", "audit.settings.B106"),
        ("I103", "audit.silence[1].file"),
        ("I103", "audit.skip"),
        ("I104", "audit.silence[0]"),
        ("I104", "audit.silence[1]"),
        ("I106", "audit.settings.S209.share"),
        ("I115", "audit.checks"),
        ("I115", "audit.silence[1].code"),
    ]


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ({"audit": 3}, "audit"),
        ({"audit": {"settings": []}}, "audit.settings"),
        ({"audit": {"silence": {}}}, "audit.silence"),
        ({"audit": {"silence": ["B102"]}}, "audit.silence[0]"),
        ({"audit": {"checks": [1]}}, "audit.checks"),
    ],
)
def test_a_table_is_a_table(data, place):
    """The wrong type, wherever it stands."""
    with pytest.raises(FormatError) as raised:
        configuration_of(data)
    assert [(f.code, f.location) for f in raised.value.findings] == [("I103", place)]


def test_without_checks_nothing_is_held_against_them():
    """A configuration may be read before any plugin is."""
    assert configuration_of({"audit": {"skip": ["X101"], "settings": {"X101": {"a": 1}}}}).skip == ("X101",)
