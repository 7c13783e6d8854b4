"""Check B101: the parts of an amount add up to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from perfeval.auditing.agreeing import scale_of, sum_agrees, told, yuan
from perfeval.auditing.checks import Audited, Check
from perfeval.findings import Finding, Text, kind
from perfeval.model import Figure, FundsRow, Sheet, Stage

STAGES: tuple[Stage, ...] = ("original", "adjusted", "actual")
_MOST = 60  # parts of which other ways to add them up are tried
STAGE_WORDS = {
    "previous": Text("上年决算数", "previous year"),
    "original": Text("年初预算数", "original budget"),
    "adjusted": Text("全年预算数", "adjusted budget"),
    "actual": Text("全年执行数", "actual"),
}


def parts(a: Audited) -> Iterator[Finding]:
    """B101: the parts of an amount add up to it, stage by stage."""
    below: dict[str, list[FundsRow]] = defaultdict(list)
    for part in a.sheet.funds:
        below[part.within].append(part)
    for row in a.sheet.funds:
        for stage in STAGES:
            found = _footed(row, below.get(row.path, []), stage, a.sheet)
            if found is not None:
                yield found


def _footed(row: FundsRow, below: Sequence[FundsRow], stage: Stage, sheet: Sheet) -> Finding | None:
    total = row.stage(stage)
    if total is None or not total.value:  # a total of zero over parts is B105
        return None
    adding = [part for part in below if not part.of_which]
    singles = [part for part in below if part.of_which]
    if len(adding) == 1:
        singles, adding = [*singles, *adding], []
    if len(singles) > 1 and not adding and _footed_elsewhere(row, singles, stage, sheet):
        singles, adding = [], singles
    for part in (one for one in singles if one.line or len(singles) == 1 or one.label.startswith("其中")):
        if (figure := part.stage(stage)) is not None and _above(figure, total, sheet):
            return _parts(row, total, stage, told(_in_unit_of(total, [figure], sheet)))
    figures = [figure for part in adding if (figure := part.stage(stage)) is not None and figure.value is not None]
    if not figures or _adds_up(total, figures, sheet):
        return None
    if not _plain_elsewhere(row, adding, stage, sheet) and _adds_up_otherwise(total, figures, sheet):
        return None
    whole = _in_unit_of(total, figures, sheet)
    if len(figures) < len(adding) and whole <= Fraction(total.value):
        return None  # what a blank part stands for is not known
    return _parts(row, total, stage, told(whole))


def _footed_elsewhere(row: FundsRow, below: Sequence[FundsRow], stage: Stage, sheet: Sheet) -> bool:
    """Whether rows that need not be all parts are all of them, as another stage shows."""
    for other in STAGES:
        total, figures = row.stage(other), [figure for part in below if (figure := part.stage(other)) is not None]
        if other != stage and total is not None and total.value and figures and _adds_up(total, figures, sheet):
            return True
    return False


def _plain_elsewhere(row: FundsRow, below: Sequence[FundsRow], stage: Stage, sheet: Sheet) -> bool:
    """Whether another stage, with figures for all of the same rows, shows that each of them counts once."""

    def filled(part: FundsRow, at: Stage) -> bool:
        figure = part.stage(at)
        return figure is not None and bool(figure.value)

    for other in STAGES:
        total, figures = row.stage(other), [figure for part in below if (figure := part.stage(other)) is not None]
        same = all(filled(part, other) for part in below if filled(part, stage))
        if other != stage and total is not None and total.value and same and _adds_up(total, figures, sheet):
            return True
    return False


def _adds_up_otherwise(total: Figure, figures: Sequence[Figure], sheet: Sheet) -> bool:
    """Whether parts make the total without those below others, or in their order several times (by source, by use)."""
    if len(figures) > _MOST:
        return False
    if _adds_up(total, _without_subordinate(figures), sheet):
        return True
    run: list[Figure] = []
    lengths: list[int] = []
    for figure in (figure for figure in figures if figure.value):
        run.append(figure)
        if _adds_up(total, run, sheet):
            lengths.append(len(run))
            run = []
    return not run and max(lengths, default=0) > 1


def _without_subordinate(figures: Sequence[Figure]) -> Sequence[Figure]:
    """The parts without those that break down the one just before them, where a form shows them on one level."""
    kept: list[Figure] = []
    rest = [figure for figure in figures if figure.value]
    while rest:
        first, *rest = rest
        kept.append(first)
        ends = (n for n in range(1, len(rest) + 1) if sum_agrees(first, rest[:n]))
        rest = rest[next(ends, 0) :]
    return kept if len(kept) > 1 else figures


def _adds_up(total: Figure, figures: Sequence[Figure], sheet: Sheet) -> bool:
    if len({scale_of(f, sheet.money_unit) for f in (total, *figures)}) == 1:
        return sum_agrees(total, figures)
    held = Figure(total.path, total.raw, total.value, total.places)
    return sum_agrees(held, [_converted(total, figure, sheet) for figure in figures])


def _converted(total: Figure, figure: Figure, sheet: Sheet) -> Figure:
    value = _in_unit_of(total, [figure], sheet)
    scaled = Decimal(value.numerator) / Decimal(value.denominator)  # units of money are powers of ten
    return Figure(figure.path, figure.raw, scaled, max(0, -int(scaled.as_tuple().exponent)))


def _in_unit_of(total: Figure, figures: Sequence[Figure], sheet: Sheet) -> Fraction:
    """The sum of amounts in the unit of the total."""
    whole = sum((yuan(figure, sheet.money_unit) or Fraction(0) for figure in figures), Fraction(0))
    return whole / scale_of(total, sheet.money_unit)


def _above(figure: Figure, total: Figure, sheet: Sheet) -> bool:
    part, whole = yuan(figure, sheet.money_unit), yuan(total, sheet.money_unit)
    return part is not None and whole is not None and part > whole


def _parts(row: FundsRow, total: Figure, stage: Stage, expected: str) -> Finding:
    return kind("B101").at(
        total.path,
        origin=total.origin,
        stated=total.raw,
        expected=expected,
        label=row.label,
        stage=STAGE_WORDS[stage],
    )


FOOTING = Check(id="budget-parts", kinds=[kind("B101")], run=parts, follows=["B105", "B108"])
"""The check."""
