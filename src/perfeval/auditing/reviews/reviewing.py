"""A review held against a self-evaluation: both evaluated, row by row, and every deduction with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

from perfeval.auditing.reviews.addresses import addressed
from perfeval.auditing.reviews.checks import all_findings, grade_change
from perfeval.auditing.reviews.faults import faults_of_facts, faults_of_head, faults_of_judgements, faults_of_nodes
from perfeval.auditing.reviews.figures import Leaf, is_judged, leaf_of, value_of
from perfeval.auditing.reviews.results import ReviewedRow, ReviewResult
from perfeval.auditing.reviews.rows import ReviewRow, Taken
from perfeval.evaluation import Award, Evaluation, Outcome, RecordEngine, engine_of
from perfeval.findings import Finding, SubmissionError, Text
from perfeval.model import REVIEW_REASONS, Judgement, Review, ReviewReason, Scheme, Submission
from perfeval.numbers import exact_sum


def review(
    own: Submission,
    reviewed: Review,
    scheme: Scheme,
    *,
    reasons: Sequence[ReviewReason] = REVIEW_REASONS,
    **policies: Any,
) -> ReviewResult:
    """Evaluate a self-evaluation as it was handed in and as its reviewer sees it.

    Args:
        own: what was handed in.
        reviewed: what the reviewer found instead.
        scheme: the scheme that both are evaluated by.
        reasons: the reason codes that the review may use.
        **policies: `not_applicable`, `on_missing` and `identity`, as for an evaluation.

    Raises:
        SubmissionError: a review of something else, or of indicators, rows or figures that are not there; all at once.

    Example:
        >>> from perfeval.auditing import review
        >>> from perfeval.model import Entity, Indicator, Judgement, Review, Scheme, Submission
        >>> scheme = Scheme(id="toy", label="示例", groups=[Indicator("work", "工作", 100)])
        >>> own = Submission(entity=Entity("某局"), year=2024, judgements={"work": Judgement(95)})
        >>> result = review(own, Review(reviewer="某所", judgements={"work": Judgement(85)}), scheme)
        >>> result.change, [finding.code for finding in result.findings]
        (Decimal('-10.00'), ['R401'])
    """
    engine = engine_of(scheme)
    before = engine.evaluate(own, **policies)
    case = _laid_over(own, reviewed, before, engine, reasons, policies)
    rows = tuple(case.rows())
    found = all_findings((case.row_under_review(row) for row in rows), reasons)
    found += tuple(grade_change((before.total, before.grade), (case.after.total, case.after.grade)))
    return ReviewResult(review=reviewed, own=before, reviewed=case.after, rows=rows, findings=found, reasons=reasons)


@frozen
class _Case:
    """A self-evaluation and its review, each evaluated."""

    own: Submission
    seen: Submission
    before: Evaluation
    ruled: Evaluation
    """As the reviewer sees the figures, without the points that he gives or takes by himself."""
    after: Evaluation
    judgements: Mapping[str, Judgement]
    """By the ids of outcomes."""
    remarks: Mapping[str, str]
    engine: RecordEngine
    review: Review

    def rows(self) -> Iterator[ReviewedRow]:
        """Every indicator and row."""
        labels = {outcome.id: outcome.label for outcome in self.after.outcomes()}
        leaves = {leaf.id: leaf for leaf in self.engine.plan.leaves()}
        before = {outcome.id: outcome for outcome in self.before.outcomes()}
        for outcome in self.after.indicators():
            yield self._row(before.get(outcome.id), outcome, leaves, labels.get(outcome.group, Text()))

    def _row(self, was: Outcome | None, outcome: Outcome, leaves: Mapping[str, Leaf], group: Text) -> ReviewedRow:
        judgement = self.judgements.get(outcome.id, Judgement())
        shown = outcome.kind != "open"
        leaf = leaf_of(outcome, leaves)
        return ReviewedRow(
            id=outcome.id,
            label=outcome.label,
            group=group,
            points=outcome.points,
            own_value=value_of(was, self.own, leaf, self.engine) if was is not None and shown else Text(),
            own_score=None if was is None else was.score,
            own_level=None if was is None else was.level,
            reviewed_value=value_of(outcome, self.seen, leaf, self.engine) if shown else Text(),
            reviewed_score=outcome.score,
            reviewed_level=outcome.level,
            codes=dict.fromkeys(
                code for code in (judgement.code, *(d.code for d in judgement.deductions or ())) if code
            ),
            remark="；".join(dict.fromkeys(text for text in self._said(outcome.id, judgement) if text)),
            evidence=dict.fromkeys(
                (*judgement.evidence, *(d.evidence for d in judgement.deductions or () if d.evidence))
            ),
        )

    def _said(self, id: str, judgement: Judgement) -> Iterator[str]:
        """What the reviewer wrote about a row."""
        yield judgement.reason.strip()
        for deduction in judgement.deductions or ():
            yield deduction.reason.strip()
        for texts in (self.remarks, self.review.not_applicable, self.review.applicable):
            yield texts.get(id, "").strip()

    def row_under_review(self, row: ReviewedRow) -> ReviewRow:
        """The row as the checks look at it."""
        judgement = self.judgements.get(row.id)
        single = () if judgement is None else judgement.deductions or ()
        taken = [Taken(d.points, d.share) for d in single]
        if judgement is not None and judgement.share is not None:
            taken.append(Taken(None if not single else exact_sum(d.points for d in single), judgement.share))
        return ReviewRow(
            path=f"indicators.{row.id}",
            label=row.label,
            full=row.points,
            own=row.own_score,
            reviewed=row.reviewed_score,
            ruled=self.ruled[row.id].score,
            empty=judgement is not None and is_blank(judgement) and self.after[row.id].status != "not_applicable",
            codes=row.codes,
            taken=tuple(taken),
            said=() if judgement is None and not row.remark else tuple(self._said(row.id, judgement or Judgement())),
        )


def is_blank(judgement: Judgement) -> bool:
    """Whether a judgement says nothing about the score."""
    return judgement.points is None and judgement.deductions is None and judgement.level is None


def _laid_over(
    own: Submission,
    reviewed: Review,
    before: Evaluation,
    engine: RecordEngine,
    reasons: Sequence[ReviewReason],
    policies: Mapping[str, Any],
) -> _Case:
    """The review laid over the self-evaluation, and everything that does not fit, at once."""
    plan = engine.plan
    leaves = {leaf.id: leaf for leaf in plan.leaves()}
    faults: list[Finding] = [*faults_of_head(reviewed, own, plan), *faults_of_nodes(reviewed, plan)]
    faults += faults_of_facts(reviewed, own, plan)
    if any(fault.location.startswith("facts.") for fault in faults):
        figures = own
    else:
        figures = evolve(reviewed, judgements={}).over(own)
    places = engine.evaluate(figures, **policies)
    known, wrong = addressed(reviewed.judgements, places, "judgements")
    remarked, lost = addressed(reviewed.remarks, places, "remarks")
    judged = {key: is_judged(leaf_of(outcome, leaves)) for key, outcome in known.items()}
    faults += [*wrong, *lost, *faults_of_judgements(reviewed, known, judged, reasons)]
    if faults:
        raise SubmissionError(faults)
    given = {known[key].id: judgement for key, judgement in reviewed.judgements.items()}
    by_person = {known[key].id: reviewed.judgements[key] for key, person in judged.items() if person}
    seen = evolve(figures, judgements={**figures.judgements, **by_person})
    awards = {id: _award(judgement) for id, judgement in given.items() if id not in by_person}
    ruled = engine.evaluate(seen, **policies)
    after = engine.evaluate(seen, awards=awards, **policies) if awards else ruled
    remarks = {remarked[key].id: text for key, text in reviewed.remarks.items()}
    return _Case(own, seen, before, ruled, after, given, remarks, engine, reviewed)


def _award(judgement: Judgement) -> Award:
    off = None if judgement.deductions is None else exact_sum(d.points for d in judgement.deductions)
    return Award(judgement.points, off)
