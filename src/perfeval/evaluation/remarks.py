"""What an evaluation has to say beside its digits: why something is unscored, and what looks wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from perfeval.evaluation.compiling import Compiler
from perfeval.evaluation.figures import Frame, rows_of
from perfeval.evaluation.missing import Reason
from perfeval.evaluation.outcome import Outcome
from perfeval.evaluation.plan import Plan, PlannedIndicator, PlannedRows
from perfeval.expressions import Field, suggestion, walk
from perfeval.findings import Finding, Text, kind, say
from perfeval.model import STANDARD, Submission

_STANDARD = frozenset({"judgements", *(i.path.partition(".")[0] for i in STANDARD)})
_CODES = {
    "not_given": "E101",
    "zero_denominator": "E102",
    "no_rows": "E103",
    "no_rule": "E104",
    "outside_tier": "E105",
    "out_of_bounds": "E106",
    "unreadable": "E107",
    "rows_points": "E108",
}


def reasons_of(outcomes: Iterable[Outcome], labels: Mapping[str, Text]) -> Iterator[Finding]:
    """A finding for each reason, once."""
    seen: set[Reason] = set()
    for outcome in outcomes:
        for reason in outcome.reasons:
            if reason not in seen:
                seen.add(reason)
                yield of_reason(reason, labels)


def of_reason(reason: Reason, labels: Mapping[str, Text]) -> Finding:
    """The finding for a reason; its location is where the figure stands in a file."""
    location = f"facts.{reason.place}" if _is_fact(reason, labels) else reason.place
    place = Text(location)
    if label := labels.get(reason.path):
        place = say("{label}（{place}）", "{label} ({place})", label=label, place=location)
    code = _CODES.get(reason.code, "E109")
    return kind(code).at(location, place=place, reason=reason.code)


def _is_fact(reason: Reason, labels: Mapping[str, Text]) -> bool:
    """Whether the reason points at a figure or table of the scheme's own, which files keep under `facts`."""
    at_a_figure = reason.code in ("not_given", "unreadable", "out_of_bounds")
    return at_a_figure and reason.path in labels and reason.path.partition(".")[0] not in _STANDARD


def zeroed(outcomes: Iterable[Outcome]) -> Iterator[Finding]:
    """Unknown counted as zero, by policy."""
    for outcome in outcomes:
        if outcome.reasons and outcome.score is not None:
            yield kind("E203").at(f"indicators.{outcome.id}", id=outcome.id)


class Names:
    """The names that a plan knows, to tell what in a submission it does not use."""

    def __init__(self, plan: Plan, compiler: Compiler) -> None:
        """Collect the ids, figures and tables of a plan."""
        self.leaves = {leaf.id for leaf in plan.leaves()}
        self.judged = {leaf.id for leaf in plan.leaves() if _reads_judgement(leaf)}
        self.ids = {node.id for node in plan.nodes()}
        self.facts = {i.path for i in plan.inputs}
        self.tables = {i.table for i in plan.inputs if i.table}
        self.columns = {t: {i.path for i in plan.inputs if i.table == t} for t in self.tables}
        open_groups = [leaf for leaf in plan.leaves() if isinstance(leaf, PlannedRows)]
        self.filters = {
            table: [compiler(g.where) for g in open_groups if g.table == table]
            for table in {g.table for g in open_groups}
        }

    def remarks(self, s: Submission) -> Iterator[Finding]:
        """Names that the plan does not know, rows that no group takes, judgements of what does not apply."""
        for id in sorted(s.judgements.keys() - self.leaves):
            yield self._unknown(f"judgements.{id}", id, self.leaves)
        for id in sorted(s.judgements.keys() & (self.leaves - self.judged)):
            yield kind("E208").at(f"judgements.{id}", id=id)
        for id in sorted(s.not_applicable.keys() - self.ids):
            yield self._unknown(f"not_applicable.{id}", id, self.ids)
        for path, value in s.facts.items():
            if isinstance(value, tuple) and path in self.tables:
                given = dict.fromkeys(f"{path}.{name}" for row in value for name in row)
                yield from (self._unknown(c, c, self.columns[path]) for c in given if c not in self.columns[path])
            elif path not in self.facts:
                yield self._unknown(f"facts.{path}", path, self.facts | self.tables)
        for id in sorted(s.not_applicable.keys() & s.judgements.keys()):
            yield kind("E202").at(f"not_applicable.{id}", id=id)
        frame = Frame(s)
        for table, filters in self.filters.items():
            for n in range(len(rows_of(s, table) or ())):
                if all(keep(frame, n) is False for keep in filters):
                    yield kind("E201").at(f"{table}[{n}]", place=f"{table}[{n}]")

    def _unknown(self, location: str, name: str, known: Iterable[str]) -> Finding:
        return kind("E207").at(location, name=name, near=suggestion(name, known))


def _reads_judgement(leaf: PlannedRows | PlannedIndicator) -> bool:
    rules = () if isinstance(leaf, PlannedRows) else (leaf.rule, leaf.measure, leaf.not_applicable_when)
    figures = (node.path for rule in rules if rule is not None for node in walk(rule) if isinstance(node, Field))
    return f"judgements.{leaf.id}" in figures
