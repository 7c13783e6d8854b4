"""Two schemes held against each other."""

from __future__ import annotations

from collections.abc import Iterator

from perfeval.findings import Text
from perfeval.model.changing.capping import caps
from perfeval.model.changing.change import SchemeChange
from perfeval.model.changing.parts import Sort, compared, named
from perfeval.model.changing.pieces import pieces
from perfeval.model.changing.tree import tree
from perfeval.model.grades import Grade
from perfeval.model.scheme import Scheme

_THE_SCHEME = Text("方案", "the scheme")
_GRADES = Sort("grades", Text("等级", "grade"))
_PARAMETERS = Sort("parameters", Text("参数", "parameter"), guess=True)
_INPUTS = Sort("inputs", Text("输入项", "input"), guess=True)


def scheme_changes(first: Scheme, second: Scheme) -> tuple[SchemeChange, ...]:
    """What changed from one scheme to another; nothing exactly where their digests are equal.

    Args:
        first: the scheme as it was.
        second: the scheme as it is now.

    Example:
        >>> import perfeval
        >>> foshan = perfeval.scheme("foshan-2021")
        >>> changes = perfeval.scheme_changes(foshan, foshan.with_points({"assets": 6, "finance": 18}))
        >>> [change.place for change in changes]
        ['indicators.finance.points', 'indicators.assets.points', 'overrides']
        >>> changes[0].sentence.en
        'points of "financial management" (finance): from 19 to 18'
    """
    return tuple(_changes(first, second))


def _changes(first: Scheme, second: Scheme) -> Iterator[SchemeChange]:
    a, b = (pieces(scheme, keyed=False) for scheme in (first, second))
    laid_a, laid_b = ({name: head.pop(name) for name in ("overrides", "weighting")} for head in (a, b))
    yield from compared(a, b, "", _THE_SCHEME)
    yield from named(_grades(first), _grades(second), _GRADES)
    yield from caps(first.caps, second.caps)
    yield from named({p.name: p for p in first.parameters}, {p.name: p for p in second.parameters}, _PARAMETERS)
    yield from named({i.path: i for i in first.inputs}, {i.path: i for i in second.inputs}, _INPUTS)
    yield from tree(first, second)
    yield from compared(laid_a, laid_b, "", _THE_SCHEME)


def _grades(scheme: Scheme) -> dict[str, Grade]:
    return {} if scheme.grades is None else {grade.id: grade for grade in scheme.grades.grades}
