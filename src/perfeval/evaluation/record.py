"""The record engine: one submission, exact rational arithmetic. It is the definition of right."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock

from attrs import frozen

from perfeval.evaluation.awards import Award
from perfeval.evaluation.compiling import Compiler, Compute
from perfeval.evaluation.figures import Frame
from perfeval.evaluation.grading import Graded, Held, graded
from perfeval.evaluation.missing import Missing, Reason
from perfeval.evaluation.outcome import Evaluation, Identity, Outcome, Policies
from perfeval.evaluation.plan import Plan, PlannedCap, plan
from perfeval.evaluation.remarks import Names, reasons_of, zeroed
from perfeval.evaluation.scoring import scorer
from perfeval.evaluation.totalling import Total, totalled
from perfeval.findings import Finding, Text, kind
from perfeval.model import NotApplicable, OnMissing, Scheme, Submission


@frozen
class _Veto:
    cap: PlannedCap
    when: Compute


class RecordEngine:
    """A plan compiled to closures; safe to share between threads, since evaluating changes nothing in it."""

    def __init__(self, plan: Plan) -> None:
        """Compile the plan."""
        self.plan = plan
        self.inputs = {i.path: i for i in plan.inputs}
        self.compiler = Compiler(self.inputs)
        self._groups = [scorer(node, self.compiler) for node in plan.groups]
        self._bonus = [scorer(node, self.compiler) for node in plan.bonus]
        self._penalties = [scorer(node, self.compiler) for node in plan.penalties]
        self._caps = [_Veto(cap, self.compiler(cap.when)) for cap in plan.caps]
        self._names = Names(plan, self.compiler)
        self.labels = {leaf.id: leaf.label for leaf in plan.leaves()}
        self.labels |= {f"judgements.{leaf.id}": leaf.label for leaf in plan.leaves()}
        self.labels |= {i.path: i.label for i in plan.inputs}
        self.labels |= {i.table: i.table_label for i in plan.inputs if i.table}

    def evaluate(
        self,
        submission: Submission,
        *,
        not_applicable: NotApplicable | None = None,
        on_missing: OnMissing | None = None,
        identity: Identity | None = None,
        awards: Mapping[str, Award] | None = None,
    ) -> Evaluation:
        """Measure, score, combine, grade, find.

        Args:
            submission: what was handed in.
            not_applicable: the policy for points that do not apply, in place of the scheme's.
            on_missing: the policy for indicators without a result, in place of the scheme's.
            identity: the versions to record; the digest is always the plan's.
            awards: what a reviewer gives by the ids of indicators and rows, whatever their rules say.
        """
        plan = self.plan
        policies = Policies(
            not_applicable or plan.not_applicable, on_missing or plan.on_missing, plan.places, plan.rounding
        )
        frame = Frame(submission, awards)
        groups = tuple(score(frame, policies) for score in self._groups)
        bonus = tuple(score(frame, policies) for score in self._bonus)
        penalties = tuple(score(frame, policies) for score in self._penalties)
        total = totalled(plan, groups, bonus, penalties, policies) if plan.totals else Total(None, None, None, groups)
        vetoes = self._held(frame)
        grade = self._graded(total, [held for held, _ in vetoes])
        outcomes = (*total.groups, *bonus, *penalties)
        complete = total.value is not None if plan.totals else all(o.status != "unscored" for o in outcomes)
        findings = self._findings(submission, outcomes, total, grade, vetoes)
        return Evaluation(
            scheme=plan.scheme,
            label=plan.label,
            edition=plan.edition,
            entity=submission.entity.name,
            year=submission.year,
            groups=total.groups,
            bonus=bonus,
            penalties=penalties,
            full=plan.full if plan.totals else None,
            total=total.value,
            grade=None if grade is None else grade.grade,
            uncapped=None if grade is None else grade.uncapped,
            caps=() if grade is None else grade.applied,
            complete=complete,
            lower=total.lower,
            upper=total.upper,
            possible_grades=() if grade is None else grade.possible,
            policies=policies,
            overrides=plan.overrides,
            weighting=plan.weighting,
            identity=Identity(identity.perfeval if identity else "", identity.plugin if identity else "", plan.digest),
            findings=findings,
        )

    def _held(self, frame: Frame) -> list[tuple[Held, tuple[Reason, ...]]]:
        """Each veto: held, not held or unknown, and why unknown."""
        found: list[tuple[Held, tuple[Reason, ...]]] = []
        for veto in self._caps:
            held = veto.when(frame, None)
            unknown = held.__class__ is Missing
            found.append(((None if unknown else held, veto.cap.grade, veto.cap.label), held.reasons if unknown else ()))
        return found

    def _graded(self, total: Total, caps: list[Held]) -> Graded | None:
        if self.plan.grades is None or total.lower is None or total.upper is None:
            return None
        return graded(self.plan.grades, total.value, total.lower, total.upper, caps)

    def _findings(
        self,
        s: Submission,
        outcomes: tuple[Outcome, ...],
        total: Total,
        grade: Graded | None,
        vetoes: list[tuple[Held, tuple[Reason, ...]]],
    ) -> tuple[Finding, ...]:
        every = list(_walked(outcomes))
        found = list(reasons_of(every, self.labels))
        found += zeroed(every)
        if self.plan.totals and total.lower is None:
            found.append(kind("E204").at(""))
        if grade is not None:
            found += _of_grade(grade, vetoes)
        found += self._names.remarks(s)
        return tuple(found)


def _of_grade(grade: Graded, vetoes: list[tuple[Held, tuple[Reason, ...]]]) -> list[Finding]:
    doubtful = [
        kind("E205").at(
            "grade",
            grade=name,
            label=label,
            because=[r.place for (_, g, _), why in vetoes for r in why if g == name],
        )
        for name, label in grade.doubtful
    ]
    if grade.uncapped is None:
        return doubtful
    after = grade.grade or "/".join(grade.possible)
    applied: list[Text] = list(grade.applied)
    return doubtful + [kind("E206").at("grade", before=grade.uncapped, after=after, label=label) for label in applied]


def _walked(outcomes: tuple[Outcome, ...]) -> list[Outcome]:
    found: list[Outcome] = []
    for outcome in outcomes:
        found.append(outcome)
        if outcome.children:
            found += _walked(outcome.children)
    return found


_ENGINES: dict[str, RecordEngine] = {}
_MOST = 64
_LOCK = Lock()


def engine_of(scheme: Scheme) -> RecordEngine:
    """The engine of a scheme, compiled once for all equal schemes; the last few are kept."""
    found = _ENGINES.get(scheme.digest)
    if found is None:
        found = RecordEngine(plan(scheme))
        with _LOCK:
            while len(_ENGINES) >= _MOST:
                _ENGINES.pop(next(iter(_ENGINES)))
            _ENGINES[scheme.digest] = found
    return found


def evaluate(
    submission: Submission,
    scheme: Scheme,
    *,
    not_applicable: NotApplicable | None = None,
    on_missing: OnMissing | None = None,
    identity: Identity | None = None,
) -> Evaluation:
    """Evaluate a submission by a scheme.

    Example:
        >>> from perfeval.evaluation import evaluate
        >>> from perfeval.model import Entity, Indicator, Judgement, Scheme, Submission
        >>> scheme = Scheme(id="toy", label="示例", groups=[Indicator("work", "工作", 100)])
        >>> own = Submission(entity=Entity("某局"), year=2024, judgements={"work": Judgement("87.5")})
        >>> evaluate(own, scheme).total
        Decimal('87.50')
    """
    return engine_of(scheme).evaluate(
        submission, not_applicable=not_applicable, on_missing=on_missing, identity=identity
    )
