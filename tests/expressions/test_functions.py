"""Each function against its definition, worked out with plain fractions; its words; its arguments."""

from collections.abc import Callable
from fractions import Fraction
from functools import reduce
from typing import Any

import pytest
from attrs import field, fields, frozen
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.expressions.meaning import value_of
from tests.expressions.rules import THE

from perfeval.expressions import (
    BUILTIN,
    FUNCTIONS,
    TRUE,
    Const,
    Expr,
    Function,
    Parameter,
    Rows,
    RuleFunction,
    attainment,
    award,
    bands,
    bounds,
    clamp,
    count,
    deduct,
    degree,
    judged,
    lift,
    linear,
    literal,
    optional,
    pairs,
    parse,
    place,
    proportional,
    render,
    share_of,
    weighted_mean,
)
from perfeval.expressions.functions.function import given as required
from perfeval.expressions.functions.function import subject
from perfeval.findings import LANGUAGES, RuleError, Text
from perfeval.model import names

SOME = settings(max_examples=40, deadline=None)
NUMBERS = st.fractions(-3, 3, max_denominator=20) | st.sampled_from([Fraction(0), Fraction(1), Fraction(1, 3)])
SHARES = st.fractions(0, 1, max_denominator=20)


def ratio(value: Fraction) -> Const:
    return Const(value, "ratio")


def held(value: Fraction, low: Fraction = Fraction(0), high: Fraction = Fraction(1)) -> Fraction:
    return min(high, max(low, value))


def refused(make: Callable[[], Any]) -> str:
    """The function that the error names."""
    with pytest.raises(RuleError) as error:
        make()
    (finding,) = error.value.findings
    assert finding.code == "D206"
    return finding.message.en.partition(":")[0]


# clamp, proportional, linear


@SOME
@given(NUMBERS, NUMBERS, NUMBERS)
def test_clamp(value: Fraction, low: Fraction, high: Fraction) -> None:
    rule = clamp(ratio(value), low=ratio(low), high=ratio(high))
    assert value_of(rule) == min(high, max(low, value))
    assert value_of(clamp(ratio(value))) == held(value)


@SOME
@given(NUMBERS)
def test_proportional(value: Fraction) -> None:
    assert value_of(proportional(ratio(value))) == held(value)


@SOME
@given(NUMBERS, NUMBERS, NUMBERS)
def test_linear(value: Fraction, full: Fraction, zero: Fraction) -> None:
    assume(full != zero)
    rule = linear(ratio(value), full=ratio(full), zero=ratio(zero))
    assert value_of(rule) == held((value - zero) / (full - zero))
    assert bounds(rule).within(Fraction(0), Fraction(1))


@pytest.mark.parametrize(
    ("value", "full", "zero", "share"),
    [
        ("82.14%", "95%", "0%", Fraction("0.8214") / Fraction("0.95")),
        ("95%", "95%", "0%", 1),
        ("96%", "95%", "0%", 1),
        ("0%", "95%", "0%", 0),
        ("10%", "0%", "30%", Fraction(2, 3)),
        ("30%", "0%", "30%", 0),
        ("31%", "0%", "30%", 0),
        ("-5%", "0%", "30%", 1),
        (4, 5, 0, Fraction(4, 5)),
        ("3万元", "4万元", "0元", Fraction(3, 4)),
    ],
)
def test_linear_at_its_edges(value: Any, full: Any, zero: Any, share: Any) -> None:
    assert value_of(linear(lift(value), full=full, zero=zero)) == share


def test_linear_and_deduct_take_a_bare_number_beside_a_quantity() -> None:
    tasks = count(THE["rows.flag"])
    tables = {"rows": [{"rows.flag": n < 3} for n in range(5)]}
    five = Parameter("five", 5)
    for full in (5, Const(Fraction(5), "quantity"), five):
        rule = linear(tasks, full=full)
        assert rule.type.kind == "ratio"
        assert value_of(rule, tables=tables) == Fraction(3, 5)
    for each in (1, Const(Fraction(1), "quantity"), Parameter("one", 1)):
        rule = deduct(tasks, below=five, each=each, off=2, full=Const(Fraction(10), "points"))
        assert rule.type.kind == "ratio"
        assert value_of(rule, tables=tables) == Fraction(6, 10)
    assert value_of(linear(THE["points"], full=8), {"points": Fraction(2)}) == Fraction(1, 4)


