"""Which rule of a scheme scores which printed indicator, and what it gives: a Submission from what was read."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen

from perfeval.auditing.agreeing import agrees, told
from perfeval.auditing.marks import Marked, grand_total, printed
from perfeval.auditing.words import is_execution_rate
from perfeval.evaluation import Outcome, leaf_by_leaf
from perfeval.expressions import Expr, Field, Parameter, render, walk, words
from perfeval.findings import Text, say
from perfeval.model import (
    LINES,
    Budget,
    BudgetLine,
    Entity,
    Figure,
    Indicator,
    IndicatorRow,
    Leaf,
    OpenGroup,
    Scheme,
    Sheet,
    Stage,
    Submission,
    Target,
)
from perfeval.model.comparable import Compared, compared, named
from perfeval.model.submitting import fact_of
from perfeval.numbers import MONEY_UNITS, Money, to_decimal

BUDGETED: tuple[Stage, ...] = ("original", "adjusted", "actual")


@frozen(kw_only=True)
class Ruled:
    """What a rule gives for a printed indicator."""

    indicator: str
    """The indicator or open group of the scheme."""
    points: Decimal | None
    """Its full marks."""
    score: Decimal | None = None
    exact: Fraction | None = None
    """None where the rule's inputs were not read, or it has no rule for the case."""
    why: Text = Text()
    assumed: tuple[Parameter, ...] = field(default=())
    met: bool | None = None


