"""One indicator, or one row of an open group, scored by its rule whatever becomes of the rest."""

from __future__ import annotations

from decimal import Decimal
from weakref import WeakKeyDictionary

from perfeval.evaluation.figures import Frame
from perfeval.evaluation.outcome import Outcome, Policies
from perfeval.evaluation.plan import PlannedIndicator, PlannedRows
from perfeval.evaluation.record import RecordEngine, engine_of
from perfeval.evaluation.scoring import marker
from perfeval.model import Scheme, Submission


class LeafByLeaf:
    """The rules of a scheme asked one by one, with points that a printed form gives: a local split, an open row.

    Example:
        >>> from decimal import Decimal
        >>> from perfeval.evaluation import leaf_by_leaf
        >>> from perfeval.model import Entity, Indicator, Judgement, Scheme, Submission
        >>> scheme = Scheme(id="toy", label="示例", groups=[Indicator("work", "工作", 100)])
        >>> own = Submission(entity=Entity("某局"), year=2024, judgements={"work": Judgement(7)})
        >>> leaf_by_leaf(scheme).score(own, "work", Decimal(10)).score
        Decimal('7.00')
    """

    def __init__(self, engine: RecordEngine) -> None:
        """Compile each rule apart from its group."""
        self.policies = Policies("none", "incomplete", engine.plan.places, engine.plan.rounding)
        self._leaves: dict[str, PlannedIndicator] = {
            leaf.id: leaf.each if isinstance(leaf, PlannedRows) else leaf for leaf in engine.plan.leaves()
        }
        self._rules = {id: marker(leaf, engine.compiler) for id, leaf in self._leaves.items()}

    def score(self, submission: Submission, id: str, points: Decimal, row: int | None = None) -> Outcome:
        """The outcome of an indicator, or of one row of an open group.

        Args:
            submission: the facts.
            id: the indicator or open group.
            points: the full marks that its form gives it.
            row: which row of the table, for an open group.
        """
        leaf = self._leaves[id]
        kind = "indicator" if row is None else "row"
        return self._rules[id](Frame(submission), row, self.policies, id, leaf.label, points, kind, "")


_KEPT: WeakKeyDictionary[RecordEngine, LeafByLeaf] = WeakKeyDictionary()


def leaf_by_leaf(scheme: Scheme) -> LeafByLeaf:
    """The rules of a scheme, compiled once as long as its engine is kept."""
    engine = engine_of(scheme)
    found = _KEPT.get(engine)
    if found is None:
        found = _KEPT[engine] = LeafByLeaf(engine)
    return found