# bands


@SOME
@given(
    NUMBERS,
    st.lists(st.tuples(NUMBERS, SHARES), min_size=1, max_size=5, unique_by=lambda band: band[0]),
    SHARES,
    st.booleans(),
)
def test_bands(value: Fraction, bands_: list[tuple[Fraction, Fraction]], otherwise: Fraction, at_least: bool) -> None:
    ordered = sorted(bands_, reverse=at_least)
    nodes = [(ratio(edge), ratio(share)) for edge, share in ordered]
    rule = bands(ratio(value), **{"at_least" if at_least else "at_most": nodes}, otherwise=ratio(otherwise))
    reached = [share for edge, share in ordered if (value >= edge if at_least else value <= edge)]
    assert value_of(rule) == (reached[0] if reached else otherwise)


@pytest.mark.parametrize(
    ("change", "points"),
    [
        ("-1%", 3),
        ("0%", 3),
        ("0.01%", 2),
        ("10%", 2),
        ("10.01%", 1),
        ("20%", 1),
        ("30%", Fraction(1, 2)),
        ("30.0001%", 0),
        ("300%", 0),
    ],
)
def test_bands_hold_their_edge(change: str, points: Any) -> None:
    rule = bands(lift(change), at_most={"0%": 3, "10%": 2, "20%": 1, "30%": "0.5"}, otherwise=0)
    assert rule.type.kind == "points"
    assert value_of(rule) == points


@pytest.mark.parametrize(("rate", "level"), [("95%", "A"), ("90%", "A"), ("89.99%", "B"), ("60%", "B"), ("59%", "C")])
def test_bands_of_levels(rate: str, level: str) -> None:
    rule = bands(lift(rate), at_least={"90%": "A", "60%": "B"}, otherwise="C")
    assert rule.type.options == ("A", "B", "C")
    assert value_of(rule) == level


def test_bands_over_dates() -> None:
    rule = parse("bands(2024-03-01, at_most={2024-02-29: 2, 2024-03-31: 1}, otherwise=0)", THE)
    assert value_of(rule) == 1


# deduct


@SOME
@given(
    NUMBERS,
    NUMBERS,
    st.fractions(Fraction(1, 100), 1, max_denominator=100),
    st.fractions(Fraction(1, 10), 3, max_denominator=10),
    st.sampled_from(["exact", "up", "down"]),
    st.booleans(),
    st.booleans(),
)
def test_deduct(
    value: Fraction, limit: Fraction, each: Fraction, off: Fraction, steps: str, above: bool, share: bool
) -> None:
    rule = deduct(
        ratio(value),
        **{"above" if above else "below": ratio(limit)},
        each=ratio(each),
        off=ratio(off) if share else Const(off, "points"),
        steps=steps,
        full=Const(Fraction(5), "points"),
    )
    beyond = max(Fraction(0), (value - limit if above else limit - value) / each)
    whole = beyond.numerator // beyond.denominator
    counted = {"exact": beyond, "down": Fraction(whole), "up": Fraction(whole + (beyond != whole))}[steps]
    assert value_of(rule) == max(0, 1 - counted * (off if share else off / 5))
    assert bounds(rule).within(Fraction(0), Fraction(1))


@pytest.mark.parametrize(
    ("rate", "exact", "up", "down"),
    [
        ("99%", "5", "5", "5"),
        ("100%", "5", "5", "5"),
        ("100.2%", "4.9", "4.5", "5"),
        ("101%", "4.5", "4.5", "4.5"),
        ("101.5%", "4.25", "4", "4.5"),
        ("109.9%", "0.05", "0", "0.5"),
        ("110%", "0", "0", "0"),
        ("250%", "0", "0", "0"),
    ],
)
def test_deduct_half_a_point_for_each_percentage_point(rate: str, exact: str, up: str, down: str) -> None:
    for steps, points in (("exact", exact), ("up", up), ("down", down)):
        rule = deduct(lift(rate), above="100%", each="1%", off="0.5", steps=steps, full=Const(Fraction(5), "points"))
        assert value_of(rule) * 5 == Fraction(points)


