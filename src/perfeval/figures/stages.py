"""The picture of a budget: original, adjusted and actual of its main lines."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from perfeval.evaluation import Reported
from perfeval.figures.colours import DARK, INK, LIGHT, MIDDLE, SOFT
from perfeval.figures.figure import Figure
from perfeval.figures.furniture import BODY, MARGIN, SMALL, WIDTH, Key, Sheet, finished, headed, legend, sheet
from perfeval.figures.marks import Box, Mark, Words
from perfeval.figures.taking import label_text, nothing
from perfeval.figures.typesetting import seen
from perfeval.figures.words import listing, word
from perfeval.findings import Lang, Text, join, text
from perfeval.model import STAGES, Budget, BudgetLine, Submission
from perfeval.numbers import Money
from perfeval.reports.told import amount, money_unit

_LOOKS = {"original": LIGHT, "adjusted": MIDDLE, "actual": DARK}
_LABELS = 110
_AMOUNTS = 100
_STEP, _BAR = 13, 10


def budget(
    submission: Submission | Reported,
    *,
    lang: Lang | None = None,
    heading: str | None = None,
    font: str | None = None,
) -> Figure:
    """The three stages of the main lines of a budget.

    A stage that was not given has no bar and says so; a line without any amount above zero is left out.

    Args:
        submission: what was handed in, or an evaluation with it.
        lang: the language of the words in it.
        heading: what stands over it in place of its own title; empty for nothing.
        font: the file of a font to be used before those of the system.

    Raises:
        UsageError: no amounts (I422), or the extra `figures` is not installed (I205).

    Example:
        >>> import perfeval
        >>> from perfeval import figures
        >>> office = perfeval.load("examples/foshan-2021/hmt-office.toml")
        >>> figures.budget(office).alt.en.rpartition("; ")[2]
        'total: original 854.53, adjusted 922.01, actual 884.78.'
    """
    found = submission.submission if isinstance(submission, Reported) else submission
    if found is None:
        raise nothing("保存的评价结果里没有预算", "a saved evaluation holds no budget")
    on, unit, shown = sheet(lang, font, heading), money_unit(found), _shown(found.budget)
    most = max((_of(line, stage) for line in shown for stage in STAGES), default=Fraction(0))
    if most <= 0:
        raise nothing("预算没有金额", "the budget has no amounts")
    title = word("budget", entity=text(seen(found.entity.name)), year=found.year)
    marks, y = headed(on, title, [word("budget_unit", unit=unit)])
    keys, y = legend(on, [Key(Box(0, 0, 0, 0, _LOOKS[s], DARK), name[on.lang]) for s, name in STAGES.items()], y)
    for line in shown:
        marks += _line(on, line, unit, most, y)
        y += 3 * _STEP + 10
    alt = [word("full_stop", text=title), word("full_stop", text=word("budget_unit", unit=unit))]
    return finished(on, title, [*alt, word("full_stop", text=listing(_told(b, unit) for b in shown))], marks + keys, y)


def _shown(budget: Budget) -> list[BudgetLine]:
    """The total and its parts, as far as anything is there."""
    main = (line for line in budget.lines if line.part_of in (None, "total") and line.of_which is None)
    return [line for line in main if any(_of(line, stage) for stage in STAGES)]


def _of(line: BudgetLine, stage: str) -> Fraction:
    money: Money | None = getattr(line, stage)
    return Fraction(0) if money is None else Fraction(money.yuan)


def _name(line: BudgetLine) -> Text:
    return label_text(line.label) or text(seen(line.id))


def _amount(line: BudgetLine, stage: str, unit: str) -> Text:
    """An amount as it was written, or in the unit of the picture."""
    money: Money | None = getattr(line, stage)
    if money is None:
        return word("not_given")
    return word("below_zero", amount=amount(money, unit)) if money.yuan < 0 else text(amount(money, unit))


def _told(line: BudgetLine, unit: str) -> Text:
    stages = [word("stage", stage=name, amount=_amount(line, stage, unit)) for stage, name in STAGES.items()]
    return word("line", label=_name(line), stages=join(stages, "，", ", "))


def _line(on: Sheet, line: BudgetLine, unit: str, most: Fraction, y: Fraction) -> Iterator[Mark]:
    lines = on.typesetter.broken(_name(line)[on.lang], BODY, _LABELS, 3)
    for n, part in enumerate(lines):
        yield Words(MARGIN, y + 9 + 12 * n, part, BODY, INK)
    left = MARGIN + _LABELS + 8
    room = WIDTH - left - MARGIN - _AMOUNTS
    for stage, fill in _LOOKS.items():
        wide = max(_of(line, stage), Fraction(0)) / most * room
        told = _amount(line, stage, unit)[on.lang]
        given = getattr(line, stage) is not None
        if given:
            yield Box(left, y, wide, _BAR, fill, DARK, name=f"{stage}:{line.id}")
        yield Words(left + wide + 5, y + 8, told, SMALL, INK if given else SOFT)
        y += _STEP
