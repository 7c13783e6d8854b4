"""Rules as values: comparing them, binding placeholders, walking, names, words, sources."""

from fractions import Fraction
from typing import Any

import pytest
from attrs import frozen
from tests.expressions.rules import THE

from perfeval.expressions import (
    AWARDED,
    FULL,
    MEASURE,
    ONE,
    STATUSES,
    TRUE,
    ZERO,
    Const,
    Expr,
    Field,
    Function,
    Interval,
    Names,
    Parameter,
    Placeholder,
    Round,
    Rows,
    Source,
    Total,
    Type,
    bind,
    bounds,
    choose,
    deduct,
    floor_to,
    is_missing,
    judged,
    lift,
    linear,
    lowered,
    max_of,
    min_of,
    parse,
    phrase,
    proportional,
    render,
    replace,
    round_to,
    suggestion,
    total,
    unknown,
    walk,
    words,
)
from perfeval.findings import RuleError, Text
from perfeval.model import names

RATIO, MONEY, FLAG = THE["ratio"], THE["money"], THE["flag"]


def codes(error: pytest.ExceptionInfo[RuleError]) -> list[str]:
    return [f.code for f in error.value.findings]


# == compares nodes, .equals() makes a rule


def test_equality_of_nodes_and_equality_in_a_rule() -> None:
    assert (RATIO == "95%") is False
    assert (lift("95%") == lift("95%")) is True
    assert (lift("95%") != lift("0.95")) is True
    assert (lift(1) == lift(True)) is False
    made = RATIO.equals("95%")
    assert made.op == "="
    assert made.type.kind == "flag"
    assert made == parse("ratio = 95%", THE)


def test_labels_and_sources_are_not_what_a_rule_is() -> None:
    one = Parameter("line", "95%", Text("线", "line"), Source("x", "assumed"))
    assert one == Parameter("line", "95%")
    assert one != Parameter("line", "94%")
    assert Field("a", Type("ratio")) == Field("a", Type("money"), Text("甲"), Fraction(0))
    assert Rows("rows", Text("行")) == Rows("rows")
    assert hash(one) == hash(Parameter("line", "95%"))


@pytest.mark.parametrize(
    "use",
    [
        bool,
        lambda rule: rule and rule,
        lambda rule: rule or rule,
        lambda rule: not rule,
        lambda rule: 1 if rule else 2,
        lambda rule: any([rule]),
    ],
)
def test_a_rule_has_no_truth_value(use: Any) -> None:
    for rule in (RATIO > 0, FLAG, RATIO, lift(1), lift(False)):
        with pytest.raises(RuleError) as error:
            use(rule)
        assert codes(error) == ["D207"]


def test_a_comparison_that_is_chained_is_not_taken_for_its_second_half() -> None:
    with pytest.raises(RuleError) as error:
        0 < RATIO < 1  # noqa: B015
    assert codes(error) == ["D207"]


def test_nodes_are_frozen_and_the_type_is_made_once() -> None:
    made = []

    @frozen(order=False)
    class Noted(Function):
        value: Expr

        def lower(self) -> Expr:
            return self.value

        def check(self) -> Type:
            made.append(self)
            return super().check()

    rule = (Noted(RATIO) + "5%") > "50%"
    assert len(made) == 1
    assert {rule.type.kind, rule.type.kind, Noted(RATIO).type.kind} == {"flag", "ratio"}
    assert len(made) == 2
    assert rule.type is rule.type
    for name in ("type", "left", "new"):
        with pytest.raises(AttributeError):
            setattr(rule, name, None)


# builders


