"""An explanation as values: what was measured, by which standard, what came of it, what it rests on."""

from __future__ import annotations

from attrs import frozen

from perfeval.evaluation.outcome import Evaluation, Outcome
from perfeval.expressions import Source
from perfeval.findings import Text
from perfeval.findings.showing import Shown
from perfeval.model import Override


@frozen
class Basis:
    """Something that a score rests on, with its source."""

    what: str
    """The parameter, indicator or path."""
    label: Text
    """What people call it."""
    value: Text
    """Its value, where it has one."""
    source: Source | None
    """Its source; None where none was stated."""


@frozen
class Explanation:
    """Why one indicator, row or group came out as it did."""

    outcome: Outcome
    """The result that is explained."""
    measured_as: Text = Text()
    """What the measure is called."""
    formula: Text = Text()
    """计算: the measure in words with the figures in it."""
    figures: Text = Text()
    """The same in bare figures, where the words do not show them."""
    measure: Text = Text()
    """What the measure came to."""
    exact: bool = True
    """Whether the measure is shown in full."""
    standard: Text = Text()
    """标准: the scoring in words."""
    working: Text = Text()
    """得分: from the measure to the score."""
    reasons: tuple[Text, ...] = ()
    """Why there is no result, or zero."""
    remarks: tuple[Text, ...] = ()
    """What the evaluator said."""
    aspects: tuple[Text, ...] = ()
    """What the evaluator looked at."""
    bases: tuple[Basis, ...] = ()
    """What it rests on."""
    overrides: tuple[Override, ...] = ()
    """What was changed in the scheme and touches it, in its order: its points, the parameters of its rules."""


@frozen(repr=False)
class Explained(Shown):
    """An evaluation with the explanation of each of its outcomes."""

    evaluation: Evaluation
    """The evaluation."""
    total: Text
    """How the total and the grade came about."""
    explanations: tuple[Explanation, ...]
    """One for each outcome, parents first."""
