"""The parser: what binds how, each fault with its column, nothing that can exhaust it."""

from datetime import date
from fractions import Fraction
from functools import reduce

import pytest
from tests.expressions.rules import THE

from perfeval.expressions import (
    AWARDED,
    FULL,
    MEASURE,
    Const,
    Function,
    Logic,
    Names,
    Not,
    Parameter,
    bounds,
    lowered,
    parse,
    render,
    walk,
    words,
)
from perfeval.expressions.textform.tokens import is_name
from perfeval.findings import RuleError
from perfeval.model import names


def found(text: str) -> list[tuple[str, str]]:
    with pytest.raises(RuleError) as error:
        parse(text, THE)
    return [(f.code, f.location) for f in error.value.findings]


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("1 + 2 * 3", "1 + (2 * 3)"),
        ("1 * 2 + 3", "(1 * 2) + 3"),
        ("1 - 2 - 3", "(1 - 2) - 3"),
        ("1 - 2 + 3", "(1 - 2) + 3"),
        ("12 / 3 / 2", "(12 / 3) / 2"),
        ("12 / 3 * 2", "(12 / 3) * 2"),
        ("flag or flag and flag", "flag or (flag and flag)"),
        ("flag and flag or flag", "(flag and flag) or flag"),
        ("flag or flag or flag", "(flag or flag) or flag"),
        ("not flag and flag", "(not flag) and flag"),
        ("not flag or flag", "(not flag) or flag"),
        ("not number > 1", "not (number > 1)"),
        ("not not flag", "not (not flag)"),
        ("flag and not flag and flag", "(flag and (not flag)) and flag"),
        ("1 + number > 2 * number", "(1 + number) > (2 * number)"),
        ("flag and number > 1", "flag and (number > 1)"),
        ("-number * 2", "(-number) * 2"),
        ("2 - -3", "2 - (-3)"),
        ("--3", "3"),
        ("-5%", "-(5%)"),
        ("  1+2\n\t*3 ", "1 + 2 * 3"),
        ("(((number)))", "number"),
        ("min(1, 2, 3)", "min(min(1, 2), 3)"),
        ("max(number)", "number"),
        ("choose(number = 1, 2, 3)", "choose((number = 1), 2, 3)"),
        ("choose(measure = 0, 2, 3)", "choose((measure = 0), 2, 3)"),
        ('choose(relation = "=" and flag, 2, 3)', 'choose((relation = "=") and flag, 2, 3)'),
        ("is_missing(rows.flag = flag)", "is_missing((rows.flag = flag))"),
        ("count(rows.flag = true)", "count((rows.flag = true))"),
        ("total(1, where=rows.flag = true)", "total(1, where=(rows.flag = true))"),
        ("linear(full=95%, value=ratio)", "linear(ratio, full=95%)"),
        (
            'deduct(above=1, each=1%, off=1, steps="up", full=10)',
            'deduct(full=10, steps="up", off=1, each=1%, above=1)',
        ),
        ("bands(at_most={}, at_least={0%: 1}, otherwise=0)", "bands(at_least={0%: 1}, otherwise=0)"),
    ],
)
def test_reads_the_same_as(text: str, same: str) -> None:
    assert parse(text, THE) == parse(same, THE)


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("0095.50", Fraction(191, 2), "number"),
        ("95.5%", Fraction(191, 200), "ratio"),
        ("3元", Fraction(3), "money"),
        ("3千元", Fraction(3000), "money"),
        ("0.5万元", Fraction(5000), "money"),
        ("2百万元", Fraction(2 * 10**6), "money"),
        ("2千万元", Fraction(2 * 10**7), "money"),
        ("1.25亿元", Fraction(125 * 10**6), "money"),
        ("-3元", Fraction(-3), "money"),
        ('number("-2/7")', Fraction(-2, 7), "number"),
        ('ratio("1/3")', Fraction(1, 3), "ratio"),
        ('money("0.005")', Fraction(1, 200), "money"),
        ('points("2.5")', Fraction(5, 2), "points"),
        ("quantity(12)", Fraction(12), "quantity"),
        ('level("D+")', "D+", "level"),
        ("2021-12-31", date(2021, 12, 31), "date"),
        ("2024-02-29", date(2024, 2, 29), "date"),
        ("true", True, "flag"),
        ("false", False, "flag"),
        ('""', "", "text"),
        ('"优"', "优", "text"),
        (r'"a\"b\\c"', 'a"b\\c', "text"),
        (r'"\n\r\t\q"', "\n\rtq", "text"),
        ('"two\nlines"', "two\nlines", "text"),
        ('"（ ＝ “x” 95％"', "（ ＝ “x” 95％", "text"),
        ("-points(3)", Fraction(-3), "points"),
    ],
)
def test_constants(text: str, value: object, kind: str) -> None:
    made = parse(text, THE)
    assert made == Const(value, kind)  # type: ignore[arg-type]
    assert parse(render(made), THE) == made