def test_builders() -> None:
    assert choose(FLAG, "95%", 0) == parse("choose(flag, 95%, 0)", THE)
    assert is_missing(MONEY) == parse("is_missing(money)", THE)
    assert unknown("why", "x") == parse('unknown("why", "x")', THE)
    assert round_to(RATIO, "1%", "down") == parse('round(ratio, to=1%, mode="down")', THE)
    assert floor_to(MONEY, "1万元") == parse("floor(money, to=1万元)", THE)
    assert min_of(RATIO, "95%", 0) == parse("min(ratio, 95%, 0)", THE)
    assert max_of(RATIO) is RATIO
    column = THE["rows.money"]
    assert total(column) == Total("rows", column)
    assert total(1, where=THE["rows.flag"]) == Total("rows", ONE, THE["rows.flag"])
    assert total(MONEY, over="rows") == total(MONEY, over=Rows("rows")) == Total("rows", MONEY, TRUE)
    assert Round("3.5") == round_to("3.5")


# binding


def test_binding_puts_an_indicators_figures_in_and_checks_again() -> None:
    rule = deduct(above="100%", each="1%", off=2)
    points = Parameter("points.x", Const(Fraction(10), "points"))
    made = bind(rule, {MEASURE: RATIO, FULL: points, AWARDED: None})
    assert made == deduct(RATIO, above="100%", each="1%", off=2, full=points)
    assert made.type.kind == "ratio"
    assert not any(isinstance(n, Placeholder) for n in walk(lowered(made)))
    assert bind(RATIO + "5%", {}) == RATIO + "5%"


@pytest.mark.parametrize(
    ("rule", "put"),
    [
        (proportional(), {FULL: ONE, MEASURE: None}),
        (proportional(), {}),
        (judged(), {MEASURE: RATIO, AWARDED: None}),
        (deduct(RATIO, above=0, each="1%", off=1), {MEASURE: RATIO, FULL: None}),
        (deduct(RATIO, above=MEASURE, each="1%", off=1), {FULL: ONE}),
    ],
)
def test_a_figure_that_the_indicator_does_not_have(rule: Expr, put: dict[Placeholder, Expr | None]) -> None:
    with pytest.raises(RuleError) as error:
        bind(rule, put)
    assert codes(error) == ["D204"]


@pytest.mark.parametrize(
    ("rule", "measure", "code"),
    [
        (linear(full="95%"), MONEY, "D206"),
        (MEASURE > 95, RATIO, "D205"),
        (MEASURE - 1 < "95%", MONEY, "D204"),
        (linear(full="0.95"), RATIO, "D206"),
    ],
)
def test_a_rule_that_no_longer_makes_sense_with_its_measure(rule: Expr, measure: Expr, code: str) -> None:
    with pytest.raises(RuleError) as error:
        bind(rule, {MEASURE: measure})
    assert codes(error) == [code]


def test_a_placeholder_hidden_in_lower_is_refused() -> None:
    @frozen(order=False)
    class Secret(Function):
        def lower(self) -> Expr:
            return linear(MEASURE, full="95%")

    with pytest.raises(RuleError) as error:
        bind(Secret(), {MEASURE: RATIO})
    assert codes(error) == ["D204"]


def test_a_rule_that_binding_makes_too_large_is_refused() -> None:
    four = parse("attainment(" * 4 + "measure" + ', target=50%, relation="=")' * 4, THE)
    big = bind(four, {MEASURE: RATIO})
    with pytest.raises(RuleError) as error:
        bind(four, {MEASURE: big})
    assert codes(error) == ["D208"]


# walking


def test_walking_goes_into_tables_and_replacing_keeps_what_it_can() -> None:
    rule = parse("bands(ratio, at_most={line: 1, 96%: money / ceiling * points(1)}, otherwise=0)", THE)
    assert [n.path for n in walk(rule) if isinstance(n, Field)] == ["ratio", "money"]
    assert replace(rule, lambda n: None) is rule
    swapped = replace(
        rule, lambda n: Parameter("line", "90%") if isinstance(n, Parameter) and n.name == "line" else None
    )
    assert "line" in render(swapped)
    assert swapped != rule
    assert replace(RATIO, lambda n: ZERO) is ZERO
    with pytest.raises(RuleError) as error:
        replace(rule, lambda n: MONEY if n == RATIO else None)
    assert codes(error) == ["D206"]


