"""Figures to write rules about, and rules of every kind at random."""

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import reject
from hypothesis import strategies as st

from perfeval.expressions import (
    AWARDED,
    FULL,
    MEASURE,
    Arithmetic,
    Choose,
    Compare,
    Const,
    Expr,
    Extreme,
    Field,
    IsMissing,
    Logic,
    Names,
    Not,
    Parameter,
    Round,
    Rows,
    Total,
    Type,
    Unknown,
    attainment,
    bands,
    clamp,
    count,
    deduct,
    degree,
    judged,
    linear,
    lowered,
    proportional,
    share_of,
    walk,
    weighted_mean,
)
from perfeval.findings import RuleError, Text
from perfeval.numbers import ROUNDINGS

Rules = st.SearchStrategy[Expr]
NUMERIC = ("number", "ratio", "money", "points", "quantity")
SCALE = ("D", "C", "B", "A")


def figure(path: str, kind: Any, low: int | None = None, high: int | None = None, **more: Any) -> Field:
    table = path.partition(".")[0] if path.startswith(("rows.", "others.")) else None
    bound = [None if edge is None else Fraction(edge) for edge in (low, high)]
    return Field(path, Type(kind, table, **more), Text(f"〔{path}〕", f"<{path}>"), *bound)


FIGURES = [
    figure("number", "number", -3, 10),
    figure("ratio", "ratio", 0, 1),
    figure("rate", "ratio"),
    figure("money", "money", 0),
    figure("debt", "money", None, 0),
    figure("points", "points", 0, 10),
    figure("people", "quantity", 1, 50, unit="人"),
    figure("items", "quantity", 0, unit="项"),
    figure("text", "text"),
    figure("relation", "text", options=(">=", "<=", "=")),
    figure("flag", "flag"),
    figure("level", "level", options=SCALE),
    figure("scale2", "level", options=("no", "yes")),
    figure("date", "date"),
    figure("部门.在职_人数2", "quantity", 0, 9, unit="人"),
    figure("rows.number", "number", -2, 2),
    figure("rows.ratio", "ratio", 0, 1),
    figure("rows.money", "money", 0, 1000),
    figure("rows.points", "points", 0),
    figure("rows.people", "quantity", 0, 9, unit="人"),
    figure("rows.text", "text"),
    figure("rows.flag", "flag"),
    figure("rows.date", "date"),
    figure("rows.level", "level", options=SCALE),
    figure("others.money", "money", 0),
    figure("others.flag", "flag"),
]
PARAMETERS = [
    Parameter("line", "95%"),
    Parameter("times", 3),
    Parameter("ceiling", "12.5万元"),
    Parameter("variant", "inverse"),
]
THE = Names(FIGURES, PARAMETERS)
BY_KIND: dict[tuple[str, str | None], list[Expr]] = {}
for node in (*FIGURES, *PARAMETERS):
    BY_KIND.setdefault((node.type.kind, node.type.table), []).append(node)

ODD = [
    '"',
    "\\",
    "\\n",
    "\n",
    "\r\n",
    "",
    " ",
    "“引号”",
    "{1: 2}",
    "a\u2028b",
    "\x00",
    "'",
    "#",
    "优 ",
    "é",
    "\t",
    "95%",
    "＝",
]
FRACTIONS = st.one_of(
    st.fractions(-20, 20, max_denominator=12),
    st.decimals(-1000, 1000, places=3).map(Fraction),
    st.sampled_from(
        [
            *(Fraction(0), Fraction(1), Fraction(1, 3), Fraction(-2, 7), Fraction(1, 10**12), Fraction(1, 10**13)),
            *(Fraction(10**29), Fraction(-(10**31)), Fraction(10**40, 3), Fraction(123456789012345678901234567, 10**9)),
        ]
    ),
)


def constants(kind: str) -> Rules:
    """A constant of a kind."""
    if kind == "text":
        return (st.sampled_from(ODD) | st.text(max_size=6)).map(lambda value: Const(value, "text"))
    if kind == "level":
        return st.sampled_from(SCALE).map(lambda value: Const(value, "level"))
    if kind == "flag":
        return st.booleans().map(lambda value: Const(value, "flag"))
    if kind == "date":
        return st.dates(date(1, 1, 1)).map(lambda value: Const(value, "date"))
    return FRACTIONS.map(lambda value: Const(value, kind))  # type: ignore[arg-type]


