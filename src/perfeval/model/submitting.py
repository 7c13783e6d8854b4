"""From what is printed to what can be evaluated: strict, with every fault at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from attrs import evolve

from perfeval.expressions import Field, suggestion
from perfeval.findings import Finding, Origin, SubmissionError, Text, kind
from perfeval.model.budget import Budget, BudgetLine
from perfeval.model.comparable import compared, is_quantity, named
from perfeval.model.indicators import Indicator, OpenGroup
from perfeval.model.scheme import Scheme
from perfeval.model.sheet import Figure, IndicatorRow, Sheet, Stage
from perfeval.model.submission import Entity, Judgement, Submission, Target
from perfeval.model.vocabulary import LINES
from perfeval.numbers import MONEY_UNITS, Money, plain, round_places, to_decimal

_STAGES: tuple[Stage, ...] = ("original", "adjusted", "actual")
_TIERS = (("reached", Fraction("0.8")), ("partly", Fraction("0.6")), ("missed", Fraction(0)))
_DEGREE_PLACES = 6
_GROUPS = ("outputs", "benefits", "satisfaction")


def submission_of(
    sheets: Sequence[Sheet], name: str, scheme: Scheme | None = None, *, sheet: int | None = None
) -> Submission:
    """The submission that a published sheet amounts to.

    Args:
        sheets: what was read.
        name: the file it was read from.
        scheme: the scheme it is to be evaluated by; a department's sheet needs one, for its indicators.
        sheet: which of several sheets, counted from 0.

    Returns:
        A project with budget and targets, or a department with budget and judgements. A qualitative target has the
        degree of its printed score.

    Raises:
        SubmissionError: whatever is missing, unreadable or not comparable, at once, each with its place.
    """
    count, file = len(sheets), Origin(name)
    if not count:
        key = Text("自评表", "a self-evaluation")
        raise SubmissionError(kind("I104").at("sheets", origin=file, key=key))
    if sheet is None and count != 1:
        detail = Text(f"文件里有 {count} 张自评表，要指明是哪一张", f"the file holds {count} sheets; say which one")
        raise SubmissionError(kind("I114").at("sheets", origin=file, detail=detail))
    if sheet is not None and not 0 <= sheet < count:
        raise SubmissionError(kind("I115").at("sheets", name=str(sheet), what=Text("自评表", "sheet"), near=Text()))
    writer = _Writer(sheets[sheet or 0], scheme)
    made = writer.write()
    if writer.faults:
        raise SubmissionError(evolve(fault, origin=fault.origin or file) for fault in writer.faults)
    return made


def fact_of(scheme: Scheme, path: str, figure: Figure | None) -> Decimal | None:
    """A printed figure as an input of the scheme's own takes it, None where it is none or no number."""
    own = next((i for i in scheme.inputs if i.path == path), None)
    if own is None or figure is None or figure.blank or figure.value is None or figure.exact is None:
        return None
    if own.out_of is None or figure.unit not in ("%", "‰"):
        return to_decimal(figure.exact)
    return to_decimal(figure.exact * Fraction(own.out_of))


