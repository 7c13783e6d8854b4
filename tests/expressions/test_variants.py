"""Every scoring variant that is really in use can be written as a rule: it parses, its result is proved to lie within
the full marks, and its text can be read back."""

from decimal import Decimal
from fractions import Fraction

import pytest
from tests.expressions.meaning import value_of

from perfeval.expressions import Const, Expr, Field, bounds, lowered, parse, render, walk
from perfeval.findings import RuleError
from perfeval.model import Indicator, Input, OpenGroup, bound, names


def extra(path: str, kind: str, **more: object) -> Input:
    return Input(path, kind, path, **more)  # type: ignore[arg-type]


EXTRA = [
    extra("three_public.last", "money", low=0),
    extra("three_public.actual", "money", low=0),
    extra("three_public.budget", "money", low=0),
    extra("operating.actual", "money", low=0),
    extra("operating.budget", "money", low=0),
    extra("procurement.actual", "money", low=0),
    extra("procurement.planned", "money", low=0),
    extra("carry_over.this", "money", low=0),
    extra("carry_over.last", "money", low=0),
    extra("key_projects", "money", low=0),
    extra("all_projects", "money", low=0),
    extra("paid", "money", low=0),
    extra("payment_planned", "money", low=0),
    extra("completed_budget", "money", low=0),
    extra("assets.used", "money", low=0),
    extra("assets.all", "money", low=0),
    extra("satisfaction", "ratio", low=0, high=1, out_of=100),
    extra("surveyed", "flag"),
    extra("severity", "text", options=["grave", "middling", "slight"]),
    extra("on_file", "date"),
]
THE = names(EXTRA)

CHANGE = "(three_public.actual - three_public.last) / three_public.last"
ADJUSTED = "max(budget.total.adjusted - budget.total.original, budget.total.original - budget.total.adjusted)"
TARGET = "attainment(targets.actual, target=targets.target, relation=targets.relation"
EXECUTION = "budget.total.actual / budget.total.adjusted"
TIERS = '"reached": 80%, "partly": 60%, "missed": 0%'
OWN = "choose(is_missing(targets.tier), {TARGET}, degree(targets.degree, tier=targets.tier, floors={{{TIERS}}}))"

