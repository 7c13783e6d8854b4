"""Where a scoring goes one way or another: bands, choices, caps and floors, named in the rule's own words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from attrs import evolve, field, frozen

from perfeval.evaluation.compiling import Compiler, Compute
from perfeval.evaluation.figures import Frame
from perfeval.evaluation.missing import Missing
from perfeval.expressions import (
    Choose,
    Const,
    Expr,
    Extreme,
    Function,
    Parameter,
    Total,
    Unknown,
    bounds,
    literal,
    lowered,
    phrase,
    words,
)
from perfeval.findings import Text, say
from perfeval.model import Leaf, bound

_OTHERWISE = Text("其余", "otherwise")
_BETWEEN = Text("其间", "in between")
_FULL, _NO_MARKS = Text("满分", "full marks"), Text("零分", "no marks")


@frozen(eq=False)
class Way:
    """One way on from a fork, and the forks that lie behind it."""

    name: Text
    """When it is taken, and what it gives."""
    behind: tuple[Fork, ...] = ()


@frozen(eq=False)
class Fork:
    """A place in a rule where one of several ways is taken."""

    rule: Text
    """The standard that it belongs to."""
    ways: tuple[Way, ...]
    """All ways that can be taken."""
    take: Callable[[Frame, int | None], int | None] = field(repr=False)
    """Which of them a submission takes, None where that is unknown."""
    beside: tuple[Fork, ...] = ()
    """Forks that are met whatever way is taken."""


def ways_of(forks: Iterable[Fork]) -> Iterator[tuple[Fork, Way]]:
    """Every way of every fork, in the order of the rule."""
    for fork in forks:
        for way in fork.ways:
            yield fork, way
            yield from ways_of(way.behind)
        yield from ways_of(fork.beside)


def taken(forks: Iterable[Fork], frame: Frame, row: int | None = None) -> Iterator[Way]:
    """The ways that a submission takes."""
    for fork in forks:
        way = fork.take(frame, row)
        if way is not None:
            yield fork.ways[way]
            yield from taken(fork.ways[way].behind, frame, row)
        yield from taken(fork.beside, frame, row)


def forks_of(leaf: Leaf, compiler: Compiler) -> tuple[Fork, ...]:
    """The forks of an indicator's scoring."""
    made = bound(leaf)
    return _Finder(compiler, made.measure, leaf.measured_as).of(made.scoring, _At(words(leaf.scoring)))


@frozen
class _At:
    """Where in a rule one looks."""

    rule: Text
    """The standard."""
    result: bool = True
    """Whether what is given here is what the whole rule gives."""
    inside: bool = False
    """Whether this is the meaning of a function."""
    settled: bool = False
    """Whether that function has chosen already; what it holds within bounds after that is no band of its own."""