# names


def test_names_by_path_and_by_attribute() -> None:
    the = names()
    assert the.budget.total.actual is the["budget.total.actual"]
    assert isinstance(the.projects.actual, Field)
    assert lift(the.projects) == the["projects"] == Rows("projects")
    assert the["projects"].rows_label.en == "projects"
    assert total(1, over=the.projects) == total(ONE, over="projects")
    assert "budget.total.actual" in the
    assert "budget.total" not in the
    assert "tasks.done" in set(the)


@pytest.mark.parametrize(
    ("ask", "near"),
    [
        (lambda the: the["budget.totl.actual"], "budget.total.actual"),
        (lambda the: the.budget.total.actaul, "budget.total.actual"),
        (lambda the: the.projcts, "projects"),
        (lambda the: the["budget.total"], "budget.total.original"),
        (lambda the: lift(the.budget.total), "budget.total.original"),
        (lambda the: the.zzz, "[inputs.名称]"),
    ],
)
def test_an_unknown_name_is_refused_with_what_was_meant(ask: Any, near: str) -> None:
    with pytest.raises(RuleError) as error:
        ask(names())
    (finding,) = error.value.findings
    assert finding.code == "D202"
    assert near in finding.advice.zh


def test_hidden_attributes_are_no_names() -> None:
    for what in (names(), names().budget):
        with pytest.raises(AttributeError):
            what._secret  # noqa: B018


def test_a_parameter_may_stand_among_figures() -> None:
    line = Parameter("line", "95%")
    assert Names([], [line]).line is line


def test_suggestions() -> None:
    assert "linear" in suggestion("linaer", ["linear", "bands"]).en
    assert not suggestion("linaer", [])
    assert suggestion("a", ["a.b", "a.c", "a.d", "a.e"]).zh.count("a.") == 3


# bounds


@pytest.mark.parametrize(
    ("rule", "shown"),
    [
        ("95%", "0.95..0.95"),
        ('ratio("1/3")', "1/3..1/3"),
        ("-2.5", "-2.5..-2.5"),
        ("line", "0.95..0.95"),
        ("number", "-3..10"),
        ("rate", "-∞..∞"),
        ("money", "0..∞"),
        ("debt", "-∞..0"),
        ("rows.number", "-2..2"),
        ("number + rows.number", "-5..12"),
        ("number - rows.number", "-5..12"),
        ("money + debt", "-∞..∞"),
        ("money - debt", "0..∞"),
        ("number * rows.number", "-20..20"),
        ("money * ratio", "0..∞"),
        ("money * number", "-∞..∞"),
        ("money * 2", "0..∞"),
        ("number / 2", "-1.5..5"),
        ("number / (number + 4)", "-3..10"),
        ("people / people", "0.02..50"),
        ("money / (number + 4)", "0..∞"),
        ("points / (ratio + 1)", "0..10"),
        ("ratio / ratio", "0..∞"),
        ("number / ratio", "-∞..∞"),
        ("people / ratio", "1..∞"),
        ("(ratio + 1) / (ratio / ratio + 1)", "0..2"),
        ("debt / money", "-∞..0"),
        ("money / money", "0..∞"),
        ("ratio / rate", "-∞..∞"),
        ("ratio / (ratio - 1)", "-∞..∞"),
        ("min(rate, 1)", "-∞..1"),
        ("max(rate, 0)", "0..∞"),
        ("min(1, max(0, rate))", "0..1"),
        ("min(ratio, 95%)", "0..0.95"),
        ("max(number, rows.number)", "-2..10"),
        ("max(ratio, 95%)", "0.95..1"),
        ("choose(flag, number, 12)", "-3..12"),
        ("choose(flag, rate, 0)", "-∞..∞"),
        ('choose(flag, unknown("x"), ratio)', "0..1"),
        ('choose(flag, ratio, unknown("x"))', "0..1"),
        ("round(ratio, to=30%)", "0..0.9"),
        ('round(number / 4, mode="ceiling")', "0..3"),
        ("floor(rate, to=1%)", "-∞..∞"),
        ("total(rows.money)", "0..∞"),
        ("total(-1 * rows.money)", "-∞..0"),
        ("total(rows.number)", "-∞..∞"),
        ("total(0 * rows.money)", "0..0"),
        ("count(rows)", "0..∞"),
        ("measure", "-∞..∞"),
        ("text", "-∞..∞"),
        ("proportional()", "0..1"),
        ("clamp(rate, low=10%, high=line)", "0.1..0.95"),
        ("deduct(rate, above=100%, each=1%, off=3%)", "0..1"),
    ],
)
def test_bounds(rule: str, shown: str) -> None:
    assert str(bounds(parse(rule, THE))) == shown