# attainment


@SOME
@given(
    NUMBERS,
    st.fractions(0, 3, max_denominator=20),
    st.sampled_from([">=", "<=", "="]),
    st.sampled_from(["unknown", "none", "inverse", "double"]),
)
def test_attainment(actual: Fraction, target: Fraction, relation: str, missed: str) -> None:
    rule = attainment(lift(actual), target=lift(target), relation=relation, missed_at_most=missed)
    if relation == "<=":
        met = actual <= target
        variants = {
            "unknown": lambda: None,
            "none": lambda: Fraction(0),
            "inverse": lambda: held(target / actual),
            "double": lambda: None if target == 0 else held(1 - (actual - target) / target),
        }
        share = Fraction(1) if met else variants[missed]()
    elif relation == "=" and target == 0:
        share = Fraction(actual <= 0)
    else:
        share = Fraction(1) if actual >= target else None if target == 0 else held(actual / target)
    assert value_of(rule) == share
    assert bounds(rule).within(Fraction(0), Fraction(1))


@pytest.mark.parametrize(
    ("actual", "target", "relation", "missed", "share"),
    [
        (3, 4, ">=", "unknown", Fraction(3, 4)),
        (5, 4, ">=", "unknown", 1),
        (-1, 4, ">=", "unknown", 0),
        (-4, -5, ">=", "unknown", 1),
        (-10, -5, ">=", "unknown", None),  # a quotient would give full marks
        (-10, -5, "=", "inverse", None),
        (4, 4, "<=", "unknown", 1),
        (6, 4, "<=", "unknown", None),
        (6, 4, "<=", "none", 0),
        (6, 4, "<=", "inverse", Fraction(2, 3)),
        (6, 4, "<=", "double", Fraction(1, 2)),
        (8, 4, "<=", "double", 0),
        (9, 4, "<=", "double", 0),
        (3, -5, "<=", "inverse", None),
        (-3, -5, "<=", "double", None),
        (-3, -5, "<=", "none", 0),
        (1, 0, "<=", "inverse", 0),
        (1, 0, "<=", "double", None),
        (0, 0, "=", "unknown", 1),
        (-1, 0, "=", "unknown", 1),
        (1, 0, "=", "inverse", 0),
        ("3万元", "6万元", ">=", "unknown", Fraction(1, 2)),
        ("48%", "96%", ">=", "unknown", Fraction(1, 2)),
    ],
)
def test_attainment_where_it_turns(actual: Any, target: Any, relation: str, missed: str, share: Any) -> None:
    rule = attainment(lift(actual), target=target, relation=relation, missed_at_most=missed)
    assert value_of(rule) == share


# degree


@pytest.mark.parametrize(
    ("tier", "value", "share"),
    [
        ("met", "100%", 1),
        ("met", "80%", Fraction(4, 5)),
        ("met", "79.99%", None),
        ("met", "100.01%", None),
        ("partly", "80%", None),
        ("partly", "79.99%", Fraction(7999, 10000)),
        ("partly", "60%", Fraction(3, 5)),
        ("not", "60%", None),
        ("not", "0%", 0),
        ("not", "-1%", None),
        ("other", "90%", None),
    ],
)
def test_degree_lies_in_its_tier(tier: str, value: str, share: Any) -> None:
    rule = degree(lift(value), tier=Const(tier, "text"), floors={"met": "80%", "partly": "60%", "not": "0%"})
    assert value_of(rule) == share
    assert bounds(rule).within(Fraction(0), Fraction(1))


def test_judged() -> None:
    assert value_of(judged(judgement=Const(Fraction(7), "points"))) == 7