def test_names_and_placeholders() -> None:
    assert parse("measure", THE) is MEASURE
    assert parse("full", THE) is FULL
    assert parse("awarded", THE) is AWARDED
    assert parse("部门.在职_人数2", THE) is THE["部门.在职_人数2"]
    assert parse("line", THE) == Parameter("line", "95%")


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("", 1),
        ("   ", 4),
        ("1 +", 4),
        ("1 + )", 5),
        ("(1", 3),
        ("1)", 2),
        ("1 2", 3),
        ("number number", 8),
        ("* 2", 1),
        ("1 + * 2", 5),
        ("and flag", 1),
        ("flag and", 9),
        ("flag not flag", 6),
        ("number = not flag", 10),
        ("1 < 2 < 3", 7),
        ("1 = 1 = 1", 7),
        ("min(1, 2", 9),
        ("min(1 2)", 7),
        ("min(1,, 2)", 7),
        ("min(,)", 5),
        ("min(1,)", 7),
        ("linear(full=95%, full=3%)", 18),
        ("linear(full=)", 13),
        ("bands(at_most={0% 3}, otherwise=0)", 19),
        ("bands(at_most={0%: 3, otherwise=0)", 34),
        ("bands(at_most={0%: 3 10%: 2}, otherwise=0)", 22),
        ("{0%: 1}", 1),
        ("not {1: 2}", 5),
        ("1 == 2", 4),
        ("1 != 2", 3),
        ("flag & flag", 6),
        ("2 ** 3", 4),
        ("number.", 7),
        ("number .x", 8),
        (".5", 1),
        ("1.", 2),
        ("1,200", 2),
        ("12 万元", 4),
        ("12.5万", 5),
        ("1e5", 2),
        ("5 % 2", 3),
        ("95 %", 4),
        ("2021-13-01", 1),
        ("2021-02-30", 1),
        ("1 + 0000-01-01", 5),
        ('"open', 1),
        ('1 + "open', 5),
        ('"open\\"', 1),
        ("'text'", 1),
        ("number[0]", 7),
        ("a; b", 2),
        ("٣", 1),
        ("lambda: 1", 7),
    ],
)
def test_a_syntax_error_has_its_column(text: str, column: int) -> None:
    assert found(text) == [("D201", f":{column}")]


@pytest.mark.parametrize(
    ("text", "column", "half"),
    [
        ("linear（full=95%)", 7, "("),
        ("linear(full=95%）", 16, ")"),
        ("min(1， 2)", 6, ","),
        ("ratio ≥ 95%", 7, ">="),
        ("ratio ≤ 95%", 7, "<="),
        ("ratio ＝ 1", 7, "="),
        ("number × 2", 8, "*"),
        ("number ÷ 2", 8, "/"),
        ("95％", 3, "%"),
        ("９５", 1, "9"),
        ("“x”", 1, '"'),
        ("bands(at_most={0%：3}, otherwise=0)", 18, ":"),
    ],
)
def test_a_full_width_sign_is_answered_with_the_half_width_one(text: str, column: int, half: str) -> None:
    with pytest.raises(RuleError) as error:
        parse(text, THE)
    (finding,) = error.value.findings
    assert (finding.code, finding.location) == ("D201", f":{column}")
    assert half in finding.message.en.split("expected")[1]


