"""From compiled rules to outcomes: measure, score, combine."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from perfeval.evaluation.awards import Award
from perfeval.evaluation.compiling import Compiler, Compute
from perfeval.evaluation.figures import Frame, rows_of
from perfeval.evaluation.missing import Missing, Reason, merged, missing
from perfeval.evaluation.outcome import Outcome, OutcomeKind, Policies, Status
from perfeval.evaluation.plan import PlannedGroup, PlannedIndicator, PlannedNode, PlannedRows
from perfeval.findings import Text
from perfeval.model import AveragingTable, NoCombination, Sum, WeakestLink
from perfeval.numbers import exact_sum, round_places, to_decimal

Score = Callable[[Frame, Policies], Outcome]
_ZERO = Decimal(0)


def scorer(node: PlannedNode, compiler: Compiler, group: str = "") -> Score:
    """A function that scores one node of the tree."""
    match node:
        case PlannedGroup():
            return _group(node, compiler, group)
        case PlannedRows():
            return _rows(node, compiler, group)
    return _indicator(node, compiler, group)


def _indicator(node: PlannedIndicator, compiler: Compiler, group: str) -> Score:
    marked = marker(node, compiler)
    when = None if node.not_applicable_when is None else compiler(node.not_applicable_when)
    id, label, full = node.id, node.label, node.full

    def run(f: Frame, policies: Policies) -> Outcome:
        if id in f.submission.not_applicable:
            return Outcome(id, label, "indicator", group, full, "not_applicable", note=f.submission.not_applicable[id])
        if when is not None:
            held = when(f, None)
            if held is True:
                return Outcome(id, label, "indicator", group, full, "not_applicable", note="scheme")
            if held.__class__ is Missing:
                return without(node, "indicator", group, full, held, policies, may_not_apply=True)
        return marked(f, None, policies, id, label, full, "indicator", group)

    return run


def marker(node: PlannedIndicator, compiler: Compiler) -> Callable[..., Outcome]:
    """A function that measures and scores an indicator, or one row."""
    rule = compiler.scoring(node.rule, node.measure)
    measure = None if node.measure is None else compiler(node.measure)
    yields, scale = node.yields, node.scale

    def run(
        f: Frame,
        row: int | None,
        policies: Policies,
        id: str,
        label: Text,
        points: Decimal | None,
        kind: OutcomeKind,
        group: str,
    ) -> Outcome:
        measured = f.measure = None if measure is None else measure(f, row)
        known = None if measured.__class__ is Missing else measured
        found = rule(f, row)
        if f.awards is not None and id in f.awards and points is not None:
            found = _awarded(f.awards[id], found, Fraction(points) if yields == "share" else Fraction(1), id)
        if found.__class__ is Missing:
            return without(node, kind, group, points, found, policies, id=id, label=label, measure=known)
        if scale is not None:
            return Outcome(id, label, kind, group, None, "scored", level=found, measure=known)
        assert points is not None
        marks = Fraction(*points.as_integer_ratio())
        share, earned = (found, found * marks) if yields == "share" else (found / marks, found)
        if not 0 <= share.numerator <= share.denominator:
            outside = missing("out_of_bounds", id)
            return without(node, kind, group, points, outside, policies, id=id, label=label, measure=known)
        score = round_places(earned, policies.places, policies.rounding)
        return Outcome(id, label, kind, group, points, "scored", share, score, None, known)

    return run


def _awarded(award: Award, found: Any, worth: Fraction, id: str) -> Any:
    """What a reviewer gives in place of what the rule found, as the rule would have said it: `worth` is its unit."""
    marks = award.of(found if found.__class__ is Missing else found * worth, id)
    return marks if isinstance(marks, Missing) else marks / worth


def without(
    node: PlannedIndicator | PlannedRows,
    kind: OutcomeKind,
    group: str,
    points: Decimal | None,
    why: Missing,
    policies: Policies,
    *,
    id: str = "",
    label: Text | None = None,
    measure: Any = None,
    may_not_apply: bool = False,
    children: tuple[Outcome, ...] = (),
) -> Outcome:
    """The outcome of a node without a result: unscored, zero, or the scale's own level for missing information."""
    scale = node.scale if isinstance(node, PlannedIndicator) else None
    level = scale.missing if scale is not None else None
    status: Status = "unscored"
    share, score = None, None
    if level is not None:
        status = "scored"
    elif policies.on_missing == "zero" and points is not None:
        status, share, score = "scored", Fraction(0), round_places(Fraction(0), policies.places)
    return Outcome(
        id or node.id,
        label or node.label,
        kind,
        group,
        points,
        status,
        share,
        score,
        level,
        measure,
        why.reasons,
        may_not_apply=may_not_apply,
        children=children,
    )


