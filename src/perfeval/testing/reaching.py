"""How far cases reach into a scheme: which indicators, bands and branches, grades and caps none of them has met."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import frozen

from perfeval.evaluation import Evaluation, Outcome, engine_of
from perfeval.evaluation.figures import Frame
from perfeval.evaluation.missing import Missing
from perfeval.expressions import lowered, words
from perfeval.findings import Text
from perfeval.model import Indicator, Leaf, Scheme, Submission
from perfeval.testing.cases import Case
from perfeval.testing.forks import Fork, Way, forks_of, taken, ways_of

Told = tuple[Case, Evaluation]
_STATUSES = ("scored", "unscored", "not_applicable")
_ROW = re.compile(r"(.+)\[([0-9]+)\]")
_LEVELS = Text("等级", "levels")
_HOLDS, _HOLDS_NOT = Text("成立", "holds"), Text("不成立", "does not hold")


@frozen
class Branch:
    """One way through a rule, and the cases that went it."""

    rule: Text
    """The standard that it belongs to, in the rule's own words."""
    name: Text
    """The band or branch."""
    cases: tuple[str, ...]
    """Names of the cases."""


@frozen
class Reached:
    """What cases reached of one indicator, or of the rows of an open group."""

    id: str
    """Its id."""
    label: Text
    """What the form calls it."""
    scored: tuple[str, ...]
    """Names of the cases in which it has a score."""
    unscored: tuple[str, ...]
    """Names of the cases in which it has none."""
    not_applicable: tuple[str, ...]
    """Names of the cases in which it does not apply."""
    branches: tuple[Branch, ...]
    """Its bands and branches."""


@frozen
class Standing:
    """What cases reached of one scheme."""

    scheme: str
    """Its id."""
    label: Text
    """Its title."""
    cases: int
    """How many cases there are for it."""
    indicators: tuple[Reached, ...]
    """Its indicators and open groups."""
    grades: tuple[Branch, ...]
    """Its grades."""
    caps: tuple[Branch, ...]
    """Its caps on the grade: held, and not held."""

    @property
    def branches(self) -> tuple[tuple[Reached | None, Branch], ...]:
        """All bands and branches with their indicators, then grades and caps, which have none."""
        own = tuple((each, branch) for each in self.indicators for branch in each.branches)
        return (*own, *((None, branch) for branch in (*self.grades, *self.caps)))


def standing(scheme: Scheme, told: Sequence[Told]) -> Standing:
    """What cases reached of a scheme.

    A case that puts other points or parameters into the scheme counts for indicators and grades, not for branches.
    """
    plain = [(case, found) for case, found in told if not {"points", "parameters", "weighting"} & case.options.keys()]
    leaves = [*scheme.leaves(), *scheme.bonus, *scheme.penalties]
    return Standing(
        scheme.id,
        scheme.label,
        len(told),
        tuple(_reached(leaf, scheme, told, plain) for leaf in leaves),
        tuple(_grades(scheme, told)),
        tuple(_caps(scheme, plain)),
    )


def _reached(leaf: Leaf, scheme: Scheme, told: Sequence[Told], plain: Sequence[Told]) -> Reached:
    by_status: dict[str, list[str]] = {status: [] for status in _STATUSES}
    for case, found in told:
        for status in {outcome.status for outcome in _outcomes(found, leaf.id)}:
            by_status[status].append(case.name["zh"])
    scored, unscored, not_applicable = (tuple(by_status[status]) for status in _STATUSES)
    branches = tuple(_branches(leaf, scheme, plain))
    return Reached(leaf.id, leaf.label, scored, unscored, not_applicable, branches)


def _outcomes(evaluation: Evaluation, id: str) -> list[Outcome]:
    """The outcome of an indicator, or of all rows of an open group."""
    own = [o for o in evaluation.outcomes() if o.id == id or (o.kind == "row" and o.group == id)]
    return [o for o in own if not o.children]


def _branches(leaf: Leaf, scheme: Scheme, told: Sequence[Told]) -> Iterator[Branch]:
    forks = forks_of(leaf, engine_of(scheme).compiler)
    went: dict[Way, list[str]] = {way: [] for _, way in ways_of(forks)}
    for case, found in told:
        for way in _ways(leaf, forks, case.submission, found):
            went[way].append(case.name["zh"])
    yield from (Branch(fork.rule, way.name, tuple(went[way])) for fork, way in ways_of(forks))
    if isinstance(leaf, Indicator) and leaf.scale is not None:
        for level in leaf.scale.levels:
            cases = (case.name["zh"] for case, found in told if _outcomes(found, leaf.id)[0].level == level)
            yield Branch(_LEVELS, Text(level), tuple(cases))


def _ways(leaf: Leaf, forks: tuple[Fork, ...], submission: Submission | None, found: Evaluation) -> dict[Way, None]:
    """The ways that one submission took, each once."""
    assert submission is not None  # it was evaluated
    frame = Frame(submission)
    rows = [o for o in _outcomes(found, leaf.id) if o.status != "not_applicable"]
    numbers = [
        int(match[2]) if o.kind == "row" and (match := _ROW.fullmatch(o.id)) else None for o in rows if o.kind != "open"
    ]
    return dict.fromkeys(way for row in numbers for way in taken(forks, frame, row))


def _grades(scheme: Scheme, told: Sequence[Told]) -> Iterator[Branch]:
    for grade in scheme.grades.grades if scheme.grades else ():
        cases = (case.name["zh"] for case, found in told if found.grade == grade.id)
        yield Branch(Text("等级", "grades"), Text(grade.id), tuple(cases))


def _caps(scheme: Scheme, told: Sequence[Told]) -> Iterator[Branch]:
    compiler = engine_of(scheme).compiler
    for cap in scheme.caps:
        compute = compiler(lowered(cap.when))
        values = [(case.name["zh"], compute(Frame(case.submission), None)) for case, _ in told if case.submission]
        known = [(name, held) for name, held in values if held.__class__ is not Missing]
        for wanted, name in ((True, _HOLDS), (False, _HOLDS_NOT)):
            yield Branch(cap.label or words(cap.when), name, tuple(case for case, held in known if held is wanted))
