"""What holds of every rule: text and rule undo each other, values keep within bounds, lowering keeps the meaning."""

from fractions import Fraction

import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st
from tests.expressions.meaning import value_of
from tests.expressions.rules import NUMERIC, THE, rules, worlds

from perfeval.expressions import (
    MEASURE,
    Expr,
    Field,
    Function,
    Placeholder,
    Trend,
    Type,
    Unknown,
    bounds,
    lowered,
    parse,
    render,
    replace,
    trend,
    walk,
    words,
)
from perfeval.findings import LANGUAGES, RuleError

pytestmark = pytest.mark.slow

MANY = settings(max_examples=100, deadline=None)
PIECES = [
    *'()+-*/<>={},:"\\%.０９',
    " ",
    "not ",
    "and",
    " or ",
    "=",
    "<=",
    "95%",
    "0.95",
    "12.5万元",
    "2021-12-31",
    "2021-02-30",
]
PIECES += [
    "measure",
    "rows",
    "rows.flag",
    "ratio",
    "ratoi",
    "linear",
    "(",
    "bands",
    "choose",
    "total",
    "full=",
    "{",
    "}",
    ":",
    "level",
]
PIECES += [
    "at_most=",
    "steps=",
    '"up"',
    "min(",
    "points(",
    "'",
    "（",
    "≥",
    "９",
    "\n",
    "\x00",
    "é",
    "_",
    "1e5",
    "unknown",
    "mode=",
]


@MANY
@given(rules())
def test_text_and_rule_undo_each_other(rule: Expr) -> None:
    text = render(rule)
    again = parse(text, THE)
    assert again == rule
    assert hash(again) == hash(rule)
    assert again.type == rule.type
    assert render(again) == text


def read(text: str) -> Expr | None:
    """The rule, None for a text that is refused as every text that is no rule should be."""
    try:
        return parse(text, THE)
    except RuleError as error:
        faults = error.findings
    assert faults
    for finding in faults:
        assert finding.location[0] == ":"
        assert 1 <= int(finding.location[1:]) <= len(text) + 1
    return None


@MANY
@given(rules(), st.data())
def test_a_text_with_slips_is_a_rule_or_refused(rule: Expr, data: st.DataObject) -> None:
    text = render(rule)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        gone = data.draw(st.integers(0, 4))
        text = text[:at] + data.draw(st.sampled_from(["", *PIECES])) + text[at + gone :]
    found = read(text)
    assert found is None or parse(render(found), THE) == found


@MANY
@given(st.text(max_size=40) | st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_any_text_is_a_rule_or_refused(text: str) -> None:
    found = read(text)
    assert found is None or parse(render(found), THE) == found


@settings(MANY, max_examples=200)
@given(rules(NUMERIC, placeholders=False), st.data())
def test_a_value_lies_within_the_bounds_of_its_rule(rule: Expr, data: st.DataObject) -> None:
    value = value_of(rule, *data.draw(worlds(rule)))
    found = bounds(rule)
    if value is not None:
        assert not found.empty
        assert found.low is None or found.low <= value
        assert found.high is None or value <= found.high


@settings(MANY, max_examples=200)
@given(rules(NUMERIC, placeholders=False), st.data())
def test_a_rule_goes_no_way_that_its_trend_rules_out(rule: Expr, data: st.DataObject) -> None:
    figures = [n for n in walk(lowered(rule)) if isinstance(n, Field) and n.type.kind in NUMERIC and not n.type.table]
    figure = data.draw(st.sampled_from(figures or [Field("apart", Type("ratio"))]))
    given, tables = data.draw(worlds(rule))
    low, high = figure.low if figure.low is not None else -50, figure.high if figure.high is not None else 50
    less, more = sorted(data.draw(st.tuples(*[st.fractions(low, high, max_denominator=6)] * 2)))
    first, second = (value_of(rule, {**given, figure.path: value}, tables) for value in (less, more))
    if first is not None and second is not None:
        found = trend(rule, figure)
        assert found.rises or second <= first
        assert found.falls or second >= first


@pytest.mark.parametrize(
    ("rule", "rises", "falls"),
    [
        ("linear(measure, full=95%)", True, False),
        ("linear(measure, full=0%, zero=20%)", False, True),
        ("bands(at_least={90%: 3, 80%: 2}, otherwise=0)", True, False),
        ("bands(at_most={5%: 3, 10%: 2}, otherwise=0)", False, True),
        ("bands(at_most={5%: 3, 10%: 2}, otherwise=4)", True, True),
        ('deduct(above=100%, each=1%, off=5%, steps="up")', False, True),
        ("deduct(below=100%, each=1%, off=5%)", True, False),
        ("choose(not measure > 80%, 5, 5)", False, False),
        ("choose(measure < 50% or measure < 80%, 0, 5)", True, False),
        ("choose(measure = 80%, 0, 5)", True, True),
        ("choose(ratio > 50%, measure, 100% - measure)", True, True),
        ('choose(measure > 50%, unknown("not laid down"), 100%)', False, False),
        ("1 / measure", False, True),
        ("100% / (0% - 100% - measure)", True, False),
        ("measure / (1 + measure)", True, True),
        ("measure * measure", True, False),
        ("measure * (0 - 2)", False, True),
        ("ratio", False, False),
        ("rate / ratio", False, False),
    ],
)
def test_the_trend_of_a_rule(rule: str, rises: bool, falls: bool) -> None:
    measure = Field("m", Type("ratio"), low=Fraction(0))
    made = replace(parse(rule, THE), lambda node: measure if node == MEASURE else None)
    assert trend(made, measure) == Trend(rises, falls)


@MANY
@given(rules())
def test_lowering_leaves_no_function_and_the_type(rule: Expr) -> None:
    low = lowered(rule)
    assert not any(isinstance(node, Function) for node in walk(low))
    assert lowered(low) == low
    assert low.type == rule.type
    assert bounds(low) == bounds(rule)


@MANY
@given(rules(placeholders=False), st.data())
def test_an_unknown_in_a_figures_place_is_unknown_too(rule: Expr, data: st.DataObject) -> None:
    figures, tables = data.draw(worlds(rule))
    try:
        gone = replace(rule, lambda n: Unknown("gone") if getattr(n, "path", None) in figures else None)
    except RuleError:  # an unknown brings no unit, and without it a number may stand bare
        reject()
    assert value_of(gone, figures, tables) == value_of(rule, dict.fromkeys(figures), tables)


@MANY
@given(rules())
def test_every_rule_has_words_in_both_languages(rule: Expr) -> None:
    said = words(rule)
    assume(not any(isinstance(n, Placeholder) for n in walk(rule)))
    for lang in LANGUAGES:
        assert "{" not in said[lang] or "{" in render(rule)