class Maker:
    """Draws rules that make sense, of the kind, the row scope and the depth that are asked for."""

    def __init__(self, draw: st.DrawFn, placeholders: bool) -> None:
        self.draw, self.placeholders = draw, placeholders

    def pick(self, *options: Callable[[], Expr]) -> Expr:
        try:
            return self.draw(st.sampled_from(options))()
        except RuleError:  # an edge that stands twice, or 0 as a step
            reject()

    def leaf(self, kind: str, table: str | None) -> Expr:
        own = [*BY_KIND.get((kind, table), []), *(BY_KIND.get((kind, None), []) if table else [])]
        choices = [constants(kind)]
        if own and kind not in ("text", "level"):
            choices.append(st.sampled_from(own))
        if kind == "text":
            choices.append(st.sampled_from([THE["text"], *([THE["rows.text"]] if table else [])]))
        if kind == "level":
            choices = [st.sampled_from([THE["level"], *([THE["rows.level"]] if table else [])])]
        if kind in NUMERIC and self.placeholders:
            choices.append(
                st.sampled_from([MEASURE, FULL, AWARDED, Unknown("no_rule"), Unknown('odd "reason"', "x[0]")])
            )
        return self.draw(st.one_of(choices))

    def any(self, kind: str, table: str | None = None, depth: int = 2) -> Expr:
        """A rule of a kind."""
        if depth <= 0 or self.draw(st.integers(0, 4)) == 0:
            return self.leaf(kind, table)

        def of(kind: str, scope: str | None = table) -> Expr:
            return self.any(kind, scope, depth - 1)

        if kind == "flag":
            return self.flag(of)
        shared = [lambda: Choose(of("flag"), of(kind), of(kind))]
        if kind in ("text", "level"):
            return self.pick(*shared, lambda: self.leaf(kind, table))
        shared.append(lambda: Extreme(self.draw(st.sampled_from(["min", "max"])), of(kind), of(kind)))
        if kind == "date":
            return self.pick(*shared)
        shared += [
            lambda: Arithmetic(self.draw(st.sampled_from("+-")), of(kind), of(kind)),
            lambda: Arithmetic("*", of(kind), of("number" if kind == "number" else "ratio")),
            lambda: Round(of(kind), self.step(kind), self.draw(st.sampled_from(ROUNDINGS))),
        ]
        if kind != "number":
            shared.append(lambda: Arithmetic("/", of(kind), of("number")))
        if table is None and kind != "quantity":
            shared.append(lambda: Total("rows", of(kind, "rows"), of("flag", "rows")))
        if kind == "quantity" and table is None:
            shared.append(lambda: count(self.draw(st.sampled_from([Rows("rows"), THE["rows.flag"]]))))
            shared.append(lambda: Total("rows", 1, of("flag", "rows")))
        if kind == "points":
            shared.append(
                lambda: bands(of("ratio"), at_most=self.edges(False, "points"), otherwise=self.award("points"))
            )
            shared.append(lambda: clamp(of("points"), low=of("points"), high=of("points")))
        if kind == "ratio":
            return self.pick(*shared, lambda: self.ratio(of, table))
        return self.pick(*shared)

    def step(self, kind: str) -> Expr:
        value = self.draw(st.sampled_from([Fraction(1), Fraction(1, 100), Fraction(1, 3), Fraction(5)]))
        return Const(value, kind)  # type: ignore[arg-type]

    def edges(self, falling: bool, award: str) -> list[tuple[Expr, Expr]]:
        found = self.draw(st.lists(st.fractions(-1, 3, max_denominator=9), min_size=1, max_size=3, unique=True))
        return [(Const(e, "ratio"), self.award(award)) for e in sorted(found, reverse=falling)]

    def award(self, kind: str) -> Expr:
        value = self.draw(st.fractions(0, 10, max_denominator=6))
        return Const(value, kind)  # type: ignore[arg-type]

    def ratio(self, of: Callable[..., Expr], table: str | None) -> Expr:
        """What makes a ratio: a quotient or a function."""
        kind = self.draw(st.sampled_from(NUMERIC))
        options: list[Callable[[], Expr]] = [
            lambda: Arithmetic("/", of(kind), of(kind)),
            lambda: clamp(of("ratio"), high=of("ratio")),
            lambda: clamp(of("ratio"), low=of("ratio")),
            lambda: proportional(of("ratio")),
            lambda: linear(of(kind), full=of(kind), zero=of(kind)),
            lambda: linear(of("ratio"), full=of("ratio")),
            lambda: bands(of("ratio"), at_least=self.edges(True, "ratio"), otherwise=self.award("ratio")),
            lambda: deduct(
                of("ratio"),
                above=of("ratio"),
                each=Const(Fraction(1, 100), "ratio"),
                off=self.award("points") + Const(Fraction(1), "points"),
                steps=self.draw(st.sampled_from(["exact", "up", "down"])),
                full=Const(Fraction(5), "points"),
            ),
            lambda: deduct(of("money"), below=of("money"), each="1万元", off="3%"),
            lambda: attainment(
                of(kind),
                target=of(kind),
                relation=self.draw(st.sampled_from([THE["relation"], Const(">=", "text"), Const("<=", "text")])),
                missed_at_most=self.draw(st.sampled_from(["unknown", "none", "inverse", "double"])),
            ),
            lambda: degree(of("ratio"), tier=THE["text"], floors={"good": "80%", "95": "60%", "poor": "0%"}),
            lambda: judged(judgement=of("ratio")),
        ]
        if table is None:
            by = self.draw(st.sampled_from(["money", "people", "points"]))
            options += [
                lambda: share_of(of("flag", "rows") & THE["rows.flag"]),
                lambda: share_of(THE["rows.flag"], by=THE[f"rows.{by}"], where=of("flag", "rows")),
                lambda: weighted_mean(THE["rows.ratio"], by=THE[f"rows.{by}"], where=of("flag", "rows")),
                lambda: weighted_mean(THE["rows.money"], by=THE["rows.people"]) / of("money"),
            ]
        return self.pick(*options)

    def flag(self, of: Callable[..., Expr]) -> Expr:
        kind = self.draw(st.sampled_from([*NUMERIC, "date"]))
        word = self.draw(st.sampled_from([*NUMERIC, "date", "flag", "text", "level"]))
        return self.pick(
            lambda: Compare(self.draw(st.sampled_from(["<", "<=", ">", ">=", "="])), of(kind), of(kind)),
            lambda: Compare("=", of(word), of(word)),
            lambda: Compare(self.draw(st.sampled_from(["<", ">="])), of("level"), of("level")),
            lambda: Logic(self.draw(st.sampled_from(["and", "or"])), of("flag"), of("flag")),
            lambda: Not(of("flag")),
            lambda: IsMissing(of(word)),
            lambda: Choose(of("flag"), of("flag"), of("flag")),
        )


