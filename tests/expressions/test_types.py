"""Types and units: each row of the table of core nodes, what is allowed and what is refused, and where."""

from datetime import date
from fractions import Fraction

import pytest
from tests.expressions.rules import NUMERIC, THE

from perfeval.expressions import (
    MEASURE,
    Arithmetic,
    Choose,
    Compare,
    Const,
    Expr,
    Extreme,
    Field,
    Logic,
    Not,
    Parameter,
    Round,
    Total,
    Type,
    lift,
    parse,
)
from perfeval.expressions.types import WORDS
from perfeval.findings import NumberError, RuleError
from perfeval.numbers import Money

ALLOWED = {
    # constants
    "1": "number",
    "-1.5": "number",
    "95%": "ratio",
    "12.5万元": "money",
    'money("1/3")': "money",
    "points(3)": "points",
    "quantity(3)": "quantity",
    '"A"': "text",
    'level("A")': "level",
    "true": "flag",
    "2021-12-31": "date",
    # parameters, figures, rows
    "line": "ratio",
    "times": "number",
    "ceiling": "money",
    "variant": "text",
    "money": "money",
    "rows.money": "money per row",
    "rows": "rows per row",
    "measure": "any",
    'unknown("no_rule")': "any",
    # + and -
    "number + 95": "number",
    "ratio + rate": "ratio",
    "ratio + 95%": "ratio",
    "ratio + 0": "ratio",
    "1 - ratio": "ratio",
    "money + ceiling": "money",
    "money - 0": "money",
    "money - 12.5万元": "money",
    "points + 3": "points",
    "people - 1": "quantity",
    "people + rows.people": "quantity per row",
    "measure + 95%": "ratio",
    "measure - 1": "any",
    "-ratio": "ratio",
    # × and ÷
    "number * number": "number",
    "ratio * 3": "ratio",
    "ratio * rate": "ratio",
    "money * ratio": "money",
    "0.95 * money": "money",
    "points * rows.ratio": "points per row",
    "people * 2": "quantity",
    "money * measure": "any",
    "money / debt": "ratio",
    "number / 3": "ratio",
    "points / points(10)": "ratio",
    "people / rows.people": "ratio per row",
    "people / quantity(2)": "ratio",
    "ratio / rate": "ratio",
    "money / number": "money",
    "money / 95%": "money",
    "ratio / 2": "ratio",
    "number / ratio": "number",
    "people / 2": "quantity",
    "measure / money": "any",
    # comparison
    "number > 0.95": "flag",
    "ratio > 95%": "flag",
    "ratio = 1": "flag",
    "money >= 0": "flag",
    "money < 1亿元": "flag",
    "points <= 3": "flag",
    'text = "x"': "flag",
    'relation = ">="': "flag",
    'variant = "double"': "flag",
    "flag = true": "flag",
    "date < 2021-12-31": "flag",
    'level >= "B"': "flag",
    'level = "D"': "flag",
    "rows.money > money": "flag per row",
    "measure > 95%": "flag",
    "measure - 1 > 95%": "flag",
    # and, or, not
    "flag and ratio > 0": "flag",
    "not rows.flag or flag": "flag per row",
    "measure and flag": "flag",
    # a choice
    "choose(flag, 95%, ratio)": "ratio",
    "choose(flag, money, 0)": "money",
    "choose(rows.flag, 1, 2)": "number per row",
    'choose(flag, "A", "B")': "text",
    'choose(flag, level, "B")': "level",
    'choose(flag, 3, unknown("no_rule"))': "number",
    "choose(flag, flag, true)": "flag",
    "choose(flag, date, 2021-01-01)": "date",
    # min and max
    "max(ratio, 0)": "ratio",
    "min(money, 12.5万元, ceiling)": "money",
    "max(date, 2021-01-01)": "date",
    "max(measure, 0)": "any",
    "min(level, level)": "level",
    # rounding
    "round(number)": "number",
    "round(ratio, to=1%)": "ratio",
    "round(ratio)": "ratio",
    "floor(money, to=1万元)": "money",
    "round(people, to=10)": "quantity",
    "round(measure, to=0.5)": "any",
    # totals
    "total(rows.money)": "money",
    "total(rows.money, where=rows.flag and flag)": "money",
    "total(money, over=rows)": "money",
    "total(1, over=rows)": "quantity",
    "total(1, where=rows.flag)": "quantity",
    "total(2, where=rows.flag)": "number",
    "total(rows.ratio * rows.money)": "money",
    # is it missing
    "is_missing(text)": "flag",
    "is_missing(rows.money)": "flag per row",
}
REFUSED = {
    # + and -
    "text + 1": ("D204", 6),
    "1 + flag": ("D204", 3),
    "date - 1": ("D204", 6),
    "level + 1": ("D204", 7),
    "rows + 1": ("D204", 6),
    "ratio + 0.95": ("D205", 7),
    "ratio - 95": ("D205", 7),
    "2 - ratio": ("D205", 3),
    "line + 0.95": ("D205", 6),
    "ratio + number": ("D204", 7),
    "ratio + times": ("D204", 7),
    "ratio + (1 - 0)": ("D204", 7),
    "money + 5": ("D204", 7),
    "money - 1": ("D204", 7),
    "money + number": ("D204", 7),
    "money + ratio": ("D204", 7),
    "money - points": ("D204", 7),
    "people + items": ("D204", 8),
    "people + points": ("D204", 8),
    "rows.money + others.money": ("D204", 12),
    # × and ÷
    "money * money": ("D204", 7),
    "money * people": ("D204", 7),
    "points * points": ("D204", 8),
    "text * 2": ("D204", 6),
    "2 * flag": ("D204", 3),
    "number / money": ("D204", 8),
    "ratio / money": ("D204", 7),
    "money / people": ("D204", 7),
    "people / items": ("D204", 8),
    "rows / 2": ("D204", 6),
    "rows.money * others.money": ("D204", 12),
    # comparison
    "ratio > 0.95": ("D205", 7),
    "95 <= ratio": ("D205", 4),
    "ratio = 100": ("D205", 7),
    "rows.ratio < 60": ("D205", 12),
    "money > 5": ("D204", 7),
    "money > ratio": ("D204", 7),
    "people > items": ("D204", 8),
    "number < text": ("D204", 8),
    'text < "x"': ("D204", 6),
    "flag > flag": ("D204", 6),
    'relation = "≥"': ("D204", 10),
    'level = "E"': ("D204", 7),
    "level = scale2": ("D204", 7),
    "level > text": ("D204", 7),
    'date = "2021-12-31"': ("D204", 6),
    "rows = rows": ("D204", 6),
    "rows.flag = others.flag": ("D204", 11),
    # and, or, not
    "flag and ratio": ("D204", 6),
    "1 or flag": ("D204", 3),
    "not number": ("D204", 1),
    'not "x"': ("D204", 1),
    "rows.flag or others.flag": ("D204", 11),
    # a choice
    "choose(ratio, 1, 2)": ("D204", 1),
    "choose(flag, money, ratio)": ("D204", 1),
    "choose(flag, ratio, 0.5)": ("D205", 1),
    "choose(flag, money, 3)": ("D204", 1),
    'choose(flag, 1, "A")': ("D204", 1),
    'choose(flag, level, "E")': ("D204", 1),
    "choose(rows.flag, others.money, 0)": ("D204", 1),
    # min and max
    "max(ratio, 0.95)": ("D205", 1),
    "min(ratio, 95)": ("D205", 1),
    "max(money, ratio)": ("D204", 1),
    "max(flag, flag)": ("D204", 1),
    "min(text, text)": ("D204", 1),
    "max(rows, rows)": ("D204", 1),
    # rounding
    "round(text)": ("D204", 1),
    "round(ratio, to=0%)": ("D204", 1),
    "round(ratio, to=-1%)": ("D204", 1),
    "round(ratio, to=0.5)": ("D205", 1),
    "round(money, to=100)": ("D204", 1),
    "round(money, to=money)": ("D204", 1),
    'round(money, to="x")': ("D204", 1),
    # totals
    "total(money)": ("D204", 1),
    "total(money, over=5)": ("D204", 1),
    "total(rows.money, over=5)": ("D204", 1),
    "total(rows.money, over=others)": ("D204", 1),
    "total(rows.text)": ("D204", 1),
    "total(rows.flag)": ("D204", 1),
    "total(rows.money, where=rows.ratio)": ("D204", 1),
    "total(rows.money, where=others.flag)": ("D204", 1),
}


