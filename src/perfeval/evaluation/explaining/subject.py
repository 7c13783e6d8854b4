"""What is known of an indicator before any submission: its words, its steps, the figures it reads."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from perfeval.evaluation.compiling import Compiler, Compute
from perfeval.evaluation.explaining.steps import Step, steps
from perfeval.evaluation.figures import Frame
from perfeval.evaluation.plan import PlannedIndicator
from perfeval.expressions import Choose, Expr, Field, Function, Parameter, Total, judged, lowered, walk, words
from perfeval.findings import Text
from perfeval.model import Indicator, Leaf, bound


@frozen(eq=False)
class Subject:
    """An indicator, or the rows of an open group, ready to be explained."""

    leaf: Leaf
    planned: PlannedIndicator
    measure: Expr | None
    """The measure in the author's own functions."""
    measuring: Step | None
    scoring: Step
    rule: Expr
    """The scoring in the author's own functions, with the measure in it."""
    standard: Text
    conditions: Mapping[Expr, Compute]
    parameters: tuple[Parameter, ...]
    reads: Mapping[str, Field]
    """The figures that its rules name."""
    computes: Mapping[Expr, Compute]
    judged: bool

    @property
    def aspects(self) -> tuple[Text, ...]:
        """What an evaluator looks at."""
        return self.leaf.aspects if isinstance(self.leaf, Indicator) else ()

    def standard_for(self, frame: Frame, row: int | None) -> Text:
        """The standard in words; of a choice between standards, the one that applied."""
        rule = self.rule
        while isinstance(rule, Choose):
            held = self.conditions[rule.when](frame, row)
            if not isinstance(held, bool):
                break
            rule = rule.then if held else rule.otherwise
        return words(rule) if isinstance(rule, Function) and rule is not self.rule else self.standard


def subject(leaf: Leaf, planned: PlannedIndicator, compiler: Compiler) -> Subject:
    """Prepare a leaf."""
    made = bound(leaf)
    known: dict[Expr, Step] = {}
    measuring = None if planned.measure is None else steps(planned.measure, compiler, known)
    scoring = steps(planned.rule, compiler, known)
    rules = [made.scoring] if made.measure is None else [made.measure, made.scoring]
    nodes = list(dict.fromkeys(node for rule in rules for node in walk(rule)))
    fields = [node for node in nodes if isinstance(node, Field)]
    return Subject(
        leaf,
        planned,
        made.measure,
        measuring,
        scoring,
        made.scoring,
        words(leaf.scoring),
        {n.when: compiler(lowered(n.when)) for n in nodes if isinstance(n, Choose)},
        tuple(n for n in nodes if isinstance(n, Parameter) and not n.name.startswith("points.")),
        {f.path: f for f in fields},
        {n: compiler(lowered(n)) for n in nodes if isinstance(n, Field | Total)},
        leaf.measure is None and leaf.scoring == judged(),
    )
