"""Tables of entities from evaluations."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from perfeval.evaluation import Evaluation
from perfeval.findings import Finding, WeightingError, kind


def scores_of(evaluations: Iterable[Evaluation]) -> dict[str, list[Decimal]]:
    """The scores of entities by indicator, for the weightings that look at a table; an open group is one indicator.

    Args:
        evaluations: complete evaluations by one scheme, one for each entity.

    Raises:
        WeightingError: an indicator without a score, or one that not all have (D417); all at once.

    Example:
        >>> from perfeval.evaluation import evaluate
        >>> from perfeval.model import Entity, Indicator, Judgement, Scheme, Submission
        >>> from perfeval.studies import scores_of
        >>> scheme = Scheme(id="toy", label="示例", groups=[Indicator("work", "工作", 100)])
        >>> own = [Submission(entity=Entity("某局"), year=2024, judgements={"work": Judgement(n)}) for n in (80, 95)]
        >>> scores_of(evaluate(each, scheme) for each in own)
        {'work': [Decimal('80.00'), Decimal('95.00')]}
    """
    tables = [(e.entity, _scores(e)) for e in evaluations]
    names = list(dict.fromkeys(name for _, scores in tables for name in scores))
    faults: list[Finding] = []
    found: dict[str, list[Decimal]] = {name: [] for name in names}
    for n, (entity, scores) in enumerate(tables):
        for name in names:
            score = scores.get(name)
            if score is None:
                faults.append(kind("D417").at(f"evaluations[{n}].{name}", id=name, entity=entity))
            else:
                found[name].append(score)
    if faults:
        raise WeightingError(faults)
    return found


def _scores(evaluation: Evaluation) -> dict[str, Decimal | None]:
    extra = {o.id for o in (*evaluation.bonus, *evaluation.penalties)}
    return {o.id: o.score for o in evaluation.outcomes() if o.kind in ("indicator", "open") and o.id not in extra}
