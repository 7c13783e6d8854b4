"""A scheme: what is scored, what it is worth, how the total is made and graded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

from attrs import define, evolve, field, frozen, validators

from perfeval.expressions import Const, Expr, Names, Parameter, Source, lift, replace, suggestion, words
from perfeval.findings import Finding, PerfevalError, RuleError, SchemeError, Text, kind, say, text
from perfeval.findings.showing import Shown
from perfeval.model.canonical import digest
from perfeval.model.collections import listed
from perfeval.model.combining import Combine, Sum
from perfeval.model.grades import Cap, Grades
from perfeval.model.indicators import Group, Indicator, Leaf, Node, full_marks, walk_tree
from perfeval.model.inputs import Input, maybe_exact
from perfeval.model.soundness import faults_of
from perfeval.model.vocabulary import STANDARD, names
from perfeval.model.weighed import Weighed
from perfeval.numbers import ROUNDINGS, Rounding, exact, exact_sum, plain

NotApplicable = Literal["rescale", "full", "none", "redistribute"]
OnMissing = Literal["incomplete", "zero"]
NOT_APPLICABLE: tuple[NotApplicable, ...] = ("rescale", "full", "none", "redistribute")
ON_MISSING: tuple[OnMissing, ...] = ("incomplete", "zero")


@frozen
class Override:
    """A change laid over a scheme: recorded, shown, never silent."""

    kind: Literal["parameter", "points"]
    """What was changed."""
    name: str
    """The parameter, or the indicator."""
    was: str
    """The value in the scheme."""
    now: str
    """The value used instead."""

    @property
    def sentence(self) -> Text:
        """What was changed, in words."""
        what = Text("参数", "parameter") if self.kind == "parameter" else Text("分值", "points of")
        return say(
            "{what} {name} 由 {was} 改为 {now}",
            "{what} {name} from {was} to {now}",
            what=what,
            name=self.name,
            was=self.was or "—",
            now=self.now,
        )


@frozen
class Derivation:
    """Where an edition comes from: the scheme that its file names as its base."""

    scheme: str
    """The id of the base."""
    digest: str
    """The digest of the base as it was."""


@define(frozen=True, slots=False, kw_only=True, repr=False)
class Scheme(Shown):
    """A scheme, checked as a whole when it is made.

    Raises:
        SchemeError: everything that is not sound, at once, each with its place.

    Example:
        >>> from perfeval.model import Grades, Indicator, Scheme
        >>> work = Indicator("work", "工作", 100)
        >>> scheme = Scheme(id="toy-2024", label="示例", groups=[work], grades=Grades({"合格": 0}))
        >>> scheme.full
        Decimal('100')
    """

    id: str
    """Its id with the edition in it, `foshan-2021`."""
    label: Text = field(converter=text)
    """Its title."""
    edition: str = ""
    """The year or version."""
    kind: Literal["department", "project"] = field(
        default="department", validator=validators.in_(("department", "project"))
    )
    """What it evaluates."""
    groups: tuple[Node, ...] = field(converter=listed)
    """The tree, from the top."""
    full: Decimal = field(default=Decimal(100), converter=exact)
    """满分: what all points add up to, where there is a total."""
    combine: Combine = field(factory=Sum)
    """How the total is made: Sum, or NoCombination for a scheme without a total."""
    grades: Grades | None = None
    """The grades of the total."""
    caps: tuple[Cap, ...] = field(default=(), converter=listed)
    """Conditions that cap the grade."""
    bonus: tuple[Indicator, ...] = field(default=(), converter=listed)
    """Indicators whose scores are added outside the full marks."""
    penalties: tuple[Indicator, ...] = field(default=(), converter=listed)
    """Indicators whose scores are taken off outside the full marks."""
    most: Decimal | None = field(default=None, converter=maybe_exact)
    """The highest total, with bonus."""
    inputs: tuple[Input, ...] = field(default=(), converter=listed)
    """The figures it asks for beyond the standard vocabulary."""
    parameters: tuple[Parameter, ...] = field(default=(), converter=listed)
    """Its named constants."""
    not_applicable: NotApplicable = field(default="rescale", validator=validators.in_(NOT_APPLICABLE))
    """What becomes of the points of indicators that do not apply."""
    on_missing: OnMissing = field(default="incomplete", validator=validators.in_(ON_MISSING))
    """What becomes of indicators without a result."""
    places: int = field(default=2, validator=[validators.ge(0), validators.le(6)])
    """Decimals of a score."""
    rounding: Rounding = field(default="half_up", validator=validators.in_(ROUNDINGS))
    """How a score is rounded, once."""
    source: Source | None = None
    """Where it is laid down."""
    overrides: tuple[Override, ...] = field(default=(), converter=listed)
    """What was changed after it was written."""
    weighting: Weighed | None = None
    """The weighting that assigned the points, where one did."""
    derived_from: Derivation | None = field(default=None, eq=False)
    """The scheme that it is an edition of; it equals the same scheme written out, which has none."""

    def __attrs_post_init__(self) -> None:
        faults = faults_of(self)
        if faults:
            raise SchemeError(faults)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over everything that the scheme says, in hexadecimal."""
        return digest(self)

    @cached_property
    def figures(self) -> Mapping[str, Input]:
        """The standard vocabulary and the scheme's own inputs, by path."""
        return {i.path: i for i in (*STANDARD, *self.inputs)}

    @property
    def names(self) -> Names:
        """The names that its rules may use."""
        return names(self.inputs, self.parameters)

    def nodes(self) -> Iterator[Node]:
        """All groups and indicators of the tree, parents first; then bonus and penalties."""
        yield from walk_tree(self.groups)
        yield from self.bonus
        yield from self.penalties

    def leaves(self) -> Iterator[Leaf]:
        """The indicators and open groups of the tree, in the printed order."""
        return (node for node in walk_tree(self.groups) if not isinstance(node, Group))

    def node(self, id: str) -> Node:
        """The node with this id.

        Raises:
            SchemeError: there is none.
        """
        known = {node.id: node for node in self.nodes()}
        if id not in known:
            raise SchemeError(kind("D107").at(self.id, id=id, near=suggestion(id, known)))
        return known[id]

    def with_parameters(self, values: Mapping[str, Any] | None = None, /, **named: Any) -> Scheme:
        """The scheme with other values for some parameters, recorded as overrides.

        Raises:
            SchemeError: no such parameter, or a value that does not fit.
        """
        changes = {**(values or {}), **named}
        known = {p.name: p for p in self.parameters}
        unknown = [n for n in changes if n not in known]
        if unknown:
            raise SchemeError([kind("D202").at("parameters", name=n, near=suggestion(n, known)) for n in unknown])
        new = _revalued(known, changes)
        said = tuple(Override("parameter", n, _said(known[n].value), _said(p.value)) for n, p in new.items())

        def swap(node: Expr) -> Expr | None:
            return new.get(node.name) if isinstance(node, Parameter) else None

        try:
            groups, bonus, penalties = (
                tuple(_rewritten(n, swap) for n in nodes) for nodes in (self.groups, self.bonus, self.penalties)
            )
            caps = tuple(evolve(c, when=replace(c.when, swap)) for c in self.caps)
        except RuleError as error:
            raise SchemeError(evolve(f, location="parameters") for f in error.findings) from error
        return evolve(
            self,
            groups=groups,
            bonus=bonus,
            penalties=penalties,
            caps=caps,
            parameters=tuple(new.get(p.name, p) for p in self.parameters),
            overrides=self.overrides + said,
        )

    def with_points(self, points: Mapping[str, Any]) -> Scheme:
        """The scheme with other points for some indicators or open groups; together they still make the full marks.

        Raises:
            SchemeError: no such indicator, or points that do not add up.
        """
        leaves = {leaf.id: leaf for leaf in self.leaves()}
        unknown = [i for i in points if i not in leaves]
        if unknown:
            raise SchemeError([kind("D107").at(f"points.{i}", id=i, near=suggestion(i, leaves)) for i in unknown])
        new = {i: exact(p) for i, p in points.items()}
        said = tuple(
            Override("points", i, "" if (was := leaves[i].points) is None else plain(was), plain(p))
            for i, p in new.items()
        )
        groups = tuple(_repointed(n, new) for n in self.groups)
        return evolve(self, groups=groups, overrides=self.overrides + said)


