"""Each fault of a scheme, alone and all at once, by its code and its place."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from tests.model.foshan import FOSHAN

from perfeval.expressions import (
    AWARDED,
    MEASURE,
    Const,
    Expr,
    Field,
    Parameter,
    Type,
    bands,
    judged,
    lift,
    linear,
    parse,
    proportional,
    unknown,
)
from perfeval.findings import NumberError, SchemeError
from perfeval.model import (
    AveragingTable,
    Cap,
    Grades,
    Group,
    Indicator,
    Input,
    NoCombination,
    OpenGroup,
    Ordinal,
    Scheme,
    WeakestLink,
    names,
)

THE = names()
RATE = THE.budget.total.actual / THE.budget.total.adjusted
ABCD = Ordinal("DCBA")
PLUS = Ordinal(["D", "D+", "C", "C+", "B", "B+", "A"])
GRADES = Grades({"合格": 60, "不合格": 0})


def rule(text: str) -> Expr:
    return parse(text, THE)


def scheme(*nodes: Any, **more: Any) -> Scheme:
    return Scheme(**{"id": "toy", "label": "示例", "groups": nodes, **more})


def one(points: Any = 100, **more: Any) -> Indicator:
    return Indicator("x", "甲", points, **more)


def leveled(id: str = "x", scale: Ordinal | None = ABCD, **more: Any) -> Indicator:
    return Indicator(id, id, scale=scale, **more)


def opened(**more: Any) -> OpenGroup:
    usual = {
        "rows": "targets",
        "where": rule('targets.group = "outputs"'),
        "row_points": THE.targets.points,
        "scoring": rule("clamp(targets.degree)"),
    }
    return OpenGroup("x", "产出", 100, **{**usual, **more})


def ordinal(*nodes: Any, **more: Any) -> Scheme:
    return scheme(*nodes, **{"combine": NoCombination(), **more})


def pair(combine: Any, own: Ordinal | None = PLUS, second: Any = None) -> Scheme:
    return ordinal(Group("g", "g", [leveled("a"), second or leveled("b")], combine=combine, scale=own))


def tabled(*rows: tuple[str, str]) -> Scheme:
    return pair(AveragingTable(rows), ABCD)


FULL_TABLE = [
    *(("D D", "D"), ("D C", "D"), ("D B", "C"), ("D A", "C"), ("C C", "C")),
    *(("C B", "B"), ("C A", "B"), ("B B", "B"), ("B A", "A"), ("A A", "A")),
]
ROW_NUMBER = Input("mine.number", "number", table="mine")
MINE = names([ROW_NUMBER])

SOUND: dict[str, Callable[[], Scheme]] = {
    "judged": lambda: scheme(one()),
    "measured": lambda: scheme(one(measure=RATE, scoring=proportional())),
    "points": lambda: scheme(one(measure=RATE, scoring=bands(at_least={"90%": 100}, otherwise=0))),
    "plain numbers": lambda: scheme(one(measure=RATE, scoring=rule("choose(measure > 90%, 100, 0)"))),
    "never known": lambda: scheme(one(scoring=unknown("no_rule"))),
    "open": lambda: scheme(opened(row_label=THE.targets.name)),
    "open, points as numbers": lambda: scheme(
        OpenGroup(
            "x",
            "x",
            100,
            rows="mine",
            where=MINE["mine.number"] > 0,
            row_points=MINE["mine.number"],
            scoring=lift("100%"),
        ),
        inputs=[ROW_NUMBER],
    ),
    "levels": lambda: ordinal(leveled()),
    "levels by bands": lambda: ordinal(
        leveled(measure=RATE, scoring=bands(at_least={"90%": "A", "80%": "B"}, otherwise="D"))
    ),
    "weakest link": lambda: pair(WeakestLink()),
    "weakest link without +": lambda: pair(WeakestLink(plus=False), ABCD),
    "averaging": lambda: tabled(*FULL_TABLE),
    "groups of groups": lambda: scheme(Group("g", "g", [Group("h", "h", [one()], points=100)])),
    "no result": lambda: ordinal(Group("g", "g", [one(5), leveled("y")], combine=NoCombination())),
    "a cap": lambda: scheme(one(), grades=GRADES, caps=[Cap(rule("count(projects) > 3"), "不合格", "多")]),
    "bonus": lambda: scheme(one(), bonus=[Indicator("plus", "加分", 2)], penalties=[Indicator("minus", "扣分", 5)]),
    "not applicable": lambda: scheme(one(not_applicable_when=rule("budget.total.adjusted = 0"))),
    "another full": lambda: scheme(one(90), full=90),
    "decimals": lambda: scheme(one("99.5"), full="99.50", places=1),
}


@pytest.mark.parametrize("name", SOUND)
def test_sound(name: str) -> None:
    assert SOUND[name]().id == "toy"


def test_foshan_is_sound() -> None:
    assert FOSHAN.full == 100


def clashing(*inputs: Input, parameters: list[Parameter] | None = None) -> Scheme:
    return scheme(one(), inputs=inputs, parameters=parameters or [])


FAULTS: dict[str, tuple[Callable[[], Scheme], list[tuple[str, str]]]] = {
    # ids
    "an id twice": (lambda: scheme(one(50), one(50)), [("D101", "indicators.x")]),
    "an id thrice, told once": (lambda: scheme(Group("x", "x", [one(50)]), one(50)), [("D101", "indicators.x")]),
    "an id of a bonus": (lambda: scheme(one(), bonus=[one(5)]), [("D101", "indicators.x")]),
    "an empty id": (lambda: scheme(Indicator("", "甲", 100)), [("D106", "indicators.")]),
    "a space in an id": (lambda: scheme(Indicator("a b", "甲", 100)), [("D106", "indicators.a b")]),
    "a bracket in an id": (lambda: scheme(Indicator("a[1]", "甲", 100)), [("D106", "indicators.a[1]")]),
    "no indicator": (lambda: scheme(full=0), [("D106", "groups")]),
    # declarations
    "an input twice": (lambda: clashing(Input("a", "ratio"), Input("a", "money")), [("D101", "inputs.a")]),
    "a parameter twice": (
        lambda: clashing(parameters=[Parameter("a", 1), Parameter("a", 2)]),
        [("D101", "parameters.a")],
    ),
    "an input called like a parameter": (
        lambda: clashing(Input("a", "ratio"), parameters=[Parameter("a", 1)]),
        [("D101", "parameters.a")],
    ),
    "an input called like a placeholder": (lambda: clashing(Input("measure", "ratio")), [("D101", "inputs.measure")]),
    "a parameter called like a word": (
        lambda: clashing(parameters=[Parameter("not", 1)]),
        [("D101", "parameters.not")],
    ),
    "an input among the judgements": (
        lambda: clashing(Input("judgements.x", "points")),
        [("D101", "inputs.judgements.x")],
    ),
    "an input among the points": (lambda: clashing(Input("points.x", "points")), [("D101", "inputs.points.x")]),
    "a parameter called like a table": (
        lambda: clashing(parameters=[Parameter("projects", 1)]),
        [("D101", "parameters.projects")],
    ),
    "an input called like a table of its own": (
        lambda: clashing(Input("mine", "number"), ROW_NUMBER),
        [("D101", "inputs.mine")],
    ),
    "a name that no rule can write": (lambda: clashing(Input("a-b", "ratio")), [("D106", "inputs.a-b")]),
    "a middle dot": (lambda: clashing(Input("人员·经费", "money")), [("D106", "inputs.人员·经费")]),
    "a name that begins with a digit": (lambda: clashing(Input("a.1", "ratio")), [("D106", "inputs.a.1")]),
    "a dotted parameter": (lambda: clashing(parameters=[Parameter("a.b", 1)]), [("D106", "parameters.a.b")]),
    "a column outside its table": (
        lambda: clashing(Input("number", "number", table="mine")),
        [("D106", "inputs.number")],
    ),
    "a column that standard rows lack": (
        lambda: clashing(Input("projects.colour", "text", table="projects")),
        [("D106", "inputs.projects.colour")],
    ),
    "bounds that cross": (lambda: clashing(Input("a", "ratio", low=1, high=0)), [("D106", "inputs.a")]),
    "out of nothing": (lambda: clashing(Input("a", "ratio", out_of=0)), [("D106", "inputs.a")]),
    "money out of a hundred": (lambda: clashing(Input("a", "money", out_of=100)), [("D106", "inputs.a")]),
    "a default that is no flag's": (lambda: clashing(Input("a", "ratio", default=True)), [("D106", "inputs.a")]),
    # groups
    "an empty group": (lambda: scheme(Group("g", "g", []), one()), [("D106", "indicators.g")]),
    "a group's printed points": (lambda: scheme(Group("g", "g", [one()], points=90)), [("D102", "indicators.g")]),
    "levels in a sum": (
        lambda: ordinal(Group("g", "g", [leveled()])),
        [("D106", "indicators.g")],
    ),
    "points under a weakest link": (
        lambda: pair(WeakestLink(), PLUS, Indicator("b", "b", 5)),
        [("D106", "indicators.g")],
    ),
    "an open group under a weakest link": (lambda: pair(WeakestLink(), PLUS, opened()), [("D106", "indicators.g")]),
    "two scales": (
        lambda: pair(WeakestLink(), PLUS, leveled("b", Ordinal("CBA"))),
        [("D106", "indicators.g")],
    ),
    "no scale of its own": (lambda: pair(WeakestLink(), None), [("D106", "indicators.g")]),
    "a + that the scale lacks": (lambda: pair(WeakestLink(), ABCD), [("D106", "indicators.g")]),
    "a table with a gap": (lambda: tabled(*FULL_TABLE[:-1]), [("D106", "indicators.g")]),
    "a table with two results": (lambda: tabled(*FULL_TABLE, ("C D", "A")), [("D106", "indicators.g")]),
    "a table of another size": (
        lambda: tabled(*((level, level) for level in "DCBA")),
        [("D106", "indicators.g")],
    ),
    "a table beyond the scale": (lambda: tabled(*FULL_TABLE[:-1], ("A A", "A+")), [("D106", "indicators.g")]),
    # indicators
    "points and a scale": (lambda: ordinal(one(scale=ABCD)), [("D106", "indicators.x")]),
    "no points": (lambda: scheme(one(0), full=0), [("D106", "indicators.x")]),
    "points below 0": (lambda: scheme(one(-1), full=-1), [("D106", "indicators.x")]),
    "points finer than scores": (lambda: scheme(one("99.555"), full="99.555"), [("D106", "indicators.x")]),
    "an undeclared figure": (
        lambda: scheme(one(measure=Field("nothing", Type("ratio")), scoring=proportional())),
        [("D202", "indicators.x.measure")],
    ),
    "a figure declared otherwise": (
        lambda: scheme(one(measure=Field("budget.total.actual", Type("ratio")), scoring=proportional())),
        [("D202", "indicators.x.measure")],
    ),
    "an undeclared figure in the scoring": (
        lambda: scheme(one(scoring=proportional(Field("nothing", Type("ratio"))))),
        [("D202", "indicators.x.scoring")],
    ),
    "an undeclared figure in a condition": (
        lambda: scheme(one(not_applicable_when=Field("nothing", Type("flag")))),
        [("D202", "indicators.x.not_applicable_when")],
    ),
    "an undeclared parameter": (
        lambda: scheme(one(measure=RATE, scoring=linear(full=Parameter("line", "95%")))),
        [("D202", "indicators.x.scoring")],
    ),
    "a parameter of another value": (
        lambda: scheme(
            one(measure=RATE, scoring=linear(full=Parameter("line", "95%"))), parameters=[Parameter("line", "90%")]
        ),
        [("D202", "indicators.x.scoring")],
    ),
    "a scoring without its measure": (lambda: scheme(one(scoring=proportional())), [("D204", "indicators.x.scoring")]),
    "a scoring that does not fit": (
        lambda: scheme(one(measure=THE.budget.total.actual, scoring=linear(full="95%"))),
        [("D206", "indicators.x.scoring")],
    ),
    "a bare number beside the rate": (
        lambda: scheme(one(measure=RATE, scoring=rule("choose(measure > 0.9, 100, 0)"))),
        [("D205", "indicators.x.scoring")],
    ),
    "a measure of a row": (
        lambda: scheme(one(measure=THE.projects.self_score, scoring=judged())),
        [("D204", "indicators.x.measure")],
    ),
    "a scoring of a row": (
        lambda: scheme(one(scoring=proportional(THE.projects.self_score))),
        [("D204", "indicators.x.scoring")],
    ),
    "a condition of a row": (
        lambda: scheme(one(not_applicable_when=THE.projects.exempt)),
        [("D204", "indicators.x.not_applicable_when")],
    ),
    "a condition that is none": (
        lambda: scheme(one(not_applicable_when=RATE)),
        [("D105", "indicators.x.not_applicable_when")],
    ),
    "a condition on the measure": (
        lambda: scheme(one(measure=RATE, scoring=proportional(), not_applicable_when=MEASURE > "5%")),
        [("D204", "indicators.x.not_applicable_when")],
    ),
    "money for a score": (
        lambda: scheme(one(scoring=judged(judgement=THE.budget.total.actual))),
        [("D105", "indicators.x.scoring")],
    ),
    "a flag for a score": (lambda: scheme(one(scoring=rule("true"))), [("D105", "indicators.x.scoring")]),
    "a level for a score": (
        lambda: scheme(one(measure=RATE, scoring=bands(at_least={"90%": "A"}, otherwise="B"))),
        [("D105", "indicators.x.scoring")],
    ),
    "a share that may pass 1": (
        lambda: scheme(one(scoring=judged(judgement=RATE))),
        [("D103", "indicators.x.scoring")],
    ),
    "points beyond the full marks": (
        lambda: scheme(one(measure=RATE, scoring=bands(at_least={"90%": 101}, otherwise=0))),
        [("D103", "indicators.x.scoring")],
    ),
    "points below 0 by a band": (
        lambda: scheme(one(measure=RATE, scoring=bands(at_least={"90%": 100}, otherwise=-1))),
        [("D103", "indicators.x.scoring")],
    ),
    "points for a level": (lambda: ordinal(leveled(scoring=lift(3))), [("D105", "indicators.x.scoring")]),
    "another scale's level": (
        lambda: ordinal(leveled(measure=RATE, scoring=bands(at_least={"90%": "E"}, otherwise="A"))),
        [("D105", "indicators.x.scoring")],
    ),
    "any text for a level": (
        lambda: ordinal(leveled(scoring=judged(judgement=Field("word", Type("text")))), inputs=[Input("word", "text")]),
        [("D105", "indicators.x.scoring")],
    ),
    "the full marks of a level": (
        lambda: ordinal(leveled(scoring=rule("full / full"))),
        [("D204", "indicators.x.scoring")],
    ),
    # open groups
    "points for a row": (
        lambda: scheme(opened(scoring=rule("choose(targets.degree > 50%, points(1), 0)"))),
        [("D105", "indicators.x.scoring")],
    ),
    "a row that may pass 1": (
        lambda: scheme(opened(scoring=rule("targets.degree * 2"))),
        [("D103", "indicators.x.scoring")],
    ),
    "a judged row": (lambda: scheme(opened(scoring=judged())), [("D204", "indicators.x.scoring")]),
    "a filter that is none": (
        lambda: scheme(opened(where=THE.targets.degree)),
        [("D105", "indicators.x.where")],
    ),
    "a filter of no row": (lambda: scheme(opened(where=rule("true"))), [("D204", "indicators.x.where")]),
    "a filter of other rows": (lambda: scheme(opened(where=THE.projects.exempt)), [("D204", "indicators.x.where")]),
    "a filter on the measure": (
        lambda: scheme(opened(where=rule("targets.degree > 5% and measure > 5%"))),
        [("D204", "indicators.x.where")],
    ),
    "a table of another name": (
        lambda: scheme(opened(rows="rows")),
        [
            ("D105", "indicators.x.row_points"),
            ("D204", "indicators.x.scoring"),
            ("D204", "indicators.x.where"),
        ],
    ),
    "other rows' points": (
        lambda: scheme(opened(row_points=THE.projects.adjusted)),
        [("D105", "indicators.x.row_points")],
    ),
    "points that are no column": (
        lambda: scheme(opened(row_points=THE.targets.points * 2)),
        [("D105", "indicators.x.row_points")],
    ),
    "undeclared points": (
        lambda: scheme(opened(row_points=Field("targets.worth", Type("points", "targets")))),
        [("D202", "indicators.x.row_points")],
    ),
    "a label that is no text": (
        lambda: scheme(opened(row_label=THE.targets.points)),
        [("D105", "indicators.x.row_label")],
    ),
    # the total
    "a total by weakest link": (lambda: scheme(one(), combine=WeakestLink()), [("D106", "combine")]),
    "grades without a total": (lambda: ordinal(leveled(), grades=GRADES), [("D106", "grades")]),
    "caps without a total": (
        lambda: ordinal(leveled(), caps=[Cap(rule("true"), "合格", "否决")]),
        [("D106", "grades"), ("I115", "caps[0].grade")],
    ),
    "levels in a total": (lambda: scheme(leveled()), [("D106", "combine")]),
    "points short of the full marks": (lambda: scheme(one(90)), [("D102", "full")]),
    "points beyond the full marks of all": (lambda: scheme(one(), Indicator("y", "y", 1)), [("D102", "full")]),
    # caps
    "a cap on no grade": (
        lambda: scheme(one(), grades=GRADES, caps=[Cap(rule("true"), "合恪", "否决")]),
        [("I115", "caps[0].grade")],
    ),
    "a cap that is no condition": (
        lambda: scheme(one(), grades=GRADES, caps=[Cap(RATE, "合格", "否决")]),
        [("D105", "caps[0].when")],
    ),
    "a cap of a row": (
        lambda: scheme(one(), grades=GRADES, caps=[Cap(THE.projects.exempt, "合格", "否决")]),
        [("D105", "caps[0].when")],
    ),
    "a cap on an undeclared figure": (
        lambda: scheme(one(), grades=GRADES, caps=[Cap(Field("veto", Type("flag")), "合格", "否决")]),
        [("D202", "caps[0].when")],
    ),
    "a cap on a placeholder": (
        lambda: scheme(one(), grades=GRADES, caps=[Cap(AWARDED > 3, "合格", "否决")]),
        [("D204", "caps[0].when")],
    ),
    # bonus and penalties
    "a bonus that may pass its points": (
        lambda: scheme(one(), bonus=[Indicator("plus", "加分", 2, scoring=judged(judgement=Const(3, "points")))]),  # type: ignore[arg-type]
        [("D103", "indicators.plus.scoring")],
    ),
    "a penalty without points": (
        lambda: scheme(one(), penalties=[Indicator("minus", "扣分")]),
        [("D106", "indicators.minus")],
    ),
}


def found(make: Callable[[], Any]) -> list[tuple[str, str]]:
    with pytest.raises(SchemeError) as error:
        make()
    for finding in error.value.findings:
        assert finding.severity == "error"
        for lang in ("zh", "en"):
            assert finding.message[lang]
            assert finding.render(lang)
    return [(f.code, f.location) for f in error.value.findings]


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_alone(name: str) -> None:
    make, expected = FAULTS[name]
    assert sorted(found(make)) == sorted(expected)


def test_an_indicator_has_points_or_a_scale() -> None:
    assert found(lambda: ordinal(leveled("x", None))) == [("D106", "indicators.x")]


def test_all_faults_at_once_in_the_order_of_the_scheme() -> None:
    def bad() -> Scheme:
        return scheme(
            Group(
                "g",
                "g",
                [
                    Indicator("a", "a", 0),
                    Indicator("b", "b", 10, measure=Field("nothing", Type("ratio")), scoring=proportional()),
                    Indicator("c", "c", 10, scoring=judged(judgement=RATE)),
                ],
                points=30,
            ),
            Indicator("a", "a", 10, not_applicable_when=RATE),
            inputs=[Input("i", "ratio", low=2, high=1), Input("i-j", "money", out_of=5)],
            parameters=[Parameter("full", "95%")],
            bonus=[Indicator("plus", "加分")],
            grades=GRADES,
            caps=[Cap(RATE, "优", "否决"), Cap(rule("true"), "合格", "否决")],
        )

    assert found(bad) == [
        ("D101", "indicators.a"),
        ("D106", "inputs.i-j"),
        ("D101", "parameters.full"),
        ("D106", "inputs.i"),
        ("D106", "inputs.i-j"),
        ("D106", "indicators.a"),
        ("D202", "indicators.b.measure"),
        ("D103", "indicators.c.scoring"),
        ("D102", "indicators.g"),
        ("D105", "indicators.a.not_applicable_when"),
        ("D106", "indicators.plus"),
        ("D102", "full"),
        ("D105", "caps[0].when"),
        ("I115", "caps[0].grade"),
    ]


def test_what_the_points_are_and_what_they_should_be_is_told() -> None:
    with pytest.raises(SchemeError) as error:
        scheme(one(90))
    (finding,) = error.value.findings
    assert (finding.stated, finding.expected) == ("100", "90")


def test_an_undeclared_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(SchemeError) as error:
        scheme(one(scoring=proportional(Field("satisfation", Type("ratio")))), inputs=[Input("satisfaction", "ratio")])
    assert "satisfaction" in error.value.findings[0].advice.en


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: scheme(one(), kind="province"), "kind"),
        (lambda: scheme(one(), not_applicable="ignore"), "not_applicable"),
        (lambda: scheme(one(), on_missing="full"), "on_missing"),
        (lambda: scheme(one(), places=-1), "places"),
        (lambda: scheme(one(), places=7), "places"),
        (lambda: scheme(one(), rounding="bankers"), "rounding"),
        (lambda: Input("a", "colour"), "kind"),  # type: ignore[arg-type]
        (lambda: one(better="sideways"), "better"),
    ],
)
def test_closed_lists_are_closed(make: Callable[[], Any], field: str) -> None:
    with pytest.raises(ValueError, match=f"'{field}' must be"):
        make()


def test_points_are_exact() -> None:
    assert scheme(one("33.4"), Indicator("y", "y", "66.6")).full == Decimal(100)
    with pytest.raises(NumberError) as error:
        one(33.4)
    assert [f.code for f in error.value.findings] == ["I108"]


@pytest.mark.parametrize(
    ("declared", "claimed", "code"),
    [
        ({"low": 0, "high": 2}, (0, 1), "D106"),
        ({"low": -1, "high": 1}, (0, 1), "D106"),
        ({"low": 0}, (0, 1), "D106"),
        ({"high": 1}, (0, 1), "D106"),
        ({"low": 0, "high": 1}, (0, 1), None),
        ({"low": "0.1", "high": "0.9"}, (0, 1), None),
    ],
)
def test_a_figure_made_by_hand_cannot_claim_narrower_bounds(declared: Any, claimed: Any, code: str | None) -> None:
    """Such bounds would prove a score that then leaves its points."""
    low, high = map(Fraction, claimed)
    by_hand = Field("r", Type("ratio"), low=low, high=high)
    work = Indicator("x", "x", 100, measure=by_hand, scoring=MEASURE)
    inputs = [Input("r", "ratio", **declared)]
    if code is None:
        assert Scheme(id="s", label="s", groups=[work], inputs=inputs).full == 100
        return
    with pytest.raises(SchemeError) as error:
        Scheme(id="s", label="s", groups=[work], inputs=inputs)
    assert [(f.code, f.location) for f in error.value.findings] == [(code, "indicators.x.measure")]


def test_a_judgement_made_by_hand_is_one_of_an_indicator_with_its_bounds() -> None:
    judgement = Field("judgements.y", Type("points"), low=Fraction(0), high=Fraction(40))
    judged_one, other = Indicator("y", "y", 40), Indicator("x", "x", 60, scoring=judgement)
    assert Scheme(id="s", label="s", groups=[judged_one, other]).full == 100
    for wrong, code in (
        (evolve(judgement, path="judgements.z"), "D202"),
        (evolve(judgement, declared=Type("ratio")), "D202"),
        (evolve(judgement, high=Fraction(1)), "D106"),
    ):
        with pytest.raises(SchemeError) as error:
            Scheme(id="s", label="s", groups=[judged_one, evolve(other, scoring=wrong)])
        assert error.value.findings[0].code == code


@pytest.mark.parametrize(("high", "fits"), [(100, False), (200, False), (1, True), (2, True)])
def test_bounds_of_a_mark_are_ratios(high: int, fits: bool) -> None:
    inputs = [Input("r", "ratio", low=0, high=high, out_of=100)]
    if fits:
        assert evolve(FOSHAN, inputs=[*FOSHAN.inputs, *inputs]).full == 100
        return
    with pytest.raises(SchemeError) as error:
        evolve(FOSHAN, inputs=[*FOSHAN.inputs, *inputs])
    assert [(f.code, f.location) for f in error.value.findings] == [("D106", "inputs.r")]