def test_all_faults_of_meaning_are_told_at_once() -> None:
    assert found("ratoi + linaer(mony, full=0.95) * nothing") == [
        ("D202", ":1"),
        ("D202", ":16"),
        ("D203", ":9"),
        ("D202", ":35"),
    ]
    assert found("choose(flog, ratio + 0.95, money + 5) and missing") == [
        ("D202", ":8"),
        ("D205", ":20"),
        ("D204", ":34"),
        ("D202", ":43"),
    ]
    assert found("min(2021-02-01, number) + text") == [("D204", ":1"), ("D204", ":25")]


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("ratoi", "ratio"),
        ("rows.mony", "rows.money"),
        ("部门.在职人数2", "部门.在职_人数2"),
        ("部门", "部门.在职_人数2"),
        ("tims", "times"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(text: str, near: str) -> None:
    with pytest.raises(RuleError) as error:
        parse(text, THE)
    (finding,) = error.value.findings
    assert finding.code == "D202"
    assert near in finding.advice.en
    assert near in finding.advice.zh


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("linaer(full=1)", "linear"),
        ("chose(flag, 1, 2)", "choose"),
        ("zzz(1)", "weighted_mean"),
        ("zzz(a=1)", "choose"),
    ],
)
def test_an_unknown_function_is_answered_with_the_nearest_or_all(text: str, near: str) -> None:
    with pytest.raises(RuleError) as error:
        parse(text, THE)
    (finding,) = error.value.findings
    assert (finding.code, finding.location) == ("D203", ":1")
    assert near in finding.advice.en


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("qqqqqq", "is declared under [inputs.NAME]"),
        ("决算数", "projects.actual"),
        ("合计决算数", "rules use its name: budget.total.actual ("),
        ("重点工作", "tasks (key tasks)"),
    ],
)
def test_a_name_that_is_near_nothing_is_looked_for_among_the_labels(name: str, advice: str) -> None:
    with pytest.raises(RuleError) as error:
        parse(name, names())
    assert advice in error.value.findings[0].advice.en


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("choose(flag, 1)", "choose"),
        ("choose(flag, 1, 2, 3)", "choose"),
        ("choose(flag, 1, else_=2)", "choose"),
        ("choose({1: 2}, 1, 2)", "choose"),
        ("is_missing()", "is_missing"),
        ("is_missing({1: 2})", "is_missing"),
        ("min()", "min"),
        ("min({1: 2}, 1)", "min"),
        ("round(1, to={1: 2})", "round"),
        ('round(1, mode="sideways")', "round"),
        ("round(1, mode=1)", "round"),
        ("floor(1, mode=1)", "floor"),
        ("unknown(1)", "unknown"),
        ('unknown("a", 1)', "unknown"),
        ("points(95%)", "points"),
        ("level(3)", "level"),
        ("money(1元)", "money"),
        ("ratio({})", "ratio"),
        ("linear()", "linear"),
        ("linear(1, 2, full=3)", "linear"),
        ("linear(1%, value=2%, full=3%)", "linear"),
        ("linear(ful=3%)", "linear"),
        ("linear(full={1%: 2})", "linear"),
        ("bands(otherwise=0)", "bands"),
        ("bands(at_most={0%: 1})", "bands"),
        ("bands(at_most=5, otherwise=0)", "bands"),
        ('bands(at_most="x", otherwise=0)', "bands"),
        ("bands({1: 2}, otherwise=0)", "bands"),
        ("bands(at_most={0%: {1: 2}}, otherwise=0)", None),
        ('deduct(above=1, each=1%, off=1, steps="sideways")', "deduct"),
        ("deduct(above=1, each=1%, off=1, steps=2)", "deduct"),
        ('degree(tier="x", floors=3)', "degree"),
        ("count()", "count"),
    ],
)
def test_wrong_arguments_name_the_function(text: str, named: str | None) -> None:
    with pytest.raises(RuleError) as error:
        parse(text, THE)
    (finding,) = error.value.findings
    if named is None:
        assert finding.code in ("D201", "D202")
        return
    assert (finding.code, finding.location) == ("D206", ":1")
    assert finding.message.en.startswith(f"{named}:")
    assert f"{named}(" in finding.advice.zh


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('points("x")', "I106"),
        ('points("1/0")', "I106"),
        ('points("1e400")', "I106"),
        ("9" * 39, "I107"),
        ("9" * 39 + "元", "I107"),
    ],
)
def test_a_constant_that_is_no_number_or_too_large(text: str, code: str) -> None:
    assert found(text) == [(code, ":1")]


