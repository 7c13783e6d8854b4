"""What a form for reviewers asks: each indicator and row of a self-evaluation, each figure that decides a score."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Final, Literal

from attrs import field, frozen

from perfeval.auditing.reviews.figures import figures_of, is_judged, leaf_of, row_number, target_goal, value_of
from perfeval.evaluation import Outcome, PlannedIndicator, PlannedRows, RecordEngine, engine_of
from perfeval.evaluation.figures import raw_of, rows_of
from perfeval.findings import Text, say
from perfeval.model import REVIEW_REASONS, Input, ReviewReason, Scheme, Submission
from perfeval.model.collections import listed
from perfeval.numbers import Money, plain

Value = Literal["", "actual", "tier"]
"""What of a row its reviewed value replaces: nothing, the actual value, or the tier with its degree."""

FORM: Final = "perfeval.review-form/1"
"""What the hidden sheet of a form begins with."""


@frozen(kw_only=True)
class FormRow:
    """One indicator or row to review."""

    id: str
    """Its id."""
    label: Text
    """What the scheme or the submission calls it."""
    group: Text
    """What it stands under."""
    points: Decimal | None
    """Full marks; None on an ordinal scale."""
    goal: str = ""
    """The target, `≥300天`."""
    own_value: Text = Text()
    """The value that the self-evaluation gives."""
    own_score: Decimal | None = None
    """The score that it comes to."""
    own_level: str | None = None
    """The level, on an ordinal scale."""
    applies: bool = True
    """Whether the self-evaluation finds it applicable."""
    judged: bool = False
    """Whether a judgement decides its score."""
    value: Value = ""
    """What its reviewed value replaces."""
    levels: tuple[str, ...] = field(default=(), converter=listed)
    """The levels to choose from."""
    figures: tuple[str, ...] = field(default=(), converter=listed)
    """The paths of the figures in the form that decide its score."""


@frozen(kw_only=True)
class FormFigure:
    """One figure to review."""

    path: str
    """`budget.total.actual`, `tasks[0].done`."""
    label: Text
    """What it is called."""
    kind: str
    """money, ratio, number, flag, text or date, as inputs are declared."""
    unit: str = ""
    """Its unit."""
    options: tuple[str, ...] = field(default=(), converter=listed)
    """What a text can be."""
    own: Text | Decimal = Text()
    """The value that was handed in; a number where it is one."""


@frozen(kw_only=True)
class ReviewForm:
    """A whole form."""

    entity: str
    """Whose self-evaluation it is."""
    year: int
    """The budget year."""
    scheme: str
    """The id of the scheme."""
    label: Text
    """Its title."""
    edition: str
    """Its edition."""
    digest: str
    """The digest of the scheme."""
    total: Decimal | None
    """The total of the self-evaluation."""
    grade: str | None
    """Its grade."""
    rows: tuple[FormRow, ...] = field(converter=listed)
    """What is reviewed."""
    figures: tuple[FormFigure, ...] = field(converter=listed)
    """The figures behind it."""
    reasons: tuple[ReviewReason, ...] = field(default=REVIEW_REASONS, converter=listed)
    """The reasons to choose from."""


def review_form_of(
    own: Submission, scheme: Scheme, *, reasons: Sequence[ReviewReason] = REVIEW_REASONS, **policies: Any
) -> ReviewForm:
    """The form for a self-evaluation.

    Example:
        >>> from perfeval.auditing import review_form_of
        >>> from perfeval.model import Entity, Indicator, Judgement, Scheme, Submission
        >>> scheme = Scheme(id="toy", label="示例", groups=[Indicator("work", "工作", 100)])
        >>> own = Submission(entity=Entity("某局"), year=2024, judgements={"work": Judgement(95)})
        >>> [(row.id, row.own_score) for row in review_form_of(own, scheme).rows]
        [('work', Decimal('95.00'))]
    """
    engine = engine_of(scheme)
    evaluation = engine.evaluate(own, **policies)
    labels = {outcome.id: outcome.label for outcome in evaluation.outcomes()}
    figures = tuple(_figures(own, engine))
    known = {figure.path for figure in figures}
    shown = [outcome for outcome in evaluation.indicators() if outcome.kind != "open"]
    return ReviewForm(
        entity=own.entity.name,
        year=own.year,
        scheme=scheme.id,
        label=scheme.label,
        edition=scheme.edition,
        digest=scheme.digest,
        total=evaluation.total,
        grade=evaluation.grade,
        rows=[_row(outcome, own, engine, labels.get(outcome.group, Text()), known) for outcome in shown],
        figures=figures,
        reasons=reasons,
    )


def _row(outcome: Outcome, own: Submission, engine: RecordEngine, group: Text, known: set[str]) -> FormRow:
    leaf = leaf_of(outcome, {each.id: each for each in engine.plan.leaves()})
    target = (own.targets or ())[row_number(outcome)] if _of_targets(leaf) else None
    scale = leaf.scale if isinstance(leaf, PlannedIndicator) else None
    return FormRow(
        id=outcome.id,
        label=outcome.label,
        group=group,
        points=outcome.points,
        goal="" if target is None else target_goal(target),
        own_value=value_of(outcome, own, leaf, engine),
        own_score=outcome.score,
        own_level=outcome.level,
        applies=outcome.status != "not_applicable",
        judged=is_judged(leaf),
        value="" if target is None else "actual" if target.tier is None else "tier",
        levels=() if scale is None else scale.levels,
        figures=[path for path in _paths(leaf, outcome, own) if path in known],
    )


def _of_targets(leaf: PlannedIndicator | PlannedRows) -> bool:
    return isinstance(leaf, PlannedRows) and leaf.table == "targets"


def _paths(leaf: PlannedIndicator | PlannedRows, outcome: Outcome, own: Submission) -> Iterator[str]:
    """The figures of one outcome: of its own row, or of every row of a table that it adds up."""
    table = leaf.table if isinstance(leaf, PlannedRows) else None
    for path in figures_of(leaf):
        head, _, column = path.partition(".")
        rows = rows_of(own, head)
        if head == table and rows is not None:
            yield f"{head}[{row_number(outcome)}].{column}"
        elif rows is not None:
            yield from (f"{head}[{n}].{column}" for n in range(len(rows)))
        else:
            yield path


def _figures(own: Submission, engine: RecordEngine) -> Iterator[FormFigure]:
    """Every figure of the rules; not those of targets, which stand in their rows, nor anything classified."""
    used = dict.fromkeys(path for leaf in engine.plan.leaves() for path in figures_of(leaf))
    for cap in engine.plan.caps:
        used |= dict.fromkeys(figures_of(_as_leaf(cap.when)))
    for path in used:
        declared = engine.inputs[path]
        if declared.table is None:
            yield _figure(path, declared.label, declared, raw_of(path, None)(own, None), own)
        elif declared.table != "targets":
            yield from _column(path, declared, own)


def _as_leaf(rule: Any) -> PlannedIndicator:
    return PlannedIndicator("", Text(), None, None, None, rule, "points")


def _column(path: str, declared: Input, own: Submission) -> Iterator[FormFigure]:
    table, column = declared.table or "", path.partition(".")[2]
    for n, row in enumerate(rows_of(own, table) or ()):
        if getattr(row, "classified", False):
            continue
        name = row.get("name") if isinstance(row, dict) else getattr(row, "name", None)
        place = Text(str(name)) if name else say("第 {n} 行", "row {n}", n=n + 1)
        label = say("{place}：{label}", "{place}: {label}", place=place, label=declared.label)
        yield _figure(f"{table}[{n}].{column}", label, declared, raw_of(path, table)(own, n), own)


def _figure(path: str, label: Text, declared: Input, value: Any, own: Submission) -> FormFigure:
    unit = own.money_unit if declared.kind == "money" else "" if declared.out_of else declared.unit
    return FormFigure(
        path=path, label=label, kind=declared.kind, unit=unit, options=declared.options, own=_own(value, unit)
    )


def _own(value: Any, unit: str) -> Text | Decimal:
    """A value as it was handed in; an amount in the unit of the file without it."""
    if isinstance(value, bool):
        return Text("是", "yes") if value else Text("否", "no")
    if isinstance(value, Money):
        return value.amount if value.unit == unit else Text(value.text)
    if isinstance(value, datetime.date):
        return Text(value.isoformat())
    if isinstance(value, Decimal):
        return value if len(value.as_tuple().digits) <= 15 else Text(plain(value))
    return Text("" if value is None else str(value))
