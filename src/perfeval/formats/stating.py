"""A submission as what it states: the same figures as a published sheet would print them, to be audited alike."""

from __future__ import annotations

from decimal import Decimal

from perfeval.findings import Origin
from perfeval.model import BudgetLine, Figure, FundsRow, IndicatorRow, Reading, Sheet, Submission, Target
from perfeval.model.sheet import Column
from perfeval.numbers import Money, plain

_STAGES: frozenset[Column] = frozenset({"original", "adjusted", "actual"})
_OF_TARGETS: frozenset[Column] = frozenset({"target", "actual", "points", "reason"})
_OF_JUDGEMENTS: frozenset[Column] = frozenset({"score"})


def stated(submission: Submission, file: str = "") -> Reading:
    """What a submission states, as a reading of one sheet.

    Example:
        >>> from perfeval.formats import stated
        >>> from perfeval.model import Budget, BudgetLine, Entity, Submission
        >>> own = Submission(entity=Entity("某局"), year=2024, budget=Budget([BudgetLine("total", actual="12.50万元")]))
        >>> stated(own).sheets[0].funds[0].actual.raw
        '12.50'
    """
    origin = Origin(file)
    lines = {line.id: line for line in submission.budget.lines}
    sheet = Sheet(
        kind=submission.kind,
        entity=submission.entity.name,
        year=submission.year,
        money_unit=submission.money_unit,
        funds=[_funds(line, lines, origin) for line in submission.budget.lines],
        funds_columns=_STAGES if lines else (),
        indicators=[*_targets(submission, origin), *_judged(submission, origin)],
        columns=_OF_TARGETS if submission.targets else _OF_JUDGEMENTS,
        origin=origin,
    )
    return Reading(file, sheets=[sheet])


def _funds(line: BudgetLine, lines: dict[str, BudgetLine], origin: Origin) -> FundsRow:
    path = _funds_path(line)
    above = line.part_of or line.of_which
    return FundsRow(
        path=path,
        label=line.label["zh"] or line.id,
        name=line.label["zh"] or line.id,
        line=line.id,
        within=_funds_path(lines[above]) if above in lines else "",
        of_which=line.part_of is None and line.of_which is not None,
        original=_amount(f"{path}.original", line.original, origin),
        adjusted=_amount(f"{path}.adjusted", line.adjusted, origin),
        actual=_amount(f"{path}.actual", line.actual, origin),
        origin=origin,
    )


def _funds_path(line: BudgetLine) -> str:
    return f"funds[{line.label['zh'] or line.id}]"


def _targets(submission: Submission, origin: Origin) -> list[IndicatorRow]:
    seen: dict[str, int] = {}
    rows = []
    for target in submission.targets or ():
        seen[target.name] = count = seen.get(target.name, 0) + 1
        path = f"indicators[{target.name}{'' if count == 1 else f'#{count}'}]"
        rows.append(_target(target, path, origin))
    return rows


def _target(target: Target, path: str, origin: Origin) -> IndicatorRow:
    wanted = _number(f"{path}.target", target.target, origin, target.unit)
    if wanted is not None and target.relation:
        wanted = Figure(wanted.path, wanted.raw, wanted.value, wanted.places, wanted.unit, origin, target.relation)  # type: ignore[arg-type]
    return IndicatorRow(
        path=path,
        label=target.name,
        group=target.group or "",
        kind=target.kind or "",
        target=wanted,
        actual=_number(f"{path}.actual", target.actual, origin, target.unit),
        points=_number(f"{path}.points", target.points, origin),
        reason=target.reason,
        origin=origin,
    )


def _judged(submission: Submission, origin: Origin) -> list[IndicatorRow]:
    return [
        IndicatorRow(
            path=f"indicators[{id}]",
            label=id,
            score=_number(f"indicators[{id}].score", judgement.points, origin),
            reason=judgement.reason,
            origin=origin,
        )
        for id, judgement in submission.judgements.items()
    ]


def _amount(path: str, money: Money | None, origin: Origin) -> Figure | None:
    return None if money is None else _number(path, money.amount, origin, money.unit)


def _number(path: str, value: Decimal | None, origin: Origin, unit: str = "") -> Figure | None:
    if value is None:
        return None
    exponent = value.as_tuple().exponent
    return Figure(path, plain(value), value, max(0, -int(exponent)), unit, origin)