def test_a_figure_that_is_called_like_an_argument_is_one_only_in_parentheses() -> None:
    figure = Parameter("when", 3)
    the = Names([], [figure])
    rule = parse("choose((when = 3), 1, 2)", the)
    assert parse(render(rule), the) == rule
    with pytest.raises(RuleError) as error:
        parse("choose(when = 3, 1, 2)", the)
    assert [f.code for f in error.value.findings] == ["D206"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1" * 10_001, "D201"),
        ("a" * 10_000, "D202"),
        (" " * 10_001, "D201"),
        ("(" * 5_000 + "1" + ")" * 4_999, "D201"),
        ("not " * 2_000 + "flag", "D201"),
        ("-" * 9_000 + "1", "D201"),
        ("min(" * 2_000 + "1" + ")" * 2_000, "D201"),
        ("bands(at_most={" * 500 + "1", "D201"),
        ("linear(full=" * 500 + "1", "D201"),
        ("1" + "+1" * 4_000, "D208"),
        ("flag" + " and flag" * 1_000, "D208"),
        ("min(" + ",".join("1" * 4_000) + ")", "D208"),
        ("bands(at_least={" + ",".join(f"{n}%:{n}" for n in range(900, 0, -1)) + "}, otherwise=0)", "D208"),
        ("attainment(" * 20 + "ratio" + ', target=50%, relation="=")' * 20, "D208"),
        ("bands(" * 20 + "ratio" + ", at_least={20%: 10%, 10%: 5%}, otherwise=0%)" * 20, "D208"),
        ("qq" + " + qq" * 1_000, "D202"),
    ],
    ids=range(16),
)
def test_what_is_very_long_or_very_deep_is_refused_in_perfevals_own_words(text: str, code: str) -> None:
    with pytest.raises(RuleError) as error:
        parse(text, THE)
    assert error.value.findings[0].code == code
    assert len(error.value.findings[0].render("en")) < 11_000


@pytest.mark.parametrize(
    "text",
    [
        "(" * 30 + "1" + ")" * 30,
        "min(" * 30 + "1" + ", 2)" * 30,
        "not " * 30 + "flag",
        "-" * 29 + "number",
        "1" + " + 1" * 99,
        "number - (" * 29 + "1" + ")" * 29,
        "attainment(" * 4 + "ratio" + ', target=50%, relation="=")' * 4,
        "bands(at_least={" + ", ".join(f"{n}%: {n}" for n in range(95, 0, -1)) + "}, otherwise=0)",
    ],
    ids=range(8),
)
def test_what_is_just_allowed_can_be_walked_by_everybody(text: str) -> None:
    rule = parse(text, THE)
    again = parse(render(rule), THE)
    assert (again, hash(again), repr(again)) == (rule, hash(rule), repr(rule))
    low = lowered(rule)
    assert bounds(low) == bounds(rule)
    assert words(low)["en"]
    assert sum(1 for _ in walk(low)) == low.extent.size <= rule.extent.size


def test_python_too_cannot_make_a_rule_that_is_too_deep() -> None:
    with pytest.raises(RuleError) as error:
        reduce(lambda inner, _: Not(inner), range(5_000), THE["flag"])
    assert [f.code for f in error.value.findings] == ["D208"]
    with pytest.raises(RuleError) as error:
        reduce(lambda inner, _: Logic("or", inner, inner), range(50), THE["flag"])
    assert [f.code for f in error.value.findings] == ["D208"]


def test_the_functions_are_those_of_the_host() -> None:
    with pytest.raises(RuleError) as error:
        parse("linear(full=95%)", THE, {})
    assert [f.code for f in error.value.findings] == ["D203"]
    functions: dict[str, type[Function]] = {"straight": type(parse("linear(full=95%)", THE))}  # type: ignore[dict-item]
    assert parse("straight(full=95%)", THE, functions) == parse("linear(full=95%)", THE)


@pytest.mark.parametrize("name", ["a", "a.b", "部门.人数", "_x1", "é"])
def test_names_that_rules_can_write(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize("name", ["", "1a", "a.", ".a", "a b", "a..b", "a.1", "a-b", "a·b", "a\n", "²"])
def test_names_that_rules_cannot_write(name: str) -> None:
    assert not is_name(name)