class Ruler:
    """The rules of a scheme laid over one sheet."""

    def __init__(self, sheet: Sheet, scheme: Scheme, items: tuple[Marked, ...], *, named: bool) -> None:
        """Match indicators by name, rows by group."""
        self.sheet, self.scheme, self.named = sheet, scheme, named
        self._leaves = list(scheme.leaves())
        self._open = [leaf for leaf in self._leaves if isinstance(leaf, OpenGroup)]
        self._execution = next((leaf for leaf in self._leaves if measures_execution(leaf)), None)
        self._matched = dict(self._matches(items))
        self._rules = leaf_by_leaf(scheme)
        self._assumed: dict[str, tuple[Parameter, ...]] = {}
        self._facts = self._submission(items)

    @property
    def unmatched(self) -> tuple[Leaf, ...]:
        """The indicators of the scheme that the sheet does not print."""
        found = {leaf.id for leaf in self._matched.values()}
        return tuple(leaf for leaf in self._leaves if leaf.id not in found)

    def rule(self, item: Marked) -> Ruled | None:
        """What the rule of an indicator gives; None where the scheme has none for it."""
        leaf = self._matched.get(item.path)
        if leaf is None:
            return None
        points = leaf.points if self.named and isinstance(leaf, Indicator) else item.full
        if not points or len(item.rows) > 1:
            return Ruled(indicator=leaf.id, points=points or item.full)
        if isinstance(leaf, OpenGroup):
            return self._attained(leaf, item, item.rows[0], points)
        facts = self._rate_printed(item) if item.rows and is_execution_rate(item.label) else self._facts
        outcome = self._rules.score(facts, leaf.id, points)
        return self._ruled(leaf, points, outcome, why=self._execution_words(leaf, facts, points))

    def _matches(self, items: tuple[Marked, ...]) -> Iterator[tuple[str, Leaf]]:
        by_name = {key: leaf for leaf in self._leaves for key in (named(leaf.label.zh), leaf.label.en, leaf.id)}
        for item in items:
            if not item.rows:
                if self._execution is not None:
                    yield item.path, self._execution
            elif (leaf := by_name.get(named(item.label))) is not None and isinstance(leaf, Indicator):
                yield item.path, leaf
            elif self._execution is not None and self._open and _rate_without_target(item):
                yield item.path, self._execution
            elif self._open:
                yield item.path, next((g for g in self._open if g.id == item.rows[0].group), self._open[0])

    def _submission(self, items: tuple[Marked, ...]) -> Submission:
        lines: dict[str, BudgetLine] = {}
        total = grand_total(self.sheet)
        for row in self.sheet.funds:
            id = "total" if row is total else row.line
            if id in LINES and id not in lines:
                original, adjusted, actual = (self._money(row.stage(s)) for s in BUDGETED)
                lines[id] = BudgetLine(id, original, adjusted, actual)
        facts: dict[str, Decimal] = {}
        for item in items:
            leaf = self._matched.get(item.path)
            if isinstance(leaf, Indicator) and isinstance(leaf.measure, Field) and item.rows:
                value = fact_of(self.scheme, leaf.measure.path, item.rows[0].actual)
                if value is not None:
                    facts[leaf.measure.path] = value
        return Submission(
            entity=Entity(self.sheet.entity), year=self.sheet.year or 0, budget=Budget(lines.values()), facts=facts
        )

    def _money(self, figure: Figure | None) -> Money | None:
        if figure is None or figure.value is None or figure.value < 0:
            return None
        unit = figure.unit if figure.unit in MONEY_UNITS else self.sheet.money_unit
        return Money(figure.value, unit if unit in MONEY_UNITS else "元")

    def _rate_printed(self, item: Marked) -> Submission:
        """The facts for an indicator that is the execution rate: the rate printed beside it, else the funds."""
        actual = printed(item.rows[0].actual)
        if actual is None or actual.exact is None or actual.exact < 0:
            return self._facts
        readings = [actual.exact] if actual.unit in ("%", "‰") else [actual.exact / 100, actual.exact]
        whole = Money(Decimal(1), "元")
        full = item.full or Decimal(0)
        facts = [
            Submission(
                entity=self._facts.entity,
                year=self._facts.year,
                budget=Budget([BudgetLine("total", adjusted=whole, actual=Money(to_decimal(rate), "元"))]),
            )
            for rate in readings
        ]
        held = zip(facts, readings, strict=True)
        fitting = [f for f, rate in held if item.score and agrees(item.score, min(rate, Fraction(1)) * Fraction(full))]
        return (fitting or facts)[0]

    def _attained(self, group: OpenGroup, item: Marked, row: IndicatorRow, points: Decimal) -> Ruled:
        pair = compared(row)
        if pair is None:
            return Ruled(indicator=group.id, points=points)
        readings = zip(pair.actual, pair.met, strict=True)
        found = [self._scored(group, row, points, pair, actual, met) for actual, met in readings]
        score = item.score
        agreeing = [r for r in found if r.exact is not None and score is not None and agrees(score, r.exact)]
        return (agreeing or found)[0]

    def _scored(
        self, group: OpenGroup, row: IndicatorRow, points: Decimal, pair: Compared, actual: Decimal, met: bool
    ) -> Ruled:
        target = Target(
            row.label, group.id, row.kind, points=points, relation=pair.relation, target=pair.target, actual=actual
        )
        facts = Submission(entity=self._facts.entity, year=self._facts.year, kind="project", targets=[target])
        outcome = self._rules.score(facts, group.id, points, 0)
        assert row.target is not None
        assert row.actual is not None
        full = told(Fraction(points), 6)
        why = (
            Text("达到目标，得满分", "the target is met: full marks")
            if outcome.share == 1
            else say(
                "{full} × {actual} ÷ {target}",
                "{full} × {actual} ÷ {target}",
                full=full,
                actual=row.actual.raw,
                target=row.target.raw,
            )
        )
        return self._ruled(group, points, outcome, why=why, met=met)

    def _execution_words(self, leaf: Leaf, facts: Submission, points: Decimal) -> Text:
        line = facts.budget.line("total")
        if leaf is not self._execution or facts is not self._facts or line is None:
            return words(leaf.scoring)
        if line.adjusted is None or line.actual is None:
            return Text()
        parts = {"full": told(Fraction(points), 6), "actual": line.actual.text, "adjusted": line.adjusted.text}
        sentence = words(leaf.scoring)
        return say(
            "执行率 {actual} ÷ {adjusted}；{sentence}",
            "rate {actual} ÷ {adjusted}; {sentence}",
            sentence=sentence,
            **parts,
        )

    def _ruled(self, leaf: Leaf, points: Decimal, outcome: Outcome, *, why: Text, met: bool | None = None) -> Ruled:
        if outcome.share is None:
            return Ruled(indicator=leaf.id, points=points, met=met)
        if leaf.id not in self._assumed:  # by id: equal rules may rest on parameters with other sources
            self._assumed[leaf.id] = _assumed(leaf.measure) + _assumed(leaf.scoring)
        return Ruled(
            indicator=leaf.id,
            points=points,
            score=outcome.score,
            exact=outcome.share * Fraction(points),
            why=why,
            assumed=self._assumed[leaf.id],
            met=met,
        )


def _assumed(rule: Expr | None) -> tuple[Parameter, ...]:
    """The parameters of a rule that nobody has published."""
    if rule is None:
        return ()
    known = {p.name: p for p in walk(rule) if isinstance(p, Parameter)}
    return tuple(p for p in known.values() if p.source is not None and p.source.status == "assumed")


def _rate_without_target(item: Marked) -> bool:
    return is_execution_rate(item.label) and printed(item.rows[0].target) is None


def measures_execution(leaf: Leaf) -> bool:
    """Whether an indicator is measured by the whole budget's actual over adjusted alone."""
    if not isinstance(leaf, Indicator) or leaf.measure is None:
        return False
    return render(leaf.measure).replace(" ", "") == "budget.total.actual/budget.total.adjusted"