@frozen(eq=False)
class _Finder:
    compiler: Compiler
    measure: Expr | None
    measured_as: Text

    def of(self, node: Expr, at: _At) -> tuple[Fork, ...]:
        """The forks in a rule."""
        if node == self.measure:
            return ()
        match node:
            case Function():
                return self.of(node.lower(), _At(node.sentence(), at.result, inside=True))
            case Choose():
                return self.chosen(node, at)
            case Extreme() if not at.settled:
                return self.held(node, at)
            case Total():
                return ()
        within = evolve(at, result=False)
        return tuple(fork for child in node.children() for fork in self.of(child, within))

    def chosen(self, node: Choose, at: _At) -> tuple[Fork, ...]:
        """A chain of choices as one fork."""
        if isinstance(node.then, Unknown) and node.then.reason == "no_rows":  # no data is no branch of a standard
            return self.of(node.otherwise, at)
        behind = evolve(at, settled=at.inside)
        conditions: list[Compute] = []
        ways: list[Way] = []
        rest: Expr = node
        while isinstance(rest, Choose):
            conditions.append(self.compute(rest.when))
            ways.append(self.way(self.words(rest.when), rest.then, behind))
            rest = rest.otherwise
        ways.append(self.way(_OTHERWISE, rest, behind))
        return (Fork(at.rule, tuple(ways), _first(conditions)),)

    def way(self, name: Text, to: Expr, at: _At) -> Way:
        if isinstance(to, Const | Parameter | Unknown):
            name = say("{name}：{to}", "{name}: {to}", name=name, to=self.words(to))
        return Way(name, self.of(to, at))

    def held(self, node: Extreme, at: _At) -> tuple[Fork, ...]:
        """A value held within constant bounds as one fork; else the smaller or greater of two."""
        inner, low, high = _held(node)
        within = evolve(at, result=False)
        if low is None and high is None:
            beside = (*self.of(node.left, within), *self.of(node.right, within))
            ways = tuple(Way(self.words(side)) for side in (node.left, node.right))
            sides = (self.compute(node.left), self.compute(node.right))
            return (Fork(at.rule, ways, _side(node.op, *sides), beside),) if node.type.kind != "level" else beside
        beside = self.of(inner, within)
        reach = bounds(inner)
        if low is not None and reach.low is not None and reach.low >= low:
            low = None
        if high is not None and reach.high is not None and reach.high < high:
            high = None
        if low is None and high is None:
            return beside
        ways = tuple(Way(name) for name in self.bands(inner, low, high, at.result))
        return (Fork(at.rule, ways, _within(self.compute(inner), low, high), beside),)

    def bands(self, inner: Expr, low: Fraction | None, high: Fraction | None, result: bool) -> Iterator[Text]:
        """The names of the ways of a value held within bounds: at the top, at the bottom, in between."""
        kind = inner.type.kind
        for edge, sign, whole in ((high, "≥", _FULL), (low, "≤", _NO_MARKS)):
            if edge is None:
                continue
            if result and kind in ("ratio", "number") and edge == (1 if sign == "≥" else 0):
                yield whole
            else:
                shown = self.words(Const(edge, kind if kind in ("ratio", "points", "money", "quantity") else "number"))
                yield say(
                    "{inner} {sign} {edge}", "{inner} {sign} {edge}", inner=self.words(inner), sign=sign, edge=shown
                )
        yield _BETWEEN if result or (low is not None and high is not None) else _OTHERWISE

    def words(self, node: Expr) -> Text:
        """A part of the rule in words, the measure by its name."""
        name = self.measured_as or Text("指标值", "the measure")
        return phrase(node, lambda part: name if part == self.measure else None)

    def compute(self, node: Expr) -> Compute:
        return self.compiler(lowered(node))


def _held(node: Extreme) -> tuple[Expr, Fraction | None, Fraction | None]:
    """What is held, with its lower and upper bound where those are constants."""
    edges: dict[str, Fraction] = {}
    inner: Expr = node
    while isinstance(inner, Extreme) and inner.op not in edges:
        left, right = literal(inner.left), literal(inner.right)
        if isinstance(left, Fraction):
            edges[inner.op], inner = left, inner.right
        elif isinstance(right, Fraction):
            edges[inner.op], inner = right, inner.left
        else:
            break
    return inner, edges.get("max"), edges.get("min")


def _first(conditions: list[Compute]) -> Callable[[Frame, int | None], int | None]:
    def take(frame: Frame, row: int | None) -> int | None:
        for n, condition in enumerate(conditions):
            held = condition(frame, row)
            if held.__class__ is Missing:
                return None
            if held:
                return n
        return len(conditions)

    return take


def _side(op: str, left: Compute, right: Compute) -> Callable[[Frame, int | None], int | None]:
    def take(frame: Frame, row: int | None) -> int | None:
        a, b = left(frame, row), right(frame, row)
        if a.__class__ is Missing or b.__class__ is Missing:
            return None
        return 0 if (a <= b if op == "min" else a >= b) else 1

    return take


def _within(inner: Compute, low: Fraction | None, high: Fraction | None) -> Callable[[Frame, int | None], int | None]:
    top, bottom = (0, 1) if high is not None else (None, 0)
    last = (high is not None) + (low is not None)

    def take(frame: Frame, row: int | None) -> int | None:
        value = inner(frame, row)
        if value.__class__ is Missing:
            return None
        if high is not None and value >= high:
            return top
        return bottom if low is not None and value <= low else last

    return take
