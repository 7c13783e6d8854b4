"""What an evaluation came to: values only, standing for themselves without the scheme."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from attrs import field, frozen

from perfeval.evaluation.figures import Value
from perfeval.evaluation.missing import Reason
from perfeval.findings import Finding, Findings, Text, UsageError, kind
from perfeval.findings.showing import Shown
from perfeval.model import NotApplicable, OnMissing, Override, Weighed
from perfeval.numbers import Rounding

Status = Literal["scored", "unscored", "not_applicable"]
OutcomeKind = Literal["group", "indicator", "open", "row"]


@frozen
class Outcome:
    """The result of one node of the tree.

    `score` = share × points, rounded once. A row of an open group has the id `group[n]`, n counting the table's rows
    from 0.
    """

    id: str
    """The node."""
    label: Text
    """What the form calls it."""
    kind: OutcomeKind
    """group, indicator, open (group) or row."""
    group: str
    """The id of the group above, empty at the top."""
    points: Decimal | None
    """Full marks; None on an ordinal scale."""
    status: Status
    """scored, unscored or not_applicable."""
    share: Fraction | None = None
    """得分率, exact; 0..1."""
    score: Decimal | None = None
    """得分."""
    level: str | None = None
    """The level, on an ordinal scale."""
    measure: Value | None = None
    """The measure, exact, in base units."""
    reasons: tuple[Reason, ...] = ()
    """Why it is unscored, or was counted as zero or as the missing level."""
    note: str = ""
    """Why it does not apply."""
    may_not_apply: bool = field(default=False)
    """Whether it is unknown if it applies."""
    children: tuple[Outcome, ...] = ()
    """The nodes below."""


@frozen
class Identity:
    """Which code and which scheme made an evaluation, so that it can be defended in year five."""

    perfeval: str = ""
    """The version of perfeval."""
    plugin: str = ""
    """The package and version that the scheme came from."""
    digest: str = ""
    """SHA-256 of the scheme."""


@frozen
class Policies:
    """The choices an evaluation was made under."""

    not_applicable: NotApplicable
    """What became of points that do not apply."""
    on_missing: OnMissing
    """What became of indicators without a result."""
    places: int
    """Decimals of a score."""
    rounding: Rounding
    """How scores were rounded."""


@frozen(kw_only=True, repr=False)
class Evaluation(Shown):
    """The result of evaluating a submission by a scheme."""

    scheme: str
    """The scheme's id."""
    label: Text
    """Its title."""
    edition: str
    """Its edition."""
    entity: str
    """Who was evaluated."""
    year: int
    """The budget year."""
    groups: tuple[Outcome, ...]
    """The tree."""
    bonus: tuple[Outcome, ...] = ()
    """Added outside the full marks."""
    penalties: tuple[Outcome, ...] = ()
    """Taken off outside the full marks."""
    full: Decimal | None
    """满分; None for a scheme without a total."""
    total: Decimal | None
    """总分; None while incomplete."""
    grade: str | None
    """等级; None while it is not certain."""
    uncapped: str | None = None
    """The grade before caps, where one was applied."""
    caps: tuple[Text, ...] = ()
    """The caps that were applied."""
    complete: bool
    """Whether every indicator has a result, and the total with it."""
    lower: Decimal | None = None
    """The lowest total still possible."""
    upper: Decimal | None = None
    """The highest total still possible."""
    possible_grades: tuple[str, ...] = ()
    """The grades still possible, best first."""
    policies: Policies
    """The policies in force."""
    overrides: tuple[Override, ...] = ()
    """What was changed in the scheme."""
    weighting: Weighed | None = None
    """The weighting that assigned the points, where one did."""
    identity: Identity
    """What made this evaluation."""
    findings: tuple[Finding, ...] = field(default=(), converter=Findings)
    """What the evaluation found."""

    @property
    def share(self) -> Fraction | None:
        """The total as a share of the full marks; feeds a project's self-score in its department's submission."""
        return None if self.total is None or not self.full else Fraction(self.total) / Fraction(self.full)

    def outcomes(self) -> Iterator[Outcome]:
        """Every outcome, parents first; the tree, then bonus and penalties."""
        for outcome in (*self.groups, *self.bonus, *self.penalties):
            yield from _walk(outcome)

    def indicators(self) -> tuple[Outcome, ...]:
        """The outcomes that carry marks themselves: indicators and rows, and open groups without usable rows."""
        return tuple(
            o for o in self.outcomes() if o.kind in ("indicator", "row") or (o.kind == "open" and not o.children)
        )

    def __getitem__(self, id: str) -> Outcome:
        """The outcome of a node.

        Raises:
            UsageError: no such node.
        """
        for outcome in self.outcomes():
            if outcome.id == id:
                return outcome
        raise UsageError(kind("D107").at("", id=id, near=Text()))


def _walk(outcome: Outcome) -> Iterator[Outcome]:
    yield outcome
    for child in outcome.children:
        yield from _walk(child)