# over rows


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "rows.flag": st.booleans(),
            "rows.number": st.just(Fraction(1)),
            "rows.ratio": SHARES,
            "rows.money": st.fractions(0, 100, max_denominator=4),
        }
    ),
    max_size=4,
)


@SOME
@given(ROWS)
def test_count_and_share(rows: list[dict[str, Any]]) -> None:
    tables, done = {"rows": rows}, THE["rows.flag"]
    held_ = [r for r in rows if r["rows.flag"]]
    assert value_of(count(Rows("rows")), tables=tables) == len(rows)
    assert value_of(count(done), tables=tables) == len(held_)
    assert value_of(share_of(done), tables=tables) == (Fraction(len(held_), len(rows)) if rows else None)
    whole = sum(r["rows.money"] for r in rows)
    part = sum(r["rows.money"] for r in held_)
    assert value_of(share_of(done, by=THE["rows.money"]), tables=tables) == (part / whole if whole else None)
    some = THE["rows.ratio"] > "50%"
    kept = [r for r in rows if r["rows.ratio"] > Fraction(1, 2)]
    both = [r for r in kept if r["rows.flag"]]
    found = value_of(share_of(done, where=some), tables=tables)
    assert found == (Fraction(len(both), len(kept)) if kept else None)


@SOME
@given(ROWS)
def test_weighted_mean(rows: list[dict[str, Any]]) -> None:
    score, by, where = THE["rows.ratio"], THE["rows.money"], ~THE["rows.flag"]
    kept = [r for r in rows if not r["rows.flag"]]
    whole = sum(r["rows.money"] for r in kept)
    mean = sum(r["rows.ratio"] * r["rows.money"] for r in kept) / whole if whole else None
    rule = weighted_mean(score, by=by, where=where)
    assert rule.type.kind == "ratio"
    assert value_of(rule, tables={"rows": rows}) == mean
    amounts = weighted_mean(by, by=THE["rows.money"], where=where)
    assert amounts.type.kind == "money"
    squares = sum(r["rows.money"] ** 2 for r in kept)
    assert value_of(amounts, tables={"rows": rows}) == (squares / whole if whole else None)


def test_no_table_is_unknown_and_an_empty_one_counts_none() -> None:
    done = THE["rows.flag"]
    assert value_of(count(done)) is None
    assert value_of(share_of(done)) is None
    assert value_of(count(done), tables={"rows": []}) == 0
    assert value_of(share_of(done), tables={"rows": []}) is None


def test_an_unknown_row_that_is_kept_makes_the_whole_unknown() -> None:
    rule = weighted_mean(THE["rows.ratio"], by=THE["rows.money"], where=THE["rows.flag"])
    row = {"rows.ratio": Fraction(1, 2), "rows.money": Fraction(4), "rows.flag": True}
    gone = {"rows.ratio": None, "rows.money": None}
    assert value_of(rule, tables={"rows": [row, {**gone, "rows.flag": False}]}) == Fraction(1, 2)
    assert value_of(rule, tables={"rows": [row, {**gone, "rows.flag": True}]}) is None
    assert value_of(rule, tables={"rows": [row, {**row, "rows.flag": None}]}) is None


# arguments


