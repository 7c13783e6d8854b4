"""Schemes and submissions made up from a seed: rules of every kind, figures missing, wrong, zero or on an edge."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from attrs import evolve

from perfeval.expressions import (
    MEASURE,
    Expr,
    Parameter,
    Unknown,
    attainment,
    bands,
    choose,
    clamp,
    count,
    deduct,
    degree,
    floor_to,
    is_missing,
    judged,
    lift,
    linear,
    max_of,
    min_of,
    proportional,
    round_to,
    share_of,
    total,
    weighted_mean,
)
from perfeval.model import (
    AveragingTable,
    Budget,
    BudgetLine,
    Cap,
    Deduction,
    Entity,
    Grades,
    Group,
    Indicator,
    Input,
    Judgement,
    NoCombination,
    OpenGroup,
    Ordinal,
    Project,
    Scheme,
    Submission,
    Target,
    Task,
    WeakestLink,
    names,
)
from perfeval.numbers import ROUNDINGS

SCALE = Ordinal(("D", "C", "B", "A"), missing="D*", missing_counts_as="D")
RESULTS = Ordinal(("D", "D+", "C", "C+", "B", "B+", "A"))
_PAIRS = {"D D": "D", "D C": "D+", "D B": "C", "D A": "C+", "C C": "C"}
MEANS = AveragingTable(_PAIRS | {"C B": "C+", "C A": "B", "B B": "B", "B A": "B+", "A A": "A"})
INPUTS = (
    Input("rate", "ratio", low=0, high=1, out_of=100),
    Input("growth", "ratio"),
    Input("people", "quantity", low=0, unit="人"),
    Input("served", "quantity", low=0, unit="人"),
    Input("audited", "flag"),
    Input("disclosed", "flag", default=False),
    Input("verdict", "text", options=("好", "差")),
    Input("rank", "level", options=SCALE.levels),
    Input("handed_in", "date"),
    Input("grants.paid", "money", low=0, table="grants"),
    Input("grants.share", "ratio", low=0, high=1, table="grants"),
    Input("grants.open", "flag", table="grants"),
)
PARAMETERS = (Parameter("line", "95%"), Parameter("step", "2%"))
the = names(INPUTS, PARAMETERS)

LINES = [PARAMETERS[0], lift("100%"), lift("50%"), PARAMETERS[1], lift("0%")]
FIGURES = [
    the.rate,
    the.growth,
    the.people / the.served,
    the.budget.total.actual / the.budget.total.adjusted,
    share_of(the.tasks.done),
    share_of(the.grants.open, by=the.grants.paid),
    weighted_mean(the.projects.self_score, by=the.projects.adjusted, where=~the.projects.exempt),
    weighted_mean(the.grants.share, by=the.grants.paid, where=the.grants.paid > 0),
    total(the.grants.share),
    count(the.grants.open) / count(the.grants),
    total(the.projects.actual, where=~the.projects.exempt) / the.budget.project.adjusted,
    *LINES,
]
CONDITIONS = [
    the.audited,
    the.disclosed,
    the.verdict.equals("好"),
    the.rank >= "B",
    the.rank < "A",
    the.handed_in <= date(2025, 3, 31),
    is_missing(the.rate),
    total(the.grants.paid) > "1万元",
]
LEVELS = [
    judged(),
    the.rank,
    min_of(the.rank, "B"),
    bands(the.rate, at_least={"90%": "A", "70%": "B", "50%": "C"}, otherwise="D"),
]
_TIERS = degree(the.targets.degree, tier=the.targets.tier, floors={"reached": "80%", "missed": "0%"})
ROWS = [
    *(
        attainment(the.targets.actual, target=the.targets.target, relation=the.targets.relation, missed_at_most=missed)
        for missed in ("unknown", "none", "inverse", "double")
    ),
    clamp(MEASURE / total(the.targets.actual)),
    choose(is_missing(the.targets.tier), proportional(the.targets.actual / the.targets.target), _TIERS),
]

AMOUNTS = ("0万元", "1万元", "95万元", "757.33万元", "922.01万元", "120元", "0.5亿元")
MARKS = ("0", "12.5", "60", "89.995", "94.995", "95", "98.5", "100", "120")
NUMBERS = (0, 1, 2, 3, 7, 80, 100, 735)
SHARES = ("0", "0.333", "0.8", "0.95", "1")
POINTS = ("1", "2.5", "3.33", "7", "10", "12.01", "19")
SPLITS = ((10,), (4, 6), ("3.33", "3.33", "3.34"), (20,), (5, 5, 10), (9,), ("5.005", "4.995"))


class Maker:
    """Makes values from one seed."""

    def __init__(self, seed: int) -> None:
        self.r = Random(seed)

    def chance(self, one_in: int = 2) -> bool:
        return self.r.randrange(one_in) == 0

    def maybe(self, *values: Any) -> Any:
        return None if self.chance(5) else self.r.choice(values)

    # rules

    def flag(self, deep: int = 2) -> Expr:
        kind = self.r.choice(["named", "compared", "and", "or", "not"]) if deep else "named"
        if kind == "named":
            return self.r.choice(CONDITIONS)
        if kind == "compared":
            rate, line = self.ratio(deep - 1), self.r.choice(LINES)
            return self.r.choice([rate < line, rate >= line, rate.equals(line)])
        one = self.flag(deep - 1)
        return ~one if kind == "not" else one & self.flag(deep - 1) if kind == "and" else one | self.flag(deep - 1)

    def ratio(self, deep: int = 3) -> Expr:
        kind = self.r.randrange(12) if deep else 0
        if kind < 4:
            return self.r.choice(FIGURES)
        one = self.ratio(deep - 1)
        match kind:
            case 4 | 5:
                return one + self.ratio(deep - 1) if self.chance() else one - self.ratio(deep - 1)
            case 6 | 7:
                return one * self.ratio(deep - 1) if self.chance() else one / self.ratio(deep - 1)
            case 8:
                other = Unknown("no_rule", "growth") if self.chance(3) else self.ratio(deep - 1)
                return choose(self.flag(deep - 1), one, other)
            case 9:
                return round_to(one, self.r.choice(["1%", "0.25%"]), self.r.choice(ROUNDINGS))
            case 10:
                return (min_of if self.chance() else max_of)(one, self.ratio(deep - 1))
        return floor_to(one, "10%") if self.chance() else linear(one, full="95%", zero="-20%")

    def scoring(self, points: Decimal, measure: Expr) -> Expr:
        kinds: list[Callable[[], Expr]] = [
            lambda: clamp(measure),
            lambda: proportional(measure),
            lambda: linear(measure, full=PARAMETERS[0]),
            lambda: linear(measure, full="20%", zero="120%"),
            lambda: deduct(measure, above="100%", each="1%", off="0.5", steps="up"),
            lambda: deduct(measure, above="90%", each="0.3%", off="3%", steps="down"),
            lambda: deduct(measure, below="90%", each="5%", off="7%"),
            lambda: bands(measure, at_least={"80%": "70%"}, otherwise="0%"),
            lambda: bands(measure, at_most={"0%": points, "30%": "0.5"}, otherwise=0),
        ]
        found = self.r.choice(kinds)()
        if found.type.kind != "ratio" or self.chance():
            return found
        return choose(self.flag(), found, self.r.choice(["0%", "100%"]))

    # schemes

    def indicator(self, id: str, points: Any = None) -> Indicator:
        points = Decimal(points or self.r.choice(POINTS))
        if self.chance(4):
            return Indicator(id, id, points)
        measure, when = self.ratio(), self.flag() if self.chance(3) else None
        if self.chance():
            return Indicator(
                id, id, points, measure=measure, scoring=self.scoring(points, MEASURE), not_applicable_when=when
            )
        return Indicator(id, id, points, scoring=self.scoring(points, measure), not_applicable_when=when)

    def open_group(self, id: str) -> OpenGroup:
        return OpenGroup(
            id,
            id,
            self.r.choice([10, 20]),
            rows="targets",
            where=the.targets.group.equals("产出"),
            row_points=the.targets.points,
            row_label=the.targets.name,
            measure=the.targets.actual,
            scoring=self.r.choice(ROWS),
        )

    def scheme(self) -> Scheme:
        leaves: list[Any] = [self.indicator(f"i{n}") for n in range(self.r.randint(1, 4))]
        if self.chance():
            leaves.append(self.open_group("open"))
        cut = self.r.randint(0, len(leaves))
        tree = [Group("g", "g", leaves[:cut]), *leaves[cut:]] if cut else leaves
        tree = [Group("outer", "outer", tree)] if self.chance(3) else tree
        full = sum((leaf.points for leaf in leaves), Decimal(0))
        return Scheme(
            id="generated",
            label="generated",
            groups=tree,
            full=full,
            inputs=INPUTS,
            parameters=PARAMETERS,
            grades=Grades({"优": full * 9 / 10, "良": full * 3 / 4, "中": full / 2, "差": 0}),
            caps=[Cap(self.flag(), self.r.choice(["良", "中", "差"]), "cap") for _ in range(self.r.randrange(3))],
            bonus=[self.indicator("more", 2)] if self.chance() else [],
            penalties=[self.indicator("less", 3)] if self.chance() else [],
            most=full + 1 if self.chance() else None,
            not_applicable=self.r.choice(["rescale", "full", "none", "redistribute"]),
            on_missing=self.r.choice(["incomplete", "incomplete", "incomplete", "zero"]),
            rounding=self.r.choice(["half_up", *ROUNDINGS]),
        )

    def level(self, id: str) -> Indicator:
        rule = self.r.choice(LEVELS)
        rule = choose(self.flag(), rule, self.r.choice(LEVELS)) if self.chance() else rule
        return Indicator(id, id, scale=SCALE, scoring=rule, not_applicable_when=self.flag() if self.chance(3) else None)

    def ordinal_scheme(self) -> Scheme:
        groups = [
            Group("weakest", "weakest", map(self.level, ("w0", "w1", "w2")), combine=WeakestLink(), scale=RESULTS),
            Group("mean", "mean", map(self.level, ("m0", "m1")), combine=MEANS, scale=RESULTS),
            Group("apart", "apart", [self.level("a0")], combine=NoCombination()),
        ]
        return Scheme(
            id="levels", label="levels", groups=groups, combine=NoCombination(), inputs=INPUTS, parameters=PARAMETERS
        )

    # what is handed in

    def facts(self) -> dict[str, Any]:
        found = {
            "rate": self.maybe(*map(Decimal, MARKS), "不详"),
            "growth": self.maybe(*map(Decimal, SHARES), Decimal("-0.2"), Decimal(3)),
            "people": self.maybe(*map(Decimal, NUMBERS)),
            "served": self.maybe(*map(Decimal, NUMBERS)),
            "audited": self.maybe(True, False),
            "disclosed": self.maybe(True, False),
            "verdict": self.maybe("好", "差", "一般"),
            "rank": self.maybe("A", "B", "C", "D", "E"),
            "handed_in": self.maybe(date(2025, 3, 31), date(2025, 4, 1)),
            "grants": self.maybe((), self.grants(), self.grants()),
        }
        return {path: value for path, value in found.items() if value is not None}

    def grants(self) -> tuple[dict[str, Any], ...]:
        rows = [
            {
                "paid": Project("", self.maybe(*AMOUNTS)).original,
                "share": None if (share := self.maybe(*SHARES)) is None else Decimal(share),
                "open": self.maybe(True, False),
            }
            for _ in range(self.r.randint(1, 3))
        ]
        return tuple({name: value for name, value in row.items() if value is not None} for row in rows)

    def targets(self) -> list[Target]:
        own = [
            Target(
                f"t{n}",
                group="产出",
                points=points,
                relation=self.maybe(">=", "<=", "="),
                target=self.maybe(*NUMBERS),
                actual=self.maybe(*NUMBERS),
                tier=self.r.choice([None, None, "reached", "missed", "odd"]),
                degree=self.maybe(*SHARES),
            )
            for n, points in enumerate(self.r.choice(SPLITS))
        ]
        others = [Target("other", self.maybe("效益"))] if self.chance(3) else []
        return self.r.sample(own + others, len(own + others))

    def judgement(self, full: Decimal | None) -> Judgement:
        if full is None:
            return Judgement(level=self.r.choice(["A", "B", "C", "D", "D*"]))
        if self.chance():
            return Judgement(points=self.r.choice([full, full / 2, Decimal("0.333"), Decimal(0), full + 1]))
        return Judgement(
            deductions=[Deduction(self.r.choice(["0.5", "0.005", full])) for _ in range(self.r.randrange(3))]
        )

    def submission(self, scheme: Scheme) -> Submission:
        leaves = [node for node in scheme.nodes() if isinstance(node, Indicator)]
        lines = [
            BudgetLine(id, *(self.maybe(*AMOUNTS) for _ in range(3)))
            for id in ("total", "project")
            if not self.chance(8)
        ]
        projects = [
            Project("p", *(self.maybe(*AMOUNTS) for _ in range(3)), self.maybe(*MARKS), self.chance(3))
            for _ in range(self.r.randrange(4))
        ]
        none = [node.id for node in scheme.nodes() if self.chance(12)]
        return Submission(
            entity=Entity("某单位"),
            year=2024,
            budget=Budget(lines),
            projects=self.maybe(projects),
            tasks=self.maybe([Task("t", self.maybe(True, False)) for _ in range(self.r.randrange(4))]),
            targets=self.maybe(self.targets()),
            facts=self.facts(),
            judgements={leaf.id: self.judgement(leaf.points) for leaf in leaves if not self.chance(5)},
            not_applicable=dict.fromkeys(none, "无此项"),
        )

    def partial(self, whole: Submission) -> Submission:
        """The submission with some of its figures left out."""
        lines = [
            evolve(line, **{s: None for s in ("adjusted", "actual") if self.chance(4)}) for line in whole.budget.lines
        ]
        tables: dict[str, Any] = {name: None for name in ("projects", "tasks", "targets") if self.chance(4)}
        if "tasks" not in tables and whole.tasks is not None:
            tables["tasks"] = [evolve(task, done=None) if self.chance(3) else task for task in whole.tasks]
        if "targets" not in tables and whole.targets is not None:
            tables["targets"] = [evolve(row, actual=None) if self.chance(3) else row for row in whole.targets]
        return evolve(
            whole,
            budget=Budget(lines),
            facts={path: value for path, value in whole.facts.items() if not self.chance(3)},
            judgements={id: value for id, value in whole.judgements.items() if not self.chance(3)},
            **tables,
        )

    def shuffled(self, items: Any) -> Any:
        return None if items is None else self.r.sample(list(items), len(items))


def schemes(seed: int) -> Scheme:
    """A scheme, now and then one of levels."""
    maker = Maker(seed)
    return maker.ordinal_scheme() if maker.chance(5) else maker.scheme()


def case(seed: int, many: int = 4) -> tuple[Scheme, list[Submission]]:
    """A scheme with a few submissions for it."""
    scheme, maker = schemes(seed), Maker(~seed)
    return scheme, [maker.submission(scheme) for _ in range(many)]