def shown(found: Type) -> str:
    return found.kind + (" per row" if found.table else "")


@pytest.mark.parametrize("rule", ALLOWED)
def test_allowed(rule: str) -> None:
    assert shown(parse(rule, THE).type) == ALLOWED[rule]


@pytest.mark.parametrize("rule", REFUSED)
def test_refused_with_its_place_and_advice(rule: str) -> None:
    with pytest.raises(RuleError) as error:
        parse(rule, THE)
    (finding,) = error.value.findings
    assert (finding.code, finding.location) == (REFUSED[rule][0], f":{REFUSED[rule][1]}")
    for lang in ("zh", "en"):
        assert finding.message[lang]
        assert finding.advice[lang]


@pytest.mark.parametrize(
    ("rule", "ways"),
    [
        ("ratio > 0.95", ["0.95%", "95%"]),
        ("ratio > 95", ["95%"]),
        ("ratio > 0.5", ["0.5%", "50%"]),
        ("max(ratio, 2)", ["2%"]),
    ],
)
def test_a_bare_number_beside_a_ratio_is_answered_with_both_ways_to_write_it(rule: str, ways: list[str]) -> None:
    with pytest.raises(RuleError) as error:
        parse(rule, THE)
    (finding,) = error.value.findings
    assert finding.code == "D205"
    assert [word for word in finding.advice.en.replace(",", "").split() if "%" in word] == ways
    assert ("9500%" in finding.advice.zh, "200%" in finding.advice.zh) == (False, False)


