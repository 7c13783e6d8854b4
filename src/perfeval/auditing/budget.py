"""Checks B: the arithmetic of a printed budget."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from perfeval.auditing.agreeing import percent, rate_agrees, yuan
from perfeval.auditing.checks import Audited, Check, Setting
from perfeval.auditing.footing import FOOTING, STAGE_WORDS, STAGES
from perfeval.auditing.marks import grand_total, printed
from perfeval.auditing.units_of_money import UNITS
from perfeval.findings import Finding, Text, kind
from perfeval.model import FundsRow, Sheet, Stage


def rates(a: Audited) -> Iterator[Finding]:
    """B102: a printed execution rate is actual ÷ adjusted."""
    for row in a.sheet.funds:
        rate, exact = printed(row.rate), execution_rate(row, a.sheet)
        if rate is None or rate.value is None or exact is None or rate_agrees(rate, exact):
            continue
        adjusted, actual = row.stage("adjusted"), row.stage("actual")
        assert adjusted is not None
        assert actual is not None
        shown = max(rate.places, 2)
        yield kind("B102").at(
            rate.path,
            origin=rate.origin,
            stated=rate.raw,
            expected=percent(exact, shown),
            label=row.label,
            actual=actual.raw,
            adjusted=adjusted.raw,
        )


def execution_rate(row: FundsRow, sheet: Sheet) -> Fraction | None:
    """Actual ÷ adjusted, None where either is not printed or there is no budget."""
    adjusted, actual = _amount(row, "adjusted", sheet), _amount(row, "actual", sheet)
    return actual / adjusted if adjusted and actual is not None else None


def _amount(row: FundsRow, stage: Stage, sheet: Sheet) -> Fraction | None:
    figure = row.stage(stage)
    return None if figure is None else yuan(figure, sheet.money_unit)


def overspent(a: Audited) -> Iterator[Finding]:
    """B103: no more was spent than the adjusted budget."""
    for row in a.sheet.funds:
        rate, actual, adjusted = execution_rate(row, a.sheet), row.stage("actual"), row.stage("adjusted")
        if rate is not None and rate > 1 and actual is not None and adjusted is not None:
            yield kind("B103").at(
                actual.path, origin=actual.origin, stated=actual.raw, expected=adjusted.raw, label=row.label
            )


def zero_budgets(a: Audited) -> Iterator[Finding]:
    """B104: nothing is rated on a budget of zero."""
    for row in a.sheet.funds:
        if _amount(row, "adjusted", a.sheet) != 0:
            continue
        score = printed(row.score)
        for figure, what in (
            (printed(row.rate), Text("执行率", "a rate of")),
            (score if score is not None and score.value else None, Text("得分", "a score of")),
        ):
            if figure is not None and figure.value is not None:
                yield kind("B104").at(figure.path, origin=figure.origin, stated=figure.raw, label=row.label, what=what)
                break


def empty_totals(a: Audited) -> Iterator[Finding]:
    """B105: the grand total is not zero or empty over parts that are not."""
    total = grand_total(a.sheet)
    if total is None:
        return
    below = _below(total, a.sheet)
    for part in below:
        stages = [s for s in STAGES if _amount(part, s, a.sheet) and not _amount(total, s, a.sheet)]
        readable = [s for s in stages if (figure := total.stage(s)) is None or figure.value is not None]
        if readable:
            yield kind("B105").at(
                total.path,
                origin=total.origin,
                stated=_listed(total),
                expected=_listed(part),
                label=total.label,
                part=part.label,
            )
            return


def _below(total: FundsRow, sheet: Sheet) -> list[FundsRow]:
    """The rows that are parts of a total, and their parts."""
    paths, found = {total.path}, []
    for row in sheet.funds:
        if row.within in paths and row.path not in paths:
            paths.add(row.path)
            found.append(row)
    return found


def _listed(row: FundsRow) -> str:
    return " / ".join("" if (figure := row.stage(stage)) is None else figure.raw for stage in STAGES).strip() or "—"


def large_changes(a: Audited) -> Iterator[Finding]:
    """B107: a large change of the whole budget during the year is explained."""
    total = grand_total(a.sheet)
    if total is None or total.reason.strip():
        return
    original, adjusted = _amount(total, "original", a.sheet), _amount(total, "adjusted", a.sheet)
    was, now = total.stage("original"), total.stage("adjusted")
    if not original or adjusted is None or was is None or now is None:
        return
    change = (adjusted - original) / original
    if abs(change) > Fraction(a.settings["share"]):
        yield kind("B107").at(
            now.path,
            origin=now.origin,
            stated=now.raw,
            expected=was.raw,
            label=total.label,
            change=percent(abs(change)),
            direction=Text("增加", "above") if change > 0 else Text("减少", "below"),
        )


def amounts(a: Audited) -> Iterator[Finding]:
    """B108: an amount is a number, and not negative."""
    for row in a.sheet.funds:
        for stage in ("previous", *STAGES):
            figure = row.stage(stage)
            if figure is not None and (figure.value is None or figure.value < 0):
                yield kind("B108").at(
                    figure.path, origin=figure.origin, stated=figure.raw, label=row.label, stage=STAGE_WORDS[stage]
                )


BUDGET = (
    FOOTING,
    Check(id="execution-rates", kinds=[kind("B102")], run=rates, follows=["B101", "B105", "B108"]),
    Check(id="overspending", kinds=[kind("B103")], run=overspent, follows=["B105", "B106"]),
    Check(id="zero-budgets", kinds=[kind("B104")], run=zero_budgets, follows=["B105"]),
    Check(id="empty-totals", kinds=[kind("B105")], run=empty_totals),
    UNITS,
    Check(
        id="budget-changes",
        kinds=[kind("B107")],
        run=large_changes,
        settings=[
            Setting("share", Decimal("0.2"), Text("调整幅度超过多少要说明", "change that asks for an explanation"))
        ],
        follows=["B106"],
    ),
    Check(id="budget-amounts", kinds=[kind("B108")], run=amounts),
)
"""The checks of a budget."""