def _revalued(known: Mapping[str, Parameter], changes: Mapping[str, Any]) -> dict[str, Parameter]:
    """The parameters with new values, each of the kind that it was."""
    new: dict[str, Parameter] = {}
    faults: list[Finding] = []
    for name, value in changes.items():
        was = known[name].type
        try:
            now = lift(value)
        except PerfevalError as error:
            faults += [evolve(f, location=f"parameters.{name}") for f in error.findings]
            continue
        if now.type.kind == was.kind:
            before = words(known[name])
            title = f"使用者改自 {before['zh']}; set by the caller, was {before['en']}"
            new[name] = evolve(known[name], value=now, source=Source(title, "assumed"))
        else:
            advice = say("现值是 {value}", "it is {value} now", value=words(known[name]))
            found = now.type.describe()
            faults.append(kind("I103").at(f"parameters.{name}", wanted=was.describe(), found=found, advice=advice))
    if faults:
        raise SchemeError(faults)
    return new


def _said(value: Const) -> str:
    return words(value)["en"]


def _rewritten(node: Any, swap: Any) -> Any:
    if isinstance(node, Group):
        return evolve(node, children=tuple(_rewritten(c, swap) for c in node.children))
    changes = {
        name: replace(rule, swap)
        for name in ("measure", "scoring", "not_applicable_when", "where")
        if (rule := getattr(node, name, None)) is not None
    }
    return evolve(node, **changes)


def _repointed(node: Node, points: Mapping[str, Decimal]) -> Node:
    if isinstance(node, Group):
        children = tuple(_repointed(c, points) for c in node.children)
        printed = None if node.points is None else exact_sum(full_marks(c) for c in children)
        return evolve(node, children=children, points=printed)
    return evolve(node, points=points[node.id]) if node.id in points else node