@pytest.mark.parametrize(
    ("make", "function"),
    [
        (lambda: linear(full=1, zero=1), "linear"),
        (lambda: linear(full=0), "linear"),
        (lambda: linear(THE["ratio"], full="0.95"), "linear"),
        (lambda: linear(THE["ratio"], full=95), "linear"),
        (lambda: linear(THE["ratio"], full="12万元"), "linear"),
        (lambda: linear(THE["money"], full="12万元", zero=1), "linear"),
        (lambda: linear(THE["text"], full=1), "linear"),
        (lambda: linear(full=Parameter("a", "5%"), zero="5%"), "linear"),
        (lambda: clamp(THE["money"]), "clamp"),
        (lambda: clamp(THE["ratio"], high=2), "clamp"),
        (lambda: proportional(THE["money"]), "proportional"),
        (lambda: proportional(THE["flag"]), "proportional"),
        (lambda: proportional(THE["number"]), "proportional"),
        (lambda: proportional(THE["points"]), "proportional"),
        (lambda: proportional(lift("0.95")), "proportional"),
        (lambda: bands(otherwise=0), "bands"),
        (lambda: bands(at_least={"1%": 1}, at_most={"1%": 1}, otherwise=0), "bands"),
        (lambda: bands(at_least={"1%": 1, "2%": 2}, otherwise=0), "bands"),
        (lambda: bands(at_most={"2%": 1, "1%": 2}, otherwise=0), "bands"),
        (lambda: bands(at_most=[("2%", 1), ("2%", 2)], otherwise=0), "bands"),
        (lambda: bands(THE["ratio"], at_most={"0.5": 1}, otherwise=0), "bands"),
        (lambda: bands(THE["ratio"], at_most={"5%": 1}, otherwise="1%"), "bands"),
        (lambda: bands(THE["ratio"], at_most={"5%": "A"}, otherwise=0), "bands"),
        (lambda: bands(THE["text"], at_most={"5%": 1}, otherwise=0), "bands"),
        (lambda: deduct(each="1%", off=1), "deduct"),
        (lambda: deduct(above="1%", below="2%", each="1%", off=1), "deduct"),
        (lambda: deduct(above="1%", each="0%", off=1), "deduct"),
        (lambda: deduct(above="1%", each="-1%", off=1), "deduct"),
        (lambda: deduct(above="1%", each="1%", off=0), "deduct"),
        (lambda: deduct(above="1%", each="1%", off=1, steps="half"), "deduct"),
        (lambda: deduct(THE["ratio"], above="1%", each="1%", off="1元", full=Const(Fraction(5), "points")), "deduct"),
        (lambda: deduct(THE["money"], above="1%", each="1%", off=1), "deduct"),
        (lambda: attainment(lift(1), target=2, relation=">=", missed_at_most="half"), "attainment"),
        (lambda: attainment(lift(1), target="2%", relation=">="), "attainment"),
        (lambda: attainment(lift(1), target=2, relation=5), "attainment"),
        (lambda: attainment(lift(1), target=2, relation=THE["flag"]), "attainment"),
        (lambda: degree(lift("5%"), tier="a", floors={"a": "50%", "b": "50%"}), "degree"),
        (lambda: degree(lift("5%"), tier="a", floors={"a": "50%", "b": "60%"}), "degree"),
        (lambda: degree(lift("5%"), tier="a", floors={"a": "0.5"}), "degree"),
        (lambda: degree(lift("5%"), tier=THE["relation"], floors={"a": "50%"}), "degree"),
        (lambda: count(THE["flag"]), "count"),
        (lambda: count(THE["rows.money"]), "count"),
        (lambda: count(5), "count"),
        (lambda: share_of(THE["flag"]), "share_of"),
        (lambda: share_of(Rows("rows")), "share_of"),
        (lambda: share_of(THE["rows.flag"], by=THE["others.money"]), "share_of"),
        (lambda: share_of(THE["rows.flag"], by=THE["rows.text"]), "share_of"),
        (lambda: share_of(THE["rows.flag"], where=THE["others.flag"]), "share_of"),
        (lambda: weighted_mean(THE["ratio"], by=THE["money"]), "weighted_mean"),
        (lambda: weighted_mean(THE["rows.ratio"], by=THE["others.money"]), "weighted_mean"),
        (lambda: weighted_mean(THE["rows.text"], by=THE["rows.money"]), "weighted_mean"),
        (lambda: weighted_mean(THE["rows.ratio"], by=THE["rows.money"], where=THE["rows.ratio"]), "weighted_mean"),
    ],
)
def test_wrong_arguments_name_the_function(make: Callable[[], Any], function: str) -> None:
    assert refused(make) == function


def test_the_innermost_function_is_named() -> None:
    assert refused(lambda: clamp(linear(THE["ratio"], full=95))) == "linear"
    assert refused(lambda: Doubled(of=THE["text"])) == "Doubled"
    assert refused(lambda: Doubled(of=THE["flag"])) == "Doubled"