# what it is: (measure, scoring, points)
VARIANTS = {
    # 财预〔2020〕10号
    "execution in proportion": (EXECUTION, "proportional()", 10),
    "execution, as min of one": (EXECUTION, "min(measure, 100%)", 10),
    "execution with marks from points": (EXECUTION, "min(full, full * measure)", 10),
    "execution, reason required below 90 % (Sichuan)": (EXECUTION, "choose(measure >= 90%, 100%, proportional())", 10),
    "denominator with carry-over": (
        "budget.total.actual / (budget.total.adjusted + carry_over.last)",
        "proportional()",
        10,
    ),
    # 0/0 is a policy of its own
    "0/0 as 100 %": (f"choose(budget.total.adjusted = 0, 100%, {EXECUTION})", "proportional()", 10),
    "0/0 as 0 %": (f"choose(budget.total.adjusted = 0, 0%, {EXECUTION})", "proportional()", 10),
    "0/0 as not laid down": (
        f'choose(budget.total.adjusted = 0, unknown("no_rule"), {EXECUTION})',
        "proportional()",
        10,
    ),
    # stepped ratios, Hunan (Yueyang)
    "预算调整率": (
        f"{ADJUSTED} / budget.total.original",
        "bands(at_most={0%: 3, 10%: 2, 20%: 1, 30%: 0.5}, otherwise=0)",
        3,
    ),
    "财政供养人员控制率, pro rata": (
        "staff.in_post / staff.establishment",
        "deduct(above=100%, each=1%, off=0.5)",
        5,
    ),
    "财政供养人员控制率, started point": (
        "staff.in_post / staff.establishment",
        'deduct(above=100%, each=1%, off=0.5, steps="up")',
        5,
    ),
    "财政供养人员控制率, completed point": (
        "staff.in_post / staff.establishment",
        'deduct(above=100%, each=1%, off=0.5, steps="down")',
        5,
    ),
    "三公经费控制率": (
        "three_public.actual / three_public.budget",
        "deduct(above=100%, each=1%, off=1)",
        6,
    ),
    "重点支出安排率": (
        "key_projects / all_projects",
        "bands(at_least={90%: 5, 80%: 4, 70%: 3, 60%: 2}, otherwise=0)",
        5,
    ),
    # ratios of 财预〔2013〕53号
    "staff in post / establishment": ("staff.in_post / staff.establishment", "linear(full=100%, zero=120%)", 5),
    "change of the three public expenses": (CHANGE, "choose(measure <= 0, 100%, 0%)", 5),
    "change of the three public expenses, by points": (CHANGE, "deduct(above=0%, each=5%, off=1)", 5),
    "budget completed": ("completed_budget / budget.total.adjusted", "proportional()", 5),
    "paid / planned progress": ("paid / payment_planned", "proportional()", 5),
    "carry-over / budget": ("carry_over.this / budget.total.adjusted", "linear(full=0%, zero=10%)", 5),
    "change of carry-over": ("(carry_over.this - carry_over.last) / carry_over.last", "linear(full=0%, zero=50%)", 5),
    "operating actual / budget": ("operating.actual / operating.budget", "deduct(above=100%, each=1%, off=1)", 5),
    "procurement": ("procurement.actual / procurement.planned", "proportional()", 5),
    "no procurement: full marks": (
        "procurement.actual / procurement.planned",
        "choose(procurement.planned = 0, 100%, proportional(procurement.actual / procurement.planned))",
        5,
    ),
    "fixed assets in use": ("assets.used / assets.all", "linear(full=95%, zero=60%)", 5),
    "tasks done": ("share_of(tasks.done)", "proportional()", 5),
    "tasks on time": ("share_of(tasks.on_time, where=tasks.done)", "proportional()", 5),
    "tasks up to standard": ("count(tasks.up_to_standard) / count(tasks)", "proportional()", 5),
    "tasks done, a point off for each that is not": (
        "count(tasks.done)",
        "deduct(below=count(tasks), each=1, off=1)",
        5,
    ),
    "ten tasks for full marks": ("count(tasks.done)", "linear(full=10)", 5),
    # Foshan 2021
    "project self-scores by funds": (
        "weighted_mean(projects.self_score, by=projects.adjusted, where=not projects.exempt)",
        "proportional()",
        10,
    ),
    "spending rate": (EXECUTION, "linear(full=95%)", 10),
    "satisfaction": ("satisfaction", "linear(full=95%)", 5),
    # whole numbers, truncation
    "whole points": (EXECUTION, "round(proportional() * full)", 10),
    "whole points, cut off": (EXECUTION, "floor(proportional() * full)", 10),
    "rate as printed, to two decimals": (f"round({EXECUTION}, to=0.01%)", "linear(full=95%)", 10),
    "rate cut off before it is compared": (f"floor({EXECUTION}, to=1%)", "bands(at_least={95%: 5}, otherwise=0)", 5),
    # review practice
    "no survey, no marks": ("satisfaction", "choose(surveyed, linear(full=90%), 0%)", 10),
    "off by severity": (
        None,
        'choose(severity = "grave", 0%, choose(severity = "middling", 40%, 70%)) * judged() / full',
        10,
    ),
    "several goals, a few unmet: 30 % off": ("share_of(tasks.done)", "choose(measure = 1, 100%, 70%)", 5),
    "on file in time": (None, "bands(on_file, at_most={2022-03-31: 100%, 2022-04-30: 50%}, otherwise=0%)", 4),
    "bonus of two": (EXECUTION, "choose(measure >= 100%, 2, 0)", 2),
    "judged": (None, "judged()", 19),
    "judged, no more than half without a file": (None, "min(judged(), choose(surveyed, full, full / 2))", 8),
}
ROWS = {
    "no formula for a missed ≤": TARGET + ")",
    "Hubei": TARGET + ', missed_at_most="inverse")',
    "ministry product": TARGET + ', missed_at_most="double")',
    "missed is missed": TARGET + ', missed_at_most="none")',
    "all or nothing": "choose(targets.actual >= targets.target, 100%, 0%)",
    "tiers, national": f"degree(targets.degree, tier=targets.tier, floors={{{TIERS}}})",
    "tiers, Hubei": 'degree(targets.degree, tier=targets.tier, floors={"reached": 80%, "partly": 50%, "missed": 0%})',
    "tier alone": 'choose(targets.tier = "reached", 100%, choose(targets.tier = "partly", 80%, 60%))',
    "degree without tiers": "clamp(targets.degree)",
    "quantitative or qualitative": OWN.format(TARGET=TARGET + ")", TIERS=TIERS),
    "0 with =, full if actual ≤ 0": 'choose(targets.relation = "=" and targets.target = 0, '
    f'choose(targets.actual <= 0, 100%, 0%), {TARGET}, missed_at_most="inverse"))',
    "far exceeded, a tenth off": f"{TARGET}) * choose(targets.actual > 1.3 * targets.target, 90%, 100%)",
}


