"""How far cases reach into a scheme: which indicators, bands and branches, grades and caps none of them has met."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import Factory, define, frozen

from perfeval.evaluation import Evaluation, Outcome, engine_of
from perfeval.evaluation.figures import Frame
from perfeval.evaluation.missing import Missing
from perfeval.expressions import lowered, words
from perfeval.findings import Text
from perfeval.model import Group, Indicator, Leaf, Scheme, Submission
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
    levels: tuple[Branch, ...] = ()
    """The levels of its groups, where they have any."""

    @property
    def branches(self) -> tuple[tuple[Reached | None, Branch], ...]:
        """All bands and branches with their indicators, then levels of groups, grades and caps, which have none."""
        own = tuple((each, branch) for each in self.indicators for branch in each.branches)
        return (*own, *((None, branch) for branch in (*self.levels, *self.grades, *self.caps)))


def standing(scheme: Scheme, told: Sequence[Told]) -> Standing:
    """What cases reached of a scheme.

    A case that puts other points or parameters into the scheme goes the ways of the scheme that it makes. One with a
    weighting counts for indicators, grades and levels, not for branches.
    """
    changed = _Changed(scheme)
    leaves = [*scheme.leaves(), *scheme.bonus, *scheme.penalties]
    return Standing(
        scheme.id,
        scheme.label,
        len(told),
        tuple(_reached(leaf, changed, told) for leaf in leaves),
        tuple(_grades(scheme, told)),
        tuple(_caps(changed, told)),
        tuple(_group_levels(scheme, told)),
    )


@define
class _Changed:
    """The scheme as each case makes it: with the points and parameters that the case asks for."""

    scheme: Scheme
    _known: dict[str, Scheme] = Factory(dict)

    def by(self, case: Case) -> Scheme | None:
        """The scheme of a case; None where a weighting made it."""
        points, parameters = case.options.get("points"), case.options.get("parameters")
        if "weighting" in case.options:
            return None
        key = repr((points, parameters))
        if key not in self._known:
            made = self.scheme.with_points(points) if points else self.scheme
            self._known[key] = made.with_parameters(parameters) if parameters else made
        return self._known[key]


def _reached(leaf: Leaf, changed: _Changed, told: Sequence[Told]) -> Reached:
    by_status: dict[str, list[str]] = {status: [] for status in _STATUSES}
    for case, found in told:
        for status in {outcome.status for outcome in _outcomes(found, leaf.id)}:
            by_status[status].append(case.name["zh"])
    scored, unscored, not_applicable = (tuple(by_status[status]) for status in _STATUSES)
    branches = tuple(_branches(leaf, changed, told))
    return Reached(leaf.id, leaf.label, scored, unscored, not_applicable, branches)


def _outcomes(evaluation: Evaluation, id: str) -> list[Outcome]:
    """The outcome of an indicator, or of all rows of an open group."""
    own = [o for o in evaluation.outcomes() if o.id == id or (o.kind == "row" and o.group == id)]
    return [o for o in own if not o.children]


def _branches(leaf: Leaf, changed: _Changed, told: Sequence[Told]) -> Iterator[Branch]:
    forks = forks_of(leaf, engine_of(changed.scheme).compiler)
    went: dict[Way, list[str]] = {way: [] for _, way in ways_of(forks)}
    for case, found in told:
        for way in _ways_of_case(leaf, forks, changed, case, found):
            went[way].append(case.name["zh"])
    yield from (Branch(fork.rule, way.name, tuple(went[way])) for fork, way in ways_of(forks))
    if isinstance(leaf, Indicator) and leaf.scale is not None:
        for level in leaf.scale.levels:
            cases = (case.name["zh"] for case, found in told if _outcomes(found, leaf.id)[0].level == level)
            yield Branch(_LEVELS, Text(level), tuple(cases))


def _ways_of_case(
    leaf: Leaf, forks: tuple[Fork, ...], changed: _Changed, case: Case, found: Evaluation
) -> Iterator[Way]:
    """The ways of a scheme that correspond to those that a case took in the scheme that it makes."""
    made = changed.by(case)
    if made is None:
        return
    (own,) = (node for node in made.nodes() if node.id == leaf.id and not isinstance(node, Group))
    own_forks = forks if made is changed.scheme else forks_of(own, engine_of(made).compiler)
    own_ways, ways = ([way for _, way in ways_of(each)] for each in (own_forks, forks))
    if len(own_ways) == len(ways):  # another bound may leave a band out: then nothing corresponds
        took = _ways(own, own_forks, case.submission, found)
        yield from (way for own_way, way in zip(own_ways, ways, strict=True) if own_way in took)


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


def _group_levels(scheme: Scheme, told: Sequence[Told]) -> Iterator[Branch]:
    for group in scheme.nodes():
        if not isinstance(group, Group) or group.scale is None:
            continue
        reached = [(case.name["zh"], o.level) for case, found in told for o in found.outcomes() if o.id == group.id]
        for level in group.scale.levels:
            yield Branch(group.label, Text(level), tuple(case for case, own in reached if own == level))


def _caps(changed: _Changed, told: Sequence[Told]) -> Iterator[Branch]:
    for n, cap in enumerate(changed.scheme.caps):
        values = []
        for case, _ in told:
            if (made := changed.by(case)) is not None and case.submission is not None:
                compute = engine_of(made).compiler(lowered(made.caps[n].when))
                values.append((case.name["zh"], compute(Frame(case.submission), None)))
        known = [(name, held) for name, held in values if held.__class__ is not Missing]
        for wanted, name in ((True, _HOLDS), (False, _HOLDS_NOT)):
            yield Branch(cap.label or words(cap.when), name, tuple(case for case, held in known if held is wanted))
