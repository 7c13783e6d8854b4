"""Explanations, built from the author's words and the engine's own figures."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from threading import Lock
from typing import Any

from perfeval.evaluation.explaining.explanation import Basis, Explained, Explanation
from perfeval.evaluation.explaining.lines import combined, measured, remarks, scored
from perfeval.evaluation.explaining.showing import Shower
from perfeval.evaluation.explaining.subject import Subject, subject
from perfeval.evaluation.explaining.totals import total_text
from perfeval.evaluation.explaining.working import Working
from perfeval.evaluation.outcome import Evaluation, Outcome
from perfeval.evaluation.plan import PlannedGroup, PlannedNode, PlannedRows
from perfeval.evaluation.record import RecordEngine, engine_of
from perfeval.evaluation.remarks import of_reason
from perfeval.findings import Text, say
from perfeval.model import Override, Scheme, Submission


class Explainer:
    """Explains evaluations by one scheme; what does not depend on the submission is prepared once."""

    def __init__(self, scheme: Scheme) -> None:
        """Prepare the scheme's words."""
        self.engine: RecordEngine = engine_of(scheme)
        planned = {leaf.id: leaf for leaf in self.engine.plan.leaves()}
        self.groups = {group.id: group for group in _groups(self.engine.plan.groups)}
        self.subjects: dict[str, Subject] = {}
        for leaf in (*scheme.leaves(), *scheme.bonus, *scheme.penalties):
            found = planned[leaf.id]
            each = found.each if isinstance(found, PlannedRows) else found
            self.subjects[leaf.id] = subject(leaf, each, self.engine.compiler)

    def explain(self, submission: Submission, evaluation: Evaluation) -> Explained:
        """Explain every outcome; figures are recomputed, never taken on trust."""
        shower = Shower(submission, self.engine.inputs)
        told = tuple(self.one(o, submission, shower, evaluation.overrides) for o in evaluation.outcomes())
        return Explained(evaluation, total_text(evaluation, self.engine.plan), told)

    def one(
        self, outcome: Outcome, submission: Submission, shower: Shower, overrides: tuple[Override, ...] = ()
    ) -> Explanation:
        """Explain one outcome."""
        found = self.subjects.get(outcome.group if outcome.kind == "row" else outcome.id)
        reasons = tuple(of_reason(r, self.engine.labels).message for r in outcome.reasons)
        if outcome.id in self.groups and outcome.status != "not_applicable":
            return Explanation(outcome, reasons=reasons, **combined(self.groups[outcome.id], outcome))
        if found is None or outcome.kind == "open" or outcome.status == "not_applicable":
            return Explanation(outcome, reasons=reasons)
        row = int(outcome.id.rpartition("[")[2][:-1]) if outcome.kind == "row" else None
        judgement = submission.judgements.get(outcome.id)
        about: dict[str, Any] = {}
        writer = Working(submission, row, shower, found.measuring)
        if found.measure is not None:
            about = measured(found, found.measure, writer)
        if outcome.status == "scored" and not outcome.reasons:
            about["working"] = scored(found, outcome, writer, judgement, self.engine.plan.rounding)
        return Explanation(
            outcome,
            reasons=reasons,
            standard=found.standard_for(writer.frame, row),
            remarks=tuple(remarks(judgement)),
            aspects=found.aspects,
            bases=tuple(_bases(found, shower)),
            overrides=tuple(o for o in overrides if _touches(o, found)),
            **about,
        )


def _groups(nodes: Iterable[PlannedNode]) -> Iterator[PlannedGroup]:
    for node in nodes:
        if isinstance(node, PlannedGroup):
            yield node
            yield from _groups(node.children)


def _touches(override: Override, found: Subject) -> bool:
    if override.kind == "points":
        return override.name == found.leaf.id
    return any(p.name == override.name for p in found.parameters)


def _bases(found: Subject, shower: Shower) -> Iterator[Basis]:
    """Parameters, the indicator itself, and the submitted values that it reads."""
    for p in found.parameters:
        yield Basis(p.name, p.label or Text(p.name), shower.constant(p), p.source)
    if found.leaf.source is not None:
        yield Basis(found.leaf.id, found.leaf.label, Text(), found.leaf.source)
    for place, path, source in shower.sources:
        for read, figure in found.reads.items():
            if read == path or read.startswith(f"{path}."):
                label = figure.label or Text(read)
                yield Basis(place, say("{label} {place}", "{label} {place}", label=label, place=place), Text(), source)
                break


_EXPLAINERS: OrderedDict[str, Explainer] = OrderedDict()
_MOST = 16
_LOCK = Lock()


def explainer_of(scheme: Scheme) -> Explainer:
    """The explainer of a scheme, prepared once for all equal schemes; the last few are kept."""
    with _LOCK:
        found = _EXPLAINERS.get(scheme.digest)
        if found is None:
            found = _EXPLAINERS[scheme.digest] = Explainer(scheme)
            while len(_EXPLAINERS) > _MOST:
                _EXPLAINERS.popitem(last=False)
        return found


def explain(submission: Submission, scheme: Scheme, evaluation: Evaluation | None = None) -> Explained:
    """Evaluate a submission, or take its evaluation, and explain every outcome.

    Example:
        >>> from perfeval.evaluation import explain
        >>> from perfeval.model import Entity, Indicator, Judgement, Scheme, Submission
        >>> scheme = Scheme(id="toy", label="示例", groups=[Indicator("work", "工作", 100)])
        >>> own = Submission(entity=Entity("某局"), year=2024, judgements={"work": Judgement("87.5")})
        >>> explain(own, scheme).explanations[0].working.en
        'the evaluator gave 87.50'
    """
    explainer = explainer_of(scheme)
    return explainer.explain(submission, evaluation or explainer.engine.evaluate(submission))