@pytest.mark.parametrize("kind", NUMERIC)
@pytest.mark.parametrize("op", "+-*/")
def test_an_unknown_fits_anywhere(kind: str, op: str) -> None:
    figure = "people" if kind == "quantity" else kind
    made = parse(f'{figure} {op} unknown("no_rule")', THE)
    assert made.type.kind == ("any" if op in "*/" else kind)


@pytest.mark.parametrize(
    "rule", ["measure - 1 < 95%", 'choose(flag, measure, "A") = "B"', "max(measure, 0, money) + money"]
)
def test_what_a_placeholder_will_bring_is_not_prejudged(rule: str) -> None:
    assert parse(rule, THE).type.kind in ("flag", "money")


def test_an_unknown_brings_no_unit_to_a_number() -> None:
    with pytest.raises(RuleError) as error:
        parse('choose(flag, 5, unknown("no_rule")) < 95%', THE)
    assert [f.code for f in error.value.findings] == ["D204"]


def test_a_literal_loses_its_leave_once_it_is_computed() -> None:
    assert parse("0", THE).type.literal == 0
    assert parse("0 + 0", THE).type.literal is None
    assert THE["line"].type.literal is None


def test_options_of_a_choice_are_both_branches() -> None:
    assert parse('choose(flag, "A", "B")', THE).type.options == ("A", "B")
    assert parse('choose(flag, "A", choose(flag, "B", "A"))', THE).type.options == ("A", "B")
    assert parse("choose(flag, text, relation)", THE).type.options == ()


def test_a_bool_is_no_number_and_a_float_is_refused() -> None:
    assert lift(True).type.kind == "flag"
    with pytest.raises(NumberError) as error:
        lift(0.95)
    assert [f.code for f in error.value.findings] == ["I108"]