@frozen(order=False)
class Doubled(Function):
    """A stranger's function, in terms of another function, without an example."""

    of: Expr = required()
    value: Expr = subject()

    def lower(self) -> Expr:
        return linear(self.of * 2, full="50%")


def test_a_strangers_function() -> None:
    assert RuleFunction(Doubled).name == "Doubled"
    assert value_of(Doubled(of="10%")) == Fraction(2, 5)
    assert parse("Doubled(of=10%)", THE, {"Doubled": Doubled}) == Doubled(of="10%")
    with pytest.raises(NotImplementedError):
        Doubled(of="10%").sentence()
    with pytest.raises(NotImplementedError):
        type("Empty", (Function,), {})()


@frozen(order=False)
class Stepped(Function):
    """A stranger's function with a table of awards, a table by words, and an argument that may be left out."""

    example = "Stepped(steps={10%: 3})"
    value: Expr = subject()
    steps: tuple[tuple[Expr, Expr], ...] = pairs(awards=True)
    named: tuple[tuple[Expr, Expr], ...] = pairs((), texts=True)
    least: Expr | None = optional()

    def lower(self) -> Expr:
        return bands(self.value, at_most=self.steps, otherwise=self.least or 0)


def test_a_strangers_tables_are_written_and_read_back() -> None:
    functions = {"Stepped": Stepped}
    text = 'Stepped(ratio, steps={10%: 3, 20%: points}, named={"95": 3}, least=points("1"))'
    with pytest.raises(RuleError) as error:  # `or` is no way to ask whether a rule was given
        parse(text, THE, functions)
    assert [f.code for f in error.value.findings] == ["D206"]
    rule = parse('Stepped(ratio, steps={10%: 3, 20%: points}, named={"95": points("3")})', THE, functions)
    assert rule == Stepped(
        THE["ratio"], steps={"10%": 3, "20%": THE["points"]}, named={"95": Const(Fraction(3), "points")}
    )
    assert parse(render(rule), THE, functions) == rule
    assert value_of(rule, {"ratio": Fraction(1, 20)}) == 3
    for wrong in (
        "Stepped(steps=3)",
        "Stepped(steps={0%: 1}, named=3)",
        "Stepped(steps={0%: 1}, least={0%: 1})",
        "Stepped()",
    ):
        with pytest.raises(RuleError) as error:
            parse(wrong, THE, functions)
        assert [f.code for f in error.value.findings] == ["D206"]


def test_awards() -> None:
    assert award(3) == Const(Fraction(3), "points")
    assert award("60%") == Const(Fraction(3, 5), "ratio")
    assert award("A") == Const("A", "text")
    assert award(Const(Fraction(3), "quantity")).kind == "quantity"  # type: ignore[attr-defined]


def test_literals_and_places() -> None:
    assert literal(lift("5%")) == Fraction(1, 20)
    assert literal(Parameter("x", "5%")) == Fraction(1, 20)
    assert literal(THE["ratio"]) is None
    assert place(THE["rows.money"]) == "rows.money"
    assert place(TRUE) == ""


# words