@st.composite
def rules(
    draw: st.DrawFn, kinds: Sequence[str] = (*NUMERIC, "flag", "text", "date"), placeholders: bool = True
) -> Expr:
    """A rule of one of the kinds, over `FIGURES`."""
    return Maker(draw, placeholders).any(draw(st.sampled_from(kinds)))


VALUES: dict[str, st.SearchStrategy[Any]] = {
    "text": st.sampled_from(["good", "95", "poor", "x", ">=", "<=", "="]),
    "level": st.sampled_from(SCALE),
    "flag": st.booleans(),
    "date": st.dates(),
}


def values_of(node: Field) -> st.SearchStrategy[Any]:
    """A value within the figure's bounds, or None."""
    kind = node.type.kind
    if node.type.options:
        return st.none() | st.sampled_from(node.type.options)
    if kind in VALUES:
        return st.none() | VALUES[kind]
    low = -50 if node.low is None else node.low
    high = 50 if node.high is None else node.high
    edges = st.sampled_from([Fraction(low), Fraction(high)])
    return st.none() | edges | st.fractions(low, high, max_denominator=6)


@st.composite
def worlds(draw: st.DrawFn, rule: Expr) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
    """Values for the figures that a rule names, and a table that may be empty or absent."""
    used = {n.path: n for n in walk(lowered(rule)) if isinstance(n, Field)}
    rows = {path: values_of(n) for path, n in used.items() if n.type.table is not None}
    figures = {path: values_of(n) for path, n in used.items() if n.type.table is None}
    table = draw(st.just({}) | st.lists(st.fixed_dictionaries(rows), max_size=3).map(lambda found: {"rows": found}))
    return draw(st.fixed_dictionaries(figures)), table