def readable(rule: Expr) -> None:
    assert parse(render(rule), THE) == rule
    assert parse(render(lowered(rule)), THE) == lowered(rule)


@pytest.mark.parametrize("variant", VARIANTS)
def test_an_indicator_can_be_scored_so(variant: str) -> None:
    measure, scoring, points = VARIANTS[variant]
    measured = None if measure is None else parse(measure, THE)
    leaf = Indicator("x", "x", points, measure=measured, scoring=parse(scoring, THE))
    made = bound(leaf)
    assert made.scoring.type.kind in ("ratio", "points", "number")
    assert made.scoring.type.table is None
    full = Fraction(1) if made.scoring.type.kind == "ratio" else Fraction(Decimal(points))
    assert bounds(made.scoring).within(Fraction(0), full), str(bounds(made.scoring))
    for rule in (measured, leaf.scoring):
        if rule is not None:
            readable(rule)


@pytest.mark.parametrize("variant", ROWS)
def test_a_row_can_be_scored_so(variant: str) -> None:
    where = parse('targets.group = "outputs"', THE)
    scoring = parse(ROWS[variant], THE)
    leaf = OpenGroup("x", "x", 50, rows="targets", where=where, row_points=THE["targets.points"], scoring=scoring)
    made = bound(leaf)
    assert (made.scoring.type.kind, made.scoring.type.table) == ("ratio", "targets")
    assert bounds(made.scoring).within(Fraction(0), Fraction(1))
    readable(scoring)
    readable(where)


@pytest.mark.parametrize(
    ("missed", "share"),
    [("inverse", Fraction(2, 3)), ("double", Fraction(1, 2)), ("none", Fraction(0)), ("unknown", None)],
)
def test_a_target_missed_by_half(missed: str, share: Fraction | None) -> None:
    rule = parse(f'{TARGET}, missed_at_most="{missed}")', THE)
    row = {"targets.actual": Fraction(6), "targets.target": Fraction(4), "targets.relation": "<="}
    assert value_of(rule, row=row) == share


@pytest.mark.parametrize("variant", ["0/0 as 100 %", "0/0 as 0 %", "0/0 as not laid down"])
def test_the_policies_for_an_empty_budget_differ_only_there(variant: str) -> None:
    rule = parse(VARIANTS[variant][0] or "", THE)
    zero = {n.path: Fraction(0) for n in walk(rule) if isinstance(n, Field)}
    expected = {"0/0 as 100 %": Fraction(1), "0/0 as 0 %": Fraction(0)}.get(variant)
    assert value_of(rule, zero) == expected
    assert value_of(
        rule, {**zero, "budget.total.adjusted": Fraction(4), "budget.total.actual": Fraction(3)}
    ) == Fraction(3, 4)


def test_the_veto_is_a_rule() -> None:
    cap = parse('surveyed or severity = "grave" or count(projects.exempt) > 2', THE)
    assert (cap.type.kind, cap.type.table) == ("flag", None)
    readable(cap)


@pytest.mark.parametrize(
    "rule", ["bands(at_least={90%: 0.5}, otherwise=0%)", "linear(full=95)", "choose(measure > 0.9, 5, 0)"]
)
def test_what_would_be_ambiguous_is_refused_with_a_ratio(rule: str) -> None:
    with pytest.raises(RuleError):
        bound(Indicator("x", "x", 5, measure=THE["satisfaction"], scoring=parse(rule, THE)))


def test_a_constant_of_points_is_one_of_the_full_marks() -> None:
    made = bound(Indicator("x", "x", 5, scoring=parse("choose(surveyed, points(5), 0)", THE)))
    assert [n.value for n in walk(made.scoring) if isinstance(n, Const)] == [5, 0]
