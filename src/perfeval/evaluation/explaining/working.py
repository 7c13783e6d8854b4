"""The path that a rule took, in figures: branches not taken and steps without effect are left out."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from perfeval.evaluation.explaining.showing import Shower, cut
from perfeval.evaluation.explaining.steps import Step
from perfeval.evaluation.figures import Frame, rows_of
from perfeval.evaluation.missing import Missing
from perfeval.expressions import Arithmetic, Choose, Const, Extreme, Round, Total
from perfeval.findings import Text, join, say
from perfeval.model import Submission

_SIGNS = {"+": Text(" ＋ ", " + "), "-": Text(" － ", " − "), "*": Text(" × "), "/": Text(" ÷ ")}
_STRENGTH = {"+": 5, "-": 5, "*": 6, "/": 6}
_WHOLE = 9
_NEUTRAL = {"+": 0, "-": 0, "*": 1, "/": 1}
_SHOWN_ROWS = 3


class Working:
    """Writes the working of one submission's figures, for one row where the rule speaks of a row."""

    def __init__(self, submission: Submission, row: int | None, shower: Shower, measure: Step | None = None) -> None:
        """`measure` is put in brackets where it stands inside the scoring, as the form would write it."""
        self.submission, self.row, self.shower, self.measure = submission, row, shower, measure
        self.frame = Frame(submission)
        self._known: dict[tuple[Step, int | None], Any] = {}

    def value(self, step: Step, row: int | None = None) -> Any:
        """What a part came to."""
        at = (step, self.row if row is None else row)
        if at not in self._known:
            self._known[at] = step.compute(self.frame, at[1])
        return self._known[at]

    def write(self, step: Step, outer: int = 0, row: int | None = None) -> Text:
        """The working of a part; `outer` is how strongly the operator around it binds."""
        step, through_measure = self.settled(step, row)
        if through_measure and outer and isinstance(step.rule, Arithmetic):
            outer = _WHOLE
        match step.rule:
            case Arithmetic(op=op):
                strength = _STRENGTH[op]
                left, right = step.parts
                found = join(
                    (self.write(left, strength, row), self.write(right, strength + 1, row)),
                    _SIGNS[op].zh,
                    _SIGNS[op]["en"],
                )
                return say("（{found}）", "({found})", found=found) if strength < outer else found
            case Round():
                return self.rounded(step, row)
            case Total():
                return self.total(step, outer)
        return self.shower.bare(step.rule, self.value(step, row))

    def settled(self, step: Step, row: int | None) -> tuple[Step, bool]:
        """The part that decided, and whether the measure was met on the way to it.

        That is the branch taken, the side that won, the operand that a step without effect left alone.
        """
        through = False
        while True:
            through = through or step is self.measure
            match step.rule:
                case Choose():
                    when, then, otherwise = step.parts
                    step = then if self.value(when, row) is True else otherwise
                case Extreme():
                    step = self._winner(step, row)
                case Arithmetic(op=op) if self._neutral(step.parts[1], _NEUTRAL[op], row):
                    step = step.parts[0]
                case _:
                    return step, through

    def _winner(self, step: Step, row: int | None) -> Step:
        won = self.value(step, row)
        sides = [side for side in step.parts if self.value(side, row) == won]
        return next((side for side in sides if isinstance(side.rule, Const)), sides[0])

    def _neutral(self, step: Step, without_effect: int, row: int | None) -> bool:
        settled, _ = self.settled(step, row)
        return isinstance(settled.rule, Const) and bool(settled.rule.value == without_effect)

    def rounded(self, step: Step, row: int | None) -> Text:
        """A value counted in whole steps, with the value before."""
        inner, found = self.value(step.parts[0], row), self.value(step, row)
        shown = self._counted(step, found)
        if inner == found or isinstance(inner, Missing):
            return shown
        before = self._counted(step, inner)
        return say("{found}（{inner} 取整）", "{found} (from {inner})", found=shown, inner=before)

    def _counted(self, step: Step, value: Any) -> Text:
        """A bare value; a quotient in whole steps is a count, not a percentage."""
        steps = isinstance(step.rule, Round) and isinstance(step.rule.to, Const) and step.rule.to.value == 1
        return Text(cut(value)) if steps and isinstance(value, Fraction) else self.shower.bare(step.rule, value)

    def total(self, step: Step, outer: int) -> Text:
        """A sum as its rows where they are few, else as its value."""
        rule = step.rule
        assert isinstance(rule, Total)
        rows = rows_of(self.submission, rule.table) or ()
        value, where = step.parts
        kept = [n for n in range(len(rows)) if self.value(where, n) is True]
        if isinstance(rule.value, Const) or not 0 < len(kept) <= _SHOWN_ROWS or _secret(rows, kept):
            return self.shower.bare(rule, self.value(step))
        parts = [self.write(value, _STRENGTH["+"] if len(kept) > 1 else outer, n) for n in kept]
        found = join(parts, _SIGNS["+"].zh, _SIGNS["+"]["en"])
        return say("（{found}）", "({found})", found=found) if len(kept) > 1 and outer > _STRENGTH["+"] else found


def _secret(rows: Sequence[Any], kept: list[int]) -> bool:
    """Whether a row is classified, so that its figures may stand in a sum only."""
    return any(getattr(rows[n], "classified", False) for n in kept)


def product(points: Fraction, share: Step, working: Working) -> Text:
    """Full marks times the share's working."""
    return say(
        "{points} × {share}",
        "{points} × {share}",
        points=cut(points),
        share=working.write(share, _STRENGTH["*"]),
    )


def portion(points: Fraction, award: Step, was: Fraction, working: Working) -> Text:
    """An award, which is a part of the printed points, as a part of other points."""
    return say(
        "{points} × {award} ÷ {was}",
        "{points} × {award} ÷ {was}",
        points=cut(points),
        award=working.write(award, _STRENGTH["*"]),
        was=cut(was),
    )