@pytest.mark.parametrize(
    ("rule", "zh", "en"),
    [
        ('attainment(number, target=times, relation="<=")', ["没有规定"], ["nothing is laid down"]),
        ('attainment(number, target=3, relation="<=", missed_at_most="none")', ["不得分"], ["none"]),
        ('attainment(number, target=3, relation="<=", missed_at_most="inverse")', ["÷"], ["÷"]),
        ('attainment(number, target=3, relation="<=", missed_at_most="double")', ["两倍"], ["twice"]),
        ("bands(at_least={90%: 5, 80%: 4.5}, otherwise=1)", ["≥ 90%", "4.5", "1"], ["≥ 90%: 5", "4.5", "else 1"]),
        ("bands(at_most={0%: 3, line: 2}, otherwise=0)", ["≤ 0%", "≤ 95%"], ["≤ 0%: 3", "≤ 95%: 2"]),
        ("clamp(low=5%, high=line)", ["5%", "95%"], ["5%", "95%"]),
        ("count(rows)", ["rows"], ["rows"]),
        ("count(rows.money > 3万元)", ["〔rows.money〕", "3 万元"], ["<rows.money>", "3 万元"]),
        ("deduct(above=100%, each=1%, off=0.5)", ["100%", "1%", "0.5"], ["100%", "1%", "0.5"]),
        ('deduct(below=90%, each=2%, off=3, steps="up")', ["90%", "2%", "3", "按一个计"], ["90%", "2%", "3", "whole"]),
        ('deduct(below=90%, each=2%, off=3, steps="down")', ["不计"], ["completed"]),
        ('degree(ratio, tier=text, floors={"good": 80%, "poor": 0%})', ["good", "80%", "0%"], ["good", "80%", "0%"]),
        ("judged()", ["评定"], ["judgement"]),
        ("linear(full=95%)", ["95%"], ["95%"]),
        ("linear(full=0%, zero=30%)", ["0%", "30%"], ["0%", "30%"]),
        ("linear(full=line, zero=60%)", ["95%", "60%"], ["95%", "60%"]),
        ("proportional()", ["比例"], ["proportion"]),
        ("share_of(rows.flag)", ["〔rows.flag〕", "rows"], ["<rows.flag>", "rows"]),
        ("share_of(rows.flag, by=rows.money)", ["〔rows.money〕"], ["<rows.money>"]),
        (
            "weighted_mean(rows.ratio, by=rows.money)",
            ["〔rows.ratio〕", "〔rows.money〕"],
            ["<rows.ratio>", "<rows.money>"],
        ),
    ],
)
def test_sentences_hold_their_figures(rule: str, zh: list[str], en: list[str]) -> None:
    made = parse(rule, THE)
    assert isinstance(made, Function)
    said = made.sentence()
    assert [part for part in zh if part not in said.zh] == []
    assert [part for part in en if part not in said.en] == []


# the vocabulary


def test_the_vocabulary() -> None:
    assert list(FUNCTIONS) == sorted(FUNCTIONS)
    assert {f.node for f in BUILTIN} == set(FUNCTIONS.values())
    assert set(FUNCTIONS) == {
        *("attainment", "bands", "clamp", "count", "deduct", "degree", "judged", "linear"),
        *("proportional", "share_of", "weighted_mean"),
    }


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_is_told_in_full(name: str) -> None:
    node = FUNCTIONS[name]
    assert node.summary.zh
    assert node.summary.en
    assert node.summary.zh != node.summary.en
    assert node.__doc__
    assert "Example:" in node.__doc__
    assert node.lower.__doc__
    assert node.sentence.__doc__
    assert node.example.startswith(f"{name}(")
    rule = parse(node.example, names())
    assert type(rule) is node
    assert rule.type.kind in ("ratio", "points", "quantity", "any", "number")
    for lang in LANGUAGES:
        assert rule.sentence()[lang]
    assert rule.sentence().zh != rule.sentence().en


@pytest.mark.parametrize("name", ["attainment", "bands", "deduct", "degree", "linear", "proportional"])
def test_what_comes_from_a_document_names_it_and_is_not_passed_off_as_published(name: str) -> None:
    source = FUNCTIONS[name].source
    assert source is not None
    assert source.title
    assert source.status == "unverified"


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_argument_is_taken_by_name(name: str) -> None:
    rule = parse(FUNCTIONS[name].example, names())
    given_ = {a.name: getattr(rule, a.name) for a in fields(type(rule)) if a.init}
    assert FUNCTIONS[name](**given_) == rule


def test_a_function_that_hides_its_arguments_is_as_large_as_they_are() -> None:
    rule = lift("1%")
    for _ in range(90):
        rule = Hiding(rule)
    assert rule.extent.depth > 90
    with pytest.raises(RuleError) as error:
        reduce(lambda inner, _: Hiding(inner), range(20), rule)
    assert [f.code for f in error.value.findings] == ["D208"]


@frozen(order=False)
class Hiding(Function):
    """A function that makes nothing of its argument."""

    summary = Text("无", "nothing")
    value: Expr = field(converter=lift)

    def lower(self) -> Expr:
        return TRUE