def _rows(node: PlannedRows, compiler: Compiler, group: str) -> Score:
    where, points = compiler(node.where), compiler(node.points)
    name = None if node.row_label is None else compiler(node.row_label)
    marked = marker(node.each, compiler)
    id, full = node.id, node.full

    def run(f: Frame, policies: Policies) -> Outcome:
        if id in f.submission.not_applicable:
            return Outcome(id, node.label, "open", group, full, "not_applicable", note=f.submission.not_applicable[id])
        brought = _brought(f, node, where, points, policies.places)
        if isinstance(brought, Missing):
            return without(node, "open", group, full, brought, policies)
        children = tuple(
            marked(f, n, policies, f"{id}[{n}]", _label(name, f, node.table, n), to_decimal(marks), "row", id)
            for n, marks in brought
        )
        return _summed(id, node.label, "open", group, full, children)

    return run


def _brought(
    f: Frame, node: PlannedRows, where: Compute, points: Compute, places: int
) -> list[tuple[int, Fraction]] | Missing:
    """The group's rows with their points, or why they cannot be told; they have to make exactly the group's points.

    Points with more decimals than a score has would let rounded full marks exceed them.
    """
    rows = rows_of(f.submission, node.table)
    if rows is None:
        return missing("not_given", node.table)
    kept = [(n, where(f, n)) for n in range(len(rows))]
    found = [(n, points(f, n)) for n, keep in kept if keep is True]
    gone = [v for _, v in (*kept, *found) if v.__class__ is Missing]
    if gone:
        return merged(gone)
    if not found:
        return missing("no_rows", node.id)
    usable = all(marks > 0 and (marks * 10**places).denominator == 1 for _, marks in found)
    if not usable or sum((marks for _, marks in found), Fraction(0)) != node.full:
        return missing("rows_points", node.id)
    return found


def _label(name: Compute | None, f: Frame, table: str, row: int) -> Text:
    """What the row is called; never the name of a classified project."""
    rows = rows_of(f.submission, table) or ()
    if getattr(rows[row], "classified", False):
        return Text("（涉密）", "(classified)")
    found = None if name is None else name(f, row)
    return Text(found) if isinstance(found, str) else Text(f"第 {row + 1} 行", f"row {row + 1}")


def _group(node: PlannedGroup, compiler: Compiler, group: str) -> Score:
    scores = [scorer(child, compiler, node.id) for child in node.children]
    id, label, combine = node.id, node.label, node.combine

    def run(f: Frame, policies: Policies) -> Outcome:
        children = tuple(score(f, policies) for score in scores)
        if id in f.submission.not_applicable:
            children = tuple(_not_applicable(child, f.submission.not_applicable[id]) for child in children)
        if isinstance(combine, Sum):
            points = exact_sum(c.points or _ZERO for c in children)
            return _summed(id, label, "group", group, points, children)
        return _levelled(node, group, children)

    return run


def _not_applicable(outcome: Outcome, note: str) -> Outcome:
    children = tuple(_not_applicable(child, note) for child in outcome.children)
    return Outcome(
        outcome.id,
        outcome.label,
        outcome.kind,
        outcome.group,
        outcome.points,
        "not_applicable",
        note=note,
        children=children,
    )


def status_of(children: tuple[Outcome, ...]) -> Status:
    """The status that children make together."""
    states = {c.status for c in children}
    if "unscored" in states:
        return "unscored"
    return "not_applicable" if states == {"not_applicable"} else "scored"


def _summed(
    id: str, label: Text, kind: OutcomeKind, group: str, points: Decimal, children: tuple[Outcome, ...]
) -> Outcome:
    status = status_of(children)
    score = exact_sum(c.score for c in children if c.score is not None) if status == "scored" else None
    return Outcome(id, label, kind, group, points, status, None, score, children=children)


def _levelled(node: PlannedGroup, group: str, children: tuple[Outcome, ...]) -> Outcome:
    status = status_of(children)
    level: str | None = None
    reasons: tuple[Reason, ...] = ()
    if status == "scored" and not isinstance(node.combine, NoCombination):
        level = _combined(node, children)
        if level is None:
            status, reasons = "unscored", missing("no_rule", node.id).reasons
    return Outcome(node.id, node.label, "group", group, None, status, level=level, reasons=reasons, children=children)


def _combined(node: PlannedGroup, children: tuple[Outcome, ...]) -> str | None:
    """The group's level from those of the children that apply."""
    scales = {c.id: c.scale for c in node.children if not isinstance(c, PlannedRows)}
    levels = [
        scale.counted(child.level)
        for child in children
        if child.status == "scored" and child.level is not None and (scale := scales[child.id]) is not None
    ]
    if isinstance(node.combine, AveragingTable):
        return node.combine.lookup(tuple(levels))
    assert isinstance(node.combine, WeakestLink)
    scale = next(s for s in scales.values() if s is not None)
    ranked = sorted(levels, key=scale.levels.index)
    return ranked[0] + ("+" if node.combine.plus and ranked[-1] != ranked[0] else "")