class _Writer:
    """Writes one sheet as a submission and collects what stands in the way."""

    def __init__(self, sheet: Sheet, scheme: Scheme | None) -> None:
        self.sheet, self.scheme = sheet, scheme
        self.faults: list[Finding] = []

    def write(self) -> Submission:
        sheet = self.sheet
        if not sheet.entity:
            self._missing("entity", Text("单位名称", "the name of the body"))
        if sheet.year is None:
            self._missing("year", Text("年度", "the year"))
        department = sheet.kind == "department"
        budget = Budget(self._lines())
        facts, judgements = self._judged() if department else ({}, {})
        return Submission(
            entity=Entity(sheet.entity),
            year=sheet.year or 0,
            kind="department" if department else "project",
            scheme="" if self.scheme is None else self.scheme.id,
            money_unit=sheet.money_unit if sheet.money_unit in MONEY_UNITS else "",
            budget=budget,
            profile={"project": sheet.project} if sheet.project else {},
            targets=None if department else tuple(self._targets()),
            facts=facts,
            judgements=judgements,
        )

    def _missing(self, place: str, key: Text | str, figure: Figure | None = None) -> None:
        self.faults.append(kind("I104").at(place, origin=None if figure is None else figure.origin, key=key))

    def _lines(self) -> Iterator[BudgetLine]:
        seen: set[str] = set()
        for row in self.sheet.funds:
            original, adjusted, actual = (self._money(row.stage(stage)) for stage in _STAGES)
            if row.line in LINES and row.line not in seen:
                seen.add(row.line)
                yield BudgetLine(row.line, original, adjusted, actual)

    def _money(self, figure: Figure | None) -> Money | None:
        if figure is None:
            return None
        unit = figure.unit if figure.unit in MONEY_UNITS else self.sheet.money_unit
        if figure.value is None:
            self.faults.append(kind("I106").at(figure.path, origin=figure.origin, found=figure.raw))
        elif figure.value < 0:
            low = Text("零", "zero")
            high = Text("任意金额", "any amount")
            self.faults.append(kind("I113").at(figure.path, origin=figure.origin, found=figure.raw, low=low, high=high))
        elif unit not in MONEY_UNITS:
            self.faults.append(kind("I110").at(figure.path, origin=figure.origin, found=figure.raw))
        else:
            return Money(figure.value, unit)
        return None

    def _targets(self) -> Iterator[Target]:
        if not self.sheet.indicators:
            self._missing("indicators", Text("绩效指标", "the indicators"))
        for row in self.sheet.indicators:
            before = len(self.faults)
            points = self._number(row, row.points, "points")
            groups = self._groups()
            if row.group not in groups:
                options = "、".join(groups)
                found = row.headings[0].label if row.headings else ""
                self.faults.append(
                    kind("I111").at(f"{row.path}.group", origin=row.origin, found=found, options=options, near=Text())
                )
            target = self._quantity(row, points) if is_quantity(row.target) else self._quality(row, points)
            if target is not None and len(self.faults) == before:
                yield target

    def _groups(self) -> tuple[str, ...]:
        leaves = () if self.scheme is None else self.scheme.leaves()
        return tuple(leaf.id for leaf in leaves if isinstance(leaf, OpenGroup)) or _GROUPS

    def _number(self, row: IndicatorRow, figure: Figure | None, column: str) -> Decimal | None:
        if figure is None or figure.blank:
            self.faults.append(kind("I104").at(f"{row.path}.{column}", origin=row.origin, key=column))
            return None
        if figure.value is None:
            self.faults.append(kind("I106").at(figure.path, origin=figure.origin, found=figure.raw))
        return figure.value

    def _quantity(self, row: IndicatorRow, points: Decimal | None) -> Target | None:
        pair = compared(row)
        if pair is None:
            figure = row.actual
            if self._number(row, figure, "actual") is None or figure is None or row.target is None:
                return None
            self.faults.append(
                kind("I114").at(
                    figure.path,
                    origin=figure.origin,
                    detail=Text(
                        f"完成值“{figure.raw}”不能与指标值“{row.target.raw}”比较",
                        f'the actual "{figure.raw}" cannot be compared with the target "{row.target.raw}"',
                    ),
                )
            )
            return None
        near = min(pair.actual, key=lambda actual: abs(actual - pair.target))
        return Target(
            row.label,
            row.group,
            row.kind or None,
            points=points,
            relation=pair.relation,
            target=pair.target,
            actual=near,
            reason=row.reason,
        )

    def _quality(self, row: IndicatorRow, points: Decimal | None) -> Target | None:
        score = self._number(row, row.score, "score")
        if score is None or not points:
            return None
        share = Fraction(score) / Fraction(points)
        if not 0 <= share <= 1:
            assert row.score is not None
            self.faults.append(
                kind("I113").at(row.score.path, origin=row.score.origin, found=row.score.raw, low=0, high=plain(points))
            )
            return None
        tier = next(name for name, floor in _TIERS if share >= floor)
        degree = round_places(share, _DEGREE_PLACES)  # enough for the score to come out as printed
        return Target(
            row.label, row.group, row.kind or None, points=points, tier=tier, degree=degree, reason=row.reason
        )

    def _judged(self) -> tuple[dict[str, Decimal], dict[str, Judgement]]:
        """Facts and judgements by the scheme's indicators; each indicator is needed, and no other is known."""
        facts: dict[str, Decimal] = {}
        judgements: dict[str, Judgement] = {}
        if self.scheme is None:
            self._missing("scheme", Text("方案", "a scheme"))
            return facts, judgements
        leaves = {named(leaf.label.zh): leaf for leaf in self.scheme.leaves()}
        rows = {named(row.label): row for row in self.sheet.indicators}
        for name, row in rows.items():
            if name not in leaves:
                self.faults.append(
                    kind("I115").at(
                        row.path,
                        origin=row.origin,
                        name=row.label,
                        what=Text("指标", "indicator"),
                        near=suggestion(name, leaves),
                    )
                )
        for name, leaf in leaves.items():
            if name not in rows:
                self._missing(f"indicators[{leaf.label.zh}]", leaf.label)
                continue
            row = rows[name]
            measure = leaf.measure
            if isinstance(measure, Field) and (fact := fact_of(self.scheme, measure.path, row.actual)) is not None:
                facts[measure.path] = fact
            elif isinstance(leaf, Indicator) and measure is None:
                score = self._number(row, row.score, "score")
                if score is not None:
                    judgements[leaf.id] = Judgement(score, reason=row.reason)
        return facts, judgements