@pytest.mark.parametrize(
    ("value", "kind", "held"),
    [
        ("95%", "ratio", Fraction(19, 20)),
        ("95.8％", "ratio", Fraction(479, 500)),
        (" 1,200.5 ", "number", Fraction(2401, 2)),
        ("-3", "number", Fraction(-3)),
        ("12.5万元", "money", Fraction(125000)),
        (Money("3", "亿元"), "money", Fraction(3 * 10**8)),
        (7, "number", Fraction(7)),
        (Fraction(1, 3), "number", Fraction(1, 3)),
        (date(2021, 12, 31), "date", date(2021, 12, 31)),
        ("A", "text", "A"),
        ("", "text", ""),
        ("3 more", "text", "3 more"),
        ("2021-12-31", "text", "2021-12-31"),
        ("-", "text", "-"),
        (False, "flag", False),
    ],
)
def test_lift(value: object, kind: str, held: object) -> None:
    made = lift(value)
    assert isinstance(made, Const)
    assert (made.kind, made.value) == (kind, held)
    assert lift(made) is made


@pytest.mark.parametrize("value", ["9" * 39, "1" + "0" * 31, "9" * 39 + "元", 10**31, "9" * 39 + "%"])
def test_a_number_that_cannot_be_held_is_refused_not_taken_as_a_text(value: object) -> None:
    with pytest.raises(NumberError) as error:
        lift(value)
    assert [f.code for f in error.value.findings] == ["I107"]


def test_a_parameter_is_a_constant() -> None:
    with pytest.raises(RuleError) as error:
        Parameter("line", THE["ratio"])
    assert [f.code for f in error.value.findings] == ["D204"]


def test_python_builds_what_the_text_says() -> None:
    ratio, money, flag, level = THE["ratio"], THE["money"], THE["flag"], THE["level"]
    pairs: list[tuple[Expr, str]] = [
        (ratio + "5%", "ratio + 5%"),
        (1 - ratio, "1 - ratio"),
        (0 + ratio, "0 + ratio"),
        (ratio - 1, "ratio - 1"),
        (2 * money, "2 * money"),
        (money * 2, "money * 2"),
        (money / money, "money / money"),
        (12 / ratio, "12 / ratio"),
        (ratio < "95%", "ratio < 95%"),
        (ratio <= "95%", "ratio <= 95%"),
        (ratio > "95%", "ratio > 95%"),
        (ratio >= "95%", "ratio >= 95%"),
        (level.equals("A"), 'level = "A"'),
        (flag & (ratio > 0), "flag and ratio > 0"),
        (flag & True, "flag and true"),
        (flag | False, "flag or false"),
        (~flag, "not flag"),
        (Round(ratio, "1%", "floor"), "floor(ratio, to=1%)"),
        (Extreme("max", ratio, 0), "max(ratio, 0)"),
        (Choose(flag, "1%", ratio), "choose(flag, 1%, ratio)"),
        (Total("rows", THE["rows.money"]), "total(rows.money)"),
    ]
    for made, text in pairs:
        assert made == parse(text, THE), text


def test_every_kind_has_words_in_both_languages() -> None:
    for kind, words in WORDS.items():
        found = Type(kind, "rows", unit="人" if kind == "quantity" else "").describe()  # type: ignore[arg-type]
        assert words.zh
        assert words.en in found.en
        assert "rows" in found.zh


@pytest.mark.parametrize(
    "make",
    [
        lambda f: Arithmetic("+", f, f),
        lambda f: Compare("<", f, f),
        lambda f: Logic("and", f, f),
        lambda f: Not(f),
        lambda f: Extreme("max", f, f),
    ],
)
def test_a_node_that_makes_no_sense_fails_when_it_is_made(make: object) -> None:
    with pytest.raises(RuleError):
        make(Field("words", Type("text")))  # type: ignore[operator]
    assert make(MEASURE) is not None  # type: ignore[operator]