@pytest.mark.parametrize(
    "rule", ['unknown("x")', 'unknown("x") + ratio', 'min(unknown("x"), 1)', 'ratio / unknown("x")']
)
def test_what_is_never_known_lies_anywhere(rule: str) -> None:
    found = bounds(parse(rule, THE))
    assert found.empty
    assert found.within(Fraction(2), Fraction(3))


def test_within() -> None:
    assert Interval(Fraction(0), Fraction(1)).within(Fraction(0), Fraction(1))
    assert not Interval(Fraction(0), Fraction(2)).within(Fraction(0), Fraction(1))
    assert not Interval(Fraction(-1), Fraction(1)).within(Fraction(0), Fraction(1))
    assert not Interval(None, Fraction(1)).within(Fraction(0), Fraction(1))
    assert not Interval(Fraction(0), None).within(Fraction(0), Fraction(1))


# words


@pytest.mark.parametrize(
    ("rule", "zh", "en"),
    [
        ("95%", "95%", "95%"),
        ("2.5亿元", "2.5 亿元", "2.5 亿元"),
        ("12.5万元", "12.5 万元", "12.5 万元"),
        ("3元", "3 元", "3 元"),
        ('ratio("1/3")', "100/3%", "100/3%"),
        ("true", "是", "yes"),
        ("false", "否", "no"),
        ('"优"', "优", "优"),
        ("2021-12-31", "2021-12-31", "2021-12-31"),
        ("line", "95%", "95%"),
        ("rows", "rows", "rows"),
        ("measure", "指标值", "the measure"),
        ("full", "满分", "full marks"),
        ("ratio + 5% * ratio", "〔ratio〕 ＋ 5% × 〔ratio〕", "<ratio> + 5% × <ratio>"),
        ("(ratio + 5%) * ratio", "（〔ratio〕 ＋ 5%） × 〔ratio〕", "(<ratio> + 5%) × <ratio>"),
        ("1 - (ratio - 5%)", "1 － （〔ratio〕 － 5%）", "1 − (<ratio> − 5%)"),
        ("ratio / (ratio / 2)", "〔ratio〕 ÷ （〔ratio〕 ÷ 2）", "<ratio> ÷ (<ratio> ÷ 2)"),
        ("ratio = 1", "〔ratio〕 ＝ 1", "<ratio> = 1"),
        ("flag = (ratio > 0)", "〔flag〕 ＝ （〔ratio〕 > 0）", "<flag> = (<ratio> > 0)"),
        ("not (flag and flag)", "非（〔flag〕 且 〔flag〕）", "not (<flag> and <flag>)"),
        ("flag or flag and flag", "〔flag〕 或 〔flag〕 且 〔flag〕", "<flag> or <flag> and <flag>"),
        ("(flag or flag) and flag", "（〔flag〕 或 〔flag〕） 且 〔flag〕", "(<flag> or <flag>) and <flag>"),
        ("choose(flag, 1, 2)", "若〔flag〕，则取 1；否则取 2", "if <flag>: 1; else 2"),
        ("min(1, number)", "1、〔number〕中的较小者", "the smaller of 1 and <number>"),
        (
            "max(money - ceiling, ceiling - money) / ceiling",
            "（（〔money〕 － 12.5 万元）、（12.5 万元 － 〔money〕）中的较大者） ÷ 12.5 万元",
            "(the greater of (<money> − 12.5 万元) and (12.5 万元 − <money>)) ÷ 12.5 万元",
        ),
        (
            "1 - round(ratio, to=1%) * proportional(ratio)",
            "1 － （〔ratio〕取整到 1%） × （按比例得分，至多满分）",
            "1 − (<ratio> rounded to 1%) × (in proportion, at most full marks)",
        ),
        (
            "choose(flag, choose(not flag, ratio, 2%), choose(is_missing(ratio), 3%, proportional(ratio)))",
            "若〔flag〕，则（若非〔flag〕，则取〔ratio〕；否则取 2%）；"
            "否则若〔ratio〕未填报，则取 3%；否则按比例得分，至多满分",
            "if <flag>: (if not <flag>: <ratio>; else 2%); else if <ratio> is not given: 3%; "
            "else in proportion, at most full marks",
        ),
        ("not is_missing(ratio)", "〔ratio〕已填报", "<ratio> is given"),
        (
            "total(rows.money, where=rows.flag) / total(rows.money)",
            "（〔rows.flag〕的〔rows.money〕合计） ÷ 〔rows.money〕合计",
            "(total of <rows.money> where <rows.flag>) ÷ total of <rows.money>",
        ),
        ("max(1, number)", "1、〔number〕中的较大者", "the greater of 1 and <number>"),
        ("round(number, to=5)", "〔number〕取整到 5", "<number> rounded to 5"),
        ('round(number, mode="up")', "〔number〕进位到整 1", "<number> rounded up to whole 1"),
        ("floor(number)", "〔number〕舍去到整 1", "<number> rounded down to whole 1"),
        ('round(number, mode="half_even")', "〔number〕取整到 1", "<number> rounded to 1"),
        ("total(rows.money)", "〔rows.money〕合计", "total of <rows.money>"),
        (
            "total(rows.money, where=rows.flag)",
            "〔rows.flag〕的〔rows.money〕合计",
            "total of <rows.money> where <rows.flag>",
        ),
        ("total(1, over=rows)", "rows行数", "the number of rows"),
        ("total(1, where=rows.flag)", "〔rows.flag〕的rows行数", "the number of rows where <rows.flag>"),
        ("is_missing(ratio)", "〔ratio〕未填报", "<ratio> is not given"),
        ('unknown("x")', "没有规定", "not laid down"),
        ("proportional()", "按比例得分，至多满分", "in proportion, at most full marks"),
    ],
)
def test_words(rule: str, zh: str, en: str) -> None:
    said = words(parse(rule, THE))
    assert (said["zh"], said["en"]) == (zh, en)


def test_a_leaf_may_put_its_own_words_in() -> None:
    said = phrase(parse("money / ceiling", THE), lambda n: Text("甲", "A") if n == MONEY else None)
    assert (said.zh, said.en) == ("甲 ÷ 12.5 万元", "A ÷ 12.5 万元")


def test_a_figure_without_a_label_is_called_by_its_path() -> None:
    assert words(Field("a.b", Type("ratio")))["en"] == "a.b"
    assert words(Rows("rows", Text("项目", "projects")))["en"] == "projects"


def test_what_is_no_node_has_no_text_form() -> None:
    with pytest.raises(TypeError):
        render(Text("x"))  # type: ignore[arg-type]


# sources


def test_a_source_has_one_of_four_states() -> None:
    assert Source("x").status == "published"
    assert [Source("x", s).status for s in STATUSES] == list(STATUSES)
    with pytest.raises(ValueError, match="guess"):
        Source("x", "guess")  # type: ignore[arg-type]
