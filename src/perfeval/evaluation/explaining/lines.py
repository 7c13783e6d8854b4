"""The lines of an explanation: what was measured, how it was scored, what the evaluator said."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from perfeval.evaluation.explaining.showing import cut, whole
from perfeval.evaluation.explaining.subject import Subject
from perfeval.evaluation.explaining.working import Working, portion, product
from perfeval.evaluation.missing import Missing
from perfeval.evaluation.outcome import Outcome
from perfeval.evaluation.plan import PlannedGroup
from perfeval.expressions import Arithmetic, Const, Expr, Field, Parameter, Total, phrase, walk, words
from perfeval.findings import Text, join, say
from perfeval.model import AveragingTable, Judgement, WeakestLink
from perfeval.numbers import Rounding, plain

_PLAIN = (Field, Parameter, Const, Arithmetic)
_ROUNDED: dict[Rounding, str] = {
    "half_up": "四舍五入",
    "half_even": "四舍六入五成双",
    "down": "截尾",
    "up": "进位",
    "floor": "舍去",
    "ceiling": "进位",
}


def measured(subject: Subject, measure: Expr, writer: Working) -> dict[str, Any]:
    """The measure in words with its figures, in bare figures, and what it came to."""
    shower = writer.shower
    step = subject.measuring
    assert step is not None
    value = writer.value(step)

    def leaf(node: Expr) -> Text | None:
        if isinstance(node, Field | Total) and not (node is measure and isinstance(node, Total)):
            found = subject.computes[node](writer.frame, writer.row)
            shown = Text("（缺）", "(missing)") if found.__class__ is Missing else shower.given(node, found)
            return say("{label} {shown}", "{label} {shown}", label=words(node), shown=shown)
        if isinstance(node, Total):
            return words(node)  # its value comes next
        if isinstance(node, Parameter):
            return say(
                "{label} {value}",
                "{label} {value}",
                label=node.label or Text(node.name),
                value=shower.constant(node),
            )
        return None

    known = value.__class__ is not Missing
    has_functions = any(not isinstance(node, _PLAIN) for node in walk(measure))
    formula = phrase(measure, leaf)
    return {
        "measured_as": subject.leaf.measured_as or Text("指标值", "the measure"),
        "formula": formula if not isinstance(measure, Field) or subject.leaf.measured_as != measure.label else Text(),
        "figures": writer.write(step) if known and has_functions else Text(),
        "measure": shower.full(measure, value) if known else Text(),
        "exact": not known or shower.exact(measure, value),
    }


def scored(subject: Subject, outcome: Outcome, writer: Working, judgement: Judgement | None, mode: Rounding) -> Text:
    """From the measure, or the judgement, to the score."""
    if outcome.level is not None:
        return say("评为 {level}", "{level}", level=outcome.level)
    assert outcome.score is not None
    assert outcome.share is not None
    assert outcome.points is not None
    was = outcome.points if outcome.kind == "row" else subject.leaf.points or outcome.points
    if subject.judged:
        return _judged(outcome, judgement, was, mode)
    score = plain(outcome.score)
    if outcome.share == 1:
        return say("达到满分条件，得满分 {score} 分", "earns full marks, {score}", score=score)
    if outcome.share == 0:
        return Text("得 0 分", "earns none")
    marks = outcome.share * Fraction(outcome.points)
    if subject.planned.yields == "share":
        working = product(Fraction(outcome.points), subject.scoring, writer)
    elif outcome.points == was:
        working = writer.write(subject.scoring)
    else:
        working = portion(Fraction(outcome.points), subject.scoring, Fraction(was), writer)
    if working == Text(cut(marks)):
        working = Text("落入该档", "this band")
    return _comes_to(working, marks, outcome.score, mode)


def _comes_to(working: Text, marks: Fraction, score: Decimal, mode: Rounding) -> Text:
    """A working, the marks that it comes to, and how they were rounded."""
    zh, en = "{working} ＝ {marks}", "{working} = {marks}"
    if marks == Fraction(score):
        return say(zh + " 分", en, working=working, marks=plain(score))
    return say(
        f"{zh}，{_ROUNDED[mode]}得 {{score}}",
        en + ", rounded to {score}",
        working=working,
        marks=cut(marks),
        score=plain(score),
    )


def _judged(outcome: Outcome, judgement: Judgement | None, was: Decimal, mode: Rounding) -> Text:
    """What the evaluator gave out of the points that the form prints, and what became of it."""
    assert outcome.score is not None
    assert outcome.share is not None
    assert outcome.points is not None
    marks, given = (outcome.share * Fraction(points) for points in (outcome.points, was))
    as_printed = outcome.points == was
    score = plain(outcome.score)
    if judgement is not None and judgement.deductions is not None:
        off = " + ".join(plain(d.points) for d in judgement.deductions) or "0"
        head = say("满分 {was}，扣 {off}", "{was} less {off}", was=plain(was), off=off)
        if as_printed and marks == outcome.score:
            return say("{head}，得 {score} 分", "{head} makes {score}", head=head, score=score)
    else:
        if as_printed and marks == outcome.score:
            return say("评价人给 {score} 分", "the evaluator gave {score}", score=score)
        head = say("评价人给 {given} 分", "the evaluator gave {given}", given=whole(given))
    if not as_printed:
        again = Text(f"{plain(outcome.points)} × {whole(given)} ÷ {plain(was)}")
        return _comes_to(say("{head}；{again}", "{head}; {again}", head=head, again=again), marks, outcome.score, mode)
    rounded = f"，{_ROUNDED[mode]}得 {{score}} 分"
    return say(f"{{head}}{rounded}", "{head}, rounded to {score}", head=head, score=score)


def combined(group: PlannedGroup, outcome: Outcome) -> dict[str, Any]:
    """How a group's level came from those of its children; nothing for a group that is added up."""
    if isinstance(group.combine, WeakestLink):
        plus = "，另有较高者加“+”" if group.combine.plus else ""
        standard = Text(
            f"取下级中最低的等级{plus}", "the lowest level below" + (', "+" if another is higher' if plus else "")
        )
    elif isinstance(group.combine, AveragingTable):
        standard = Text("按换算表由下级等级得出", "looked up in the table from the levels below")
    else:
        return {}
    levels = [child.level for child in outcome.children if child.level is not None]
    if outcome.level is None or not levels:
        return {"standard": standard}
    listed = join(map(Text, levels), "、", ", ")
    return {
        "standard": standard,
        "working": say("{levels} → {level}", "{levels} → {level}", levels=listed, level=outcome.level),
    }


def remarks(judgement: Judgement | None) -> Iterator[Text]:
    """What the evaluator wrote."""
    if judgement is None:
        return
    if judgement.reason:
        yield Text(judgement.reason)
    for deduction in judgement.deductions or ():
        yield say(
            "扣 {points} 分：{reason}",
            "{points} off: {reason}",
            points=plain(deduction.points),
            reason=deduction.reason or Text("未写理由", "no reason given"),
        )
